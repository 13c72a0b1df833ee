//! The plan of a chapter: which pages it has, in their order, and how they become an even number.

use super::plates::spread_page;
use crate::pages::values::{ChapterPlan, Part, ProjectPlace};

/// What decides about the pages of a chapter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each may be in a chapter or not")]
pub(super) struct Extent {
    /// Whether the mountain is so wide that it takes two pages.
    pub massif: bool,
    /// Whether a number can be drawn.
    pub number: bool,
    /// Whether a voice can have its own page.
    pub voice: bool,
    /// Whether enough is dated for a life strip.
    pub strip: bool,
    /// Whether counts of members are on the strip, which is low without them.
    pub stems: bool,
    /// Whether there are projects.
    pub projects: bool,
    /// The story where the voice has its own page.
    pub apart: Story,
    /// The story where the voice is in its column.
    pub within: Story,
    /// Whether the title page has room for the projects.
    pub title_room: bool,
    /// Whether strip, projects and card have a page each, because the pages are low.
    pub low: bool,
    /// The most pages that the record allows.
    pub most: Option<usize>,
}

/// The room that a story takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Story {
    /// Its pages.
    pub pages: usize,
    /// Whether the projects have room below it.
    pub holds_projects: bool,
    /// The pages of pictures behind it.
    pub plates: usize,
    /// Whether a picture takes two facing pages.
    pub spread: bool,
    /// The pictures that have no place beside it.
    pub refused: usize,
}

/// Plans the chapters in the order of the tour. A number is drawn in every second chapter at most.
#[must_use]
pub(super) fn plan_chapters(extents: &[Extent], short: bool) -> Vec<ChapterPlan> {
    let mut numbered = false;
    let plans = extents.iter().map(|extent| {
        let extent = Extent { number: extent.number && !numbered, ..*extent };
        let plan = if short { plan_short(extent) } else { plan_chapter(extent) };
        numbered = plan.parts.contains(&Part::Number);
        plan
    });
    plans.collect()
}

/// What speaks against a plan, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Faults {
    /// Whether a picture takes two pages that do not face each other, and the pictures that have no place.
    refused: (bool, usize),
    /// It has no place for the projects.
    homeless: bool,
    /// The pages that it has over the most.
    over: usize,
    /// A page of its own for a strip that is low or that there is not.
    hollow: bool,
    /// A page of its own for the projects.
    listed: bool,
}

/// Plans a chapter: with the number and the page of the voice if they are possible. For the sake of the most pages, of
/// the projects, or of a page that would have little on it, first the number goes, then the page of the voice.
fn plan_chapter(extent: Extent) -> ChapterPlan {
    let without_number = Extent { number: false, ..extent };
    let without_voice = Extent { voice: false, ..extent };
    let bare = Extent { number: false, voice: false, ..extent };
    let choices = [extent, without_number, without_voice, bare];
    let plans = [false, true].into_iter().flat_map(|listed| choices.map(|choice| (fill(choice, listed), choice)));
    let best = plans.min_by_key(|(plan, choice)| faults(plan, *choice));
    best.map_or_else(ChapterPlan::default, |(plan, _)| plan)
}

fn faults(plan: &ChapterPlan, extent: Extent) -> Faults {
    let story = extent.story();
    let housed = match plan.projects {
        ProjectPlace::Card => plan.parts.iter().any(|part| matches!(part, Part::Card | Part::Projects)),
        ProjectPlace::Story => story.holds_projects,
        ProjectPlace::Title => extent.title_room,
        ProjectPlace::Page => true,
    };
    Faults {
        refused: (story.spread && spread_of(extent).is_none(), story.refused),
        homeless: extent.projects && !housed,
        over: count_pages(&plan.parts).saturating_sub(extent.most.unwrap_or(usize::MAX)),
        hollow: plan.parts.contains(&Part::Strip) && !(extent.strip && extent.stems),
        listed: plan.projects == ProjectPlace::Page,
    }
}

impl Extent {
    fn story(&self) -> Story {
        if self.voice { self.apart } else { self.within }
    }
}

