//! The look of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The width of a column of running text, in characters.
pub(super) const WIDE: f64 = 96.0;

/// The least and the greatest width of a column of a table, in characters.
pub(super) const WIDTHS: (usize, usize) = (9, 44);

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
