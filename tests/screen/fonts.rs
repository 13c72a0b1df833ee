//! The meaning and the width of the codes of a font.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// A font as a reader of text needs it.
pub struct Font {
    two_bytes: bool,
    texts: Option<BTreeMap<u32, String>>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

impl Font {
    pub fn read(document: &Document, font: &Dictionary) -> Self {
        let two_bytes = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let cmap = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
        let texts = cmap.ok().map(|stream| texts(&stream.get_plain_content().expect("a map of characters")));
        let (widths, default_width) =
            if two_bytes { descendant_widths(document, font) } else { (simple_widths(document, font), 500.0) };
        Self { two_bytes, texts, widths, default_width }
    }

    /// Each code of a string: the text it stands for, its width in em, and whether it is the
    /// code of a word space.
    pub fn codes(&self, string: &[u8]) -> Vec<(String, f64, bool)> {
        let code_of = |bytes: &[u8]| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        let length = if self.two_bytes { 2 } else { 1 };
        string
            .chunks(length)
            .map(|bytes| {
                let code = code_of(bytes);
                let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
                (self.text(code), width / 1000.0, !self.two_bytes && code == 32)
            })
            .collect()
    }

    fn text(&self, code: u32) -> String {
        match &self.texts {
            Some(texts) => texts.get(&code).cloned().unwrap_or_else(|| '\u{FFFD}'.to_string()),
            // Without a map a simple font is read as Latin-1; of any other nothing is known.
            None if self.two_bytes => '\u{FFFD}'.to_string(),
            None => char::from_u32(code).map(String::from).unwrap_or_default(),
        }
    }
}

pub fn number(object: &Object) -> f64 {
    object.as_float().map_or(0.0, f64::from)
}

fn simple_widths(document: &Document, font: &Dictionary) -> BTreeMap<u32, f64> {
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let first = u32::try_from(first).unwrap_or(0);
    widths.map(|widths| (first..).zip(widths.iter().map(number)).collect()).unwrap_or_default()
}

/// `W` of a composite font: `first [w w w]` and `first last w`.
fn descendant_widths(document: &Document, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let descendant = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
    let descendant = descendant.and_then(|fonts| fonts.first());
    let descendant = descendant.and_then(|font| document.dereference(font).ok()).and_then(|it| it.1.as_dict().ok());
    let Some(descendant) = descendant else { return (BTreeMap::new(), 1000.0) };
    let default = descendant.get(b"DW").map_or(1000.0, number);
    let mut widths = BTreeMap::new();
    let empty = Vec::new();
    let list = descendant.get_deref(b"W", document).and_then(Object::as_array).unwrap_or(&empty);
    let code = |object: &Object| object.as_i64().ok().and_then(|code| u32::try_from(code).ok());
    let mut rest = list.as_slice();
    while let [first, next, after @ ..] = rest {
        let Some(first) = code(first) else { break };
        let next = document.dereference(next).map_or(next, |it| it.1);
        if let Ok(each) = next.as_array() {
            widths.extend((first..).zip(each.iter().map(number)));
            rest = after;
        } else if let (Some(last), [width, after @ ..]) = (code(next), after) {
            widths.extend((first..=last).map(|code| (code, number(width))));
            rest = after;
        } else {
            break;
        }
    }
    (widths, default)
}

/// The entries of a character map: `bfchar` and both kinds of `bfrange`.
fn texts(cmap: &[u8]) -> BTreeMap<u32, String> {
    let words = words(cmap);
    let mut texts = BTreeMap::new();
    let mut at = 0;
    while at < words.len() {
        let end = match &words[at] {
            Word::Name(name) if name == "beginbfchar" => "endbfchar",
            Word::Name(name) if name == "beginbfrange" => "endbfrange",
            _ => {
                at += 1;
                continue;
            }
        };
        let ends = |word: &Word| matches!(word, Word::Name(name) if name == end);
        let length = words[at..].iter().position(ends).unwrap_or(words.len() - at);
        let body = &words[at + 1..at + length];
        if end == "endbfchar" {
            characters(body, &mut texts);
        } else {
            ranges(body, &mut texts);
        }
        at += length;
    }
    texts
}

fn characters(words: &[Word], texts: &mut BTreeMap<u32, String>) {
    for pair in words.as_chunks::<2>().0 {
        if let [Word::Hex(code), Word::Hex(text)] = pair {
            texts.insert(code_of(code), utf16(text));
        }
    }
}

fn ranges(words: &[Word], texts: &mut BTreeMap<u32, String>) {
    let mut rest = words;
    while let [Word::Hex(first), Word::Hex(last), target, after @ ..] = rest {
        let codes = code_of(first)..=code_of(last);
        if let Word::Hex(start) = target {
            for (step, code) in (0..).zip(codes) {
                let mut text = start.clone();
                // Only the last unit counts on.
                if let [.., high, low] = text.as_mut_slice() {
                    let unit = u16::from_be_bytes([*high, *low]).wrapping_add(step);
                    [*high, *low] = unit.to_be_bytes();
                }
                texts.insert(code, utf16(&text));
            }
            rest = after;
            continue;
        }
        // `[ <..> <..> ]`: a text for each code.
        let each = after.iter().map_while(|word| if let Word::Hex(text) = word { Some(utf16(text)) } else { None });
        let each: Vec<_> = each.collect();
        rest = &after[(each.len() + 1).min(after.len())..];
        texts.extend(codes.zip(each));
    }
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<_> = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    String::from_utf16_lossy(&units)
}

enum Word {
    Hex(Vec<u8>),
    Name(String),
}

fn words(cmap: &[u8]) -> Vec<Word> {
    let text = String::from_utf8_lossy(cmap);
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let double = rest.starts_with("<<") || rest.starts_with(">>");
        let length = if double {
            2
        } else if first == '<' {
            let length = rest.find('>').map_or(rest.len(), |end| end + 1);
            words.push(Word::Hex(hex(&rest[1..length - 1])));
            length
        } else if matches!(first, '[' | ']') {
            words.push(Word::Name(first.to_string()));
            1
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '[' | ']' | '>');
            let length = rest[first.len_utf8()..].find(ends).map_or(rest.len(), |end| end + first.len_utf8());
            words.push(Word::Name(rest[..length].to_owned()));
            length
        };
        rest = rest[length..].trim_start();
    }
    words
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<_> = digits.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).ok()).collect()
}

#[test]
fn a_map_of_characters_is_read_in_each_of_its_forms() {
    let map = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange\n\
        2 beginbfchar <0001> <00660069> <0002><D83DDE00> endbfchar\n\
        2 beginbfrange <0010> <0012> <0041> <0020><0021>[<0061> <00DF>] endbfrange endcmap";
    let texts = texts(map);
    let of = |code: u32| texts.get(&code).map(String::as_str);
    assert_eq!([of(1), of(2)], [Some("fi"), Some("\u{1F600}")]);
    assert_eq!([of(0x10), of(0x12), of(0x13)], [Some("A"), Some("C"), None]);
    assert_eq!([of(0x20), of(0x21)], [Some("a"), Some("ß")]);
}
