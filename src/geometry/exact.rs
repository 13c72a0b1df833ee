//! Numbers as keys of what is remembered: equal only to the last bit.
//!
//! A preview draws the same mountains again with every save. What follows from the same numbers is taken from the last
//! drawing, by way of `comemo`, which also remembers the layouts of Typst and forgets what is no longer used.

use std::hash::{Hash, Hasher};

/// A value that is hashed by the bits of its numbers.
pub(crate) struct Exact<'a, T: ?Sized>(pub &'a T);

/// A value with numbers.
pub(crate) trait Bits {
    /// Hashes all numbers of the value.
    fn hash_bits(&self, state: &mut impl Hasher);
}

impl<T: Bits + ?Sized> Hash for Exact<'_, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash_bits(state);
    }
}

impl Bits for f64 {
    fn hash_bits(&self, state: &mut impl Hasher) {
        state.write_u64(self.to_bits());
    }
}

impl<T: Bits> Bits for [T] {
    fn hash_bits(&self, state: &mut impl Hasher) {
        state.write_usize(self.len());
        for item in self {
            item.hash_bits(state);
        }
    }
}

impl<T: Bits, const N: usize> Bits for [T; N] {
    fn hash_bits(&self, state: &mut impl Hasher) {
        self.as_slice().hash_bits(state);
    }
}

impl<T: Bits> Bits for Vec<T> {
    fn hash_bits(&self, state: &mut impl Hasher) {
        self.as_slice().hash_bits(state);
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    use super::{Bits, Exact};
    use crate::geometry::shape::Point;

    fn hash(value: &(impl Bits + ?Sized)) -> u64 {
        let mut state = DefaultHasher::new();
        Exact(value).hash(&mut state);
        state.finish()
    }

    #[test]
    fn only_the_same_bits_are_the_same() {
        let points = [Point::new(1.0, 2.0), Point::new(0.1 + 0.2, 4.0)];
        assert_eq!(hash(points.as_slice()), hash(&points.to_vec()));
        assert_ne!(hash(points.as_slice()), hash([points[0], Point::new(0.3, 4.0)].as_slice()));
        assert_ne!(hash(points.as_slice()), hash(points[..1].as_ref()));
    }
}
