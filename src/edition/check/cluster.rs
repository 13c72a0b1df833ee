//! The rules for the record of a cluster.

use super::notes::Notes;
use super::{
    Context, amounts, approval, characters, dates, drawing, labels, language, left_overs, people, picture, place,
    placeholders, reference, renewal, seat, short_chapter, source_notes, sources, story, story_form, translation,
};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::edition::load::{self, Document, Records};
use crate::edition::records::{Cluster, Refs, Slot, VoiceKind};

pub(super) fn check(context: &Context<'_>, document: &Document<Cluster>) -> Vec<Diagnostic> {
    let Context { project, records, .. } = *context;
    let cluster = &document.value;
    let mut notes = Notes::new(&[cluster.editorial.as_ref(), records.edition.value.editorial.as_ref()]);
    let mut diagnostics = language::check(document, &records.edition.value.languages);
    diagnostics.extend(sources::check(document, &cluster.sources));
    for (field, ids) in references(cluster) {
        diagnostics.extend(sources::refs(document, &field, ids, &cluster.sources));
    }
    if let Some(text) = &cluster.story {
        diagnostics.extend(story::check(document, "story", text, &cluster.sources, Some(3)));
    }
    diagnostics.extend(lead(document));
    diagnostics.extend(long_words(document));
    diagnostics.extend(seat::check(document, &context.borders, &mut notes));
    diagnostics.extend(place::visit(document, &context.borders));
    diagnostics.extend(place::working_area(document, &context.borders));
    diagnostics.extend(shares(document));
    diagnostics.extend(fields(records, document));
    diagnostics.extend(reference::tags(records, document));
    diagnostics.extend(drawing::check(document));
    diagnostics.extend(odd_pages(document));
    diagnostics.extend(people::check(project, &records.folder, document));
    diagnostics.extend(voices(document));
    diagnostics.extend(dates::of_cluster(records, document));
    diagnostics.extend(renewal::of_cluster(records, document));
    diagnostics.extend(approval::check(project, records, document));
    for (index, it) in cluster.pictures.iter().enumerate() {
        let field = format!("pictures[{index}].file");
        diagnostics.extend(picture::check(project, document, &records.folder, &field, &it.file));
    }
    diagnostics.extend(second_story_picture(document));
    diagnostics.extend(amounts::check(document));
    diagnostics.extend(characters::check(document));
    diagnostics.extend(latest(document));
    diagnostics.extend(escapes(document));
    add_notes(context, document, &diagnostics, &mut notes);
    diagnostics.extend(notes.into_diagnostics());
    diagnostics
}

/// Adds what may be meant as it is.
fn add_notes(context: &Context<'_>, document: &Document<Cluster>, found: &[Diagnostic], notes: &mut Notes<'_>) {
    let records = context.records;
    labels::check(records, document, notes);
    translation::check(document, &records.edition.value.languages, notes);
    left_overs::check(document, notes);
    left_overs::quoted_voices(document, notes);
    placeholders::check(document, notes);
    context.copies.check(document, notes);
    sources::unnamed(document, &document.value.sources, found, notes);
    source_notes::check(document, &document.value.sources, notes);
    people::undated(document, notes);
    drawing::pull(document, notes);
    story_form::check(document, notes);
    short_chapter::check(records, document, notes);
}

/// Chapters have an even number of pages.
fn odd_pages(document: &Document<Cluster>) -> Option<Diagnostic> {
    let pages = document.value.pages.filter(|pages| pages % 2 == 1)?;
    let error =
        Diagnostic::error(Code::OUT_OF_RANGE, format!("a chapter cannot have {pages} pages")).hint("write 4, 6 or 8");
    Some(document.locate(error, "pages"))
}

