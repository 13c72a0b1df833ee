//! The grid of a page, derived from its size.

use serde::Serialize;

/// The page on which the design was drawn: A4. Its rows and columns are the unit of `frames.toml`.
pub(super) const DRAWN: (f64, f64) = (210.0, 297.0);

/// Rows on the page that was drawn.
pub(super) const DRAWN_ROWS: f64 = 66.0;

/// Columns on the page that was drawn.
pub(super) const DRAWN_COLUMNS: f64 = 12.0;

/// Height of a row in mm, from which the number of rows follows: on a high page, and on a lower one.
const ROW_HEIGHT: [f64; 2] = [4.5, 4.2];

/// The least height of a high page in mm.
const HIGH: f64 = 250.0;

/// The share of the width that the outer margin takes.
const OUTER_SHARE: f64 = 1.0 / 14.0;

/// Numbers of columns, each with the least width of its pages in mm.
const COLUMNS: [(f64, u32); 4] = [(195.0, 12), (170.0, 10), (140.0, 8), (0.0, 6)];

/// The least size of display type in relation to A4.
const LEAST_DISPLAY: f64 = 0.68;

/// From this number of columns on, things are beside each other as on A4.
const WIDE: u32 = 10;

/// A page and its grid. All lengths are in mm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Format {
    /// Width of the trimmed page.
    pub width: f64,
    /// Height of the trimmed page.
    pub height: f64,
    /// Bleed on all sides.
    pub bleed: f64,
    /// The number of rows from head to foot, N.
    pub rows: u32,
    /// Height of a row, L.
    pub line: f64,
    /// The outer margin.
    pub outer: f64,
    /// The inner margin, at the spine.
    pub inner: f64,
    /// The number of columns.
    pub columns: u32,
    /// Whether the columns are few, so that things are below each other that are beside each other on A4.
    pub narrow: bool,
    /// Width of a column with the gutter to the next, M.
    pub module: f64,
    /// The size of drawings in relation to A4, s.
    pub scale: f64,
    /// The size of display type in relation to A4.
    pub display: f64,
}

impl Format {
    /// Derives the grid of a page of a size in mm.
    #[must_use]
    pub(crate) fn new(width: f64, height: f64, bleed: f64) -> Self {
        let row_height = if height >= HIGH { ROW_HEIGHT[0] } else { ROW_HEIGHT[1] };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page has few rows")]
        let rows = (height / row_height).round().max(1.0) as u32;
        let line = height / f64::from(rows);
        let outer = width * OUTER_SHARE;
        let inner = outer + line;
        let columns = COLUMNS.into_iter().find(|(least, _)| width >= *least).map_or(1, |(_, columns)| columns);
        let module = (width - outer - inner + line) / f64::from(columns);
        let scale = (width / DRAWN.0).min(height / DRAWN.1);
        let display = scale.max(LEAST_DISPLAY);
        Self { width, height, bleed, rows, line, outer, inner, columns, narrow: columns < WIDE, module, scale, display }
    }

    /// Returns a row of the page that was drawn in rows of this one, to a quarter.
    #[must_use]
    pub(super) fn row(&self, row: f64) -> f64 {
        (row * f64::from(self.rows) / DRAWN_ROWS * 4.0).round() / 4.0
    }

    /// Returns a row that the drawn page counts from its head, with the same distance to the foot of this page.
    #[must_use]
    pub(super) fn foot(&self, row: f64) -> f64 {
        f64::from(self.rows) - (DRAWN_ROWS - row)
    }

    /// Returns a number of columns of the page that was drawn in columns of this one.
    #[must_use]
    pub(super) fn columns(&self, columns: f64) -> f64 {
        let share = f64::from(self.columns) / DRAWN_COLUMNS;
        if self.columns == 12 { columns } else { (columns * share).round() }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn the_grid_of_each_format_follows_from_its_size() {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let grid = |width, height| {
            let it = Format::new(width, height, 3.0);
            (it.rows, round(it.line), round(it.outer), round(it.inner), it.columns, round(it.module), round(it.scale))
        };
        assert_eq!(grid(210.0, 297.0), (66, 4.5, 15.0, 19.5, 12, 15.0, 1.0));
        assert_eq!(grid(148.0, 210.0), (50, 4.2, 10.57, 14.77, 8, 15.86, 0.7));
        assert_eq!(grid(215.9, 279.4), (62, 4.51, 15.42, 19.93, 12, 15.42, 0.94));
        assert_eq!(grid(210.0, 210.0), (50, 4.2, 15.0, 19.2, 12, 15.0, 0.71));
    }

    #[test]
    fn rows_between_are_scaled_and_those_of_the_foot_keep_their_distance() {
        let a5 = Format::new(148.0, 210.0, 3.0);
        assert_eq!((a5.row(24.0), a5.foot(60.0), a5.columns(6.0)), (18.25, 44.0, 4.0));
        let a4 = Format::new(210.0, 297.0, 3.0);
        assert_eq!((a4.row(24.0), a4.foot(60.0), a4.columns(6.5)), (24.0, 60.0, 6.5));
    }
}
