//! Chapters of all kinds of pictures and stories, as numbers.

use super::score::{Room, whole_chapter};
use super::{BlockHeight, Misfit, Plan, PlatePage, Refusal, Shot, choose, choose_short, count, spread_page};
use crate::edition::records::{PicturePages, PlateSize};
use crate::format::Design;

/// Returns the design of the files that the program contains.
pub(super) fn design() -> Design {
    let read = |text: &str| {
        let value: toml::Value = toml::from_str(text).expect("TOML");
        serde_json::to_value(value).expect("plain values")
    };
    let theme = read(include_str!("../../../../templates/theme.toml"));
    Design::new(&theme, &read(include_str!("../../../../templates/frames.toml"))).expect("a design")
}

/// Returns a photograph of 24 megapixels.
pub(super) fn shot(aspect: f64) -> Shot {
    let height = (24e6 / aspect).sqrt();
    Shot {
        width: height * aspect,
        height,
        focus: None,
        crop: true,
        size: PlateSize::Auto,
        spread: false,
        on: None,
        group: None,
        named: None,
    }
}

/// Returns a paragraph of a height in mm.
pub(super) fn block(height: f64) -> BlockHeight {
    BlockHeight { height, below_picture: height, heading: false }
}

/// Returns the indices of all pictures that have a place.
fn placed(plan: &Plan) -> Vec<usize> {
    let fulls = plan.wide.iter().chain(&plan.spread).map(|full| full.shot);
    let beside = plan.columns.iter().chain(&plan.margins).map(|column| column.shot);
    fulls.chain(beside).chain(plan.pages.iter().flat_map(PlatePage::shots)).collect()
}

/// Returns the blocks of a story: a scene, then paragraphs of sixty words with two sub-headings.
pub(super) fn story(words: usize) -> Vec<BlockHeight> {
    // Eleven words a line of 1.25 L, so that a page holds about 430 with a scene.
    let lines = |words: usize| (count(words) / 11.0).ceil() * 5.625;
    let mut blocks = vec![BlockHeight { below_picture: 26.0, ..block(39.375) }];
    let mut left = words.saturating_sub(25);
    while left > 0 {
        if matches!(blocks.len(), 3 | 6) && left > 60 {
            blocks.push(BlockHeight { heading: true, ..block(8.4375) });
        }
        let own = left.min(60);
        blocks.push(block(lines(own)));
        left -= own;
    }
    blocks
}

fn room(story: &[BlockHeight]) -> Room<'_> {
    Room { story, before: 2, number: false, after: 0, most: None }
}

fn plan(shots: &[Shot], words: usize) -> Plan {
    choose(shots, &room(&story(words)), &design())
}

const PORTRAIT: f64 = 0.667;
const SQUARE: f64 = 1.0;
const LANDSCAPE: f64 = 1.5;

#[test]
fn every_picture_has_one_place_and_no_page_is_empty() {
    let mut tried = 0;
    for number in [1, 2, 3, 6, 9] {
        for aspects in
            [vec![PORTRAIT], vec![SQUARE], vec![LANDSCAPE], vec![LANDSCAPE, PORTRAIT, SQUARE], vec![0.75, 1.333, 1.778]]
        {
            for words in [150, 350, 900] {
                for most in [None, Some(4), Some(6), Some(8)] {
                    let shots: Vec<_> = (0..number).map(|nth| shot(aspects[nth % aspects.len()])).collect();
                    let blocks = story(words);
                    let room = Room { most, ..room(&blocks) };
                    let plan = choose(&shots, &room, &design());
                    let case = format!("{number} of {aspects:?}, {words} words, at most {most:?}: {plan:#?}");
                    let mut all = placed(&plan);
                    all.extend(plan.refused.iter().map(|(shot, _)| *shot));
                    all.sort_unstable();
                    assert_eq!(all, (0..number).collect::<Vec<_>>(), "{case}");
                    assert!(
                        most.is_none_or(|most| whole_chapter(&room, &plan) <= most || placed(&plan).is_empty()),
                        "{case}"
                    );
                    if most.is_none() {
                        assert!(plan.refused.is_empty(), "{case}");
                        assert!(plan.thin <= 1, "{case}");
                    }
                    assert!(whole_chapter(&room, &plan).is_multiple_of(2));
                    tried += 1;
                }
            }
        }
    }
    assert_eq!(tried, 5 * 5 * 3 * 4);
}

#[test]
fn the_expected_results_of_the_art_direction() {
    let one = plan(&[shot(LANDSCAPE)], 200);
    let wide = one.wide.expect("a picture across the head");
    assert!((one.story, one.plate_pages()) == (1, 0) && wide.cut.lost() < 0.25, "{one:?}");

    let portrait = plan(&[shot(PORTRAIT)], 200);
    assert!(matches!(portrait.pages[..], [PlatePage::Full(_)]), "{portrait:?}");
    let blocks = story(150);
    let capped = choose(&[shot(PORTRAIT)], &Room { most: Some(4), ..room(&blocks) }, &design());
    assert_eq!((capped.columns.len(), capped.plate_pages()), (1, 0), "{capped:?}");

    let three = plan(&[shot(LANDSCAPE), shot(PORTRAIT), shot(SQUARE)], 350);
    let [.., PlatePage::Rows(rows)] = &three.pages[..] else { panic!("{three:?}") };
    assert!(rows.first.is_some() || rows.shots().count() == 3, "{three:?}");

    let six = [LANDSCAPE, 1.333, PORTRAIT, SQUARE, LANDSCAPE, PORTRAIT].map(shot);
    let six = plan(&six, 350);
    let [PlatePage::Full(_), PlatePage::Rows(rows)] = &six.pages[..] else { panic!("{six:?}") };
    assert_eq!(rows.shots().count(), 5);
}

