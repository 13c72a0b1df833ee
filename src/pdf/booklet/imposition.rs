//! Imposition: the place of each page on the sheets. Knows only numbers.

use crate::format::PAGES_PER_SHEET;

/// A side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Side {
    /// The numbers of the pages, from 1: left, right.
    pub(super) pages: [Option<usize>; 2],
    /// How far both move towards the spine, in pt.
    pub(super) creep: f64,
}

/// Returns the page numbers, from 1, on each side of the sheets of a saddle-stitched booklet: left and right, front and
/// back in turn, starting with the outermost sheet.
///
/// If the number of pages is not a multiple of four, some places are blank. They come right before the last page, so
/// that the last page is the back cover. A single page is the front cover.
///
/// ```
/// use brochure::pdf::booklet::order;
///
/// assert_eq!(order(4), [[Some(4), Some(1)], [Some(2), Some(3)]]);
/// ```
#[must_use]
pub fn order(pages: usize) -> Vec<[Option<usize>; 2]> {
    let places = pages.next_multiple_of(PAGES_PER_SHEET);
    let page = |place: usize| match place {
        _ if place == places && pages > 1 => Some(pages),
        _ if place < pages || place == 1 => Some(place),
        _ => None,
    };
    (0..places / PAGES_PER_SHEET)
        .flat_map(|sheet| {
            let (first, last) = (2 * sheet + 1, places - 2 * sheet);
            [[page(last), page(first)], [page(first + 1), page(last - 1)]]
        })
        .collect()
}

/// Returns the sides. The creep grows in equal steps from 0 on the outermost sheet to `creep` pt on the innermost.
pub(super) fn sides(pages: usize, creep: f64) -> Vec<Side> {
    let order = order(pages);
    let steps = u32::try_from(order.len() / 2).unwrap_or(u32::MAX).saturating_sub(1).max(1);
    // A sheet has two sides.
    let sheets = (0..=steps).flat_map(|sheet| [sheet, sheet]);
    let side = |(pages, sheet)| Side { pages, creep: creep * f64::from(sheet) / f64::from(steps) };
    order.into_iter().zip(sheets).map(side).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats the order: `8|1 2|7 ...`, with `-` for a blank.
    fn format_order(pages: usize) -> String {
        let name = |page: Option<usize>| page.map_or("-".to_owned(), |page| page.to_string());
        let sides: Vec<_> =
            order(pages).iter().map(|[left, right]| format!("{}|{}", name(*left), name(*right))).collect();
        sides.join(" ")
    }

    #[test]
    fn pages_that_fill_sheets_leave_no_blanks() {
        assert_eq!(format_order(0), "");
        assert_eq!(format_order(4), "4|1 2|3");
        assert_eq!(format_order(8), "8|1 2|7 6|3 4|5");
        assert_eq!(format_order(12), "12|1 2|11 10|3 4|9 8|5 6|7");
        let long = format_order(44);
        assert!(long.starts_with("44|1 2|43 42|3 4|41 "), "{long}");
        assert!(long.ends_with(" 24|21 22|23"), "{long}");
    }

    #[test]
    fn blanks_come_before_the_last_page() {
        assert_eq!(format_order(1), "-|1 -|-");
        assert_eq!(format_order(2), "2|1 -|-");
        assert_eq!(format_order(3), "3|1 2|-");
        assert_eq!(format_order(5), "5|1 2|- -|3 4|-");
        assert_eq!(format_order(6), "6|1 2|- -|3 4|5");
        assert_eq!(format_order(7), "7|1 2|- 6|3 4|5");
        let long = format_order(45);
        assert!(long.starts_with("45|1 2|- -|3 4|- 44|5 6|43 "), "{long}");
        assert!(long.ends_with(" 26|23 24|25"), "{long}");
    }

    #[test]
    fn every_page_is_placed_once() {
        for pages in 0..=100 {
            let sides = order(pages);
            assert_eq!(sides.len(), pages.div_ceil(4) * 2);
            let mut all: Vec<_> = sides.into_iter().flatten().flatten().collect();
            all.sort_unstable();
            assert_eq!(all, (1..=pages).collect::<Vec<_>>());
        }
    }

    #[test]
    fn front_and_back_of_a_leaf_are_neighbours() {
        let sides = order(44);
        for (front, back) in sides.iter().step_by(2).zip(sides.iter().skip(1).step_by(2)) {
            let [Some(last), Some(first)] = *front else { unreachable!() };
            assert_eq!(*back, [Some(first + 1), Some(last - 1)]);
        }
    }

    #[test]
    fn creep_grows_inwards() {
        let creep: Vec<_> = sides(12, 1.0).iter().map(|side| side.creep).collect();
        assert_eq!(creep, [0.0, 0.0, 0.5, 0.5, 1.0, 1.0]);
        assert!(sides(4, 1.0).iter().all(|side| side.creep == 0.0));
        assert!(sides(0, 1.0).is_empty());
    }
}
