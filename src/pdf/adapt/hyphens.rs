//! Takes characters out of the text of pages that only told the typesetter where a line may or must not break: a word
//! with a soft hyphen in it cannot be found, copied or read aloud. The hyphen at the end of a line stays what it is.

use typst::ecow::EcoString;
use typst::layout::{Em, Frame, FrameItem};
use typst::text::{Glyph, TextItem};

use crate::text::characters::is_break_control;

/// Removes them from all texts of a frame.
pub(super) fn remove(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => remove(&mut group.frame),
            FrameItem::Text(text) => remove_from(text),
            _ => {}
        }
        true
    });
}

/// Removes the characters of glyphs that take no space, with these glyphs.
fn remove_from(item: &mut TextItem) {
    if !item.text.contains(is_break_control) {
        return;
    }
    // A hyphen that is printed has the text of a soft hyphen and a width.
    let printed: Vec<_> = item.glyphs.iter().filter(|glyph| glyph.x_advance != Em::zero()).map(Glyph::range).collect();
    let mut text = EcoString::with_capacity(item.text.len());
    // The byte in the new text for each byte of the old one.
    let mut places = vec![0_u16; item.text.len() + 1];
    for (at, letter) in item.text.char_indices() {
        let place = u16::try_from(text.len()).unwrap_or(u16::MAX);
        places[at..at + letter.len_utf8()].fill(place);
        if !is_break_control(letter) || printed.contains(&(at..at + letter.len_utf8())) {
            text.push(letter);
        }
    }
    places[item.text.len()] = u16::try_from(text.len()).unwrap_or(u16::MAX);
    item.glyphs.retain_mut(|glyph| {
        let range = glyph.range();
        glyph.range = places[range.start]..places[range.end];
        !glyph.range.is_empty() || glyph.x_advance != Em::zero()
    });
    item.text = text;
}