#[test]
fn more_pictures_than_two_pages_hold_are_refused_one_by_one() {
    let shots = vec![shot(LANDSCAPE); 20];
    let plan = plan(&shots, 350);
    assert!(!plan.refused.is_empty() && plan.refused.len() < 14, "{:?}", plan.refused);
    assert!(plan.refused.iter().all(|(shot, reason)| *shot >= 20 - plan.refused.len() && *reason == Refusal::Full));
    assert_eq!(placed(&plan).len() + plan.refused.len(), 20);
}

#[test]
fn a_picture_is_where_its_record_asks() {
    let with = |aspect, size| Shot { size, ..shot(aspect) };
    let spread = plan(&[with(1.4, PlateSize::Spread), shot(LANDSCAPE)], 350);
    assert_eq!(spread.spread.map(|full| full.shot), Some(0));
    assert_eq!(plan(&[with(0.75, PlateSize::Page)], 200).pages.len(), 1);
    assert_eq!(plan(&[with(0.9, PlateSize::Column)], 200).columns.len(), 1);
    assert!(matches!(plan(&[with(0.4, PlateSize::Strip)], 200).pages[..], [PlatePage::Strip(_)]));
    let strict = Shot { on: Some(PicturePages::Plates), ..shot(LANDSCAPE) };
    assert_eq!(plan(&[strict], 200).plate_pages(), 1);
    let story = Shot { on: Some(PicturePages::Story), ..shot(PORTRAIT) };
    assert_eq!(plan(&[story], 200).plate_pages(), 0);
}

#[test]
fn a_plate_that_cannot_show_a_picture_is_refused_with_the_reason() {
    let page = plan(&[Shot { size: PlateSize::Page, ..shot(LANDSCAPE) }, shot(LANDSCAPE)], 200);
    assert!(matches!(page.refused[..], [(0, Refusal::Misfit(PlateSize::Page, Misfit::Width(lost)))] if lost > 0.5));
    assert_eq!(placed(&page), [1], "the other picture has its place");
    let wide = Shot { size: PlateSize::Wide, ..shot(LANDSCAPE) };
    assert_eq!(plan(&[wide.clone(), wide], 200).refused, [(1, Refusal::Taken(PlateSize::Wide))]);
}

#[test]
fn a_picture_with_few_pixels_is_small() {
    let small = |width: f64| Shot { width, height: width / LANDSCAPE, ..shot(LANDSCAPE) };
    assert_eq!(plan(&[small(1400.0)], 150).columns.len(), 1, "sharp enough for the text");
    assert_eq!(plan(&[small(500.0)], 150).margins.len(), 1, "sharp enough for the margin only");
    assert!(plan(&[small(2000.0)], 150).wide.is_some());
}

#[test]
fn a_group_with_a_title_has_its_own_page() {
    let grouped = |aspect| Shot { group: Some((0, true)), ..shot(aspect) };
    let shots = [shot(PORTRAIT), grouped(LANDSCAPE), grouped(PORTRAIT), grouped(SQUARE)];
    let plan = plan(&shots, 350);
    let titled = plan.pages.iter().filter_map(|page| match page {
        PlatePage::Rows(rows) if rows.titled => Some(rows.shots().collect::<Vec<_>>()),
        _ => None,
    });
    let titled: Vec<_> = titled.collect();
    assert_eq!(titled, [[1, 2, 3]]);
}

#[test]
fn a_short_chapter_has_room_for_one_picture() {
    for aspect in [PORTRAIT, SQUARE, 1.6, 3.0] {
        let plan = choose_short(&[shot(aspect), shot(1.6)], &design());
        let wide = plan.wide.expect("a picture");
        assert!(wide.shot == 0 && wide.cut.lost() < 0.25, "{wide:?}");
        assert_eq!(plan.refused, [(1, Refusal::Taken(PlateSize::Head))]);
    }
    let head = Shot { size: PlateSize::Head, ..shot(1.6) };
    assert_eq!(choose_short(&[shot(1.6), head], &design()).wide.map(|wide| wide.shot), Some(1));
    assert_eq!(choose_short(&[], &design()), Plan::default());
}

#[test]
fn two_facing_pages_are_a_left_and_a_right_one() {
    for (before, number) in [(2, false), (3, true), (3, false), (4, true)] {
        for words in [0, 150, 900] {
            let blocks = if words == 0 { Vec::new() } else { story(words) };
            let room = Room { before, number, ..room(&blocks) };
            let plan = choose(&[Shot { size: PlateSize::Spread, ..shot(1.4) }], &room, &design());
            let page = spread_page(before, number, plan.story, plan.pages.len());
            match page {
                Some(page) => assert!(page.is_multiple_of(2) && plan.spread.is_some(), "{before} {number} {words}"),
                None => assert_eq!(plan.refused, [(0, Refusal::NoSpread)]),
            }
        }
    }
}
