//! The bytes of a file of translations as text.

/// The largest file that is read, in bytes. All texts of an edition at their limits take a tenth of it.
const LARGEST: usize = 16 * 1024 * 1024;

/// Why a file is not read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// Returns the text of a file in UTF-8 or UTF-16, with `\n` between its lines.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() > LARGEST {
        let mib = bytes.len().div_ceil(1024 * 1024);
        let message = format!("the file has {mib} MiB, more than the texts of an edition can have");
        return Err(Refusal::new(message, "import the file that `brochure export` wrote, with the translations in it"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\x1f\x8b") {
        let hint = "unpack it, and import the .po or .xlf file in it";
        return Err(Refusal::new("the file is an archive", hint));
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        // The first character of both formats is one of ASCII.
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes)?,
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes)?,
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            String::from_utf8(bytes.to_vec()).map_err(|error| not_utf8(bytes, error.utf8_error().valid_up_to()))?
        }
    };
    if text.trim().is_empty() {
        return Err(Refusal::new("the file is empty", "import the file that the translators sent back"));
    }
    if let Some(at) = text.find('\0') {
        let line = line(text.as_bytes(), at);
        let hint = "import the .po or .xlf file that the translators sent back";
        return Err(Refusal::new(format!("line {line} has bytes that no text has"), hint));
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<_> = pairs.iter().copied().map(unit).collect();
    let text = if rest.is_empty() { String::from_utf16(&units).ok() } else { None };
    text.ok_or_else(|| Refusal::new("the file is damaged: it is not UTF-16 throughout", "save it again, as UTF-8"))
}

fn not_utf8(bytes: &[u8], at: usize) -> Refusal {
    let line = line(bytes, at);
    Refusal::new(
        format!("line {line} is not in UTF-8"),
        "save the file as UTF-8; for a PO file, `msgconv -t UTF-8` does",
    )
}

fn line(bytes: &[u8], at: usize) -> usize {
    bytes[..at].split(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_utf_8_and_utf_16_are_read() {
        assert_eq!(decode("\u{FEFF}ä\r\nb\rc".as_bytes()).as_deref(), Ok("ä\nb\nc"));
        for mark in ["\u{FEFF}", ""] {
            let units: Vec<_> = format!("{mark}<ä😀").encode_utf16().collect();
            let little: Vec<_> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<_> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(decode(&little).as_deref(), Ok("<ä😀"));
            assert_eq!(decode(&big).as_deref(), Ok("<ä😀"));
        }
    }

    #[test]
    fn other_files_are_refused_with_what_to_do() {
        let message = |bytes: &[u8]| decode(bytes).expect_err("a refusal").message;
        assert_eq!(message(b"a\nb\xE4c"), "line 2 is not in UTF-8");
        assert_eq!(message(b"PK\x03\x04rest"), "the file is an archive");
        assert_eq!(message(b" \n"), "the file is empty");
        assert_eq!(message(b"\xFF\xFEa"), "the file is damaged: it is not UTF-16 throughout");
        assert_eq!(message(b"\xFF\xFE\x00\xD8"), "the file is damaged: it is not UTF-16 throughout");
        assert_eq!(message(b"ab\n\0"), "line 2 has bytes that no text has");
        let large = vec![b'a'; LARGEST + 1];
        assert_eq!(message(&large), "the file has 17 MiB, more than the texts of an edition can have");
    }
}
