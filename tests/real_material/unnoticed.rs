//! Mistakes that leave a record in its form: contradictions, copies, texts that nobody finished. Each is told at its field,
//! and what may be meant can be accepted.

use brochure::diagnostics::{Diagnostic, Severity};

use crate::common::{EDITION, NIRO, ProjectCopy, brochure, messages};

const CHEMIE: &str = "data/2019/clusters/chemie-cluster-bayern.toml";

/// The lines of the seat of NIRO from its Land on.
const SEAT: &str = "land = \"NW\"\nregion = { de = \"Östliches Ruhrgebiet\", en = \"Eastern Ruhr area\" }\n\
    # The city centre, rounded to about 1 km; not an address.\nlatitude = 51.54\nlongitude = 7.69\n";

/// Makes a copy whose seat of NIRO has a Land or none, and a position.
fn with_seat(land: &str, latitude: f64, longitude: f64) -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    let land = if land.is_empty() { String::new() } else { format!("land = \"{land}\"\n") };
    copy.replace(NIRO, SEAT, &format!("{land}latitude = {latitude:?}\nlongitude = {longitude:?}\n"));
    copy
}

/// Makes a copy with other words for the English standfirst of NIRO, which are written as they are in the file.
fn with_standfirst(words: &str) -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    copy.replace_part(NIRO, "en = \"Engineering, metalworking", "\n", &format!("en = {words}"));
    copy
}

/// Returns each finding as its severity, name and field.
fn found(copy: &ProjectCopy) -> Vec<(Severity, &'static str, String)> {
    let told = |it: &Diagnostic| (it.severity, it.code.name(), it.field.clone().unwrap_or_default());
    copy.check().iter().map(told).collect()
}

#[track_caller]
fn assert_silent(copy: &ProjectCopy, what: &str) {
    let found = copy.check();
    assert!(found.is_empty(), "{what}: {}", messages(&found).join("\n"));
}

#[track_caller]
fn assert_one(copy: &ProjectCopy, severity: Severity, name: &'static str, field: &str) -> Diagnostic {
    assert_eq!(found(copy), [(severity, name, field.to_owned())], "{}", messages(&copy.check()).join("\n"));
    copy.check().remove(0)
}

#[test]
fn a_seat_in_another_land_is_told_with_both_lands() {
    let error = assert_one(&with_seat("ST", 48.14, 11.58), Severity::Error, "wrong-land", "seat.land");
    assert_eq!(error.message, "the position is in Bavaria (BY), 313 km from Saxony-Anhalt (ST)");
    assert!(error.hint.is_some_and(|hint| hint.contains("land = \"BY\"")));
    let abroad = assert_one(&with_seat("BW", 47.37, 8.54), Severity::Error, "position", "seat.latitude");
    assert!(abroad.message.contains("Switzerland"), "{}", abroad.message);
}

#[test]
fn a_seat_at_the_border_of_its_land_is_left_alone() {
    for (city, land, latitude, longitude) in [
        ("Mannheim", "BW", 49.49, 8.47),
        ("Ludwigshafen", "RP", 49.48, 8.44),
        ("Neu-Ulm", "BY", 48.39, 10.01),
        ("Bremerhaven", "HB", 53.55, 8.58),
        ("Helgoland", "SH", 54.18, 7.89),
        ("Konstanz", "BW", 47.66, 9.18),
        ("Büsingen", "BW", 47.70, 8.69),
        ("Görlitz", "SN", 51.15, 14.99),
        ("Passau", "BY", 48.57, 13.46),
        ("Mainz-Kastel", "HE", 50.01, 8.28),
        ("Neuwerk", "HH", 53.92, 8.50),
        ("Potsdam", "BB", 52.40, 13.06),
    ] {
        assert_silent(&with_seat(land, latitude, longitude), city);
    }
}

#[test]
fn a_project_without_maps_is_checked_without_them() {
    let copy = with_seat("ST", 48.14, 11.58);
    std::fs::remove_dir_all(copy.path("data/geo")).expect("maps");
    assert_silent(&copy, "no maps");
}

/// The settings of an edition whose map shows only Germany.
const GERMANY: &str = "\n[map]\nframe = \"DE\"\n";

