//! Brackets and quotation marks, which come in pairs.

use std::ops::Range;

use super::Language;

/// Longest label of an entry such as "a)" or "12)", in characters.
const LABEL: usize = 3;

/// How deep pairs are nested in each other.
const DEEPEST: usize = 16;

/// Returns the first bracket or quotation mark without its counterpart.
///
/// German opens with „ and ‚ and closes with “ and ‘, English opens with “ and ‘ and closes with ” and ’. The sign ’ is
/// also an apostrophe: it closes only what was opened last, and is never without its counterpart. The guillemets open in
/// either direction. A quotation of several paragraphs opens in each of them and closes in the last one.
pub(super) fn unbalanced(text: &str, language: Option<Language>) -> Option<Range<usize>> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone: Option<(usize, char)> = None;
    let last = [text.rfind('”'), text.rfind('’')];
    for (at, c) in text.char_indices() {
        let openers: &[char] = match c {
            '„' | '“' | '‚' | '‘' | '»' | '«' if goes_on(&open, c, &text[..at]) => continue,
            '(' | '[' | '{' | '„' | '‚' => {
                open.push((at, c));
                continue;
            }
            '’' => {
                open.pop_if(|(_, opener)| matches!(opener, '‘' | '‚'));
                continue;
            }
            ')' => &['('],
            ']' => &['['],
            '}' => &['{'],
            '“' => &['„'],
            '”' => &['“', '„'],
            '‘' => &['‚'],
            '«' => &['»'],
            '»' => &['«'],
            _ => continue,
        };
        let near = open.len().saturating_sub(DEEPEST);
        if let Some(index) = open[near..].iter().rposition(|(_, opener)| openers.contains(opener)) {
            let index = near + index;
            // What was opened since then and not closed has no counterpart.
            let left = open.drain(index..).skip(1).find(|(_, c)| *c != '‘');
            alone = alone.or(left);
            continue;
        }
        match c {
            '«' | '»' => open.push((at, c)),
            '“' | '‘' if language != Some(Language::De) || last[usize::from(c == '‘')] > Some(at) => {
                open.push((at, c));
            }
            '‘' => {}
            ')' if is_label(&text[..at]) => {}
            _ => alone = alone.or(Some((at, c))),
        }
    }
    // An apostrophe at the start of a word is often set as ‘.
    let left = open.into_iter().find(|(_, c)| *c != '‘');
    [alone, left].into_iter().flatten().min().map(|(at, c)| at..at + c.len_utf8())
}

/// Returns whether a mark opens once more, at the start of a paragraph, the quotation that is open.
fn goes_on(open: &[(usize, char)], mark: char, before: &str) -> bool {
    let line_before = |text: &'_ str| text.trim_end_matches([' ', '>']).strip_suffix('\n').map(str::len);
    let blank = line_before(before).and_then(|end| line_before(&before[..end])).is_some();
    blank && open.last().is_some_and(|(_, opener)| *opener == mark)
}

/// Returns whether a text ends with the label of an entry, before its bracket.
fn is_label(text: &str) -> bool {
    let word: Vec<_> = text.chars().rev().take_while(|c| !c.is_whitespace()).take(LABEL + 1).collect();
    (1..=LABEL).contains(&word.len()) && word.iter().all(|c| c.is_alphanumeric() || *c == '.')
}

#[cfg(test)]
mod tests {
    use super::unbalanced;
    use crate::text::Language;

    #[test]
    fn a_mark_without_its_counterpart_is_found() {
        for (text, language, mark) in [
            ("Der Verein (gegründet 2006 wächst", Language::De, "("),
            ("Der Verein gegründet 2006) wächst", Language::De, ")"),
            ("Der [Verein wächst", Language::De, "["),
            ("Das „Ziel der Reise", Language::De, "„"),
            ("Das Ziel“ der Reise", Language::De, "“"),
            ("Das „Ziel (der Reise“ war", Language::De, "("),
            ("Das ‚Ziel der Reise", Language::De, "‚"),
            ("The “aim of the tour", Language::En, "“"),
            ("The aim” of the tour", Language::En, "”"),
            ("Das »Ziel der Reise", Language::De, "»"),
            ("„Das Ziel\n\n„der Reise", Language::De, "„"),
            ("Das „Ziel „der Reise“", Language::De, "„"),
        ] {
            let place = unbalanced(text, Some(language)).expect(text);
            assert_eq!(&text[place], mark, "{text}");
        }
    }

    #[test]
    fn pairs_labels_and_apostrophes_are_whole() {
        for (text, language) in [
            ("Das „Ziel ‚Kiel‘ (2019)“, [2] und «Nord» oder »Süd«", Language::De),
            ("a) eins\nb) zwei\n12) drei", Language::De),
            ("Das “Ziel” und ‘Kiel’, ’s ist gut", Language::De),
            ("The ‘members’ list’ and the members’ “aim”, rock ‘n’ roll", Language::En),
            ("„Das Ziel.\n\n„Die Reise.“", Language::De),
            ("“The aim.\n\n“The tour.”", Language::En),
            ("The mark „go-cluster“ is German", Language::En),
            ("‘The tour (the members’ day, the board’s idea) was long’", Language::En),
        ] {
            assert_eq!(unbalanced(text, Some(language)), None, "{text}");
        }
    }
}
