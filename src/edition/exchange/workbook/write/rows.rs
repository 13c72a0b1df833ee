//! Sheets with a row for each entry.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, IgnoreError, Note, Worksheet, XlsxError};

use super::look::{WIDTHS, row_height};
use super::{File, kinds, write_text};
use crate::edition::exchange::workbook::columns::{Column, Form, columns};
use crate::edition::exchange::workbook::kinds::Kind;
use crate::edition::exchange::workbook::words::Words;

/// Rows below the last entry whose cells have lists to choose from.
const FREE_ROWS: u32 = 500;

/// The first row with an entry.
const FIRST: u32 = 2;

/// The longest list that is written into a cell's rule, in characters (ECMA-376, 18.3.1.33).
const LONGEST_LIST: usize = 255;

/// Writes a sheet for each kind of row.
pub(super) fn write(file: &mut File<'_>) -> Result<(), XlsxError> {
    let kinds: Vec<_> = kinds(file.sent).collect();
    for kind in kinds {
        write_sheet(file, kind)?;
    }
    Ok(())
}

fn write_sheet(file: &mut File<'_>, kind: &'static Kind) -> Result<(), XlsxError> {
    let (words, look, sent) = (file.words, &file.look, file.sent);
    let mark = file.mark(kind.name);
    let columns = columns(kind, &sent.languages);
    let has_remove = kind.list.is_some();
    let mut heads = vec![(words.word("id").to_owned(), mark, words.note_of("id").to_owned())];
    heads.push((words.word("cluster").to_owned(), "cluster".to_owned(), words.note_of("cluster").to_owned()));
    let own = columns.iter().map(|column| (words.head(kind, column), column.key.clone(), words.note(kind, column)));
    heads.extend(own);
    if has_remove {
        heads.push((words.word("remove").to_owned(), "remove".to_owned(), words.note_of("remove").to_owned()));
    }
    let (count, clusters) = (sent.entries.get(kind.name).map_or(0, BTreeMap::len), clusters_range(file));
    let sheet = file.workbook.add_worksheet().set_name(words.sheet(kind.name))?;
    let mut widths = Vec::new();
    for (at, (head, key, note)) in (0..).zip(&heads) {
        sheet.set_column_format(at, if at == 0 { &look.id } else { &look.text })?;
        sheet.write_string_with_format(0, at, head, &look.head)?;
        sheet.write_string_with_format(1, at, key, &look.key)?;
        sheet.insert_note(0, at, &note_of(note))?;
        widths.push(head.chars().count().div_ceil(2).max(if at == 0 { 12 } else { key.chars().count() * 3 / 4 }));
    }
    let entries = || sent.entries.get(kind.name).into_iter().flatten();
    for (id, texts) in entries() {
        widths[1] = widths[1].max(id.slug.chars().count());
        for (width, column) in widths[2..].iter_mut().zip(columns) {
            let lines = texts.get(&column.key).into_iter().flat_map(|text| text.lines());
            *width = lines.map(|line| line.chars().count()).fold(*width, usize::max);
        }
    }
    for (at, width) in (0..).zip(&mut widths) {
        *width = (*width).clamp(WIDTHS.0, WIDTHS.1);
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        sheet.set_column_width(at, *width as f64 + 1.0)?;
    }
    for (row, (id, texts)) in (FIRST..).zip(entries()) {
        write_text(sheet, row, 0, &id.to_string(), &look.id)?;
        write_text(sheet, row, 1, &id.slug, &look.text)?;
        let mut cells = Vec::new();
        for ((at, column), width) in (2..).zip(columns).zip(&widths[2..]) {
            let text = shown(texts.get(&column.key).map_or("", String::as_str), column, words);
            write_text(sheet, row, at, text, &look.text)?;
            cells.push((text, *width));
        }
        sheet.set_row_height(row, row_height(cells))?;
    }
    sheet.set_freeze_panes(FIRST, 2)?;
    let last = FIRST + u32::try_from(count).unwrap_or_default() + FREE_ROWS;
    let width = u16::try_from(heads.len()).unwrap_or(2);
    sheet.ignore_error_range(FIRST, 0, last, width - 1, IgnoreError::NumberStoredAsText)?;
    add_lists(sheet, columns, words, last)?;
    if has_remove {
        sheet.add_data_validation(FIRST, width - 1, last, width - 1, &list(&[words.word("remove-mark")])?)?;
    }
    if kind.table != Some("") {
        let rule = DataValidation::new().allow_list_formula(Formula::new(clusters));
        sheet.add_data_validation(FIRST, 1, last, 1, &rule.set_error_style(DataValidationErrorStyle::Warning))?;
    }
    Ok(())
}

/// Returns the cells with the names of all clusters, for lists to choose from.
fn clusters_range(file: &File<'_>) -> String {
    let count = file.sent.entries.get("clusters").map_or(1, |entries| entries.len().max(1));
    format!("='{}'!$B${}:$B${}", file.words.sheet("clusters"), FIRST + 1, FIRST as usize + count)
}

/// Returns a text as its reader sees it: yes and no are words.
pub(super) fn shown<'a>(text: &'a str, column: &Column, words: &'a Words) -> &'a str {
    match (column.form, text) {
        (Form::Flag, "true") => words.flag(true),
        (Form::Flag, "false") => words.flag(false),
        _ => text,
    }
}

fn add_lists(sheet: &mut Worksheet, columns: &[Column], words: &Words, last: u32) -> Result<(), XlsxError> {
    for (at, column) in (2..).zip(columns) {
        if let Some(rule) = rule(column, words)? {
            sheet.add_data_validation(FIRST, at, last, at, &rule)?;
        }
    }
    Ok(())
}

/// Returns the rule of a cell that takes one of a few values.
pub(super) fn rule(column: &Column, words: &Words) -> Result<Option<DataValidation>, XlsxError> {
    let values = match column.form {
        Form::Code => column.codes.clone(),
        Form::Flag => vec![words.flag(true), words.flag(false)],
        _ => return Ok(None),
    };
    if values.join(",").chars().count() > LONGEST_LIST { Ok(None) } else { Ok(Some(list(&values)?)) }
}

fn list(values: &[&str]) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_list_strings(values)?;
    // Other ways to write a value are read too.
    Ok(rule.set_error_style(DataValidationErrorStyle::Warning))
}

/// Returns the note of a head.
fn note_of(text: &str) -> Note {
    let lines = u32::try_from(text.chars().count() / 32).unwrap_or_default() + 2;
    Note::new(text).add_author_prefix(false).set_width(220).set_height(lines * 18)
}
