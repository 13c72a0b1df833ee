//! Dress: the laid-out pages in the form that a target needs.
//!
//! The layout is the same for every target; what differs is taken from a copy of the pages.

use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst_layout::PagedDocument;

use crate::export::Target;

/// The pages for a target. Paper has no links: a print PDF carries no annotation.
#[must_use]
pub fn dress(document: &PagedDocument, target: Target) -> PagedDocument {
    let mut pages: typst::ecow::EcoVec<_> = document.pages().into();
    match target {
        Target::Print => {
            for page in pages.make_mut() {
                remove_links(&mut page.frame);
            }
        }
    }
    PagedDocument::new(pages, document.info().clone())
}

fn remove_links(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Link(..) => false,
        FrameItem::Group(group) => {
            remove_links(&mut group.frame);
            true
        }
        _ => true,
    });
}
