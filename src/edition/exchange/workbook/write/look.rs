//! The look of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The width of a column of running text, in characters.
pub(super) const WIDE: f64 = 96.0;

/// The least and the greatest width of a column of a table, in characters.
pub(super) const WIDTHS: (usize, usize) = (9, 44);

/// The height of a line in a cell, in points, and the most lines of a row.
const LINE_HEIGHT: f64 = 15.0;
const MOST_LINES: usize = 12;

/// Returns the height of a row with texts in cells of so many characters. Not every program finds it by itself.
pub(super) fn row_height<'a>(cells: impl IntoIterator<Item = (&'a str, usize)>) -> f64 {
    let lines = |text: &str, width: usize| {
        text.lines().map(|line| line.chars().count().div_ceil(width.max(1)).max(1)).sum::<usize>()
    };
    let most = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "at most twelve lines")]
    let lines = most.clamp(1, MOST_LINES) as f64;
    lines * LINE_HEIGHT
}

/// The colours of heads, keys and cells that are filled in.
const HEAD: u32 = 0x1F_3A_4D;
const KEY: u32 = 0xE9_EC_EE;
const KEY_TEXT: u32 = 0x6B_73_79;
const FILLED_IN: u32 = 0xFF_F8_E1;
const GROUP: u32 = 0xD6_E4_EC;
const LINE: u32 = 0xC8_CD_D0;

/// The formats of cells. All but those of heads are text, so that programs keep leading zeros and dates as they are.
pub(super) struct Look {
    pub title: Format,
    pub instruction: Format,
    pub head: Format,
    pub key: Format,
    pub text: Format,
    pub id: Format,
    pub group: Format,
    pub until_now: Format,
    pub new: Format,
    pub note: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        let wrapped = text.clone().set_text_wrap();
        let grey = text.clone().set_font_color(Color::RGB(KEY_TEXT));
        let lined = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE));
        let key = grey.clone().set_background_color(Color::RGB(KEY)).set_font_size(8);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            instruction: Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_size(11),
            head: wrapped.clone().set_bold().set_font_color(Color::White).set_background_color(Color::RGB(HEAD)),
            key,
            text: wrapped.clone(),
            id: grey.clone().set_font_size(8),
            group: text.clone().set_bold().set_background_color(Color::RGB(GROUP)),
            until_now: lined(wrapped.clone()),
            new: lined(wrapped.clone()).set_background_color(Color::RGB(FILLED_IN)),
            note: wrapped.set_font_color(Color::RGB(KEY_TEXT)).set_font_size(9),
        }
    }
}
