//! Blocks: the squares that JPEG codes each on its own, and what coding does to the ink in them.

use rayon::prelude::*;

use super::decode::{Layout, Pixels, decode_jpeg};
use super::{Fault, encode, ink};

/// Side of a block, px (ITU-T T.81, A.3.1).
const SIDE: usize = 8;

/// Blocks beside and below each other in a picture of tried ones.
const ACROSS: usize = 64;
const DOWN: usize = 64;

/// A block by its column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    column: usize,
    row: usize,
}

/// All blocks of a picture, row by row.
pub(super) fn all(pixels: &Pixels) -> impl Iterator<Item = Block> + use<> {
    let (across, down) = ((pixels.width as usize).div_ceil(SIDE), (pixels.height as usize).div_ceil(SIDE));
    (0..down).flat_map(move |row| (0..across).map(move |column| Block { column, row }))
}

/// Most ink of a pixel in the block.
pub(super) fn heaviest(pixels: &Pixels, block: Block) -> u32 {
    rows(pixels, block)
        .filter_map(|range| pixels.data.get(range))
        .flat_map(|row| row.as_chunks::<4>().0)
        .map(|pixel| ink::total(*pixel))
        .max()
        .unwrap_or_default()
}

/// Changes each pixel of the block.
pub(super) fn change(pixels: &mut Pixels, block: Block, to: impl Fn([u8; 4]) -> [u8; 4]) {
    for range in rows(pixels, block) {
        for pixel in pixels.data.get_mut(range).unwrap_or_default().as_chunks_mut::<4>().0 {
            *pixel = to(*pixel);
        }
    }
}

/// Most ink that a decoder finds in each of the blocks.
pub(super) fn decoded_totals(pixels: &Pixels, blocks: &[Block], quality: u8) -> Result<Vec<u32>, Fault> {
    let parts: Result<Vec<_>, Fault> = blocks
        .par_chunks(ACROSS * DOWN)
        .map(|blocks| {
            let tried = decode_jpeg(&encode::jpeg(&together(pixels, blocks), quality, None)?, true)?;
            Ok(all(&tried).take(blocks.len()).map(|block| heaviest(&tried, block)).collect::<Vec<_>>())
        })
        .collect();
    Ok(parts?.concat())
}

/// A picture of the blocks, one beside the other. A block at the edge is filled up with its last pixel
/// and row, as the encoder does.
fn together(pixels: &Pixels, blocks: &[Block]) -> Pixels {
    let (width, height) = (ACROSS * SIDE, blocks.len().div_ceil(ACROSS) * SIDE);
    let mut data = vec![0; width * height * 4];
    for (index, block) in blocks.iter().enumerate() {
        let mut last = Vec::new();
        let mut ranges = rows(pixels, *block);
        for y in 0..SIDE {
            if let Some(row) = ranges.next().and_then(|range| pixels.data.get(range)) {
                last = row.to_vec();
                while last.len() < SIDE * 4 {
                    last.extend_from_within(last.len().saturating_sub(4)..);
                }
            }
            let at = ((index / ACROSS * SIDE + y) * width + index % ACROSS * SIDE) * 4;
            if let Some(place) = data.get_mut(at..at + last.len()) {
                place.copy_from_slice(&last);
            }
        }
    }
    let side = |length| u32::try_from(length).unwrap_or_default();
    Pixels { width: side(width), height: side(height), layout: Layout::Cmyk, data }
}

/// The bytes of each row of the block that is in the picture.
fn rows(pixels: &Pixels, block: Block) -> impl Iterator<Item = std::ops::Range<usize>> + use<> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let (left, right) = (block.column * SIDE, (block.column * SIDE + SIDE).min(width));
    let (top, bottom) = (block.row * SIDE, (block.row * SIDE + SIDE).min(height));
    (top..bottom).map(move |y| (y * width + left) * 4..(y * width + right) * 4)
}
