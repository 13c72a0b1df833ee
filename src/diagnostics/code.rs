//! The stable codes of diagnostics.

use std::fmt;

/// The kind of a diagnostic: a number for scripts and a name for people.
///
/// E01 is about the form of a file, E02 about the content of a record, E03 about files that a record names, E04 about
/// templates and pages.
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

            /// All codes, by number.
            pub const ALL: &'static [Self] = &[$(Self::$constant),*];
        }
    };
}

codes! {
    /// The file is not TOML.
    SYNTAX = 101, "syntax";
    /// A required key is missing.
    MISSING_KEY = 103, "missing-key";
    /// An unknown key.
    UNKNOWN_KEY = 104, "unknown-key";
    /// A value of the wrong type.
    WRONG_TYPE = 105, "wrong-type";
    /// A value outside its list or range.
    WRONG_VALUE = 106, "wrong-value";
    /// A file that is not UTF-8 text.
    ENCODING = 107, "encoding";
    /// A file far larger than a record can be.
    TOO_LARGE = 108, "too-large";
    /// An empty text, list or table.
    EMPTY_VALUE = 109, "empty-value";
    /// A value that is not a date in the calendar.
    WRONG_DATE = 110, "wrong-date";
    /// A number outside its range.
    OUT_OF_RANGE = 111, "out-of-range";
    /// Words of the templates that are missing or cannot be filled.
    WORDS = 112, "words";
    /// More than a record can hold, or than a report can list.
    TOO_MANY = 113, "too-many";
    /// A file that cannot be read at all.
    UNREADABLE = 114, "unreadable";
    /// A description of the page that cannot be used.
    DESIGN = 115, "design";
    /// A text is missing in a language of the edition.
    MISSING_LANGUAGE = 201, "missing-language";
    /// A text is longer than its place.
    TOO_LONG = 202, "too-long";
    /// An unknown source id.
    UNKNOWN_SOURCE = 203, "unknown-source";
    /// An unknown technology field.
    UNKNOWN_FIELD = 204, "unknown-field";
    /// A duplicate slug, source or language.
    DUPLICATE = 205, "duplicate";
    /// Too few or too many chapters.
    CHAPTER_COUNT = 206, "chapter-count";
    /// Coordinates outside the country, or swapped.
    POSITION = 207, "position";
    /// Shares that add up to more than 100 %.
    SHARES = 208, "shares";
    /// Markdown that is not allowed.
    MARKDOWN = 209, "markdown";
    /// Dates in an impossible order.
    DATE_ORDER = 210, "date-order";
    /// A number in a running text without a source.
    UNSOURCED_NUMBER = 211, "unsourced-number";
    /// A quotation without consent, or indirect speech without a source.
    VOICE = 212, "voice";
    /// A figure or another fact that was carried over from an earlier edition.
    CARRIED_OVER = 213, "carried-over";
    /// A key that a new edition has cleared and that is not filled yet.
    OPEN_PLACE = 214, "open-place";
    /// A record that has changed since its chapter was approved.
    CHANGED_SINCE_APPROVAL = 215, "changed-since-approval";
    /// A character that cannot be seen.
    INVISIBLE_CHARACTER = 216, "invisible-character";
    /// Errors in languages or chapters that were not asked for.
    LEFT_OUT = 217, "left-out";
    /// A position in another Land than that of the seat.
    WRONG_LAND = 218, "wrong-land";
    /// A position that the map does not show.
    OFF_MAP = 219, "off-map";
    /// A seat in Germany without its Land.
    MISSING_LAND = 220, "missing-land";
    /// A label that is no longer valid at the date of the edition.
    EXPIRED_LABEL = 221, "expired-label";
    /// A text that is the same in two languages.
    SAME_TEXT = 222, "same-text";
    /// A mark of a typewriter in a text.
    LEFT_OVER = 223, "left-over";
    /// A word that marks a text as unfinished.
    UNFINISHED_TEXT = 224, "unfinished-text";
    /// A bracket or a quotation mark without its counterpart.
    UNBALANCED_MARK = 225, "unbalanced-mark";
    /// A text of the example from which a record was made.
    PLACEHOLDER = 226, "placeholder";
    /// A chapter with the texts of another one.
    COPIED_RECORD = 227, "copied-record";
    /// A source that nothing names.
    UNNAMED_SOURCE = 228, "unnamed-source";
    /// A portrait or a foreword without consent.
    CONSENT = 229, "consent";
    /// A person without the date of the source.
    UNDATED_PERSON = 230, "undated-person";
    /// A number that cannot be drawn as the record asks.
    DRAWING = 231, "drawing";
    /// A statement that no page prints.
    UNPRINTED_PULL = 232, "unprinted-pull";
    /// An unknown tag of a topic.
    UNKNOWN_TAG = 233, "unknown-tag";
    /// A chapter that the edition does not have.
    UNKNOWN_CHAPTER = 234, "unknown-chapter";
    /// A list of sections that cannot be printed.
    SECTION = 235, "section";
    /// An unknown code of a region or a country.
    UNKNOWN_REGION = 236, "unknown-region";
    /// A story with many sub-headings.
    MANY_HEADINGS = 237, "many-headings";
    /// A sentence about sources in a story.
    SOURCE_IN_TEXT = 238, "source-in-text";
    /// Sources without title, house and date.
    BARE_SOURCE = 239, "bare-source";
    /// A source with the address of a tracker or a copy of a page.
    ODD_ADDRESS = 240, "odd-address";
    /// A publisher without an address, a mail address or a responsible person.
    UNKNOWN_PUBLISHER = 241, "unknown-publisher";
    /// A list that a chapter of two pages does not print.
    UNPRINTED_PART = 242, "unprinted-part";
    /// Sections that leave a page blank in every order.
    BLANK_PAGE = 251, "blank-page";
    /// A section with nothing to show, or a text that no section shows.
    UNPRINTED_SECTION = 252, "unprinted-section";
    /// Map data that a map asks for and the project does not have.
    MAP_DATA = 256, "map-data";
    /// A frame of the map that is no area, or an unknown country.
    MAP_FRAME = 257, "map-frame";
    /// A colour of a theme that cannot be told from its ground.
    THEME_CONTRAST = 261, "theme-contrast";
    /// A face of a theme without a weight, an italic or letters that the pages need.
    THEME_FACE = 262, "theme-face";
    /// A font without its licence.
    FONT_LICENCE = 263, "font-licence";
    /// A cover whose spine has no width.
    SPINE = 264, "spine";
    /// A number that is not an ISBN.
    ISBN = 265, "isbn";
    /// A cell of a workbook that cannot be read with certainty.
    CELL = 269, "cell";
    /// A field that was changed in a workbook and in the record.
    CONFLICT = 270, "conflict";
    /// A file that is not a workbook of this edition.
    WORKBOOK = 271, "workbook";
    /// A row of a workbook that belongs to no entry, or an entry without its row.
    ROW = 272, "row";
    /// A file of translations that cannot be imported.
    TRANSLATION_FILE = 273, "translation-file";
    /// A translation that cannot be brought to its text with certainty.
    SEGMENT = 274, "segment";
    /// A source note, a link or a name that a translation has lost.
    LOST_MARK = 275, "lost-mark";
    /// A translation of a text that was changed since, or a paragraph without one.
    STALE_TRANSLATION = 276, "stale-translation";
    /// A chapter without a record.
    MISSING_RECORD = 301, "missing-record";
    /// A path that leaves the project.
    OUTSIDE = 302, "outside-project";
    /// A missing picture.
    MISSING_FILE = 303, "missing-file";
    /// A record that is not a chapter.
    UNUSED_RECORD = 304, "unused-record";
    /// A file that is not a picture that can be printed.
    PICTURE = 305, "picture";
    /// A profile that does not describe a press.
    PROFILE = 306, "profile";
    /// A template failed.
    TEMPLATE = 401, "template";
    /// The pages have an error.
    PAGES = 402, "pages";
    /// The PDF could not be written.
    EXPORT = 403, "export";
    /// A character that no font of the project has.
    MISSING_CHARACTER = 404, "missing-character";
    /// A text that does not fit its place on the page.
    OVERFLOW = 405, "overflow";
    /// Something is outside the page.
    OFF_PAGE = 406, "off-page";
    /// A text so near to the edge that it may be cut off.
    NEAR_EDGE = 407, "near-edge";
    /// A stroke too thin to print.
    THIN_STROKE = 408, "thin-stroke";
    /// A colour that is not an ink.
    COLOUR = 409, "colour";
    /// More ink in one place than paper can take.
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
    /// Pages whose language is wrong or missing.
    SAID_LANGUAGE = 417, "said-language";
}

impl Code {
    /// Returns the number, such as "E0104".
    #[must_use]
    pub fn number(self) -> String {
        format!("E{:04}", self.number)
    }

    /// Returns the name, such as "unknown-key".
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Returns the explanation of the code, in Markdown.
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
        assert!(numbers.is_sorted(), "codes are in the order of their numbers");
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
