//! The spread of the programme: its text beside its numbers, and what is left where something is missing.

use brochure::Language;

use crate::common::{EDITION, ProjectCopy, bare_text, root};
use crate::edition_sizes;

/// The tables of the shipped programme by what they tell, each up to the next one.
const PARTS: [(&str, &[&str]); 6] = [
    ("introduction", &["[introduction]", "[introduction.text]"]),
    ("labels", &["[[programme.labels]]"]),
    ("criteria", &["[[programme.criteria]]"]),
    ("weeks", &["[[programme.weeks]]"]),
    ("members", &["[[programme.members]]"]),
    ("heading", &["heading"]),
];

/// A copy of one chapter with the introduction and the programme of the shipped edition, without some parts.
fn without(parts: &[&str]) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
    let shipped = std::fs::read_to_string(root().join(EDITION)).expect("the edition");
    let tables = shipped.split_inclusive('\n').fold(Vec::<String>::new(), |mut tables, line| {
        if line.starts_with('[') || tables.is_empty() {
            tables.push(String::new());
        }
        tables.last_mut().expect("a table").push_str(line);
        tables
    });
    let heads: Vec<_> =
        parts.iter().flat_map(|part| PARTS.iter().find(|(name, _)| name == part).expect("a part").1).collect();
    let kept = tables.iter().filter(|table| {
        let programme =
            table.starts_with("[introduction") || table.starts_with("[programme") || table.starts_with("[[programme");
        programme && !heads.iter().any(|head| table.starts_with(&format!("{head}\n")))
    });
    let mut text: String = kept.cloned().collect();
    if parts.contains(&"heading") {
        text = text
            .lines()
            .filter(|line| !line.starts_with("heading"))
            .fold(String::new(), |text, line| text + line + "\n");
    }
    copy.replace_part(EDITION, "[introduction]", "# Below the two lines", &(text + "\n"));
    // What the programme names and the fixtures do not.
    let sources = tables.iter().filter(|table| table.starts_with("[[sources]]"));
    let own = copy.read(EDITION);
    let missing: String = sources
        .filter(|table| table.lines().find(|line| line.starts_with("id")).is_some_and(|id| !own.contains(id)))
        .cloned()
        .collect();
    copy.append(EDITION, &format!("\n{missing}"));
    copy
}

/// Returns the texts of the pages of a copy, which have no faults, without spaces.
fn pages(copy: &ProjectCopy, language: Language) -> Vec<String> {
    edition_sizes::pages(copy, language).iter().map(|text| bare_text(text)).collect()
}

#[test]
fn the_numbers_stand_beside_the_text_with_their_sources() {
    for (language, title, most, weeks) in [
        (Language::De, "DreiStufen,einMaß", "1165", "fast200"),
        (Language::En, "Threelevels,onemeasure", "1,165", "almost200"),
    ] {
        let pages = pages(&without(&[]), language);
        let (text, numbers) = (&pages[3], &pages[4]);
        assert!(text.contains(if language == Language::De {
            "WasdasProgrammverlangt"
        } else {
            "Whattheprogrammeasks"
        }));
        assert!(numbers.contains(title), "{numbers}");
        for number in [most, weeks, "139", "119", "173", "101", "92", "85"] {
            assert!(numbers.contains(number), "{number}: {numbers}");
        }
    }
}

#[test]
fn a_line_stands_for_five_labels_and_a_dot_for_an_event() {
    let values = without(&[]).values(Language::De);
    let files = values.files().expect("values");
    let programme: serde_json::Value = serde_json::from_slice(&files["programme.json"]).expect("JSON");
    let numbers = &programme["numbers"];
    let lines: Vec<_> =
        numbers["labels"]["towers"].as_array().expect("towers").iter().map(|tower| tower["lines"].as_u64()).collect();
    assert_eq!(lines, [Some(119 / 5), Some(139 / 5), Some(1165 / 5)]);
    assert_eq!(numbers["labels"]["alt"], "Labels, Europa, November\u{a0}2020: Bronze 1165, Silber 139, Gold 119.");
    let weeks = numbers["weeks"]["rows"].as_array().expect("weeks");
    assert_eq!(weeks.iter().map(|week| week["dots"].as_u64()).collect::<Vec<_>>(), [Some(173), Some(200)]);
    assert_eq!(weeks[1]["part"], 37);
    // The highest tower ends where the frame says, and all others have its scale.
    let pitch = numbers["pitch"].as_f64().expect("a pitch");
    assert!((233.0 * pitch - (58.0 - 9.5) * 4.5).abs() < 1.0, "{pitch}");
}

#[test]
fn what_is_missing_leaves_whole_pages() {
    let names: Vec<_> = PARTS.iter().map(|(name, _)| *name).collect();
    for (index, first) in names.iter().enumerate() {
        for second in &names[index..] {
            let copy = without(&[first, second]);
            let pages = pages(&copy, Language::De);
            assert!(pages.len().is_multiple_of(4), "without {first} and {second}: {} pages", pages.len());
        }
    }
    let copy = without(&["labels", "weeks", "members"]);
    let pages = pages(&copy, Language::En);
    assert!(!pages.concat().contains("Threelevels"));
}

#[test]
fn a_long_text_runs_on_before_the_numbers() {
    let copy = without(&[]);
    let sentence = "Das ist ein langer Text zum Test. ".repeat(90);
    copy.replace_part(
        EDITION,
        "[introduction.text]",
        "\n[programme]",
        &format!("[introduction.text]\nde = \"{sentence}\"\nen = \"E\"\n"),
    );
    let pages = pages(&copy, Language::De);
    assert!(pages[4].contains("langerText"), "the text goes on");
    assert!(pages[5].contains("DreiStufen,einMaß"), "the numbers follow");
    assert!(pages.len().is_multiple_of(4));
}

#[test]
fn sources_have_numbers_in_the_text_only_where_a_list_explains_them() {
    let copy = without(&[]);
    let listed = pages(&copy, Language::De);
    assert!(listed[3].contains("heraus.E1"), "{}", listed[3]);
    let list = listed.iter().find(|text| text.contains("Quellen") && text.contains("EEin")).expect("the list");
    assert!(list.contains("clusterplattform.de"));
    let sections =
        ["contents", "programme", "chapters", "imprint"].map(|kind| format!("[[sections]]\nkind = \"{kind}\"\n\n"));
    copy.replace(EDITION, "[introduction]", &(sections.concat() + "[introduction]"));
    let unlisted = pages(&copy, Language::De);
    assert!(unlisted[3].contains("heraus.Diese") || unlisted[3].contains("heraus.Dieses"), "{}", unlisted[3]);
}
