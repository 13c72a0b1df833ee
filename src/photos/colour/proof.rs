//! Proof: what the inks of a press look like on a screen.

use super::Separation;
use super::source::srgb_from_inks;

impl Separation {
    /// The sRGB triplets of inks, four bytes for each: relative colorimetric with black point compensation.
    #[must_use]
    pub fn srgb(&self, inks: &[u8]) -> Vec<u8> {
        let (table, black) = self.press();
        srgb_from_inks(table, black, inks)
    }
}
