//! The contents name each part and station with its page, and every part is on its side of a spread.

use crate::common::{EDITION, ProjectCopy, bare_text, page_texts};
use crate::edition_sizes::edition_with;
use brochure::Language;

/// Returns the texts of the pages without spaces.
fn bare_pages(copy: &ProjectCopy) -> Vec<String> {
    page_texts(&copy.typeset(Language::De)).iter().map(|page| bare_text(page)).collect()
}

/// Returns the number of the first page after the contents that has a text.
fn page_with(pages: &[String], text: &str) -> usize {
    4 + pages[3..].iter().position(|page| page.contains(text)).expect(text)
}

#[test]
fn the_contents_name_each_part_and_station_with_its_page() {
    let pages = bare_pages(&edition_with(4));
    let first = page_with(&pages, "Station1");
    let behind = page_with(&pages, "Weiterreisen") - 1;
    assert!(pages[1].contains(&format!("VierStationen{first}–{behind}")), "{}", pages[1]);
    assert!(pages[1].contains(&format!("Impressum{}", page_with(&pages, "Impressum"))), "{}", pages[1]);
    for (number, station) in [(1, "NIRO"), (2, "Bayern"), (3, "HamburgAviation"), (4, "MoWiN.net")] {
        let page = page_with(&pages, &format!("Station{number}"));
        let row = pages[2].split(station).nth(1).expect(station);
        assert!(row.split("Mitglieder").nth(1).expect("members").starts_with(&page.to_string()), "{station}: {row}");
    }
}

#[test]
fn a_long_tour_has_its_rows_on_three_pages() {
    let copy = edition_with(17);
    let contents = copy.values(Language::De).contents;
    assert_eq!(contents.pages.iter().map(Vec::len).collect::<Vec<_>>(), [6, 6, 5]);
    assert!(!contents.low);
    let tops = |page: usize| contents.pages[page][0].top.to_bits();
    assert!(tops(0) == tops(1) && tops(0) == tops(2), "each page begins at its head");
    assert!(edition_with(14).values(Language::De).contents.low);
}

const FOREWORD: &str = "[[pages]]\ntitle = { de = \"Grußwort\", en = \"Foreword\" }\n\
                        text = { de = \"Ein Absatz.\", en = \"A paragraph.\" }\n\n[fields]";

#[test]
fn glance_map_and_chapters_keep_their_side_beside_single_pages() {
    for (stations, foreword) in [(4, false), (4, true), (14, false), (14, true)] {
        let copy = edition_with(stations);
        if foreword {
            copy.replace(EDITION, "[fields]", FOREWORD);
        }
        let pages = bare_pages(&copy);
        let case = format!("{stations} stations, foreword: {foreword}");
        for left in ["AufeinenBlick", "DieReiseimProfil", "Station1"] {
            assert!(page_with(&pages, left).is_multiple_of(2), "{case}: {left} is on a left page");
        }
        for once in ["WieeinBergentsteht", "Impressum"] {
            let titles = pages[3..].iter().filter(|page| page.starts_with(once)).count();
            assert_eq!(titles, 1, "{case}: {once} is printed once");
        }
        assert!(pages.len().is_multiple_of(4), "{case}: {} pages", pages.len());
    }
}
