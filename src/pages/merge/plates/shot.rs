//! A photograph as numbers, and the part of it that a frame shows.

use crate::edition::records::{PicturePages, PlateSize};
use crate::format;

/// The share of a side that may be cropped freely. More is a loss, which a plan weighs.
pub(super) const CROP_FREE: f64 = 0.12;

/// The most of a side that is cropped.
const CROP_MOST: f64 = 0.25;

/// The share of a side on either side of the focus that stays in the picture.
const AROUND_FOCUS: f64 = 0.12;

/// The share of a side that may be lost of a picture that is shown whole: less than the eye sees.
const UNSEEN: f64 = 0.005;

/// A photograph, as far as its place depends on it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pages::merge) struct Shot {
    /// Width in pixels. A drawing has as many as any frame needs.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// The point that stays in the picture, where its record names one.
    pub focus: Option<[f64; 2]>,
    /// Whether it may be cropped.
    pub crop: bool,
    /// The plate that its record asks for.
    pub size: PlateSize,
    /// Whether its record would like two pages, but takes less.
    pub spread: bool,
    /// The pages that it belongs to.
    pub on: Option<PicturePages>,
    /// Its group, and whether the group has a title.
    pub group: Option<(usize, bool)>,
    /// The block of the story that refers to it.
    pub named: Option<usize>,
}

/// The part of a photograph that is seen, as shares of its sides from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages::merge) struct Cut {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Cut {
    /// All of a picture.
    pub(in crate::pages::merge) const WHOLE: Self = Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 };

    /// Returns the larger share of a side that is not seen.
    #[must_use]
    pub(super) fn lost(self) -> f64 {
        1.0 - self.width.min(self.height)
    }

    /// Returns whether so much is cropped that a plan counts it.
    #[must_use]
    pub(super) fn is_loss(self) -> bool {
        self.lost() > CROP_FREE
    }
}

/// Why a frame cannot show a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages::merge) enum Misfit {
    /// So large a share of its width would be cut off.
    Width(f64),
    /// So large a share of its height would be cut off.
    Height(f64),
    /// The focus would be in the gutter.
    Gutter,
}

impl Shot {
    /// Returns its width over its height.
    #[must_use]
    pub(in crate::pages::merge) fn aspect(&self) -> f64 {
        self.width / self.height
    }

    /// Returns the part that covers a frame, with its focus as near to the middle as the picture has it.
    ///
    /// # Errors
    ///
    /// Fails if too much would be cut off.
    pub(in crate::pages::merge) fn cut(&self, frame: [f64; 2]) -> Result<Cut, Misfit> {
        let ratio = frame[0] / frame[1] / self.aspect();
        let (width, height) = (ratio.min(1.0), (1.0 / ratio).min(1.0));
        let most = if self.crop { CROP_MOST } else { UNSEEN };
        if 1.0 - width > most {
            return Err(Misfit::Width(1.0 - width));
        }
        if 1.0 - height > most {
            return Err(Misfit::Height(1.0 - height));
        }
        let focus = self.focus.unwrap_or([0.5, 0.5]);
        let from = |focus: f64, seen: f64| (focus - seen / 2.0).clamp(0.0, 1.0 - seen);
        Ok(Cut { left: from(focus[0], width), top: from(focus[1], height), width, height })
    }

    /// Returns the part that covers two pages, with its focus off the gutter. `clear` is their least distance in mm.
    ///
    /// # Errors
    ///
    /// Fails if too much would be cut off, or the focus is in the gutter.
    pub(in crate::pages::merge) fn cut_off_gutter(&self, frame: [f64; 2], clear: f64) -> Result<Cut, Misfit> {
        let cut = self.cut(frame)?;
        let Some(focus) = self.focus else { return Ok(cut) };
        let clear = clear / frame[0];
        let at = |left: f64| (focus[0] - left) / cut.width - 0.5;
        if at(cut.left).abs() >= clear {
            return Ok(cut);
        }
        // Where the sides are cropped, the picture can be moved.
        let lefts = [clear, -clear].map(|clear| focus[0] - (clear + 0.5) * cut.width);
        let fits = |left: &f64| (0.0..=1.0 - cut.width).contains(left) && self.has_focus(Cut { left: *left, ..cut });
        let nearest =
            lefts.into_iter().filter(fits).min_by(|a, b| (a - cut.left).abs().total_cmp(&(b - cut.left).abs()));
        nearest.map(|left| Cut { left, ..cut }).ok_or(Misfit::Gutter)
    }

