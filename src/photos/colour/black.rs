//! Black: CIE colours of the profile connection space (D50), and black point compensation.

/// White of the profile connection space (ICC.1:2010, 7.2.16).
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// CIE XYZ with white at 1 for Y.
pub(in crate::photos) type Xyz = [f64; 3];

/// CIE L*a*b*, L from 0 to 100.
pub(in crate::photos) type Lab = [f64; 3];

/// CIE 15:2004, 8.2.1.1.
pub(in crate::photos) fn lab([x, y, z]: Xyz) -> Lab {
    let part = |value: f64, white: f64| {
        let value = value / white;
        if value > 216.0 / 24389.0 { libm::cbrt(value) } else { value * 841.0 / 108.0 + 16.0 / 116.0 }
    };
    let (x, y, z) = (part(x, WHITE[0]), part(y, WHITE[1]), part(z, WHITE[2]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The inverse of [`lab`].
pub(in crate::photos) fn xyz([l, a, b]: Lab) -> Xyz {
    let part = |value: f64, white: f64| {
        let cube = value * value * value;
        white * if value > 24.0 / 116.0 { cube } else { (value - 16.0 / 116.0) * 108.0 / 841.0 }
    };
    let y = (l + 16.0) / 116.0;
    [part(y + a / 500.0, WHITE[0]), part(y, WHITE[1]), part(y - b / 200.0, WHITE[2])]
}

/// Black point compensation (ISO 18619): a straight line in XYZ that takes the black of the source to
/// the black of the destination and leaves white where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::photos) struct Compensation {
    scale: Xyz,
    offset: Xyz,
}

impl Compensation {
    /// From one black to another; each is grey, so that hues stay.
    pub(in crate::photos) fn new(from: Xyz, to: Xyz) -> Self {
        let mut line = Self { scale: [1.0; 3], offset: [0.0; 3] };
        for (i, white) in WHITE.into_iter().enumerate() {
            let room = from[i] - white;
            if room != 0.0 {
                line.scale[i] = (to[i] - white) / room;
                line.offset[i] = -white * (to[i] - from[i]) / room;
            }
        }
        line
    }

    /// Moves a colour.
    pub(in crate::photos) fn apply(&self, [x, y, z]: Xyz) -> Xyz {
        let ([sx, sy, sz], [ox, oy, oz]) = (self.scale, self.offset);
        [x * sx + ox, y * sy + oy, z * sz + oz]
    }
}

/// The black point that a darkest colour stands for: without hue, and never lighter than L 50 (ISO
/// 18619, 6.4).
pub(in crate::photos) fn point(darkest: Lab) -> Xyz {
    xyz([darkest[0].clamp(0.0, 50.0), 0.0, 0.0])
}
