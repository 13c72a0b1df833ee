//! TIFF photographs.

use std::io::Cursor;

use brochure::internals::{ColourSpace, Format, PhotoError, read_header};
use tiff::encoder::colortype::{self, ColorType};
use tiff::encoder::{Compression, TiffEncoder, TiffValue};
use tiff::tags::Tag;

use super::{inks, press, profile, render};

/// A picture of 64 x 48 equal pixels with further tags.
fn made<C: ColorType>(pixel: &[C::Inner], compression: Compression, tags: &[(Tag, &dyn Fn() -> Vec<u8>)]) -> Vec<u8>
where
    [C::Inner]: TiffValue,
    C::Inner: Copy,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap().with_compression(compression);
    let mut image = encoder.new_image::<C>(64, 48).unwrap();
    for (tag, value) in tags {
        image.encoder().write_tag(*tag, value().as_slice()).unwrap();
    }
    image.write_data(&pixel.repeat(64 * 48)).unwrap();
    bytes.into_inner()
}

fn seen(bytes: &[u8], extension: &str) -> [u8; 4] {
    let rendered = render(bytes, extension, ColourSpace::Srgb, 99).unwrap();
    image::load_from_memory(&rendered).unwrap().into_rgba8().get_pixel(30, 20).0
}

fn near(found: &[u8], wanted: &[u8], off: u8) {
    assert!(found.iter().zip(wanted).all(|(one, other)| one.abs_diff(*other) <= off), "{found:?} {wanted:?}");
}

#[test]
fn tiffs_of_8_and_16_bits_in_all_compressions_are_read() {
    for compression in [Compression::Uncompressed, Compression::Lzw, Compression::Packbits] {
        near(&seen(&made::<colortype::RGB8>(&[10, 200, 30], compression, &[]), "tif"), &[10, 200, 30, 255], 3);
        near(&seen(&made::<colortype::Gray8>(&[128], compression, &[]), "tiff"), &[128, 128, 128, 255], 2);
        let wide = made::<colortype::RGB16>(&[10 * 257, 200 * 257, 30 * 257], compression, &[]);
        near(&seen(&wide, "TIF"), &[10, 200, 30, 255], 3);
        near(&seen(&made::<colortype::Gray16>(&[128 * 257], compression, &[]), "tif"), &[128, 128, 128, 255], 2);
    }
}

#[test]
fn inks_of_a_tiff_stay_with_its_profile_and_without() {
    let stored = [200, 40, 120, 30];
    let icc = || profile();
    for tags in [&[][..], &[(Tag::IccProfile, &icc as &dyn Fn() -> Vec<u8>)]] {
        let eight = made::<colortype::CMYK8>(&stored, Compression::Lzw, tags);
        let sixteen = made::<colortype::CMYK16>(&stored.map(|ink| u16::from(ink) * 257), Compression::Lzw, tags);
        for bytes in [eight, sixteen] {
            let (pixels, size) = inks(&render(&bytes, "tif", ColourSpace::Cmyk, 99).unwrap());
            assert_eq!(size, (64, 48));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            near(&pixels[1000].map(|ink| ink.round() as u8), &stored, 3);
            near(&seen(&bytes, "tif")[..3], &press().srgb(&stored), 3);
        }
    }
}

#[test]
fn the_profile_of_a_tiff_is_followed() {
    let p3 = || moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let bytes = made::<colortype::RGB8>(&[200, 100, 50], Compression::Lzw, &[(Tag::IccProfile, &p3)]);
    near(&seen(&bytes, "tif"), &[215, 93, 31, 255], 3);
}

#[test]
fn transparency_of_a_tiff_is_kept_multiplied_or_not() {
    for (kind, colour) in [(1_u16, [100, 50, 0, 128]), (2, [200, 100, 0, 128])] {
        let mut bytes = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
        let mut image = encoder.new_image::<colortype::RGBA8>(64, 48).unwrap();
        image.encoder().write_tag(Tag::ExtraSamples, [kind].as_slice()).unwrap();
        image.write_data(&colour.repeat(64 * 48)).unwrap();
        let bytes = bytes.into_inner();
        assert!(read_header(&bytes, "tif").is_ok_and(|header| header.alpha));
        near(&seen(&bytes, "tif"), &[200, 100, 0, 128], 2);
    }
}

#[test]
fn a_tiff_is_turned_upright() {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<colortype::Gray8>(64, 48).unwrap();
    image.encoder().write_tag(Tag::Orientation, 6_u16).unwrap();
    image.write_data(&[9; 64 * 48]).unwrap();
    let header = read_header(bytes.get_ref(), "tif").unwrap();
    assert_eq!((header.width, header.height), (48, 64));
    let rendered = render(bytes.get_ref(), "tif", ColourSpace::Srgb, 99).unwrap();
    assert_eq!(image::load_from_memory(&rendered).unwrap().height(), 64);
}

#[test]
fn tiffs_that_are_cut_off_or_changed_are_refused_without_a_panic() {
    for compression in [Compression::Uncompressed, Compression::Lzw] {
        let whole = made::<colortype::RGB8>(&[10, 200, 30], compression, &[]);
        for length in (8..whole.len()).step_by(whole.len() / 40).chain([whole.len() - 1]) {
            let error = render(&whole[..length], "tif", ColourSpace::Srgb, 9).unwrap_err();
            assert!(
                matches!(error, PhotoError::CutOff { format: Format::Tiff } | PhotoError::Broken { .. }),
                "{error}"
            );
        }
        for at in 0..whole.len().min(900) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            let _ = render(&bytes, "tif", ColourSpace::Srgb, 9);
        }
    }
}

#[test]
fn several_pages_are_refused() {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    for _ in 0..2 {
        encoder.write_image::<colortype::Gray8>(8, 8, &[7; 64]).unwrap();
    }
    assert_eq!(read_header(bytes.get_ref(), "tif"), Err(PhotoError::Several { format: Format::Tiff }));
}
