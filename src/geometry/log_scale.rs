//! A logarithmic scale for counts that are compared side by side: every doubling takes the same length.

use serde::Serialize;

use crate::geometry::shape::round2;

/// Steps of a decade that the scale may begin and end with, and that have a tick.
const STEPS: [u64; 3] = [1, 2, 5];

/// Least quotient of the two ends: two decades.
const LEAST_SPAN: u64 = 100;

/// A scale up to this quotient of its ends has a tick at every step of a decade, a longer one at the powers of ten.
const FINE_SPAN: u64 = 1000;

/// The scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LogScale {
    low: u64,
    high: u64,
    width: f64,
}

/// A named value of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// The value.
    pub value: u64,
    /// Its distance from the left end, in mm.
    pub x: f64,
}

impl LogScale {
    /// Returns a scale `width` mm long that has room for all counts, at least two decades.
    #[must_use]
    pub(crate) fn around(counts: impl IntoIterator<Item = u32>, width: f64) -> Self {
        let counts: Vec<_> = counts.into_iter().map(|count| u64::from(count.max(1))).collect();
        let least = counts.iter().copied().min().unwrap_or(10);
        let most = counts.iter().copied().max().unwrap_or(10);
        let mut low = steps().take_while(|&step| step <= least).last().unwrap_or(1);
        let mut high = steps().find(|&step| step >= most).unwrap_or(most);
        // The room is added above first: a brochure's clusters grow.
        while high / low < LEAST_SPAN {
            high = steps().find(|&step| step > high).unwrap_or(high * 10);
            if high / low < LEAST_SPAN && low > 1 {
                low = steps().take_while(|&step| step < low).last().unwrap_or(1);
            }
        }
        Self { low, high, width }
    }

    /// Returns the distance of a count from the left end, in mm.
    #[must_use]
    pub(crate) fn place(&self, count: u32) -> f64 {
        self.at(f64::from(count.max(1)))
    }

    fn at(&self, value: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "ends are far below 2⁵³")]
        let (low, high) = (self.low as f64, self.high as f64);
        self.width * libm::log(value / low) / libm::log(high / low)
    }

    /// Returns the named values from left to right.
    #[must_use]
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let fine = self.high / self.low <= FINE_SPAN;
        let named = |step: &u64| *step >= self.low && (fine || [self.low, self.high].contains(step) || is_power(*step));
        #[expect(clippy::cast_precision_loss, reason = "ends are far below 2⁵³")]
        let tick = |value: u64| Tick { value, x: round2(self.at(value as f64)) };
        steps().take_while(|&step| step <= self.high).filter(named).map(tick).collect()
    }
}

/// Returns 1, 2, 5, 10, 20, 50 and so on, beyond any count.
fn steps() -> impl Iterator<Item = u64> {
    (0..11).flat_map(|power| STEPS.map(|step| step * 10_u64.pow(power)))
}

fn is_power(step: u64) -> bool {
    step.to_string().starts_with('1')
}

#[cfg(test)]
mod tests {
    use super::LogScale;

    fn values(scale: &LogScale) -> Vec<u64> {
        scale.ticks().iter().map(|tick| tick.value).collect()
    }

    #[test]
    fn every_doubling_takes_the_same_length() {
        let scale = LogScale::around([8, 650], 78.0);
        assert_eq!(values(&scale), [5, 10, 20, 50, 100, 200, 500, 1000]);
        let step = scale.place(20) - scale.place(10);
        for count in [8, 72, 130, 400] {
            assert!((scale.place(2 * count) - scale.place(count) - step).abs() < 1e-9);
        }
        // 78 mm × log(72 / 5) / log(200).
        assert!((scale.place(72) - 39.266_1).abs() < 1e-3, "{}", scale.place(72));
        assert!(scale.place(5).abs() < 1e-9 && (scale.place(1000) - 78.0).abs() < 1e-9);
    }

    #[test]
    fn it_has_at_least_two_decades_and_room_for_every_count() {
        for counts in [vec![], vec![1], vec![0], vec![72], vec![60, 70], vec![1, 4_294_967_295]] {
            let scale = LogScale::around(counts.clone(), 78.0);
            let ticks = scale.ticks();
            let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
            assert!(last.value / first.value >= 100, "{counts:?}: {first:?} to {last:?}");
            assert!(counts.iter().all(|&count| (-1e-9..=78.0 + 1e-9).contains(&scale.place(count))), "{counts:?}");
            assert!(ticks.len() <= 14, "{counts:?}: {} ticks", ticks.len());
        }
    }
}
