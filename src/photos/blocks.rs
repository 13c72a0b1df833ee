//! Blocks: the squares that JPEG codes each on its own, and what coding does to the ink in them.

use super::colour::ink;
use super::dct::{self, Block, Four, SCALES, add, mul, sub};
use super::decode::Pixels;

/// Side of a block, px (ITU-T T.81, A.3.1).
pub(super) const SIDE: usize = 8;

/// Rounds in which a block with too much ink gets less; the margin doubles, so that it always suffices.
const ROUNDS: u32 = 10;

/// Added to a number of up to 22 bits, this leaves it rounded in the lowest bits.
const ROUNDER: f32 = 12_582_912.0;

/// Largest coefficient that JPEG of 8 bits can code, whatever its place.
const LARGEST: f32 = 1023.0;

/// How much further than half a step a coefficient must be from 0 for the next level: most lie nearer
/// to 0, so that many bits are saved for little.
const HELD: f32 = 0.1;

/// What rounding adds at most to the inks of a pixel, in steps of 255: half a step of each sample by
/// [`WEIGHTS`], another half of chroma as it may be 255.5, and half a step of each coloured ink.
const ROUNDING: f32 = 3.0 * 0.5 + 2.116_272 * 2.0 + 0.5 + 3.0 * 0.5 + 0.25;

/// How far a step of Y, Cb, Cr and K moves the inks together, whatever their signs (ITU-T T.871, 7).
const WEIGHTS: Four = [3.0, 2.116_272, 2.116_272, 1.0];

/// The inks of a block, row by row.
type Inks = [[u8; 4]; SIDE * SIDE];

/// Quantised coefficients of the four components, row by row.
pub(super) type Levels = [[i16; 4]; SIDE * SIDE];

/// The steps of quantisation in the forms in which they are needed.
pub(super) struct Steps {
    plain: Block,
    /// What makes levels of what [`dct::forward`] gives.
    divisors: Block,
    /// What makes of levels what [`dct::back`] takes.
    factors: Block,
}

impl Steps {
    /// For luma and chroma, row by row; black is coded as luma.
    pub(super) fn new(luma: &[u8; 64], chroma: &[u8; 64]) -> Self {
        let mut new = Self { plain: [[[0.0; 4]; 8]; 8], divisors: [[[0.0; 4]; 8]; 8], factors: [[[0.0; 4]; 8]; 8] };
        let scales = SCALES.iter().flat_map(|down| SCALES.iter().map(move |across| down * across));
        let steps = luma.iter().zip(chroma).zip(scales);
        let places = new.plain.as_flattened_mut().iter_mut().zip(new.divisors.as_flattened_mut());
        for (((plain, divisor), factor), ((luma, chroma), scale)) in
            places.zip(new.factors.as_flattened_mut()).zip(steps)
        {
            let steps = [luma, chroma, chroma, luma].map(|step| f64::from(*step));
            #[allow(clippy::cast_possible_truncation)]
            {
                *plain = steps.map(|step| step as f32);
                *divisor = steps.map(|step| (1.0 / (8.0 * scale * step)) as f32);
                *factor = steps.map(|step| (scale * step / 8.0) as f32);
            }
        }
        new
    }
}

/// The levels of a block such that no pixel of it has more ink than `most` for a decoder; none where
/// that cannot be. Coding makes values swing around hard edges; only a block where it makes too much
/// ink gets less of it.
pub(super) fn limited(pixels: &Pixels, column: usize, row: usize, steps: &Steps, most: u32) -> Option<Levels> {
    let mut inks = gathered(pixels, column, row);
    let (mut heaviest, mut margin) = (lower(&mut inks, most), 0);
    for round in 0..ROUNDS {
        let (levels, swing) = quantised(&inks, steps);
        // Totals are exact in f32.
        #[allow(clippy::cast_precision_loss)]
        if heaviest as f32 + swing <= most as f32 {
            return Some(levels);
        }
        let seen = decoded(&levels, steps);
        if seen <= most {
            return Some(levels);
        }
        margin += (seen - most + 1) << round;
        heaviest = lower(&mut inks, most.saturating_sub(margin));
    }
    None
}

/// The inks of a block. At the edge of the picture it is filled up with the last pixel and row.
fn gathered(pixels: &Pixels, column: usize, row: usize) -> Inks {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut found = [[0; 4]; SIDE * SIDE];
    for (y, line) in found.chunks_exact_mut(SIDE).enumerate() {
        let start = (row * SIDE + y).min(height.saturating_sub(1)) * width;
        let range = (start + column * SIDE) * 4..(start + width.min(column * SIDE + SIDE)) * 4;
        let stored = pixels.data.get(range).unwrap_or_default().as_chunks::<4>().0;
        let (places, rest) = line.split_at_mut(stored.len().min(SIDE));
        places.copy_from_slice(stored);
        rest.fill(stored.last().copied().unwrap_or_default());
    }
    found
}

/// Takes ink above a limit from each pixel; gives the most that is left in one.
fn lower(inks: &mut Inks, most: u32) -> u32 {
    let mut heaviest = 0;
    for pixel in inks {
        if ink::total(*pixel) > most {
            *pixel = ink::limit(*pixel, most);
        }
        heaviest = heaviest.max(ink::total(*pixel));
    }
    heaviest
}

