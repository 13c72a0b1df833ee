//! The arrangement of many dots in a disc, as the seeds of a sunflower (H. Vogel, 1979): the k-th dot is turned by the
//! golden angle from the one before it, at a radius that grows with the root of k.

/// Cosine and sine of the golden angle, π (3 − √5): the template turns one dot to the next by them, so that it needs no
/// sine of its own.
pub(crate) const TURN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_6);

#[cfg(test)]
mod tests {
    use super::TURN;

    #[test]
    fn the_turn_is_the_golden_angle() {
        let angle = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
        assert!((TURN.0 - libm::cos(angle)).abs() < 1e-15 && (TURN.1 - libm::sin(angle)).abs() < 1e-15);
    }
}
