//! Huffman: the codes that make one picture shortest, and the bits that they make.

/// Values that a table can code, and one that keeps the code of all ones free, as JPEG asks.
const KINDS: usize = 257;

/// Longest code, bits.
const LONGEST: usize = 16;

/// How often each value occurs.
pub(super) type Counts = [u32; 256];

/// A table of codes (ITU-T T.81, C.2).
pub(super) struct Table {
    /// How many codes there are of each length, from 1.
    pub lengths: [u8; LONGEST],
    /// The values from the shortest code to the longest.
    pub values: Vec<u8>,
    /// Code and length of each value.
    codes: [(u16, u8); 256],
}

impl Table {
    /// The best table for values that occur so often.
    pub(super) fn new(counts: &Counts) -> Self {
        let sizes = shortened(sizes(counts));
        let mut order: Vec<_> = (0..=255_u8).filter(|value| counts.get(usize::from(*value)) > Some(&0)).collect();
        order.sort_by_key(|value| std::cmp::Reverse(counts.get(usize::from(*value)).copied()));
        let mut codes = [(0, 0); 256];
        let (mut code, mut lengths, mut values) = (0_u16, [0; LONGEST], order.iter());
        for ((count, bits), place) in sizes.iter().zip(1..).zip(&mut lengths) {
            *place = *count;
            for value in values.by_ref().take(usize::from(*count)) {
                if let Some(place) = codes.get_mut(usize::from(*value)) {
                    *place = (code, bits);
                }
                code = code.wrapping_add(1);
            }
            code <<= 1;
        }
        Self { lengths, values: order, codes }
    }

    /// The code of a value and its length.
    pub(super) fn code(&self, value: u8) -> (u16, u8) {
        self.codes.get(usize::from(value)).copied().unwrap_or_default()
    }
}

/// How many codes of each length Huffman's way gives, from 1 bit; it may be longer than is allowed.
fn sizes(counts: &Counts) -> Vec<u8> {
    let mut weights: Vec<u64> = counts.iter().map(|count| u64::from(*count)).collect();
    weights.push(1);
    let mut parents: Vec<usize> = vec![0; KINDS];
    let mut open: std::collections::BinaryHeap<_> =
        weights.iter().enumerate().filter(|(_, w)| **w > 0).map(|(at, w)| std::cmp::Reverse((*w, at))).collect();
    while let (Some(std::cmp::Reverse((one, left))), Some(std::cmp::Reverse((other, right)))) = (open.pop(), open.pop())
    {
        let parent = parents.len();
        parents.push(0);
        for child in [left, right] {
            if let Some(place) = parents.get_mut(child) {
                *place = parent;
            }
        }
        open.push(std::cmp::Reverse((one + other, parent)));
        if open.len() == 1 {
            break;
        }
    }
    let mut depths = vec![0_usize; parents.len()];
    let mut found = vec![0_u8; KINDS];
    for at in (0..parents.len()).rev() {
        let parent = parents.get(at).copied().unwrap_or_default();
        let depth = if parent == 0 { 0 } else { depths.get(parent).copied().unwrap_or_default() + 1 };
        if let Some(place) = depths.get_mut(at) {
            *place = depth;
        }
        if at < KINDS
            && depth > 0
            && let Some(place) = found.get_mut(depth - 1)
        {
            *place = place.saturating_add(1);
        }
    }
    found
}

/// Codes of at most 16 bits (ITU-T T.81, K.2, figure K.3), without the one that is kept free.
fn shortened(mut sizes: Vec<u8>) -> Vec<u8> {
    for length in (LONGEST..sizes.len()).rev() {
        while sizes.get(length).is_some_and(|count| *count > 0) {
            // Two of the longest leave: one takes the code above them, one is put beside a shorter one.
            let Some(shorter) = (0..length - 1).rev().find(|at| sizes.get(*at).is_some_and(|count| *count > 0)) else {
                break;
            };
            let mut change = |at: usize, by: i16| {
                if let Some(count) = sizes.get_mut(at) {
                    *count = u8::try_from(i16::from(*count) + by).unwrap_or_default();
                }
            };
            change(length, -2);
            change(length - 1, 1);
            change(shorter + 1, 2);
            change(shorter, -1);
        }
    }
    sizes.truncate(LONGEST);
    if let Some(count) = sizes.iter_mut().rev().find(|count| **count > 0) {
        *count -= 1;
    }
    sizes
}

/// Bits put together to bytes.
pub(super) struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Goes on behind bytes.
    pub(super) fn after(bytes: Vec<u8>) -> Self {
        Self { bytes, held: 0, count: 0 }
    }

    /// Adds the lowest bits of a value, at most 32.
    #[inline]
    pub(super) fn push(&mut self, value: u32, count: u32) {
        self.held = self.held << count | u64::from(value);
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            #[allow(clippy::cast_possible_truncation)]
            let four = ((self.held >> self.count) as u32).to_be_bytes();
            if four.contains(&0xff) {
                for byte in four {
                    self.byte(byte);
                }
            } else {
                self.bytes.extend_from_slice(&four);
            }
        }
    }

    /// A byte of coded data; behind 0xff stands 0, so that it is no marker.
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
        if byte == 0xff {
            self.bytes.push(0);
        }
    }

    /// The bytes, filled up with ones (ITU-T T.81, F.1.2.3).
    pub(super) fn end(mut self) -> Vec<u8> {
        while !self.count.is_multiple_of(8) {
            self.held = self.held << 1 | 1;
            self.count += 1;
        }
        while self.count > 0 {
            self.count -= 8;
            #[allow(clippy::cast_possible_truncation)]
            self.byte((self.held >> self.count) as u8);
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Table};

    #[test]
    fn codes_are_short_and_tell_apart() {
        let mut steep: Counts = [0; 256];
        let mut next = (1, 1);
        for count in steep.iter_mut().take(40) {
            *count = next.0;
            next = (next.1, next.0 + next.1);
        }
        let mut single = [0; 256];
        single[7] = 9;
        for counts in [steep, single, [1; 256]] {
            let table = Table::new(&counts);
            let used: Vec<u8> = (0..=255).filter(|value| counts[usize::from(*value)] > 0).collect();
            assert_eq!(table.lengths.iter().map(|count| usize::from(*count)).sum::<usize>(), used.len());
            for one in &used {
                let (code, length) = table.code(*one);
                assert!((1..=16).contains(&length) && u32::from(code) < (1 << length) - 1);
                for other in used.iter().filter(|other| *other != one) {
                    let (long, more) = table.code(*other);
                    assert!(more < length || long >> (more - length) != code);
                }
            }
        }
    }
}
