//! The sections of a book: their order, their sides of a spread, and the pages that fill the last sheet.

use brochure::Language;
use brochure::internals::Values;
use serde_json::Value as Plain;

use crate::common::{EDITION, ProjectCopy, bare_text, messages, page_texts, shipped_page_texts};
use crate::edition_sizes::edition_with;

/// A foreword for tests, by nobody.
pub const FOREWORD: &str = "[foreword]\nname = \"Testperson\"\nconsent = 2019-10-01\n\
                            office = { de = \"Amt zum Test\", en = \"Office for tests\" }\n\
                            text = { de = \"Testtext eines Vorworts.\", en = \"Test text of a foreword.\" }\n\n";

/// Makes a copy with a number of chapters and a short introduction, whose spread has no further page.
fn edition(stations: usize) -> ProjectCopy {
    let copy = edition_with(stations);
    let text = "[introduction.text]\nde = \"Testtext.\"\nen = \"Test text.\"\n\n";
    copy.replace_part(EDITION, "[introduction.text]", "# The chart below", text);
    copy
}

/// What begins on a left page.
const LEFT: [&str; 6] = ["contents", "programme", "glance", "panorama", "topics", "chapters"];

/// The planned parts with their first pages.
fn plan(values: &Values) -> Vec<(String, usize)> {
    let files = values.files().expect("values");
    let book: Plain = serde_json::from_slice(&files["book.json"]).expect("JSON");
    let sections = book["plan"].as_array().expect("a plan").iter();
    let part = |section: &Plain| {
        let first = usize::try_from(section["first"].as_u64().expect("a page")).expect("a page");
        (section["kind"].as_str().expect("a kind").to_owned(), first)
    };
    sections.map(part).collect()
}

fn kinds(plan: &[(String, usize)]) -> Vec<&str> {
    plan.iter().map(|(kind, _)| kind.as_str()).collect()
}

/// Lays out an edition, asserts that each part begins where it is planned and on its side, and that the pages fill whole
/// sheets without a blank one, and returns the plan and the texts of the pages.
fn lay_out(copy: &ProjectCopy, case: &str) -> (Vec<(String, usize)>, Vec<String>) {
    let (values, typeset) = copy.planned(Language::De);
    assert!(typeset.diagnostics.is_empty(), "{case}: {}", messages(&typeset.diagnostics).join("\n"));
    let texts: Vec<_> = page_texts(&typeset).iter().map(|text| bare_text(text)).collect();
    assert!(texts.len().is_multiple_of(4), "{case}: {} pages", texts.len());
    let plan = plan(&values);
    for (kind, first) in &plan {
        assert!(!LEFT.contains(&kind.as_str()) || first.is_multiple_of(2), "{case}: {kind} is on page {first}");
        assert!(kind != "map" || !first.is_multiple_of(2), "{case}: the map is on page {first}");
    }
    let titles = [
        ("contents", "Inhalt"),
        ("foreword", "Vorwort"),
        ("panorama", "DieReiseimProfil"),
        ("chapters", "Station1"),
        ("contacts", "Weiterreisen"),
        ("patches", "WeißeFlecken"),
        ("sources", "Quellen"),
        ("index", "Verzeichnis"),
        ("mountain", "WieeinBergentsteht"),
        ("imprint", "Impressum"),
    ];
    for (kind, first) in &plan {
        let title = titles.iter().find(|(name, _)| name == kind);
        if let Some((_, title)) = title {
            assert!(texts[first - 1].contains(title), "{case}: {kind} is not on page {first}");
        }
    }
    let blank = texts.iter().position(String::is_empty);
    assert_eq!(blank, None, "{case}: no page is blank");
    (plan, texts)
}

#[test]
fn every_number_of_stations_has_its_plan_with_and_without_a_foreword() {
    for stations in [4, 8, 12, 14, 24] {
        for foreword in [false, true] {
            let copy = edition(stations);
            if foreword {
                copy.replace(EDITION, "[introduction]", &format!("{FOREWORD}[introduction]"));
            }
            let case = format!("{stations} stations, foreword: {foreword}");
            let (plan, _) = lay_out(&copy, &case);
            let kinds = kinds(&plan);
            assert_eq!(kinds.contains(&"foreword"), foreword, "{case}");
            if !foreword {
                continue;
            }
            let at = kinds.iter().position(|kind| *kind == "foreword").expect("a foreword");
            let beside = if stations > 12 { "map" } else { "mountain" };
            assert_eq!(kinds[at + 1], beside, "{case}: {kinds:?}");
        }
    }
}

#[test]
fn a_foreword_without_consent_leaves_no_page() {
    let copy = edition(4);
    let text = format!("{FOREWORD}[introduction]").replace("consent = 2019-10-01\n", "");
    copy.replace(EDITION, "[introduction]", &text);
    let (plan, texts) = lay_out(&copy, "without consent");
    assert!(!kinds(&plan).contains(&"foreword"));
    assert!(!texts.concat().contains("Testperson"));
}

/// Writes a list of sections, each with further keys.
fn sections(list: &[(&str, &str)]) -> String {
    let section = |(kind, keys): &(&str, &str)| format!("[[sections]]\nkind = \"{kind}\"\n{keys}\n");
    list.iter().map(section).collect::<String>() + "\n[introduction]"
}

