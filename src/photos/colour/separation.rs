//! Separation of RGB, grey and other inks into the four inks of a press, by the tables of the press profile.
//!
//! A pixel takes the way of ISO 18619:2015: its profile says its XYZ colour, black point compensation moves it
//! into the range of the press, and the relative colorimetric table of the press profile (ICC.1:2010, B2A1) says
//! the inks. For RGB, all of this is worked out once for a grid of 52 x 52 x 52 colours, the [`Cube`], and
//! pixels are interpolated in it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use moxcms::ColorProfile;
use rayon::prelude::*;

use super::black::{self, Compensation, Xyz};
use super::icc::{self, Table};
use super::ink;
use super::source::{STRETCH, Source, fractions, map_pixels, srgb_from_inks};
use crate::fs::hash::sha256;
use crate::photos::PhotoError;

/// Steps of 255 from one point of the cube to the next.
const CELL: u32 = 5;

/// Points along an edge of the cube.
const POINTS: u32 = 255 / CELL + 1;

/// Full ink at a point of the cube: the weights of the corners of a cell add up to [`CELL`], so that full ink is
/// interpolated to 255 x 256.
const UNIT: f64 = 255.0 * 256.0 / CELL as f64;

/// Half a step of 255 for each of the four inks, each of which has 16 bits.
const HALF: u64 = 0x0080_0080_0080_0080;

/// Cubes that are kept for the profiles of pictures: those of an edition come from a few cameras.
const KEPT: usize = 8;

/// Converts colours into the inks of a press: relative colorimetric with black point compensation, and never
/// more ink than allowed.
#[derive(Debug)]
pub struct Separation {
    to_lab: Table,
    from_lab: Table,
    black: Xyz,
    /// Most ink of a pixel, in steps of 255.
    max_ink: u32,
    cube: Cube,
    /// Cubes for the profiles of pictures, by the SHA-256 of the profile.
    others: Mutex<VecDeque<([u8; 32], Arc<Cube>)>>,
    profile_hash: [u8; 32],
}

impl Separation {
    /// Prepares the profile of a press for a total ink in percent, 100 to 400.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not a CMYK profile with tables to and from L*a*b* of the types lut8 or lut16, or if
    /// the ink is out of range.
    pub fn new(profile: &[u8], max_ink: f64) -> Result<Self, PhotoError> {
        if !(100.0..=400.0).contains(&max_ink) {
            return Err(PhotoError::profile(format!("{max_ink} % is not a total ink; 100 to 400 are")));
        }
        let read = icc::profile(profile)?;
        let (to_lab, from_lab) = (Table::to_lab(&read)?, Table::from_lab(&read)?);
        let black = black_point(&to_lab, &read);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let max_ink = (max_ink * 255.0 / 100.0 + 1e-6) as u32;
        let profile_hash = sha256(profile);
        let cube = Cube::new(&Source::rgb(&ColorProfile::new_srgb())?, &from_lab, black);
        Ok(Self { to_lab, from_lab, black, max_ink, cube, others: Mutex::default(), profile_hash })
    }

    /// Returns why the profile of a press cannot separate pictures.
    ///
    /// # Errors
    ///
    /// Fails as [`Self::new`] does.
    pub fn check(profile: &[u8]) -> Result<(), PhotoError> {
        let read = icc::profile(profile)?;
        Table::to_lab(&read)?;
        Table::from_lab(&read).map(|_| ())
    }

    /// Converts sRGB triplets into inks, four bytes a pixel; 255 is full ink.
    #[must_use]
    pub fn cmyk(&self, rgb: &[u8]) -> Vec<u8> {
        self.look_up(&self.cube, rgb)
    }

