//! Separation: from RGB to the four inks of a press, by the press profile's own tables.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use moxcms::ColorProfile;
use rayon::prelude::*;

use super::black::{self, Compensation, Xyz};
use super::icc::{self, Table};
use super::ink;
use super::source::{STRETCH, Source, by_pixel, fractions};
use crate::fs::hash::sha256;
use crate::photos::Fault;

/// Levels of 255 from one point of the cube to the next, and the points along an edge.
const CELL: u32 = 5;
const POINTS: u32 = 255 / CELL + 1;

/// Full ink in the cube, so that it is 255 * 256 times the weights of a cell's corners.
const UNIT: f64 = 255.0 * 256.0 / CELL as f64;

/// Half a step of 255 for each of the four inks.
const HALF: u64 = 0x0080_0080_0080_0080;

/// Profiles of pictures whose cubes are kept: those of one edition come from a few cameras.
const KEPT: usize = 8;

/// From RGB to CMYK of a press profile: relative colorimetric with black point compensation, and
/// never more ink than allowed.
#[derive(Debug)]
pub struct Separation {
    to_lab: Table,
    from_lab: Table,
    black: Xyz,
    /// Most ink, in steps of 255.
    most: u32,
    cube: Cube,
    /// Cubes of profiles that pictures brought, by SHA-256.
    others: Mutex<VecDeque<([u8; 32], Arc<Cube>)>>,
    print: [u8; 32],
}

impl Separation {
    /// Prepares a profile for a total ink in percent, 100 to 400.
    ///
    /// # Errors
    ///
    /// Fails where the bytes are no CMYK profile with tables to and from L*a*b* of the types lut8 or
    /// lut16, or where the ink is out of range.
    pub fn new(profile: &[u8], max_ink: f64) -> Result<Self, Fault> {
        if !(100.0..=400.0).contains(&max_ink) {
            return Err(Fault::profile(format!("{max_ink} % is no total ink; 100 to 400 are")));
        }
        let read = icc::profile(profile)?;
        let (to_lab, from_lab) = (Table::to_lab(&read)?, Table::from_lab(&read)?);
        let black = black_point(&to_lab, &read);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let most = (max_ink * 255.0 / 100.0 + 1e-6) as u32;
        let print = sha256(profile);
        let cube = Cube::new(&Source::rgb(&ColorProfile::new_srgb())?, &from_lab, black);
        Ok(Self { to_lab, from_lab, black, most, cube, others: Mutex::default(), print })
    }

    /// The inks of sRGB triplets, four bytes for each: 255 is full ink.
    #[must_use]
    pub fn cmyk(&self, rgb: &[u8]) -> Vec<u8> {
        self.with(&self.cube, rgb)
    }

    /// The inks of triplets in the RGB space of another profile.
    pub(in crate::photos) fn cmyk_from(&self, profile: &[u8], rgb: &[u8]) -> Result<Vec<u8>, Fault> {
        let print = sha256(profile);
        let kept = || self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|(other, _)| *other == print).map(|(_, cube)| Arc::clone(cube));
        if let Some(cube) = known {
            return Ok(self.with(&cube, rgb));
        }
        // Not locked meanwhile: a thread that waits for its part may begin with another picture.
        let cube = Arc::new(Cube::new(&Source::rgb(&icc::profile(profile)?)?, &self.from_lab, self.black));
        let mut others = kept();
        others.truncate(KEPT - 1);
        others.push_front((print, Arc::clone(&cube)));
        drop(others);
        Ok(self.with(&cube, rgb))
    }

    /// The inks of grey values in the source's space.
    pub(in crate::photos) fn cmyk_from_gray(&self, source: &Source, gray: &[u8]) -> Vec<u8> {
        let compensation = Compensation::new(source.black(), self.black);
        let levels: Vec<[u8; 4]> = source.grays().into_iter().map(|xyz| self.inks(compensation.apply(xyz))).collect();
        gray.iter().flat_map(|value| levels.get(usize::from(*value)).copied().unwrap_or_default()).collect()
    }

    /// The inks of this press for the inks of another.
    pub(in crate::photos) fn cmyk_from_inks(&self, other: &Table, black: Xyz, inks: &[u8]) -> Vec<u8> {
        let compensation = Compensation::new(black, self.black);
        by_pixel(inks, |pixel| self.inks(compensation.apply(black::xyz(other.lab(fractions(pixel))))))
    }

    /// Table to L*a*b* and black point of this press.
    pub(in crate::photos) fn press(&self) -> (&Table, Xyz) {
        (&self.to_lab, self.black)
    }

    /// Whether this is the profile of the press.
    pub(in crate::photos) fn is_of(&self, profile: &[u8]) -> bool {
        sha256(profile) == self.print
    }

    /// SHA-256 of the profile.
    pub(in crate::photos) fn print(&self) -> [u8; 32] {
        self.print
    }

    /// Most ink, in steps of 255.
    pub(in crate::photos) fn most(&self) -> u32 {
        self.most
    }

    fn inks(&self, xyz: Xyz) -> [u8; 4] {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let inks = self.from_lab.inks(black::lab(xyz)).map(|ink| (ink * 255.0 + 0.5) as u8);
        ink::limit(inks, self.most)
    }

    fn with(&self, cube: &Cube, rgb: &[u8]) -> Vec<u8> {
        let pixels = rgb.as_chunks::<3>().0;
        let mut found = vec![[0; 4]; pixels.len()];
        found.par_chunks_mut(STRETCH).zip(pixels.par_chunks(STRETCH)).for_each(|(inks, pixels)| {
            for (ink, pixel) in inks.iter_mut().zip(pixels) {
                *ink = ink::limit(cube.look_up(*pixel), self.most);
            }
        });
        found.into_flattened()
    }
}

/// Black point of a press profile: what its deepest perceptual black really prints (ISO 18619, 6.4).
pub(in crate::photos) fn black_point(to_lab: &Table, profile: &ColorProfile) -> Xyz {
    let darkest = Table::perceptual(profile).map_or([1.0; 4], |table| table.inks([0.0; 3]));
    black::point(to_lab.lab(darkest))
}

/// The inks of a grid of RGB colours; between them by tetrahedra, in whole numbers.
#[derive(Debug)]
struct Cube {
    /// The four inks of a node, 16 bits each, so that one multiplication does for all.
    nodes: Vec<u64>,
}

impl Cube {
    fn new(source: &Source, from_lab: &Table, black: Xyz) -> Self {
        let compensation = Compensation::new(source.black(), black);
        let colours = source.grid(POINTS);
        let nodes = colours
            .par_iter()
            .map(|xyz| {
                let inks = from_lab.inks(black::lab(compensation.apply(*xyz)));
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
        // How far a sample is into its cell goes first, so that axes sort by it without a branch.
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
        // The weights are 5 together, so that no sum leaves its 16 bits.
        let sums = places.into_iter().zip(weights).fold(HALF, |sums, (place, weight)| {
            // At the far side of the cube the node beyond is not there and its weight is 0.
            sums + self.nodes.get(place as usize).copied().unwrap_or_default() * u64::from(weight)
        });
        let bytes = sums.to_le_bytes();
        [bytes[1], bytes[3], bytes[5], bytes[7]]
    }
}
