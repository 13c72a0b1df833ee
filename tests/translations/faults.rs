//! What is wrong with a file that comes back, with its line.

use brochure::edition::exchange::translations::Format;

use super::{Office, translate};
use crate::common::NIRO;

const HEADLINE: &str = "clusters/niro.toml#headline";
const HEAD: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\n";

/// An entry for the headline of the fixture.
fn entry(rest: &str) -> String {
    format!("{HEAD}msgctxt \"{HEADLINE}\"\nmsgid \"Wo Maschinenbauer gemeinsam einkaufen\"\n{rest}")
}

#[test]
fn a_translation_that_changed_on_both_sides_is_a_conflict() {
    let office = Office::new();
    let po = translate(&office.export(Format::Po), HEADLINE, "Side by side");
    office.copy.replace(NIRO, "en = \"Buying together in the eastern Ruhr\"", "en = \"They buy together\"");
    let import = office.import("en.po", &po);
    let [conflict] = import.diagnostics.as_slice() else { panic!("{:?}", import.diagnostics) };
    assert_eq!(conflict.message, "this translation was changed here and, since the export, in the record too");
    let hint = "the record has “They buy together”: write what holds into both, and import again";
    assert_eq!(conflict.hint.as_deref(), Some(hint));
    assert!(import.files.is_empty());
    // What changed only in the record stays, and so does what changed in the same way.
    let same = translate(&po, HEADLINE, "They buy together");
    assert_eq!(office.faults("en.po", same), Vec::<String>::new());
}

#[test]
fn a_file_in_a_wrong_language_is_refused() {
    let office = Office::new();
    let po = office.export(Format::Po);
    let french = po.replace("\"Language: en\\n\"", "\"Language: fr\\n\"");
    let message = "en.po:4: the translations are in `fr`, which is not a language of the edition";
    assert_eq!(office.faults("en.po", french), [message]);
    let turned = po.replace("\"Language: en\\n\"", "\"Language: de\\n\"");
    let message = "en.po:4: the translations are made from `de`, and those into `de` are made from `en`";
    assert_eq!(office.faults("en.po", turned), [message]);
    let none = po.replace("\"Language: en\\n\"\n", "");
    assert_eq!(office.faults("en.po", none), ["en.po:4: the file does not say in which language its translations are"]);
    let british = po.replace("\"Language: en\\n\"", "\"Language: en_GB\\n\"");
    assert_eq!(office.faults("en.po", british), Vec::<String>::new());
}

#[test]
fn a_file_of_another_edition_is_refused() {
    let office = Office::new();
    let po = office.export(Format::Po).replace("X-Brochure-Edition: 2019", "X-Brochure-Edition: 2027");
    assert_eq!(office.faults("en.po", po), ["en.po:4: the translations are for the edition 2027, not 2019"]);
    let xliff = office.export(Format::Xliff).replace("product-version=\"2019\"", "product-version=\"2027\"");
    assert_eq!(office.faults("en.xlf", xliff), ["en.xlf:3: the translations are for the edition 2027, not 2019"]);
}

#[test]
fn ids_that_are_not_known_are_reported() {
    let office = Office::new();
    let unknown = |id: &str, text: &str| {
        let entry = format!("{HEAD}msgctxt \"{id}\"\nmsgid \"{text}\"\nmsgstr \"Something\"\n");
        office.faults("en.po", entry)
    };
    let nowhere = "en.po:5: no record has this text, and the entry does not say where it belongs";
    assert_eq!(unknown("Menu", "Datei öffnen"), [nowhere]);
    assert_eq!(unknown("clusters/x.toml#headline", "Neu"), ["en.po:5: the edition has no record `clusters/x.toml`"]);
    let gone = "en.po:5: this text is not in the record any more: its translation is left out";
    assert_eq!(unknown("clusters/niro.toml#topics[40].text", "Weg damit, für immer"), [gone]);
    assert_eq!(unknown("clusters/niro.toml#headline", "Etwas völlig anderes"), [gone]);
}

#[test]
fn a_text_that_is_in_several_places_needs_its_id() {
    let office = Office::new();
    office.copy.replace(NIRO, "de = \"Nachhaltigkeit\"", "de = \"Gemeinsamer Einkauf\"");
    let po = office.export(Format::Po);
    let id = "clusters/niro.toml#topics[0].text";
    let start = po.find(&format!("msgctxt \"{id}\"")).expect("the entry");
    let line = po[..start].matches('\n').count() + 1;
    let lost = translate(&po, id, "Buying").replacen(&format!("msgctxt \"{id}\"\n"), "", 1);
    let message = format!("en.po:{line}: this text is in 2 places, and the entry does not say for which one it is");
    assert_eq!(office.faults("en.po", lost), [message]);
}