/// The levels, and a bound on how much more ink a decoder may find in a pixel.
///
/// The transform keeps lengths, so that no sample is further off than all coefficients of its
/// component together; an ink is at most as far off as the samples by their weights, as limits to its
/// range bring it only closer.
fn quantised(inks: &Inks, steps: &Steps) -> (Levels, f32) {
    let mut samples = [[[0.0; 4]; 8]; 8];
    for (sample, pixel) in samples.as_flattened_mut().iter_mut().zip(inks) {
        *sample = ycck(*pixel);
    }
    let coefficients = dct::forward(&samples);
    let mut levels = [[0; 4]; SIDE * SIDE];
    let mut lengths = [0.0; 4];
    let places = levels.iter_mut().zip(coefficients.as_flattened());
    // The mean of the block stays as near as can be.
    let mut held = 0.0;
    for ((level, value), (divisor, step)) in
        places.zip(steps.divisors.as_flattened().iter().zip(steps.plain.as_flattened()))
    {
        let exact = mul(*value, *divisor);
        let rounded = add(exact.map(|value| value - value.max(-held).min(held)), [ROUNDER; 4]).map(within);
        #[allow(clippy::cast_possible_truncation)]
        {
            *level = rounded.map(|value| value.to_bits() as i16);
        }
        held = HELD;
        let off = mul(sub(exact, sub(rounded, [ROUNDER; 4])), *step);
        lengths = add(lengths, mul(off, off));
    }
    let swing = mul(lengths.map(f32::sqrt), WEIGHTS);
    (levels, swing[0] + swing[1] + swing[2] + swing[3] + ROUNDING)
}

/// A rounded level, still with [`ROUNDER`], that can be coded.
#[inline]
fn within(value: f32) -> f32 {
    let (least, most) = (ROUNDER - LARGEST, ROUNDER + LARGEST);
    let value = if value < least { least } else { value };
    if value > most { most } else { value }
}

/// Samples around 0. Cyan, magenta and yellow stand for red, green and blue, and black is inverted, as
/// Adobe's programs have it.
#[inline]
fn ycck([cyan, magenta, yellow, black]: [u8; 4]) -> Four {
    let [red, green, blue] = [cyan, magenta, yellow].map(|ink| f32::from(ink) - 128.0);
    [
        0.299 * red + 0.587 * green + 0.114 * blue,
        -0.168_735_89 * red - 0.331_264_1 * green + 0.5 * blue,
        0.5 * red - 0.418_687_6 * green - 0.081_312_41 * blue,
        127.0 - f32::from(black),
    ]
}

/// Most ink of a pixel that a decoder finds which rounds nothing but samples and inks.
fn decoded(levels: &Levels, steps: &Steps) -> u32 {
    let mut coefficients = [[[0.0; 4]; 8]; 8];
    let places = coefficients.as_flattened_mut().iter_mut().zip(levels);
    for ((value, level), factor) in places.zip(steps.factors.as_flattened()) {
        *value = mul(level.map(f32::from), *factor);
    }
    let mut seen = [[0; 4]; SIDE * SIDE];
    for (pixel, four) in seen.iter_mut().zip(dct::back(&coefficients).as_flattened()) {
        // Limited to what a byte holds.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        {
            *pixel = four.map(|value| (value + 128.5) as u8);
        }
    }
    ink::from_ycck(seen.as_flattened_mut());
    // They are stored as 255 less the ink.
    seen.iter().map(|pixel| 4 * 255 - ink::total(*pixel)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::colour::ink;
    use super::super::decode::{Layout, Pixels, decode_jpeg};
    use super::super::ycck;

    /// Inks with hard edges, noise and dark places; sides that are no multiples of a block.
    fn hard(width: u32, height: u32) -> Pixels {
        let mut state = 7_u32;
        let data = (0..width * height)
            .flat_map(|at| {
                let dark = (at % width / 5 + at / width / 3) % 3;
                [0; 4].map(|_: u8| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let noise = u8::try_from(state >> 24).unwrap();
                    match dark {
                        0 => 255 - noise / 8,
                        1 => noise,
                        _ => noise / 16,
                    }
                })
            })
            .collect();
        Pixels { width, height, layout: Layout::Cmyk, data }
    }

    #[test]
    fn no_decoded_pixel_has_too_much_ink() {
        for (width, height) in [(203, 101), (1, 1), (8, 9), (64, 15)] {
            for quality in [1, 30, 80, 95, 100] {
                for most in [255, 510, 761, 1016] {
                    let made = ycck::encode(&hard(width, height), quality, most).unwrap().unwrap();
                    let seen = decode_jpeg(&made, true).unwrap();
                    assert_eq!((seen.width, seen.height, seen.layout), (width, height, Layout::Cmyk));
                    let found = seen.data.as_chunks::<4>().0.iter().map(|pixel| ink::total(*pixel)).max();
                    // Another decoder's samples may be off by one.
                    assert!(found <= Some(most + 4), "{width} {height} {quality} {most}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn pixels_come_back() {
        let mut pixels = hard(50, 30);
        for quality in [80, 100] {
            for (at, value) in pixels.data.iter_mut().enumerate() {
                *value = u8::try_from(at % 4 * 40 + at % 200 / 4).unwrap();
            }
            let seen = decode_jpeg(&ycck::encode(&pixels, quality, 1016).unwrap().unwrap(), true).unwrap();
            let off = seen.data.iter().zip(&pixels.data).map(|(one, other)| one.abs_diff(*other)).max();
            assert!(off < Some(if quality == 100 { 4 } else { 24 }), "{quality}: {off:?}");
        }
    }

    #[test]
    fn inks_swing_no_further_than_the_bound() {
        let (luma, chroma) = ([17; 64], [40; 64]);
        let steps = super::Steps::new(&luma, &chroma);
        let pixels = hard(160, 160);
        for at in 0..400 {
            let mut inks = super::gathered(&pixels, at % 20, at / 20);
            let heaviest = super::lower(&mut inks, 1020);
            let (levels, swing) = super::quantised(&inks, &steps);
            assert!(f64::from(super::decoded(&levels, &steps)) <= f64::from(heaviest) + f64::from(swing));
        }
    }
}