#[test]
fn a_seat_off_the_map_is_told_by_check() {
    for (city, latitude, longitude, field) in
        [("Wien", 48.21, 16.37, "seat.longitude"), ("Mailand", 45.46, 9.19, "seat.latitude")]
    {
        let copy = with_seat("", latitude, longitude);
        assert_silent(&copy, &format!("{city}: without a frame the map shows all stations"));
        copy.append(EDITION, GERMANY);
        let error = assert_one(&copy, Severity::Error, "off-map", field);
        assert_eq!(error.message, "the position is off the map that the edition asks for", "{city}");
    }
    for (city, latitude, longitude) in [("Zürich", 47.37, 8.54), ("Prag", 50.09, 14.42), ("Kreuzlingen", 47.65, 9.17)]
    {
        let copy = with_seat("", latitude, longitude);
        copy.append(EDITION, GERMANY);
        assert_silent(&copy, city);
    }
}

#[test]
fn a_seat_off_the_map_would_stop_the_build() {
    let copy = ProjectCopy::new();
    copy.replace(NIRO, SEAT, "latitude = 48.21\nlongitude = 17.5\n");
    copy.append(EDITION, GERMANY);
    brochure(copy.root(), &["check"]).exits_with(1).stderr_has("E0219 off-map");
}

#[test]
fn the_land_of_a_seat_is_concluded_from_its_position() {
    let warning = assert_one(&with_seat("", 51.54, 7.69), Severity::Warning, "missing-land", "seat");
    assert_eq!(warning.message, "the seat has no Land, but its position is in North Rhine-Westphalia (NW)");
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, SEAT, "");
    assert_silent(&copy, "without a position nothing is known");
}

#[test]
fn the_latest_label_is_told_when_it_has_expired() {
    let copy = ProjectCopy::of_records();
    copy.replace(CHEMIE, "accepted = [\"expired-label\"]\n", "");
    let warning = assert_one(&copy, Severity::Warning, "expired-label", "labels[1].valid_until");
    assert_eq!(
        warning.message,
        "the latest label was valid until 2022-12, before `as_of` in edition.toml (2026-11-22)"
    );
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "level = \"bronze\"\n", "level = \"bronze\"\nvalid_until = 2015\n");
    assert_silent(&copy, "a label before the latest is history");
    copy.replace(
        NIRO,
        "date = \"2020-11\"\nsource = \"wfg-2020\"\n\n# Still",
        "date = \"2020-11\"\nvalid_until = 2026\n\n# Still",
    );
    assert_silent(&copy, "a label that holds until the year of the edition");
}

#[test]
fn a_text_that_was_not_translated_is_told() {
    let german = "Betriebe aus der Region haben sich zu einem Verein zusammengeschlossen.";
    let copy = with_standfirst(&format!("\"{german}\""));
    copy.replace_part(NIRO, "de = \"Betriebe aus Maschinenbau", "\n", &format!("de = \"{german}\""));
    assert_one(&copy, Severity::Warning, "same-text", "standfirst.en");
    copy.replace(NIRO, "[editorial]\n", "[editorial]\naccepted = [\"same-text\"]\n");
    assert_silent(&copy, "accepted");
    let copy = ProjectCopy::of_records();
    copy.replace(
        NIRO,
        "{ de = \"Nachhaltigkeit\", en = \"Sustainability\" }",
        "{ de = \"Haus der Wirtschaft\", en = \"Haus der Wirtschaft\" }",
    );
    assert_silent(&copy, "a name");
}