#[test]
fn lost_and_doubled_source_notes_are_refused() {
    let office = Office::new();
    let text = "[story]\nde = \"\"\"\nAcht Firmen.[^niro-15]\n\nZwei.\n\"\"\"\nen = \"\"\"\nEight.[^niro-15]\n\nTwo.\n\"\"\"\n\n";
    office.copy.replace_part(NIRO, "[story]\n", "[[topics]]", text);
    let po = office.export(Format::Po);
    let faults = |translation: &str| {
        let found = office.faults("en.po", translate(&po, "clusters/niro.toml#story/1", translation));
        found.into_iter().map(|line| line.splitn(3, ':').nth(2).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(faults("Eight firms.[^niro-15]"), Vec::<String>::new());
    assert_eq!(faults("Eight firms."), [" the translation has lost `[^niro-15]`"]);
    let twice = " the translation has `[^niro-15]` twice, and the text once".replace("twice", "2 times");
    assert_eq!(faults("Eight[^niro-15] firms.[^niro-15]"), [twice]);
    let other = " the translation has `[^niro-16]`, and the text has not";
    assert_eq!(faults("Eight firms.[^niro-15][^niro-16]"), [other]);
}

#[test]
fn a_lost_name_is_a_warning() {
    let office = Office::new();
    let id = "clusters/niro.toml#description";
    let po = translate(&office.export(Format::Po), id, "The network links companies in the eastern Ruhr area.");
    let found = office.faults("en.po", po);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with(": the translation has lost the name `NIRO`"), "{found:?}");
}

#[test]
fn a_text_too_long_for_its_place_is_refused_at_its_line() {
    let office = Office::new();
    let po = translate(&office.export(Format::Po), HEADLINE, &"long words ".repeat(12));
    let import = office.import("en.po", &po);
    let [fault] = import.diagnostics.as_slice() else { panic!("{:?}", import.diagnostics) };
    assert_eq!(fault.code.name(), "too-long");
    assert_eq!(fault.field.as_deref(), Some(HEADLINE));
    let place = fault.place.as_ref().expect("a place");
    assert!(place.file.text()[place.span.start..].starts_with("msgstr \"long words"));
}

#[test]
fn an_entry_that_comes_twice_must_say_the_same() {
    let office = Office::new();
    let twice = |one: &str, other: &str| {
        let second = entry(&format!("msgstr \"{other}\"\n")).replace(HEAD, "");
        office.faults("en.po", format!("{}\n{second}", entry(&format!("msgstr \"{one}\"\n"))))
    };
    let sent = "the file has lost the remarks [sent …]: changes in the records since the export are not recognised";
    assert_eq!(twice("A", "A"), [format!("en.po:7: {sent}")]);
    let other = "en.po:11: this text has another translation in line 5";
    assert_eq!(twice("A", "B"), [format!("en.po:7: {sent}"), other.to_owned()]);
}

#[test]
fn a_removed_or_unfinished_translation_stays_as_it_is_in_the_record() {
    let office = Office::new();
    let po = office.export(Format::Po);
    let found = office.faults("en.po", translate(&po, HEADLINE, ""));
    assert!(found[0].ends_with(": the translation was removed here, and stays in the record"), "{found:?}");
    let fuzzy = translate(&po, HEADLINE, "Buying");
    let fuzzy = fuzzy.replace(&format!("msgctxt \"{HEADLINE}\""), &format!("#, fuzzy\nmsgctxt \"{HEADLINE}\""));
    let import = office.import("en.po", fuzzy);
    assert!(import.lines.is_empty());
    assert_eq!(import.diagnostics[0].message, "this translation is marked as not finished, and left out");
}

#[test]
fn plural_forms_and_broken_lines_are_refused() {
    let office = Office::new();
    let plural = entry("msgid_plural \"x\"\nmsgstr[0] \"A\"\nmsgstr[1] \"B\"\n");
    assert_eq!(office.faults("en.po", plural), ["en.po:5: this entry has several forms for numbers"]);
    let open = entry("msgstr \"A\n");
    assert_eq!(office.faults("en.po", open), ["en.po:7: the quotation mark that ends the text is missing"]);
    let latin = entry("msgstr \"A\"\n")
        .replace("\"Language", "\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\"Language");
    let message = "en.po:2: the head of the file says that it is in ISO-8859-1, and it is in UTF-8";
    assert!(office.faults("en.po", latin).contains(&message.to_owned()));
    assert_eq!(office.faults("en.po", b"msgid \"\xE4\""), ["en.po: line 1 is not in UTF-8"]);
    assert_eq!(office.faults("en.po", b"PK\x03\x04"), ["en.po: the file is an archive"]);
    assert_eq!(office.faults("en.po", ""), ["en.po: the file is empty"]);
}

#[test]
fn tricks_with_entities_are_refused() {
    let office = Office::new();
    let xliff = office.export(Format::Xliff);
    let declared = "?>\n<!DOCTYPE xliff [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n";
    let message = "en.xlf:2: the file has a document type (<!DOCTYPE …>)";
    assert_eq!(office.faults("en.xlf", xliff.replacen("?>\n", declared, 1)), [message]);
    let headline = "Buying together in the eastern Ruhr";
    let found = office.faults("en.xlf", xliff.replacen(headline, "Buying &a; together", 1));
    assert!(found.len() == 1 && found[0].ends_with(": `&a;` stands for no character"), "{found:?}");
}

#[test]
fn a_damaged_file_is_refused_with_its_place() {
    let office = Office::new();
    let xliff = office.export(Format::Xliff);
    let cut = &xliff[..xliff.find("</trans-unit>").expect("a unit")];
    let found = office.faults("en.xlf", cut);
    assert!(found.len() == 1 && found[0].ends_with(": the file ends too early"), "{found:?}");
}
