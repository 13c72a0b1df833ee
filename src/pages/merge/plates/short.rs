//! The picture of a chapter of two pages.

use super::plan::{Full, Plan, Refusal};
use super::shot::{CROP_FREE, Shot};
use crate::edition::records::PlateSize;
use crate::format::Design;

/// Chooses the picture at the head of a short chapter, the only one that has a place there. It bleeds at the head and on
/// the outer side, and is as wide as its shape allows.
#[must_use]
pub(in crate::pages::merge) fn choose_short(shots: &[Shot], design: &Design) -> Plan {
    let page = &design.format;
    let asked = shots.iter().position(|shot| shot.size == PlateSize::Head);
    let chosen = asked.or_else(|| (!shots.is_empty()).then_some(0));
    let full = |shot: usize| {
        let height = design.frames.plates.short + page.bleed;
        let free = if shots[shot].crop { 1.0 - CROP_FREE } else { 1.0 };
        let size = [(height * shots[shot].aspect() / free).min(page.width + 2.0 * page.bleed), height];
        shots[shot]
            .cut(size)
            .map(|cut| Full { shot, size, cut })
            .map_err(|misfit| Refusal::Misfit(PlateSize::Head, misfit))
    };
    let wide = chosen.map(full);
    let reason = |shot: usize| match wide {
        Some(Err(misfit)) if chosen == Some(shot) => misfit,
        _ => Refusal::Taken(PlateSize::Head),
    };
    let placed = wide.and_then(Result::ok);
    let rest = (0..shots.len()).filter(|shot| placed.is_none_or(|placed| placed.shot != *shot));
    Plan { wide: placed, refused: rest.map(|shot| (shot, reason(shot))).collect(), ..Plan::default() }
}
