//! JPEG scan: counts the blocks in the coded data of every scan and refuses a picture with fewer than its
//! headers promise. It must not know what a block looks like: it works out no coefficient and no pixel.
//!
//! Clauses are those of ITU-T T.81. Taken as they are, as decoders take them: bytes behind the last block of
//! an interval or a scan, restart markers with a wrong number or behind the last block, fill bytes anywhere
//! before a marker, runs of zeros over the end of a block, runs of ended blocks over the end of a scan,
//! spectral selection that makes no sense in a sequential scan, and scans that come twice.

use super::Fault;
use super::jpeg::{Frame, SOS, broken, cut_off, frame, walk};
use super::jpeg_codes::{Bits, Table};

const DHT: u8 = 0xc4;
const DRI: u8 = 0xdd;

/// Coefficients of a block.
const BAND: u8 = 64;

/// Finds out whether all scans hold what they promise, and together all of the picture. The header of the
/// picture must have been found to be of a size that can be decoded.
pub(super) fn count(bytes: &[u8]) -> Result<(), Fault> {
    let mut picture = Picture::default();
    walk(bytes, |segment, body| {
        match segment.marker {
            0xc0..=0xc2 => picture.begin(frame(segment.marker, body)?),
            DHT => picture.define(body)?,
            DRI => picture.interval = body.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
            SOS => picture.scan(body, bytes.get(segment.coded.clone()).unwrap_or_default())?,
            _ => {}
        }
        Ok(())
    })?;
    picture.complete()
}

/// What the segments up to now have set.
#[derive(Default)]
struct Picture {
    frame: Option<Frame>,
    /// Four tables for DC, four for AC coefficients; each stays until it is defined again.
    tables: [Option<Box<Table>>; 8],
    /// Units between restart markers; 0 for none.
    interval: u64,
    /// For each component of the frame.
    progress: Vec<Progress>,
}

/// What the scans have given of a component.
struct Progress {
    /// For each coefficient the bits that are still to come.
    missing: [Option<u8>; BAND as usize],
    /// For each block one bit for each coefficient that is not zero: without them no refining scan can be
    /// read (G.1.2.3). They take a sixteenth of what the decoder keeps of a progressive picture.
    known: Vec<u64>,
}

/// Components of a scan, the coefficients that it codes, and their lowest bit before and in it (B.2.3).
struct Scan {
    parts: Vec<Part>,
    first: u8,
    last: u8,
    high: u8,
    low: u8,
}

struct Part {
    /// Its place in the frame.
    component: usize,
    /// How many of its blocks stand in a unit.
    blocks: u64,
    dc: u8,
    ac: u8,
}

impl Picture {
    fn begin(&mut self, frame: Frame) {
        let progress = |_| Progress { missing: [None; BAND as usize], known: Vec::new() };
        self.progress = frame.components.iter().map(progress).collect();
        self.frame = Some(frame);
    }

