//! Forty pseudo-random numbers that follow from a record's identifier: they make one relief differ from another.
//!
//! The generator is part of the design, not a means to an end: the same identifier must give the same mountain in every
//! edition, on every machine and with every version of any crate. So it is written out here, in integers: the "minimal
//! standard" of S. Park and K. Miller (1988) with the multiplier 48271 that they recommended in 1993,
//! x ← 48271 x mod (2³¹ − 1). Its seed is the polynomial hash of the identifier to the base 131 and the same modulus.

/// How many numbers a mountain gets from its identifier.
pub(crate) const COUNT: usize = 40;

/// The Mersenne prime 2³¹ − 1, modulus of hash and generator.
const MODULUS: u32 = (1 << 31) - 1;

/// Returns the hash of an identifier: start with 7; for each character multiply by 131 and add its code point.
fn hash(id: &str) -> u32 {
    id.chars().fold(7, |hash, c| reduce(131 * u64::from(hash) + u64::from(c)))
}

fn reduce(value: u64) -> u32 {
    u32::try_from(value % u64::from(MODULUS)).unwrap_or_default()
}

/// Returns the forty numbers of an identifier, each from 0 to under 1.
#[must_use]
pub(crate) fn values(id: &str) -> [f64; COUNT] {
    // Zero would stay zero for ever.
    let mut state = hash(id).max(1);
    let mut next = || {
        state = reduce(u64::from(state) * 48_271);
        f64::from(state) / f64::from(MODULUS)
    };
    // Small seeds give small first numbers: the first three are thrown away.
    for _ in 0..3 {
        next();
    }
    std::array::from_fn(|_| next())
}

#[cfg(test)]
mod tests {
    use super::{hash, values};

    #[test]
    fn the_hash_is_a_polynomial_to_the_base_131() {
        assert_eq!(hash(""), 7);
        assert_eq!(hash("a"), 7 * 131 + 97);
        assert_eq!(hash("ab"), (7 * 131 + 97) * 131 + 98);
        assert_eq!(hash("é"), 7 * 131 + 0xe9);
        assert!(hash("chemie-cluster-bayern") < (1 << 31) - 1);
    }

    #[test]
    fn the_first_three_numbers_are_thrown_away() {
        let mut x: u64 = 7 * 131 + 97;
        for _ in 0..4 {
            x = x * 48_271 % 2_147_483_647;
        }
        let expected = f64::from(u32::try_from(x).unwrap()) / 2_147_483_647.0;
        assert_eq!(values("a")[0].to_bits(), expected.to_bits());
    }

    #[test]
    fn an_identifier_always_has_the_same_numbers() {
        let bits = |id| values(id).map(f64::to_bits);
        assert_eq!(bits("niro"), bits("niro"));
        assert_ne!(bits("niro"), bits("olec"));
        assert!(values("niro").iter().all(|v| (0.0..1.0).contains(v)));
    }
}
