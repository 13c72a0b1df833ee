//! Cells as people call them, and diagnostics about them.

use std::fmt::Write as _;

use crate::diagnostics::{Code, Diagnostic};

/// A cell of one of the workbooks. The order is the one in which people read: by workbook, sheet, row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    /// The number of the workbook.
    pub book: usize,
    /// The number of the sheet.
    pub sheet: usize,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

/// The names of all workbooks and of their sheets.
#[derive(Debug, Default)]
pub(super) struct Names(pub Vec<(String, Vec<String>)>);

impl Names {
    /// Names a cell: `Members!C14`, with its workbook if there are several.
    pub(super) fn cell(&self, cell: Cell) -> String {
        format!("{}{}{}", self.sheet(cell), letters(cell.column), cell.row + 1)
    }

    /// Names a row: `Members!14`.
    pub(super) fn row(&self, cell: Cell) -> String {
        format!("{}{}", self.sheet(cell), cell.row + 1)
    }

    fn sheet(&self, cell: Cell) -> String {
        let Some((book, sheets)) = self.0.get(cell.book) else { return String::new() };
        let mut out = String::new();
        if self.0.len() > 1 {
            let _ = write!(out, "{book} ");
        }
        let sheet = sheets.get(cell.sheet).map_or("", String::as_str);
        if sheet.chars().all(|c| c.is_alphanumeric() || c == '_') {
            let _ = write!(out, "{sheet}!");
        } else {
            let _ = write!(out, "'{}'!", sheet.replace('\'', "''"));
        }
        out
    }
}

/// Returns the letters of a column: A, Z, AA.
pub(super) fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut out = Vec::new();
    while left > 0 {
        out.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

/// Diagnostics, each with the cell by which it is sorted.
#[derive(Debug, Default)]
pub(super) struct Told(Vec<(Cell, Diagnostic)>);

impl Told {
    /// Adds an error about a cell. `field` is the record and the path of the field.
    pub(super) fn error(&mut self, code: Code, names: &Names, cell: Cell, message: &str, field: &str, hint: &str) {
        let message = format!("{}: {message}", names.cell(cell));
        self.push(cell, Diagnostic::error(code, message).in_field(field).hint(hint));
    }

    /// Adds a diagnostic.
    pub(super) fn push(&mut self, cell: Cell, diagnostic: Diagnostic) {
        self.0.push((cell, diagnostic));
    }

    /// Returns the diagnostics in the order of their cells.
    pub(super) fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|one, other| (one.0, &one.1.message).cmp(&(other.0, &other.1.message)));
        self.0.dedup();
        self.0.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_in_a_spreadsheet() {
        let columns = [0, 25, 26, 51, 701, 702].map(letters);
        assert_eq!(columns, ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
        let sheets = || vec!["Members".to_owned(), "Members (2)".to_owned()];
        let one = Names(vec![("a.xlsx".to_owned(), sheets())]);
        let cell = Cell { book: 0, sheet: 0, row: 13, column: 2 };
        assert_eq!((one.cell(cell), one.row(cell)), ("Members!C14".to_owned(), "Members!14".to_owned()));
        assert_eq!(one.cell(Cell { sheet: 1, ..cell }), "'Members (2)'!C14");
        let two = Names(vec![("a.xlsx".to_owned(), sheets()), ("b.xlsx".to_owned(), sheets())]);
        assert_eq!(two.cell(Cell { book: 1, ..cell }), "b.xlsx Members!C14");
    }
}
