//! Single pages as a screen shows them, for the preview: those of paper too are in the colours of a screen.

use typst::layout::{Abs, Sides};
use typst_layout::{Page, PagedDocument};

use super::colours::{Colours, Palette, ToSrgb};
use super::photos::{EmbedError, Photo, Pictures};
use super::{hyphens, links};
use crate::pages::typeset::Originals;

/// Adapts the pages of one layout, each when it is asked for.
#[derive(Debug)]
pub(crate) struct Proof {
    palette: Palette,
}

impl Proof {
    pub(crate) fn new(document: &PagedDocument) -> Self {
        Self { palette: Palette::read(document) }
    }

    /// Returns a page in the colours of a screen. On paper it has no links and keeps its bleed.
    ///
    /// # Errors
    ///
    /// Fails if a photograph of the page is not among `photos`.
    pub(crate) fn adapt_page(
        &self,
        page: &Page,
        originals: &Originals,
        photos: &[(&Photo, &[u8])],
        paper: bool,
        to_srgb: ToSrgb<'_>,
    ) -> Result<Page, EmbedError> {
        let mut page = page.clone();
        Pictures::new(photos)?.place(&mut page.frame, originals)?;
        hyphens::remove(&mut page.frame);
        Colours::new(&self.palette, to_srgb).adapt_page(&mut page);
        if paper {
            links::remove(&mut page.frame);
        } else {
            page.bleed = Sides::splat(Abs::zero());
        }
        Ok(page)
    }
}
