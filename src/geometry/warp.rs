//! The uneven plane: a place is looked up somewhat beside itself, by sums of sines.

use std::f64::consts::TAU;

use crate::geometry::portable::Portable as _;
use crate::geometry::shape::Point;

/// One sum of sines, the same in both directions but for the phase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wave {
    /// How far a place is moved at most, in mm.
    pub amplitude: f64,
    /// Waves per mm to the right, for the move to the right (for the other one: downwards).
    pub along: f64,
    /// Waves per mm downwards, for the move to the right (for the other one: to the right).
    pub across: f64,
}

/// The waves of a sheet with their phases.
///
/// The sum of amplitude × 2π × waves per mm should stay under 1, or the plane folds over itself
/// and a summit is seen twice.
#[derive(Clone, Debug)]
pub(crate) struct Warp {
    waves: Vec<(Wave, f64, f64)>,
}

impl Warp {
    /// The waves with phases from a seed's numbers (0 to 1), two for each wave.
    #[must_use]
    pub(crate) fn new(waves: &[Wave], phases: &[f64]) -> Self {
        Self {
            waves: waves
                .iter()
                .zip(phases.chunks_exact(2))
                .map(|(&wave, pair)| (wave, TAU * pair[0], TAU * pair[1]))
                .collect(),
        }
    }

    /// The place that is looked up instead of `place`, in mm.
    #[must_use]
    pub(crate) fn at(&self, place: Point) -> Point {
        let mut moved = place;
        for &(wave, phase_x, phase_y) in &self.waves {
            let Wave { amplitude, along, across } = wave;
            let x = TAU * (along * place.x + across * place.y) + phase_x;
            let y = TAU * (across * place.x - along * place.y) + phase_y;
            moved.x += amplitude * x.sine();
            moved.y += amplitude * y.sine();
        }
        moved
    }

    /// The place that [`Warp::at`] moves to `target`, to well under 0.01 mm for warps that do not
    /// fold.
    #[must_use]
    pub(crate) fn origin_of(&self, target: Point) -> Point {
        (0..40).fold(target, |place, _| {
            let moved = self.at(place);
            // Half steps settle even where the plane is stretched a good deal.
            Point::new(place.x + 0.6 * (target.x - moved.x), place.y + 0.6 * (target.y - moved.y))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Warp, Wave};
    use crate::geometry::shape::Point;

    #[test]
    fn places_move_by_no_more_than_the_amplitudes() {
        let wave = |amplitude| Wave { amplitude, along: 0.003, across: 0.011 };
        let warp = Warp::new(&[wave(4.0), wave(1.0)], &[0.1, 0.2, 0.3, 0.4]);
        let mut farthest = 0.0_f64;
        for i in 0..100 {
            let place = Point::new(f64::from(i) * 2.1, f64::from(i * 37 % 100) * 3.0);
            let moved = warp.at(place);
            assert!((moved.x - place.x).abs() <= 5.0 && (moved.y - place.y).abs() <= 5.0);
            farthest = farthest.max(moved.distance(place));
        }
        assert!(farthest > 3.0);
        let place = Point::new(30.0, 40.0);
        assert!(warp.origin_of(warp.at(place)).distance(place) < 1e-6);
        assert_eq!(Warp::new(&[], &[]).at(Point::new(1.0, 2.0)), Point::new(1.0, 2.0));
    }
}
