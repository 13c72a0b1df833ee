//! A file of translations as it comes back, whatever its format.

use std::ops::Range;

use crate::edition::translation::TextHash;

/// A file that came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Returned {
    /// The name of its edition.
    pub edition: Option<String>,
    /// The language of the texts, as the file has it.
    pub from: Option<String>,
    /// The language of the translations, as the file has it.
    pub to: Option<String>,
    /// The place of the language in the file.
    pub head: Range<usize>,
    /// Its texts, each with a translation or without.
    pub units: Vec<Unit>,
    /// What cannot be read.
    pub faults: Vec<Fault>,
}

/// A text with its translation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// The id: `clusters/niro.toml#story/3`.
    pub id: Option<String>,
    /// The text that was translated.
    pub source: String,
    /// The translation; empty if there is none.
    pub target: String,
    /// Whether somebody has to look at the translation again.
    pub needs_review: bool,
    /// The translation that was exported.
    pub sent: Option<Sent>,
    /// The place of the text in the file.
    pub span: Range<usize>,
    /// The place of the translation in the file.
    pub target_span: Range<usize>,
}

/// Something that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its place in the file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// What the file says about the translation that was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sent {
    /// There was none.
    Nothing,
    /// It had this hash.
    Text(TextHash),
}

/// What is before the hash in a remark. Programs of translators keep remarks, and often nothing else that they do not know.
const MARK: &str = "[sent ";

impl Sent {
    /// Returns what to note for a translation that is exported.
    pub(super) fn new(target: Option<&str>) -> Self {
        target.map_or(Self::Nothing, |target| Self::Text(TextHash::new(target)))
    }

    /// Returns the remark.
    pub(super) fn remark(&self) -> String {
        match self {
            Self::Nothing => format!("{MARK}-]"),
            Self::Text(hash) => format!("{MARK}{hash}]"),
        }
    }

    /// Finds the remark among others.
    pub(super) fn find(remarks: &str) -> Option<Self> {
        let (_, rest) = remarks.split_once(MARK)?;
        match rest.split_once(']')?.0.trim() {
            "-" => Some(Self::Nothing),
            hash => TextHash::parse(hash).map(Self::Text),
        }
    }

    /// Returns whether a translation is the one that was exported.
    pub(super) fn is(&self, target: Option<&str>) -> bool {
        *self == Self::new(target)
    }
}

impl Fault {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: hint.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_says_what_was_exported() {
        let sent = Sent::new(Some("The firms that buy together"));
        assert_eq!(Sent::find(&format!("The headline.\n{}\nmore", sent.remark())), Some(sent.clone()));
        assert!(sent.is(Some("The firms that\nbuy together")) && !sent.is(Some("The firms")) && !sent.is(None));
        assert_eq!(Sent::find(&Sent::Nothing.remark()), Some(Sent::Nothing));
        assert_eq!(Sent::find("[sent soon]"), None);
        assert_eq!(Sent::find("[sent"), None);
    }
}
