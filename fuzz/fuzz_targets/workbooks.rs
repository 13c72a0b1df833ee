//! Makes workbooks of any bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The parts that the bytes can take the place of.
const PARTS: [&str; 5] = [
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet3.xml",
];

/// The first sheet with entries, and how many there are.
const SHEETS: (usize, usize) = (2, 11);

/// Makes a workbook from an exported one. The first byte says how.
pub fn made_of(exported: &[u8], data: &[u8]) -> Vec<u8> {
    let Some((how, rest)) = data.split_first() else { return Vec::new() };
    match usize::from(*how) {
        0 => rest.to_vec(),
        part @ 1..=5 => replaced(exported, PARTS[part - 1], |_| rest.to_vec()),
        sheet => {
            let name = format!("xl/worksheets/sheet{}.xml", SHEETS.0 + sheet % SHEETS.1);
            replaced(exported, &name, |text| with_cells(text, rest).into_bytes())
        }
    }
}

/// Adds cells to a sheet. Each is a row, a column, a type and a text up to the next byte of zero.
fn with_cells(sheet: &str, data: &[u8]) -> String {
    let mut rows = String::new();
    for cell in data.split(|byte| *byte == 0).filter(|cell| cell.len() > 3) {
        let (row, column) = (u32::from(cell[0] % 40) + 1, char::from(b'A' + cell[1] % 26));
        let text: String = String::from_utf8_lossy(&cell[3..]).chars().filter(|c| !c.is_control()).collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let inner = match cell[2] % 6 {
            0 => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            1 => format!("<c r=\"{column}{row}\"><v>{text}</v></c>"),
            2 => format!("<c r=\"{column}{row}\" t=\"b\"><v>1</v></c>"),
            3 => format!("<c r=\"{column}{row}\"><f>{text}</f><v>7</v></c>"),
            4 => format!("<c r=\"{column}{row}\" t=\"e\"><v>#REF!</v></c>"),
            _ => format!("<c r=\"{column}{row}\" t=\"d\"><v>{text}</v></c>"),
        };
        // Writing to a string cannot fail.
        let _ = write!(rows, "<row r=\"{row}\">{inner}</row>");
    }
    sheet.replacen("</sheetData>", &format!("{rows}</sheetData>"), 1)
}

/// Returns a file in which one part is another.
fn replaced(file: &[u8], name: &str, content: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a file");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let part_name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        if part_name == name {
            bytes = content(&String::from_utf8_lossy(&bytes));
        }
        out.start_file(part_name, SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("its bytes");
    }
    out.finish().expect("a file").into_inner()
}
