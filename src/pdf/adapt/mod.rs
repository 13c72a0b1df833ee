//! Dress: the laid-out pages in the form that a target needs.
//!
//! The layout is the same for every target; what differs is taken from a copy of the pages.

mod colours;
mod links;
mod photos;

use typst::ecow::EcoVec;
use typst::layout::{Abs, Frame, Sides};
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};

use crate::format::PAGES_PER_SHEET;
use crate::pages::typeset::Originals;
use crate::pdf::Target;

pub use colours::ToSrgb;
pub use photos::{Photo, photo_of};

use colours::Colours;

/// Pages for a target.
#[derive(Debug, Clone)]
pub struct Dressed {
    /// The pages. Each photograph is a mark in them, which [`photo_of`] reads.
    pub document: PagedDocument,
    /// The photographs with the size in which the target needs them, by the number of their marks.
    pub photos: Vec<Photo>,
}

/// What pages are dressed for.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a function says nothing of itself")]
pub struct Occasion<'a> {
    /// The target.
    pub target: Target,
    /// Whether blank pages fill a sheet before the back cover. A reader of the screen PDF gets them as
    /// well: the same text stands on the same page everywhere.
    pub blank_pages: bool,
    /// What inks outside the theme look like on a screen.
    pub to_srgb: ToSrgb<'a>,
}

/// The pages for a target.
///
/// Paper has no links: a print PDF carries no annotation, and no line says that there is something
/// to click on. A screen has no trim: its pages have no bleed.
#[must_use]
pub fn dress(document: &PagedDocument, originals: &Originals, occasion: &Occasion<'_>) -> Dressed {
    let mut pages: EcoVec<_> = document.pages().into();
    let photos = photos::wanted(document, originals, occasion.target.dpi());
    let colours = Colours::of(document, occasion.to_srgb);
    for page in pages.make_mut() {
        photos::mark(&mut page.frame, originals, &photos);
        if occasion.target.is_printed() {
            links::remove(&mut page.frame);
        } else {
            colours.page(page);
            page.bleed = Sides::splat(Abs::zero());
        }
    }
    if occasion.blank_pages {
        fill_sheet(&mut pages);
    }
    Dressed { document: PagedDocument::new(pages, document.info().clone()), photos }
}

/// Puts blank pages before the last one until the pages are a multiple of four.
fn fill_sheet(pages: &mut EcoVec<Page>) {
    let Some(mut last) = pages.pop() else { return };
    while !(pages.len() + 1).is_multiple_of(PAGES_PER_SHEET) {
        let blank =
            Page { frame: Frame::hard(last.frame.size()), fill: typst::foundations::Smart::Auto, ..last.clone() };
        pages.push(blank);
        last.number += 1;
    }
    pages.push(last);
}
