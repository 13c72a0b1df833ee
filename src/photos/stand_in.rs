//! Stand-ins: tiny pictures that take a photo's place while pages are laid out.

use image::codecs::gif::GifEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use super::decode::{Layout, Pixels};
use super::header::{Format, Header};
use super::{Fault, encode, png};

/// Longest side, px.
const SIDE: u32 = 512;

/// What stands before the number in the file.
const NAME: &[u8] = b"stand-in";

/// A light grey picture in the format of the photo, with the ratio of its sides as closely as sides up
/// to 512 px allow. The number stands in a comment of the file, so that no two stand-ins have the same
/// bytes and each can be found again on a page.
///
/// # Errors
///
/// Fails where the picture cannot be coded, which no header that was read makes it do.
pub fn stand_in(header: &Header, id: u64) -> Result<Vec<u8>, Fault> {
    let (width, height) = ratio(header.width, header.height);
    let gray = |channels: u32| vec![224; (width * height * channels) as usize];
    let fail = |error: image::ImageError| Fault::Encode { detail: error.to_string().to_lowercase() };
    let mut bytes = Vec::new();
    match header.format {
        Format::Jpeg => {
            let pixels = Pixels { width, height, layout: Layout::Gray, data: gray(1) };
            Ok(mark_jpeg(&encode::jpeg(&pixels, 80, None)?, id))
        }
        Format::Png => {
            let encoder = PngEncoder::new(&mut bytes);
            encoder.write_image(&gray(1), width, height, ExtendedColorType::L8).map_err(fail)?;
            Ok(mark_png(&bytes, id))
        }
        Format::WebP => {
            let encoder = WebPEncoder::new_lossless(&mut bytes);
            encoder.encode(&gray(3), width, height, ExtendedColorType::Rgb8).map_err(fail)?;
            Ok(mark_webp(&bytes, (width, height), id))
        }
        Format::Gif => {
            let mut encoder = GifEncoder::new(&mut bytes);
            encoder.encode(&gray(3), width, height, ExtendedColorType::Rgb8).map_err(fail)?;
            drop(encoder);
            Ok(mark_gif(&bytes, id))
        }
    }
}

/// The fraction nearest to a ratio whose parts are at most 512, of equals the smallest: width and height of
/// the stand-in for a picture of a size.
#[must_use]
pub(crate) fn ratio(width: u32, height: u32) -> (u32, u32) {
    let (w, h) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let mut best = (1, 1);
    let mut least: Option<(u64, u64)> = None;
    for q in 1..=u64::from(SIDE) {
        let p = ((w * q + h / 2) / h).clamp(1, u64::from(SIDE));
        // The error |p/q - w/h| has the same divisor h for all.
        let error = ((p * h).abs_diff(w * q), q);
        if least.is_none_or(|least| error.0 * least.1 < least.0 * error.1) {
            (best, least) = ((p, q), Some(error));
        }
    }
    (u32::try_from(best.0).unwrap_or(1), u32::try_from(best.1).unwrap_or(1))
}

/// The comment: a name and sixteen digits.
fn comment(id: u64) -> Vec<u8> {
    [NAME, format!(" {id:016x}").as_bytes()].concat()
}

/// Puts a COM segment behind the start of the picture (ITU-T T.81, B.2.4.5).
fn mark_jpeg(bytes: &[u8], id: u64) -> Vec<u8> {
    let comment = comment(id);
    let length = u16::try_from(comment.len() + 2).unwrap_or(2).to_be_bytes();
    let (start, rest) = bytes.split_at(2.min(bytes.len()));
    [start, &[0xff, 0xfe], &length, &comment, rest].concat()
}

/// Puts a tEXt chunk behind the head, which is 33 bytes in (ISO/IEC 15948, 11.3.4.3).
fn mark_png(bytes: &[u8], id: u64) -> Vec<u8> {
    let body = [b"tEXtComment\0".as_slice(), &comment(id)].concat();
    let length = u32::try_from(body.len() - 4).unwrap_or_default().to_be_bytes();
    let sum = png::checksum(&body, &png::table()).to_be_bytes();
    let (start, rest) = bytes.split_at(33.min(bytes.len()));
    [start, &length, &body, &sum, rest].concat()
}

/// Gives the picture an extended head, which allows a chunk of one's own at the end (RFC 9649, 2.7).
fn mark_webp(bytes: &[u8], (width, height): (u32, u32), id: u64) -> Vec<u8> {
    let comment = [comment(id), vec![0]].concat();
    let part = |length: usize| u32::try_from(length).unwrap_or_default().to_le_bytes();
    let side = |length: u32| (length - 1).to_le_bytes();
    let ([w0, w1, w2, _], [h0, h1, h2, _]) = (side(width), side(height));
    let head = [0, 0, 0, 0, w0, w1, w2, h0, h1, h2];
    let chunks = bytes.get(12..).unwrap_or_default();
    let own = [b"BrId".as_slice(), &part(comment.len()), &comment].concat();
    let body = [b"WEBPVP8X".as_slice(), &part(head.len()), &head, chunks, &own].concat();
    [b"RIFF".as_slice(), &part(body.len()), &body].concat()
}

/// Puts a comment block before the end of the picture (`GIF89a`, 24).
fn mark_gif(bytes: &[u8], id: u64) -> Vec<u8> {
    let comment = comment(id);
    let length = u8::try_from(comment.len()).unwrap_or_default();
    let (rest, end) = bytes.split_at(bytes.len().saturating_sub(1));
    [rest, &[0x21, 0xfe, length], &comment, &[0], end].concat()
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn finds_the_nearest_ratio() {
        assert_eq!(ratio(4000, 3000), (4, 3));
        assert_eq!(ratio(5312, 2988), (16, 9));
        assert_eq!(ratio(1, 30_000), (1, 512));
        assert_eq!(ratio(3001, 2000), (511, 341).min(ratio(3001, 2000)));
    }
}
