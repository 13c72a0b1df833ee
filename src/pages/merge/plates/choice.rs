//! The choice among all plans of a chapter.

use std::collections::BTreeMap;

use super::flow;
use super::plan::{Plan, Refusal};
use super::rows::{RowsPage, lay_out};
use super::score::{Roles, Room, full_size, in_column, most_worth, score, strip_size};
use super::shot::{Misfit, Shot};
use crate::edition::records::{PicturePages, PlateSize};
use crate::format::{self, Design};

/// The least resolution of a picture in a place that its record does not ask for, in dpi.
const LEAST_DPI: f64 = 200.0;

/// Width over height from which a picture is wide enough for the head of a page, two pages.
const WIDE_ASPECT: f64 = 1.3;
const SPREAD_ASPECT: f64 = 1.2;

/// Width over height up to which a picture is a portrait, or with a focus nearly square.
const PORTRAIT_ASPECT: f64 = 0.85;
const SQUARE_ASPECT: f64 = 1.2;

/// The number of pictures from which one may take two pages unasked: a chapter with fewer has little else.
const SPREAD_FROM: usize = 6;

/// The numbers of pictures of which one may fill a page unasked. Those between share a page.
const FULL_UP_TO: usize = 2;
const FULL_FROM: usize = 6;

/// The most pages of rows.
const MOST_ROWS_PAGES: usize = 2;

/// The most pictures that are placed in the text or in the margin unasked.
const MOST_BESIDE: usize = 2;

/// From these numbers of pictures on, fewer plans are tried.
const SEVERAL: usize = 6;
const MANY: usize = 10;

/// Of many pictures, so many are tried for each kind of place.
const TRIED: usize = 3;

/// A group with a title has at least so many pictures if one of them may be on another page.
const LARGE_GROUP: usize = 4;

/// The least pictures of a page of rows, where there are other plans.
const LEAST_ROWS: usize = 3;

/// Chooses the places of the pictures of a chapter. If not all have one, the last ones are refused.
#[must_use]
pub(in crate::pages::merge) fn choose(shots: &[Shot], room: &Room<'_>, design: &Design) -> Plan {
    let search = Search { shots, room, design };
    let mut refused = search.misfits();
    let mut chosen: Vec<_> = (0..shots.len()).filter(|shot| !refused.iter().any(|(other, _)| other == shot)).collect();
    loop {
        if let Some(plan) = search.best(&chosen) {
            refused.sort_by_key(|(shot, _)| *shot);
            return Plan { refused, ..plan };
        }
        // Every chapter has a plan without pictures, unless its story is too long for its pages, which is told there.
        let Some(last) = chosen.pop() else {
            let alone = flow::set(room.story, None, &[], &design.frames.plates);
            let story = if room.story.is_empty() { 0 } else { alone.filled.len() };
            return Plan { story, end: alone.end, refused, ..Plan::default() };
        };
        let reason = match shots[last].size {
            PlateSize::Spread => Refusal::NoSpread,
            PlateSize::Auto if search.allowed(last, shots.len()).is_empty() => Refusal::Pixels,
            _ => Refusal::Full,
        };
        refused.push((last, reason));
    }
}

/// A kind of place that the program may choose for a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Spread,
    Page,
    Wide,
    Column,
    Margin,
    Rows,
}

/// The kinds of places for each picture that has a choice.
type Allowed = BTreeMap<usize, Vec<Kind>>;

struct Search<'a> {
    shots: &'a [Shot],
    room: &'a Room<'a>,
    design: &'a Design,
}

