//! The life strip of a cluster: dates on the time axis of the book, counts as stems with their labels, and lanes of
//! marks with their texts.
//!
//! A date decides the place of a mark, and nothing moves it. Only texts look for room. Lengths are in mm: `x` from the
//! left end of the axis, `y` downwards from the axis, so that whatever is above it is negative.

mod labels;
mod lanes;

pub(crate) use labels::{PlacedTag, Side, Stem, Tag, TagMeasures, area, group_stems, place_tags};
pub(crate) use lanes::{LaneEntry, LaneMeasures, PlacedEntry, cut_line, divide_rows, fill_lane};

/// A record that is older than the next one by more years than this begins before the axis.
const AGE_GAP: i32 = 15;

/// The time axis of the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TimeAxis {
    /// The place of its left end, in years.
    pub first: f64,
    /// The place of its right end, in years.
    pub last: f64,
    /// Its width in mm.
    pub width: f64,
}

impl TimeAxis {
    /// Returns the distance of a place in years from the left end, in mm.
    #[must_use]
    pub(crate) fn x(&self, year: f64) -> f64 {
        (year - self.first) / (self.last - self.first) * self.width
    }

    /// Returns whether a place in years is before the axis begins.
    #[must_use]
    pub(crate) fn begins_after(&self, year: f64) -> bool {
        year < self.first
    }
}

/// Returns the first year of the axis from the earliest year of each record; `None` where no record has a date.
///
/// A single record that is much older than all others does not stretch the axis.
#[must_use]
pub(crate) fn first_year(earliest: &[i32]) -> Option<i32> {
    let mut years = earliest.to_vec();
    years.sort_unstable();
    match years[..] {
        [oldest, next, ..] if next - oldest > AGE_GAP => Some(next),
        [oldest, ..] => Some(oldest),
        [] => None,
    }
}

/// Returns the height of a member in mm: the largest count takes `highest`, but a member takes at most `most`.
#[must_use]
pub(crate) fn member_height(largest: u32, highest: f64, most: f64) -> f64 {
    (highest / f64::from(largest.max(1))).min(most)
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its right side.
    pub right: f64,
    /// Its lower side.
    pub bottom: f64,
}

impl Area {
    /// Returns the area that two rectangles share.
    #[must_use]
    pub(crate) fn shared(&self, other: &Self) -> f64 {
        let across = self.right.min(other.right) - self.left.max(other.left);
        let down = self.bottom.min(other.bottom) - self.top.max(other.top);
        across.max(0.0) * down.max(0.0)
    }
}

/// Returns where a text of a width begins so that it begins at `start`, or ends at the end of the axis if it is too long
/// for that.
#[must_use]
pub(crate) fn keep_on_axis(start: f64, width: f64, axis: f64) -> f64 {
    start.min(axis - width).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_its_place_to_the_hundredth_of_a_millimetre() {
        let axis = TimeAxis { first: 2000.0, last: 2027.0, width: 175.5 };
        for (year, x) in [(2000.0, 0.0), (2013.5, 87.75), (2026.0, 169.0), (2027.0, 175.5)] {
            assert!((axis.x(year) - x).abs() < 0.01, "{year}");
        }
        assert!(axis.begins_after(1999.9) && !axis.begins_after(2000.0));
    }

    #[test]
    fn one_record_much_older_than_the_others_does_not_stretch_the_axis() {
        assert_eq!(first_year(&[2006, 1950, 2000]), Some(2000));
        assert_eq!(first_year(&[2006, 1985, 2000]), Some(1985));
        assert_eq!(first_year(&[1950, 1952, 2000]), Some(1950));
        assert_eq!(first_year(&[1950]), Some(1950));
        assert_eq!(first_year(&[]), None);
    }

    #[test]
    fn the_largest_count_takes_the_height_and_a_small_book_is_not_blown_up() {
        assert!((member_height(650, 65.0, 0.3) - 0.1).abs() < 1e-12);
        assert!((member_height(40, 65.0, 0.3) - 0.3).abs() < 1e-12);
        assert!((member_height(0, 65.0, 0.3) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn a_text_at_the_end_of_the_axis_ends_there() {
        assert!((keep_on_axis(170.0, 20.0, 175.5) - 155.5).abs() < 1e-12);
        assert!((keep_on_axis(10.0, 20.0, 175.5) - 10.0).abs() < 1e-12);
        assert!(keep_on_axis(10.0, 200.0, 175.5).abs() < 1e-12);
    }
}
