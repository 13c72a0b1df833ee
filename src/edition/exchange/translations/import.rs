//! Brings back translations: what changed in them is merged into the records, or all that is wrong is reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::changes::{ChangedFile, Line};
use super::compose::{Composed, compose, replace, value};
use super::decode::decode;
use super::find::Index;
use super::judge::judge;
use super::merging::{Merged, Merging, NewText};
use super::unit::Returned;
use super::{po, xliff};
use crate::diagnostics::{Code, Diagnostic, SourceFile, abridged, has_errors};
use crate::edition::exchange::write_back::{Edit, write_back};
use crate::edition::load::{Document, Records};
use crate::edition::records::Language;
use crate::edition::records::node::Step;
use crate::edition::records::schema::Record;
use crate::edition::translation::{Ledger, Translation};
use crate::fs::project::Project;

/// What a file of translations that came back means for the records.
#[derive(Debug, Default)]
pub struct Import {
    /// The changes.
    pub lines: Vec<Line>,
    /// The files that change: records, and the list of which translation was made from which text. There are none if a
    /// diagnostic is an error.
    pub files: Vec<ChangedFile>,
    /// What is wrong with the translations, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many translations are now known to be up to date.
    pub confirmed: usize,
}

/// Merges a file of translations, given by its name and bytes, into the records of an edition. Nothing is written.
#[must_use]
pub fn import(project: &Project, records: &Records, name: &str, bytes: &[u8]) -> Import {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(refusal) => {
            let fault = Diagnostic::error(Code::TRANSLATION_FILE, format!("{name}: {}", refusal.message));
            return Import { diagnostics: vec![fault.hint(refusal.hint)], ..Import::default() };
        }
    };
    let returned = if text.trim_start().starts_with('<') { xliff::read(&text) } else { po::read(&text) };
    let file = Arc::new(SourceFile::new(name, text));
    let mut told = Vec::new();
    for fault in &returned.faults {
        let diagnostic = Diagnostic::error(Code::TRANSLATION_FILE, &fault.message);
        told.push(diagnostic.at(&file, fault.span.clone()).hint(&fault.hint));
    }
    let translation = match translation(project, records, &returned) {
        Ok(translation) => translation,
        Err(fault) => {
            // What follows from a file that cannot be read is not told.
            if told.is_empty() {
                told.push(fault.at(&file, returned.head.clone()));
            }
            return Import { diagnostics: told, ..Import::default() };
        }
    };
    told.extend(translation.fault.clone());
    let index = Index::new(&translation);
    let merged = Merging::new(&index, &file, &mut told).merge(records, &returned.units);
    let mut import = apply(project, records, &translation, &merged, &file, &mut told);
    told.sort_by_key(|it| it.place.as_ref().map(|place| place.span.start));
    told.dedup();
    if has_errors(&told) {
        import.files.clear();
    }
    Import { diagnostics: abridged(&told), ..import }
}

/// Finds the languages and the edition of a file.
fn translation(project: &Project, records: &Records, returned: &Returned) -> Result<Translation, Box<Diagnostic>> {
    let error =
        |message: String, hint: String| Err(Box::new(Diagnostic::error(Code::TRANSLATION_FILE, message).hint(hint)));
    if let Some(edition) = returned.edition.as_ref().filter(|edition| **edition != records.name) {
        let message = format!("the translations are for the edition {edition}, not {}", records.name);
        return error(message, format!("name its edition: --edition {edition}"));
    }
    let languages = &records.edition.value.languages;
    let known: Vec<_> = languages.iter().map(|language| format!("`{language}`")).collect();
    let Some(written) = &returned.to else {
        let hint = "in a PO file, add the line \"Language: en\\n\" to its head; in XLIFF, write target-language=\"en\"";
        return error("the file does not say in which language its translations are".to_owned(), hint.to_owned());
    };
    let to = language(written).filter(|language| languages.contains(language));
    let Some(to) = to else {
        let message = format!("the translations are in `{written}`, which is not a language of the edition");
        return error(message, format!("the edition is made in {}", known.join(" and ")));
    };
    let Some(translation) = Translation::read(project, records, to) else {
        return error(
            format!("the edition is made in `{to}` only"),
            "add the other language to `languages`".to_owned(),
        );
    };
    if let Some(from) = returned.from.as_deref().filter(|from| language(from) != Some(translation.from)) {
        let message = format!(
            "the translations are made from `{from}`, and those into `{to}` are made from `{}`",
            translation.from
        );
        return error(message, format!("import translations that `brochure export --to {to}` was made for"));
    }
    Ok(translation)
}