/// Marks as an editor leaves them in a text, by the word that accepts them.
const LEFT_OVER: [(&str, &str, &str); 12] = [
    ("doubled-quotes", "left-over", r#""The “““aim””” of the tour.""#),
    ("straight-quotes", "left-over", r#""The \"aim\" of the tour.""#),
    ("straight-quotes", "left-over", r#"'The "aim" of the tour.'"#),
    ("straight-quotes", "left-over", r#""The 'aim' of the tour.""#),
    ("hyphen-dash", "left-over", r#""The tour - a long one - ended.""#),
    ("hyphen-dash", "left-over", r#""The tour -- a long one.""#),
    ("three-dots", "left-over", r#""The tour and so on ...""#),
    ("double-space", "left-over", r#""The tour  was long.""#),
    ("unfinished-text", "unfinished-text", r#""The tour was [TODO] long.""#),
    ("unfinished-text", "unfinished-text", r#""Lorem ipsum dolor.""#),
    ("unbalanced-mark", "unbalanced-mark", r#""The tour (a long one.""#),
    ("unbalanced-mark", "unbalanced-mark", r#""The “tour was long.""#),
];

#[test]
fn left_over_marks_are_told_and_can_be_accepted_by_their_name() {
    for (kind, code, words) in LEFT_OVER {
        let copy = with_standfirst(words);
        let warning = assert_one(&copy, Severity::Warning, code, "standfirst.en");
        let place = warning.place.expect("a place");
        let marked = &place.file.text()[place.span];
        assert!(marked.len() <= "Lorem ipsum".len(), "{words}: {marked}");
        assert!(warning.hint.is_some_and(|hint| hint.contains(&format!("add \"{kind}\" to `accepted`"))), "{words}");
        brochure(copy.root(), &["check", "--deny-warnings"]).exits_with(1);

        copy.replace(EDITION, "\"unnamed-source\"", &format!("\"unnamed-source\", \"{kind}\""));
        assert_silent(&copy, words);
        let copy = with_standfirst(words);
        copy.replace(NIRO, "[editorial]\n", &format!("[editorial]\naccepted = [\"{kind}\"]\n"));
        assert_silent(&copy, words);
        brochure(copy.root(), &["check", "--deny-warnings"]).exits_with(0);
        let other = LEFT_OVER.iter().find(|(other, ..)| *other != kind).expect("another kind").0;
        copy.replace(NIRO, &format!("accepted = [\"{kind}\"]"), &format!("accepted = [\"{other}\"]"));
        assert_one(&copy, Severity::Warning, code, "standfirst.en");
    }
}

#[test]
fn the_mark_is_shown_and_not_what_encloses_the_text() {
    let copy = with_standfirst(r#""The \"aim\" of the tour.""#);
    let place = copy.check().remove(0).place.expect("a place");
    let before = &place.file.text()[..place.span.start];
    assert!(before.ends_with("The \\"), "{}", &before[before.len() - 20..]);
}

#[test]
fn marks_that_are_right_or_not_printed_are_left_alone() {
    for words in [
        r#""The ‘aim’ of the tour – a long one – was … “Kiel”. The members’ list (2019) is ship's.""#,
        r#""Purchasing and A320-parts, 15\" wide, a) one b) two: https://example.org/a--b...c.""#,
    ] {
        assert_silent(&with_standfirst(words), words);
    }
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "[editorial]\nnotes = [", "[editorial]\nnotes = [\n  \"TODO: ask - again ...\",");
    assert_silent(&copy, "a note is not printed");
}

#[test]
fn a_quotation_in_quotation_marks_is_told() {
    let voice = |de: &str| {
        format!(
            "[[voices]]\nkind = \"direct\"\ntext = {{ de = \"{de}\", en = \"We buy together.\" }}\n\
             speaker = \"N. N.\"\nconsent = 2019-11-04\n\n[[topics]]"
        )
    };
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "[[topics]]", &voice("„Wir kaufen gemeinsam ein.“"));
    assert_one(&copy, Severity::Warning, "left-over", "voices[0].text.de");
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "[[topics]]", &voice("„Gemeinsam“ heißt bei uns „zusammen“"));
    assert_silent(&copy, "two quotations in one");
}

#[test]
fn an_unknown_name_in_the_list_of_accepted_notes_is_an_error() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "[editorial]\n", "[editorial]\naccepted = [\"tree-dots\"]\n");
    let error = assert_one(&copy, Severity::Error, "wrong-value", "editorial.accepted[0]");
    assert!(error.hint.as_ref().is_some_and(|hint| hint.contains("did you mean `three-dots`?")), "{:?}", error.hint);
}

#[test]
fn notes_are_accepted_for_one_edition_and_without_a_new_approval() {
    let copy = ProjectCopy::of_records();
    brochure(copy.root(), &["approve", "niro", "--by", "N. N.", "--on", "2019-11-04"]).exits_with(0);
    copy.replace(NIRO, "[editorial]\n", "[editorial]\naccepted = [\"three-dots\"]\n");
    assert_silent(&copy, "what is accepted is not printed");
    brochure(copy.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    let accepted = |name: &str| copy.read(&format!("data/2027/{name}.toml")).contains("accepted = ");
    assert!(!accepted("clusters/niro"), "the texts of the next edition are others");
    assert!(accepted("edition"), "the style of a house stays");
}

#[test]
fn texts_of_the_example_are_told_once_for_each_file() {
    let copy = ProjectCopy::of_records();
    copy.replace(EDITION, "de = \"Expedition Clusterinitiative\"", "de = \"Titel der Broschüre\"");
    assert_one(&copy, Severity::Warning, "placeholder", "title.de");
    copy.replace(EDITION, "name = \"Expedition Clusterinitiative\"", "name = \"Beispielbüro\"");
    let warning = assert_one(&copy, Severity::Warning, "placeholder", "title.de");
    assert!(warning.message.contains("1 other text"), "{}", warning.message);
    assert!(warning.hint.is_some_and(|hint| hint.contains("publisher.name")));
    brochure(copy.root(), &["check"]).exits_with(0);
}

#[test]
fn a_record_under_two_names_is_told_in_the_later_one() {
    const COPY: &str = "data/2019/clusters/niro-west.toml";
    let copy = ProjectCopy::of_records();
    copy.write(COPY, copy.read(NIRO));
    copy.replace(EDITION, "chapters = [\"niro\", ", "chapters = [\"niro\", \"niro-west\", ");
    let warning = assert_one(&copy, Severity::Warning, "copied-record", "official_name");
    assert_eq!(warning.place.expect("a place").file.name(), COPY);
    assert_eq!(warning.message, "clusters/niro.toml has the same official name");
    copy.replace(COPY, "Netzwerk Industrie RuhrOst e. V.", "Netzwerk Industrie RuhrWest e. V.");
    let warning = assert_one(&copy, Severity::Warning, "copied-record", "official_name");
    assert_eq!(warning.message, "nearly all texts are those of clusters/niro.toml");
    copy.replace(COPY, "[editorial]\n", "[editorial]\naccepted = [\"copied-record\"]\n");
    assert_silent(&copy, "accepted");
}

#[test]
fn a_source_that_nothing_names_is_told_at_its_entry() {
    let copy = ProjectCopy::of_records();
    copy.replace(EDITION, "accepted = [\"unnamed-source\", ", "accepted = [");
    let told = found(&copy);
    assert!(told.len() > 10, "the shipped edition lists further reading: {told:?}");
    for (severity, name, field) in &told {
        assert_eq!((*severity, *name), (Severity::Warning, "unnamed-source"));
        assert!(field.starts_with("sources[") && field.ends_with("].id"), "{field}");
    }
    copy.replace(NIRO, "source = \"niro-visit\"\n", "");
    assert_eq!(found(&copy).len(), told.len(), "the story names it, too");
    copy.replace(NIRO, "[^niro-visit]", "");
    copy.replace(NIRO, "[^niro-visit]", "");
    let unnamed = |it: &Diagnostic| it.message.contains("`niro-visit`");
    assert!(copy.check().iter().any(unnamed));
    copy.replace(NIRO, "source = \"niro-16\"\n", "sorce = \"niro-visit\"\nsource = \"niro-16\"\n");
    assert!(!copy.check().iter().any(unnamed), "a misspelt key is told, and its value names the source");
}

#[test]
fn a_second_project_has_none_of_these_findings() {
    let copy = ProjectCopy::of_folders(&[
        ("templates", "templates"),
        ("data/geo", "data/geo"),
        ("tests/fixtures/harbours/data", "data"),
    ]);
    let run = brochure(copy.root(), &["check", "atlas"]).exits_with(0);
    assert!(run.stderr.contains("E0206") && run.stderr.contains("1 warning"), "{}", run.stderr);
}