    /// B.2.4.2: class and place of a table, how many codes have each length, and their symbols.
    fn define(&mut self, mut body: &[u8]) -> Result<(), Fault> {
        let wrong = || broken("a Huffman table is wrong");
        while let Some((place, rest)) = body.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or_else(wrong)?;
            let total = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(total).ok_or_else(wrong)?;
            let table = Table::new(counts, symbols).ok_or_else(wrong)?;
            let slot = (place & 0xec == 0).then(|| self.tables.get_mut(slot(place >> 4, *place))).flatten();
            *slot.ok_or_else(wrong)? = Some(Box::new(table));
            body = rest;
        }
        Ok(())
    }

    fn table(&self, class: u8, place: u8) -> Result<&Table, Fault> {
        let table = self.tables.get(slot(class, place)).and_then(Option::as_deref);
        table.ok_or_else(|| broken("a scan lacks its Huffman table"))
    }

    fn scan(&mut self, body: &[u8], coded: &[u8]) -> Result<(), Fault> {
        let frame = self.frame.as_ref().ok_or_else(|| broken("a scan stands before the frame header"))?;
        let scan = Scan::read(body, frame)?;
        let mut bits = Bits::new(coded, self.interval);
        if scan.first > 0 {
            return self.bands(&scan, &mut bits);
        }
        let units = units(frame, &scan);
        if !frame.progressive {
            let tables = |part: &Part| Ok((part.blocks, (self.table(0, part.dc)?, self.table(1, part.ac)?)));
            let parts: Vec<_> = scan.parts.iter().map(tables).collect::<Result<_, Fault>>()?;
            each(&mut bits, units, &parts, |bits, (dc, ac)| block(bits, dc, ac))?;
        } else if scan.high == 0 {
            let tables = |part: &Part| Ok((part.blocks, self.table(0, part.dc)?));
            let parts: Vec<_> = scan.parts.iter().map(tables).collect::<Result<_, Fault>>()?;
            each(&mut bits, units, &parts, |bits, dc| bits.value(dc).map(|_| ()))?;
        } else {
            let parts: Vec<_> = scan.parts.iter().map(|part| (part.blocks, ())).collect();
            each(&mut bits, units, &parts, |bits, ()| bits.skip(1))?;
        }
        self.note(&scan);
        Ok(())
    }

    /// The blocks of a progressive scan of AC coefficients, which has one component (G.1.1.1.1).
    fn bands(&mut self, scan: &Scan, bits: &mut Bits) -> Result<(), Fault> {
        let [part] = scan.parts.as_slice() else {
            return Err(broken("a scan mixes the AC coefficients of its components"));
        };
        let frame = self.frame.as_ref().ok_or_else(cut_off)?;
        let sampling = frame.components.get(part.component).map_or((0, 0), |component| component.sampling);
        let (across, down) = frame.blocks(sampling);
        let mut known = self.progress.get_mut(part.component).map(|progress| std::mem::take(&mut progress.known));
        let known = known.get_or_insert_default();
        known.resize(usize::try_from(across * down).unwrap_or_default(), 0);
        let ac = self.table(1, part.ac)?;
        for (index, known) in (0..).zip(known.iter_mut()) {
            bits.enter(index)?;
            if scan.high == 0 { first(bits, ac, scan, known)? } else { refine(bits, ac, scan, known)? }
        }
        if let Some(progress) = self.progress.get_mut(part.component) {
            progress.known = std::mem::take(known);
        }
        self.note(scan);
        Ok(())
    }

    /// G.1.1.1.2: the first scan of a coefficient gives all but its lowest bits, each further scan one more.
    fn note(&mut self, scan: &Scan) {
        for part in &scan.parts {
            let Some(progress) = self.progress.get_mut(part.component) else { continue };
            for missing in progress.missing.iter_mut().take(usize::from(scan.last) + 1).skip(usize::from(scan.first)) {
                if scan.high == 0 || *missing == Some(scan.high) {
                    *missing = Some(scan.low);
                }
            }
        }
    }

    /// T.81 does not ask that a progressive picture has all its scans, and decoders show one without as a
    /// blurred picture. But all encoders write them, so where one is missing, it was lost; print shows it.
    fn complete(&self) -> Result<(), Fault> {
        let exact = |progress: &Progress| progress.missing.iter().all(|missing| *missing == Some(0));
        if self.progress.iter().all(exact) { Ok(()) } else { Err(cut_off()) }
    }
}

impl Scan {
    fn read(body: &[u8], frame: &Frame) -> Result<Self, Fault> {
        let wrong = || broken("a scan header is wrong");
        let [count, parts @ .., first, last, bits] = body else { return Err(wrong()) };
        let (parts, odd) = parts.as_chunks::<2>();
        if !(1..=4).contains(count) || parts.len() != usize::from(*count) || !odd.is_empty() {
            return Err(wrong());
        }
        let part = |[name, tables]: &[u8; 2]| {
            let component = frame.components.iter().position(|component| component.name == *name)?;
            let (h, v) = frame.components.get(component)?.sampling;
            let blocks = if *count == 1 { 1 } else { h * v };
            Some(Part { component, blocks, dc: tables >> 4, ac: tables & 15 })
        };
        let parts = parts.iter().map(part).collect::<Option<_>>().ok_or_else(wrong)?;
        if !frame.progressive {
            return Ok(Self { parts, first: 0, last: BAND - 1, high: 0, low: 0 });
        }
        if first > last || *last >= BAND || (*first == 0 && *last > 0) {
            return Err(wrong());
        }
        Ok(Self { parts, first: *first, last: *last, high: bits >> 4, low: bits & 15 })
    }
}

