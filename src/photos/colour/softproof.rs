//! How inks of a press look on a screen.

use super::black::Xyz;
use super::icc::{self, Table};
use super::separation::black_point;
use super::source::srgb_from_inks;
use crate::photos::PhotoError;

/// The colours of a screen for the inks of a press: relative colorimetric with black point compensation.
pub(crate) struct Softproof {
    to_lab: Table,
    black: Xyz,
}

impl Softproof {
    /// Reads the profile of a press.
    ///
    /// # Errors
    ///
    /// Fails if the profile has no table from its four inks to colours.
    pub(crate) fn new(profile: &[u8]) -> Result<Self, PhotoError> {
        let read = icc::profile(profile)?;
        let to_lab = Table::to_lab(&read)?;
        let black = black_point(&to_lab, &read);
        Ok(Self { to_lab, black })
    }

    /// Returns red, green and blue of inks in per cent.
    #[must_use]
    pub(crate) fn srgb(&self, inks: [f64; 4]) -> [u8; 3] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
        let bytes = inks.map(|ink| (ink.clamp(0.0, 100.0) * 2.55 + 0.5) as u8);
        srgb_from_inks(&self.to_lab, self.black, &bytes).try_into().unwrap_or_default()
    }
}
