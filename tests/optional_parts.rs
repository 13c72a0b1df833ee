//! Parts that the shipped edition does not use: pictures, voices, further pages, a seat abroad, two
//! stations in one city.

use crate::common::{Copy, assert_fault, bare, messages, page_texts};
use brochure::Language;

const EDITION: &str = "data/2019/edition.toml";
const RECORD: &str = "data/2019/clusters/niro.toml";

/// A white picture of 6 by 4 pixels.
const PICTURE: &[u8] = include_bytes!("fixtures/white-6x4.png");

/// A copy with a text put before the sources of its first record.
fn with(part: &str) -> Copy {
    let copy = Copy::new();
    let record = copy.read(RECORD);
    copy.write(RECORD, &record.replacen("[[sources]]", &format!("{part}\n[[sources]]"), 1));
    copy
}

/// The pages of a copy; the shipped edition has 44.
fn pages(copy: &Copy, language: Language) -> Vec<String> {
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
fn a_picture_stands_in_its_chapter_with_caption_and_credit() {
    for slot in ["story", "spread"] {
        let copy = with(&picture(slot));
        copy.write("data/2019/pictures/white.png", "");
        std::fs::write(copy.path("data/2019/pictures/white.png"), PICTURE).expect("a picture");
        for (language, caption) in [(Language::De, "Eine weiße Fläche"), (Language::En, "A white area")] {
            let pages = pages(&copy, language);
            assert!(pages.len().is_multiple_of(4));
            let chapter = bare(&pages[9..pages.len() - 8].concat());
            assert!(chapter.contains(&bare(caption)) && chapter.contains("Foto:N.N."), "{language}, {slot}");
            assert!(bare(&pages[1]).contains("N.N."), "the imprint credits the picture");
        }
    }
}

#[test]
fn an_unknown_place_for_a_picture_is_refused() {
    let copy = with(&picture("cover"));
    assert_fault(&copy.check(), "E0106");
}

#[test]
fn voices_follow_the_story_quoted_or_told() {
    let copy = with(
        "[[voices]]\nkind = \"direct\"\ntext = { de = \"Das Netz trägt\", en = \"The network holds\" }\n\
         speaker = \"Erika Muster\"\nfunction = { de = \"Sprecherin\", en = \"speaker\" }\nconsent = 2019-04-01\n\n\
         [[voices]]\nkind = \"indirect\"\ntext = { de = \"Der Einkauf sei der Kern.\", en = \"Purchasing was the core.\" }\n\
         speaker = \"Max Muster\"\nsource = \"niro-15\"\n",
    );
    let german = bare(&pages(&copy, Language::De).concat());
    assert!(german.contains("„DasNetzträgt“") && german.contains("ErikaMuster,Sprecherin"));
    assert!(german.contains("DerEinkaufseiderKern.") && german.contains("MaxMuster"));
    assert!(bare(&pages(&copy, Language::En).concat()).contains("‘Thenetworkholds’"));
}

#[test]
fn a_voice_without_consent_or_source_is_refused() {
    for (kind, missing) in [("direct", "consent"), ("indirect", "source")] {
        let copy = with(&format!(
            "[[voices]]\nkind = \"{kind}\"\ntext = {{ de = \"Ja\", en = \"Yes\" }}\nspeaker = \"N. N.\"\n"
        ));
        let found = copy.check();
        assert_fault(&found, "E0212");
        assert!(messages(&found).join("\n").contains(missing));
    }
}

#[test]
fn further_pages_stand_before_the_chapters() {
    let copy = Copy::new();
    let part = "[[pages]]\ntitle = { de = \"Grußwort\", en = \"Foreword\" }\nlead = { de = \"Ein Vorspann.\", en = \"A lead.\" }\n\
                text = { de = \"\"\"## Anfang\n\nEin Absatz mit *Betonung*.\"\"\", en = \"A paragraph.\" }\n\n[fields]";
    copy.replace(EDITION, "[fields]", part);
    let pages = pages(&copy, Language::De);
    assert!(pages.len() > 44 && pages.len().is_multiple_of(4), "{} pages", pages.len());
    let at = |text: &str| pages.iter().position(|page| bare(page).contains(text)).expect(text);
    assert!(at("EinAbsatzmitBetonung.") < at("Station1"));
    assert!(bare(&pages[2]).contains("Grußwort"), "the contents name it");
}

#[test]
fn a_seat_abroad_and_one_without_a_position_leave_no_hole() {
    let copy = Copy::new();
    copy.replace(RECORD, "land = \"NW\"\n", "");
    copy.replace(RECORD, "latitude = ", "# latitude = ");
    copy.replace(RECORD, "longitude = ", "# longitude = ");
    let pages = pages(&copy, Language::De);
    assert_eq!(pages.len(), 44);
    assert!(bare(&pages.concat()).contains("DerSitzliegtaußerhalbDeutschlands."));
}

#[test]
fn two_stations_in_one_city_share_a_disc() {
    let copy = Copy::new();
    for (from, to) in [("city = \"Oldenburg\"", "city = \"Konstanz\""), ("land = \"NI\"", "land = \"BW\"")] {
        copy.replace("data/2019/clusters/olec.toml", from, to);
    }
    let record = copy.read("data/2019/clusters/olec.toml");
    let record = record.replace("latitude = 53.14", "latitude = 47.66").replace("longitude = 8.21", "longitude = 9.18");
    copy.write("data/2019/clusters/olec.toml", &record);
    let values = copy.values(Language::De);
    assert!(values.map.stations.iter().any(|station| station.number == "7/8" && station.names.len() == 2));
    assert_eq!(pages(&copy, Language::De).len(), 44);
}