/// Where a table of a class is kept.
fn slot(class: u8, place: u8) -> usize {
    usize::from(class * 4 + (place & 3))
}

/// Units of a scan: blocks of its only component (A.2.2), else groups of blocks of all (A.2.3).
fn units(frame: &Frame, scan: &Scan) -> u64 {
    let sampling = match scan.parts.as_slice() {
        [part] => frame.components.get(part.component).map_or((1, 1), |component| component.sampling),
        _ => (1, 1),
    };
    let (across, down) = frame.blocks(sampling);
    across * down
}

/// Goes over all blocks of all units; the parts of a unit are how many blocks of what.
fn each<T>(
    bits: &mut Bits,
    units: u64,
    parts: &[(u64, T)],
    block: impl Fn(&mut Bits, &T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    for index in 0..units {
        bits.enter(index)?;
        for (blocks, part) in parts {
            for _ in 0..*blocks {
                block(bits, part)?;
            }
        }
    }
    Ok(())
}

/// A block of a sequential scan (F.2.2).
fn block(bits: &mut Bits, dc: &Table, ac: &Table) -> Result<(), Fault> {
    bits.value(dc)?;
    let mut at = 1;
    while at < BAND {
        let symbol = bits.value(ac)?;
        at += (symbol >> 4) + 1;
        match (symbol >> 4, symbol & 15) {
            (0..15, 0) => break,
            (_, 1..) if at > BAND => return Err(too_many()),
            _ => {}
        }
    }
    Ok(())
}

/// A block of the first scan of some AC coefficients (G.1.2.2).
fn first(bits: &mut Bits, ac: &Table, scan: &Scan, known: &mut u64) -> Result<(), Fault> {
    let mut at = scan.first;
    while bits.ended == 0 && at <= scan.last {
        let (length, symbol) = bits.code(ac)?;
        let (run, size) = (symbol >> 4, symbol & 15);
        bits.drop(length + u32::from(size))?;
        if size == 0 && run < 15 {
            bits.end(run)?;
            break;
        }
        at += run;
        if size > 0 {
            *known |= one(at, scan)?;
        }
        at += 1;
    }
    bits.ended = bits.ended.saturating_sub(1);
    Ok(())
}

/// A block of a further scan of some AC coefficients (G.1.2.3): each coefficient that is passed and known not
/// to be zero has one bit; runs count only those that are.
fn refine(bits: &mut Bits, ac: &Table, scan: &Scan, known: &mut u64) -> Result<(), Fault> {
    let mut at = scan.first;
    while bits.ended == 0 && at <= scan.last {
        let (length, symbol) = bits.code(ac)?;
        let (run, new) = (symbol >> 4, symbol & 15 > 0);
        bits.drop(length + u32::from(new))?;
        if !new && run < 15 {
            bits.end(run)?;
            break;
        }
        let (mut zeros, start) = (0, at);
        while at <= scan.last && zeros + (!*known >> at & 1) <= u64::from(run) {
            zeros += !*known >> at & 1;
            at += 1;
        }
        bits.skip(u32::from(at - start) - u32::try_from(zeros).unwrap_or_default())?;
        if new {
            *known |= one(at, scan)?;
        }
        at += 1;
    }
    if bits.ended > 0 {
        let rest = *known & !0 >> (BAND - 1 - scan.last);
        bits.skip(rest.checked_shr(u32::from(at)).unwrap_or_default().count_ones())?;
        bits.ended -= 1;
    }
    Ok(())
}

/// The bit of a coefficient that is not zero.
fn one(at: u8, scan: &Scan) -> Result<u64, Fault> {
    if at <= scan.last { Ok(1 << at) } else { Err(too_many()) }
}

#[cold]
fn too_many() -> Fault {
    broken("a block has too many coefficients")
}
