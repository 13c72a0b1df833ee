//! Source files as the house rules read them: code without comments, texts and unit tests.

use std::fs;
use std::path::Path;

/// A file of the source.
#[derive(Debug)]
pub struct Source {
    /// Its path below the folder that was read: `photos/decode.rs`.
    pub name: String,
    /// Its place in the tree of modules: `["photos", "decode"]`, empty for the root.
    pub module: Vec<String>,
    /// The number of its lines.
    pub lines: usize,
    /// Its text, in which comments, the content of texts, and unit tests are blank; each line stays in its place.
    pub code: String,
}

impl Source {
    pub fn new(name: &str, text: &str) -> Self {
        let path = name.strip_suffix(".rs").unwrap_or(name);
        let mut module: Vec<_> = path.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            module.pop();
        }
        let code = without_tests(&without_words(text));
        Self { name: name.to_owned(), module, lines: text.lines().count(), code }
    }

    /// The number of the line in which a byte of the code is.
    pub fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// The places at which a word begins that is not a part of a longer one.
    pub fn places<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        self.code.match_indices(word).map(|(at, _)| at).filter(move |at| {
            let (before, after) = (&self.code[..*at], &self.code[at + word.len()..]);
            let goes_on = is_part(word.chars().last()) && is_part(after.chars().next());
            !goes_on && !is_part(before.chars().next_back())
        })
    }
}

/// Reads every Rust file below a folder, in the order of their names.
pub fn read(folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    gather(folder, "", &mut found);
    found.sort_by(|one: &Source, other| one.name.cmp(&other.name));
    found
}

fn gather(folder: &Path, below: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{below}{}", entry.file_name().into_string().expect("a name"));
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), found);
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "rs") {
            found.push(Source::new(&name, &fs::read_to_string(entry.path()).expect("a source file")));
        }
    }
}

/// Blanks comments and quoted text.
fn without_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after_word = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if c == '"' {
            quoted(rest)
        } else if (c == 'r' || rest.starts_with("br")) && !after_word {
            raw(rest).unwrap_or(0)
        } else if c == '\'' {
            character(rest).unwrap_or(0)
        } else {
            0
        };
        if length == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.push_str(&blank(&rest[..length]));
            rest = &rest[length..];
        }
    }
    out
}

/// The same number of bytes and lines with nothing in them.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    loop {
        let Some(next) = text[at..].find(['/', '*']).map(|next| at + next) else { return text.len() };
        match text.get(next..next + 2) {
            Some("/*") => (depth, at) = (depth + 1, next + 2),
            Some("*/") => (depth, at) = (depth - 1, next + 2),
            _ => at = next + 1,
        }
        if depth == 0 {
            return at;
        }
    }
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

/// The length of `r"…"`, `r#"…"#` and so on.
fn raw(text: &str) -> Option<usize> {
    let start = text.trim_start_matches('b').strip_prefix('r')?;
    let body = start.trim_start_matches('#');
    let hashes = start.len() - body.len();
    let end = format!("\"{}", "#".repeat(hashes));
    let head = text.len() - body.len() + 1;
    body.starts_with('"').then(|| text[head..].find(&end).map_or(text.len(), |at| head + at + end.len()))
}

/// The length of a character in quotes; none for a lifetime.
fn character(text: &str) -> Option<usize> {
    let body = &text[1..];
    let first = body.chars().next()?;
    let length = if first == '\\' { 1 + body[1..].chars().next()?.len_utf8() } else { first.len_utf8() };
    let end = body[length..].find('\'')?;
    // `'\u{1F600}'` goes on behind its first character, `'a: 'b` does not.
    (end == 0 || first == '\\').then_some(1 + length + end + 1)
}

/// Blanks what is compiled for unit tests only.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_owned();
    while let Some(start) = out.find(MARK) {
        let end = start + MARK.len() + item(&out[start + MARK.len()..]);
        out.replace_range(start..end, &blank(&out[start..end]));
    }
    out
}

/// The length of an item: up to a semicolon, or to the end of a block.
fn item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && (c == ';' || c == '}') {
            return at + 1;
        }
    }
    code.len()
}

#[test]
fn words_and_unit_tests_are_not_code() {
    let text = "let a = \"use crate::b; \\\"\"; // use crate::c;\n\
                let d = r#\"use \"crate::e\"; \"#; /* use /* crate::f */ ; */\n\
                fn g<'a>(h: &'a str) -> [char; 3] { ['\"', '\\'', '\\u{22}'] }\n\
                #[cfg(test)]\n#[allow(x)]\nmod tests { use crate::i; }\n\
                #[cfg(test)]\nuse crate::j;\n\
                use crate::k;\n";
    let source = Source::new("l/m.rs", text);
    assert_eq!(source.module, ["l", "m"]);
    assert_eq!(source.code.len(), text.len());
    let places: Vec<_> = source.places("use").collect();
    assert_eq!(places, [text.find("use crate::k").expect("the last line")]);
    assert_eq!(source.line(places[0]), 9);
    assert!(source.code.contains("fn g<'a>(h: &'a str) -> [char; 3] {"));
}
