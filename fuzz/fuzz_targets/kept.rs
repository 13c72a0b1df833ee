//! Whether the words of a text are on its pages.

/// Signs that Markdown uses as marks, so that they may be missing on the page, and a separator without a width, which
/// becomes a space.
const MARKS: &str = "\u{180E}*_`#>+-~=|\\[](){}!<&.:\"'^–—•·‣⁃◦▪▫■□●○∙➢➤✓✔―−";

/// Returns the first word or sign of a Markdown text that the pages have lost. `printed` is their text in reading order.
///
/// The text is read in the simplest way: everything counts but marks, addresses of links and notes of sources.
pub fn find_lost(markdown: &str, printed: &str) -> Option<String> {
    let plain = without_links(markdown);
    let letters: Vec<char> = printed.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut from = 0;
    for line in plain.lines() {
        for word in without_number(line).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let word: Vec<char> = word.chars().collect();
            match find(&letters, &word, from) {
                Some(end) => from = end,
                None => return Some(word.into_iter().collect()),
            }
        }
    }
    let count = |text: &str, sign: char| text.chars().filter(|c| *c == sign).count();
    let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !MARKS.contains(*c);
    plain.chars().filter(is_sign).find(|sign| count(printed, *sign) < count(&plain, *sign)).map(String::from)
}

/// Returns where a word ends, if it is there from a place on: whole, or in two parts where a column ends in it.
fn find(letters: &[char], word: &[char], from: usize) -> Option<usize> {
    let at = |part: &[char], from: usize| {
        let rest = letters.get(from..)?;
        rest.windows(part.len()).position(|window| window == part).map(|at| from + at + part.len())
    };
    at(word, from).or_else(|| (1..word.len()).find_map(|cut| at(&word[cut..], at(&word[..cut], from)?)))
}

/// Removes the letter o that marks an entry, and the number of one: Markdown counts on from the first.
fn without_number(line: &str) -> &str {
    let line = line.trim_start_matches(' ').strip_prefix("o\t").unwrap_or(line);
    let start = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let rest = start.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < start.len() && rest.starts_with(['.', ')']) { rest } else { line }
}

/// Removes notes of sources, and the addresses of links.
fn without_links(markdown: &str) -> String {
    let mut plain = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find(']') {
        let (before, after) = rest.split_at(at);
        let note = before.rfind("[^").filter(|open| !before[*open..].contains(char::is_whitespace));
        plain.push_str(note.map_or(before, |open| &before[..open]));
        rest = after[1..].strip_prefix('(').and_then(|link| Some(link.split_once(')')?.1)).unwrap_or(&after[1..]);
    }
    plain + rest
}

/// Returns whether a text has marks that [`find_lost`] does not read: characters by name, definitions of links.
pub fn is_beyond(markdown: &str) -> bool {
    markdown.contains("]:") || (markdown.contains('&') && markdown.contains(';'))
}
