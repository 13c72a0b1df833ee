//! The cells of a workbook as they are, however few or far apart.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, Xlsx, XlsxError};

use super::content::Content;
use super::guard::{self, Refusal};

/// The most rows of a sheet that have a cell.
const MOST_ROWS: usize = 20_000;

/// The most cells of a workbook that have a content.
const MOST_CELLS: usize = 1_000_000;

/// A sheet: its rows that have cells with a content.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Sheet {
    /// Its name.
    pub name: String,
    /// The cells by row and column, both from 0.
    pub rows: BTreeMap<u32, BTreeMap<u32, Content>>,
    /// Cells that were merged into one: from and to, by row and column.
    pub merged: Vec<((u32, u32), (u32, u32))>,
}

/// Reads the cells of a workbook. Nothing in it is run or fetched.
///
/// # Errors
///
/// Fails if the file is not a plain workbook.
pub(in super::super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    guard::check(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let mut rows = BTreeMap::new();
        match read_rows(&mut workbook, &name, &mut left) {
            Ok(found) => rows = found,
            // A sheet of a chart has no cells.
            Err(Failure::Xlsx(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_))) => {}
            Err(Failure::Xlsx(error)) => return Err(refusal(&error)),
            Err(Failure::Refused(refusal)) => return Err(refusal),
        }
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merged = merged.into_iter().map(|Dimensions { start, end }| (start, end)).collect();
        sheets.push(Sheet { name, rows, merged });
    }
    Ok(sheets)
}

enum Failure {
    Xlsx(XlsxError),
    Refused(Refusal),
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        Self::Xlsx(error)
    }
}

fn refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::OldOrProtected,
        _ => Refusal::NoWorkbook,
    }
}

fn read_rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    left: &mut usize,
) -> Result<BTreeMap<u32, BTreeMap<u32, Content>>, Failure> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Content>> = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(name)?;
    // One cell after the other: a table of all between the first and the last could be larger than any memory.
    while let Some(cell) = reader.next_cell_with_formula()? {
        let content = match cell.formula {
            Some(_) => Some(Content::Formula(plain(&cell.value))),
            None => content(&cell.value),
        };
        let Some(content) = content else { continue };
        let (row, column) = cell.pos;
        rows.entry(row).or_default().insert(column, content);
        *left = left.checked_sub(1).ok_or(Failure::Refused(Refusal::TooManyCells))?;
        if rows.len() > MOST_ROWS {
            return Err(Failure::Refused(Refusal::TooManyCells));
        }
    }
    Ok(rows)
}

fn content(value: &DataRef<'_>) -> Option<Content> {
    Some(match value {
        DataRef::String(text) if text.is_empty() => return None,
        DataRef::Empty | DataRef::SharedString("") => return None,
        DataRef::String(text) => Content::Text(lines(text)),
        DataRef::SharedString(text) => Content::Text(lines(text)),
        #[expect(clippy::cast_precision_loss, reason = "no number of a record is that large")]
        DataRef::Int(number) => Content::Number(*number as f64),
        DataRef::Float(number) => Content::Number(*number),
        DataRef::Bool(flag) => Content::Flag(*flag),
        DataRef::DateTime(moment) => moment_of(moment),
        DataRef::DateTimeIso(text) => match text.split_once('T') {
            Some((day, time)) if time.trim_matches(['0', ':', '.', 'Z']).is_empty() => Content::Day(day.to_owned()),
            Some(_) => Content::Moment(text.clone()),
            None => Content::Day(text.clone()),
        },
        DataRef::DurationIso(text) => Content::Moment(text.clone()),
        DataRef::Error(error) => Content::Error(error.to_string()),
    })
}

/// Returns a text with the line ends of a record.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn moment_of(moment: &ExcelDateTime) -> Content {
    let serial = moment.as_f64();
    let (year, month, day, hours, minutes, seconds, milliseconds) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if moment.is_datetime() && serial >= 1.0 && (hours, minutes, seconds, milliseconds) == (0, 0, 0, 0) {
        Content::Day(date)
    } else {
        Content::Moment(format!("{date} {hours:02}:{minutes:02}"))
    }
}

/// Returns the result of a formula as it was last shown.
fn plain(value: &DataRef<'_>) -> String {
    content(value).map(|content| content.to_string()).unwrap_or_default()
}
