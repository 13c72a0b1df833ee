//! Domain warping: the plane in which mountains are computed is distorted by waves, so that round forms become
//! uneven like land.
//!
//! Instead of moving the points of a finished line, the height at a place is looked up at another place nearby:
//! height′(p) = height(p + waves(p)). I. Quilez describes the method in "Domain Warping" (2002). The waves are a few sums of
//! sines with phases from a seed; sines are smooth, bounded and cheap, and unlike lattice noise they leave no grid in
//! the lines.

use std::f64::consts::TAU;

use crate::geometry::shape::Point;

/// One wave in each of the two directions, the same but for the phase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wave {
    /// The largest displacement in mm.
    pub amplitude: f64,
    /// Waves per mm in the direction of the displacement.
    pub along: f64,
    /// Waves per mm across the displacement.
    pub across: f64,
}

/// Waves with their phases.
///
/// The sum of amplitude × 2π × waves per mm should stay below 1. Beyond that the plane folds over itself: two places
/// are looked up at one, and a summit shows twice.
#[derive(Clone, Debug)]
pub(crate) struct DomainWarp {
    waves: Vec<PhasedWave>,
}

#[derive(Clone, Copy, Debug)]
struct PhasedWave {
    wave: Wave,
    phase_x: f64,
    phase_y: f64,
}

impl DomainWarp {
    /// Combines waves with phases from 0 to 1, two for each wave.
    #[must_use]
    pub(crate) fn new(waves: &[Wave], phases: &[f64]) -> Self {
        let pairs = waves.iter().zip(phases.chunks_exact(2));
        let waves = pairs.map(|(&wave, phase)| PhasedWave { wave, phase_x: TAU * phase[0], phase_y: TAU * phase[1] });
        Self { waves: waves.collect() }
    }

    /// Returns the place at which the height of `place` is looked up, in mm.
    #[must_use]
    pub(crate) fn displace(&self, place: Point) -> Point {
        let mut displaced = place;
        for &PhasedWave { wave: Wave { amplitude, along, across }, phase_x, phase_y } in &self.waves {
            displaced.x += amplitude * libm::sin(TAU * (along * place.x + across * place.y) + phase_x);
            displaced.y += amplitude * libm::sin(TAU * (across * place.x - along * place.y) + phase_y);
        }
        displaced
    }

    /// Returns the place that [`DomainWarp::displace`] moves to `target`, to well under 0.01 mm.
    ///
    /// This is a fixed-point iteration: go back by a part of the remaining error, forty times. The part is 0.6, because full
    /// steps overshoot where the plane is stretched. It converges wherever the plane does not fold.
    #[must_use]
    pub(crate) fn invert(&self, target: Point) -> Point {
        (0..40).fold(target, |place, _| {
            let displaced = self.displace(place);
            Point::new(place.x + 0.6 * (target.x - displaced.x), place.y + 0.6 * (target.y - displaced.y))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{DomainWarp, Wave};
    use crate::geometry::shape::Point;

    #[test]
    fn places_move_by_no_more_than_the_amplitudes() {
        let wave = |amplitude| Wave { amplitude, along: 0.003, across: 0.011 };
        let warp = DomainWarp::new(&[wave(4.0), wave(1.0)], &[0.1, 0.2, 0.3, 0.4]);
        let mut farthest = 0.0_f64;
        for i in 0..100 {
            let place = Point::new(f64::from(i) * 2.1, f64::from(i * 37 % 100) * 3.0);
            let moved = warp.displace(place);
            assert!((moved.x - place.x).abs() <= 5.0 && (moved.y - place.y).abs() <= 5.0);
            farthest = farthest.max(moved.distance(place));
        }
        assert!(farthest > 3.0);
        let place = Point::new(30.0, 40.0);
        assert!(warp.invert(warp.displace(place)).distance(place) < 1e-6);
        assert_eq!(DomainWarp::new(&[], &[]).displace(Point::new(1.0, 2.0)), Point::new(1.0, 2.0));
    }
}
