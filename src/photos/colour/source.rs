//! Source: what the samples of a picture look like, by the profile embedded in it.

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformOptions};
use rayon::prelude::*;

use super::black::{self, Xyz};
use super::icc::Table;
use crate::photos::Fault;

/// XYZ of D50 to linear sRGB: the inverse of the primaries in IEC 61966-2-1, adapted by Bradford.
const TO_SRGB: [[f64; 3]; 3] = [
    [3.133_856_1, -1.616_866_7, -0.490_614_6],
    [-0.978_768_4, 1.916_141_5, 0.033_454_0],
    [0.071_945_3, -0.228_991_4, 1.405_242_7],
];

/// Pixels that one task works on.
pub(in crate::photos) const STRETCH: usize = 16 * 1024;

/// Colours of an RGB or grey space.
pub(in crate::photos) struct Source {
    convert: std::sync::Arc<moxcms::TransformF32Executor>,
    matrix: [[f64; 3]; 3],
    channels: usize,
}

/// How profiles are followed: relative colorimetric, by their curves and tables alone.
pub(in crate::photos) fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        allow_use_cicp_transfer: false,
        prefer_fixed_point: false,
        ..TransformOptions::default()
    }
}

impl Source {
    /// The space of an RGB profile.
    pub(in crate::photos) fn rgb(profile: &ColorProfile) -> Result<Self, Fault> {
        Self::new(profile, DataColorSpace::Rgb, Layout::Rgb)
    }

    /// The space of a grey profile.
    pub(in crate::photos) fn gray(profile: &ColorProfile) -> Result<Self, Fault> {
        Self::new(profile, DataColorSpace::Gray, Layout::Gray)
    }

    fn new(profile: &ColorProfile, space: DataColorSpace, layout: Layout) -> Result<Self, Fault> {
        if profile.color_space != space {
            return Err(Fault::profile("it is for other colours than the picture has"));
        }
        // A linear space that holds every colour a display can show: from it a matrix leads on.
        let wide = ColorProfile::new_aces_aces_2065_1_linear();
        let convert = profile.create_transform_f32(layout, &wide, Layout::Rgb, options()).map_err(Fault::profile)?;
        Ok(Self { convert, matrix: wide.colorant_matrix().v, channels: layout.channels() })
    }

    /// The darkest colour, without hue.
    pub(in crate::photos) fn black(&self) -> Xyz {
        let darkest = self.colours(&vec![0.0; self.channels]);
        darkest.first().map_or([0.0; 3], |xyz| black::point(black::lab(*xyz)))
    }

    /// The colours of a grid with so many points a side, blue fastest.
    pub(in crate::photos) fn grid(&self, points: u32) -> Vec<Xyz> {
        #[allow(clippy::cast_precision_loss)]
        let level = |index: u32| index as f32 / (points - 1) as f32;
        let axis = || (0..points).map(level);
        let samples: Vec<f32> =
            axis().flat_map(|r| axis().flat_map(move |g| axis().flat_map(move |b| [r, g, b]))).collect();
        self.colours(&samples)
    }

    /// The colours of all 256 grey values.
    pub(in crate::photos) fn grays(&self) -> Vec<Xyz> {
        let samples: Vec<f32> = (0..=255).flat_map(|v: u8| vec![f32::from(v) / 255.0; self.channels]).collect();
        self.colours(&samples)
    }

    fn colours(&self, samples: &[f32]) -> Vec<Xyz> {
        let mut linear = vec![0.0; samples.len() / self.channels * 3];
        if self.convert.transform(samples, &mut linear).is_err() {
            linear.fill(0.0);
        }
        let pixels = linear.as_chunks::<3>().0.iter();
        pixels.map(|rgb| self.matrix.map(|row| dot(row, rgb.map(f64::from)))).collect()
    }
}

/// sRGB triplets for the inks of a press with a black point.
pub(in crate::photos) fn srgb_from_inks(table: &Table, black: Xyz, inks: &[u8]) -> Vec<u8> {
    let compensation = black::Compensation::new(black, [0.0; 3]);
    by_pixel(inks, |pixel| {
        let xyz = compensation.apply(black::xyz(table.lab(fractions(pixel))));
        TO_SRGB.map(|row| encode(dot(row, xyz)))
    })
}

/// IEC 61966-2-1, 5.2.
fn encode(linear: f64) -> u8 {
    let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055 };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let value = (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    value
}

fn dot(one: [f64; 3], other: [f64; 3]) -> f64 {
    one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
}

/// Maps pixels of four bytes, remembering the last one, as equal pixels stand together.
pub(in crate::photos) fn by_pixel<const N: usize>(inks: &[u8], map: impl Fn([u8; 4]) -> [u8; N] + Sync) -> Vec<u8> {
    let pixels = inks.as_chunks::<4>().0;
    let mut found = vec![[0; N]; pixels.len()];
    found.par_chunks_mut(STRETCH).zip(pixels.par_chunks(STRETCH)).for_each(|(found, pixels)| {
        let mut last = None;
        for (new, pixel) in found.iter_mut().zip(pixels) {
            *new = match last {
                Some((old, value)) if old == *pixel => value,
                _ => map(*pixel),
            };
            last = Some((*pixel, *new));
        }
    });
    found.into_flattened()
}

/// Ink values as parts of one.
pub(in crate::photos) fn fractions(pixel: [u8; 4]) -> [f64; 4] {
    pixel.map(|value| f64::from(value) / 255.0)
}
