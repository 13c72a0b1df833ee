//! The three-way merge: what went out, what came back, what the record has by now.

use brochure::Language;

use super::book::Cell;
use super::{Office, lines, told};
use crate::common::NIRO;

#[test]
fn what_changed_in_the_record_stays_and_what_changed_in_the_workbook_is_taken() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    office.copy.replace(
        NIRO,
        "count = 72\nqualifier = \"exact\"\ndate = \"2020-11\"",
        "count = 71\ndate = \"2020-11\"",
    );
    book.sheet("Members").set("niro/members/1", "date", "2020-12");
    assert_eq!(office.bring_back(&book), ["niro | Member count 71, 2020-11, date | 2020-11 | 2020-12 | Members!E24"]);
    assert!(office.copy.read(NIRO).contains("count = 71\ndate = \"2020-12\""));
    assert_eq!(office.bring_back(&book), [""; 0], "a second import changes nothing");
}

#[test]
fn a_field_that_changed_on_both_sides_is_a_conflict_and_nothing_is_written() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    office.copy.replace(NIRO, "count = 72", "count = 74");
    book.sheet("Members").set("niro/members/1", "count", "75");
    book.sheet("Members").set("niro/members/0", "count", "9");
    let import = office.import(&[&book]);
    let expected = "E0270: Members!C24: the cell was changed to `75`, and the record to `74` since the export \
        (niro members[1].count); write into the cell what holds, and into the record the same; then import again";
    assert_eq!(told(&import.diagnostics), [expected]);
    assert!(import.files.is_empty() && lines(&import).len() == 1);
    office.copy.replace(NIRO, "count = 74", "count = 75");
    assert_eq!(office.bring_back(&book), ["niro | Member count 8, 2006-11-02, count | 8 | 9 | Members!C23"]);
}

#[test]
fn an_entry_is_found_again_where_others_were_added_or_removed() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let first = "[[members]]\ncount = 8\nqualifier = \"exact\"\ndate = 2006-11-02\nsource = \"niro-15\"\n\n";
    office.copy.replace(NIRO, first, "[[members]]\ncount = 9\ndate = 2005\nsource = \"niro-16\"\n\n[[members]]\ncount = 30\ndate = 2011\nsource = \"niro-16\"\n\n");
    book.sheet("Members").set("niro/members/2", "count", "80");
    assert_eq!(office.bring_back(&book).len(), 1);
    assert!(office.copy.read(NIRO).contains("count = 80\nqualifier = \"exact\"\ndate = 2022-05-30"));
}

#[test]
fn a_new_row_is_a_new_entry_and_is_added_once() {
    let office = Office::new();
    let before = office.copy.read(NIRO);
    let mut book = office.export(Language::De);
    let sheet = book.sheet("Mitglieder");
    sheet.add(&[("cluster", "niro"), ("count", "1.200"), ("date", "5.3.2019"), ("source", "niro-15, wfg-2020")]);
    let row = sheet.rows.len();
    let expected = format!("niro | neu: Mitgliederzahl |  | 1200, 2019-03-05 | Mitglieder!{row}");
    assert_eq!(office.bring_back(&book), [expected]);
    let entry = "\n[[members]]\ncount = 1200\ndate = 2019-03-05\nsource = [\"niro-15\", \"wfg-2020\"]\n";
    let last = "date = 2022-05-30\nsource = \"niro-board-2022\"\n";
    let place = before.find("count = 72\nqualifier = \"exact\"\ndate = 2022-05-30").expect("the last count");
    let end = place + before[place..].find(last).expect("its end") + last.len();
    assert_eq!(office.copy.read(NIRO), format!("{}{entry}{}", &before[..end], &before[end..]));
    assert_eq!(office.bring_back(&book), [""; 0]);
}

#[test]
fn a_new_entry_that_was_corrected_after_its_import_is_added_with_a_warning() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet("Members").add(&[("cluster", "niro"), ("count", "81"), ("date", "2024-05")]);
    office.bring_back(&book);
    let sheet = book.sheet("Members");
    let row = sheet.rows.len();
    sheet.rows[row - 1][2] = Cell::from("82");
    let import = office.import(&[&book]);
    let expected = format!(
        "E0272: Members!{row}: an entry like this one was added to the record since the export: 81, 2024-05; remove one of \
         the two from the record if they are the same"
    );
    assert_eq!((told(&import.diagnostics), lines(&import).len()), (vec![expected], 1));
}

#[test]
fn what_a_record_does_not_have_yet_is_put_where_it_belongs() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet("Clusters").set("niro", "go_cluster.since", "2016");
    book.sheet("Clusters").set("niro", "go_cluster.source", "niro-2017");
    book.sheet("Contacts").set("niro/contact", "phone", "+49 2303 27 0000");
    assert_eq!(office.bring_back(&book).len(), 3);
    let record = office.copy.read(NIRO);
    assert!(record.contains("\n[go_cluster]\nsince = 2016\nsource = \"niro-2017\"\n"), "{record}");
    assert!(record.contains("website = \"https://www.ni-ro.de\"\nphone = \"+49 2303 27 0000\"\nsource"), "{record}");
}

#[test]
fn an_entry_is_removed_where_its_row_says_so() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet("Labels").set("niro/labels/0", "remove", "x");
    assert_eq!(office.bring_back(&book).len(), 1);
    let record = office.copy.read(NIRO);
    assert!(!record.contains("level = \"bronze\"") && record.contains("level = \"silver\""), "{record}");
    assert_eq!(office.bring_back(&book), [""; 0]);
}

#[test]
fn an_emptied_cell_takes_the_field_out() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet("People").set("niro/manager", "as_of", "");
    assert_eq!(
        office.bring_back(&book),
        ["niro | Person Ingrid Lange, Geschäftsführerin, as of | 2019-04 |  | People!H8"]
    );
    assert!(!office.copy.read(NIRO).contains("as_of = \"2019-04\""));
}

#[test]
fn two_workbooks_are_merged_and_asked_about_where_they_differ() {
    let office = Office::new();
    let (mut one, mut other) = (office.export(Language::En), office.export(Language::De));
    one.sheet("Members").set("niro/members/1", "count", "75");
    other.sheet("Personen").set("niro/manager", "since", "2015");
    let import = office.import(&[&one, &other]);
    assert_eq!((told(&import.diagnostics), lines(&import).len()), (Vec::new(), 2));
    other.sheet("Mitglieder").set("niro/members/1", "count", "76");
    let import = office.import(&[&one, &other]);
    let expected = "E0272: 2.xlsx Mitglieder!C24: the same field was changed in another way in 1.xlsx Members!C24 \
        (niro members[1].count); write the same into both, or remove one of the two rows";
    assert_eq!(told(&import.diagnostics), [expected]);
    assert!(import.files.is_empty());
}
