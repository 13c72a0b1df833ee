//! Parts that the shipped edition does not use: pictures, voices, further pages, a seat abroad, two stations in one
//! city.

use crate::common::{EDITION, NIRO, ProjectCopy, assert_error, bare_text, messages, page_texts};
use brochure::Language;

/// A white picture of 6 by 4 pixels.
const PICTURE: &[u8] = include_bytes!("fixtures/white-6x4.png");

/// Makes a copy of one chapter with a text added before the sources of its record.
fn with(part: &str) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace(NIRO, "[[sources]]", &format!("{part}\n[[sources]]"));
    copy
}

/// Lays out a copy, which has 20 pages with one chapter.
fn pages(copy: &ProjectCopy, language: Language) -> Vec<String> {
    let typeset = copy.typeset(language);
    assert!(typeset.diagnostics.is_empty(), "{}", messages(&typeset.diagnostics).join("\n"));
    page_texts(&typeset)
}

fn picture(slot: &str) -> String {
    format!(
        "[[pictures]]\nfile = \"pictures/white.png\"\nslot = \"{slot}\"\n\
         caption = {{ de = \"Eine weiße Fläche\", en = \"A white area\" }}\ncredit = \"Foto: N. N.\"\n\
         alt = {{ de = \"Nichts als Weiß\", en = \"Nothing but white\" }}\n"
    )
}

#[test]
fn a_picture_is_in_its_chapter_with_caption_and_credit() {
    for slot in ["story", "spread"] {
        let copy = with(&picture(slot));
        copy.write("data/2019/pictures/white.png", PICTURE);
        for (language, caption, credit) in
            [(Language::De, "Eine weiße Fläche", "Foto:N.N."), (Language::En, "A white area", "Photo:N.N.")]
        {
            let pages = pages(&copy, language);
            assert!(pages.len().is_multiple_of(4));
            let chapter = bare_text(&pages[9..pages.len() - 4].concat());
            assert!(chapter.contains(&bare_text(caption)) && chapter.contains(credit), "{language}, {slot}");
            let back = bare_text(&pages[pages.len() - 3..].concat());
            assert!(back.contains("N.N."), "the imprint credits the picture");
        }
    }
}

#[test]
fn an_unknown_place_for_a_picture_is_refused() {
    let copy = with(&picture("cover"));
    assert_error(&copy.check(), "E0106");
}

#[test]
fn voices_are_quoted_or_reported_after_the_story() {
    let copy = with(
        "[[voices]]\nkind = \"direct\"\ntext = { de = \"Das Netz trägt\", en = \"The network holds\" }\n\
         speaker = \"Erika Muster\"\nfunction = { de = \"Sprecherin\", en = \"speaker\" }\nconsent = 2019-04-01\n\n\
         [[voices]]\nkind = \"indirect\"\ntext = { de = \"Der Einkauf sei der Kern.\", en = \"Purchasing was the core.\" }\n\
         speaker = \"Max Muster\"\nsource = \"niro-15\"\n",
    );
    copy.replace_part(NIRO, "[story]", "\n[[", "[story]\nde = \"Ein Satz.\"\nen = \"A sentence.\"\n");
    let german = bare_text(&pages(&copy, Language::De).concat());
    assert!(german.contains("„DasNetzträgt“ErikaMusterSprecherin"));
    assert!(german.contains("DerEinkaufseiderKern.") && german.contains("MaxMuster"));
    assert!(bare_text(&pages(&copy, Language::En).concat()).contains("‘Thenetworkholds’"));
}

#[test]
fn a_voice_without_consent_or_source_is_refused() {
    for (kind, missing) in [("direct", "consent"), ("indirect", "source")] {
        let copy = with(&format!(
            "[[voices]]\nkind = \"{kind}\"\ntext = {{ de = \"Ja\", en = \"Yes\" }}\nspeaker = \"N. N.\"\n"
        ));
        let found = copy.check();
        assert_error(&found, "E0212");
        assert!(messages(&found).join("\n").contains(missing));
    }
}

#[test]
fn further_pages_come_before_the_chapters() {
    let copy = ProjectCopy::with_one_chapter();
    let part = "[[pages]]\ntitle = { de = \"Grußwort\", en = \"Foreword\" }\nlead = { de = \"Ein Vorspann.\", en = \"A lead.\" }\n\
                text = { de = \"\"\"## Anfang\n\nEin Absatz mit *Betonung*.\"\"\", en = \"A paragraph.\" }\n\n[fields]";
    copy.replace(EDITION, "[fields]", part);
    let pages = pages(&copy, Language::De);
    assert!(pages.len() > 16 && pages.len().is_multiple_of(4), "{} pages", pages.len());
    // The contents count the stations, so that only the pages behind them are searched.
    let at = |text: &str| pages.iter().skip(3).position(|page| bare_text(page).contains(text)).expect(text);
    assert!(at("EinAbsatzmitBetonung.") < at("Station1"));
    assert!(bare_text(&pages[1]).contains("Grußwort"), "the contents name it");
}

#[test]
fn a_seat_abroad_needs_no_position() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace(NIRO, "land = \"NW\"\n", "");
    copy.replace(NIRO, "latitude = ", "# latitude = ");
    copy.replace(NIRO, "longitude = ", "# longitude = ");
    let pages = pages(&copy, Language::De);
    assert_eq!(pages.len(), 20);
    assert!(bare_text(&pages.concat()).contains("DieLageistnichtbekannt."));
}

#[test]
fn two_stations_in_one_city_share_a_disc() {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&["niro", "olec"]);
    let olec = "data/2019/clusters/olec.toml";
    for (from, to) in [("\"Oldenburg\"", "\"Unna\""), ("\"NI\"", "\"NW\""), ("53.14", "51.54"), ("8.21", "7.69")] {
        copy.replace(olec, from, to);
    }
    let values = copy.values(Language::De);
    assert!(values.map.stations.iter().any(|station| station.number == "1/2" && station.names.len() == 2));
    assert!(pages(&copy, Language::De).len().is_multiple_of(4));
}
