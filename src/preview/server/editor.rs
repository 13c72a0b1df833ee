//! Opens a place in the editor that was named on the command line.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::Shared;
use super::http::Refusal;
use crate::pipeline::live::watched;

/// A place in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FilePlace {
    file: String,
    line: usize,
    column: usize,
}

const NO_EDITOR: Refusal = (404, "No command was named with --editor.");
const NO_FILE: Refusal = (404, "This file is not one of the edition.");
const NO_START: Refusal = (500, "The editor cannot be started: see the command after --editor.");

/// Starts the editor at a place of a file that the edition is made from.
pub(super) fn open_editor(shared: &Shared, place: &FilePlace) -> Result<(), Refusal> {
    let template = shared.editor.as_deref().ok_or(NO_EDITOR)?;
    let files = watched(&shared.project, &shared.folder).map_err(|_| NO_FILE)?;
    if !files.contains(&place.file) {
        return Err(NO_FILE);
    }
    let path = shared.project.resolve(Path::new(&place.file)).map_err(|_| NO_FILE)?;
    let words = command_words(template, &path.to_string_lossy(), place.line, place.column);
    let (program, arguments) = words.split_first().ok_or(NO_EDITOR)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| NO_START)?;
    // An editor that ends must not be left behind as a process without a parent that asks for it.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// Returns the words of a command with its places filled. Quotation marks hold words with spaces together. There is no
/// shell that could read anything else in the name of a file.
fn command_words(template: &str, file: &str, line: usize, column: usize) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut open) = (String::new(), None, false);
    for c in template.chars() {
        match (c, quote) {
            (c, Some(mark)) if c == mark => quote = None,
            ('"' | '\'', None) => (quote, open) = (Some(c), true),
            (c, None) if c.is_whitespace() => {
                if open {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            (c, _) => {
                word.push(c);
                open = true;
            }
        }
    }
    if open {
        words.push(word);
    }
    let names_file = words.iter().any(|word| word.contains("{file}"));
    let (line, column) = (line.to_string(), column.to_string());
    let filled = |word: &String| word.replace("{line}", &line).replace("{column}", &column).replace("{file}", file);
    let mut words: Vec<_> = words.iter().map(filled).collect();
    if !names_file && !words.is_empty() {
        words.push(file.to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::command_words;

    #[test]
    fn a_command_is_split_as_a_shell_does_and_filled_with_the_place() {
        let words = |template| command_words(template, "/a b/{line}.toml", 12, 3);
        assert_eq!(words("code -g {file}:{line}:{column}"), ["code", "-g", "/a b/{line}.toml:12:3"]);
        assert_eq!(words("'my editor' \"+{line}\" {file}"), ["my editor", "+12", "/a b/{line}.toml"]);
        assert_eq!(words("gedit"), ["gedit", "/a b/{line}.toml"]);
        assert_eq!(words("  "), [""; 0]);
    }
}