impl Search<'_> {
    /// Returns the pictures that cannot be in the plate that their record asks for.
    fn misfits(&self) -> Vec<(usize, Refusal)> {
        let (mut wide, mut spread) = (false, false);
        let mut found = Vec::new();
        for (shot, it) in self.shots.iter().enumerate() {
            let misfit = match it.size {
                PlateSize::Spread => {
                    it.cut_off_gutter(full_size(self.design, 2.0), self.design.frames.plates.gutter_clear).err()
                }
                PlateSize::Page => it.cut(full_size(self.design, 1.0)).err(),
                PlateSize::Wide | PlateSize::Head => self.wide_misfit(it),
                PlateSize::Strip => it.cut(strip_size(self.design)).err(),
                PlateSize::Auto | PlateSize::Column => None,
            };
            let is_wide = matches!(it.size, PlateSize::Wide | PlateSize::Head);
            let needs_story = is_wide || it.size == PlateSize::Column || it.on == Some(PicturePages::Story);
            let refusal = match misfit {
                Some(misfit) => Some(Refusal::Misfit(it.size, misfit)),
                None if needs_story && self.room.story.is_empty() => Some(Refusal::NoStory),
                None if is_wide && wide => Some(Refusal::Taken(PlateSize::Wide)),
                None if it.size == PlateSize::Spread && spread => Some(Refusal::Taken(PlateSize::Spread)),
                None => None,
            };
            wide |= is_wide && refusal.is_none();
            spread |= it.size == PlateSize::Spread && refusal.is_none();
            found.extend(refusal.map(|refusal| (shot, refusal)));
        }
        found
    }

    /// Returns why no height of the head of a page suits a picture.
    fn wide_misfit(&self, shot: &Shot) -> Option<Misfit> {
        let (format, frame) = (&self.design.format, &self.design.frames.plates);
        let width = format.width + 2.0 * format.bleed;
        let height = (width / shot.aspect()).clamp(frame.wide_least + format.bleed, frame.wide_most + format.bleed);
        shot.cut([width, height]).err()
    }

    /// Returns the places for which the shape and the pixels of a picture are good.
    fn allowed(&self, shot: usize, number: usize) -> Vec<Kind> {
        let it = &self.shots[shot];
        let (page, frame) = (&self.design.format, &self.design.frames.plates);
        // The pages of pictures are before the profile.
        let apart = matches!(it.on, Some(PicturePages::Plates | PicturePages::Profile));
        let titled = it.group.is_some_and(|(_, titled)| titled);
        let of_group = self.shots.iter().filter(|other| other.group == it.group).count();
        let on_plates = it.on != Some(PicturePages::Story);
        let on_story = !self.room.story.is_empty() && !apart && !titled;
        let on_own_page = on_plates && (!titled || of_group >= LARGE_GROUP);

        let is_sharp = |size: [f64; 2]| it.cut(size).is_ok_and(|cut| it.dpi(size, cut) >= LEAST_DPI);
        let (spread, aspect) = (full_size(self.design, 2.0), it.aspect());
        let wants_spread = it.spread || number >= SPREAD_FROM && it.focus.is_some();
        let is_off_gutter = it.cut_off_gutter(spread, frame.gutter_clear).is_ok();
        let may_fill = !(FULL_UP_TO + 1..FULL_FROM).contains(&number);
        let upright = if it.focus.is_some() { SQUARE_ASPECT } else { PORTRAIT_ASPECT };
        let head = it.width * dots(page.width + 2.0 * page.bleed);
        let is_wide = aspect >= WIDE_ASPECT && self.wide_misfit(it).is_none() && head >= LEAST_DPI;
        let kinds = [
            (Kind::Spread, on_own_page && wants_spread && aspect >= SPREAD_ASPECT && is_sharp(spread) && is_off_gutter),
            (Kind::Page, may_fill && on_own_page && aspect <= upright && is_sharp(full_size(self.design, 1.0))),
            (Kind::Wide, on_story && is_wide),
            (Kind::Column, on_story && is_sharp(in_column(it, frame.column_width, frame.column_most))),
            (Kind::Margin, on_story),
            (Kind::Rows, on_plates && it.width * dots(frame.row_least * aspect) >= LEAST_DPI),
        ];
        kinds.into_iter().filter(|(_, may)| *may).map(|(kind, _)| kind).collect()
    }

    /// Returns the best plan with all of some pictures. Those that the art direction expects come first, unless they are
    /// worth less than the pages that they add.
    fn best(&self, chosen: &[usize]) -> Option<Plan> {
        let expected = self.best_of(chosen, Strictness::Expected);
        let best = match expected {
            Some((worth, plan)) if worth >= 0.0 => Some((worth, plan)),
            expected => {
                let all = expected.into_iter().chain(self.best_of(chosen, Strictness::Possible));
                all.reduce(|best, other| if other.0 > best.0 { other } else { best })
            }
        };
        let others = [Strictness::Small, Strictness::Any];
        let best = best.or_else(|| others.into_iter().find_map(|strictness| self.best_of(chosen, strictness)));
        best.map(|(_, plan)| plan)
    }

    fn best_of(&self, chosen: &[usize], strictness: Strictness) -> Option<(f64, Plan)> {
        let asked = |wanted: PlateSize| chosen.iter().copied().filter(move |shot| self.shots[*shot].size == wanted);
        let forced = Roles {
            spread: asked(PlateSize::Spread).next(),
            pages: asked(PlateSize::Page).collect(),
            strips: asked(PlateSize::Strip).collect(),
            wide: asked(PlateSize::Wide).chain(asked(PlateSize::Head)).next(),
            columns: asked(PlateSize::Column).collect(),
            margins: Vec::new(),
        };
        let is_free = |shot: &usize| self.shots[*shot].size == PlateSize::Auto;
        let free = chosen.iter().copied().filter(is_free);
        let allowed: Allowed = free.map(|shot| (shot, self.allowed(shot, chosen.len()))).collect();
        // Those with few pixels are in the margin, however many they are.
        let (small, free): (Vec<_>, Vec<_>) = allowed.keys().copied().partition(|shot| allowed[shot] == [Kind::Margin]);
        let forced = Roles { margins: small, ..forced };
        let mut pages: BTreeMap<Vec<usize>, Option<Vec<RowsPage>>> = BTreeMap::new();
        let mut tried = Vec::new();
        for roles in Self::roles(&forced, &free, &allowed) {
            let is_rest = |shot: &usize| !roles.has(*shot);
            let rest: Vec<_> = free.iter().copied().filter(is_rest).collect();
            let margins = roles.margins.len() - forced.margins.len();
            let in_text = roles.columns.len() - forced.columns.len() + usize::from(roles.wide != forced.wide);
            if !rest.iter().all(|shot| allowed[shot].contains(&Kind::Rows))
                || !strictness.allows((margins, in_text), free.len(), rest.len())
            {
                continue;
            }
            let Some(rows) = pages.entry(rest.clone()).or_insert_with(|| self.pages(&rest)) else { continue };
            tried.push((most_worth(self.shots, &roles, rows, self.design), roles, rest));
        }
        // What can be worth most comes first, so that most others need not be set.
        tried.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut best: Option<(f64, Plan)> = None;
        for (bound, roles, rest) in tried {
            if best.as_ref().is_some_and(|(most, _)| bound <= *most) {
                break;
            }
            let Some(Some(rows)) = pages.get(&rest) else { continue };
            let Some((worth, plan)) = score(self.shots, &roles, rows, self.room, self.design) else { continue };
            let is_full = strictness == Strictness::Any || plan.thin <= 1;
            // Of equal plans, the one with smaller plates comes first.
            if is_full && best.as_ref().is_none_or(|(most, _)| worth > *most + 1e-9) {
                best = Some((worth, plan));
            }
        }
        best
    }

    /// Returns all ways to give roles to the pictures that may have several, those with small plates first.
    fn roles(forced: &Roles, free: &[usize], allowed: &Allowed) -> Vec<Roles> {
        let is_many = free.len() > MANY;
        let most = if free.len() >= SEVERAL { 1 } else { MOST_BESIDE };
        let tried = if is_many { TRIED } else { free.len() };
        let may = |kind: Kind| free.iter().copied().filter(move |shot| allowed[shot].contains(&kind)).take(tried);
        let mut out = Vec::new();
        let wides = std::iter::once(None).chain(may(Kind::Wide).map(Some).filter(|_| forced.wide.is_none()));
        let wides: Vec<_> = wides.collect();
        let fulls: Vec<_> = std::iter::once((None, None))
            .chain(may(Kind::Page).map(|shot| (Some(shot), None)))
            .chain(may(Kind::Spread).filter(|_| forced.spread.is_none()).map(|shot| (None, Some(shot))))
            .collect();
        for &wide in &wides {
            for &(page, spread) in &fulls {
                let mut roles =
                    Roles { wide: wide.or(forced.wide), spread: spread.or(forced.spread), ..forced.clone() };
                roles.pages.extend(page);
                if (page.is_some() || spread.is_some()) && page.or(spread) == wide {
                    continue;
                }
                let columns: Vec<_> = may(Kind::Column).filter(|shot| !roles.has(*shot)).collect();
                for columns in subsets(&columns, most) {
                    let mut roles = roles.clone();
                    roles.columns.extend(columns);
                    let margins = may(Kind::Margin).filter(|shot| !is_many && !roles.has(*shot));
                    for margins in subsets(&margins.collect::<Vec<_>>(), most) {
                        let mut roles = roles.clone();
                        roles.margins.extend(margins);
                        out.push(roles);
                    }
                }
            }
        }
        out
    }

    /// Lays out pages of rows. A group with a title has its own pages; others keep together if they can.
    fn pages(&self, rest: &[usize]) -> Option<Vec<RowsPage>> {
        let mut pages = Vec::new();
        let titled: Vec<_> = rest.iter().filter_map(|shot| self.shots[*shot].group.filter(|group| group.1)).collect();
        let mut groups: Vec<_> = titled.iter().map(|group| group.0).collect();
        groups.sort_unstable();
        groups.dedup();
        let of_group = |shot: &usize| self.shots[*shot].group.filter(|group| group.1).map(|group| group.0);
        let others: Vec<_> = rest.iter().copied().filter(|shot| of_group(shot).is_none()).collect();
        pages.extend(self.divided(&self.grouped(&others), false)?);
        for group in &groups {
            let own: Vec<_> = rest.iter().copied().filter(|shot| of_group(shot) == Some(*group)).collect();
            pages.extend(self.divided(&own, true)?);
        }
        (pages.len() <= MOST_ROWS_PAGES.max(groups.len() + usize::from(!others.is_empty()))).then_some(pages)
    }

    /// Puts the pictures of a group after the first of them.
    fn grouped(&self, shots: &[usize]) -> Vec<usize> {
        let first = |shot: usize| {
            let group = self.shots[shot].group;
            shots.iter().position(|other| *other == shot || group.is_some() && self.shots[*other].group == group)
        };
        let mut sorted = shots.to_vec();
        sorted.sort_by_key(|shot| first(*shot));
        sorted
    }

    /// Lays out pictures on one page, or on two if one cannot hold them.
    fn divided(&self, shots: &[usize], titled: bool) -> Option<Vec<RowsPage>> {
        if shots.is_empty() {
            return Some(Vec::new());
        }
        let sharp = |page: RowsPage| self.is_sharp(&page).then_some(page);
        if let Some(page) = lay_out(self.shots, shots, titled, self.design).and_then(sharp) {
            return Some(vec![page]);
        }
        let halves = (1..shots.len()).filter_map(|at| {
            let first = lay_out(self.shots, &shots[..at], titled, self.design).and_then(sharp)?;
            let second = lay_out(self.shots, &shots[at..], false, self.design).and_then(sharp)?;
            let emptier = first.filled.min(second.filled);
            Some((emptier, vec![first, second]))
        });
        halves.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, pages)| pages)
    }

    fn is_sharp(&self, page: &RowsPage) -> bool {
        let first = page.first.is_none_or(|(shot, size, cut)| self.shots[shot].dpi(size, cut) >= LEAST_DPI);
        first && page.rows.iter().all(|(shot, [.., width, _])| self.shots[*shot].width * dots(*width) >= LEAST_DPI)
    }
}

