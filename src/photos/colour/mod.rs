//! ICC profiles, the separation of pictures into the inks of a press, and how inks look on a screen.

mod black;
pub(super) mod icc;
pub(super) mod ink;
mod output_profile;
mod profile_error;
mod profile_tags;
mod separation;
mod softproof;
pub(super) mod source;

pub use output_profile::OutputProfile;
pub use separation::Separation;
pub(super) use separation::black_point;
pub(crate) use softproof::Softproof;
