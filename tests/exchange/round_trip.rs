//! Workbooks that come back unchanged alter nothing.

use brochure::Language;
use brochure::diagnostics::short;
use brochure::edition::exchange::workbook;

use super::book::{Book, Cell};
use super::{Office, export, records};
use crate::common::{NIRO, ProjectCopy};

#[test]
fn an_import_without_a_change_alters_no_byte() {
    let fixtures = ProjectCopy::of_records();
    let shipped = ProjectCopy::of_folders(&[("data", "data"), ("templates", "templates")]);
    for copy in [fixtures, shipped] {
        let records = records(&copy);
        for language in Language::ALL {
            let bytes = export(&records, language);
            // As it is, and saved by another program.
            for bytes in [bytes.clone(), Book::open(&bytes).save()] {
                let import = workbook::import(&copy.project(), &records, &[("a.xlsx".to_owned(), bytes)]);
                let told: Vec<_> = import.diagnostics.iter().map(short).collect();
                assert!(told.is_empty() && import.files.is_empty() && import.lines.is_empty(), "{told:#?}");
            }
        }
    }
}

#[test]
fn the_same_records_make_the_same_file() {
    let office = Office::new();
    assert!(export(&office.records(), Language::De) == export(&office.records(), Language::De));
}

#[test]
fn a_change_alters_the_span_of_its_value_and_its_return_brings_every_byte_back() {
    let office = Office::new();
    let before = office.copy.read(NIRO);
    let mut book = office.export(Language::De);
    book.sheet("Mitglieder").set("niro/members/1", "count", "75");
    book.sheet("Cluster").set("niro", "seat.city.de", "Köln");
    book.sheet("Cluster").set("niro", "seat.city.en", "Cologne");
    book.sheet("Personen").set("niro/manager", "function.en", "=head");
    let lines = office.bring_back(&book);
    assert_eq!(lines.len(), 4, "{lines:#?}");
    let after = office.copy.read(NIRO);
    let expected = before
        .replacen("count = 72\n", "count = 75\n", 1)
        .replacen("city = \"Unna\"", "city = { de = \"Köln\", en = \"Cologne\" }", 1)
        .replacen("en = \"managing director\"", "en = \"=head\"", 1);
    assert_eq!(after, expected);

    let mut back = office.export(Language::De);
    assert_eq!(back.sheet("Mitglieder").get("niro/members/1", "count"), Cell::from("75"));
    back.sheet("Mitglieder").set("niro/members/1", "count", "72");
    back.sheet("Personen").set("niro/manager", "function.en", "managing director");
    office.bring_back(&back);
    assert_eq!(
        office.copy.read(NIRO),
        before.replacen("city = \"Unna\"", "city = { de = \"Köln\", en = \"Cologne\" }", 1)
    );
}

#[test]
fn heads_notes_and_lists_are_in_the_language_of_the_reader() {
    let office = Office::new();
    let bytes = export(&office.records(), Language::De);
    let book = Book::open(&bytes);
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names[..4], ["Anleitung", "Cluster", "Mitglieder", "Kennzahlen"]);
    let members = book.sheets[2].clone();
    assert_eq!(members.rows[0][2..5], ["Anzahl", "Genauigkeit", "Stand"].map(Cell::from));
    assert_eq!(members.rows[1][1..5], ["cluster", "count", "qualifier", "date"].map(Cell::from));
    let sheet = super::book::part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(
        sheet.contains("exact,about,almost,more_than") && sheet.contains("ja,nein") && sheet.contains("topLeftCell")
    );
    let notes = super::book::part(&bytes, "xl/comments2.xml");
    assert!(notes.contains("Wie viele Mitglieder, als ganze Zahl."), "{notes}");
    assert!(super::book::part(&bytes, "xl/workbook.xml").contains("state=\"veryHidden\""));
    assert!(super::book::part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\"") || !sheet.contains("<f>"));
}
