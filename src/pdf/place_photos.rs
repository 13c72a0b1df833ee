//! Photographs into a finished file: each takes the place of the mark that stood for it in the layout.

use std::collections::BTreeMap;

use image::RgbaImage;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::pdf::adapt::{Photo, photo_of};
use crate::photos::{self, Fault, Model, Part};

/// The photographs of a file, scaled and coded.
#[derive(Debug)]
pub struct Placing<'a> {
    /// By the number of their marks: JPEG in inks or in sRGB, or PNG in sRGB where they are transparent.
    pub photos: Vec<(&'a Photo, &'a [u8])>,
}

/// Why a photograph could not be put into a file.
#[derive(Debug, thiserror::Error)]
pub enum PlacingError {
    /// The file is no sound PDF.
    #[error("a picture in the pdf cannot be read: {0}")]
    Pdf(#[from] lopdf::Error),
    /// A photograph is no sound picture.
    #[error(transparent)]
    Photo(#[from] Fault),
    /// A transparent picture cannot be decoded.
    #[error("a transparent picture cannot be read: {0}")]
    Transparent(#[from] image::ImageError),
    /// A mark without a photograph.
    #[error("the photograph {0} of the pages was not made")]
    Missing(usize),
}

impl Placing<'_> {
    /// Puts each photograph into the place of its mark.
    ///
    /// # Errors
    ///
    /// Fails where the file or a photograph is damaged.
    pub fn place(&self, document: &mut Document) -> Result<(), PlacingError> {
        if self.photos.is_empty() {
            return Ok(());
        }
        let mut profile = None;
        for (id, number) in marks(document) {
            let found = self.photos.get(number).filter(|(_, bytes)| !bytes.is_empty());
            let (photo, bytes) = *found.ok_or(PlacingError::Missing(number))?;
            let picture = if photos::is_jpeg(bytes) {
                jpeg(document, bytes, &mut profile)?
            } else {
                transparent(document, bytes, &mut profile)?
            };
            let placed = if photo.part == Part::whole(photo.width, photo.height) {
                picture
            } else {
                let part = document.add_object(picture);
                in_its_place(photo, part)
            };
            document.objects.insert(id, placed.into());
        }
        Ok(())
    }
}

/// A picture of plain pixels with its transparency in a soft mask (ISO 32000-1, 11.6.5.3).
fn transparent(document: &mut Document, png: &[u8], profile: &mut Option<ObjectId>) -> Result<Stream, PlacingError> {
    let picture: RgbaImage = image::load_from_memory(png)?.into_rgba8();
    let (width, height) = picture.dimensions();
    let mut colours = Vec::with_capacity(picture.len() / 4 * 3);
    let mut opacity = Vec::with_capacity(picture.len() / 4);
    for pixel in picture.pixels() {
        let [colour @ .., opaque] = &pixel.0;
        colours.extend_from_slice(colour);
        opacity.push(*opaque);
    }
    let mask = flate(head(width, height, "DeviceGray".into()), opacity)?;
    let mask = document.add_object(mask);
    let mut dict = head(width, height, srgb(document, profile)?);
    dict.set("SMask", mask);
    flate(dict, colours)
}

/// A form that stands where a whole picture would, and shows a part of it in the right place: both
/// are drawn into the unit square (ISO 32000-1, 8.9.5 and 8.10).
fn in_its_place(photo: &Photo, part: ObjectId) -> Stream {
    let share = |pixels: u32, of: u32| f64::from(pixels) / f64::from(of.max(1));
    let Part { left, top, width, height } = photo.part;
    let content = format!(
        "q {:.6} 0 0 {:.6} {:.6} {:.6} cm /Part Do Q",
        share(width, photo.width),
        share(height, photo.height),
        share(left, photo.width),
        1.0 - share(top + height, photo.height),
    );
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => [0, 0, 1, 1].map(Object::from).to_vec(),
        "Resources" => dictionary! { "XObject" => dictionary! { "Part" => part } },
    };
    Stream::new(dict, content.into_bytes())
}

/// The marks of a file with their numbers, by object.
fn marks(document: &Document) -> BTreeMap<ObjectId, usize> {
    let streams = document.objects.iter().filter_map(|(id, object)| Some((*id, object.as_stream().ok()?)));
    let marks = streams.filter_map(|(id, stream)| {
        let is_picture = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
        // A mark is one row; a photograph of such a shape is not worth decoding.
        let is_row = stream.dict.get(b"Height").and_then(Object::as_i64).is_ok_and(|height| height == 1);
        if !is_picture || !is_row {
            return None;
        }
        Some((id, photo_of(&stream.get_plain_content().ok()?)?))
    });
    marks.collect()
}

/// A JPEG as it is.
fn jpeg(document: &mut Document, photo: &[u8], profile: &mut Option<ObjectId>) -> Result<Stream, PlacingError> {
    let header = photos::header(photo, "jpg")?;
    let space = match header.colour {
        Model::Cmyk => "DeviceCMYK".into(),
        Model::Gray => "DeviceGray".into(),
        Model::Rgb => srgb(document, profile)?,
    };
    let mut dict = head(header.width, header.height, space);
    if header.colour == Model::Cmyk {
        // The inks are stored inverted, as the marker APP14 of the file says.
        dict.set("Decode", [1, 0].repeat(4).into_iter().map(Object::from).collect::<Vec<_>>());
    }
    dict.set("Filter", "DCTDecode");
    Ok(Stream::new(dict, photo.to_vec()).with_compression(false))
}

fn head(width: u32, height: u32, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}

fn flate(dict: Dictionary, pixels: Vec<u8>) -> Result<Stream, PlacingError> {
    let mut stream = Stream::new(dict, pixels);
    stream.compress()?;
    Ok(stream)
}

/// The colour space of sRGB pictures, on one profile in the file.
fn srgb(document: &mut Document, profile: &mut Option<ObjectId>) -> Result<Object, PlacingError> {
    let id = if let Some(id) = profile {
        *id
    } else {
        let dict = dictionary! { "N" => 3, "Alternate" => "DeviceRGB" };
        let stream = flate(dict, photos::srgb_profile()?)?;
        *profile.insert(document.add_object(stream))
    };
    Ok(Object::Array(vec!["ICCBased".into(), id.into()]))
}
