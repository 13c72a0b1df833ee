//! JPEG: walks over the segments of a file and says what they hold; decodes nothing.

use std::ops::Range;

use super::Fault;
use super::header::{Format, Model, Survey};

/// No picture needs more scans; each costs a pass over all blocks.
pub(super) const MAX_SCANS: usize = 64;

/// Fewest blocks beside each other of a component that has a scan of its own: the decoder reads 64 bits
/// ahead, and where whole rows of blocks, of two bits each at least, fit in them, it loses the last.
const MIN_BLOCKS: u64 = 40;

/// Longest colour profile, bytes.
const MAX_PROFILE: usize = 8 * 1024 * 1024;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
pub(super) const SOS: u8 = 0xda;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// One marker with the bytes that follow its length.
pub(super) struct Segment {
    pub marker: u8,
    body: Range<usize>,
    /// The coded data that follows a scan header.
    pub coded: Range<usize>,
}

/// What the walk over all segments gives.
#[derive(Debug, Default)]
struct Segments {
    frame: Option<Frame>,
    scans: usize,
    exif: Option<Range<usize>>,
}

#[derive(Debug)]
pub(super) struct Frame {
    width: u32,
    height: u32,
    pub progressive: bool,
    pub components: Vec<Component>,
}

/// What the frame header says of a component.
#[derive(Debug)]
pub(super) struct Component {
    /// What scan headers call it.
    pub name: u8,
    /// Horizontal and vertical sampling.
    pub sampling: (u64, u64),
}

impl Frame {
    /// The largest sampling, horizontal and vertical.
    fn finest(&self) -> (u64, u64) {
        let factors = || self.components.iter().map(|component| component.sampling);
        (factors().map(|(h, _)| h).max().unwrap_or(1), factors().map(|(_, v)| v).max().unwrap_or(1))
    }

    /// Whether the decoder is known to read the sampling: the first component alone is finer than the
    /// others, and where each has a sequential scan of its own, in one of the ways that are in use. Of
    /// others it gives wrong pixels, or panics.
    fn is_usual(&self, scans: usize) -> bool {
        let [first, others @ ..] = self.components.as_slice() else { return false };
        let several = !self.progressive && scans > 1;
        let known = [(1, 1), (2, 1), (2, 2)].contains(&first.sampling);
        // Black is as fine as luma where Adobe's programs make chroma coarser.
        let usual = others.iter().all(|other| [(1, 1), first.sampling].contains(&other.sampling));
        usual && (known || !several)
    }

    /// Columns and rows of blocks of a component with a sampling (ITU-T T.81, A.1.1, A.2.2); those of the
    /// units of all components have a sampling of one (A.2.3).
    pub(super) fn blocks(&self, sampling: (u64, u64)) -> (u64, u64) {
        let (across, down) = self.finest();
        let count = |side: u32, factor: u64, finest: u64| (u64::from(side) * factor).div_ceil(finest * 8);
        (count(self.width, sampling.0, across), count(self.height, sampling.1, down))
    }
}

/// Says what the file holds, and that it goes on to its end.
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, Fault> {
    let mut found = Segments::default();
    walk(bytes, |segment, body| note(&mut found, segment, body))?;
    let frame = found.frame.ok_or_else(|| broken("it has no frame header"))?;
    if found.scans == 0 {
        return Err(broken("it has no scan"));
    }
    let unsupported = |detail: &str| Err(Fault::Unsupported { format: Format::Jpeg, detail: detail.to_owned() });
    if !frame.is_usual(found.scans) {
        return unsupported("a sampling that no camera and no picture editor writes");
    }
    if !frame.progressive && found.scans > 1 && narrowest(&frame) < MIN_BLOCKS {
        return unsupported("a narrow picture in several scans that are not progressive");
    }
    let colour = match frame.components.len() {
        1 => Model::Gray,
        3 => Model::Rgb,
        _ => Model::Cmyk,
    };
    // Coefficients of all blocks are kept where more than one scan makes a pixel.
    let kept = if frame.progressive || found.scans > 1 { 2 * samples(&frame) } else { 0 };
    let cost = frame.components.len() as u64 * 1000 + kept;
    Ok(Survey { width: frame.width, height: frame.height, alpha: false, colour, exif: found.exif, cost })
}

/// Blocks beside each other in the component that has the fewest.
fn narrowest(frame: &Frame) -> u64 {
    frame.components.iter().map(|component| frame.blocks(component.sampling).0).min().unwrap_or_default()
}

/// Samples that are stored for a thousand pixels.
fn samples(frame: &Frame) -> u64 {
    let (across, down) = frame.finest();
    frame.components.iter().map(|Component { sampling: (h, v), .. }| 1000 * h * v / (across * down).max(1)).sum()
}

