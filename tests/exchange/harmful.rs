//! Files that could do harm, or that are none of the program's: each is refused before it is read.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use brochure::Language;
use brochure::edition::exchange::workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::book::{part, with_part};
use super::{Office, export, records, told};

fn refusal(bytes: Vec<u8>) -> String {
    let office = Office::new();
    let import = workbook::import(&office.copy.project(), &office.records(), &[("a.xlsx".to_owned(), bytes)]);
    assert!(import.files.is_empty());
    let told = told(&import.diagnostics);
    assert_eq!(told.len(), 1, "{told:?}");
    told[0].clone()
}

fn exported() -> Vec<u8> {
    export(&Office::new().records(), Language::En)
}

#[test]
fn what_is_no_workbook_is_refused() {
    let expected = "E0271: a.xlsx: the file is not an Excel workbook (.xlsx), or it is damaged; save it again as an Excel \
        workbook (.xlsx), and import that";
    let mut cut = exported();
    cut.truncate(cut.len() / 2);
    for bytes in [Vec::new(), b"PK\x03\x04".to_vec(), b"name;count\nniro;72\n".to_vec(), cut] {
        assert_eq!(refusal(bytes), expected);
    }
    let expected = "E0271: a.xlsx: the file has a password, or it is a workbook of Excel before 2007; save it as an Excel \
        workbook (.xlsx) without a password, and import that";
    assert_eq!(refusal([&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat()), expected);
}

#[test]
fn macros_links_and_embedded_files_are_refused() {
    let file = exported();
    let macros = "E0271: a.xlsx: the workbook has macros, which are never run here; save it as an Excel workbook without \
        macros (.xlsx), and import that";
    assert_eq!(refusal(with_part(&file, "xl/vbaProject.bin", b"x")), macros);
    let types = part(&file, "[Content_Types].xml").replace("sheet.main+xml", "sheet.macroEnabled.main+xml");
    assert_eq!(refusal(with_part(&file, "[Content_Types].xml", types.as_bytes())), macros);
    let copy = "copy its cells as values into a fresh workbook of `brochure export`, and import that";
    for name in ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "XL/EXTERNALLINKS/x.xml"] {
        let expected = format!("E0271: a.xlsx: the workbook has links to other files; {copy}");
        assert_eq!(refusal(with_part(&file, name, b"<a/>")), expected, "{name}");
    }
    let expected = format!("E0271: a.xlsx: the workbook has other files or controls inside; {copy}");
    assert_eq!(refusal(with_part(&file, "xl/embeddings/oleObject1.bin", b"x")), expected);
}

#[test]
fn entities_are_refused_in_every_part() {
    let file = exported();
    let expected = "E0271: a.xlsx: a part of the workbook defines its own entities, which no program for spreadsheets \
        does; copy its cells as values into a fresh workbook of `brochure export`, and import that";
    let lol = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>";
    for name in ["xl/sharedStrings.xml", "xl/workbook.xml", "docProps/app.xml"] {
        let text = part(&file, name);
        let body = text.split_once("?>").expect("a declaration").1;
        assert_eq!(refusal(with_part(&file, name, format!("{lol}{body}").as_bytes())), expected, "{name}");
        // The declaration lies across two pieces of a large part.
        let far = format!("<?xml version=\"1.0\"?>{}<!DOCTYPE a>{body}", " ".repeat(65_536 - 25));
        assert_eq!(refusal(with_part(&file, name, far.as_bytes())), expected, "{name}");
    }
    let utf16: Vec<u8> = "<!DOCTYPE a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refusal(with_part(&file, "xl/sharedStrings.xml", &utf16)), expected);
}

/// A file with a part of so many megabytes of one byte.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    out.start_file("xl/worksheets/sheet1.xml", options).expect("a part");
    for _ in 0..megabytes {
        out.write_all(&vec![b' '; 1 << 20]).expect("its bytes");
    }
    out.finish().expect("a file").into_inner()
}

#[test]
fn what_unpacks_to_more_than_a_workbook_is_refused() {
    let expected = "E0271: a.xlsx: the workbook is far larger than records can be; remove what is not from `brochure \
        export`, and save it again";
    let honest = bomb(200);
    assert!(honest.len() < 1 << 20);
    assert_eq!(refusal(honest.clone()), expected);
    // The same with a size of 1 kB in its directory.
    let mut lying = honest;
    let size = (200_u32 << 20).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&1024_u32.to_le_bytes());
        }
    }
    let told = refusal(lying);
    assert!(told == expected || told.contains("damaged"), "{told}");
}

#[test]
fn a_million_rows_and_cells_far_apart_cost_nothing() {
    let file = exported();
    let sheet = part(&file, "xl/worksheets/sheet3.xml");
    let (head, _) = sheet.split_once("<sheetData>").expect("cells");
    let rows = (1..=1_000_000).fold(String::new(), |mut rows, row| {
        write!(rows, "<row r=\"{row}\"><c><v>1</v></c></row>").expect("a text");
        rows
    });
    let expected = "E0271: a.xlsx: the workbook has far more rows than records can have; remove what is not from `brochure \
        export`, and save it again";
    let many = format!("{head}<sheetData>{rows}</sheetData></worksheet>");
    assert_eq!(refusal(with_part(&file, "xl/worksheets/sheet3.xml", many.as_bytes())), expected);

    let far = sheet.replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    let office = Office::new();
    let files = [("a.xlsx".to_owned(), with_part(&file, "xl/worksheets/sheet3.xml", far.as_bytes()))];
    let import = workbook::import(&office.copy.project(), &records(&office.copy), &files);
    assert!(import.files.is_empty() && import.diagnostics.is_empty(), "{:?}", told(&import.diagnostics));
}
