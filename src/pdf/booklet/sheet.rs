//! What a side of a sheet draws: its two pages, each cut off at the fold, and the ticks around them.

use super::Paper;
use super::geometry::number;
use super::imposition::Side;
use super::source::Page;
use crate::format::mm_to_pt;
use crate::pdf::object::Rect;

/// Between what a page shows and a tick, in mm.
const TICK_GAP: f64 = 1.0;

/// The length of a tick, in mm.
const TICK: f64 = 5.0;

/// The shortest tick worth drawing, in mm.
const SHORTEST_TICK: f64 = 2.0;

/// The width of a tick, in pt.
const TICK_WIDTH: f64 = 0.25;

/// A page at its place on a side.
struct Placed<'a> {
    page: &'a Page,
    /// Whether its fore edge is the left one.
    is_left: bool,
    /// The half of the sheet it belongs to.
    half: Rect,
    /// Where its trim is.
    trim: Rect,
    /// What is to be seen of it: its bleed, as far as its half goes.
    shown: Rect,
}

/// The name of the form of a page.
pub(super) fn form_name(page: usize) -> String {
    format!("P{page}")
}

/// The content stream of a side. Empty for a blank one.
pub(super) fn content(paper: Paper, side: &Side, pages: &[Page]) -> String {
    let [left, right] = side.pages.map(|page| page.and_then(|page| pages.get(page.checked_sub(1)?)));
    let (width, height) = (mm_to_pt(paper.width), mm_to_pt(paper.height));
    let fold = width / 2.0;
    let left = left.map(|page| {
        let half = Rect { left: 0.0, bottom: 0.0, right: fold, top: height };
        place(page, half, fold - page.trim.width() + side.creep)
    });
    let right = right.map(|page| {
        let half = Rect { left: fold, bottom: 0.0, right: width, top: height };
        place(page, half, fold - side.creep)
    });
    let placed: Vec<_> = left.into_iter().chain(right).collect();
    let mut content: String = placed.iter().map(draw).collect();
    content.push_str(&ticks(&placed, width, height));
    content
}

/// Puts a page onto its half of the sheet, with the left edge of its trim at `x`.
fn place(page: &Page, half: Rect, x: f64) -> Placed<'_> {
    let is_left = half.left <= 0.0;
    let y = (half.height() - page.trim.height()) / 2.0;
    let trim = page.trim.translate(x, y);
    let shown = page.shown().translate(x, y);
    Placed { page, is_left, half, trim, shown: shown.intersect(half).unwrap_or(trim) }
}

/// Draws a page, cut off at the fold, so that nothing of its bleed comes onto the other.
fn draw(placed: &Placed) -> String {
    let half = &placed.half;
    let clip = [half.left, half.bottom, half.width(), half.height()].map(number).join(" ");
    let (x, y) = (number(placed.trim.left), number(placed.trim.bottom));
    format!("q\n{clip} re W n\n1 0 0 1 {x} {y} cm\n/{} Do\nQ\n", form_name(placed.page.number))
}

/// Ticks for the fold and the trim, where the paper has room for them beyond the bleed. They move
/// with the page, so that in the folded stack those of all sheets lie on each other.
fn ticks(placed: &[Placed], width: f64, height: f64) -> String {
    let mut lines = Vec::new();
    let mut upright = |x: f64, top: f64, bottom: f64| {
        lines.extend(stretch(top, height).map(|[from, to]| [x, from, x, to]));
        lines.extend(stretch(-bottom, 0.0).map(|[from, to]| [x, -from, x, -to]));
    };
    if !placed.is_empty() {
        let top = placed.iter().map(|placed| placed.shown.top).fold(0.0, f64::max);
        let bottom = placed.iter().map(|placed| placed.shown.bottom).fold(height, f64::min);
        upright(width / 2.0, top, bottom);
    }
    for Placed { is_left, trim, shown, .. } in placed {
        upright(if *is_left { trim.left } else { trim.right }, shown.top, shown.bottom);
    }
    for Placed { is_left, trim, shown, .. } in placed {
        for y in [trim.bottom, trim.top] {
            if *is_left {
                lines.extend(stretch(-shown.left, 0.0).map(|[from, to]| [-from, y, -to, y]));
            } else {
                lines.extend(stretch(shown.right, width).map(|[from, to]| [from, y, to, y]));
            }
        }
    }
    stroke(&lines)
}

/// Where a tick beyond `edge` begins and ends, on a sheet that ends at `end`; nothing where there is
/// no room.
fn stretch(edge: f64, end: f64) -> Option<[f64; 2]> {
    let from = edge + mm_to_pt(TICK_GAP);
    let to = (from + mm_to_pt(TICK)).min(end);
    (to - from >= mm_to_pt(SHORTEST_TICK)).then_some([from, to])
}

/// Lines from point to point in black.
fn stroke(lines: &[[f64; 4]]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let line = |[x0, y0, x1, y1]: [String; 4]| format!("{x0} {y0} m {x1} {y1} l S\n");
    let lines: String = lines.iter().map(|ends| line(ends.map(number))).collect();
    format!("q\n0 G {} w\n{lines}Q\n", number(TICK_WIDTH))
}
