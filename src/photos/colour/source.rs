//! Colours of the samples of a picture, by the profile embedded in it.

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformOptions};
use rayon::prelude::*;

use super::black::{self, Xyz};
use super::icc::Table;
use crate::photos::PhotoError;

/// From XYZ of D50 to linear sRGB: the inverse of the primaries of IEC 61966-2-1, adapted to D50 by Bradford.
const TO_SRGB: [[f64; 3]; 3] = [
    [3.133_856_1, -1.616_866_7, -0.490_614_6],
    [-0.978_768_4, 1.916_141_5, 0.033_454_0],
    [0.071_945_3, -0.228_991_4, 1.405_242_7],
];

/// Pixels that a task of a thread converts.
pub(in crate::photos) const STRETCH: usize = 16 * 1024;

/// An RGB or grey space of a picture.
pub(in crate::photos) struct Source {
    convert: std::sync::Arc<moxcms::TransformF32Executor>,
    matrix: [[f64; 3]; 3],
    channels: usize,
}

/// Returns how profiles are applied: relative colorimetric, only by their curves and tables.
pub(in crate::photos) fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        allow_use_cicp_transfer: false,
        prefer_fixed_point: false,
        ..TransformOptions::default()
    }
}

impl Source {
    pub(in crate::photos) fn rgb(profile: &ColorProfile) -> Result<Self, PhotoError> {
        Self::new(profile, DataColorSpace::Rgb, Layout::Rgb)
    }

    pub(in crate::photos) fn gray(profile: &ColorProfile) -> Result<Self, PhotoError> {
        Self::new(profile, DataColorSpace::Gray, Layout::Gray)
    }

    fn new(profile: &ColorProfile, space: DataColorSpace, layout: Layout) -> Result<Self, PhotoError> {
        if profile.color_space != space {
            return Err(PhotoError::profile("it is for other colours than the picture has"));
        }
        // Conversion ends in a linear space that holds every colour of a display: a matrix takes it to XYZ.
        let wide = ColorProfile::new_aces_aces_2065_1_linear();
        let convert =
            profile.create_transform_f32(layout, &wide, Layout::Rgb, options()).map_err(PhotoError::profile)?;
        Ok(Self { convert, matrix: wide.colorant_matrix().v, channels: layout.channels() })
    }

    /// Returns the black point of the space.
    pub(super) fn black_point(&self) -> Xyz {
        let darkest = self.colours(&vec![0.0; self.channels]);
        darkest.first().map_or([0.0; 3], |xyz| black::black_point_of(black::lab_from_xyz(*xyz)))
    }

    /// Returns the colours of a grid with so many points along each of red, green and blue; blue changes fastest.
    pub(super) fn grid(&self, points: u32) -> Vec<Xyz> {
        #[allow(clippy::cast_precision_loss)]
        let level = |index: u32| index as f32 / (points - 1) as f32;
        let axis = || (0..points).map(level);
        let samples: Vec<f32> =
            axis().flat_map(|r| axis().flat_map(move |g| axis().flat_map(move |b| [r, g, b]))).collect();
        self.colours(&samples)
    }

    /// Returns the colours of all 256 grey values.
    pub(super) fn greys(&self) -> Vec<Xyz> {
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

/// Converts the inks of a press, four bytes a pixel, into sRGB triplets, with black point compensation.
pub(in crate::photos) fn srgb_from_inks(table: &Table, black: Xyz, inks: &[u8]) -> Vec<u8> {
    let compensation = black::Compensation::new(black, [0.0; 3]);
    map_pixels(inks, |pixel| {
        let xyz = compensation.apply(black::xyz_from_lab(table.lab(fractions(pixel))));
        TO_SRGB.map(|row| encode_srgb(dot(row, xyz)))
    })
}

/// Encodes a linear value by IEC 61966-2-1, 5.2.
fn encode_srgb(linear: f64) -> u8 {
    let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055 };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let value = (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    value
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Maps pixels of four bytes, and remembers the last, as equal pixels are often neighbours.
pub(super) fn map_pixels<const N: usize>(inks: &[u8], map: impl Fn([u8; 4]) -> [u8; N] + Sync) -> Vec<u8> {
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

/// Converts ink values from steps of 255 to parts of one.
pub(super) fn fractions(pixel: [u8; 4]) -> [f64; 4] {
    pixel.map(|value| f64::from(value) / 255.0)
}
