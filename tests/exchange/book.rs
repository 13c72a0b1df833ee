//! A workbook as another program reads and writes it: the cells stay, their formats do not.

use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _, SheetVisible, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Flag(bool),
    /// A day that a program knows as one.
    Day(u16, u8, u8),
    Formula(&'static str),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
    pub hidden: bool,
    /// Merged cells: first row, first column, last row, last column.
    pub merged: Vec<(u32, u16, u32, u16)>,
}

#[derive(Debug, Clone)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

impl Book {
    pub fn open(bytes: &[u8]) -> Self {
        let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
        let hidden: Vec<_> =
            file.sheets_metadata().iter().map(|sheet| sheet.visible != SheetVisible::Visible).collect();
        let names = file.sheet_names();
        let sheets = names.into_iter().zip(hidden).map(|(name, hidden)| {
            let range = file.worksheet_range(&name).expect("a sheet");
            let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
            let cell = |row, column| match range.get_value((row, column)) {
                None | Some(Data::Empty) => Cell::Empty,
                Some(other) => Cell::from(other.to_string().as_str()),
            };
            let rows = (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect();
            Sheet { name, rows, hidden, merged: Vec::new() }
        });
        Self { sheets: sheets.collect() }
    }

    pub fn save(&self) -> Vec<u8> {
        let mut file = Workbook::new();
        for sheet in &self.sheets {
            let out = file.add_worksheet().set_name(&sheet.name).expect("a name");
            for &(top, left, bottom, right) in &sheet.merged {
                out.merge_range(top, left, bottom, right, "", &Format::new()).expect("merged cells");
            }
            for (row, cells) in (0..).zip(&sheet.rows) {
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        Cell::Empty => continue,
                        Cell::Text(text) => out.write_string(row, column, text),
                        Cell::Number(number) => out.write_number(row, column, *number),
                        Cell::Flag(flag) => out.write_boolean(row, column, *flag),
                        Cell::Day(year, month, day) => {
                            let date = ExcelDateTime::from_ymd(*year, *month, *day).expect("a day");
                            out.write_datetime_with_format(
                                row,
                                column,
                                date,
                                &Format::new().set_num_format("dd.mm.yyyy"),
                            )
                        }
                        Cell::Formula(formula) => {
                            out.write_formula(row, column, Formula::new(*formula).set_result("75"))
                        }
                    }
                    .expect("a cell");
                }
            }
            out.set_hidden(sheet.hidden);
        }
        file.save_to_buffer().expect("a file")
    }

    #[track_caller]
    pub fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).expect(name)
    }
}

impl Sheet {
    /// The column with a key, which is in the row of keys.
    #[track_caller]
    pub fn column(&self, key: &str) -> usize {
        let keys = self.rows.iter().find(|row| row.iter().any(is_mark)).expect("the row of keys");
        let is_meant = |cell: &Cell| if key == "id" { is_mark(cell) } else { *cell == Cell::from(key) };
        keys.iter().position(is_meant).expect(key)
    }

    /// The row of an entry.
    #[track_caller]
    pub fn row(&self, id: &str) -> usize {
        let column = self.column("id");
        self.rows.iter().position(|row| row.get(column) == Some(&Cell::from(id))).expect(id)
    }

    #[track_caller]
    pub fn get(&self, id: &str, key: &str) -> Cell {
        self.rows[self.row(id)][self.column(key)].clone()
    }

    #[track_caller]
    pub fn set(&mut self, id: &str, key: &str, cell: impl Into<Cell>) {
        let (row, column) = (self.row(id), self.column(key));
        self.rows[row][column] = cell.into();
    }

    /// Adds a row with cells under the given keys.
    pub fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![Cell::Empty; self.rows[0].len()];
        for (key, text) in cells {
            row[self.column(key)] = Cell::from(*text);
        }
        self.rows.push(row);
    }
}

/// Whether a cell has the mark of a sheet: its kind, the edition and a fingerprint.
fn is_mark(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.split(' ').count() == 3 && last.len() == 16 && last.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns a file with another part, or with a part replaced.
pub fn with_part(file: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a file");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        parts.push((part.name().expect("a name").into_owned(), bytes));
    }
    parts.retain(|(other, _)| other != name);
    parts.push((name.to_owned(), content.to_vec()));
    for (name, bytes) in parts {
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("its bytes");
    }
    out.finish().expect("a file").into_inner()
}

/// Returns the text of a part.
pub fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a file");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}
