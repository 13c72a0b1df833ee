//! Adapts the laid-out pages to a target. The layout is the same for every target; what differs is changed in a
//! copy of the pages.

mod colours;
mod hyphens;
mod links;
mod photos;
mod proof;

use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst::layout::{Abs, Frame, Sides};
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};

use crate::format::PAGES_PER_SHEET;
use crate::pages::typeset::Originals;
use crate::pdf::Target;

pub use colours::ToSrgb;
pub use photos::{EmbedError, Photo, wanted_photos};
pub(crate) use proof::Proof;

use colours::{Colours, Palette};

/// What pages are adapted to.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a function has nothing to show")]
pub struct Adaptation<'a> {
    /// The target.
    pub target: Target,
    /// Whether blank pages fill a sheet before the back cover. The screen PDF gets them as well: the same text is
    /// on the same page everywhere.
    pub blank_pages: bool,
    /// How inks outside the theme look on a screen.
    pub to_srgb: ToSrgb<'a>,
}

/// Returns the pages for a target, with photographs that were scaled for it.
///
/// Paper has no links: a print PDF has no annotation, and no line shows that there is something to click on. A
/// screen has no trim: its pages have no bleed.
///
/// # Errors
///
/// Fails if a photograph of the pages is not among `photos`, or is neither a JPEG nor a PNG.
pub fn adapt(
    document: &PagedDocument,
    originals: &Originals,
    photos: &[(&Photo, &[u8])],
    adaptation: &Adaptation<'_>,
) -> Result<PagedDocument, EmbedError> {
    let mut pages: EcoVec<_> = document.pages().into();
    let pictures = photos::Pictures::new(photos)?;
    let palette = Palette::read(document);
    let colours = Colours::new(&palette, adaptation.to_srgb);
    for page in pages.make_mut() {
        pictures.place(&mut page.frame, originals)?;
        hyphens::remove(&mut page.frame);
        if adaptation.target.is_printed() {
            links::remove(&mut page.frame);
        } else {
            colours.adapt_page(page);
            page.bleed = Sides::splat(Abs::zero());
        }
    }
    if adaptation.blank_pages {
        fill_sheet(&mut pages);
    }
    Ok(PagedDocument::new(pages, document.info().clone()))
}

/// Puts blank pages before the last one until the pages are a multiple of four.
fn fill_sheet(pages: &mut EcoVec<Page>) {
    let Some(mut last) = pages.pop() else { return };
    while !(pages.len() + 1).is_multiple_of(PAGES_PER_SHEET) {
        pages.push(Page { frame: Frame::hard(last.frame.size()), fill: Smart::Auto, ..last.clone() });
        last.number += 1;
    }
    pages.push(last);
}
