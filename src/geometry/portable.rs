//! Functions whose last digit is the same on every machine.
//!
//! The standard library leaves them to the system, and systems differ in the last digit; after
//! rounding that could still be another byte in a PDF.

/// Functions of a real number, computed without the system's mathematical library.
pub(crate) trait Portable {
    /// Sine of an angle in radians.
    fn sine(self) -> f64;
    /// Cosine of an angle in radians.
    fn cosine(self) -> f64;
    /// Sine and cosine of an angle in radians.
    fn sine_cosine(self) -> (f64, f64);
    /// Tangent of an angle in radians.
    fn tangent(self) -> f64;
    /// The angle of a sine, in radians.
    fn arc_sine(self) -> f64;
    /// The angle of the point (`x`, `self`), in radians.
    fn arc_tangent(self, x: f64) -> f64;
    /// The exponential function.
    fn exponential(self) -> f64;
    /// The natural logarithm.
    fn logarithm(self) -> f64;
    /// A power.
    fn power(self, exponent: f64) -> f64;
    /// The length of the hypotenuse over two sides.
    fn hypotenuse(self, other: f64) -> f64;
}

impl Portable for f64 {
    fn sine(self) -> f64 {
        libm::sin(self)
    }

    fn cosine(self) -> f64 {
        libm::cos(self)
    }

    fn sine_cosine(self) -> (f64, f64) {
        libm::sincos(self)
    }

    fn tangent(self) -> f64 {
        libm::tan(self)
    }

    fn arc_sine(self) -> f64 {
        libm::asin(self)
    }

    fn arc_tangent(self, x: f64) -> f64 {
        libm::atan2(self, x)
    }

    fn exponential(self) -> f64 {
        libm::exp(self)
    }

    fn logarithm(self) -> f64 {
        libm::log(self)
    }

    fn power(self, exponent: f64) -> f64 {
        libm::pow(self, exponent)
    }

    fn hypotenuse(self, other: f64) -> f64 {
        libm::hypot(self, other)
    }
}
