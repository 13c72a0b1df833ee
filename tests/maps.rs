//! Maps of any region: what they show, what is hatched on them, and how much there is to draw.

use brochure::Language;
use brochure::diagnostics::Severity;
use brochure::internals::Values;
use serde_json::Value;

use crate::common::{EDITION, NIRO, ProjectCopy, messages, shipped_records};
use crate::edition_sizes::edition_with;

/// Four seats in two countries, or in none that the maps name a Land of.
const ALPS: [(&str, f64, f64); 4] =
    [("niro", 47.27, 11.4), ("olec", 48.31, 14.29), ("cyberlago", 47.07, 15.44), ("foodregio", 47.5, 9.74)];

/// Makes a copy whose four chapters are at other places, outside Germany.
fn at_places(places: &[(&str, f64, f64)]) -> ProjectCopy {
    let copy = ProjectCopy::new();
    let slugs: Vec<_> = places.iter().map(|(slug, ..)| *slug).collect();
    copy.keep_chapters(&slugs);
    for (slug, latitude, longitude) in places {
        let name = format!("data/2019/clusters/{slug}.toml");
        let lines = copy.read(&name).lines().fold(String::new(), |text, line| match line.split(" = ").next() {
            Some("land") => text,
            Some("latitude") => format!("{text}latitude = {latitude:?}\n"),
            Some("longitude") => format!("{text}longitude = {longitude:?}\n"),
            _ => format!("{text}{line}\n"),
        });
        copy.write(&name, lines);
    }
    copy
}

fn with_map(copy: &ProjectCopy, settings: &str) -> Values {
    copy.append(EDITION, &format!("\n[map]\n{settings}\n"));
    copy.values(Language::De)
}

fn imprint(values: &Values) -> String {
    serde_json::to_string(&values.imprint).expect("JSON")
}

#[test]
fn a_tour_of_one_country_shows_that_country() {
    let copy = at_places(&ALPS);
    let values = copy.values(Language::De);
    assert!(values.map.alt.starts_with("Karte von Österreich mit vier Stationen"), "{}", values.map.alt);
    // Its regions have numbers for codes, which say nothing, and those of its neighbours are not named.
    assert!(values.map.codes.is_empty() && values.map.layers.lands.len() > 4, "{:?}", values.map.codes);
    assert_eq!(values.map.layers.country.len(), 1, "Austria is one piece");
    let page = |p: &[f64; 2]| (5.0..=205.0).contains(&p[0]) && (5.0..=292.0).contains(&p[1]);
    for station in &values.map.stations {
        let at: [f64; 2] = serde_json::from_value(serde_json::to_value(station.at).expect("JSON")).expect("a place");
        assert!(page(&at), "{at:?}");
    }
    assert!(imprint(&values).contains("winkeltreue Kegelprojektion"), "{}", imprint(&values));
}

#[test]
fn a_tour_of_several_countries_shows_all_its_stations() {
    let copy = at_places(&[
        ("niro", 48.86, 2.35),
        ("olec", 52.23, 21.01),
        ("cyberlago", 41.39, 2.17),
        ("foodregio", 59.33, 18.06),
    ]);
    let values = copy.values(Language::De);
    assert!(values.map.alt.starts_with("Karte mit vier Stationen"), "{}", values.map.alt);
    assert_eq!((values.map.stations.len(), values.map.legs.len()), (4, 3));
    assert!(values.map.layers.country.len() >= 4, "France, Poland, Spain and Sweden");
    assert!(!values.map.layers.borders.is_empty() && !values.map.layers.lakes.is_empty());
    for chapter in &values.chapters {
        assert!(chapter.locator.seat.is_some() && chapter.locator.caption.is_none(), "{}", chapter.slug);
    }
}

#[test]
fn europe_keeps_areas_and_a_country_angles() {
    let europe = with_map(&ProjectCopy::new(), "frame = \"europe\"");
    assert!(imprint(&europe).contains("flächentreue Azimutalprojektion"));
    let germany = with_map(&ProjectCopy::new(), "frame = \"DE\"");
    assert!(imprint(&germany).contains("1 : 3\u{202F}400\u{202F}000"), "{}", imprint(&germany));
    assert!(imprint(&germany).contains("48°\u{202F}34′\u{202F}N"), "{}", imprint(&germany));
    // Without a frame the shipped tour shows the country that it is in.
    assert!(ProjectCopy::new().values(Language::De).map == germany.map);
}

#[test]
fn layers_and_names_are_drawn_as_the_edition_asks() {
    let plain = with_map(&ProjectCopy::new(), "layers = [\"countries\"]\nnames = \"none\"");
    assert!(plain.map.layers.lands.is_empty() && plain.map.codes.is_empty() && plain.map.cities.is_empty());
    let full = with_map(
        &ProjectCopy::new(),
        "layers = [\"countries\", \"regions\", \"rivers\", \"cities\"]\nnames = \"full\"",
    );
    assert!(!full.map.layers.lands.is_empty() && full.map.layers.rivers.len() > 10);
    assert!(full.map.codes.iter().any(|code| code.code == "Hessen"), "{:?}", full.map.codes);
    assert!((6..=16).contains(&full.map.cities.len()), "{:?}", full.map.cities);
    assert!(imprint(&full).contains("Orte: GeoNames (geonames.org), CC BY 4.0"));
    assert!(!imprint(&plain).contains("GeoNames"));
}

#[test]
fn an_edition_may_have_map_data_of_its_own() {
    let copy = ProjectCopy::new();
    let contour = r#"{ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": {}, "geometry":
        { "type": "LineString", "coordinates": [[9.0, 51.0], [9.5, 51.5], [10.0, 51.0]] } }] }"#;
    copy.write("data/geo/harz/relief.geojson", contour);
    let values = with_map(&copy, "layers = [\"countries\", \"relief\"]\ndata = \"data/geo/harz\"");
    assert_eq!(values.map.layers.relief.len(), 1);
    assert!(!values.map.layers.country.is_empty(), "what the folder does not have is taken from data/geo");
}

