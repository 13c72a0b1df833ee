//! The rows of the contents and the strip beside them: one row for each station, all of one height.

use std::ops::Range;

/// Where the rows of a page are, and how high they may be, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RowFrame {
    /// The upper edge of the first row.
    pub top: f64,
    /// The lowest edge of the last row.
    pub bottom: f64,
    /// The height of a row in a short tour.
    pub most: f64,
    /// The least height of a row.
    pub least: f64,
}

/// The rows of all stations.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rows {
    /// The upper edge of the first row of a page, in mm.
    pub top: f64,
    /// The height of a row in mm.
    pub height: f64,
    /// The stations of each page, by their indices.
    pub pages: Vec<Range<usize>>,
}

impl Rows {
    /// Divides the rows of a number of stations among as few pages as have room for them. These begin on a right page
    /// and end on one, so that their number is odd.
    #[must_use]
    pub(crate) fn divide(stations: usize, frame: RowFrame) -> Self {
        let room = frame.bottom - frame.top;
        let mut pages = 1;
        while room / count(stations.div_ceil(pages)) < frame.least && pages < stations {
            pages += 2;
        }
        let per_page = stations.div_ceil(pages).max(1);
        let starts = (0..stations).step_by(per_page);
        Self {
            top: frame.top,
            height: frame.most.min(room / count(per_page)),
            pages: starts.map(|start| start..stations.min(start + per_page)).collect(),
        }
    }

    /// Returns the upper edge of each station's row on its page, in mm.
    #[must_use]
    pub(crate) fn tops(&self) -> Vec<f64> {
        let rows = self.pages.iter().flat_map(|page| 0..page.len());
        rows.map(|row| self.height.mul_add(count(row), self.top)).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen stations")]
fn count(rows: usize) -> f64 {
    rows as f64
}

#[cfg(test)]
mod tests {
    use super::{RowFrame, Rows};

    const FRAME: RowFrame = RowFrame { top: 20.0, bottom: 272.0, most: 63.0, least: 15.75 };

    #[test]
    fn the_rows_of_a_page_fill_it_from_head_to_foot() {
        let rows = Rows::divide(8, FRAME);
        assert_eq!((rows.height, rows.pages.len(), rows.pages[0].clone()), (31.5, 1, 0..8));
        assert_eq!(rows.tops(), [20.0, 51.5, 83.0, 114.5, 146.0, 177.5, 209.0, 240.5]);
        let rows = Rows::divide(16, FRAME);
        assert_eq!((rows.height, rows.pages.len()), (15.75, 1));
    }

    #[test]
    fn few_rows_stay_as_high_as_they_may_be() {
        assert_eq!(Rows::divide(1, FRAME).tops(), [20.0]);
        assert_eq!(Rows::divide(4, FRAME).tops(), [20.0, 83.0, 146.0, 209.0]);
        assert_eq!(Rows::divide(3, FRAME).tops(), [20.0, 83.0, 146.0]);
        assert_eq!(Rows::divide(0, FRAME).tops(), [0.0; 0]);
    }

    #[test]
    fn more_rows_take_whole_spreads() {
        assert_eq!(Rows::divide(17, FRAME).pages, [0..6, 6..12, 12..17]);
        let rows = Rows::divide(24, FRAME);
        assert_eq!((rows.height, rows.pages.clone()), (31.5, vec![0..8, 8..16, 16..24]));
        assert_eq!(rows.tops()[8..10], [20.0, 51.5], "each page begins at its head");
        assert_eq!(Rows::divide(50, FRAME).pages.len(), 5);
    }
}
