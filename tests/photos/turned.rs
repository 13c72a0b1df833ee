//! Orientation and metadata.

use brochure::internals::{ColourSpace, read_header};

use super::{holds, jpeg, render};

/// EXIF with an orientation and a word in the place of a position.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice();
    [entry, &[orientation], b"\0\0\0\0\0\0GPSSECRET"].concat()
}

#[test]
fn pictures_are_turned_upright_and_lose_their_metadata() {
    // Red at the upper left, white elsewhere.
    let mut rgb = vec![255; 64 * 32 * 3];
    for (i, pixel) in rgb.chunks_exact_mut(3).enumerate() {
        if i % 64 < 32 && i / 64 < 16 {
            pixel[1..].fill(0);
        }
    }
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1)];
    for (orientation, corner) in (1..).zip(corners.into_iter().chain(corners)) {
        let exif = exif(orientation);
        let others: [(u8, &[u8]); 3] =
            [(1, &exif), (1, b"http://ns.adobe.com/xap/1.0/\0SECRET"), (13, b"Photoshop 3.0\0SECRET")];
        let bytes = jpeg(64, 32, &rgb, jpeg_encoder::ColorType::Rgb, &others);
        let bytes = [&bytes[..2], b"\xff\xfe\0\x08SECRET", &bytes[2..]].concat();
        let header = read_header(&bytes, "JPG").unwrap();
        assert_eq!((header.width, header.height), if orientation > 4 { (32, 64) } else { (64, 32) });
        for colours in [ColourSpace::Srgb, ColourSpace::Cmyk] {
            let made = render(&bytes, "JPG", colours, 999).unwrap();
            assert!(!holds(&made, b"Exif") && !holds(&made, b"SECR") && !holds(&made, b"Photoshop"));
            if colours == ColourSpace::Srgb {
                let image = image::load_from_memory(&made).unwrap().into_rgb8();
                for (x, y) in corners {
                    let at = |side: u32, end: u32| if side == 0 { 4 } else { end - 5 };
                    let seen = image.get_pixel(at(x, image.width()), at(y, image.height()));
                    assert_eq!(seen[0] > 200 && seen[1] < 60, (x, y) == corner, "{orientation}: {seen:?}");
                }
            }
        }
    }
}
