//! Ink: limits the total of the four inks, and converts them as a JPEG decoder does.

/// Total ink of a pixel in steps of 255, so that 400 % are 1020.
pub(in crate::photos) fn total(pixel: [u8; 4]) -> u32 {
    pixel.iter().map(|value| u32::from(*value)).sum()
}

/// Brings a pixel down to a total in steps of 255. Cyan, magenta and yellow give way in equal
/// proportion, which keeps the hue; black stays, as it carries the drawing of the shadows and the
/// grey axis, and where the total is too high the coloured inks under it hardly darken it further.
/// Only where black alone is more than the total does it become less.
pub(in crate::photos) fn limit(pixel: [u8; 4], most: u32) -> [u8; 4] {
    let [c, m, y, k] = pixel;
    let coloured = u32::from(c) + u32::from(m) + u32::from(y);
    if coloured + u32::from(k) <= most {
        return pixel;
    }
    let room = most.saturating_sub(u32::from(k));
    // The quotient is at most the value, as room is below the sum, unless black is alone.
    let less = |value: u8| u8::try_from(u32::from(value) * room / coloured.max(1)).unwrap_or(value);
    [less(c), less(m), less(y), k.min(u8::try_from(most).unwrap_or(u8::MAX))]
}

/// Makes stored YCCK samples stored CMYK samples: luma and chroma of the first three as in ITU-T
/// T.871, clause 7, subtracted from 255 as Adobe Technical Note 5116 has it.
pub(in crate::photos) fn from_ycck(data: &mut [u8]) {
    for pixel in data.as_chunks_mut::<4>().0 {
        let [y, cb, cr] = [pixel[0], pixel[1], pixel[2]].map(i32::from);
        let (cb, cr) = (cb - 128, cr - 128);
        let half = 1 << 15;
        let red = y + ((91_881 * cr + half) >> 16);
        let green = y + ((-22_554 * cb - 46_802 * cr + half) >> 16);
        let blue = y + ((116_130 * cb + half) >> 16);
        let [red, green, blue] = [red, green, blue].map(|value| u8::try_from(value.clamp(0, 255)).unwrap_or_default());
        *pixel = [255 - red, 255 - green, 255 - blue, pixel[3]];
    }
}

#[cfg(test)]
mod tests {
    use super::{limit, total};

    #[test]
    fn keeps_black_and_proportion() {
        assert_eq!(limit([200, 100, 100, 255], 765), [200, 100, 100, 255]);
        assert_eq!(limit([255, 255, 255, 255], 765), [170, 170, 170, 255]);
        let less = limit([240, 120, 60, 200], 400);
        assert!(total(less) <= 400 && less[3] == 200);
        assert_eq!(less[0] / 2, less[1]);
        assert_eq!(limit([9, 0, 9, 255], 251), [0, 0, 0, 251]);
        assert_eq!(limit([0, 0, 0, 255], 90), [0, 0, 0, 90]);
    }
}
