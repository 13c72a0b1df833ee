//! The head of a PO file: an entry without a text, whose translation has a field on each line.

use super::super::outgoing::Outgoing;

/// The field with the name of the edition.
const EDITION: &str = "X-Brochure-Edition";

/// The field with the language of the texts, as Poedit writes it.
const SOURCE_LANGUAGE: &str = "X-Source-Language";

/// What the head of a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub edition: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub charset: Option<String>,
}

/// Returns the head of a file. Its dates are those of the edition, so that the same records give the same file.
pub(super) fn text(outgoing: &Outgoing<'_>) -> String {
    let Outgoing { edition, as_of, from, to, .. } = outgoing;
    let fields = [
        ("Project-Id-Version", format!("brochure {edition}")),
        ("Report-Msgid-Bugs-To", String::new()),
        ("POT-Creation-Date", format!("{as_of} 00:00+0000")),
        ("PO-Revision-Date", format!("{as_of} 00:00+0000")),
        ("Last-Translator", "brochure export".to_owned()),
        ("Language-Team", to.to_string()),
        ("Language", to.to_string()),
        ("MIME-Version", "1.0".to_owned()),
        ("Content-Type", "text/plain; charset=UTF-8".to_owned()),
        ("Content-Transfer-Encoding", "8bit".to_owned()),
        (SOURCE_LANGUAGE, from.to_string()),
        (EDITION, (*edition).to_owned()),
    ];
    let lines = fields.iter().map(|(name, value)| format!("{}\n", format!("{name}: {value}").trim_end()));
    lines.collect()
}

impl Header {
    /// Reads the head of a file.
    pub(super) fn read(text: &str) -> Self {
        let fields: Vec<_> = text.lines().filter_map(|line| line.split_once(':')).collect();
        let field = |name: &str| {
            let found = fields.iter().find(|(field, _)| field.trim().eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let kind = field("Content-Type").unwrap_or_default();
        let charset = kind.split_once("charset=").map(|(_, charset)| charset.trim_matches([' ', '"', ';']).to_owned());
        Self { edition: field(EDITION), from: field(SOURCE_LANGUAGE), to: field("Language"), charset }
    }

    /// Returns the encoding that the file says it has, if it is another than the one that it is read in.
    pub(super) fn other_charset(&self) -> Option<&str> {
        let charset = self.charset.as_deref()?;
        let same = ["utf-8", "utf8", "us-ascii", "ascii", "utf-16", "charset"];
        (!same.iter().any(|name| charset.eq_ignore_ascii_case(name))).then_some(charset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_read_whatever_stands_between_them() {
        let header =
            Header::read("Language: en_GB\nX: y\ncontent-type: text/plain; charset=UTF-8\nX-Brochure-Edition:\n");
        assert_eq!((header.to.as_deref(), header.edition.as_deref()), (Some("en_GB"), None));
        assert_eq!(header.other_charset(), None);
        let latin = Header::read("Content-Type: text/plain; charset=ISO-8859-1\n");
        assert_eq!(latin.other_charset(), Some("ISO-8859-1"));
    }
}
