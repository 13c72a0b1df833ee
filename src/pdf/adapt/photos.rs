//! Photographs: the pixels that a target needs of each, and the scaled pictures in place of the placeholders.
//!
//! A scaled picture is put into the pages as an SVG that holds it. `typst-pdf` writes the JPEG in it as it is,
//! and decodes only a PNG, for its transparency. Given to Typst as a picture of pixels, a JPEG would be decoded
//! into RGB, three bytes a pixel, only to be held in memory: 27 MB for two pages at 300 dpi.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Image, ImageKind, SvgImage};
use typst_layout::PagedDocument;

use crate::format::{self, whole_pixels};
use crate::pages::inspect::{Seen, placed};
use crate::pages::typeset::{Original, Originals};
use crate::photos::Crop;

/// A photograph and the size in which a target needs it.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Its file.
    pub original: Arc<Original>,
    /// Width of the whole picture, px; never more than the file has.
    pub width: u32,
    /// Height of the whole picture, px; never more than the file has.
    pub height: u32,
    /// The part that is seen.
    pub crop: Crop,
}

/// A photograph could not be put into the pages.
#[derive(Debug, thiserror::Error)]
#[error("the photograph `{path}` cannot be put into the pages")]
pub struct EmbedError {
    /// The path of the photograph from the root of the project.
    path: String,
}

/// Returns each photograph of the pages once, in the largest size at which it is placed.
#[must_use]
pub fn wanted_photos(document: &PagedDocument, originals: &Originals, dpi: f64) -> Vec<Photo> {
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
            .or_insert((Photo { original: picture.original, width, height, crop: Crop::default() }, picture.seen));
    }
    by_file.into_values().map(|(photo, seen)| Photo { crop: crop(&photo, seen), ..photo }).collect()
}

impl Photo {
    /// Returns what a target will need of a photograph in a frame, known before there are pages. `frame` is its width and
    /// height, `image` the whole picture: left, top, width and height from the corner of the frame, in mm.
    #[must_use]
    pub fn expected(original: Arc<Original>, frame: [f64; 2], image: [f64; 4], dpi: f64) -> Self {
        let [left, top, width, height] = image;
        let seen = Seen {
            left: -left / width,
            top: -top / height,
            right: (frame[0] - left) / width,
            bottom: (frame[1] - top) / height,
        };
        let (width, height) = (format::pixels(width, dpi), format::pixels(height, dpi));
        let (width, height) = (width.min(original.header.width), height.min(original.header.height));
        let photo = Self { original, width, height, crop: Crop::default() };
        Self { crop: crop(&photo, seen), ..photo }
    }

    /// Returns the scaled picture, a JPEG or a PNG, in an SVG that shows it in its place in the whole picture.
    fn embed(&self, picture: &[u8]) -> Option<SvgImage> {
        let kind = if picture.starts_with(&[0xff, 0xd8]) { "jpeg" } else { "png" };
        let (Crop { left, top, width, height }, data) = (self.crop, BASE64_STANDARD.encode(picture));
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {} {}' preserveAspectRatio='none'>\
             <image x='{left}' y='{top}' width='{width}' height='{height}' preserveAspectRatio='none' \
             href='data:image/{kind};base64,{data}'/></svg>",
            self.width, self.height
        );
        SvgImage::new(Bytes::new(svg.into_bytes())).ok()
    }
}

/// Returns the pixels of a photograph that are seen, and one more on each side, as renderers interpolate.
fn crop(photo: &Photo, seen: Seen) -> Crop {
    let along = |from: f64, to: f64, side: u32| {
        let first = whole_pixels(from * f64::from(side)).saturating_sub(1);
        let last = whole_pixels((to * f64::from(side)).ceil()).saturating_add(1).min(side);
        (first.min(side.saturating_sub(1)), last.saturating_sub(first).max(1))
    };
    let (left, width) = along(seen.left, seen.right, photo.width);
    let (top, height) = along(seen.top, seen.bottom, photo.height);
    Crop { left, top, width, height }
}

/// Scaled pictures, by the path of the photograph.
pub(super) struct Pictures(BTreeMap<String, SvgImage>);

impl Pictures {
    /// Takes photographs with the bytes of their scaled pictures.
    pub(super) fn new(photos: &[(&Photo, &[u8])]) -> Result<Self, EmbedError> {
        let embed = |(photo, bytes): &(&Photo, &[u8])| {
            let path = photo.original.path.clone();
            match photo.embed(bytes) {
                Some(svg) => Ok((path, svg)),
                None => Err(EmbedError { path }),
            }
        };
        Ok(Self(photos.iter().map(embed).collect::<Result<_, _>>()?))
    }

    /// Replaces the placeholders in a frame.
    pub(super) fn place(&self, frame: &mut Frame, originals: &Originals) -> Result<(), EmbedError> {
        let mut result = Ok(());
        frame.retain(|item| {
            let placed = match item {
                FrameItem::Group(group) => self.place(&mut group.frame, originals),
                FrameItem::Image(image, ..) => self.replace(image, originals),
                _ => Ok(()),
            };
            if result.is_ok() {
                result = placed;
            }
            true
        });
        result
    }

    fn replace(&self, image: &mut Image, originals: &Originals) -> Result<(), EmbedError> {
        let Some(original) = placed::original(image, originals) else { return Ok(()) };
        let Some(svg) = self.0.get(&original.path) else { return Err(EmbedError { path: original.path.clone() }) };
        *image = Image::new(ImageKind::Svg(svg.clone()), image.alt().map(Into::into), image.scaling());
        Ok(())
    }
}