/// How much a plan may differ from what the art direction expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// At most half of the pictures in the margin, and pages of rows with at least three. Many pictures have pages of
    /// their own.
    Expected,
    /// Pages of one or two pictures.
    Possible,
    /// All pictures in the margin.
    Small,
    /// Pages that are emptier than they should be.
    Any,
}

impl Strictness {
    /// Returns whether roles may be tried that have so many pictures in the margin and in the text, of so many with a choice,
    /// and so many in rows.
    fn allows(self, (margins, in_text): (usize, usize), free: usize, rows: usize) -> bool {
        let is_apart = free < SEVERAL || margins + in_text == 0;
        match self {
            Self::Expected => is_apart && margins <= free / 2 && (rows == 0 || rows >= LEAST_ROWS),
            Self::Possible => margins <= free / 2,
            Self::Small | Self::Any => true,
        }
    }
}

impl Roles {
    fn has(&self, shot: usize) -> bool {
        let single = [self.spread, self.wide];
        single.contains(&Some(shot))
            || [&self.pages, &self.strips, &self.columns, &self.margins].iter().any(|shots| shots.contains(&shot))
    }
}

/// Returns the resolution in dpi that each pixel adds across a width in mm.
fn dots(width: f64) -> f64 {
    format::resolution(1.0, width)
}

/// Returns all subsets of at most so many of some things, the smallest first.
fn subsets(of: &[usize], most: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..most {
        let grown: Vec<Vec<usize>> = out[from..]
            .iter()
            .flat_map(|set| {
                let behind = set.last().copied();
                of.iter()
                    .filter(move |it| behind.is_none_or(|last| **it > last))
                    .map(|it| [set.as_slice(), &[*it]].concat())
            })
            .collect();
        from = out.len();
        out.extend(grown);
    }
    out
}
