//! The expressions of workflow files, as far as the action uses them. Anything else fails the test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The values that expressions can name, and the files that they can hash.
#[derive(Default)]
pub struct Context {
    /// The values by their whole paths, such as `inputs.project`.
    pub values: BTreeMap<String, String>,
    /// The identifiers of steps; an output that a step has not written is empty.
    pub steps: Vec<String>,
    pub workspace: PathBuf,
}

impl Context {
    pub fn set(&mut self, path: &str, value: &str) {
        self.values.insert(path.to_owned(), value.to_owned());
    }

    /// Replaces each `${{ … }}` in a text.
    pub fn text(&self, template: &str) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, rest_of_line)) = rest.split_once("${{") {
            let (inside, after) = rest_of_line.split_once("}}").expect("an end of the expression");
            out.push_str(before);
            out.push_str(&self.value(inside));
            rest = after;
        }
        out + rest
    }

    /// Returns whether the condition of a step holds.
    pub fn holds(&self, condition: &str) -> bool {
        !matches!(self.value(condition).as_str(), "" | "false")
    }

    /// Returns the value of an expression as text.
    pub fn value(&self, expression: &str) -> String {
        let mut parser = Parser { context: self, words: words(expression), at: 0 };
        let value = parser.either();
        assert_eq!(parser.at, parser.words.len(), "cannot read all of `{expression}`");
        value
    }

    fn path(&self, path: &str) -> String {
        if let Some(value) = self.values.get(path) {
            return value.clone();
        }
        let step = path.strip_prefix("steps.").and_then(|rest| rest.split_once(".outputs.")).map(|(step, _)| step);
        assert!(step.is_some_and(|step| self.steps.iter().any(|known| known == step)), "`{path}` is not known");
        String::new()
    }

    fn call(&self, name: &str, arguments: &[String]) -> String {
        match (name, arguments) {
            ("format", [pattern, value]) => pattern.replace("{0}", value),
            ("hashFiles", patterns) => patterns.iter().map(|pattern| hash(&self.workspace, pattern)).collect(),
            _ => panic!("`{name}` with {} values is not known", arguments.len()),
        }
    }
}

/// Splits an expression into paths, texts and operators.
fn words(expression: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_path = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let length = match first {
            '\'' => rest[1..].find('\'').expect("an end of the text") + 2,
            '(' | ')' | ',' => 1,
            '=' | '!' | '&' | '|' => 2,
            c if is_path(c) => rest.find(|c| !is_path(c)).unwrap_or(rest.len()),
            c => panic!("`{c}` in `{expression}` is not known"),
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    words
}

struct Parser<'a> {
    context: &'a Context,
    words: Vec<String>,
    at: usize,
}

impl Parser<'_> {
    /// Moves past the next word if it is this one.
    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.words.get(self.at).is_some_and(|next| next == word);
        self.at += usize::from(is_next);
        is_next
    }

    fn either(&mut self) -> String {
        let mut value = self.both();
        while self.takes("||") {
            let other = self.both();
            value = if is_true(&value) { value } else { other };
        }
        value
    }

    fn both(&mut self) -> String {
        let mut value = self.equal();
        while self.takes("&&") {
            let other = self.equal();
            value = if is_true(&value) { other } else { value };
        }
        value
    }

    fn equal(&mut self) -> String {
        let value = self.single();
        if self.takes("==") {
            (value == self.single()).to_string()
        } else if self.takes("!=") {
            (value != self.single()).to_string()
        } else {
            value
        }
    }

    fn single(&mut self) -> String {
        let word = self.words.get(self.at).expect("a value").clone();
        self.at += 1;
        if let Some(text) = word.strip_prefix('\'') {
            return text.trim_end_matches('\'').to_owned();
        }
        if !self.takes("(") {
            return self.context.path(&word);
        }
        let mut arguments = vec![self.either()];
        while self.takes(",") {
            arguments.push(self.either());
        }
        assert!(self.takes(")"), "a bracket of `{word}` is not closed");
        self.context.call(&word, &arguments)
    }
}

fn is_true(value: &str) -> bool {
    !matches!(value, "" | "false")
}

/// Returns a hash of all files below a folder.
fn hash(workspace: &Path, pattern: &str) -> String {
    let folder = pattern.strip_suffix("/**").unwrap_or_else(|| panic!("`{pattern}` is not known"));
    let mut bytes = Vec::new();
    collect(&workspace.join(folder), &mut bytes);
    assert!(!bytes.is_empty(), "`{pattern}` names no file");
    brochure::internals::sha256_hex(&bytes)
}

fn collect(folder: &Path, bytes: &mut Vec<u8>) {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, bytes);
        } else {
            bytes.extend(path.file_name().expect("a name").as_encoded_bytes());
            bytes.extend(fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn expressions_have_the_values_that_runners_give_them() {
    let mut context = Context { steps: vec!["a".to_owned()], ..Context::default() };
    context.set("inputs.x", "1");
    context.set("steps.a.outputs.y", "two words");
    assert_eq!(context.text("<${{ inputs.x }}-${{ steps.a.outputs.y }}>"), "<1-two words>");
    assert_eq!(context.text("${{ format('{0}/**', inputs.x) }}"), "1/**");
    assert!(context.holds("inputs.x != '' && steps.a.outputs.z == ''"));
    assert!(!context.holds("inputs.x == '2' || steps.a.outputs.z"));
}

#[test]
#[should_panic(expected = "`inputs.y` is not known")]
fn an_undeclared_input_is_not_empty() {
    Context::default().value("inputs.y");
}
