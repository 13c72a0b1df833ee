//! Sizes, the limit of ink, and stand-ins.

use brochure::internals::{Colour, Need, Part, header, render, stand_in, verify};
use image::ExtendedColorType;

use super::{png, press};

#[test]
fn keeps_ink_below_the_limit_and_scales_only_down() {
    let press = press();
    let mut rgb = vec![0; 203 * 101 * 3];
    for (i, pixel) in rgb.chunks_exact_mut(3).enumerate() {
        pixel.fill(if (i % 203 / 7 + i / 203 / 5) % 2 == 0 { 255 } else { 0 });
    }
    let bytes = png(203, 101, &rgb, ExtendedColorType::Rgb8, None);
    let header = header(&bytes, "png").unwrap();
    for (width, size) in [(500, (203, 101)), (100, (100, 50))] {
        let need = Need {
            width,
            height: width / 2,
            part: Part::whole(width, width / 2),
            colour: Colour::Cmyk,
            press: &press,
            quality: 80,
        };
        let made = render(&bytes, &header, &need).unwrap();
        let options = zune_jpeg::zune_core::options::DecoderOptions::default()
            .jpeg_set_out_colorspace(zune_jpeg::zune_core::colorspace::ColorSpace::YCCK);
        let cursor = zune_jpeg::zune_core::bytestream::ZCursor::new(&made);
        let mut decoder = zune_jpeg::JpegDecoder::new_with_options(cursor, options);
        let data = decoder.decode().unwrap();
        assert_eq!(decoder.dimensions().unwrap(), size);
        for p in data.chunks_exact(4) {
            let [y, cb, cr] = [p[0], p[1], p[2]].map(f64::from);
            let (cb, cr) = (cb - 128.0, cr - 128.0);
            let inks = [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb, 255.0 - f64::from(p[3])];
            assert!(inks.map(|ink| ink.clamp(0.0, 255.0)).iter().sum::<f64>() <= 766.0);
        }
    }
}

#[test]
fn stand_ins_are_read_and_tell_apart() {
    for (format, extension) in [
        (image::ImageFormat::Jpeg, "jpg"),
        (image::ImageFormat::Png, "png"),
        (image::ImageFormat::WebP, "webp"),
        (image::ImageFormat::Gif, "gif"),
    ] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(40, 30).write_to(&mut bytes, format).unwrap();
        let read = header(bytes.get_ref(), extension).unwrap();
        let (one, two) = (stand_in(&read, 1).unwrap(), stand_in(&read, 2).unwrap());
        assert_ne!(one, two);
        let tiny = header(&one, extension).unwrap();
        assert_eq!((tiny.width, tiny.height), (4, 3));
        verify(&one, &tiny).unwrap();
    }
}

#[test]
fn keeps_the_part_that_is_asked_for() {
    let steps = |x: usize, y: usize| [u8::try_from(x * 20).unwrap(), u8::try_from(y * 40).unwrap(), 90];
    let data: Vec<u8> = (0..6).flat_map(|y| (0..12).flat_map(move |x| steps(x, y))).collect();
    let bytes = png(12, 6, &data, ExtendedColorType::Rgb8, None);
    let header = header(&bytes, "png").unwrap();
    let made = |part: Part| {
        let need = Need { width: 12, height: 6, part, colour: Colour::Rgb, press: &press(), quality: 100 };
        image::load_from_memory(&render(&bytes, &header, &need).unwrap()).unwrap().into_rgb8()
    };
    let cut = made(Part { left: 2, top: 1, width: 5, height: 3 });
    assert_eq!(cut.dimensions(), (5, 3));
    for (x, y, pixel) in cut.enumerate_pixels() {
        let wanted = steps(x as usize + 2, y as usize + 1);
        assert!(pixel.0.iter().zip(wanted).all(|(is, wanted)| is.abs_diff(wanted) < 12), "{x} {y}: {pixel:?}");
    }
    // What the picture does not have cannot be kept.
    assert_eq!(made(Part { left: 10, top: 4, width: 9, height: 9 }).dimensions(), (2, 2));
    assert_eq!(made(Part { left: 12, top: 0, width: 1, height: 1 }).dimensions(), (12, 6));
}
