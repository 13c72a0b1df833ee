//! The order of sections in which each begins on its side of a spread, without a blank page.
//!
//! A section that has to begin on a left page may fall on a right one. Then a section of one page takes the page before
//! it: one from behind it, or one that was passed over earlier. As few sections as possible leave their place.

use crate::pages::values::BookPart;

/// The page of the first section, after the cover.
pub(super) const FIRST_PAGE: usize = 2;

/// The most sections that leave their place.
const MOST_MOVES: usize = 4;

/// The side of a spread on which a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begins {
    Left,
    Right,
    Anywhere,
}

/// A section to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub part: BookPart,
    /// The index of a text.
    pub text: Option<usize>,
    pub begins: Begins,
    pub pages: usize,
}

impl Unit {
    /// Returns whether it may begin on a page.
    fn may_begin(&self, page: usize) -> bool {
        match self.begins {
            Begins::Anywhere => true,
            Begins::Left => page.is_multiple_of(2),
            Begins::Right => !page.is_multiple_of(2),
        }
    }

    /// Returns whether it may leave its place to take a single page.
    fn is_movable(&self) -> bool {
        self.pages == 1 && self.begins == Begins::Anywhere
    }
}

/// Returns the first unit of an order that begins on the wrong side.
pub(super) fn first_misplaced(order: &[&Unit]) -> Option<usize> {
    let mut page = FIRST_PAGE;
    order.iter().position(|unit| {
        let wrong = !unit.may_begin(page);
        page += unit.pages;
        wrong
    })
}

/// Returns the units in an order in which each begins on its side; `None` where there is none.
#[must_use]
pub(super) fn arrange(units: &[Unit]) -> Option<Vec<usize>> {
    (0..=MOST_MOVES).find_map(|moves| {
        let mut search = Search { units, best: None };
        let rest: Vec<_> = (0..units.len()).collect();
        search.place(&State { page: FIRST_PAGE, placed: Vec::new(), waiting: Vec::new(), cost: 0 }, &rest, moves);
        search.best.map(|(_, order)| order)
    })
}

/// An order that is found so far.
#[derive(Clone)]
struct State {
    page: usize,
    placed: Vec<usize>,
    /// Sections that were passed over and still need a place.
    waiting: Vec<usize>,
    cost: usize,
}

struct Search<'a> {
    units: &'a [Unit],
    best: Option<(usize, Vec<usize>)>,
}

/// The cost of passing over a section, which is dearer than taking one from behind.
const PASSED_OVER: usize = 100;

impl Search<'_> {
    fn place(&mut self, state: &State, rest: &[usize], moves: usize) {
        if self.best.as_ref().is_some_and(|(cost, _)| *cost <= state.cost) {
            return;
        }
        let Some((&next, behind)) = rest.split_first() else {
            if state.waiting.is_empty() {
                self.best = Some((state.cost, state.placed.clone()));
            }
            return;
        };
        let units = self.units;
        let unit = &units[next];
        if unit.may_begin(state.page) {
            self.place(&self.with(state, next), behind, moves);
            if unit.is_movable() && moves > 0 {
                let mut passed = state.clone();
                passed.waiting.push(next);
                passed.cost += PASSED_OVER;
                self.place(&passed, behind, moves - 1);
            }
            return;
        }
        for index in 0..state.waiting.len() {
            let mut filled = state.clone();
            let single = filled.waiting.remove(index);
            self.place(&self.with(&filled, single), rest, moves);
        }
        if moves == 0 {
            return;
        }
        for (at, &single) in behind.iter().enumerate().filter(|(_, single)| units[**single].is_movable()) {
            let mut left = rest.to_vec();
            left.remove(at + 1);
            let mut filled = self.with(state, single);
            filled.cost += self.cost_of(single, &rest[..=at]);
            self.place(&filled, &left, moves - 1);
        }
    }

    /// Returns the state with a section on the next page.
    fn with(&self, state: &State, unit: usize) -> State {
        let mut next = state.clone();
        next.placed.push(unit);
        next.page += self.units[unit].pages;
        next
    }

    /// Returns the cost of taking a section from behind others: the next one before the chapters is the cheapest, then
    /// those that the reader can do without at their place.
    fn cost_of(&self, single: usize, passed: &[usize]) -> usize {
        let behind_chapters = passed.iter().any(|unit| self.units[*unit].part == BookPart::Chapters);
        let rank = match self.units[single].part {
            _ if !behind_chapters => 1,
            BookPart::Mountain => 2,
            BookPart::Imprint => 3,
            BookPart::Patches => 4,
            _ => 5,
        };
        rank * 10 + passed.len().min(9)
    }
}

/// Puts pages that fill the last sheet after their sections, or before the imprint, so that every section keeps its
/// side. `fillers` are pairs of a section and the part that follows it, from the first to be taken.
#[must_use]
pub(super) fn fill_sheet(order: Vec<Unit>, fillers: &[(BookPart, BookPart)], sheet: usize) -> Vec<Unit> {
    let page = |part| Unit { part, text: None, begins: Begins::Anywhere, pages: 1 };
    let left_over = |order: &[Unit]| {
        // Both covers are pages of the first and the last sheet.
        let pages = 2 + order.iter().map(|unit| unit.pages).sum::<usize>();
        pages.next_multiple_of(sheet) - pages
    };
    let mut order = order;
    for (host, filler) in fillers {
        if left_over(&order) == 0 {
            break;
        }
        let place = |part: BookPart| order.iter().position(|unit| unit.part == part);
        let Some(behind_host) = place(*host).map(|at| at + 1) else { continue };
        // Where the section is in front, another page there would shift what follows.
        let back = place(BookPart::Imprint).unwrap_or(order.len());
        let longer = [behind_host, back].into_iter().find_map(|at| {
            let mut longer = order.clone();
            longer.insert(at, page(*filler));
            first_misplaced(&longer.iter().collect::<Vec<_>>()).is_none().then_some(longer)
        });
        order = longer.unwrap_or(order);
    }
    let notes = left_over(&order);
    order.extend(std::iter::repeat_n(page(BookPart::Notes), notes));
    order
}
