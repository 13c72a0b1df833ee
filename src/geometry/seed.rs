//! What makes one relief differ from another: forty numbers that follow from a record's identifier.

/// How many numbers a mountain gets from its identifier.
pub(crate) const COUNT: usize = 40;

/// The Mersenne prime 2³¹ − 1, modulus of hash and generator.
const MODULUS: u64 = (1 << 31) - 1;

/// The hash of an identifier: from 7, times 131 plus each character's code point.
#[must_use]
pub(crate) fn hash(id: &str) -> u64 {
    id.chars().fold(7, |h, c| (131 * h + u64::from(u32::from(c))) % MODULUS)
}

/// The generator x ← 48271 x mod (2³¹ − 1); yields numbers from 0 to under 1 without end.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    state: u64,
}

impl Generator {
    /// The generator of an identifier, its first three values already thrown away.
    #[must_use]
    pub(crate) fn new(id: &str) -> Self {
        // Zero would stay zero for ever; no identifier of the brochure hashes to it.
        let mut generator = Self { state: hash(id).max(1) };
        for _ in 0..3 {
            generator.step();
        }
        generator
    }

    fn step(&mut self) -> u32 {
        self.state = self.state * 48_271 % MODULUS;
        // The modulus is below 2³¹, so nothing is cut off here.
        u32::try_from(self.state).unwrap_or(u32::MAX)
    }
}

impl Iterator for Generator {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        Some(f64::from(self.step()) / 2_147_483_647.0)
    }
}

/// The forty numbers of an identifier, each from 0 to under 1.
#[must_use]
pub(crate) fn values(id: &str) -> [f64; COUNT] {
    let mut generator = Generator::new(id);
    std::array::from_fn(|_| generator.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{hash, values};

    #[test]
    fn the_hash_follows_the_rule() {
        assert_eq!(hash(""), 7);
        assert_eq!(hash("a"), 7 * 131 + 97);
        assert_eq!(hash("ab"), (7 * 131 + 97) * 131 + 98);
        assert_eq!(hash("é"), 7 * 131 + 0xe9);
        assert!(hash("chemie-cluster-bayern") < (1 << 31) - 1);
    }

    #[test]
    fn three_values_are_thrown_away() {
        let mut x: u64 = 7 * 131 + 97;
        for _ in 0..4 {
            x = x * 48_271 % 2_147_483_647;
        }
        let expected = f64::from(u32::try_from(x).unwrap()) / 2_147_483_647.0;
        assert_eq!(values("a")[0].to_bits(), expected.to_bits());
    }

    #[test]
    fn identifiers_differ_and_repeat() {
        let bits = |id| values(id).map(f64::to_bits);
        assert_eq!(bits("niro"), bits("niro"));
        assert_ne!(bits("niro"), bits("olec"));
        assert!(values("niro").iter().all(|v| (0.0..1.0).contains(v)));
    }
}
