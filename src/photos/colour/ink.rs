//! Limits the total of the four inks.

use rayon::prelude::*;

use super::source::STRETCH;

/// Brings all pixels down to a total ink in steps of 255, so that 400 % are 1020.
pub(in crate::photos) fn limit_all(inks: &mut [u8], most: u32) {
    let pixels = inks.as_chunks_mut::<4>().0;
    pixels.par_chunks_mut(STRETCH).flatten().for_each(|pixel| *pixel = limit(*pixel, most));
}

/// Brings a pixel down to a total ink in steps of 255. Cyan, magenta and yellow are lowered in equal
/// proportion, which keeps the hue. Black stays, because it draws the shadows and the grey axis, and under it
/// the coloured inks hardly darken a pixel further; it is lowered only if it exceeds the total by itself.
pub(super) fn limit(pixel: [u8; 4], most: u32) -> [u8; 4] {
    let [c, m, y, k] = pixel;
    let coloured = u32::from(c) + u32::from(m) + u32::from(y);
    if coloured + u32::from(k) <= most {
        return pixel;
    }
    let room = most.saturating_sub(u32::from(k));
    let lower = |value: u8| u8::try_from(u32::from(value) * room / coloured.max(1)).unwrap_or(value);
    [lower(c), lower(m), lower(y), k.min(u8::try_from(most).unwrap_or(u8::MAX))]
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn limiting_keeps_black_and_the_proportion_of_the_other_inks() {
        assert_eq!(limit([200, 100, 100, 255], 765), [200, 100, 100, 255]);
        assert_eq!(limit([255, 255, 255, 255], 765), [170, 170, 170, 255]);
        assert_eq!(limit([240, 120, 60, 200], 400), [114, 57, 28, 200]);
        assert_eq!(limit([9, 0, 9, 255], 251), [0, 0, 0, 251]);
        assert_eq!(limit([0, 0, 0, 255], 90), [0, 0, 0, 90]);
    }
}