/// Returns every field that names sources, with their ids, except those of direct quotations.
fn references(cluster: &Cluster) -> Vec<(String, &Refs)> {
    let mut out = Vec::new();
    let single = [
        ("management_body", cluster.management_body.as_ref().map(|it| &it.source)),
        ("mix", cluster.mix.as_ref().map(|it| &it.source)),
        ("go_cluster", cluster.go_cluster.as_ref().map(|it| &it.source)),
        ("manager", cluster.manager.as_ref().map(|it| &it.source)),
        ("contact", cluster.contact.as_ref().map(|it| &it.source)),
        ("visit", cluster.visit.as_ref().map(|it| &it.source)),
    ];
    out.extend(single.into_iter().filter_map(|(field, refs)| Some((format!("{field}.source"), refs?))));
    numbered(&mut out, "people", cluster.people.iter().map(|it| &it.source));
    numbered(&mut out, "founded", cluster.founded.iter().map(|it| &it.source));
    numbered(&mut out, "members", cluster.members.iter().map(|it| &it.source));
    numbered(&mut out, "labels", cluster.labels.iter().map(|it| &it.source));
    numbered(&mut out, "topics", cluster.topics.iter().map(|it| &it.source));
    numbered(&mut out, "projects", cluster.projects.iter().map(|it| &it.source));
    numbered(&mut out, "indicators", cluster.indicators.iter().map(|it| &it.source));
    for (index, voice) in cluster.voices.iter().enumerate() {
        if voice.kind == VoiceKind::Indirect {
            out.push((format!("voices[{index}].source"), &voice.source));
        }
    }
    out
}

fn numbered<'a>(out: &mut Vec<(String, &'a Refs)>, field: &str, refs: impl Iterator<Item = &'a Refs>) {
    out.extend(refs.enumerate().map(|(index, refs)| (format!("{field}[{index}].source"), refs)));
}

/// Checks that a chapter has a lead: the standfirst or the description.
fn lead(document: &Document<Cluster>) -> Option<Diagnostic> {
    let cluster = &document.value;
    let misspelt = document.has_repaired(|name| nearest(name, &["standfirst", "description"]).is_some());
    if cluster.standfirst.is_some() || cluster.description.is_some() || misspelt {
        return None;
    }
    let fault = Diagnostic::error(Code::MISSING_KEY, "the chapter has neither `standfirst` nor `description`")
        .hint("write one or two sentences as `description`, or two or three as [standfirst]");
    Some(document.locate(fault, ""))
}

/// Reports words that are longer than a line. The story has its own check; web addresses, sources, contact, editorial
/// notes and pictures are not checked.
fn long_words(document: &Document<Cluster>) -> Vec<Diagnostic> {
    let mut record = serde_json::to_value(&document.value).unwrap_or_default();
    if let Some(table) = record.as_object_mut() {
        for key in ["story", "sources", "contact", "editorial", "pictures"] {
            table.remove(key);
        }
    }
    let mut diagnostics = Vec::new();
    load::texts(&record, &mut |field, text| {
        if story::long_word(text).is_some() {
            let fault = Diagnostic::error(Code::TOO_LONG, "this word is longer than a line").hint("put spaces in it");
            diagnostics.push(document.locate(fault, field));
        }
    });
    diagnostics
}

/// There is one place for a picture at the head of a story; the others are on further pages.
fn second_story_picture(document: &Document<Cluster>) -> Option<Diagnostic> {
    let pictures = document.value.pictures.iter().enumerate();
    let (index, _) = pictures.filter(|(_, picture)| picture.slot == Slot::Story).nth(1)?;
    let error = Diagnostic::error(Code::DUPLICATE, "the story has two pictures for the same place")
        .hint("write slot = \"spread\" for the pictures after the first: they get their own pages");
    let slot = format!("pictures[{index}].slot");
    let field = if document.spans.value(&slot).is_some() { slot } else { format!("pictures[{index}].file") };
    Some(document.locate(error, &field))
}

