//! Photographs: which pixels a target needs, and marks in their place.
//!
//! Typst decodes every picture it is given. A mark of a few pixels goes through it instead, and the
//! photograph, scaled and in the target's colours, takes its place in the finished file.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::{Bytes, Smart};
use typst::layout::{Abs, Frame, FrameItem, Size};
use typst::visualize::{Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage};
use typst_layout::PagedDocument;

use crate::format::{self, whole_pixels};
use crate::pages::inspect::{Seen, placed};
use crate::pages::typeset::{Original, Originals};
use crate::photos::{self, Part};

/// A photograph and the size in which a target needs it.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Its file.
    pub original: Arc<Original>,
    /// Its width in pixels, whole: never more than the file has.
    pub width: u32,
    /// Its height, likewise.
    pub height: u32,
    /// The part that is seen.
    pub part: Part,
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
    let mut by_file: BTreeMap<String, (Photo, Seen)> = BTreeMap::new();
    for picture in placed(document, originals) {
        let (width, height) = picture.pixels(dpi);
        let header = &picture.original.header;
        let (width, height) = (width.min(header.width), height.min(header.height));
        by_file
            .entry(picture.original.path.clone())
            .and_modify(|(photo, seen)| {
                (photo.width, photo.height) = (photo.width.max(width), photo.height.max(height));
                *seen = seen.with(picture.seen);
            })
            .or_insert((Photo { original: picture.original, width, height, part: Part::default() }, picture.seen));
    }
    by_file.into_values().map(|(photo, seen)| Photo { part: part(&photo, seen), ..photo }).collect()
}

impl Photo {
    /// What a target will need of a photograph that fills a place, in mm, and is cut off evenly where it
    /// stands out: known before there are pages.
    #[must_use]
    pub fn expected(original: Arc<Original>, place: (f64, f64), dpi: f64) -> Self {
        let place = Size::new(Abs::mm(place.0), Abs::mm(place.1));
        let (across, down) = photos::ratio(original.header.width, original.header.height);
        let ratio = f64::from(across) / f64::from(down);
        let size = if ratio > place.x / place.y {
            Size::new(place.y * ratio, place.y)
        } else {
            Size::new(place.x, place.x / ratio)
        };
        let (left, top) = ((size.x - place.x) / 2.0 / size.x, (size.y - place.y) / 2.0 / size.y);
        let seen = Seen { left, top, right: 1.0 - left, bottom: 1.0 - top };
        let (width, height) = (format::pixels(size.x.to_mm(), dpi), format::pixels(size.y.to_mm(), dpi));
        let (width, height) = (width.min(original.header.width), height.min(original.header.height));
        let photo = Self { original, width, height, part: Part::default() };
        Self { part: part(&photo, seen), ..photo }
    }
}

/// The pixels of a photograph that are seen, and one more on each side, as renderers interpolate.
fn part(photo: &Photo, seen: Seen) -> Part {
    let along = |from: f64, to: f64, side: u32| {
        let first = whole_pixels(from * f64::from(side)).saturating_sub(1);
        let last = whole_pixels((to * f64::from(side)).ceil()).saturating_add(1).min(side);
        (first.min(side.saturating_sub(1)), last.saturating_sub(first).max(1))
    };
    let (left, width) = along(seen.left, seen.right, photo.width);
    let (top, height) = along(seen.top, seen.bottom, photo.height);
    Part { left, top, width, height }
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