/// Returns the pages of a chapter with all that its extent names. Life strip and card share a page or have one each,
/// whichever makes the number even; without a strip there is the table of projects or a map above the card. `listed` gives
/// the projects a page of their own after the story. On low pages each of them has its own anyway, and the map one that
/// makes the number even.
fn fill(extent: Extent, listed: bool) -> ChapterPlan {
    let listed = listed && !extent.low;
    let story = extent.story();
    let pictured = story.plates > 0 || story.spread;
    let told = [extent.number, extent.voice, extent.strip, extent.projects, extent.massif, story.pages > 0, pictured];
    if told == [false; 7] && !listed {
        return ChapterPlan { parts: vec![Part::Opener, Part::Short], projects: ProjectPlace::Card };
    }
    let mut parts = vec![if extent.massif { Part::Massif } else { Part::Opener }, Part::Title];
    parts.extend(extent.number.then_some(Part::Number));
    parts.extend(std::iter::repeat_n(Part::Story, story.pages));
    parts.extend(std::iter::repeat_n(Part::Plates, story.plates));
    if let Some(page) = spread_of(extent) {
        let at = (0..=parts.len()).find(|at| count_pages(&parts[..*at]) == page);
        parts.insert(at.unwrap_or(parts.len()), Part::Spread);
    }
    parts.extend(listed.then_some(Part::Projects));
    parts.extend(extent.voice.then_some(Part::Voice));
    if extent.low {
        return end_low(parts, extent);
    }
    if count_pages(&parts).is_multiple_of(2) {
        parts.push(Part::Strip);
        parts.push(Part::Card);
    } else {
        parts.push(if extent.strip { Part::Profile } else { Part::Card });
    }
    let projects = if listed {
        ProjectPlace::Page
    } else if parts.contains(&Part::Card) {
        ProjectPlace::Card
    } else if story.holds_projects || !extent.title_room {
        ProjectPlace::Story
    } else {
        ProjectPlace::Title
    };
    ChapterPlan { parts, projects }
}

/// Returns the page on which two facing pages of a picture begin.
fn spread_of(extent: Extent) -> Option<usize> {
    let story = extent.story();
    let before = if extent.massif { 3 } else { 2 } + usize::from(extent.number);
    spread_page(before, extent.number, story.pages, story.plates).filter(|_| story.spread)
}

/// Ends a chapter of low pages, on which strip, projects and card do not share a page. Below the story the projects save
/// one, and the working area has one where that makes the number even.
fn end_low(mut parts: Vec<Part>, extent: Extent) -> ChapterPlan {
    parts.extend(extent.strip.then_some(Part::Strip));
    let even = count_pages(&parts).is_multiple_of(2);
    let below_story = !even && extent.story().holds_projects;
    parts.extend((extent.projects && !below_story).then_some(Part::Projects));
    parts.extend(count_pages(&parts).is_multiple_of(2).then_some(Part::Area));
    parts.push(Part::CardAlone);
    ChapterPlan { parts, projects: if below_story { ProjectPlace::Story } else { ProjectPlace::Card } }
}

/// Returns the most pages of story that fit the most pages of a chapter.
#[must_use]
pub(super) fn most_story_pages(extent: Extent) -> usize {
    let Some(most) = extent.most else { return usize::MAX };
    let fits = |pages: &usize| {
        let story = Story { pages: *pages, holds_projects: true, ..extent.within };
        let bare = Extent { number: false, voice: false, apart: story, within: story, ..extent };
        count_pages(&fill(bare, false).parts) <= most
    };
    (1..=most).rev().find(fits).unwrap_or(1)
}

/// Plans a chapter of two pages. A massif keeps its two pages if a number is between them and the short page.
fn plan_short(extent: Extent) -> ChapterPlan {
    let parts = if extent.massif && extent.number {
        vec![Part::Massif, Part::Number, Part::Short]
    } else {
        vec![Part::Opener, Part::Short]
    };
    ChapterPlan { parts, projects: ProjectPlace::Card }
}

/// Returns the number of pages of a plan.
#[must_use]
pub(super) fn count_pages(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.pages()).sum()
}

#[cfg(test)]
mod tests {
    use super::Part::{Card, Massif, Number, Opener, Profile, Projects, Short, Story as Told, Strip, Title, Voice};
    use super::*;

    const ONE_PAGE: Story = Story { pages: 1, holds_projects: true, plates: 0, spread: false, refused: 0 };
    const PLAIN: Extent = Extent {
        massif: false,
        number: false,
        voice: false,
        strip: true,
        stems: true,
        projects: false,
        apart: ONE_PAGE,
        within: ONE_PAGE,
        title_room: false,
        low: false,
        most: None,
    };

    fn of_pages(pages: usize) -> Extent {
        let story = Story { pages, ..ONE_PAGE };
        Extent { apart: story, within: story, ..PLAIN }
    }

    fn plan(extent: Extent) -> Vec<Part> {
        plan_chapters(&[extent], false).remove(0).parts
    }

