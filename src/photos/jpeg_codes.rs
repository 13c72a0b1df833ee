//! JPEG codes: reads Huffman codes and bits from the coded data of a scan. It must not know what they
//! stand for. Clauses are those of ITU-T T.81.

use super::Fault;
use super::jpeg::{broken, cut_off};

/// Bits of a code that one look into a table resolves.
const QUICK: u32 = 9;

/// Codes and their symbols (annex C).
pub(super) struct Table {
    /// For each first bits of a code its length, then its symbol; 0 where it is longer.
    quick: [u16; 1 << QUICK],
    /// For each length above.
    long: Vec<Long>,
    symbols: Vec<u8>,
}

/// Codes of one length.
struct Long {
    length: u32,
    /// First code, then the first that is none of them, both filled up to 16 bits with zeros.
    codes: std::ops::Range<u32>,
    /// Where the symbol of the first is.
    symbol: usize,
}

impl Table {
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self { quick: [0; 1 << QUICK], long: Vec::new(), symbols: symbols.to_vec() };
        let (mut code, mut symbol) = (0, 0);
        for (length, count) in (1..).zip(counts) {
            let end = code + (u32::from(*count) << (16 - length));
            if end > 1 << 16 {
                return None;
            }
            let next = symbol + usize::from(*count);
            if length <= QUICK {
                let entries = table.quick.get_mut((code >> (16 - QUICK)) as usize..(end >> (16 - QUICK)) as usize)?;
                let same = symbols.get(symbol..next)?.iter().flat_map(|symbol| [symbol].repeat(1 << (QUICK - length)));
                for (entry, symbol) in entries.iter_mut().zip(same) {
                    *entry = u16::try_from(length).ok()? << 8 | u16::from(*symbol);
                }
            } else {
                table.long.push(Long { length, codes: code..end, symbol });
            }
            (code, symbol) = (end, next);
        }
        Some(table)
    }

    /// Length and symbol of a code that is longer than one look resolves.
    #[cold]
    fn long(&self, ahead: u32) -> Option<(u32, u8)> {
        let codes = self.long.iter().find(|long| long.codes.contains(&ahead))?;
        let place = ((ahead - codes.codes.start) >> (16 - codes.length)) as usize;
        Some((codes.length, *self.symbols.get(codes.symbol + place)?))
    }
}

/// The bits of a scan. They end before a marker; only a restart leads over it.
pub(super) struct Bits<'a> {
    rest: &'a [u8],
    /// The next bits, from the highest on, and how many they are.
    buffer: u64,
    held: u32,
    interval: u64,
    /// Blocks with no more code of their own (G.1.2.2).
    pub ended: u32,
}

impl<'a> Bits<'a> {
    pub(super) fn new(coded: &'a [u8], interval: u64) -> Self {
        Self { rest: coded, buffer: 0, held: 0, interval, ended: 0 }
    }

    /// Goes over a restart marker where one must stand before a unit (F.2.2.5, G.1.2.2).
    pub(super) fn enter(&mut self, unit: u64) -> Result<(), Fault> {
        if unit == 0 || !unit.is_multiple_of(self.interval) {
            return Ok(());
        }
        let restart = |pair: &[u8]| matches!(pair, [0xff, 0xd0..=0xd7]);
        let at = self.rest.windows(2).position(restart).ok_or_else(cut_off)?;
        self.rest = self.rest.get(at + 2..).unwrap_or_default();
        (self.buffer, self.held, self.ended) = (0, 0, 0);
        Ok(())
    }

    /// Sees to it that 32 bits are held, if there are so many.
    #[inline]
    fn fill(&mut self) {
        if self.held >= 32 {
            return;
        }
        if let Some((next, rest)) = self.rest.split_first_chunk::<4>() {
            let next = u32::from_be_bytes(*next);
            // No byte is 0xff.
            if (!next).wrapping_sub(0x0101_0101) & next & 0x8080_8080 == 0 {
                self.buffer |= u64::from(next) << (32 - self.held);
                self.held += 32;
                self.rest = rest;
                return;
            }
        }
        self.fill_by_bytes();
    }

    /// B.1.1.5: a zero byte behind 0xff makes it data.
    fn fill_by_bytes(&mut self) {
        while self.held < 32 {
            let (byte, rest) = match self.rest {
                [0xff, 0xff, ..] => {
                    self.rest = self.rest.get(1..).unwrap_or_default();
                    continue;
                }
                [0xff, 0, rest @ ..] => (0xff, rest),
                [0xff, ..] | [] => return,
                [byte, rest @ ..] => (*byte, rest),
            };
            self.buffer |= u64::from(byte) << (56 - self.held);
            self.held += 8;
            self.rest = rest;
        }
    }

    /// Length and symbol of the next code; at least 16 bits beyond it are held then, if there are so many.
    #[inline]
    pub(super) fn code(&mut self, table: &Table) -> Result<(u32, u8), Fault> {
        self.fill();
        match table.quick.get((self.buffer >> (64 - QUICK)) as usize) {
            Some(&entry) if entry != 0 => Ok((u32::from(entry >> 8), (entry & 0xff) as u8)),
            _ => table.long((self.buffer >> 48) as u32).ok_or_else(|| self.senseless()),
        }
    }

    /// What it means that no code fits the next bits.
    #[cold]
    fn senseless(&self) -> Fault {
        if self.held < 16 { cut_off() } else { broken("a code is none of its table") }
    }

    /// Leaves a code and as many bits as the lower half of its symbol says (F.2.2.1, F.2.2.2).
    #[inline]
    pub(super) fn value(&mut self, table: &Table) -> Result<u8, Fault> {
        let (length, symbol) = self.code(table)?;
        self.drop(length + u32::from(symbol & 15))?;
        Ok(symbol)
    }

    /// Leaves bits that must be held.
    #[inline]
    pub(super) fn drop(&mut self, count: u32) -> Result<(), Fault> {
        self.held = self.held.checked_sub(count).ok_or_else(cut_off)?;
        self.buffer <<= count;
        Ok(())
    }

    /// Leaves up to 64 bits.
    #[inline]
    pub(super) fn skip(&mut self, count: u32) -> Result<(), Fault> {
        self.fill();
        let part = count.min(32);
        self.drop(part)?;
        self.fill();
        self.drop(count - part)
    }

    /// A run of ended blocks, this one the first, whose code has been left.
    pub(super) fn end(&mut self, run: u8) -> Result<(), Fault> {
        self.fill();
        let low = (self.buffer >> 32 >> (32 - u32::from(run))) as u32;
        self.ended = (1 << run) + low;
        self.drop(u32::from(run))
    }
}