#[test]
fn an_edition_orders_its_sections_switches_them_off_and_names_them() {
    let copy = edition(4);
    let list = [
        ("contents", ""),
        ("mountain", "title = { de = \"Lesehilfe\", en = \"How to read\" }"),
        ("imprint", ""),
        ("glance", "title = { de = \"Alle Stationen\", en = \"All stations\" }"),
        ("chapters", ""),
        ("patches", "on = false"),
        ("index", ""),
        ("sources", ""),
    ];
    copy.replace(EDITION, "[introduction]", &sections(&list));
    let (values, typeset) = copy.planned(Language::De);
    let plan = plan(&values);
    assert_eq!(kinds(&plan)[..6], ["contents", "mountain", "imprint", "glance", "map", "chapters"]);
    let kinds = kinds(&plan);
    for absent in ["patches", "programme", "panorama", "topics", "contacts"] {
        assert!(!kinds.contains(&absent), "{absent} is not printed");
    }
    let place = |kind| kinds.iter().position(|it| *it == kind);
    assert!(place("index") < place("sources"));
    let texts: Vec<_> = page_texts(&typeset).iter().map(|text| bare_text(text)).collect();
    assert!(texts.len().is_multiple_of(4));
    assert!(texts[3].contains("Lesehilfe") && texts[1].contains("Lesehilfe4"), "title and contents: {}", texts[1]);
    assert!(texts[1].contains("AlleStationen6") && texts[1].contains("Impressum5"), "{}", texts[1]);
    assert!(!texts.concat().contains("WeißeFlecken"));
}

#[test]
fn texts_stand_where_their_sections_are() {
    let copy = edition(4);
    let page = |name: &str| {
        format!(
            "[[pages]]\ntitle = {{ de = \"{name}\", en = \"{name}\" }}\ntext = {{ de = \"Testtext.\", en = \"Test.\" }}\n\n"
        )
    };
    copy.replace(EDITION, "[fields]", &(page("Zuerst") + &page("Zuletzt") + "[fields]"));
    let (plan, texts) = lay_out(&copy, "usual order");
    let at: Vec<_> = plan.iter().filter(|(kind, _)| kind == "text").map(|(_, first)| *first).collect();
    assert_eq!(at, [6, 7], "two texts stand behind the programme");
    assert!(texts[5].contains("Zuerst") && texts[6].contains("Zuletzt"));

    let list = [
        ("contents", ""),
        ("text", "page = 2"),
        ("text", "page = 1\ntitle = { de = \"Anders\", en = \"Other\" }"),
        ("chapters", ""),
        ("imprint", ""),
    ];
    copy.replace(EDITION, "[introduction]", &sections(&list));
    let (_, texts) = lay_out(&copy, "listed");
    assert!(texts[3].contains("Zuletzt") && texts[4].contains("Anders") && !texts[4].contains("Zuerst"));
}

#[test]
fn a_section_that_leaves_a_blank_page_is_refused_by_check_and_build() {
    let copy = edition(4);
    copy.replace(EDITION, "[introduction]", &format!("{FOREWORD}[introduction]"));
    let page = "[[pages]]\ntitle = { de = \"Lang\", en = \"Long\" }\ntext = { de = \"A.\", en = \"A.\" }\n\n[fields]";
    copy.replace(EDITION, "[fields]", page);
    let list = |last: &str| sections(&[("text", "page = 1"), ("chapters", ""), ("imprint", last)]);
    copy.replace(EDITION, "[introduction]", &list(""));
    assert!(!messages(&copy.check()).concat().contains("E0251"), "the imprint takes the page");
    copy.replace(
        EDITION,
        &list(""),
        &sections(&[("imprint", ""), ("text", "page = 1"), ("foreword", ""), ("chapters", "")]),
    );
    let found = copy.check();
    let fault = found.iter().find(|it| it.code.name() == "blank-page").expect("a fault");
    assert_eq!(fault.field.as_deref(), Some("sections[3].kind"));
    assert!(fault.hint.as_deref().is_some_and(|hint| hint.contains("`mountain`")), "{fault:?}");
    copy.replace(EDITION, "kind = \"foreword\"\n", "kind = \"foreword\"\non = false\n");
    assert!(!messages(&copy.check()).concat().contains("E0251"));
}

#[test]
fn the_labels_of_a_chapter_point_to_their_page_in_every_order() {
    let copy = edition(4);
    copy.replace(EDITION, "[introduction]", &format!("{FOREWORD}[introduction]"));
    let (plan, texts) = lay_out(&copy, "with a foreword");
    let programme = plan.iter().find(|(kind, _)| kind == "programme").expect("a programme").1;
    let notes: Vec<_> = texts.iter().filter(|text| text.contains("Labels→")).collect();
    assert!(!notes.is_empty(), "a chapter names labels");
    for text in notes {
        assert!(text.contains(&format!("Labels→{programme}")), "{text}");
    }
}

#[test]
fn the_glossary_stands_below_the_sources() {
    for (language, title, glossary) in [(Language::De, "Quellen", "Glossar"), (Language::En, "Sources", "Glossary")] {
        let texts: Vec<_> = shipped_page_texts(language).iter().map(|text| bare_text(text)).collect();
        let pages = texts.iter().filter(|text| text.contains(glossary) && text.contains("Interreg"));
        let with_sources = pages.filter(|text| text.contains(title) && text.contains("clusterplattform.de"));
        assert_eq!(with_sources.count(), 1, "{language}: one page has both");
    }
}
