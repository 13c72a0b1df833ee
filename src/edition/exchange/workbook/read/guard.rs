//! Refuses files that are no plain workbook, before anything in them is read: damaged ones, programs, links to other files,
//! definitions of entities, and files that unpack to more than a workbook can be.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// The largest file that is read, in bytes.
pub(super) const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// The most bytes that all parts of a file may have together when they are unpacked.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// The most parts of a file.
const MOST_PARTS: usize = 1000;

/// Parts that a workbook has only if it does more than hold cells: their names begin or end so, in lower case.
const FORBIDDEN: [(&str, &str, Refusal); 8] = [
    ("", "vbaproject.bin", Refusal::Macros),
    ("xl/macrosheets/", "", Refusal::Macros),
    ("xl/externallinks/", "", Refusal::Links),
    ("xl/connections.xml", "", Refusal::Links),
    ("xl/querytables/", "", Refusal::Links),
    ("xl/embeddings/", "", Refusal::Embedded),
    ("xl/activex/", "", Refusal::Embedded),
    ("xl/ctrlprops/", "", Refusal::Embedded),
];

/// How the names of parts end that are XML.
const XML: [&str; 3] = [".xml", ".rels", ".vml"];

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Refusal {
    /// It is no workbook, or damaged.
    NoWorkbook,
    /// It has a password, or is a workbook of Excel before 2007.
    OldOrProtected,
    /// It has macros.
    Macros,
    /// It has links to other files or data from elsewhere.
    Links,
    /// It has other files or controls inside.
    Embedded,
    /// It defines entities.
    Entities,
    /// It is, or unpacks to, more than a workbook can be.
    TooLarge,
    /// It has more cells than the records of a programme.
    TooManyCells,
}

impl Refusal {
    /// Says what is wrong.
    pub(in super::super) const fn message(self) -> &'static str {
        match self {
            Self::NoWorkbook => "the file is not an Excel workbook (.xlsx), or it is damaged",
            Self::OldOrProtected => "the file has a password, or it is a workbook of Excel before 2007",
            Self::Macros => "the workbook has macros, which are never run here",
            Self::Links => "the workbook has links to other files",
            Self::Embedded => "the workbook has other files or controls inside",
            Self::Entities => "a part of the workbook defines its own entities, which no program for spreadsheets does",
            Self::TooLarge => "the workbook is far larger than records can be",
            Self::TooManyCells => "the workbook has far more rows than records can have",
        }
    }

    /// Says what to do.
    pub(in super::super) const fn hint(self) -> &'static str {
        match self {
            Self::NoWorkbook => "save it again as an Excel workbook (.xlsx), and import that",
            Self::OldOrProtected => "save it as an Excel workbook (.xlsx) without a password, and import that",
            Self::Macros => "save it as an Excel workbook without macros (.xlsx), and import that",
            Self::Links | Self::Embedded | Self::Entities => {
                "copy its cells as values into a fresh workbook of `brochure export`, and import that"
            }
            Self::TooLarge | Self::TooManyCells => "remove what is not from `brochure export`, and save it again",
        }
    }
}

/// Unpacks a file once, with bounded time and memory, and refuses what must not be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Refusal::OldOrProtected);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::NoWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::TooLarge);
    }
    let names = archive.file_names().map(|name| Some(name.ok()?.replace('\\', "/").to_lowercase()));
    let names: Vec<_> = names.collect::<Option<_>>().ok_or(Refusal::NoWorkbook)?;
    for (start, end, refusal) in FORBIDDEN {
        if names.iter().any(|name| name.trim_start_matches('/').starts_with(start) && name.ends_with(end)) {
            return Err(refusal);
        }
    }
    let mut left = MOST_UNPACKED;
    for (index, name) in names.iter().enumerate() {
        let part = match archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(_)) => return Err(Refusal::OldOrProtected),
            Err(_) => return Err(Refusal::NoWorkbook),
        };
        // The size that a part claims to have may be wrong.
        if part.size() > left {
            return Err(Refusal::TooLarge);
        }
        let is_xml = XML.iter().any(|ending| name.ends_with(ending));
        let is_types = name == "[content_types].xml";
        left -= unpack(part.take(left + 1), left, is_xml, is_types)?;
    }
    Ok(())
}

/// Reads a part to its end. Returns its size.
fn unpack(mut part: impl std::io::Read, most: u64, is_xml: bool, is_types: bool) -> Result<u64, Refusal> {
    let mut piece = vec![0; 64 * 1024];
    let (mut size, mut kept) = (0, 0);
    loop {
        let read = part.read(&mut piece[kept..]).map_err(|_| Refusal::NoWorkbook)?;
        size += read as u64;
        if size > most {
            return Err(Refusal::TooLarge);
        }
        let filled = kept + read;
        if is_xml && declares_entities(&piece[..filled], size == filled as u64) {
            return Err(Refusal::Entities);
        }
        if is_types && contains(&piece[..filled], b"macroEnabled") {
            return Err(Refusal::Macros);
        }
        if read == 0 {
            return Ok(size);
        }
        // A word may lie across two pieces.
        kept = filled.min(OVERLAP);
        piece.copy_within(filled - kept..filled, 0);
    }
}

/// Bytes of a piece that are looked at again with the next one.
const OVERLAP: usize = 32;

/// Returns whether a piece of XML has a document type, which is where entities are defined, or is not in UTF-8, where it
/// would not be found.
fn declares_entities(piece: &[u8], is_first: bool) -> bool {
    let is_utf16 =
        is_first && (piece.starts_with(&[0xFF, 0xFE]) || piece.starts_with(&[0xFE, 0xFF]) || piece.contains(&0));
    let mut tags = piece.split(|byte| *byte == b'<').skip(1);
    is_utf16 || tags.any(|tag| tag.starts_with(b"!DOCTYPE") || tag.starts_with(b"!ENTITY"))
}

fn contains(piece: &[u8], word: &[u8]) -> bool {
    piece.windows(word.len()).any(|part| part == word)
}
