use super::arrange::{Begins, FIRST_PAGE, Unit, arrange, first_misplaced};
use super::{FILLERS, NoPlan, Sections};
use crate::pages::values::BookPart::{
    self, Chapters, Contacts, Contents, Foreword, Glance, Imprint, Index, Map, Mountain, Notes, Panorama, Patches,
    Places, Programme, Scales, Sources, Text, Topics,
};

fn unit(part: BookPart, begins: Begins, pages: usize) -> Unit {
    Unit { part, text: None, begins, pages }
}

fn free(part: BookPart) -> Unit {
    unit(part, Begins::Anywhere, 1)
}

fn spread(part: BookPart) -> Unit {
    unit(part, Begins::Left, 2)
}

/// The usual sections of a tour with so many pages of contents, tables and chapters.
fn tour(contents: usize, tables: usize, chapters: usize) -> Vec<Unit> {
    let front = [
        unit(Contents, Begins::Left, contents),
        spread(Programme),
        unit(Glance, Begins::Left, tables),
        unit(Map, Begins::Right, 1),
        spread(Panorama),
        spread(Topics),
        unit(Chapters, Begins::Left, chapters),
    ];
    front.into_iter().chain([Contacts, Patches, Sources, Index, Mountain, Imprint].map(free)).collect()
}

fn with_foreword(mut units: Vec<Unit>) -> Vec<Unit> {
    units.insert(1, free(Foreword));
    units
}

fn sections(units: Vec<Unit>) -> Sections {
    Sections { units, fillers: FILLERS.to_vec() }
}

/// The parts of the plan of some units with their pages. Shows that it has no blank page and fills its sheets.
fn plan(units: &[Unit]) -> Vec<(BookPart, usize)> {
    let sections = sections(units.to_vec());
    let plan = sections.plan().expect("a plan");
    let pages = |part: BookPart| units.iter().find(|unit| unit.part == part).map_or(1, |unit| unit.pages);
    let begins =
        |part: BookPart| units.iter().find(|unit| unit.part == part).map_or(Begins::Anywhere, |unit| unit.begins);
    let mut page = FIRST_PAGE;
    for section in &plan {
        assert_eq!(section.first, page, "{plan:?}");
        match begins(section.kind) {
            Begins::Left => assert_eq!(page % 2, 0, "{:?} is on a right page", section.kind),
            Begins::Right => assert_eq!(page % 2, 1, "{:?} is on a left page", section.kind),
            Begins::Anywhere => {}
        }
        page += pages(section.kind);
    }
    assert_eq!(page % 4, 0, "the back cover ends a sheet: {plan:?}");
    plan.iter().map(|section| (section.kind, section.first)).collect()
}

fn parts(units: &[Unit]) -> Vec<BookPart> {
    plan(units).into_iter().map(|(part, _)| part).collect()
}

#[test]
fn the_usual_order_of_eight_stations_is_that_of_the_art_direction() {
    assert_eq!(
        plan(&tour(2, 1, 38)),
        [
            (Contents, 2),
            (Programme, 4),
            (Glance, 6),
            (Map, 7),
            (Panorama, 8),
            (Topics, 10),
            (Chapters, 12),
            (Contacts, 50),
            (Patches, 51),
            (Sources, 52),
            (Index, 53),
            (Mountain, 54),
            (Imprint, 55),
        ]
    );
}

#[test]
fn a_foreword_and_the_mountain_are_a_pair_in_front() {
    let plan = plan(&with_foreword(tour(2, 1, 38)));
    assert_eq!(plan[..4], [(Contents, 2), (Foreword, 4), (Mountain, 5), (Programme, 6)]);
    assert_eq!(plan.last(), Some(&(Notes, 59)));
}

#[test]
fn a_table_on_two_pages_takes_the_foreword_beside_the_map() {
    let plan = plan(&with_foreword(tour(4, 2, 50)));
    assert_eq!(
        plan[..5],
        [(Contents, 2), (Programme, 6), (Glance, 8), (Foreword, 10), (Map, 11)],
        "one section leaves its place, not two"
    );
    let without = parts(&tour(4, 2, 50));
    assert_eq!(without[..4], [Contents, Programme, Glance, Mountain], "without a foreword the mountain stands there");
}

#[test]
fn the_next_single_page_passes_before_a_spread() {
    let text = |text| Unit { part: Text, text: Some(text), begins: Begins::Anywhere, pages: 1 };
    let mut units = tour(2, 1, 38);
    units.insert(1, text(0));
    units.insert(3, text(1));
    let plan = sections(units).plan().expect("a plan");
    let order: Vec<_> = plan.iter().map(|section| (section.kind, section.text)).take(4).collect();
    assert_eq!(order, [(Contents, None), (Text, Some(0)), (Text, Some(1)), (Programme, None)]);
}