    #[test]
    fn the_sequences_are_those_of_the_art_direction() {
        let number = Extent { number: true, ..PLAIN };
        let voice = Extent { voice: true, ..number };
        let massif = Extent { massif: true, ..number };
        assert_eq!(plan(PLAIN), [Opener, Title, Told, Profile]);
        assert_eq!(plan(number), [Opener, Title, Number, Told, Strip, Card]);
        assert_eq!(plan(voice), [Opener, Title, Number, Told, Voice, Profile]);
        assert_eq!(plan(massif), [Massif, Title, Number, Told, Profile]);
        assert_eq!(plan(Extent { massif: true, ..PLAIN }), [Massif, Title, Told, Strip, Card]);
        assert_eq!(plan(of_pages(2)), [Opener, Title, Told, Told, Strip, Card]);
    }

    #[test]
    fn on_low_pages_strip_projects_and_card_have_a_page_each() {
        use super::Part::{Area, CardAlone, Projects};
        let low = Extent { low: true, ..PLAIN };
        assert_eq!(plan(low), [Opener, Title, Told, Strip, Area, CardAlone]);
        assert_eq!(plan(Extent { projects: true, ..low }), [Opener, Title, Told, Strip, Projects, CardAlone]);
        let numbered = Extent { number: true, projects: true, ..low };
        assert_eq!(plan(numbered), [Opener, Title, Number, Told, Strip, CardAlone]);
        let full = Story { holds_projects: false, ..ONE_PAGE };
        let crowded = Extent { apart: full, within: full, ..numbered };
        assert_eq!(plan(crowded), [Opener, Title, Number, Told, Strip, Projects, Area, CardAlone]);
        assert_eq!(plan(Extent { strip: false, ..low }), [Opener, Title, Told, CardAlone]);
    }

    #[test]
    fn every_chapter_has_an_even_number_of_pages() {
        for bits in 0..512_usize {
            let bit = |n: usize| bits >> n & 1 == 1;
            let most = bit(3).then_some(if bit(4) { 4 } else { 6 });
            for pages in 0..6 {
                let extent = Extent {
                    massif: bit(0),
                    number: bit(1),
                    voice: bit(2),
                    strip: bit(5),
                    projects: bit(6),
                    title_room: bit(7),
                    low: bit(8),
                    most,
                    ..of_pages(pages)
                };
                for short in [false, true] {
                    let plan = &plan_chapters(&[extent], short)[0].parts;
                    assert!(count_pages(plan).is_multiple_of(2), "{extent:?}: {plan:?}");
                }
            }
        }
    }

    #[test]
    fn a_number_is_drawn_in_every_second_chapter_at_most() {
        let number = Extent { number: true, ..PLAIN };
        let plans = plan_chapters(&[number, number, PLAIN, number, number, number], false);
        let numbered: Vec<_> = plans.iter().map(|plan| plan.parts.contains(&Number)).collect();
        assert_eq!(numbered, [true, false, false, true, false, true]);
    }

    #[test]
    fn a_chapter_that_gives_up_its_number_leaves_it_to_the_next() {
        let number = Extent { number: true, ..PLAIN };
        let plans = plan_chapters(&[Extent { most: Some(4), ..number }, number], false);
        assert_eq!(plans[0].parts, [Opener, Title, Told, Profile]);
        assert!(plans[1].parts.contains(&Number));
    }

    #[test]
    fn over_the_most_pages_the_number_goes_before_the_voice() {
        let voice = Extent { number: true, voice: true, ..of_pages(2) };
        assert_eq!(count_pages(&plan(voice)), 8);
        assert_eq!(plan(Extent { most: Some(6), ..voice }), [Opener, Title, Told, Told, Voice, Profile]);
        let short = Extent { number: true, voice: true, most: Some(4), ..PLAIN };
        assert_eq!(plan(short), [Opener, Title, Told, Profile]);
    }

    #[test]
    fn a_story_has_as_many_pages_as_the_most_leave_it() {
        let most = |most, massif| most_story_pages(Extent { massif, most, ..PLAIN });
        assert_eq!([Some(4), Some(6), Some(8)].map(|pages| most(pages, false)), [1, 3, 5]);
        assert_eq!([Some(6), Some(8)].map(|pages| most(pages, true)), [2, 4]);
        assert_eq!(most(None, false), usize::MAX);
    }

