//! The plates of a chapter: which photograph is where, chosen from numbers.
//!
//! A photograph is shown by one of eight plates: A across two pages, B on a whole page, C across the head of a page of
//! the story, D along its outer half, E in its text, F in its margin, G on a page of pictures, H at the head of a short
//! chapter. All plans are scored by the area of their pictures; pages without much on them, strong crops and added pages
//! count against one. A picture is placed or refused, never dropped.

mod choice;
mod flow;
mod plan;
mod rows;
mod score;
mod short;
mod shot;
#[cfg(test)]
mod tests;

pub(super) use choice::choose;
pub(super) use flow::BlockHeight;
pub(super) use plan::{Column, Full, Plan, PlatePage, Refusal, spread_page};
pub(super) use rows::RowsPage;
pub(super) use score::Room;
pub(super) use short::choose_short;
pub(super) use shot::{Cut, Misfit, Shot};

/// Returns a number of things as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "a chapter has few of anything")]
fn count(things: usize) -> f64 {
    things as f64
}
