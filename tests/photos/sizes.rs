//! Sizes, the limit of ink, and placeholders.

use brochure::internals::{ColourSpace, Crop, Rendering, placeholder, read_header, render_photo};
use image::ExtendedColorType;

use super::{inks, png, press, render};

/// A side of 15 mm at 300 dpi, px.
const SQUARE: usize = 177;

/// Black and white fields, noise, and dark fields with noise.
fn hard(width: usize, height: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    };
    let pixel = |at: usize| {
        let field = (at % width * 4 / width + at / width * 4 / height) % 4;
        match field {
            0 => [if (at % width / 7 + at / width / 5).is_multiple_of(2) { 255 } else { 0 }; 3],
            1 => [noise(), noise(), noise()],
            2 => [noise() / 8, noise() / 16, noise() / 8],
            _ => [0; 3],
        }
    };
    (0..width * height).flat_map(pixel).collect()
}

#[test]
fn no_square_of_15_mm_has_more_ink_than_the_press_takes() {
    let side = 4 * SQUARE + 29;
    let bytes = png(
        u32::try_from(side).unwrap(),
        u32::try_from(side).unwrap(),
        &hard(side, side),
        ExtendedColorType::Rgb8,
        None,
    );
    for quality in [30, 80, 95] {
        let crop = Crop::whole(9999, 9999);
        let rendering =
            Rendering { width: 9999, height: 9999, crop, colours: ColourSpace::Cmyk, press: press(), quality };
        let made = render_photo(&bytes, &read_header(&bytes, "png").unwrap(), &rendering).unwrap();
        let (pixels, found) = inks(&made);
        assert_eq!(found, (side, side));
        let totals: Vec<f64> = pixels.iter().map(|inks| inks.iter().sum()).collect();
        let mut most = 0.0_f64;
        for top in (0..side - SQUARE).step_by(13) {
            for left in (0..side - SQUARE).step_by(13) {
                let rows = (top..top + SQUARE).map(|y| totals[y * side + left..][..SQUARE].iter().sum::<f64>());
                #[allow(clippy::cast_precision_loss)]
                let mean = rows.sum::<f64>() / (SQUARE * SQUARE) as f64;
                most = most.max(mean * 100.0 / 255.0);
            }
        }
        assert!(most <= 300.0, "{most} % at quality {quality}");
        // The limit is used, too.
        assert!(most > 290.0, "{most} % at quality {quality}");
    }
}

#[test]
fn pictures_are_only_scaled_down() {
    let bytes = png(203, 101, &vec![90; 203 * 101 * 3], ExtendedColorType::Rgb8, None);
    assert_eq!(inks(&render(&bytes, "png", ColourSpace::Cmyk, 500).unwrap()).1, (203, 101));
    assert_eq!(inks(&render(&bytes, "png", ColourSpace::Cmyk, 100).unwrap()).1, (100, 100));
}

#[test]
fn placeholders_have_the_shape_of_the_photograph_and_differ() {
    for (format, extension) in
        [(image::ImageFormat::Jpeg, "jpg"), (image::ImageFormat::Png, "png"), (image::ImageFormat::WebP, "webp")]
    {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(40, 30).write_to(&mut bytes, format).unwrap();
        let header = read_header(bytes.get_ref(), extension).unwrap();
        let (one, other) = (placeholder(&header, "a.jpg").unwrap(), placeholder(&header, "b.jpg").unwrap());
        assert_ne!(one, other);
        // Typst decodes it in the format that the name of the photograph promises.
        let decoded = image::load_from_memory_with_format(&one, format).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (4, 3));
    }
}

#[test]
fn only_the_crop_is_kept() {
    let steps = |x: usize, y: usize| [u8::try_from(x * 20).unwrap(), u8::try_from(y * 40).unwrap(), 90];
    let data: Vec<u8> = (0..6).flat_map(|y| (0..12).flat_map(move |x| steps(x, y))).collect();
    let bytes = png(12, 6, &data, ExtendedColorType::Rgb8, None);
    let header = read_header(&bytes, "png").unwrap();
    let made = |crop: Crop| {
        let rendering =
            Rendering { width: 12, height: 6, crop, colours: ColourSpace::Srgb, press: press(), quality: 100 };
        image::load_from_memory(&render_photo(&bytes, &header, &rendering).unwrap()).unwrap().into_rgb8()
    };
    let cut = made(Crop { left: 2, top: 1, width: 5, height: 3 });
    assert_eq!(cut.dimensions(), (5, 3));
    for (x, y, pixel) in cut.enumerate_pixels() {
        let wanted = steps(x as usize + 2, y as usize + 1);
        assert!(pixel.0.iter().zip(wanted).all(|(is, wanted)| is.abs_diff(wanted) < 12), "{x} {y}: {pixel:?}");
    }
    // A crop beyond the picture is cut off, or passed over if nothing would be left.
    assert_eq!(made(Crop { left: 10, top: 4, width: 9, height: 9 }).dimensions(), (2, 2));
    assert_eq!(made(Crop { left: 12, top: 0, width: 1, height: 1 }).dimensions(), (12, 6));
}
