//! The workbook that one cluster fills in.

use brochure::Language;
use brochure::edition::exchange::workbook;

use super::book::{Book, Cell};
use super::{Office, lines, told};
use crate::common::NIRO;

/// The form of NIRO.
fn form(office: &Office, language: Language) -> Book {
    let records = office.records();
    let niro = records.clusters.iter().find(|cluster| cluster.slug == "niro").expect("NIRO");
    Book::open(&workbook::form(&records, niro, language).expect("a form"))
}

/// Writes a new value for a field.
#[track_caller]
fn fill_in(book: &mut Book, id: &str, key: &str, new: &str) {
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "Angaben" || sheet.name == "Facts").expect("a form");
    let is_meant = |row: &&mut Vec<Cell>| row.get(5) == Some(&Cell::from(id)) && row.get(6) == Some(&Cell::from(key));
    let row = sheet.rows.iter_mut().find(is_meant).unwrap_or_else(|| panic!("{id} {key}"));
    row[3] = Cell::from(new);
}

#[test]
fn a_form_shows_what_a_cluster_should_look_at_in_its_language() {
    let office = Office::new();
    let book = form(&office, Language::De);
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Anleitung", "Angaben", "_brochure"]);
    let rows = &book.sheets[1].rows;
    let ids: Vec<_> = rows.iter().filter_map(|row| row.get(5)).collect();
    assert!(ids.contains(&&Cell::from("niro/members/2")), "the latest count");
    assert!(!ids.contains(&&Cell::from("niro/members/0")) && !ids.contains(&&Cell::from("niro/sources/0")));
    assert!(ids.contains(&&Cell::from("niro/members/new")) && ids.contains(&&Cell::from("niro/contact")));
    let count = rows.iter().find(|row| row.get(5) == Some(&Cell::from("niro/members/2"))).expect("its row");
    assert_eq!(count[1..4], [Cell::from("Anzahl"), Cell::from("72"), Cell::Empty]);
}

#[test]
fn only_what_is_filled_in_counts() {
    let office = Office::new();
    let mut book = form(&office, Language::De);
    let import = office.import(&[&book]);
    assert!(import.files.is_empty() && import.diagnostics.is_empty(), "{:?}", told(&import.diagnostics));
    fill_in(&mut book, "niro/contact", "email", "post@ni-ro.de");
    fill_in(&mut book, "niro/manager", "name.de", "Dr. Ingrid Lange");
    fill_in(&mut book, "niro/manager", "name.en", "Dr. Ingrid Lange");
    fill_in(&mut book, "niro/manager", "as_of", "–");
    fill_in(&mut book, "niro/members/new", "count", "81");
    fill_in(&mut book, "niro/members/new", "date", "1.5.2026");
    let import = office.import(&[&book]);
    let edition = office.copy.read("data/2019/edition.toml");
    assert!(edition.contains("as_of = "));
    let told = told(&import.diagnostics);
    // The date of the count is after that of the edition of the fixtures.
    assert!(told.len() <= 1, "{told:#?}");
    assert_eq!(lines(&import).len(), 5, "{:#?}", lines(&import));
}

#[test]
fn a_filled_form_is_brought_back() {
    let office = Office::new();
    let mut book = form(&office, Language::En);
    fill_in(&mut book, "niro/members/new", "count", "81");
    fill_in(&mut book, "niro/members/new", "date", "2019-03");
    fill_in(&mut book, "niro/contact", "website", "https://www.niro.example");
    let lines = office.bring_back(&book);
    assert_eq!(lines.len(), 2, "{lines:#?}");
    let record = office.copy.read(NIRO);
    assert!(record.contains("[[members]]\ncount = 81\ndate = \"2019-03\"\n"), "{record}");
    assert!(record.contains("website = \"https://www.niro.example\"\nsource"), "{record}");
    assert_eq!(office.bring_back(&book), [""; 0]);
}

#[test]
fn what_is_filled_in_beside_the_questions_is_told() {
    let office = Office::new();
    let mut book = form(&office, Language::En);
    let sheet = book.sheet("Facts");
    sheet.rows.push(vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::from("more")]);
    let row = sheet.rows.len();
    fill_in(&mut book, "niro/members/2", "count", "many");
    let told = told(&office.import(&[&book]).diagnostics);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("`many` is not a number (niro members[2].count)"), "{told:#?}");
    assert!(told[1].contains(&format!("Facts!D{row}: this row is about no field")), "{told:#?}");
}
