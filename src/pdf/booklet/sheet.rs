//! The content of a side of a sheet: two pages, clipped at the fold, and marks around them.

use super::Paper;
use super::geometry::number;
use super::imposition::Side;
use super::source::Page;
use crate::format::mm_to_pt;
use crate::pdf::object::Rect;

/// Space between a page and a mark, in mm.
const MARK_GAP: f64 = 1.0;

/// Length of a mark, in mm.
const MARK_LENGTH: f64 = 5.0;

/// Length of the shortest mark worth drawing, in mm.
const SHORTEST_MARK: f64 = 2.0;

/// Line width of a mark, in pt.
const MARK_WIDTH: f64 = 0.25;

/// A page with its place on a side.
struct Placed<'a> {
    page: &'a Page,
    /// Whether the page is left of the fold.
    is_left: bool,
    half: Rect,
    trim: Rect,
    /// The bleed, clipped at the fold.
    visible: Rect,
}

pub(super) fn form_name(page: usize) -> String {
    format!("P{page}")
}

/// Returns the content stream of a side, which is empty if the side is blank.
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
    content.push_str(&draw_marks(&placed, width, height));
    content
}

/// Places a page on its half of the sheet, with the left edge of its trim at `x`.
fn place(page: &Page, half: Rect, x: f64) -> Placed<'_> {
    let is_left = half.left <= 0.0;
    let y = (half.height() - page.trim.height()) / 2.0;
    let trim = page.trim.translate(x, y);
    let bleed = page.upright_bleed().translate(x, y);
    Placed { page, is_left, half, trim, visible: bleed.intersect(half).unwrap_or(trim) }
}

/// Draws a page, clipped at the fold so that its bleed does not cover the other page.
fn draw(placed: &Placed) -> String {
    let half = &placed.half;
    let clip = [half.left, half.bottom, half.width(), half.height()].map(number).join(" ");
    let (x, y) = (number(placed.trim.left), number(placed.trim.bottom));
    format!("q\n{clip} re W n\n1 0 0 1 {x} {y} cm\n/{} Do\nQ\n", form_name(placed.page.number))
}

/// Draws marks for the fold and the trim if the paper has room for them beyond the bleed. They move with the page, so
/// that those of all sheets coincide in the folded stack.
fn draw_marks(placed: &[Placed], width: f64, height: f64) -> String {
    let mut lines = Vec::new();
    let mut upright = |x: f64, top: f64, bottom: f64| {
        lines.extend(mark_span(top, height).map(|[from, to]| [x, from, x, to]));
        lines.extend(mark_span(-bottom, 0.0).map(|[from, to]| [x, -from, x, -to]));
    };
    if !placed.is_empty() {
        let top = placed.iter().map(|placed| placed.visible.top).fold(0.0, f64::max);
        let bottom = placed.iter().map(|placed| placed.visible.bottom).fold(height, f64::min);
        upright(width / 2.0, top, bottom);
    }
    for Placed { is_left, trim, visible, .. } in placed {
        upright(if *is_left { trim.left } else { trim.right }, visible.top, visible.bottom);
    }
    for Placed { is_left, trim, visible, .. } in placed {
        for y in [trim.bottom, trim.top] {
            if *is_left {
                lines.extend(mark_span(-visible.left, 0.0).map(|[from, to]| [-from, y, -to, y]));
            } else {
                lines.extend(mark_span(visible.right, width).map(|[from, to]| [from, y, to, y]));
            }
        }
    }
    stroke(&lines)
}

/// Returns the start and the end of a mark beyond `edge` on a sheet that ends at `end`; `None` if there is no room.
fn mark_span(edge: f64, end: f64) -> Option<[f64; 2]> {
    let from = edge + mm_to_pt(MARK_GAP);
    let to = (from + mm_to_pt(MARK_LENGTH)).min(end);
    (to - from >= mm_to_pt(SHORTEST_MARK)).then_some([from, to])
}

fn stroke(lines: &[[f64; 4]]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let line = |[x0, y0, x1, y1]: [String; 4]| format!("{x0} {y0} m {x1} {y1} l S\n");
    let lines: String = lines.iter().map(|ends| line(ends.map(number))).collect();
    format!("q\n0 G {} w\n{lines}Q\n", number(MARK_WIDTH))
}
