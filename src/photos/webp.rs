//! WebP: walks over the chunks of a file and says what they hold; decodes nothing.

use super::Fault;
use super::header::{Format, Model, Survey};

/// Says what the file holds, and that it goes on to its end (RFC 9649).
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, Fault> {
    let mut at = 12;
    let end = bytes.get(4..8).and_then(|size| size.try_into().ok()).map_or(0, le32).saturating_add(8);
    if end > bytes.len() {
        return Err(cut_off());
    }
    let (mut size, mut alpha, mut exif, mut cost) = (None, false, None, 0);
    while at + 8 <= end {
        let kind = bytes.get(at..at + 4).unwrap_or_default();
        let length = bytes.get(at + 4..at + 8).and_then(|size| size.try_into().ok()).map_or(0, le32);
        let range = at + 8..(at + 8).saturating_add(length);
        let body = bytes.get(range.clone()).ok_or_else(cut_off)?;
        match kind {
            b"VP8X" => {
                let [flags, _, _, _, w0, w1, w2, h0, h1, h2, ..] = body else {
                    return Err(broken("its head is too short"));
                };
                if flags & 0x02 != 0 {
                    return Err(Fault::Animated { format: Format::WebP });
                }
                alpha = flags & 0x10 != 0;
                let length = |b0, b1, b2| u32::from_le_bytes([b0, b1, b2, 0]) + 1;
                size = Some((length(*w0, *w1, *w2), length(*h0, *h1, *h2)));
            }
            b"ANIM" | b"ANMF" => return Err(Fault::Animated { format: Format::WebP }),
            b"VP8 " if cost == 0 => {
                let frame = lossy(body)?;
                check_same(size, frame)?;
                size = Some(frame);
                cost = if alpha { 6500 } else { 4500 };
            }
            b"VP8L" if cost == 0 => {
                let (frame, transparent) = lossless(body)?;
                check_same(size, frame)?;
                size = Some(frame);
                alpha |= transparent;
                cost = 8000;
            }
            b"EXIF" => exif = Some(range.start + if body.starts_with(b"Exif\0\0") { 6 } else { 0 }..range.end),
            _ => {}
        }
        at = range.end + (length & 1);
    }
    match size {
        Some((width, height)) if cost > 0 => Ok(Survey { width, height, alpha, colour: Model::Rgb, exif, cost }),
        _ => Err(broken("it has no pixel data")),
    }
}

/// RFC 9649, 2.7: the canvas of a still picture is the picture.
fn check_same(canvas: Option<(u32, u32)>, frame: (u32, u32)) -> Result<(), Fault> {
    if canvas.is_some_and(|canvas| canvas != frame) { Err(broken("its sizes contradict each other")) } else { Ok(()) }
}

/// RFC 6386, 9.1: three bytes of tag, three of start code, then two sides of 14 bits each.
fn lossy(body: &[u8]) -> Result<(u32, u32), Fault> {
    match body {
        [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] => {
            let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
            Ok((side(*w0, *w1), side(*h0, *h1)))
        }
        _ => Err(broken("its frame has no start code")),
    }
}

/// RFC 9649, 3.4: a signature, then two sides less one of 14 bits each and the flag of alpha.
fn lossless(body: &[u8]) -> Result<((u32, u32), bool), Fault> {
    match body {
        [0x2f, b0, b1, b2, b3, ..] => {
            let bits = u32::from_le_bytes([*b0, *b1, *b2, *b3]);
            Ok((((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1), bits >> 28 & 1 == 1))
        }
        _ => Err(broken("its frame has no signature")),
    }
}

fn le32(bytes: [u8; 4]) -> usize {
    usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX)
}

fn broken(detail: &str) -> Fault {
    Fault::broken(Format::WebP, detail)
}

fn cut_off() -> Fault {
    Fault::CutOff { format: Format::WebP }
}
