//! Orientation and metadata.

use brochure::internals::{Colour, Need, Part, header, render};

use super::{holds, jpeg, press};

/// EXIF with an orientation and words that stand for a place.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice();
    [entry, &[orientation], b"\0\0\0\0\0\0GPSSECRET"].concat()
}

#[test]
fn turns_and_forgets_metadata() {
    let press = press();
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
        let header = header(&bytes, "JPG").unwrap();
        assert_eq!((header.width, header.height), if orientation > 4 { (32, 64) } else { (64, 32) });
        for colour in [Colour::Rgb, Colour::Cmyk] {
            let need =
                Need { width: 999, height: 999, part: Part::whole(999, 999), colour, press: &press, quality: 90 };
            let made = render(&bytes, &header, &need).unwrap();
            assert!(!holds(&made, b"Exif") && !holds(&made, b"SECR") && !holds(&made, b"Photoshop"));
            assert_eq!(holds(&made, b"ICC_PROFILE"), colour == Colour::Rgb);
            if colour == Colour::Rgb {
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