/// Returns the language of a tag such as "en-GB" or "en_GB.UTF-8".
fn language(tag: &str) -> Option<Language> {
    tag.split(['-', '_', '.', '@']).next()?.trim().to_ascii_lowercase().parse().ok()
}

/// Makes the new texts of the records, judges them, and notes from which texts the translations were made.
fn apply(
    project: &Project,
    records: &Records,
    translation: &Translation,
    merged: &Merged,
    file: &Arc<SourceFile>,
    told: &mut Vec<Diagnostic>,
) -> Import {
    let mut changed = records.clone();
    let mut files = Vec::new();
    for (number, texts) in &merged.texts {
        let name = &translation.records[*number].name;
        let path = records.folder.join(name);
        let result = if *number == 0 {
            rewrite(&mut changed.edition, translation, *number, texts)
        } else {
            rewrite(&mut changed.clusters[*number - 1], translation, *number, texts)
        };
        match result {
            Ok(Some((before, after))) => files.push(ChangedFile { path, before: Some(before), after }),
            Ok(None) => {}
            Err(why) => {
                let message = format!("{name} cannot be changed: {why}");
                let hint = "correct the record first: `brochure check` shows the errors";
                told.push(Diagnostic::error(Code::SEGMENT, message).at(file, 0..0).hint(hint));
            }
        }
    }
    judge(project, (records, &changed), translation, merged, file, told);
    let ledger = ledger(&changed, translation, merged);
    if ledger != translation.ledger {
        let path = Ledger::path(&records.folder, translation.to);
        let before = project.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        files.push(ChangedFile { path, before, after: ledger.text(translation.to) });
    }
    Import { lines: merged.lines.clone(), files, diagnostics: Vec::new(), confirmed: merged.confirmed.len() }
}

/// Writes translations into a record. Returns its text before and after, if they differ.
fn rewrite<T: Record + serde::de::DeserializeOwned>(
    document: &mut Document<T>,
    translation: &Translation,
    number: usize,
    texts: &BTreeMap<usize, NewText>,
) -> Result<Option<(String, String)>, String> {
    let before = document.file.text().to_owned();
    let record = &translation.records[number];
    let mut after = before.clone();
    let mut edits = Vec::new();
    let mut replacements = Vec::new();
    for (text, new) in texts {
        let text = &record.texts[*text];
        let Composed { text: composed, replaced } = compose(text, new);
        let value = value(&composed, text.is_list);
        let span = document.spans.value(&format!("{}.{}", text.field(), translation.to));
        let in_place = span.zip(replaced).and_then(|(span, replaced)| {
            let raw = before.get(span.clone())?;
            Some((span, replace(raw, &replaced, &value)?))
        });
        if let Some(replacement) = in_place {
            replacements.push(replacement);
        } else {
            let path = [text.path.as_slice(), &[Step::Key(translation.to.code().to_owned())]].concat();
            edits.push(Edit::Set { path, value });
        }
    }
    replacements.sort_by_key(|(span, _)| span.start);
    for (span, text) in replacements.into_iter().rev() {
        after.replace_range(span, &text);
    }
    if !edits.is_empty() {
        after = write_back(record.kind, &after, &edits).map_err(|error| error.message().to_owned())?;
    }
    if after == before {
        return Ok(None);
    }
    match document.with_text(&after).0 {
        Some(new) => *document = new,
        None => return Err("it cannot be read".to_owned()),
    }
    Ok(Some((before, after)))
}

/// Returns the list of which translation was made from which text, after the import.
fn ledger(changed: &Records, translation: &Translation, merged: &Merged) -> Ledger {
    let mut ledger = translation.ledger.clone();
    for (record, source, target) in &merged.confirmed {
        ledger.add(&translation.records[*record].name, source, target);
    }
    let after = translation.with_records(changed);
    for record in &after.records {
        ledger.keep(&record.name, &record.targets());
    }
    ledger
}
