//! Drawings before the chapters hold many stations, and long names.

use brochure::Language;
use brochure::internals::Values;

use crate::common::{EDITION, ProjectCopy, bare_text};
use crate::edition_sizes::{edition_with, pages};

/// Makes a copy with a number of stations that share two topics: every second one, and every third.
fn with_topics(count: usize) -> ProjectCopy {
    let copy = edition_with(count);
    copy.append(
        EDITION,
        "\n[tags]\nnets = { de = \"Netze\", en = \"Networks\" }\nskills = { de = \"Fachkräfte\", en = \"Skills\" }\n",
    );
    let edition = copy.records();
    for (station, record) in edition.clusters.iter().enumerate() {
        for (every, tag) in [(2, "nets"), (3, "skills")] {
            if station % every == 0 {
                let topic = format!("\n[[topics]]\ntag = {tag:?}\ntext = {{ de = \"Netze\", en = \"Networks\" }}\n");
                copy.append(&format!("data/2019/clusters/{}.toml", record.slug), &topic);
            }
        }
    }
    copy
}

/// Returns how the labels of the panorama are set, each way once.
fn settings(values: &Values) -> Vec<String> {
    let panorama = values.panorama.as_ref().expect("a panorama");
    let mut settings: Vec<_> =
        panorama.flags.iter().map(|flag| serde_json::to_string(&flag.setting).expect("JSON")).collect();
    settings.sort_unstable();
    settings.dedup();
    settings
}

#[test]
fn over_twelve_stations_stand_below_each_other_on_the_page_of_topics() {
    for (count, turned) in [(8, false), (12, false), (13, true), (24, true)] {
        let values = with_topics(count).values(Language::De);
        let topics = values.topics.expect("shared topics");
        assert_eq!(topics.turned, turned, "{count} stations");
        assert_eq!((topics.stations.len(), topics.lines.len()), (count, 2));
    }
}

#[test]
fn a_name_too_long_for_a_column_turns_the_topics_and_is_printed() {
    let copy = with_topics(8);
    let name = "Netzwerk für Verfahrenstechnik und Wertschöpfung Brandenburg";
    copy.replace("data/2019/clusters/niro.toml", "short_name = \"NIRO\"", &format!("short_name = {name:?}"));
    assert!(copy.values(Language::De).topics.expect("topics").turned);
    assert!(bare_text(&pages(&copy, Language::De).concat()).contains(&bare_text(name)));
}

#[test]
fn labels_of_the_panorama_get_smaller_and_then_turn() {
    for (count, setting) in [(8, "\"large\""), (14, "\"small\"")] {
        assert_eq!(settings(&edition_with(count).values(Language::En)), [setting], "{count} stations");
    }
    // A summit above the page has its label beside it.
    let many = settings(&edition_with(24).values(Language::En));
    assert!(many.contains(&"\"turned\"".to_owned()) && !many.contains(&"\"large\"".to_owned()), "{many:?}");
}

#[test]
fn the_pages_of_14_stations_have_room_for_everything() {
    let text = bare_text(&pages(&with_topics(14), Language::De).concat());
    for words in ["Netze", "Fachkräfte", "Nurhier"] {
        assert!(text.contains(words), "{words}");
    }
}
