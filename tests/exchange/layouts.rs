//! Workbooks that people and programs have rearranged.

use brochure::Language;

use super::book::{Cell, Sheet};
use super::{Office, lines, told};

#[test]
fn moved_columns_and_rows_own_columns_and_renamed_or_hidden_sheets_do_no_harm() {
    let office = Office::new();
    let mut book = office.export(Language::De);
    let sheet = book.sheet("Mitglieder");
    sheet.set("niro/members/1", "count", "75");
    for row in &mut sheet.rows {
        row.swap(0, 4);
        row.insert(2, Cell::from("meins"));
    }
    sheet.rows[1][2] = Cell::Empty;
    sheet.rows[2..].reverse();
    sheet.rows.insert(0, vec![Cell::from("Stand: Mai")]);
    sheet.rows.insert(0, Vec::new());
    "Unsere Zahlen".clone_into(&mut sheet.name);
    sheet.hidden = true;
    let rows = vec![vec![Cell::from("eine Notiz")]];
    book.sheets.insert(0, Sheet { name: "Notizen".to_owned(), rows, hidden: false, merged: Vec::new() });
    let import = office.import(&[&book]);
    assert_eq!(lines(&import).len(), 1, "{:#?}", told(&import.diagnostics));
    assert_eq!(told(&import.diagnostics), ["E0271: 'Unsere Zahlen'!4: columns that are not read: `meins`"]);
    assert!(import.files[0].after.contains("count = 75"));
}

#[test]
fn a_sheet_without_its_row_of_keys_is_read_by_its_heads() {
    let office = Office::new();
    let mut book = office.export(Language::De);
    let sheet = book.sheet("Mitglieder");
    sheet.set("niro/members/1", "count", "75");
    sheet.rows.remove(1);
    let import = office.import(&[&book]);
    assert_eq!((told(&import.diagnostics), lines(&import).len()), (Vec::new(), 1));
}

#[test]
fn a_column_that_is_gone_leaves_its_field_as_it_is() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let sheet = book.sheet("Members");
    let date = sheet.column("date");
    sheet.rows.iter_mut().for_each(|row| drop(row.remove(date)));
    let import = office.import(&[&book]);
    assert!(import.files.is_empty() && import.diagnostics.is_empty());
}

#[test]
fn blank_rows_and_blanks_around_a_text_are_nothing_new() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let sheet = book.sheet("People");
    sheet.rows.insert(4, vec![Cell::from(" "); 3]);
    sheet.set("niro/manager", "as_of", " 2019-04  ");
    let import = office.import(&[&book]);
    assert!(import.files.is_empty() && import.diagnostics.is_empty(), "{:#?}", told(&import.diagnostics));
}

#[test]
fn a_sheet_of_another_workbook_or_edition_is_recognised() {
    let office = Office::new();
    let (mut book, mut other) = (office.export(Language::En), office.export(Language::En));
    let mark = other.sheet("Members").column("id");
    let Cell::Text(text) = other.sheet("Members").rows[1][mark].clone() else { panic!("no mark") };
    book.sheet("Members").rows[1][mark] =
        Cell::from(text.replace("2019", "2017").replace(&text[text.len() - 4..], "0000").as_str());
    let told_of_sheet = told(&office.import(&[&book]).diagnostics);
    let expected = "E0271: Members!A2: the sheet is from a workbook of the edition 2017; import that workbook, or copy the \
        changed cells into the sheet of this one";
    assert_eq!(told_of_sheet, [expected]);

    let copy = &office.copy;
    std::fs::rename(copy.path("data/2019"), copy.path("data/2027")).expect("renamed");
    let loaded = brochure::edition::load::records(&copy.project(), "data/2027".as_ref()).expect("records");
    let records = loaded.records.expect("an edition");
    let files = [("figures.xlsx".to_owned(), other.save())];
    let import = brochure::edition::exchange::workbook::import(&copy.project(), &records, &files);
    let expected =
        "E0271: figures.xlsx: the workbook is from the edition 2019, not 2027; name its edition: --edition 2019";
    assert_eq!(told(&import.diagnostics), [expected]);
}

#[test]
fn a_workbook_whose_hidden_sheet_was_removed_or_changed_is_refused() {
    let office = Office::new();
    let mut book = office.export(Language::En);
    let hidden = book.sheets.pop().expect("the hidden sheet");
    let expected = "E0271: 1.xlsx: the workbook is not from `brochure export`, or its hidden sheet was removed; copy the \
        changed cells into a fresh workbook of `brochure export`, and import that";
    assert_eq!(told(&office.import(&[&book]).diagnostics), [expected]);
    let mut changed = hidden;
    changed.rows[1][2] = Cell::from("{}");
    book.sheets.push(changed);
    let expected = "E0271: 1.xlsx: the hidden sheet of the workbook, which says what was exported, was changed; copy the \
        changed cells into a fresh workbook of `brochure export`, and import that";
    assert_eq!(told(&office.import(&[&book]).diagnostics), [expected]);
}
