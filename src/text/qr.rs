//! QR codes (ISO/IEC 18004) of web and mail addresses, as outlines in units of one module.

use std::collections::BTreeSet;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// The longest address in bytes: the largest that keeps a code at version 5 or 6, whose modules can be 0.5 mm wide in
/// the places that pages have for them.
pub(crate) const LONGEST_ADDRESS: usize = 84;

/// The largest version, of 41 modules.
const LARGEST_VERSION: u8 = 6;

/// A closed outline between dark and light modules, with the dark ones on its right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QrOutline {
    /// Its first corner: modules from the left and from the top.
    pub start: [i16; 2],
    /// The way round from corner to corner, to the right and downwards in turn. The last step, back to the start, is
    /// left out.
    pub steps: Vec<i16>,
}

/// The dark modules of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QrModules {
    /// Modules on a side, without the quiet zone.
    pub side: i16,
    /// The outlines around all dark modules. They wind so that filling them leaves the light ones inside open.
    pub outlines: Vec<QrOutline>,
}

/// Encodes an address at error level M. Returns `None` if it is empty or too long for a code that a page has room for.
#[must_use]
pub(crate) fn encode_address(address: &str) -> Option<QrModules> {
    if address.is_empty() || address.len() > LONGEST_ADDRESS {
        return None;
    }
    let segments = QrSegment::make_segments(address);
    let level = QrCodeEcc::Medium;
    let largest = Version::new(LARGEST_VERSION);
    let code = QrCode::encode_segments_advanced(&segments, level, Version::MIN, largest, None, false).ok()?;
    let side = i16::try_from(code.size()).ok()?;
    let dark = |x: i16, y: i16| code.get_module(x.into(), y.into());
    Some(QrModules { side, outlines: trace_outlines(side, &dark) })
}

/// Traces the outlines of the dark modules. Modules that touch only in a corner get separate outlines.
fn trace_outlines(side: i16, dark: &dyn Fn(i16, i16) -> bool) -> Vec<QrOutline> {
    // Every outline has an edge along the top of a dark module, which leads to the right.
    let is_top = |x: i16, y: i16| dark(x, y) && !dark(x, y - 1);
    let mut traced = BTreeSet::new();
    let mut outlines = Vec::new();
    for y in 0..side {
        for x in 0..side {
            // An edge begins where none comes from the left.
            if is_top(x, y) && !is_top(x - 1, y) && !traced.contains(&(x, y)) {
                outlines.push(trace(x, y, dark, &mut |x, y| {
                    traced.insert((x, y));
                }));
            }
        }
    }
    outlines
}

/// Follows an outline from the top left corner of a dark module until it closes. Tells `on_top` the modules along whose
/// top it leads.
fn trace(x: i16, y: i16, dark: &dyn Fn(i16, i16) -> bool, on_top: &mut dyn FnMut(i16, i16)) -> QrOutline {
    let (start, mut at, mut heading) = ((x, y), (x, y), (1, 0));
    let mut steps = Vec::new();
    let mut length = 0;
    loop {
        if heading == (1, 0) {
            on_top(at.0, at.1);
        }
        at = (at.0 + heading.0, at.1 + heading.1);
        length += heading.0 + heading.1;
        let next = turn(at, heading, dark);
        if next != heading {
            if (at, next) == (start, (1, 0)) {
                return QrOutline { start: [start.0, start.1], steps };
            }
            steps.push(length);
            (heading, length) = (next, 0);
        }
    }
}

/// Returns where an outline leads on from a corner of the grid: to the right around its own module, straight on, or to the
/// left around the next one.
fn turn(at: (i16, i16), (dx, dy): (i16, i16), dark: &dyn Fn(i16, i16) -> bool) -> (i16, i16) {
    // The modules ahead, on the right and on the left of the way.
    let ahead = |right: bool| {
        let (side_x, side_y) = if right { (-dy, dx) } else { (dy, -dx) };
        dark(at.0 + (dx + side_x - 1) / 2, at.1 + (dy + side_y - 1) / 2)
    };
    if !ahead(true) {
        (-dy, dx)
    } else if ahead(false) {
        (dy, -dx)
    } else {
        (dx, dy)
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_ADDRESS, QrModules, encode_address, trace_outlines};

    /// Returns whether each module is dark, by the number of outlines to its left.
    fn fill(code: &QrModules) -> Vec<Vec<bool>> {
        let side = usize::try_from(code.side).unwrap();
        let mut crossings = vec![vec![false; side + 1]; side];
        for outline in &code.outlines {
            let [mut x, mut y] = outline.start;
            let mut edges: Vec<_> = outline.steps.clone();
            let back: i16 = outline.steps.iter().skip(1).step_by(2).sum();
            edges.push(-back);
            for (n, step) in edges.into_iter().enumerate() {
                if n % 2 == 0 {
                    x += step;
                    continue;
                }
                for row in y.min(y + step)..y.max(y + step) {
                    let (row, column) = (usize::try_from(row).unwrap(), usize::try_from(x).unwrap());
                    crossings[row][column] ^= true;
                }
                y += step;
            }
        }
        let rows = crossings.iter().map(|row| {
            let mut inside = false;
            row[..side]
                .iter()
                .map(|crossed| {
                    inside ^= crossed;
                    inside
                })
                .collect()
        });
        rows.collect()
    }

    #[test]
    fn the_outlines_enclose_the_dark_modules_and_no_others() {
        for address in ["https://ni-ro.de", "https://www.silicon-saxony.de", &"x".repeat(LONGEST_ADDRESS)] {
            let code = encode_address(address).unwrap();
            let segments = qrcodegen::QrSegment::make_segments(address);
            let level = qrcodegen::QrCodeEcc::Medium;
            let (least, most) = (qrcodegen::Version::MIN, qrcodegen::Version::new(super::LARGEST_VERSION));
            let expected =
                qrcodegen::QrCode::encode_segments_advanced(&segments, level, least, most, None, false).unwrap();
            let side = i16::try_from(expected.size()).unwrap();
            assert_eq!(code.side, side);
            for (y, row) in (0..side).zip(fill(&code)) {
                for (x, dark) in (0..side).zip(row) {
                    assert_eq!(dark, expected.get_module(x.into(), y.into()), "{address}: {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn a_ring_has_two_outlines_and_corners_that_touch_stay_apart() {
        let picture = |rows: &'static [&'static str]| {
            move |x: i16, y: i16| {
                let row = usize::try_from(y).ok().and_then(|y| rows.get(y));
                row.and_then(|row| row.as_bytes().get(usize::try_from(x).ok()?)) == Some(&b'#')
            }
        };
        let ring = trace_outlines(3, &picture(&["###", "# #", "###"]));
        let steps: Vec<_> = ring.iter().map(|outline| (outline.start, outline.steps.as_slice())).collect();
        assert_eq!(steps, [([0, 0], &[3, 3, -3][..]), ([1, 2], &[1, -1, -1][..])]);
        let apart = trace_outlines(2, &picture(&["# ", " #"]));
        assert_eq!(apart.len(), 2);
        assert!(apart.iter().all(|outline| outline.steps == [1, 1, -1]));
    }

    #[test]
    fn an_address_without_room_has_no_code() {
        assert_eq!(encode_address(""), None);
        assert_eq!(encode_address(&"x".repeat(LONGEST_ADDRESS + 1)), None);
        let longest = encode_address(&"x".repeat(LONGEST_ADDRESS)).unwrap();
        assert!(longest.side <= 41, "{}", longest.side);
    }
}
