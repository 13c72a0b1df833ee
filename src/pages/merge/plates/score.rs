//! What a plan is worth.

use super::flow::{self, BlockHeight, InText};
use super::plan::{Column, Full, Plan, PlatePage, spread_page};
use super::rows::RowsPage;
use super::shot::Shot;
use crate::format::{Design, PlatesFrame};

/// What a strong crop costs, in per cent of the column of text of a page, as all that follows: a picture has the place of
/// so much text.
const CROP_COST: f64 = 40.0;

/// What an added page costs.
const PAGE_COST: f64 = 60.0;

/// What a picture near the paragraph that names it is worth.
const NEAR: f64 = 10.0;

/// What a page costs that is less filled than one page of a chapter may be: more than any picture is worth.
const EMPTY_COST: f64 = 10_000.0;

/// The least filled share of a page.
const FILLED: f64 = 0.55;

/// The filled share of a page whose text goes on behind it.
const FULL: f64 = 0.93;

/// The least filled share of the one page of a chapter that may be emptier.
const THINLY_FILLED: f64 = 0.40;

/// A story that may go on for a line on another page counts as an empty page.
const UNSURE: usize = 2;

/// The share of the height that pictures and captions may take of the margin of a page.
const MARGIN_SHARE: f64 = 0.85;

/// The chapter around the pictures.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages::merge) struct Room<'a> {
    /// The blocks of the story; none where the chapter has no page of a story.
    pub story: &'a [BlockHeight],
    /// The pages before the story.
    pub before: usize,
    /// Whether the last of them is the page of a number.
    pub number: bool,
    /// The pages between the pictures and the profile.
    pub after: usize,
    /// The most pages of the chapter.
    pub most: Option<usize>,
}

/// Which picture has which kind of place. Where it is exactly follows.
#[derive(Debug, Clone, Default)]
pub(super) struct Roles {
    pub spread: Option<usize>,
    pub pages: Vec<usize>,
    pub strips: Vec<usize>,
    pub wide: Option<usize>,
    pub columns: Vec<usize>,
    pub margins: Vec<usize>,
}

/// Places pictures by their roles and the rows of the others, and returns the best plan of them with its score.
pub(super) fn score(
    shots: &[Shot],
    roles: &Roles,
    rows: &[RowsPage],
    room: &Room<'_>,
    design: &Design,
) -> Option<(f64, Plan)> {
    let judge = Judge { shots, roles, rows, room, design, frame: &design.frames.plates };
    let feet = judge.feet();
    let plans = feet.into_iter().filter_map(|wide| judge.plan(wide));
    plans.max_by(|a, b| a.0.total_cmp(&b.0))
}

/// Returns more than any plan of these roles and rows is worth, from areas alone.
#[must_use]
pub(super) fn most_worth(shots: &[Shot], roles: &Roles, rows: &[RowsPage], design: &Design) -> f64 {
    let frame = &design.frames.plates;
    let page = full_size(design, 1.0);
    let area = |[width, height]: [f64; 2]| width * height;
    let of_pages =
        area(page) * super::count(roles.pages.len()) + area(strip_size(design)) * super::count(roles.strips.len());
    let spread = roles.spread.map_or(0.0, |_| area(full_size(design, 2.0)));
    let wide = roles.wide.map_or(0.0, |_| area([page[0], frame.wide_most + design.format.bleed]));
    let columns =
        roles.columns.iter().map(|shot| area(in_column(&shots[*shot], frame.column_width, frame.column_most)));
    let margins =
        roles.margins.iter().map(|shot| area(in_column(&shots[*shot], frame.margin_width, frame.margin_most)));
    let beside: f64 = columns.chain(margins).sum();
    let rows_area: f64 = rows.iter().map(RowsPage::area).sum();
    let added = roles.pages.len() + roles.strips.len() + rows.len() + if roles.spread.is_some() { 2 } else { 0 };
    (of_pages + spread + wide + beside + rows_area) / percent(design) + NEAR * super::count(shots.len())
        - PAGE_COST * super::count(added)
}

/// Returns the size of a picture in a column of a width, which is less than that if it would be too high.
#[must_use]
pub(super) fn in_column(shot: &Shot, width: f64, most: f64) -> [f64; 2] {
    let height = (width / shot.aspect()).min(most);
    [height * shot.aspect(), height]
}

/// Returns the size of a picture that fills so many pages with their bleed.
#[must_use]
pub(super) fn full_size(design: &Design, pages: f64) -> [f64; 2] {
    let format = &design.format;
    [pages * format.width + 2.0 * format.bleed, format.height + 2.0 * format.bleed]
}

/// Returns the size of a picture along the outer edge of a page, with bleed.
#[must_use]
pub(super) fn strip_size(design: &Design) -> [f64; 2] {
    let format = &design.format;
    [design.frames.plates.strip_width + format.bleed, format.height + 2.0 * format.bleed]
}

