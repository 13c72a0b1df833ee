//! CIE colours of the profile connection space (D50), and black point compensation.

/// White of the profile connection space (ICC.1:2010, 7.2.16).
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// CIE XYZ; Y is 1 for white.
pub(super) type Xyz = [f64; 3];

/// CIE L*a*b*; L is from 0 to 100.
pub(super) type Lab = [f64; 3];

/// Converts by CIE 15:2004, 8.2.1.1.
pub(super) fn lab_from_xyz([x, y, z]: Xyz) -> Lab {
    let part = |value: f64, white: f64| {
        let value = value / white;
        if value > 216.0 / 24389.0 { libm::cbrt(value) } else { value * 841.0 / 108.0 + 16.0 / 116.0 }
    };
    let (x, y, z) = (part(x, WHITE[0]), part(y, WHITE[1]), part(z, WHITE[2]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Converts by the inverse of CIE 15:2004, 8.2.1.1.
pub(super) fn xyz_from_lab([l, a, b]: Lab) -> Xyz {
    let part = |value: f64, white: f64| {
        let cube = value * value * value;
        white * if value > 24.0 / 116.0 { cube } else { (value - 16.0 / 116.0) * 108.0 / 841.0 }
    };
    let y = (l + 16.0) / 116.0;
    [part(y + a / 500.0, WHITE[0]), part(y, WHITE[1]), part(y - b / 200.0, WHITE[2])]
}

/// Black point compensation (ISO 18619:2015).
///
/// Relative colorimetric conversion keeps colours as they are, so that all shadows darker than the deepest
/// black of the press would print alike. Compensation therefore maps the blacks onto each other: each of X, Y
/// and Z goes through a straight line, v' = s v + o, that leaves white where it is (w = s w + o) and takes the
/// black of the source to the black of the destination (b' = s b + o). Hence s = (b' - w) / (b - w) and
/// o = w - s w. As both blacks are neutral, so is the change: hues stay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Compensation {
    scale: Xyz,
    offset: Xyz,
}

impl Compensation {
    /// Maps one black point to another.
    pub(super) fn new(from: Xyz, to: Xyz) -> Self {
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

    pub(super) fn apply(&self, [x, y, z]: Xyz) -> Xyz {
        let ([sx, sy, sz], [ox, oy, oz]) = (self.scale, self.offset);
        [x * sx + ox, y * sy + oy, z * sz + oz]
    }
}

/// Returns the black point for the darkest colour of a device: neutral, and never lighter than L 50 (ISO
/// 18619:2015, 6.4).
pub(super) fn black_point_of(darkest: Lab) -> Xyz {
    xyz_from_lab([darkest[0].clamp(0.0, 50.0), 0.0, 0.0])
}
