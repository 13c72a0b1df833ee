//! Photographs: which pixels a target needs, and marks in their place.
//!
//! Typst decodes every picture it is given. A mark of a few pixels goes through it instead, and the
//! photograph, scaled and in the target's colours, takes its place in the finished file.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::{Bytes, Smart};
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage};
use typst_layout::PagedDocument;

use crate::inspect::placed;
use crate::typeset::{Original, Originals};

/// A photograph and the size in which a target needs it.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Its file.
    pub original: Arc<Original>,
    /// Its width in pixels: never more than the file has.
    pub width: u32,
    /// Its height, likewise.
    pub height: u32,
}

/// What every mark begins with.
const MARK: &[u8; 8] = b"brochure";

/// The size of a mark in pixels, which are grey: eight of the word and eight of the number.
const MARK_SIZE: (u32, u32) = (16, 1);

/// The number of the photograph that the pixels of a picture in a file stand for, if they are a mark.
#[must_use]
pub fn photo_of(pixels: &[u8]) -> Option<usize> {
    let number = pixels.strip_prefix(MARK.as_slice())?;
    usize::try_from(u64::from_be_bytes(number.try_into().ok()?)).ok()
}

/// Each photograph once, in the largest size at which it is placed.
pub(super) fn wanted(document: &PagedDocument, originals: &Originals, dpi: f64) -> Vec<Photo> {
    let mut by_file: BTreeMap<String, Photo> = BTreeMap::new();
    for picture in placed(document, originals) {
        let (width, height) = picture.pixels(dpi);
        let header = &picture.original.header;
        let (width, height) = (width.min(header.width), height.min(header.height));
        by_file
            .entry(picture.original.path.clone())
            .and_modify(|photo| (photo.width, photo.height) = (photo.width.max(width), photo.height.max(height)))
            .or_insert(Photo { original: picture.original, width, height });
    }
    by_file.into_values().collect()
}

/// Puts a mark in the place of each photograph.
pub(super) fn mark(frame: &mut Frame, originals: &Originals, photos: &[Photo]) {
    if photos.is_empty() {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => mark(&mut group.frame, originals, photos),
            FrameItem::Image(image, ..) => {
                let number = placed::original(image, originals)
                    .and_then(|original| photos.iter().position(|photo| photo.original.path == original.path));
                if let Some(marked) = number.and_then(|number| marked(image, number)) {
                    *image = marked;
                }
            }
            _ => {}
        }
        true
    });
}

fn marked(image: &Image, number: usize) -> Option<Image> {
    let mut pixels = MARK.to_vec();
    pixels.extend_from_slice(&u64::try_from(number).ok()?.to_be_bytes());
    let (width, height) = MARK_SIZE;
    let format = RasterFormat::Pixel(PixelFormat { encoding: PixelEncoding::Luma8, width, height });
    let raster = RasterImage::new(Bytes::new(pixels), format, Smart::Auto).ok()?;
    Some(Image::new(ImageKind::Raster(raster), image.alt().map(Into::into), image.scaling()))
}
