//! DCT: the cosine transform of JPEG (ITU-T T.81, A.3.3) on all four components of a block at once. A
//! pixel's samples stand side by side, so that one instruction does the same to all, and only the basic
//! operations of IEEE 754 are used, so that every machine finds the same.
//!
//! The way is the scaled one of Arai, Agui and Nakajima (1988): it leaves each coefficient too large by
//! [`SCALES`], which costs nothing, as the steps of quantisation take it up.

use std::f32::consts::{FRAC_1_SQRT_2, SQRT_2};

/// The samples of the four components at a place, or their coefficients.
pub(super) type Four = [f32; 4];

/// Rows of eight.
pub(super) type Block = [[Four; 8]; 8];

/// The factor of each row and column: 1 for the first, then the square root of 2 by cos(k pi / 16).
pub(super) const SCALES: [f64; 8] = [
    1.0,
    1.387_039_845_322_147_5,
    1.306_562_964_876_376_4,
    1.175_875_602_419_359,
    1.0,
    0.785_694_958_387_102_1,
    0.541_196_100_146_197,
    0.275_899_379_282_943_1,
];

/// Coefficients of samples around 0, too large by 8 and the scales of their row and column.
pub(super) fn forward(block: &Block) -> Block {
    turned(&turned(block, forward_line), forward_line)
}

/// Samples around 0 of coefficients by the scales of their row and column, and too small by 8.
pub(super) fn back(block: &Block) -> Block {
    turned(&turned(block, back_line), back_line)
}

/// Each row done, as a column.
#[inline]
fn turned(block: &Block, line: impl Fn([Four; 8]) -> [Four; 8]) -> Block {
    let mut found = [[[0.0; 4]; 8]; 8];
    for (at, row) in block.iter().enumerate() {
        for (column, value) in found.iter_mut().zip(line(*row)) {
            if let Some(place) = column.get_mut(at) {
                *place = value;
            }
        }
    }
    found
}

#[inline]
fn forward_line([x0, x1, x2, x3, x4, x5, x6, x7]: [Four; 8]) -> [Four; 8] {
    let (s0, s1, s2, s3) = (add(x0, x7), add(x1, x6), add(x2, x5), add(x3, x4));
    let (d0, d1, d2, d3) = (sub(x0, x7), sub(x1, x6), sub(x2, x5), sub(x3, x4));
    let (outer, inner, slope) = (add(s0, s3), add(s1, s2), sub(s0, s3));
    let bent = by(add(sub(s1, s2), slope), FRAC_1_SQRT_2);
    let (far, middle, near) = (add(d3, d2), add(d2, d1), add(d1, d0));
    let shared = by(sub(far, near), 0.382_683_43);
    let (low, high) = (add(by(far, 0.541_196_1), shared), add(by(near, 1.306_563), shared));
    let half = by(middle, FRAC_1_SQRT_2);
    let (plus, minus) = (add(d0, half), sub(d0, half));
    [
        add(outer, inner),
        add(plus, high),
        add(slope, bent),
        sub(minus, low),
        sub(outer, inner),
        add(minus, low),
        sub(slope, bent),
        sub(plus, high),
    ]
}

#[inline]
fn back_line([c0, c1, c2, c3, c4, c5, c6, c7]: [Four; 8]) -> [Four; 8] {
    let (plus, minus) = (add(c0, c4), sub(c0, c4));
    let bent = add(c2, c6);
    let slope = sub(by(sub(c2, c6), SQRT_2), bent);
    let even = [add(plus, bent), add(minus, slope), sub(minus, slope), sub(plus, bent)];
    let (z13, z10, z11, z12) = (add(c5, c3), sub(c5, c3), add(c1, c7), sub(c1, c7));
    let o0 = add(z11, z13);
    let shared = by(add(z10, z12), 1.847_759_1);
    let o1 = sub(sub(shared, by(z10, 2.613_126)), o0);
    let o2 = sub(by(sub(z11, z13), SQRT_2), o1);
    let o3 = sub(sub(shared, by(z12, 1.082_392_2)), o2);
    let [e0, e1, e2, e3] = even;
    [add(e0, o0), add(e1, o1), add(e2, o2), add(e3, o3), sub(e3, o3), sub(e2, o2), sub(e1, o1), sub(e0, o0)]
}

#[inline]
pub(super) fn add(one: Four, other: Four) -> Four {
    [one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]]
}

#[inline]
pub(super) fn sub(one: Four, other: Four) -> Four {
    [one[0] - other[0], one[1] - other[1], one[2] - other[2], one[3] - other[3]]
}

#[inline]
pub(super) fn mul(one: Four, other: Four) -> Four {
    [one[0] * other[0], one[1] * other[1], one[2] * other[2], one[3] * other[3]]
}

#[inline]
fn by(one: Four, factor: f32) -> Four {
    mul(one, [factor; 4])
}

#[cfg(test)]
mod tests {
    use super::{Block, SCALES, back, forward};

    /// Samples from -128 to 127 without order.
    fn busy() -> Block {
        let mut state = 1_u32;
        [[[0.0; 4]; 8]; 8].map(|row| {
            row.map(|four: [f32; 4]| {
                four.map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    f32::from(u8::try_from(state >> 24).unwrap()) - 128.0
                })
            })
        })
    }

    /// The cosine at so many sixteenths of half a turn.
    fn cosine(sixteenths: usize) -> f64 {
        libm::cos(f64::from(u32::try_from(sixteenths).unwrap()) * std::f64::consts::PI / 16.0)
    }

    #[test]
    fn follows_the_definition() {
        let (samples, found) = (busy(), forward(&busy()));
        for (v, row) in found.iter().enumerate() {
            for (u, four) in row.iter().enumerate() {
                let mut wanted = [0.0; 4];
                for (y, line) in samples.iter().enumerate() {
                    for (x, sample) in line.iter().enumerate() {
                        let wave = cosine((2 * x + 1) * u) * cosine((2 * y + 1) * v);
                        wanted.iter_mut().zip(sample).for_each(|(sum, value)| *sum += f64::from(*value) * wave / 4.0);
                    }
                }
                let norm = |k: usize| if k == 0 { std::f64::consts::FRAC_1_SQRT_2 } else { 1.0 };
                for (found, wanted) in four.iter().zip(wanted) {
                    let found = f64::from(*found) / 8.0 / SCALES[u] / SCALES[v];
                    assert!((found - wanted * norm(u) * norm(v)).abs() < 1e-3, "{u} {v}");
                }
            }
        }
    }

    #[test]
    fn goes_back() {
        let mut coefficients = forward(&busy());
        // Too large by 8 on the way there, and wanted too small by 8.
        coefficients.as_flattened_mut().as_flattened_mut().iter_mut().for_each(|value| *value /= 64.0);
        let found = back(&coefficients);
        for (found, wanted) in found.as_flattened().as_flattened().iter().zip(busy().as_flattened().as_flattened()) {
            assert!((found - wanted).abs() < 1e-3);
        }
    }
}
