//! Turn: puts stored rows the way they are to be seen.

use image::metadata::Orientation;

use super::decode::Pixels;
use super::header::turned;

/// Turns and mirrors pixels as EXIF 2.32, 4.6.4, tag 274 asks.
pub(super) fn upright(pixels: Pixels, orientation: Orientation) -> Pixels {
    if orientation == Orientation::NoTransforms {
        return pixels;
    }
    match pixels.layout.channels() {
        1 => moved::<1>(&pixels, orientation),
        2 => moved::<2>(&pixels, orientation),
        3 => moved::<3>(&pixels, orientation),
        _ => moved::<4>(&pixels, orientation),
    }
}

fn moved<const N: usize>(pixels: &Pixels, orientation: Orientation) -> Pixels {
    let (across, down) = (pixels.width as usize, pixels.height as usize);
    let (width, height) =
        if turned(orientation) { (pixels.height, pixels.width) } else { (pixels.width, pixels.height) };
    let stored = pixels.data.as_chunks::<N>().0;
    let mut data = Vec::with_capacity(pixels.data.len());
    for y in 0..height as usize {
        for x in 0..width as usize {
            // Mirrored places count from the far side, whose last pixel is one short of the length.
            let (column, row) = match orientation {
                Orientation::NoTransforms => (x, y),
                Orientation::FlipHorizontal => (across - 1 - x, y),
                Orientation::Rotate180 => (across - 1 - x, down - 1 - y),
                Orientation::FlipVertical => (x, down - 1 - y),
                Orientation::Rotate90FlipH => (y, x),
                Orientation::Rotate90 => (y, down - 1 - x),
                Orientation::Rotate270FlipH => (across - 1 - y, down - 1 - x),
                Orientation::Rotate270 => (across - 1 - y, x),
            };
            data.extend_from_slice(&stored.get(row * across + column).copied().unwrap_or([0; N]));
        }
    }
    Pixels { width, height, layout: pixels.layout, data }
}