/// Returns the area of a hundredth of a column of text in mm².
fn percent(design: &Design) -> f64 {
    let frame = &design.frames.plates;
    frame.column_width * (frame.text_foot - frame.text_top) / 100.0
}

struct Judge<'a> {
    shots: &'a [Shot],
    roles: &'a Roles,
    rows: &'a [RowsPage],
    room: &'a Room<'a>,
    design: &'a Design,
    frame: &'a PlatesFrame,
}

impl Judge<'_> {
    /// Returns the possible feet of the picture across the head of the story, in steps of half a row.
    fn feet(&self) -> Vec<Option<Full>> {
        let Some(shot) = self.roles.wide else { return vec![None] };
        let (format, frame) = (&self.design.format, self.frame);
        let width = format.width + 2.0 * format.bleed;
        // The height at which nothing is cropped is one of them.
        let whole = width / self.shots[shot].aspect() - format.bleed;
        let step = format.line / 2.0;
        let mut feet = vec![whole.clamp(frame.wide_least, frame.wide_most)];
        let mut foot = frame.wide_least;
        while foot <= frame.wide_most + 1e-6 {
            feet.push(foot);
            foot += step;
        }
        let full = |foot: f64| {
            let size = [width, foot + format.bleed];
            Some(Full { shot, size, cut: self.shots[shot].cut(size).ok()? })
        };
        feet.into_iter().filter_map(full).map(Some).collect()
    }

    fn plan(&self, wide: Option<Full>) -> Option<(f64, Plan)> {
        let foot = wide.map(|wide| wide.size[1] - self.design.format.bleed);
        let (columns, pages) = self.columns(foot);
        let margins = self.margins(&pages)?;
        let story = if self.room.story.is_empty() { 0 } else { pages.filled.len() };
        let full = |shot: usize, size: [f64; 2]| Some(Full { shot, size, cut: self.shots[shot].cut(size).ok()? });
        let mut plates = Vec::new();
        for &shot in &self.roles.pages {
            plates.push(PlatePage::Full(full(shot, full_size(self.design, 1.0))?));
        }
        for &shot in &self.roles.strips {
            plates.push(PlatePage::Strip(full(shot, strip_size(self.design))?));
        }
        plates.extend(self.rows.iter().cloned().map(PlatePage::Rows));
        let spread = match self.roles.spread {
            None => None,
            Some(shot) => {
                let size = full_size(self.design, 2.0);
                let cut = self.shots[shot].cut_off_gutter(size, self.frame.gutter_clear).ok()?;
                spread_page(self.room.before, self.room.number, story, plates.len())?;
                Some(Full { shot, size, cut })
            }
        };
        let filled = pages.filled.iter().copied().take(story).chain(self.rows.iter().map(|rows| rows.filled));
        let filled: Vec<f64> = filled.collect();
        let thin = thin(&filled) + if story > 0 && !pages.sure { UNSURE } else { 0 };
        let end = if story > 0 { pages.end } else { self.frame.text_top };
        let plan = Plan { story, end, wide, columns, margins, spread, pages: plates, thin, ..Plan::default() };
        if self.room.most.is_some_and(|most| whole_chapter(self.room, &plan) > most) {
            return None;
        }
        Some((self.worth(&plan, &pages), plan))
    }

    /// Places the pictures in the text, each where it is named or else evenly, and returns the pages of the story.
    fn columns(&self, foot: Option<f64>) -> (Vec<Column>, flow::Pages) {
        let blocks = self.room.story;
        let set = |pictures: &[InText]| flow::set(blocks, foot, pictures, self.frame);
        let mut columns = Vec::new();
        let mut pictures: Vec<InText> = Vec::new();
        let number = self.roles.columns.len();
        for (nth, &shot) in self.roles.columns.iter().enumerate() {
            let size = in_column(&self.shots[shot], self.frame.column_width, self.frame.column_most);
            let height = size[1] + 2.0 * self.frame.column_gap;
            let even = (nth + 1) * blocks.len() / (number + 1);
            let wanted = self.shots[shot].named.map_or(even, |named| named + 1);
            // Not above the first block, which may be a scene, and not behind a sub-heading.
            let mut places: Vec<_> = (1..=blocks.len()).filter(|before| !blocks[before - 1].heading).collect();
            places.sort_by_key(|before| (before.abs_diff(wanted), *before));
            let with = |before: usize| [pictures.as_slice(), &[InText { before, height }]].concat();
            // Where the picture goes to the next page, the text before it does not fill its own.
            let leaves = |least: f64| {
                places.iter().copied().find(|before| {
                    let pages = set(&with(*before));
                    let above = &pages.filled[..pages.filled.len() - 1];
                    above.iter().all(|filled| *filled >= least) && (nth + 1 < number || pages.sure)
                })
            };
            let before = leaves(FULL).or_else(|| leaves(FILLED)).unwrap_or(blocks.len());
            pictures = with(before);
            columns.push(Column { shot, size, before });
        }
        (columns, set(&pictures))
    }

    /// Places pictures in the margin: beside the block that names one, else where the margin has most room.
    fn margins(&self, pages: &flow::Pages) -> Option<Vec<Column>> {
        let frame = self.frame;
        let whole = (frame.text_foot - frame.text_top) * MARGIN_SHARE;
        let mut free = vec![whole; pages.filled.len()];
        let captions = self.roles.columns.iter().zip(&pages.of_pictures);
        captions.for_each(|(_, page)| free[*page] -= frame.margin_caption);
        if self.roles.wide.is_some() {
            free[0] -= frame.wide_most + frame.margin_caption;
        }
        let blocks = self.room.story;
        let mut placed = Vec::new();
        for &shot in &self.roles.margins {
            let size = in_column(&self.shots[shot], frame.margin_width, frame.margin_most);
            let height = size[1] + frame.margin_caption;
            let has_room = |page: usize| free[page] >= height;
            let named = self.shots[shot].named.filter(|block| has_room(pages.of_blocks[*block]));
            let page = named.map_or_else(
                || (0..free.len()).max_by(|a, b| free[*a].total_cmp(&free[*b])),
                |block| Some(pages.of_blocks[block]),
            )?;
            if !has_room(page) {
                return None;
            }
            let on_page: Vec<_> = (0..blocks.len()).filter(|block| pages.of_blocks[*block] == page).collect();
            // The first block of a page may be above it.
            let nth = placed.iter().filter(|(_, other): &&(Column, usize)| *other == page).count();
            let beside = named.or_else(|| on_page.get((1 + 2 * nth).min(on_page.len().checked_sub(1)?)).copied())?;
            free[page] -= height;
            placed.push((Column { shot, size, before: beside }, page));
        }
        Some(placed.into_iter().map(|(column, _)| column).collect())
    }

    fn worth(&self, plan: &Plan, pages: &flow::Pages) -> f64 {
        let fulls: Vec<_> = plan.wide.iter().chain(&plan.spread).collect();
        let of_pages = plan.pages.iter().filter_map(|page| match page {
            PlatePage::Full(full) | PlatePage::Strip(full) => Some(full),
            PlatePage::Rows(_) => None,
        });
        let fulls: Vec<_> = fulls.into_iter().chain(of_pages).collect();
        let full_area: f64 = fulls.iter().map(|full| full.size[0] * full.size[1]).sum();
        let beside = plan.columns.iter().chain(&plan.margins);
        let area: f64 = beside.map(|it| it.size[0] * it.size[1]).sum::<f64>() + full_area;
        let area = area + self.rows.iter().map(RowsPage::area).sum::<f64>();
        let losses = fulls.iter().filter(|full| full.cut.is_loss()).count();
        let losses = losses + self.rows.iter().map(RowsPage::losses).sum::<usize>();
        let alone = flow::set(self.room.story, None, &[], self.frame).filled.len();
        let alone = if self.room.story.is_empty() { 0 } else { alone };
        let added = (plan.story + plan.plate_pages()).saturating_sub(alone);
        let empty = plan.thin.saturating_sub(1);
        area / percent(self.design) - CROP_COST * super::count(losses) - PAGE_COST * super::count(added)
            + NEAR * super::count(self.near(plan, pages))
            - EMPTY_COST * super::count(empty)
    }

    /// Counts the pictures that are within a page of the paragraph that names them.
    fn near(&self, plan: &Plan, pages: &flow::Pages) -> usize {
        let told = |shot: usize| self.shots[shot].named.map(|block| pages.of_blocks[block]);
        let mut places: Vec<(usize, usize)> = plan.wide.iter().map(|wide| (wide.shot, 0)).collect();
        places.extend(plan.columns.iter().zip(&pages.of_pictures).map(|(column, page)| (column.shot, *page)));
        places.extend(plan.margins.iter().map(|column| (column.shot, pages.of_blocks[column.before])));
        for (nth, page) in plan.pages.iter().enumerate() {
            places.extend(page.shots().into_iter().map(|shot| (shot, plan.story + nth)));
        }
        places.into_iter().filter(|(shot, page)| told(*shot).is_some_and(|told| told.abs_diff(*page) <= 1)).count()
    }
}

/// Returns the number of pages that are too empty, of which a chapter may have one. A page that is emptier than that one
/// may be counts twice.
fn thin(filled: &[f64]) -> usize {
    let weight = |share: &f64| if *share < THINLY_FILLED { 2 } else { usize::from(*share < FILLED) };
    filled.iter().map(weight).sum()
}

/// Returns the pages of a chapter, of which strip and card make the number even.
#[must_use]
pub(super) fn whole_chapter(room: &Room<'_>, plan: &Plan) -> usize {
    let others = room.before + plan.story + plan.plate_pages() + room.after;
    others + if others.is_multiple_of(2) { 2 } else { 1 }
}
