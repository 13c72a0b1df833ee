//! The plan of a chapter: which pages it has, in their order, and how they become an even number.

use crate::pages::values::Part;

/// What decides about the pages of a chapter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// Whether the mountain is so wide that it takes two pages.
    pub massif: bool,
    /// Whether a number can be drawn.
    pub number: bool,
    /// Whether a voice can have its own page.
    pub voice: bool,
    /// The pages of the story.
    pub story: usize,
    /// The most pages that the record allows.
    pub most: Option<usize>,
}

/// Plans the chapters in the order of the tour. A number is drawn in every second chapter at most.
#[must_use]
pub(super) fn plan_chapters(extents: &[Extent], short: bool) -> Vec<Vec<Part>> {
    let mut numbered = false;
    let plans = extents.iter().map(|extent| {
        let extent = Extent { number: extent.number && !numbered, ..*extent };
        let plan = if short { plan_short(extent) } else { plan_chapter(extent) };
        numbered = plan.contains(&Part::Number);
        plan
    });
    plans.collect()
}

/// Plans a chapter. Over the most pages the number goes first, then the page of the voice.
fn plan_chapter(extent: Extent) -> Vec<Part> {
    let most = extent.most.unwrap_or(usize::MAX);
    let without_number = Extent { number: false, ..extent };
    let without_voice = Extent { voice: false, ..without_number };
    let plans = [extent, without_number, without_voice].map(fill);
    let [.., least] = &plans;
    let least = least.clone();
    plans.into_iter().find(|plan| count_pages(plan) <= most).unwrap_or(least)
}

/// Returns the pages of a chapter with all that its extent names. Life strip and card share a page or have one each,
/// whichever makes the number even.
fn fill(extent: Extent) -> Vec<Part> {
    let mut plan = vec![if extent.massif { Part::Massif } else { Part::Opener }, Part::Title];
    plan.extend(extent.number.then_some(Part::Number));
    plan.extend(std::iter::repeat_n(Part::Story, extent.story));
    plan.extend(extent.voice.then_some(Part::Voice));
    if count_pages(&plan).is_multiple_of(2) {
        plan.extend([Part::Strip, Part::Card]);
    } else {
        plan.push(Part::Profile);
    }
    plan
}

/// Plans a chapter of two pages. A massif keeps its two pages if a number stands between them and the short page.
fn plan_short(extent: Extent) -> Vec<Part> {
    if extent.massif && extent.number {
        vec![Part::Massif, Part::Number, Part::Short]
    } else {
        vec![Part::Opener, Part::Short]
    }
}

/// Returns the number of pages of a plan.
#[must_use]
pub(super) fn count_pages(plan: &[Part]) -> usize {
    plan.iter().map(|part| part.pages()).sum()
}

#[cfg(test)]
mod tests {
    use super::Part::{Card, Massif, Number, Opener, Profile, Short, Story, Strip, Title, Voice};
    use super::*;

    const PLAIN: Extent = Extent { massif: false, number: false, voice: false, story: 1, most: None };

    fn plan(extent: Extent) -> Vec<Part> {
        plan_chapters(&[extent], false).remove(0)
    }

    #[test]
    fn the_sequences_are_those_of_the_art_direction() {
        let number = Extent { number: true, ..PLAIN };
        let voice = Extent { voice: true, ..number };
        let massif = Extent { massif: true, ..number };
        assert_eq!(plan(PLAIN), [Opener, Title, Story, Profile]);
        assert_eq!(plan(number), [Opener, Title, Number, Story, Strip, Card]);
        assert_eq!(plan(voice), [Opener, Title, Number, Story, Voice, Profile]);
        assert_eq!(plan(massif), [Massif, Title, Number, Story, Profile]);
        assert_eq!(plan(Extent { massif: true, ..PLAIN }), [Massif, Title, Story, Strip, Card]);
    }

    #[test]
    fn every_chapter_has_an_even_number_of_pages() {
        for bits in 0..64_usize {
            let bit = |n: usize| bits >> n & 1 == 1;
            let most = bit(3).then_some(if bit(4) { 4 } else { 6 });
            for story in 1..6 {
                let extent = Extent { massif: bit(0), number: bit(1), voice: bit(2), story, most };
                for short in [false, true] {
                    let plan = &plan_chapters(&[extent], short)[0];
                    assert!(count_pages(plan).is_multiple_of(2), "{extent:?}: {plan:?}");
                }
            }
        }
    }

    #[test]
    fn a_number_is_drawn_in_every_second_chapter_at_most() {
        let number = Extent { number: true, ..PLAIN };
        let plans = plan_chapters(&[number, number, PLAIN, number, number, number], false);
        let numbered: Vec<_> = plans.iter().map(|plan| plan.contains(&Number)).collect();
        assert_eq!(numbered, [true, false, false, true, false, true]);
    }

    #[test]
    fn a_chapter_that_gives_up_its_number_leaves_it_to_the_next() {
        let number = Extent { number: true, ..PLAIN };
        let plans = plan_chapters(&[Extent { most: Some(4), ..number }, number], false);
        assert_eq!(plans[0], [Opener, Title, Story, Profile]);
        assert!(plans[1].contains(&Number));
    }

    #[test]
    fn over_the_most_pages_the_number_goes_before_the_voice() {
        let voice = Extent { number: true, voice: true, story: 2, ..PLAIN };
        assert_eq!(count_pages(&plan(voice)), 8);
        assert_eq!(plan(Extent { most: Some(6), ..voice }), [Opener, Title, Story, Story, Voice, Profile]);
        assert_eq!(plan(Extent { most: Some(4), story: 1, ..voice }), [Opener, Title, Story, Profile]);
        // A story that is longer than the most pages keeps its pages.
        assert_eq!(count_pages(&plan(Extent { most: Some(4), story: 4, ..voice })), 8);
    }

    #[test]
    fn a_short_chapter_has_two_pages_or_four_with_a_massif_and_its_number() {
        let short = |extent| plan_chapters(&[extent], true).remove(0);
        let massif = Extent { massif: true, ..PLAIN };
        assert_eq!(short(PLAIN), [Opener, Short]);
        assert_eq!(short(Extent { number: true, ..PLAIN }), [Opener, Short]);
        assert_eq!(short(massif), [Opener, Short]);
        assert_eq!(short(Extent { number: true, ..massif }), [Massif, Number, Short]);
    }
}
