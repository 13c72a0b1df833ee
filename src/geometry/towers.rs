//! Towers of lines: counts beside each other at one scale, a line for every so many.

/// What a line may stand for, from the smallest.
const STEPS: [u32; 7] = [5, 10, 50, 100, 500, 1000, 5000];

/// Below this highest count a line stands for one.
const SINGLE_BELOW: u32 = 25;

/// The scale that towers have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TowerScale {
    /// What a line stands for.
    pub step: u32,
    /// The distance of two lines, in mm.
    pub pitch: f64,
}

impl TowerScale {
    /// Returns the number of lines of a count. Only what fills a line is drawn, but every count has one.
    #[must_use]
    pub(crate) fn lines(&self, count: u32) -> u32 {
        if count == 0 { 0 } else { (count / self.step).max(1) }
    }
}

/// Fits towers into their rooms: pairs of a count and the height in mm that its tower may take. Lines are `most` mm apart,
/// or nearer so that every tower fits; where that is nearer than `least`, a line stands for more.
#[must_use]
pub(crate) fn fit_towers(towers: &[(u32, f64)], most: f64, least: f64) -> TowerScale {
    let highest = towers.iter().map(|(count, _)| *count).max().unwrap_or(0);
    let steps = (highest < SINGLE_BELOW).then_some(1).into_iter().chain(STEPS);
    let scale = |step: u32| {
        let pitch = |&(count, room): &(u32, f64)| room / f64::from((count / step).max(1));
        TowerScale { step, pitch: towers.iter().map(pitch).fold(most, f64::min) }
    };
    let scales: Vec<_> = steps.map(scale).collect();
    let widest = scales.last().copied().unwrap_or(TowerScale { step: 1, pitch: most });
    scales.into_iter().find(|scale| scale.pitch >= least).unwrap_or(widest)
}

#[cfg(test)]
mod tests {
    use super::{TowerScale, fit_towers};

    #[test]
    fn the_highest_tower_fills_its_room_and_the_others_have_its_scale() {
        let scale = fit_towers(&[(119, 80.0), (139, 80.0), (1165, 218.25)], 0.95, 0.5);
        assert_eq!(scale.step, 5);
        assert_eq!(scale.lines(1165), 233);
        assert!((scale.pitch * 233.0 - 218.25).abs() < 1e-9);
        assert_eq!([scale.lines(119), scale.lines(139)], [23, 27]);
    }

    #[test]
    fn low_towers_have_the_usual_distance_of_lines() {
        assert_eq!(fit_towers(&[(101, 27.0), (80, 27.0)], 0.95, 0.5), TowerScale { step: 5, pitch: 0.95 });
    }

    #[test]
    fn a_line_stands_for_more_before_lines_run_together_and_for_one_in_a_small_tower() {
        let scale = fit_towers(&[(9_000, 218.25)], 0.95, 0.5);
        assert_eq!((scale.step, scale.lines(9_000)), (50, 180));
        assert_eq!(fit_towers(&[(12, 200.0), (3, 200.0)], 0.95, 0.5).lines(3), 3);
        assert_eq!(fit_towers(&[], 0.95, 0.5), TowerScale { step: 1, pitch: 0.95 });
    }

    #[test]
    fn every_count_but_zero_has_a_line() {
        let scale = TowerScale { step: 5, pitch: 1.0 };
        assert_eq!([0, 1, 4, 9, 10].map(|count| scale.lines(count)), [0, 1, 1, 1, 2]);
    }
}