    /// Converts triplets in the RGB space of a profile into inks.
    pub(in crate::photos) fn cmyk_from(&self, profile: &[u8], rgb: &[u8]) -> Result<Vec<u8>, PhotoError> {
        let hash = sha256(profile);
        let kept = || self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|(other, _)| *other == hash).map(|(_, cube)| Arc::clone(cube));
        if let Some(cube) = known {
            return Ok(self.look_up(&cube, rgb));
        }
        // The lock is not held meanwhile: a thread that waits for parts of this cube may begin another picture.
        let cube = Arc::new(Cube::new(&Source::rgb(&icc::profile(profile)?)?, &self.from_lab, self.black));
        let mut others = kept();
        others.truncate(KEPT - 1);
        others.push_front((hash, Arc::clone(&cube)));
        drop(others);
        Ok(self.look_up(&cube, rgb))
    }

    /// Converts grey values of a space into inks.
    pub(in crate::photos) fn cmyk_from_gray(&self, source: &Source, gray: &[u8]) -> Vec<u8> {
        let compensation = Compensation::new(source.black_point(), self.black);
        let levels: Vec<[u8; 4]> = source.greys().into_iter().map(|xyz| self.inks(compensation.apply(xyz))).collect();
        gray.iter().flat_map(|value| levels.get(usize::from(*value)).copied().unwrap_or_default()).collect()
    }

    /// Converts the inks of another press, whose table to L*a*b* and black point are given, into inks of this one.
    pub(in crate::photos) fn cmyk_from_inks(&self, other: &Table, black: Xyz, inks: &[u8]) -> Vec<u8> {
        let compensation = Compensation::new(black, self.black);
        map_pixels(inks, |pixel| self.inks(compensation.apply(black::xyz_from_lab(other.lab(fractions(pixel))))))
    }

    /// Converts inks of this press, four bytes a pixel, into sRGB triplets: relative colorimetric with black point
    /// compensation.
    #[must_use]
    pub fn srgb(&self, inks: &[u8]) -> Vec<u8> {
        srgb_from_inks(&self.to_lab, self.black, inks)
    }

    /// Returns whether this is the profile of the press.
    pub(in crate::photos) fn is_of(&self, profile: &[u8]) -> bool {
        sha256(profile) == self.profile_hash
    }

    /// Returns the SHA-256 of the profile.
    pub(in crate::photos) fn profile_hash(&self) -> [u8; 32] {
        self.profile_hash
    }

    /// Returns the most ink of a pixel, in steps of 255.
    pub(in crate::photos) fn max_ink(&self) -> u32 {
        self.max_ink
    }

    fn inks(&self, xyz: Xyz) -> [u8; 4] {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let inks = self.from_lab.inks(black::lab_from_xyz(xyz)).map(|ink| (ink * 255.0 + 0.5) as u8);
        ink::limit(inks, self.max_ink)
    }

    fn look_up(&self, cube: &Cube, rgb: &[u8]) -> Vec<u8> {
        let pixels = rgb.as_chunks::<3>().0;
        let mut found = vec![[0; 4]; pixels.len()];
        found.par_chunks_mut(STRETCH).zip(pixels.par_chunks(STRETCH)).for_each(|(inks, pixels)| {
            for (ink, pixel) in inks.iter_mut().zip(pixels) {
                *ink = ink::limit(cube.look_up(*pixel), self.max_ink);
            }
        });
        found.into_flattened()
    }
}

/// Returns the black point of a press profile: the colour that its deepest perceptual black prints as (ISO
/// 18619:2015, 6.4).
pub(in crate::photos) fn black_point(to_lab: &Table, profile: &ColorProfile) -> Xyz {
    let darkest = Table::perceptual(profile).map_or([1.0; 4], |table| table.inks([0.0; 3]));
    black::black_point_of(to_lab.lab(darkest))
}

/// The inks of a grid of RGB colours.
///
/// A colour in a cell of the grid is interpolated in one of the six tetrahedra into which the cell is cut along
/// its diagonal from black to white (Kasson, Nin, Plouffe and Hafner: Performing color space conversions with
/// three-dimensional linear interpolation, Journal of Electronic Imaging 4(3), 1995). The order of its distances
/// from the near corner of the cell, x1 >= x2 >= x3, says which: from the near corner the way to the far one goes
/// along the axis of x1, then x2, then x3. The four corners on it weigh 1 - x1, x1 - x2, x2 - x3 and x3. All of
/// this is in whole numbers, the cell being [`CELL`] wide, so that every machine finds the same inks; greys, on the
/// diagonal, mix only two corners.
#[derive(Debug)]
struct Cube {
    /// The four inks of a point, 16 bits each: one multiplication weighs them all.
    nodes: Vec<u64>,
}

impl Cube {
    fn new(source: &Source, from_lab: &Table, black: Xyz) -> Self {
        let compensation = Compensation::new(source.black_point(), black);
        let colours = source.grid(POINTS);
        let nodes = colours
            .par_iter()
            .map(|xyz| {
                let inks = from_lab.inks(black::lab_from_xyz(compensation.apply(*xyz)));
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let inks = inks.map(|ink| (ink.clamp(0.0, 1.0) * UNIT + 0.5) as u64);
                inks.into_iter().rev().fold(0, |node, ink| node << 16 | ink)
            })
            .collect();
        Self { nodes }
    }

    #[inline]
    fn look_up(&self, pixel: [u8; 3]) -> [u8; 4] {
        const AXES: [u32; 3] = [POINTS * POINTS, POINTS, 1];
        // The distance into the cell is in the higher bits of a key and the stride of the axis in the lower, so
        // that axes are sorted by the distance without a branch.
        let ([r, g, b], mut at) = (pixel.map(u32::from), 0);
        let mut key = |value: u32, axis: u32| {
            at += value / CELL * axis;
            (value % CELL) << 16 | axis
        };
        let (r, g, b) = (key(r, AXES[0]), key(g, AXES[1]), key(b, AXES[2]));
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let middle = r.max(g).min(r.min(g).max(b));
        let parts = [most >> 16, middle >> 16, least >> 16];
        let steps = [most & 0xffff, middle & 0xffff, least & 0xffff];
        let places = [at, at + steps[0], at + steps[0] + steps[1], at + steps[0] + steps[1] + steps[2]];
        let weights = [CELL - parts[0], parts[0] - parts[1], parts[1] - parts[2], parts[2]];
        // The weights add up to 5, so that no sum leaves its 16 bits.
        let sums = places.into_iter().zip(weights).fold(HALF, |sums, (place, weight)| {
            // At the far side of the cube there is no point beyond, and its weight is 0.
            sums + self.nodes.get(place as usize).copied().unwrap_or_default() * u64::from(weight)
        });
        let bytes = sums.to_le_bytes();
        [bytes[1], bytes[3], bytes[5], bytes[7]]
    }
}
