//! Moves signs that would cover each other apart, and holds them near their places.

use crate::geometry::shape::Point;

/// Steps of the search, and the share of the way back to its place that a sign is pulled in each of them.
const STEPS: u32 = 600;
const PULL: f64 = 0.02;

/// Returns places for signs that are at least about `distance` mm apart, in the same order. The order of the pushes is fixed,
/// so that the same signs always get the same places.
#[must_use]
pub(crate) fn push_apart(places: &[Point], distance: f64) -> Vec<Point> {
    let mut moved = places.to_vec();
    for step in 0..STEPS {
        push(&mut moved, distance);
        // In the last steps nothing pulls, so that no two signs touch.
        if step + STEPS / 10 < STEPS {
            for (p, place) in moved.iter_mut().zip(places) {
                *p = p.lerp(*place, PULL);
            }
        }
    }
    moved
}

fn push(moved: &mut [Point], distance: f64) {
    for i in 0..moved.len() {
        for j in i + 1..moved.len() {
            let (a, b) = (moved[i], moved[j]);
            let between = a.distance(b);
            if between >= distance {
                continue;
            }
            // Signs at one place part in directions that differ for each pair.
            let direction = if between > 1e-6 {
                Point::new((b.x - a.x) / between, (b.y - a.y) / between)
            } else {
                #[expect(clippy::cast_precision_loss, reason = "a few hundred signs")]
                let turn = (i * 7 + j * 3) as f64;
                Point::unit(turn)
            };
            let half = (distance - between) / 2.0;
            moved[i] = a.offset(direction, -half);
            moved[j] = b.offset(direction, half);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push_apart;
    use crate::geometry::shape::Point;

    #[test]
    fn crowded_signs_part_and_lonely_ones_stay() {
        let mut places: Vec<_> =
            (0..6).map(|n| Point::new(100.0 + f64::from(n % 2), 100.0 + f64::from(n / 2))).collect();
        places.extend([Point::new(100.0, 100.0), Point::new(180.0, 40.0)]);
        let moved = push_apart(&places, 7.2);
        for (i, a) in moved.iter().enumerate() {
            assert!(moved.iter().skip(i + 1).all(|b| a.distance(*b) > 7.1), "{moved:?}");
        }
        assert!(moved[7].distance(places[7]) < 1e-9);
        assert_eq!(moved, push_apart(&places, 7.2));
        assert!(moved.iter().zip(&places).all(|(a, b)| a.distance(*b) < 20.0));
    }
}