    /// Returns whether the surroundings of the focus are in a part, as far as the picture has them.
    #[must_use]
    pub(super) fn has_focus(&self, cut: Cut) -> bool {
        let focus = self.focus.unwrap_or([0.5, 0.5]);
        let inside = |focus: f64, from: f64, seen: f64| {
            (focus - AROUND_FOCUS).max(0.0) >= from - 1e-9 && (focus + AROUND_FOCUS).min(1.0) <= from + seen + 1e-9
        };
        inside(focus[0], cut.left, cut.width) && inside(focus[1], cut.top, cut.height)
    }

    /// Returns the resolution of a part in a frame, in dpi.
    #[must_use]
    pub(in crate::pages::merge) fn dpi(&self, frame: [f64; 2], cut: Cut) -> f64 {
        format::resolution(self.width * cut.width, frame[0])
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shot;
    use super::*;

    #[test]
    fn the_focus_is_in_every_part_that_a_frame_shows() {
        for aspect in [0.5, 0.667, 0.8, 1.0, 1.3, 1.5, 1.78] {
            for frame in [[216.0, 124.5], [216.0, 303.0], [426.0, 303.0], [115.5, 80.0]] {
                for (x, y) in [(0.0, 0.0), (0.1, 0.9), (0.5, 0.5), (0.7, 0.2), (1.0, 1.0)] {
                    let shot = Shot { focus: Some([x, y]), ..shot(aspect) };
                    let Ok(cut) = shot.cut(frame) else { continue };
                    assert!(shot.has_focus(cut), "{aspect} {frame:?} {x} {y}: {cut:?}");
                    let seen = cut.width * shot.aspect() / cut.height;
                    assert!((seen - frame[0] / frame[1]).abs() < 1e-9, "the part has the shape of the frame");
                }
            }
        }
    }

    #[test]
    fn no_more_than_a_quarter_of_a_side_is_cropped() {
        assert_eq!(shot(1.5).cut([216.0, 303.0]).map_err(|_| ()), Err(()));
        assert!(shot(1.5).cut([216.0, 108.5]).is_ok());
        let lost = |misfit| if let Misfit::Height(share) = misfit { share } else { 0.0 };
        assert!(shot(1.5).cut([216.0, 100.0]).is_err_and(|misfit| (lost(misfit) - 44.0 / 144.0).abs() < 1e-9));
        assert!(shot(1.5).cut([150.0, 100.0]).is_ok_and(|cut| cut.lost() < 1e-9));
        let whole = Shot { crop: false, ..shot(1.5) };
        assert!(whole.cut([150.0, 100.0]).is_ok() && whole.cut([150.0, 90.0]).is_err());
    }

    #[test]
    fn the_focus_of_a_spread_is_off_the_gutter_or_there_is_no_spread() {
        let (frame, clear) = ([426.0, 303.0], 15.0);
        let off = |cut: Cut, x: f64| ((x - cut.left) / cut.width - 0.5).abs() * frame[0];
        for x in [0.3, 0.45, 0.5, 0.52, 0.8] {
            let shot = Shot { focus: Some([x, 0.5]), ..shot(1.7) };
            let cut = shot.cut_off_gutter(frame, clear).expect("a part");
            assert!(off(cut, x) >= clear - 1e-6 && shot.has_focus(cut), "{x}: {cut:?}");
        }
        // Nothing of the sides is cropped, so that the picture cannot be moved.
        let square = Shot { focus: Some([0.5, 0.5]), ..shot(1.4) };
        assert_eq!(square.cut_off_gutter(frame, clear), Err(Misfit::Gutter));
        assert!(shot(1.4).cut_off_gutter(frame, clear).is_ok(), "without a focus there is nothing to lose");
    }
}
