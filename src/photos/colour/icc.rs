//! Reads ICC profiles, and looks colours up in their tables of the types lut8 and lut16: `moxcms` reads these
//! tables, but converts only whole pictures from profile to profile, without black point compensation.

use moxcms::{ColorProfile, DataColorSpace, LutDataType, LutStore, LutType, LutWarehouse};

use super::black::Lab;
use crate::photos::PhotoError;

pub(in crate::photos) fn profile(bytes: &[u8]) -> Result<ColorProfile, PhotoError> {
    ColorProfile::new_from_slice(bytes).map_err(PhotoError::profile)
}

/// A table of a profile (ICC.1:2010, 10.8 and 10.9): values go through a curve each, then through a grid, then
/// what the grid returns goes through a curve each.
#[derive(Debug, Clone)]
pub(in crate::photos) struct Table {
    inputs: usize,
    outputs: usize,
    points: usize,
    wide: bool,
    input_curves: Vec<f64>,
    grid: Vec<f64>,
    output_curves: Vec<f64>,
}

impl Table {
    /// Returns the table of a CMYK profile from the inks to L*a*b*, relative colorimetric.
    pub(in crate::photos) fn to_lab(profile: &ColorProfile) -> Result<Self, PhotoError> {
        let found = profile.lut_a_to_b_colorimetric.as_ref().or(profile.lut_a_to_b_perceptual.as_ref());
        Self::new(profile, found, 4, 3)
    }

    /// Returns the table of a CMYK profile from L*a*b* to the inks, relative colorimetric.
    pub(super) fn from_lab(profile: &ColorProfile) -> Result<Self, PhotoError> {
        let found = profile.lut_b_to_a_colorimetric.as_ref().or(profile.lut_b_to_a_perceptual.as_ref());
        Self::new(profile, found, 3, 4)
    }

    /// Returns the perceptual table from L*a*b* to the inks, which shows the deepest black.
    pub(super) fn perceptual(profile: &ColorProfile) -> Result<Self, PhotoError> {
        Self::new(profile, profile.lut_b_to_a_perceptual.as_ref(), 3, 4)
    }

    fn new(
        profile: &ColorProfile,
        found: Option<&LutWarehouse>,
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, PhotoError> {
        if profile.color_space != DataColorSpace::Cmyk || profile.pcs != DataColorSpace::Lab {
            return Err(PhotoError::profile("it does not convert between CMYK and L*a*b*"));
        }
        let Some(LutWarehouse::Lut(lut)) = found else {
            return Err(PhotoError::profile("it has no table of the types lut8 and lut16"));
        };
        let table = Self {
            inputs,
            outputs,
            points: usize::from(lut.num_clut_grid_points),
            wide: lut.lut_type == LutType::Lut16,
            input_curves: fractions(&lut.input_table),
            grid: fractions(&lut.clut_table),
            output_curves: fractions(&lut.output_table),
        };
        if table.fits(lut) { Ok(table) } else { Err(PhotoError::profile("a table has a wrong size")) }
    }

    /// Returns whether the curves and the grid are as long as the lookup assumes.
    fn fits(&self, lut: &LutDataType) -> bool {
        let grid = self.points.checked_pow(u32::from(lut.num_input_channels)).and_then(|n| n.checked_mul(self.outputs));
        self.inputs == usize::from(lut.num_input_channels)
            && self.outputs == usize::from(lut.num_output_channels)
            && self.points >= 2
            && grid == Some(self.grid.len())
            && lut.num_input_table_entries >= 2
            && lut.num_output_table_entries >= 2
            && self.input_curves.len() == self.inputs * usize::from(lut.num_input_table_entries)
            && self.output_curves.len() == self.outputs * usize::from(lut.num_output_table_entries)
    }

    /// Looks up the inks of a colour, each from 0 to 1.
    pub(super) fn inks(&self, [l, a, b]: Lab) -> [f64; 4] {
        // ICC.1:2010, 6.3.4.2 and table 42: lut16 keeps the encoding in which 0xff00 is L 100.
        let stretch = if self.wide { 65280.0 / 65535.0 } else { 1.0 };
        let coded = [l / 100.0, (a + 128.0) / 255.0, (b + 128.0) / 255.0].map(|value| value * stretch);
        self.look_up(&coded)
    }

    /// Looks up the colour of inks, each from 0 to 1.
    pub(super) fn lab(&self, inks: [f64; 4]) -> Lab {
        let stretch = if self.wide { 65535.0 / 65280.0 } else { 1.0 };
        let [l, a, b, _] = self.look_up(&inks).map(|value| value * stretch);
        [l * 100.0, a * 255.0 - 128.0, b * 255.0 - 128.0]
    }

    fn look_up(&self, values: &[f64]) -> [f64; 4] {
        let entries = self.input_curves.len() / self.inputs;
        let curves = self.input_curves.chunks_exact(entries);
        let mut places = [(0, 0.0); 4];
        for ((place, value), points) in places.iter_mut().zip(values).zip(curves) {
            *place = cell(curve(points, *value), self.points);
        }
        let places = places.get(..self.inputs).unwrap_or_default();
        let mut found = self.interpolate(0, places);
        let entries = self.output_curves.len() / self.outputs;
        for (value, points) in found.iter_mut().zip(self.output_curves.chunks_exact(entries)) {
            *value = curve(points, *value);
        }
        found
    }

    /// Interpolates in a cell of the grid along one axis after the other (multilinear interpolation): between
    /// its two faces across the first axis, each of which is interpolated along the other axes. Tetrahedra would
    /// be faster, but favour the diagonal of equal values; in L*a*b* greys are on one axis, and colours would
    /// bend. Little CMS does the same.
    fn interpolate(&self, base: usize, places: &[(usize, f64)]) -> [f64; 4] {
        let [(cell, part), rest @ ..] = places else {
            let mut found = [0.0; 4];
            let node = self.grid.get(base * self.outputs..).unwrap_or_default();
            found.iter_mut().take(self.outputs).zip(node).for_each(|(value, node)| *value = *node);
            return found;
        };
        let stride = self.points.pow(u32::try_from(rest.len()).unwrap_or_default());
        let mut found = self.interpolate(base + cell * stride, rest);
        if *part > 0.0 {
            let high = self.interpolate(base + (cell + 1) * stride, rest);
            found.iter_mut().zip(high).for_each(|(value, high)| *value += (high - *value) * part);
        }
        found
    }
}

/// Returns the cell of an axis of so many points that a value from 0 to 1 is in, and its place in the cell from
/// 0 to 1.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn cell(value: f64, points: usize) -> (usize, f64) {
    let place = value.clamp(0.0, 1.0) * (points - 1) as f64;
    let cell = (place as usize).min(points - 2);
    (cell, place - cell as f64)
}

fn curve(points: &[f64], value: f64) -> f64 {
    let (cell, part) = cell(value, points.len());
    match points.get(cell..cell + 2) {
        Some([low, high]) => low + (high - low) * part,
        _ => value,
    }
}

fn fractions(store: &LutStore) -> Vec<f64> {
    match store {
        LutStore::Store8(values) => values.iter().map(|value| f64::from(*value) / 255.0).collect(),
        LutStore::Store16(values) => values.iter().map(|value| f64::from(*value) / 65535.0).collect(),
    }
}
