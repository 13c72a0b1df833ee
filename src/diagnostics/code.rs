//! The stable codes of diagnostics.

use std::fmt;

/// The kind of a fault: a number that scripts can rely on and a name that people can.
///
/// E01 is the form of a file, E02 what a record says, E03 files a record names, E04 templates and
/// pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    number: u16,
    name: &'static str,
    page: &'static str,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $number:literal, $name:literal;)*) => {
        impl Code {
            $($(#[$doc])* pub const $constant: Self = Self {
                number: $number,
                name: $name,
                page: include_str!(concat!("pages/", $name, ".md")),
            };)*

            /// Every code, by number.
            pub const ALL: &'static [Self] = &[$(Self::$constant),*];
        }
    };
}

codes! {
    /// The file is no TOML.
    SYNTAX = 101, "syntax";
    /// A needed key is not there.
    MISSING_KEY = 103, "missing-key";
    /// A key that the record does not know.
    UNKNOWN_KEY = 104, "unknown-key";
    /// A value of the wrong kind.
    WRONG_TYPE = 105, "wrong-type";
    /// A value outside its list or range.
    WRONG_VALUE = 106, "wrong-value";
    /// A file that is no UTF-8 text.
    ENCODING = 107, "encoding";
    /// A file far larger than a record can be.
    TOO_LARGE = 108, "too-large";
    /// A text, list or table with nothing in it.
    EMPTY_VALUE = 109, "empty-value";
    /// No date of the calendar.
    WRONG_DATE = 110, "wrong-date";
    /// A number outside its range.
    OUT_OF_RANGE = 111, "out-of-range";
    /// A text is missing in a language of the edition.
    MISSING_LANGUAGE = 201, "missing-language";
    /// A text is longer than its place.
    TOO_LONG = 202, "too-long";
    /// A source id that stands for nothing.
    UNKNOWN_SOURCE = 203, "unknown-source";
    /// A technology field that the edition does not name.
    UNKNOWN_FIELD = 204, "unknown-field";
    /// The same slug, source or language twice.
    DUPLICATE = 205, "duplicate";
    /// Too few or too many chapters.
    CHAPTER_COUNT = 206, "chapter-count";
    /// Coordinates outside the country, or swapped.
    POSITION = 207, "position";
    /// Shares that make more than the whole.
    SHARES = 208, "shares";
    /// Markdown that the brochure cannot set.
    MARKDOWN = 209, "markdown";
    /// Dates in an order that cannot be.
    DATE_ORDER = 210, "date-order";
    /// A number in a running text without a source.
    UNSOURCED_NUMBER = 211, "unsourced-number";
    /// A quotation without consent, or indirect speech without a source.
    VOICE = 212, "voice";
    /// A figure that was taken over from the edition before.
    CARRIED_OVER = 213, "carried-over";
    /// A place that a new edition has cleared and nobody has filled.
    OPEN_PLACE = 214, "open-place";
    /// A record that has changed since its chapter was approved.
    CHANGED_SINCE_APPROVAL = 215, "changed-since-approval";
    /// A chapter without a record.
    MISSING_RECORD = 301, "missing-record";
    /// A path that leaves the project.
    OUTSIDE = 302, "outside-project";
    /// A picture that is not there.
    MISSING_FILE = 303, "missing-file";
    /// A record that stands in no order.
    UNUSED_RECORD = 304, "unused-record";
    /// A file that is not a picture that can be printed.
    PICTURE = 305, "picture";
    /// A profile that no press can be described by.
    PROFILE = 306, "profile";
    /// A template failed.
    TEMPLATE = 401, "template";
    /// The pages have a fault.
    PAGES = 402, "pages";
    /// The PDF could not be made.
    EXPORT = 403, "export";
    /// A character that no font of the project has.
    MISSING_CHARACTER = 404, "missing-character";
    /// A text that does not fit its place on the page.
    OVERFLOW = 405, "overflow";
    /// Something leaves the page.
    OFF_PAGE = 406, "off-page";
    /// A text so near to the edge that it may be cut off.
    NEAR_EDGE = 407, "near-edge";
    /// A stroke too thin to print.
    THIN_STROKE = 408, "thin-stroke";
    /// A colour that is no ink.
    COLOUR = 409, "colour";
    /// More ink on one place than paper takes.
    INK = 410, "ink";
    /// A picture with too few pixels for its place.
    RESOLUTION = 411, "resolution";
    /// A picture in two sizes.
    PICTURE_SIZES = 412, "picture-sizes";
    /// A font that the project does not have.
    FONT = 413, "font";
    /// A picture or a figure without an alternative text.
    NO_ALTERNATIVE = 414, "no-alternative-text";
    /// A heading more than one level below the one before.
    HEADING_JUMP = 415, "heading-jump";
    /// A table without header cells.
    NO_HEADERS = 416, "no-table-headers";
    /// Pages that say another language than they are in.
    SAID_LANGUAGE = 417, "said-language";
}

impl Code {
    /// "E0104".
    #[must_use]
    pub fn number(self) -> String {
        format!("E{:04}", self.number)
    }

    /// "unknown-key".
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What it means, in Markdown that can be read as it is.
    #[must_use]
    pub const fn page(self) -> &'static str {
        self.page
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{:04} {}", self.number, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn numbers_and_names_are_given_once() {
        let mut numbers: Vec<_> = Code::ALL.iter().map(|code| code.number).collect();
        assert!(numbers.is_sorted(), "codes stand in the order of their numbers");
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
