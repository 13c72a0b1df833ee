//! Colour: ICC profiles, the separation of pictures into the inks of a press, and what inks look like.

mod black;
pub(in crate::photos) mod icc;
pub(in crate::photos) mod ink;
mod output_profile;
mod proof;
mod separation;
pub(in crate::photos) mod source;

pub use output_profile::OutputProfile;
pub use separation::Separation;
pub(in crate::photos) use separation::black_point;