#[test]
fn only_the_regions_of_the_working_area_are_hatched() {
    let copy = ProjectCopy::new();
    copy.append("data/2019/clusters/olec.toml", "\n[working_area]\ncodes = [\"NI\", \"HB\"]\n");
    copy.append(
        "data/2019/clusters/foodregio.toml",
        "\n[working_area]\ncodes = [\"SH\", \"DK-83\"]\ncountries = [\"DK\"]\n",
    );
    let values = copy.values(Language::De);
    let chapter = |slug: &str| &values.chapters.iter().find(|chapter| chapter.slug == slug).expect("a chapter").locator;
    let hatched = chapter("olec");
    assert!(hatched.hatch.len() > 10 && !hatched.outline.is_empty());
    assert!(hatched.alt.ends_with("Schraffiert ist das Arbeitsgebiet: Niedersachsen, Bremen."), "{}", hatched.alt);
    assert!(hatched.ground.is_none(), "it is on the map that all chapters share");
    // The seat of NIRO has a Land, and that is no working area.
    assert!(chapter("niro").hatch.is_empty() && chapter("niro").outline.is_empty());
    // Denmark is beyond the map of Germany.
    let beyond = chapter("foodregio");
    assert!(beyond.ground.is_some() && !beyond.strong.is_empty() && !beyond.hatch.is_empty());
    assert!(beyond.size[0] <= 42.01 && beyond.size[1] <= 60.01, "{:?}", beyond.size);
}

#[test]
fn codes_of_regions_are_legal_in_each_of_their_forms() {
    for codes in [r#"["NI", "HB"]"#, r#"["DE-NI"]"#, r#"["DE9", "DE60"]"#, r#"["AT-8", "CH-TG", "LI"]"#] {
        let copy = ProjectCopy::of_records();
        copy.append(NIRO, &format!("\n[working_area]\ncodes = {codes}\n"));
        let found = copy.check();
        let errors: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
        assert!(errors.is_empty(), "{codes}: {}", messages(&errors).join("\n"));
    }
}

#[test]
fn over_24_stations_only_numbers_are_left_and_none_covers_another() {
    let values = edition_with(26).values(Language::De);
    assert_eq!(values.map.stations.len(), 26, "each number has a disc");
    assert!(values.map.stations.iter().all(|station| station.city.is_none() && station.names.is_empty()));
    let places: Vec<[f64; 2]> = values
        .map
        .stations
        .iter()
        .map(|station| serde_json::from_value(serde_json::to_value(station.at).expect("JSON")).expect("a place"))
        .collect();
    for (n, a) in places.iter().enumerate() {
        for b in &places[n + 1..] {
            assert!((a[0] - b[0]).hypot(a[1] - b[1]) > 7.0, "{a:?} {b:?}");
        }
    }
    assert!(values.map.stations.iter().any(|station| station.place.is_some()), "a line leads to the true place");
    let few = edition_with(14).values(Language::De);
    assert!(few.map.stations.iter().all(|station| station.city.is_some() && station.names.is_empty()));
}

/// Counts the pairs of coordinates in values: each array of numbers holds so many.
fn count_points(value: &Value) -> usize {
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_number) => items.len().div_ceil(2),
        Value::Array(items) => items.iter().map(count_points).sum(),
        Value::Object(table) => {
            table.iter().filter(|(key, _)| *key != "qr").map(|(_, value)| count_points(value)).sum()
        }
        _ => 0,
    }
}

#[test]
fn all_paths_of_the_shipped_edition_have_at_most_60000_points() {
    let (project, records) = shipped_records();
    let values = crate::common::values(&project, &records, Language::De);
    let files = values.files().expect("values");
    let counts = files.iter().map(|(name, bytes)| (name, count_points(&serde_json::from_slice(bytes).expect("JSON"))));
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let sum: usize = counts.iter().map(|(_, count)| count).sum();
    assert!(sum > 20_000 && sum <= 60_000, "{sum} points: {:?}", &counts[..8]);
}

/// Returns the length of a curve in mm, by its control points: a little too long, never too short.
fn most_length(curve: &Value) -> f64 {
    let pair =
        |value: &Value, n: usize| (value[n].as_f64().expect("a number"), value[n + 1].as_f64().expect("a number"));
    let mut last = pair(&curve["start"], 0);
    let mut length = 0.0;
    for quad in curve["quads"].as_array().expect("segments") {
        for n in [0, 2] {
            let next = pair(quad, n);
            length += (next.0 - last.0).hypot(next.1 - last.1);
            last = next;
        }
    }
    length
}

#[test]
fn no_contour_of_an_opener_or_the_jacket_is_a_crumb() {
    let (project, records) = shipped_records();
    for language in Language::ALL {
        let values = crate::common::values(&project, &records, language);
        let openers = values.chapters.iter().map(|it| (it.slug.clone(), serde_json::to_value(&it.opener.relief)));
        let mut reliefs: Vec<_> = openers.collect();
        reliefs.push(("jacket".to_owned(), serde_json::to_value(&values.jacket.front)));
        reliefs.push(("contents".to_owned(), serde_json::to_value(&values.contents.relief)));
        for (name, relief) in reliefs {
            let relief = relief.expect("JSON");
            let lines = relief["lines"].as_array().expect("contours");
            assert!(lines.len() > 6, "{name}");
            for line in lines {
                assert!(most_length(&line["curve"]) >= 7.8, "{language}, {name}: {line}");
            }
        }
    }
}