#[test]
fn a_sheet_is_filled_by_the_mountains_then_the_places_then_notes() {
    let filled = |chapters: usize| parts(&tour(2, 1, chapters)).split_off(7);
    assert_eq!(filled(38), [Contacts, Patches, Sources, Index, Mountain, Imprint]);
    assert_eq!(filled(40), [Contacts, Patches, Sources, Index, Places, Mountain, Scales, Imprint]);
    let fewer = |part: BookPart, chapters| {
        let units: Vec<_> = tour(2, 1, chapters).into_iter().filter(|unit| unit.part != part).collect();
        parts(&units).split_off(7)
    };
    assert_eq!(fewer(Contacts, 38), [Patches, Sources, Index, Mountain, Scales, Imprint]);
    assert_eq!(fewer(Contacts, 40), [Patches, Sources, Index, Places, Mountain, Scales, Imprint, Notes]);
}

#[test]
fn a_mountain_in_front_does_not_grow_and_shift_what_follows() {
    let parts = parts(&with_foreword(tour(2, 1, 38)));
    assert_eq!(parts[1..4], [Foreword, Mountain, Programme]);
    assert_eq!(parts[9..], [Contacts, Patches, Sources, Index, Places, Scales, Imprint, Notes]);
}

#[test]
fn an_order_of_the_edition_is_kept_where_it_needs_no_other() {
    let units = vec![
        unit(Contents, Begins::Left, 2),
        free(Mountain),
        free(Imprint),
        unit(Chapters, Begins::Left, 16),
        free(Index),
        free(Sources),
    ];
    assert_eq!(parts(&units), [Contents, Mountain, Imprint, Chapters, Index, Sources]);
}

#[test]
fn without_a_single_page_to_move_there_is_no_plan_and_a_section_that_helps_is_named() {
    let units = vec![free(Foreword), unit(Chapters, Begins::Left, 16), unit(Imprint, Begins::Anywhere, 2)];
    assert_eq!(arrange(&units), None);
    let no_plan = sections(units).plan().unwrap_err();
    assert_eq!(no_plan, NoPlan { before: Chapters, switch: Some((Mountain, true)) });
    // The last remedy is to leave a section out.
    let mut units = tour(2, 1, 16);
    units.retain(|unit| unit.begins != Begins::Anywhere || matches!(unit.part, Mountain | Patches | Contacts | Index));
    for unit in units.iter_mut().filter(|unit| unit.begins == Begins::Anywhere) {
        unit.pages = 2;
    }
    units.insert(1, free(Foreword));
    units.push(unit(Imprint, Begins::Anywhere, 2));
    assert_eq!(sections(units).plan().unwrap_err().switch, Some((Foreword, false)));
}

#[test]
fn every_set_of_sections_has_a_plan_without_a_blank_page() {
    // Each optional section on or off, with and without a foreword, for books of every usual size.
    for (contents, tables, chapters) in [(2, 1, 16), (2, 1, 38), (2, 1, 60), (4, 2, 28), (4, 2, 50)] {
        for bits in 0..1_usize << 8 {
            let optional = [Programme, Panorama, Topics, Contacts, Patches, Sources, Index, Foreword];
            let on = |part: BookPart| optional.iter().position(|it| *it == part).is_none_or(|at| bits >> at & 1 == 1);
            let units = with_foreword(tour(contents, tables, chapters));
            let units: Vec<_> = units.into_iter().filter(|unit| on(unit.part)).collect();
            let _ = plan(&units);
        }
    }
}

#[test]
fn as_few_sections_as_possible_leave_their_place() {
    let units = with_foreword(tour(2, 1, 38));
    let order = arrange(&units).expect("an order");
    let in_place = order.windows(2).filter(|pair| pair[0] < pair[1]).count();
    assert_eq!(in_place, units.len() - 2, "one section has moved");
    let placed: Vec<_> = order.iter().map(|unit| &units[*unit]).collect();
    assert_eq!(first_misplaced(&placed), None);
}

#[test]
fn pages_of_a_layout_replace_those_that_were_expected() {
    let mut sections = sections(tour(2, 1, 38));
    let before = sections.plan().expect("a plan");
    let mut pages: Vec<_> = before.iter().map(|it| if it.kind == Chapters { 38 } else { 1 }).collect();
    for (section, pages) in before.iter().zip(&mut pages) {
        if matches!(section.kind, Contents | Programme | Panorama | Topics) {
            *pages = 2;
        }
    }
    assert!(!sections.count(&before, &pages));
    let sources = before.iter().position(|it| it.kind == Sources).expect("sources");
    pages[sources] = 2;
    assert!(sections.count(&before, &pages));
    let after = sections.plan().expect("a plan");
    assert!(after.iter().any(|section| section.kind == Notes) || after.len() > before.len());
}
