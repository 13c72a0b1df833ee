//! The message for each mistake of a secretary: the sheet and the cell, the field, the value, and what to write.

use brochure::Language;

use super::book::Cell;
use super::{Office, told};

/// Returns the messages about a workbook in which one cell was changed.
fn told_of(sheet: &str, id: &str, key: &str, cell: impl Into<Cell>) -> Vec<String> {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet(sheet).set(id, key, cell);
    let import = office.import(&[&book]);
    assert!(import.files.is_empty() || import.diagnostics.is_empty());
    told(&import.diagnostics)
}

#[test]
fn a_cell_that_cannot_be_read_is_named_with_what_to_write() {
    let member = "niro/members/1";
    for (key, cell, expected) in [
        (
            "count",
            Cell::from("ca. 130"),
            "E0269: Members!C24: `ca. 130` is not a plain number (niro members[1].count); write 130, and about under \
             `qualifier`",
        ),
        (
            "count",
            Cell::from("n. a."),
            "E0269: Members!C24: `n. a.` is not a number (niro members[1].count); write digits, such as 72, or empty the \
             cell if the number is not known",
        ),
        (
            "count",
            Cell::Formula("=72+3"),
            "E0269: Members!C24: the cell holds a formula, which is never computed here (niro members[1].count); write \
             its result, such as 75",
        ),
        (
            "count",
            Cell::Empty,
            "E0269: Members!C24: `count` is empty, and the record needs it (niro members[1].count); write it, or mark the \
             whole entry under `remove`",
        ),
        (
            "count",
            Cell::from("99999999"),
            "E0269: Members!C24: 99999999 is out of range (niro members[1].count); write a number from 0 to 10000000",
        ),
        (
            "qualifier",
            Cell::from("genauer"),
            "E0269: Members!D24: unknown value `genauer` (niro members[1].qualifier); write one of: exact, about, almost, \
             more_than",
        ),
        (
            "date",
            Cell::Number(43529.0),
            "E0269: Members!E24: the cell holds the number 43529, which may be a date without its format (niro \
             members[1].date); write 2019-03-05 if that is the day, in a cell with the format Text",
        ),
        (
            "date",
            Cell::from("gestern"),
            "E0269: Members!E24: `gestern` is not a date (niro members[1].date); write a day (2019-03-05), a month \
             (2019-03), a quarter (2019-Q1), a season (2019-spring) or a year (2019)",
        ),
        (
            "source",
            Cell::from("nowhere"),
            "E0269: Members!J24: unknown source `nowhere` (niro members[1].source); write the id of a source of \
             the record",
        ),
    ] {
        assert_eq!(told_of("Members", member, key, cell.clone()), [expected], "{cell:?}");
    }
}

#[test]
fn what_is_certain_is_not_asked_about() {
    for (key, cell, written) in [
        ("count", Cell::from("1.200"), "count = 1200\n"),
        ("count", Cell::Number(75.0), "count = 75\n"),
        ("date", Cell::Day(2021, 3, 5), "date = 2021-03-05\n"),
        ("date", Cell::from("März 2021"), "date = \"2021-03\"\n"),
        ("date", Cell::Number(2021.0), "date = 2021\n"),
        ("qualifier", Cell::from("rund"), "qualifier = \"about\"\n"),
        ("latest", Cell::from("ja"), "latest = true\n"),
    ] {
        let office = Office::new();
        let mut book = office.export(Language::En);
        book.sheet("Members").set("niro/members/1", key, cell.clone());
        office.bring_back(&book);
        assert!(office.copy.read(crate::common::NIRO).contains(written), "{cell:?}");
    }
}

#[test]
fn a_program_that_made_something_else_of_a_text_is_noticed() {
    let expected = "E0269: Contacts!I8: the cell holds the number 1067, from which zeros may have been dropped (niro \
        contact.postal_code); write all digits in a cell with the format Text, such as 01067";
    assert_eq!(told_of("Contacts", "niro/contact", "postal_code", Cell::Number(1067.0)), [expected]);
    let told = told_of("People", "niro/manager", "name.de", Cell::Flag(true));
    assert!(told[0].contains("the cell holds the logical value TRUE, not a text"), "{told:?}");
    let told = told_of("Topics", "niro/topics/0", "text.de", Cell::Day(2026, 3, 1));
    assert!(
        told[0].contains("the cell holds the date 2026-03-01, which a program may have made of another text"),
        "{told:?}"
    );
}

