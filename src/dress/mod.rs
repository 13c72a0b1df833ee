//! Dress: the laid-out pages in the form that a target needs.
//!
//! The layout is the same for every target; what differs is taken from a copy of the pages.

mod links;
mod photos;

use typst::ecow::EcoVec;
use typst::layout::Frame;
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};

use crate::export::Target;
use crate::inspect::PAGES_A_SHEET;
use crate::typeset::Originals;

pub use photos::{Photo, photo_of};

/// Pages for a target.
#[derive(Debug, Clone)]
pub struct Dressed {
    /// The pages. Each photograph is a mark in them, which [`photo_of`] reads.
    pub document: PagedDocument,
    /// The photographs with the size in which the target needs them, by the number of their marks.
    pub photos: Vec<Photo>,
}

/// The pages for a target. `blank_pages` fills a sheet before the back cover.
///
/// Paper has no links: a print PDF carries no annotation, and no line says that there is something
/// to click on.
#[must_use]
pub fn dress(document: &PagedDocument, target: Target, originals: &Originals, blank_pages: bool) -> Dressed {
    let mut pages: EcoVec<_> = document.pages().into();
    let photos = photos::wanted(document, originals, target.dpi());
    match target {
        Target::Print | Target::Booklet => {
            for page in pages.make_mut() {
                links::remove(&mut page.frame);
                photos::mark(&mut page.frame, originals, &photos);
            }
        }
    }
    if blank_pages {
        fill_sheet(&mut pages);
    }
    Dressed { document: PagedDocument::new(pages, document.info().clone()), photos }
}

/// Puts blank pages before the last one until the pages are a multiple of four.
fn fill_sheet(pages: &mut EcoVec<Page>) {
    let Some(last) = pages.pop() else { return };
    while !(pages.len() + 1).is_multiple_of(PAGES_A_SHEET) {
        let blank =
            Page { frame: Frame::hard(last.frame.size()), fill: typst::foundations::Smart::Auto, ..last.clone() };
        pages.push(blank);
    }
    pages.push(last);
}