fn note(found: &mut Segments, segment: &Segment, body: &[u8]) -> Result<(), Fault> {
    match segment.marker {
        0xc0..=0xc2 => {
            if found.frame.is_some() {
                return Err(broken("it has two frame headers"));
            }
            found.frame = Some(frame(segment.marker, body)?);
        }
        0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
            let detail = "lossless, hierarchical or arithmetic coding".to_owned();
            return Err(Fault::Unsupported { format: Format::Jpeg, detail });
        }
        SOS => {
            found.scans += 1;
            if found.scans > MAX_SCANS {
                return Err(Fault::TooManyScans { limit: MAX_SCANS });
            }
        }
        APP1 if found.exif.is_none() && body.starts_with(b"Exif\0\0") => {
            found.exif = Some(segment.body.start + 6..segment.body.end);
        }
        _ => {}
    }
    Ok(())
}

/// ITU-T T.81, B.2.2: precision, height, width, number of components, then three bytes for each.
pub(super) fn frame(marker: u8, body: &[u8]) -> Result<Frame, Fault> {
    let [precision, h1, h0, w1, w0, count, components @ ..] = body else {
        return Err(broken("its frame header is too short"));
    };
    if *precision != 8 {
        let detail = format!("{precision} bits a sample");
        return Err(Fault::Unsupported { format: Format::Jpeg, detail });
    }
    if !matches!(count, 1 | 3 | 4) || components.len() != usize::from(*count) * 3 {
        return Err(broken("its frame header has a wrong number of components"));
    }
    let (parts, _) = components.as_chunks::<3>();
    let component = |[name, factors, _]: &[u8; 3]| Component {
        name: *name,
        sampling: (u64::from(factors >> 4), u64::from(factors & 15)),
    };
    let components: Vec<_> = parts.iter().map(component).collect();
    if components.iter().any(|Component { sampling: (h, v), .. }| !(1..=4).contains(h) || !(1..=4).contains(v)) {
        return Err(broken("its frame header has a wrong sampling"));
    }
    Ok(Frame {
        width: u32::from(u16::from_be_bytes([*w1, *w0])),
        height: u32::from(u16::from_be_bytes([*h1, *h0])),
        progressive: marker == 0xc2,
        components,
    })
}

/// Calls back for each segment from the first to the end of the picture; what comes behind it (the
/// previews that cameras append) is not looked at.
pub(super) fn walk(bytes: &[u8], mut found: impl FnMut(&Segment, &[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut at = 2;
    loop {
        let marker = marker(bytes, &mut at)?;
        match marker {
            EOI => return Ok(()),
            SOI => return Err(broken("it starts twice")),
            0x01 | 0xd0..=0xd7 => continue,
            _ => {}
        }
        let length = match bytes.get(at..at + 2) {
            Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
            _ => return Err(cut_off()),
        };
        if length < 2 {
            return Err(broken("a segment has no length"));
        }
        let range = at + 2..at + length;
        let body = bytes.get(range.clone()).ok_or_else(cut_off)?;
        at = if marker == SOS { after_scan(bytes, range.end)? } else { range.end };
        found(&Segment { marker, coded: range.end..at, body: range }, body)?;
    }
}

/// The next marker; `at` moves behind it. Any number of 0xff may stand before its code.
fn marker(bytes: &[u8], at: &mut usize) -> Result<u8, Fault> {
    if *bytes.get(*at).ok_or_else(cut_off)? != 0xff {
        return Err(broken("a segment has a wrong length"));
    }
    loop {
        *at += 1;
        match bytes.get(*at) {
            None => return Err(cut_off()),
            Some(0xff) => {}
            Some(0) => return Err(broken("a segment has a wrong length")),
            Some(&code) => {
                *at += 1;
                return Ok(code);
            }
        }
    }
}

/// Where the coded data of a scan ends: at the first marker that is no restart.
fn after_scan(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    loop {
        at += bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)).ok_or_else(cut_off)?;
        match bytes.get(at + 1) {
            None => return Err(cut_off()),
            Some(0 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return Ok(at),
        }
    }
}

/// The colour profile of the picture, put together from its segments (ICC.1:2010, B.4), and whether
/// its ink values are stored as 255 less the ink, as Adobe's programs do.
pub(super) fn colour(bytes: &[u8]) -> Result<(Option<Vec<u8>>, bool), Fault> {
    let mut parts: Vec<(u8, Range<usize>)> = Vec::new();
    let mut inverted = false;
    walk(bytes, |segment, body| {
        if segment.marker == APP14 && body.starts_with(b"Adobe") {
            inverted = true;
        }
        if segment.marker == APP2
            && body.starts_with(b"ICC_PROFILE\0")
            && let [number, _count, ..] = body.get(12..).unwrap_or_default()
        {
            parts.push((*number, segment.body.start + 14..segment.body.end));
        }
        Ok(())
    })?;
    parts.sort_by_key(|(number, _)| *number);
    let mut profile = Vec::new();
    for (_, range) in parts {
        profile.extend_from_slice(bytes.get(range).unwrap_or_default());
        if profile.len() > MAX_PROFILE {
            return Err(Fault::profile("it is too large"));
        }
    }
    Ok(((!profile.is_empty()).then_some(profile), inverted))
}

pub(super) fn broken(detail: &str) -> Fault {
    Fault::broken(Format::Jpeg, detail)
}

pub(super) fn cut_off() -> Fault {
    Fault::CutOff { format: Format::Jpeg }
}
