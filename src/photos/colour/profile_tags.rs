//! The tables of an output profile: whether they are where the profile says, and as large as their contents.
//!
//! A profile whose header is right and whose tables are damaged would go to the press inside the PDF: programs on the way
//! see it only when they convert a colour, and each of them helps itself in another way.

use std::collections::BTreeSet;
use std::ops::Range;

use super::profile_error::OutputProfileError;

/// Where the tag table begins, and the length of an entry (ICC.1:2010, 7.3).
const TABLE: usize = 128;
const ENTRY: usize = 12;

/// The signature and the reserved bytes before the data of a tag (ICC.1:2010, 10.1).
const TAG_HEAD: usize = 8;

/// Channels of the inks and of the profile connection space.
const INKS: u8 = 4;
const COLOURS: u8 = 3;

/// The tables for converting inks to colours and back: one of each pair is enough, the first being colorimetric.
const CONVERSIONS: [([&[u8; 4]; 2], [u8; 2]); 2] =
    [([b"A2B1", b"A2B0"], [INKS, COLOURS]), ([b"B2A1", b"B2A0"], [COLOURS, INKS])];

/// Checks the tag table of a profile and the tables that convert colours.
pub(super) fn check(bytes: &[u8]) -> Result<(), OutputProfileError> {
    let tags = tags(bytes)?;
    for (names, channels) in CONVERSIONS {
        let mut found = tags.iter().filter(|(name, _)| names.contains(&name)).peekable();
        if found.peek().is_none() {
            let name = String::from_utf8_lossy(names[1]).into_owned();
            return Err(OutputProfileError::NoTable { name });
        }
        for (name, place) in found {
            let data = bytes.get(place.clone()).unwrap_or_default();
            let name = String::from_utf8_lossy(name);
            conversion(data, channels).map_err(|detail| damaged(format!("its table `{name}` {detail}")))?;
        }
    }
    Ok(())
}

fn damaged(detail: impl Into<String>) -> OutputProfileError {
    OutputProfileError::Damaged { detail: detail.into() }
}

type Tag = ([u8; 4], Range<usize>);

/// Returns the tags and the places of their data, which are in the file, behind the table, and apart from each other unless
/// several tags share all their data.
fn tags(bytes: &[u8]) -> Result<Vec<Tag>, OutputProfileError> {
    let count = u32_at(bytes, TABLE).filter(|count| *count > 0).ok_or_else(|| damaged("it has no tables"))? as usize;
    let first = TABLE + 4;
    let end = count.checked_mul(ENTRY).and_then(|length| length.checked_add(first));
    let Some(table) = end.and_then(|end| bytes.get(first..end)) else {
        return Err(damaged("its list of tables is cut off"));
    };
    let data = first + table.len();
    let mut tags = Vec::new();
    for entry in table.chunks_exact(ENTRY) {
        let name: [u8; 4] = [entry[0], entry[1], entry[2], entry[3]];
        let (start, size) = (u32_at(entry, 4).unwrap_or_default() as usize, u32_at(entry, 8).unwrap_or_default());
        let end = start.checked_add(size as usize).filter(|end| *end <= bytes.len());
        match end {
            Some(end) if start >= data && end - start >= TAG_HEAD => tags.push((name, start..end)),
            _ => {
                let name = String::from_utf8_lossy(&name).into_owned();
                return Err(damaged(format!("its table `{name}` is outside the file")));
            }
        }
    }
    let names: BTreeSet<_> = tags.iter().map(|(name, _)| name).collect();
    if names.len() < tags.len() {
        return Err(damaged("it lists a table twice"));
    }
    let mut places: Vec<_> = tags.iter().map(|(_, place)| (place.start, place.end)).collect();
    places.sort_unstable();
    places.dedup();
    if places.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Err(damaged("its tables overlap"));
    }
    Ok(tags)
}

/// Checks the type, the channels and the size of a table that converts colours.
fn conversion(data: &[u8], [inputs, outputs]: [u8; 2]) -> Result<(), String> {
    if data.get(8..10) != Some(&[inputs, outputs]) {
        return Err(format!("does not convert {inputs} channels to {outputs}"));
    }
    let (inputs, outputs) = (usize::from(inputs), usize::from(outputs));
    let needed = match data.get(..4) {
        Some(b"mft1") => lut(data, inputs, outputs, 48, [256, 256], 1),
        Some(b"mft2") => {
            let entries = [u16_at(data, 48), u16_at(data, 50)].map(Option::unwrap_or_default);
            lut(data, inputs, outputs, 52, entries, 2)
        }
        Some(b"mAB " | b"mBA ") => pieces(data, inputs, outputs),
        _ => return Err("is of an unknown type".to_owned()),
    };
    match needed {
        Some(needed) if needed <= data.len() => Ok(()),
        _ => Err("is smaller than its contents".to_owned()),
    }
}

/// Returns the size of a table of the types lut8 and lut16 (ICC.1:2010, 10.8 and 10.9), in bytes: input curves, grid, output
/// curves after a head.
fn lut(data: &[u8], inputs: usize, outputs: usize, head: usize, entries: [u16; 2], width: usize) -> Option<usize> {
    let points = usize::from(*data.get(10)?);
    if points < 2 || entries.iter().any(|count| *count < 2) {
        return None;
    }
    let grid = points.checked_pow(u32::try_from(inputs).ok()?)?.checked_mul(outputs)?;
    let curves = inputs * usize::from(entries[0]) + outputs * usize::from(entries[1]);
    grid.checked_add(curves)?.checked_mul(width)?.checked_add(head)
}

/// Returns the least size of a table of the types lutAToB and lutBToA (ICC.1:2010, 10.10 and 10.11), in bytes: each of its
/// parts begins in it, and its grid ends in it.
fn pieces(data: &[u8], inputs: usize, outputs: usize) -> Option<usize> {
    let offsets: Vec<_> = (12..32).step_by(4).map(|at| u32_at(data, at)).collect::<Option<_>>()?;
    let [curves, .., grid, _] = offsets.as_slice() else { return None };
    let grid = *grid as usize;
    // Between four inks and three colours there is always a grid.
    if *curves == 0 || grid == 0 {
        return None;
    }
    let points = data.get(grid..grid + inputs)?;
    let width = usize::from(*data.get(grid + 16)?);
    let nodes = points.iter().try_fold(outputs, |nodes, count| nodes.checked_mul(usize::from(*count)))?;
    let end = nodes.checked_mul(width)?.checked_add(grid + 20)?;
    let starts = offsets.iter().map(|offset| *offset as usize + 1).max()?;
    (points.iter().all(|count| *count >= 2) && (1..=2).contains(&width)).then_some(end.max(starts))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_be_bytes(*word))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|word| u16::from_be_bytes(*word))
}