#[test]
fn all_faults_are_told_in_one_run_in_the_order_of_the_sheets() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet("People").set("niro/manager", "as_of", "neulich");
    book.sheet("Members").set("niro/members/1", "count", "viele");
    book.sheet("Members").set("cyberlago/members/0", "date", "x");
    book.sheet("Clusters").set("olec", "seat.latitude", "oben");
    let told = told(&office.import(&[&book]).diagnostics);
    let cells: Vec<_> = told.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(cells.len(), 4, "{told:#?}");
    let sheets: Vec<_> = cells.iter().filter_map(|cell| cell.split('!').next()).collect();
    assert_eq!(sheets, ["Clusters", "Members", "Members", "People"]);
    assert!(told[1].contains("cyberlago") && told[2].contains("niro"), "{told:#?}");
}

#[test]
fn a_row_that_belongs_to_nothing_is_told() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let sheet = book.sheet("Members");
    sheet.add(&[("count", "3")]);
    sheet.add(&[("cluster", "nowhere"), ("count", "4")]);
    sheet.add(&[("cluster", "niro"), ("date", "2020")]);
    sheet.set("niro/members/2", "id", "niro/members/7");
    let last = sheet.rows.len();
    let (no_cluster, unknown, no_count) = (last - 2, last - 1, last);
    let told = told(&office.import(&[&book]).diagnostics);
    for expected in [
        format!("E0272: Members!B{no_cluster}: the row has no cluster; write the cluster, which is the name of its file, or empty the row"),
        format!("E0272: Members!A{unknown}: the edition has no cluster `nowhere`; make its record with `brochure new cluster nowhere`, or remove the row"),
        format!("E0269: Members!C{no_count}: `count` is empty, and a new entry needs it (niro members.count); write it, or empty the row"),
        "E0272: Members!A25: `niro/members/7` is the id of nothing in this workbook; bring the id back from the workbook that was sent, or empty the cell if the entry is new".to_owned(),
        "E0272: Members: the row of niro/members/2 (72, 2022-05-30) is gone; the record keeps the entry; to remove an entry, keep its row and write x under `remove`".to_owned(),
    ] {
        assert!(told.contains(&expected), "{expected}\n{told:#?}");
    }
    assert_eq!(told.len(), 5, "{told:#?}");
}

#[test]
fn a_deleted_row_is_a_warning_and_the_entry_stays() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let sheet = book.sheet("Labels");
    let row = sheet.row("niro/labels/0");
    sheet.rows.remove(row);
    let import = office.import(&[&book]);
    let expected = "E0272: Labels: the row of niro/labels/0 (bronze) is gone; the record keeps the entry; to remove an \
        entry, keep its row and write x under `remove`";
    assert_eq!(told(&import.diagnostics), [expected]);
    assert!(import.files.is_empty());
}

#[test]
fn a_copied_row_and_merged_cells_are_told() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let sheet = book.sheet("Members");
    let mut copied = sheet.rows[sheet.row("niro/members/1")].clone();
    copied[2] = Cell::from("99");
    sheet.set("niro/members/1", "count", "98");
    sheet.rows.push(copied);
    let row = sheet.rows.len();
    let told_of_copy = told(&office.import(&[&book]).diagnostics);
    let expected = format!(
        "E0272: Members!C{row}: the same field was changed in another way in Members!C24 (niro members[1].count); write \
         the same into both, or remove one of the two rows"
    );
    assert_eq!(told_of_copy, [expected]);

    let mut book = office.export(Language::En);
    let sheet = book.sheet("Members");
    let row = u32::try_from(sheet.row("niro/members/1")).expect("a row");
    sheet.merged.push((row, 2, row + 1, 2));
    let expected = "E0269: Members!C24:C25: these cells are merged into one; separate them, and write into each what \
        holds for it";
    assert!(told(&office.import(&[&book]).diagnostics).contains(&expected.to_owned()));
}

#[test]
fn a_name_in_two_languages_needs_the_same_number_of_names() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    book.sheet("Clusters").set("niro", "seat.further_cities.de", "Hamm; München");
    book.sheet("Clusters").set("niro", "seat.further_cities.en", "Hamm");
    let told = told(&office.import(&[&book]).diagnostics);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].contains("the languages do not have the same number of names (niro seat.further_cities.de)"),
        "{told:?}"
    );
}
