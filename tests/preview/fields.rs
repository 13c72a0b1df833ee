//! Which field is behind a word of a page.
//!
//! What is true is tried out: if the value of a field is another one, other words are on the pages in the places that
//! show it.

use std::collections::BTreeMap;
use std::path::Path;

use brochure::Language;
use brochure::edition::load;
use brochure::preview::{Kind, Update};

use super::session::{good, session};
use crate::common::{NIRO, ProjectCopy, shipped_records};

/// The words of all pages, each with its field.
fn words(update: &Update) -> Vec<(String, Option<String>)> {
    let book = update.state.book(Language::De).expect("pages");
    (0..book.len()).flat_map(|index| book.words(index)).collect()
}

/// A text with other words of the same number and length. References to sources and addresses of links stay.
fn other_words(text: &str) -> String {
    let other = |c: char| match c {
        'a'..='y' | 'A'..='Y' => char::from(u8::try_from(c).expect("ASCII") + 1),
        'z' | 'Z' => 'u',
        c if c.is_alphabetic() => 'o',
        c => c,
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let kept = ["[^", "]("].into_iter().find(|open| rest.starts_with(open));
        let length = match kept {
            Some(_) => rest.find([']', ')']).filter(|end| *end > 0).or_else(|| rest[1..].find(')').map(|end| end + 1)),
            None => None,
        };
        if let Some(length) = length {
            out.push_str(&rest[..=length]);
            rest = &rest[length + 1..];
        } else {
            out.push(other(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

#[test]
fn the_words_of_a_field_lead_to_it() {
    let copy = ProjectCopy::with_one_chapter();
    let mut session = session(&copy);
    let before = words(&good(&mut session));
    let records = load::records(&copy.project(), Path::new("data/2019")).expect("files").records.expect("records");
    let record = &records.clusters[0];
    let text = copy.read(NIRO);
    let fields = [
        "short_name",
        "official_name",
        "headline.de",
        "standfirst.de",
        "story.de",
        "management_body.name",
        "management_body.role.de",
        "seat.region.de",
        "manager.name",
        "manager.function.de",
        "founded[0].by.who.de",
        "visit.occasion.de",
        "topics[0].text.de",
        "topics[1].text.de",
    ];
    let (mut right, mut all, mut tried) = (0, 0, 0);
    let mut wrong: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    for field in fields {
        let Some(span) = record.spans.value(field) else { continue };
        let changed = format!("{}{}{}", &text[..span.start], other_words(&text[span.clone()]), &text[span.end..]);
        copy.write(NIRO, changed);
        let update = session.update();
        let after = words(&update);
        if !update.state.is_current(Language::De) || after.len() != before.len() {
            continue;
        }
        tried += 1;
        for ((word, found), (other, _)) in before.iter().zip(&after).filter(|((word, _), (other, _))| word != other) {
            let letters = word.chars().count();
            all += letters;
            if found.as_deref().is_some_and(|found| found == field) {
                right += letters;
            } else {
                *wrong.entry((format!("{field}: {word} → {other}"), found.clone())).or_default() += letters;
            }
        }
    }
    copy.write(NIRO, text);
    assert!(tried > 6 && all > 1000, "only {tried} fields with {all} letters could be tried");
    assert!(right * 100 >= all * 99, "{right} of {all} letters lead to their field; not:\n{wrong:#?}");
}

#[test]
fn nearly_all_words_of_the_shipped_edition_have_a_field_of_a_record_or_of_the_words() {
    let (project, _) = shipped_records();
    let mut session =
        brochure::preview::Session::new(project, "data/2019".into(), brochure::pipeline::Options::default());
    let words = words(&good(&mut session));
    let letters = |words: &mut dyn Iterator<Item = &(String, Option<String>)>| -> usize {
        words.map(|(word, _)| word.chars().count()).sum()
    };
    let all = letters(&mut words.iter().filter(|(word, _)| word.chars().any(char::is_alphabetic)));
    let known = letters(&mut words.iter().filter(|(word, it)| it.is_some() && word.chars().any(char::is_alphabetic)));
    let missing: Vec<_> =
        words.iter().filter(|(word, it)| it.is_none() && word.len() > 3).map(|(word, _)| word).collect();
    assert!(all > 30_000 && known * 100 >= all * 97, "{known} of {all} letters have a field; not: {missing:?}");
}

#[test]
fn a_drawing_leads_to_the_record_that_it_is_drawn_from() {
    let copy = ProjectCopy::with_one_chapter();
    let mut session = session(&copy);
    let update = good(&mut session);
    let book = update.state.book(Language::De).expect("pages");
    let mut found = Vec::new();
    for index in 0..book.len() {
        let layer: serde_json::Value = serde_json::from_slice(&book.layer(index).expect("a layer")).expect("JSON");
        for figure in layer["figures"].as_array().expect("figures") {
            let side = |name: &str| figure[name].as_f64().expect("a length");
            if side("width") < 40.0 || side("height") < 40.0 {
                continue;
            }
            // Some places of a drawing are those of its texts.
            let places = [(0.5, 0.5), (0.1, 0.1), (0.9, 0.9), (0.3, 0.7), (0.7, 0.2)];
            let behind = places.iter().filter_map(|(across, down)| {
                book.behind(index, side("x") + across * side("width"), side("y") + down * side("height"))
            });
            let records = behind.filter(|behind| behind.kind == Kind::Record).count();
            found.push((
                index,
                records,
                figure["alt"].as_str().unwrap_or_default().chars().take(60).collect::<String>(),
            ));
        }
    }
    assert!(found.len() > 5, "only {} drawings: {found:?}", found.len());
    let with_record = found.iter().filter(|(_, records, _)| *records > 0).count();
    assert!(with_record * 10 >= found.len() * 9, "{with_record} of {} drawings: {found:#?}", found.len());
}

#[test]
fn a_photograph_leads_to_the_field_that_names_its_file() {
    let copy = ProjectCopy::with_one_chapter();
    copy.add_photos();
    let mut session = session(&copy);
    let update = good(&mut session);
    let book = update.state.book(Language::De).expect("pages");
    let places = [(0.5, 0.25), (0.9, 0.05), (0.5, 0.1), (0.3, 0.6), (0.7, 0.7), (0.2, 0.3)];
    let fields: Vec<_> = (0..book.len())
        .flat_map(|index| places.map(|place| (index, place)))
        .filter_map(|(index, (across, down))| {
            let page = &book.pages()[index];
            book.behind(index, across * page.width, down * page.height)?.field
        })
        .collect();
    assert!(
        fields.iter().any(|field| field.starts_with("pictures[") && field.rsplit('.').next() == Some("file")),
        "{fields:?}"
    );
}
