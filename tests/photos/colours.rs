//! Colours on the press and the screen.

use brochure::internals::{ColourSpace, Separation, read_header};
use image::ExtendedColorType;
use moxcms::ColorProfile;

use super::{inks, jpeg, png, press, profile, render};

/// sRGB and what Little CMS 2.14 makes of it, relative colorimetric with black point compensation and
/// without an optimized link between the profiles.
const REFERENCE: [([u8; 3], [u8; 4]); 30] = [
    ([0, 0, 0], [218, 202, 137, 250]),
    ([255, 255, 255], [0, 0, 0, 0]),
    ([128, 128, 128], [129, 105, 104, 43]),
    ([60, 60, 60], [186, 162, 155, 135]),
    ([190, 190, 190], [78, 58, 60, 0]),
    ([255, 0, 0], [0, 247, 251, 0]),
    ([0, 255, 0], [165, 0, 246, 0]),
    ([0, 0, 255], [237, 216, 0, 0]),
    ([0, 255, 255], [101, 0, 43, 0]),
    ([255, 0, 255], [85, 177, 0, 0]),
    ([255, 255, 0], [10, 0, 244, 0]),
    ([0, 30, 0], [171, 72, 217, 237]),
    ([10, 30, 0], [153, 81, 218, 237]),
    ([30, 10, 0], [114, 177, 157, 245]),
    ([20, 0, 30], [197, 218, 40, 232]),
    ([45, 60, 0], [150, 65, 254, 192]),
    ([45, 20, 10], [90, 182, 172, 232]),
    ([45, 45, 20], [141, 123, 230, 198]),
    ([20, 60, 20], [197, 29, 250, 204]),
    ([60, 30, 20], [89, 192, 197, 207]),
    ([89, 88, 238], [189, 165, 0, 0]),
    ([95, 117, 63], [158, 79, 216, 76]),
    ([24, 206, 20], [181, 0, 255, 0]),
    ([108, 163, 67], [156, 19, 230, 25]),
    ([102, 72, 199], [191, 189, 0, 0]),
    ([38, 75, 226], [219, 182, 0, 0]),
    ([133, 247, 191], [88, 0, 75, 0]),
    ([127, 20, 92], [83, 248, 5, 101]),
    ([180, 134, 64], [73, 115, 211, 28]),
    ([164, 35, 253], [157, 184, 0, 0]),
];

#[test]
fn separates_as_little_cms_does() {
    let press = Separation::new(&profile(), 400.0).unwrap();
    let mut far = 0;
    for (rgb, inks) in REFERENCE {
        let found = press.cmyk(&rgb);
        for (found, ink) in found.iter().zip(inks) {
            let apart = found.abs_diff(ink);
            assert!(apart < 8, "{rgb:?}: {found} instead of {ink}");
            far += usize::from(apart > 2);
        }
    }
    assert!(far * 20 <= REFERENCE.len() * 4, "{far} values are more than 2 steps off");
}

/// The samples of a pixel in the middle of a picture that is rendered.
fn middle(bytes: &[u8], extension: &str, colours: ColourSpace) -> Vec<u8> {
    let rendered = render(bytes, extension, colours, 99).unwrap();
    if colours == ColourSpace::Cmyk {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        return inks(&rendered).0[40].map(|ink| ink.round() as u8).to_vec();
    }
    image::load_from_memory(&rendered).unwrap().into_rgba8().get_pixel(4, 4).0.to_vec()
}

fn near(found: &[u8], wanted: &[u8], off: u8) {
    assert!(found.iter().zip(wanted).all(|(one, other)| one.abs_diff(*other) <= off), "{found:?} {wanted:?}");
}

fn plain(pixel: &[u8]) -> Vec<u8> {
    pixel.repeat(81)
}

#[test]
fn profiles_of_pictures_are_followed() {
    let p3 = ColorProfile::new_display_p3().encode().unwrap();
    let bytes = png(9, 9, &plain(&[200, 100, 50]), ExtendedColorType::Rgb8, Some(p3));
    // By the matrices of the two spaces: 215, 93, 31.
    near(&middle(&bytes, "png", ColourSpace::Srgb), &[215, 93, 31, 255], 3);
    near(&middle(&bytes, "png", ColourSpace::Cmyk), &press().cmyk(&[215, 93, 31]), 5);
    let gray = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let bytes = png(9, 9, &plain(&[55]), ExtendedColorType::L8, Some(gray));
    near(&middle(&bytes, "png", ColourSpace::Srgb), &[128, 128, 128, 255], 2);
    near(&middle(&bytes, "png", ColourSpace::Cmyk), &press().cmyk(&[128; 3]), 4);
    let wrong = png(9, 9, &plain(&[55]), ExtendedColorType::L8, Some(profile()));
    render(&wrong, "png", ColourSpace::Srgb, 9).unwrap_err();
}

#[test]
fn inks_stay_as_they_are() {
    let stored = [200, 40, 120, 30];
    for kind in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
        let profile = profile();
        let parts: Vec<Vec<u8>> = profile
            .chunks(60_000)
            .zip(1..)
            .map(|(part, number)| [b"ICC_PROFILE\0".as_slice(), &[number, 3], part].concat())
            .collect();
        let segments: Vec<(u8, &[u8])> = parts.iter().map(|part| (2, part.as_slice())).collect();
        for segments in [&segments[..], &[]] {
            let bytes = jpeg(9, 9, &plain(&stored), kind, segments);
            near(&middle(&bytes, "jpg", ColourSpace::Cmyk), &stored, 3);
            assert_eq!(middle(&bytes, "jpg", ColourSpace::Srgb)[3], 255);
        }
    }
}

#[test]
fn transparency_stays_on_the_screen_and_is_paper_on_the_press() {
    let bytes = png(9, 9, &plain(&[255, 0, 0, 0]), ExtendedColorType::Rgba8, None);
    assert!(read_header(&bytes, "png").unwrap().alpha);
    assert_eq!(middle(&bytes, "png", ColourSpace::Srgb)[3], 0);
    near(&middle(&bytes, "png", ColourSpace::Cmyk), &[0; 4], 1);
    let solid = png(9, 9, &plain(&[10, 200, 30, 255]), ExtendedColorType::Rgba8, None);
    near(&middle(&solid, "png", ColourSpace::Srgb), &[10, 200, 30, 255], 3);
}