    #[test]
    fn a_statement_in_the_column_takes_the_room_that_it_needs_there() {
        let long = Story { pages: 2, ..ONE_PAGE };
        let extent = Extent { voice: true, within: long, ..PLAIN };
        assert_eq!(plan(extent), [Opener, Title, Told, Voice, Strip, Card]);
        assert_eq!(plan(Extent { most: Some(4), ..extent }).len(), 6, "no plan of four pages holds it");
    }

    #[test]
    fn projects_are_on_the_card_page_else_below_the_story_else_on_the_title_page() {
        let full = Story { holds_projects: false, ..ONE_PAGE };
        let projects = Extent { projects: true, ..PLAIN };
        let place = |extent| plan_chapters(&[extent], false).remove(0).projects;
        assert_eq!(place(Extent { number: true, ..projects }), ProjectPlace::Card);
        assert_eq!(place(projects), ProjectPlace::Story);
        let crowded = Extent { apart: full, within: full, ..projects };
        assert_eq!(place(Extent { title_room: true, ..crowded }), ProjectPlace::Title);
    }

    #[test]
    fn the_number_or_the_page_of_the_voice_goes_so_that_the_projects_have_a_table() {
        let full = Story { holds_projects: false, ..ONE_PAGE };
        let crowded = Extent { projects: true, apart: full, within: full, ..PLAIN };
        let both = Extent { number: true, voice: true, ..crowded };
        assert_eq!(plan(both), [Opener, Title, Told, Voice, Strip, Card]);
        assert_eq!(plan(Extent { number: true, massif: true, ..crowded }), [Massif, Title, Told, Strip, Card]);
    }

    #[test]
    fn projects_without_any_other_place_have_a_page() {
        let full = Story { holds_projects: false, ..ONE_PAGE };
        let crowded = Extent { projects: true, apart: full, within: full, ..PLAIN };
        let plans = plan_chapters(&[crowded], false);
        assert_eq!(plans[0].parts, [Opener, Title, Told, Projects, Strip, Card]);
        assert_eq!(plans[0].projects, ProjectPlace::Page);
    }

    #[test]
    fn without_a_story_or_a_strip_no_page_is_without_contents() {
        let silent = of_pages(0);
        let unknown = Extent { strip: false, ..silent };
        assert_eq!(plan(silent), [Opener, Title, Strip, Card]);
        assert_eq!(plan(Extent { number: true, ..silent }), [Opener, Title, Number, Profile]);
        assert_eq!(plan(unknown), [Opener, Short]);
        assert_eq!(plan(Extent { strip: false, ..PLAIN }), [Opener, Title, Told, Card]);
        assert_eq!(plan(Extent { strip: false, number: true, ..PLAIN }), [Opener, Title, Told, Card]);
        assert_eq!(plan(Extent { stems: false, number: true, ..PLAIN }), [Opener, Title, Told, Profile]);
    }

    #[test]
    fn a_short_chapter_has_two_pages_or_four_with_a_massif_and_its_number() {
        let short = |extent| plan_chapters(&[extent], true).remove(0).parts;
        let massif = Extent { massif: true, ..PLAIN };
        assert_eq!(short(PLAIN), [Opener, Short]);
        assert_eq!(short(Extent { number: true, ..PLAIN }), [Opener, Short]);
        assert_eq!(short(massif), [Opener, Short]);
        assert_eq!(short(Extent { number: true, ..massif }), [Massif, Number, Short]);
    }

    #[test]
    fn pages_of_pictures_are_behind_the_story_and_keep_the_number_even() {
        use super::Part::{Plates, Spread};
        let with = |plates, spread| {
            let story = Story { plates, spread, ..ONE_PAGE };
            Extent { apart: story, within: story, ..PLAIN }
        };
        assert_eq!(plan(with(1, false)), [Opener, Title, Told, Plates, Strip, Card]);
        assert_eq!(plan(with(2, false)), [Opener, Title, Told, Plates, Plates, Profile]);
        assert_eq!(plan(with(0, true)), [Opener, Title, Spread, Told, Profile]);
        assert_eq!(plan(with(1, true)), [Opener, Title, Told, Plates, Spread, Strip, Card]);
        assert_eq!(plan(Extent { number: true, ..with(0, true) }), [Opener, Title, Number, Told, Spread, Strip, Card]);
    }

    #[test]
    fn a_page_of_a_number_can_make_two_pages_face_each_other() {
        let story = Story { pages: 2, spread: true, ..ONE_PAGE };
        let extent = Extent { massif: true, number: false, apart: story, within: story, ..PLAIN };
        assert_eq!(spread_of(extent), None);
        assert!(spread_of(Extent { number: true, ..extent }).is_some());
    }
}
