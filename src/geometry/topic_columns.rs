//! The columns of stations across a spread, all at one distance but for the fold.

/// The area for columns, in mm on the spread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ColumnZones {
    /// First and last left edge on the left page.
    pub left: (f64, f64),
    /// First and last left edge on the right page.
    pub right: (f64, f64),
    /// Space between two columns.
    pub gap: f64,
}

/// Returns the left edge of each of `count` columns and their width, in mm: as wide apart as both pages allow.
#[must_use]
pub(crate) fn space_columns(count: usize, zones: &ColumnZones) -> (Vec<f64>, f64) {
    let rooms = [zones.left.1 - zones.left.0, zones.right.1 - zones.right.0];
    let fits =
        |step: f64| rooms.map(|room| 1 + (0..64).take_while(|&i| f64::from(i + 1) * step <= room + 1e-6).count());
    // The widest step is one that fills a page.
    let steps = rooms.iter().flat_map(|room| (1..64).map(move |parts| room / f64::from(parts)));
    let enough = steps.filter(|&step| fits(step).iter().sum::<usize>() >= count);
    let step = enough.fold(0.0, f64::max);
    let [on_left, _] = fits(step);
    let place = |index: usize| {
        let (start, index) = if index < on_left { (zones.left.0, index) } else { (zones.right.0, index - on_left) };
        start + step * f64::from(u32::try_from(index).unwrap_or(u32::MAX))
    };
    ((0..count).map(place).collect(), step.min(rooms[0]) - zones.gap)
}

#[cfg(test)]
mod tests {
    use super::{ColumnZones, space_columns};

    const ZONES: ColumnZones = ColumnZones { left: (102.0, 178.8), right: (229.5, 383.1), gap: 4.5 };

    #[test]
    fn eight_stations_are_three_on_the_left_and_five_on_the_right() {
        let (xs, width) = space_columns(8, &ZONES);
        assert!((xs[1] - xs[0] - 38.4).abs() < 1e-9 && (width - 33.9).abs() < 1e-9);
        assert_eq!(xs.iter().filter(|x| **x < 210.0).count(), 3);
        assert!((xs[3] - 229.5).abs() < 1e-9 && (xs[7] - 383.1).abs() < 1e-9);
    }

    #[test]
    fn any_number_up_to_twelve_keeps_to_its_pages() {
        for count in 2..=12 {
            let (xs, width) = space_columns(count, &ZONES);
            assert_eq!(xs.len(), count);
            let on_page = |x: &f64| (102.0..=178.9).contains(x) || (229.4..=383.2).contains(x);
            assert!(xs.iter().all(on_page), "{count}: {xs:?}");
            assert!(width >= 14.0, "{count}: {width}");
        }
    }
}
