//! PNG: walks over the chunks of a file, checks each, and says what they hold; decodes nothing.

use super::Fault;
use super::header::{Format, Model, Survey};

/// Says what the file holds, and that every chunk up to the last is whole (ISO/IEC 15948, 5.3).
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, Fault> {
    let table = table();
    let mut at = 8;
    let mut survey = None;
    let mut data = false;
    loop {
        let (kind, body, next) = chunk(bytes, at, &table)?;
        match (kind, survey.as_mut()) {
            (b"IHDR", None) => survey = Some(head(body)?),
            (b"IHDR", Some(_)) => return Err(broken("it has two heads")),
            (_, None) => return Err(broken("it does not start with its head")),
            // A palette or a colour that is transparent makes a fourth channel.
            (b"tRNS", Some(survey)) if !survey.alpha => {
                survey.alpha = true;
                survey.cost += survey.cost / 3;
            }
            (b"eXIf", Some(survey)) => survey.exif = Some(at + 8..at + 8 + body.len()),
            (b"acTL", Some(_)) => return Err(Fault::Animated { format: Format::Png }),
            (b"IDAT", Some(_)) => data = true,
            (b"IEND", Some(_)) => break,
            _ => {}
        }
        at = next;
    }
    match survey {
        Some(survey) if data => Ok(survey),
        _ => Err(broken("it has no pixel data")),
    }
}

/// ISO/IEC 15948, 11.2.2.
fn head(body: &[u8]) -> Result<Survey, Fault> {
    let [w3, w2, w1, w0, h3, h2, h1, h0, depth, kind, _, _, _] = body else {
        return Err(broken("its head has a wrong length"));
    };
    let (colour, alpha, channels) = match kind {
        0 => (Model::Gray, false, 1),
        2 | 3 => (Model::Rgb, false, 3),
        4 => (Model::Gray, true, 2),
        6 => (Model::Rgb, true, 4),
        _ => return Err(broken("its head names an unknown kind of colour")),
    };
    // Sixteen bits are decoded to two bytes and made one byte of each.
    let bytes = if *depth == 16 { 3 } else { 1 };
    Ok(Survey {
        width: u32::from_be_bytes([*w3, *w2, *w1, *w0]),
        height: u32::from_be_bytes([*h3, *h2, *h1, *h0]),
        alpha,
        colour,
        exif: None,
        cost: channels * bytes * 1000,
    })
}

/// The chunk at a place: its type, its data, and where the next one starts.
fn chunk<'a>(bytes: &'a [u8], at: usize, table: &[u32; 256]) -> Result<(&'a [u8; 4], &'a [u8], usize), Fault> {
    let rest = bytes.get(at..).unwrap_or_default();
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_off)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| cut_off())?;
    let covered = rest.get(..length.saturating_add(4)).ok_or_else(cut_off)?;
    let sum = rest.get(covered.len()..).and_then(<[u8]>::first_chunk::<4>).ok_or_else(cut_off)?;
    if checksum(covered, table) != u32::from_be_bytes(*sum) {
        return Err(broken("a chunk has a wrong checksum"));
    }
    let (kind, body) = covered.split_first_chunk::<4>().ok_or_else(cut_off)?;
    Ok((kind, body, at + 12 + length))
}

/// CRC-32 as in ISO/IEC 15948, annex D.
pub(super) fn checksum(bytes: &[u8], table: &[u32; 256]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        let [low, ..] = sum.to_le_bytes();
        table.get(usize::from(low ^ byte)).copied().unwrap_or_default() ^ (sum >> 8)
    })
}

/// The remainders of all bytes.
pub(super) fn table() -> [u32; 256] {
    let mut table = [0; 256];
    for (value, entry) in (0u32..).zip(table.iter_mut()) {
        *entry = (0..8).fold(value, |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 });
    }
    table
}

fn broken(detail: &str) -> Fault {
    Fault::broken(Format::Png, detail)
}

fn cut_off() -> Fault {
    Fault::CutOff { format: Format::Png }
}