fn shares(document: &Document<Cluster>) -> Option<Diagnostic> {
    let mix = document.value.mix.as_ref()?;
    let sum: f64 = mix.shares.iter().map(|share| share.percent).sum();
    (sum > 100.0 + 1e-6).then(|| {
        let fault =
            Diagnostic::error(Code::SHARES, format!("the shares add up to {} %", (sum * 100.0).round() / 100.0))
                .hint("together, the shares must not exceed 100 %; if they are less, the rest is shown as “other”");
        document.locate(fault, "mix.shares")
    })
}

fn fields(records: &Records, document: &Document<Cluster>) -> Vec<Diagnostic> {
    let known = &records.edition.value.fields;
    if !records.edition.is_sure_of("fields") {
        return Vec::new();
    }
    let is_unknown = |code: &str| !known.contains_key(code);
    let misspelt = records.edition.has_repaired(|name| nearest(name, &["fields"]).is_some());
    let unknown = document.value.fields.iter().enumerate().filter(|(_, code)| !misspelt && is_unknown(code));
    unknown
        .map(|(index, code)| {
            let names: Vec<_> = known.keys().map(String::as_str).collect();
            let hint = match nearest(code, &names) {
                Some(name) => format!("did you mean `{name}`? The known values are: {}", names.join(", ")),
                None => format!("add it to [fields] in edition.toml, or write one of: {}", names.join(", ")),
            };
            let fault =
                Diagnostic::error(Code::UNKNOWN_FIELD, format!("`{code}` is not a technology field of this edition"))
                    .hint(hint);
            document.locate(fault, &format!("fields[{index}]"))
        })
        .collect()
}

/// Reports each count after the first that is marked as the latest.
fn latest(document: &Document<Cluster>) -> Vec<Diagnostic> {
    let said = document.value.members.iter().enumerate().filter(|(_, members)| members.latest);
    said.skip(1)
        .map(|(index, _)| {
            let fault = Diagnostic::error(Code::DUPLICATE, "another count is already marked as the latest")
                .hint("keep `latest = true` on only one count");
            document.locate(fault, &format!("members[{index}].latest"))
        })
        .collect()
}

/// Reports escapes such as \n and \t in a text of one line: mostly a path or a name with a backslash. A story may be written
/// in one line with them.
fn escapes(document: &Document<Cluster>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    load::texts(&document.plain, &mut |field, text| {
        let span = document.spans.nearest(field);
        let raw = document.file.text().get(span.clone()).unwrap_or_default();
        let story = field.starts_with("story");
        if !story && text.contains(['\n', '\t']) && !raw.contains('\n') && !raw.starts_with('\'') {
            let escapes = ['\n', '\t'].into_iter().filter_map(|character| load::find_escape(raw, character));
            let Some(escape) = escapes.min_by_key(|escape| escape.start) else { return };
            let fault = Diagnostic::error(Code::WRONG_VALUE, "this backslash starts a new line or a tab in the text")
                .hint("write / in paths, and \\\\ for a real backslash");
            let place = span.start + escape.start..span.start + escape.end;
            diagnostics.push(fault.at(&document.file, place).in_field(field));
        }
    });
    diagnostics
}

/// Checks that a quotation has the consent of its speaker, and indirect speech a source.
fn voices(document: &Document<Cluster>) -> Vec<Diagnostic> {
    let voices = document.value.voices.iter().enumerate();
    voices
        .filter_map(|(index, voice)| {
            let fault = match voice.kind {
                VoiceKind::Direct if voice.consent.is_none() => {
                    Diagnostic::error(Code::VOICE, "a quotation needs the consent of its speaker")
                        .hint("add `consent` with the day on which the speaker agreed to the wording, such as consent = 2019-11-04")
                }
                VoiceKind::Indirect if voice.source.0.is_empty() => {
                    Diagnostic::error(Code::VOICE, "indirect speech needs a source")
                        .hint("add source = \"…\", the id of an entry of [[sources]] in this file")
                }
                _ => return None,
            };
            Some(document.locate(fault, &format!("voices[{index}]")))
        })
        .collect()
}
