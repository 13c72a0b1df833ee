//! The strip map on the contents page and its thumb tabs: entries spaced by kilometres.

/// Returns the least gap between two entries on a strip from `top` to `bottom`, all in L, for a number of stations.
#[must_use]
pub(crate) fn least_gap(stations: usize, top: f64, bottom: f64) -> f64 {
    if stations > 10 {
        #[expect(clippy::cast_precision_loss, reason = "a few dozen stations")]
        let n = stations as f64;
        (bottom - top) / n
    } else {
        3.7
    }
}

/// Returns the heights of entries on a strip from `top` to `bottom`, all in L.
///
/// `kms` are the kilometres travelled up to each entry, the first being 0. Entries keep `gap` apart: they are pushed
/// down, and then back up from the end. If they do not fit, the gap shrinks.
#[must_use]
pub(crate) fn space_entries(kms: &[f64], top: f64, bottom: f64, gap: f64) -> Vec<f64> {
    let total = kms.last().copied().unwrap_or(0.0);
    let gaps = kms.iter().skip(1).fold(0.0, |n, _| n + 1.0);
    let gap = if gaps > 0.0 { gap.min((bottom - top) / gaps) } else { gap };
    let share = |km: f64| if total > 0.0 { km / total } else { 0.0 };
    let mut heights: Vec<_> = kms.iter().map(|&km| top + (bottom - top) * share(km)).collect();
    let mut least = top;
    for height in &mut heights {
        *height = height.max(least);
        least = *height + gap;
    }
    let mut most = bottom;
    for height in heights.iter_mut().rev() {
        *height = height.min(most);
        most = *height - gap;
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::{least_gap, space_entries};

    const TOP: f64 = 16.5;
    const BOTTOM: f64 = 56.25;

    fn eight() -> Vec<f64> {
        space_entries(
            &[0.0, 470.0, 1082.0, 1333.0, 1631.0, 2006.0, 2705.0, 3318.0],
            TOP,
            BOTTOM,
            least_gap(8, TOP, BOTTOM),
        )
    }

    #[test]
    fn entries_keep_their_distance_and_fill_the_strip() {
        let found = eight();
        assert!((found[0] - TOP).abs() < 1e-9 && (found[7] - BOTTOM).abs() < 1e-9);
        assert!(found.windows(2).all(|pair| pair[1] - pair[0] >= 3.7 - 1e-9));
        // Measured on the drawn contents page, where the first entry at 16.5 L is at 205 px.
        for (height, pixels) in found.iter().zip([205.0, 274.5, 365.5, 411.0, 457.0, 503.0, 606.5, 698.0]) {
            assert!((height - pixels / 12.394).abs() < 0.15, "{height} {pixels}");
        }
    }

    #[test]
    fn entries_are_pushed_back_from_the_end() {
        let found = space_entries(&[0.0, 98.0, 99.0, 100.0], 0.0, 10.0, 2.0);
        assert_eq!(found, [0.0, 6.0, 8.0, 10.0]);
    }

    #[test]
    fn many_entries_share_the_strip() {
        let kms = vec![0.0; 24];
        let found = space_entries(&kms, TOP, BOTTOM, least_gap(24, TOP, BOTTOM));
        assert!(found.windows(2).all(|pair| pair[1] > pair[0]));
        assert!(found[23] <= BOTTOM + 1e-9);
        assert!(space_entries(&[], 0.0, 1.0, 1.0).is_empty());
        assert_eq!(space_entries(&[0.0], 2.0, 9.0, 1.0), [2.0]);
    }
}
