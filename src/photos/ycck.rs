//! YCCK: inks as a JPEG picture in one scan, which every press and decoder reads alike. They are stored
//! as YCCK and inverted, as Adobe's programs do and the marker APP14 says. Chroma keeps all its
//! samples, as red edges fray otherwise.
//!
//! The limit of ink holds for the coefficients that are written. No encoder tells them, and to code,
//! decode and code again would take twice the time and still prove nothing of other decoders.

use rayon::prelude::*;

use super::Fault;
use super::blocks::{self, Levels, SIDE, Steps};
use super::decode::{Layout, Pixels};
use super::huffman::{Bits, Counts, Table};

/// Row by row: ITU-T T.81, tables K.1 and K.2.
const LUMA: [u8; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
    87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA: [u8; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99,
];

/// The order in which coefficients are stored (ITU-T T.81, figure A.6).
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// Which tables each component uses: black those of luma.
const TABLES: [usize; 4] = [0, 1, 1, 0];

/// Marks the last token of a component in a block.
const LAST: u32 = 1 << 31;

/// What ends a component whose further coefficients are 0, and what stands for sixteen of them.
const END: u32 = 0;
const SIXTEEN: u32 = 0xf0;

/// A row of blocks: the first coefficients, and the others of each component as tokens: a value for
/// Huffman's codes, 16 bits up, and the bits behind it.
#[derive(Default)]
struct Row {
    first: Vec<[i16; 4]>,
    tokens: [Vec<u32>; 4],
}

/// Encodes inks so that no decoded pixel has more than `most`; none where that cannot be.
pub(super) fn encode(pixels: &Pixels, quality: u8, most: u32) -> Result<Option<Vec<u8>>, Fault> {
    let size = |length: u32| u16::try_from(length).ok().filter(|length| *length > 0);
    let (Some(width), Some(height), Layout::Cmyk) = (size(pixels.width), size(pixels.height), pixels.layout) else {
        return Err(Fault::Size { width: pixels.width, height: pixels.height });
    };
    let (luma, chroma) = (scaled(&LUMA, quality), scaled(&CHROMA, quality));
    let steps = Steps::new(&luma, &chroma);
    let (across, down) = ((pixels.width as usize).div_ceil(SIDE), (pixels.height as usize).div_ceil(SIDE));
    let rows: Option<Vec<_>> = (0..down)
        .into_par_iter()
        .map(|row| {
            let mut found = Row::default();
            for column in 0..across {
                found.add(&blocks::limited(pixels, column, row, &steps, most)?);
            }
            Some(found)
        })
        .collect();
    let Some(rows) = rows else { return Ok(None) };
    let tables = tables(&rows);
    let mut bytes = vec![0xff, 0xd8];
    segment(&mut bytes, 0xee, &[b"Adobe\0\x64\0\0\0\0\x02"]);
    for (number, steps) in [(0, luma), (1, chroma)] {
        let steps: Vec<u8> = ZIGZAG.iter().filter_map(|at| steps.get(usize::from(*at)).copied()).collect();
        segment(&mut bytes, 0xdb, &[&[number], &steps]);
    }
    let frame = [1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1, 4, 0x11, 0];
    segment(&mut bytes, 0xc0, &[&[8], &height.to_be_bytes(), &width.to_be_bytes(), &[4], &frame]);
    for (number, table) in [0x00, 0x10, 0x01, 0x11].into_iter().zip(tables.as_flattened()) {
        segment(&mut bytes, 0xc4, &[&[number], &table.lengths, &table.values]);
    }
    segment(&mut bytes, 0xda, &[&[4, 1, 0x00, 2, 0x11, 3, 0x11, 4, 0x00, 0, 63, 0]]);
    let mut bytes = scan(bytes, &rows, &tables);
    bytes.extend([0xff, 0xd9]);
    Ok(Some(bytes))
}

/// A segment after its marker and length.
fn segment(bytes: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length = parts.iter().map(|part| part.len()).sum::<usize>() + 2;
    bytes.extend([0xff, marker]);
    bytes.extend(u16::try_from(length).unwrap_or_default().to_be_bytes());
    for part in parts {
        bytes.extend_from_slice(part);
    }
}

/// Steps for a quality of 1 to 100, as the Independent JPEG Group counts it.
fn scaled(steps: &[u8; 64], quality: u8) -> [u8; 64] {
    let quality = u32::from(quality.clamp(1, 100));
    let percent = if quality < 50 { 5000 / quality } else { 200 - quality * 2 };
    steps.map(|step| u8::try_from(((u32::from(step) * percent + 50) / 100).clamp(1, 255)).unwrap_or(u8::MAX))
}

impl Row {
    fn add(&mut self, levels: &Levels) {
        let mut before = [0; 4];
        for (at, place) in (0_u32..).zip(ZIGZAG) {
            let four = levels.get(usize::from(place)).copied().unwrap_or_default();
            if at == 0 {
                self.first.push(four);
            } else if four != [0; 4] {
                for ((tokens, before), level) in self.tokens.iter_mut().zip(&mut before).zip(four) {
                    if level != 0 {
                        let mut zeros = at - *before - 1;
                        while zeros > 15 {
                            tokens.push(SIXTEEN << 16);
                            zeros -= 16;
                        }
                        let (size, bits) = coded(level);
                        let last = if at == 63 { LAST } else { 0 };
                        tokens.push(last | (zeros << 4 | size) << 16 | bits);
                        *before = at;
                    }
                }
            }
        }
        for (tokens, before) in self.tokens.iter_mut().zip(before) {
            if before < 63 {
                tokens.push(LAST | END << 16);
            }
        }
    }
}

/// How many bits a level takes, and these bits (ITU-T T.81, F.1.2.1).
fn coded(level: i16) -> (u32, u32) {
    let size = 16 - level.unsigned_abs().leading_zeros();
    let value = i32::from(level) - i32::from(level < 0);
    (size, value.cast_unsigned() & ((1 << size) - 1))
}

/// The first coefficients of all blocks, each as its difference from the one before.
fn differences(rows: &[Row]) -> impl Iterator<Item = [(u32, u32); 4]> {
    let mut before = [0; 4];
    rows.iter().flat_map(|row| &row.first).map(move |first| {
        let mut found = [(0, 0); 4];
        for ((found, first), before) in found.iter_mut().zip(first).zip(&mut before) {
            *found = coded(first - *before);
            *before = *first;
        }
        found
    })
}

/// The tables for the first and the other coefficients, of luma and of chroma.
fn tables(rows: &[Row]) -> [[Table; 2]; 2] {
    let mut counts: [[Counts; 2]; 2] = [[[0; 256]; 2]; 2];
    let mut count = |kind: usize, other: usize, value: u32| {
        if let Some(count) = counts
            .get_mut(kind)
            .and_then(|kind| kind.get_mut(other))
            .and_then(|counts| counts.get_mut((value & 0xff) as usize))
        {
            *count += 1;
        }
    };
    for four in differences(rows) {
        for ((size, _), kind) in four.iter().zip(TABLES) {
            count(kind, 0, *size);
        }
    }
    for row in rows {
        for (tokens, kind) in row.tokens.iter().zip(TABLES) {
            for token in tokens {
                count(kind, 1, token >> 16);
            }
        }
    }
    counts.map(|kind| kind.map(|counts| Table::new(&counts)))
}

/// The coded blocks behind the bytes of the head.
fn scan(bytes: Vec<u8>, rows: &[Row], tables: &[[Table; 2]; 2]) -> Vec<u8> {
    let [luma, chroma] = tables;
    let mut bits = Bits::after(bytes);
    let mut put = |table: &Table, value: u32, more: u32| {
        #[allow(clippy::cast_possible_truncation)]
        let (code, length) = table.code(value as u8);
        let size = value & 15;
        bits.push(u32::from(code) << size | more, u32::from(length) + size);
    };
    let mut differences = differences(rows);
    for row in rows {
        let mut tokens = row.tokens.each_ref().map(|tokens| tokens.iter());
        for first in differences.by_ref().take(row.first.len()) {
            for ((tokens, (size, more)), [firsts, others]) in
                tokens.iter_mut().zip(first).zip([luma, chroma, chroma, luma])
            {
                put(firsts, size, more);
                for token in tokens {
                    put(others, token >> 16 & 0xff, token & 0xffff);
                    if token & LAST != 0 {
                        break;
                    }
                }
            }
        }
    }
    bits.end()
}
