//! GIF: walks over the blocks of a file and says what they hold; decodes nothing.

use super::Fault;
use super::header::{Format, Model, Survey};

/// Says what the file holds, and that it goes on to its end (`GIF89a`, 17 to 27).
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, Fault> {
    let &[w0, w1, h0, h1, flags, _, _] = bytes.get(6..13).unwrap_or_default() else {
        return Err(cut_off());
    };
    let canvas = (u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1])));
    let mut at = 13 + palette(flags);
    let (mut frames, mut alpha) = (0, false);
    loop {
        match bytes.get(at).ok_or_else(cut_off)? {
            0x3b => break,
            0x21 => {
                // The graphic control block: bit 0 of its flags says that a colour is transparent.
                if let Some([0xf9, 4, flags]) = bytes.get(at + 1..at + 4) {
                    alpha |= flags & 1 == 1;
                }
                at = after_blocks(bytes, at + 2)?;
            }
            0x2c => {
                frames += 1;
                if frames > 1 {
                    return Err(Fault::Animated { format: Format::Gif });
                }
                let &[x0, x1, y0, y1, w0, w1, h0, h1, flags] = bytes.get(at + 1..at + 10).unwrap_or_default() else {
                    return Err(cut_off());
                };
                let [x, y, w, h] = [[x0, x1], [y0, y1], [w0, w1], [h0, h1]].map(|b| u32::from(u16::from_le_bytes(b)));
                if w == 0 || h == 0 || x + w > canvas.0 || y + h > canvas.1 {
                    return Err(broken("its frame does not fit its canvas"));
                }
                alpha |= (w, h) != canvas;
                at = after_blocks(bytes, at + 11 + palette(flags))?;
            }
            _ => return Err(broken("it has an unknown block")),
        }
    }
    if frames == 0 {
        return Err(broken("it has no frame"));
    }
    // A canvas, a frame of its own and its indices.
    Ok(Survey { width: canvas.0, height: canvas.1, alpha, colour: Model::Rgb, exif: None, cost: 9000 })
}

/// Bytes of the colour table that the flags announce.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Behind the sub-blocks that start at a place.
fn after_blocks(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    loop {
        match bytes.get(at).ok_or_else(cut_off)? {
            0 => return Ok(at + 1),
            length => at += 1 + usize::from(*length),
        }
    }
}

fn broken(detail: &str) -> Fault {
    Fault::broken(Format::Gif, detail)
}

fn cut_off() -> Fault {
    Fault::CutOff { format: Format::Gif }
}
