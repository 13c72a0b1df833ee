//! Texts and numbers are printed as they were written, or refused at their place.

use crate::common::{NIRO, ProjectCopy, bare_text, messages, page_texts};
use brochure::Language;
use brochure::diagnostics::has_errors;

/// Makes a copy whose German story is a text.
fn with_story(text: &str) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
    let story = toml::Value::String(text.to_owned());
    copy.replace_part(NIRO, "[story]", "\n[[", &format!("[story]\nde = {story}\nen = \"A story.\"\n"));
    copy
}

fn german_pages(copy: &ProjectCopy) -> String {
    assert!(!has_errors(&copy.check()), "{}", messages(&copy.check()).join("\n"));
    page_texts(&copy.typeset(Language::De)).concat()
}

#[test]
fn signs_that_editors_mean_as_signs_are_printed() {
    let lines = [
        "Alle Mitarbeiter*innen und Partner*innen kamen, auch Gäst:innen und Kund_innen.",
        "Die Formel 2*3*4 gilt.",
        "2012. Das Jahr der Gründung.",
        "3. / 4. Quartal",
        "> 100 Mitglieder hat der Verein.",
        "+ 20 Prozent mehr.",
        "[Stand]: 2019",
    ];
    let pages = bare_text(&german_pages(&with_story(&lines.join("\n\n"))));
    for line in lines {
        assert!(pages.contains(&bare_text(line)), "{line:?} is not printed as written");
    }
}

#[test]
fn a_list_keeps_its_first_number() {
    let pages = bare_text(&german_pages(&with_story("Zuerst dies.\n\n3. Drittens\n4. Viertens")));
    for entry in ["3.Drittens", "4.Viertens"] {
        assert!(pages.contains(entry), "{entry} is missing");
    }
}

#[test]
fn pasted_bullets_and_dashes_make_a_list() {
    let list = |mark: &str| german_pages(&with_story(&format!("Der Verein hat:\n{mark}Erstens\n{mark}Zweitens")));
    let plain = list("- ");
    for mark in ["• ", "o\t", "– ", "·\t"] {
        assert_eq!(list(mark), plain, "{mark:?}");
    }
    let pages = german_pages(&with_story("Der Verein wuchs\n– so der Vorstand – stetig."));
    assert!(bare_text(&pages).contains(&bare_text("wuchs – so der Vorstand – stetig.")));
}

#[test]
fn white_space_without_a_width_separates_words() {
    for space in ["\t", "\u{180E}", "\u{2028}"] {
        let pages = german_pages(&with_story(&format!("Hundertzwölf{space}Mitglieder.")));
        assert!(pages.contains("Hundertzwölf Mitglieder"), "U+{:04X}", u32::from(space.chars().next().expect("one")));
    }
}

#[test]
fn invisible_characters_are_errors_at_their_place() {
    for (character, name) in [('\u{202E}', "U+202E"), ('\u{85}', "U+0085"), ('\u{E0041}', "U+E0041")] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, "official_name = \"Netz", &format!("official_name = \"Ne{character}tz"));
        let found = copy.check();
        let error = found.iter().find(|it| it.code.number() == "E0216").expect("an error");
        assert!(error.message.contains(name), "{}", error.message);
        assert_eq!(error.field.as_deref(), Some("official_name"));
        let place = error.place.as_ref().expect("a place");
        assert_eq!(place.file.text()[place.span.clone()], character.to_string());
    }
}

#[test]
fn exact_numbers_are_printed_with_all_their_digits() {
    for (written, printed) in
        [("1_234_567", "1 234 567"), ("1_999_999", "1 999 999"), ("0.0001", "0,0001"), ("51_000_000_000", "51 Mrd.")]
    {
        let copy = ProjectCopy::with_one_chapter();
        copy.replace(NIRO, "value = 89\n", &format!("value = {written}\n"));
        let pages = bare_text(&german_pages(&copy));
        let bare = bare_text(printed);
        assert!(pages.contains(&bare), "{written} is not printed as {printed}");
    }
}

/// Makes a copy of the records with a line in the contact of a chapter.
fn with_contact(line: &str) -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "website = \"https://www.ni-ro.de\"", line);
    copy
}

#[test]
fn telephone_numbers_that_nobody_could_dial_are_refused() {
    for right in ["+49 (0)345 123-456", "+49 441 123456", "+33 1 02 03 04 05"] {
        let copy = with_contact(&format!("phone = \"{right}\""));
        assert!(!has_errors(&copy.check()), "{right}: {}", messages(&copy.check()).join("\n"));
    }
    for wrong in ["+49 441 123456 / 78", "0441 123456", "+0 441 1", "+49 441 12 (3) (4) 5"] {
        let found = with_contact(&format!("phone = \"{wrong}\"")).check();
        assert!(found.iter().any(|it| it.code.number() == "E0106"), "{wrong}: {}", messages(&found).join("\n"));
    }
}

#[test]
fn a_hidden_character_in_an_address_is_named() {
    for (key, wrong, name) in [
        ("email", "office@exam\u{AD}ple.org", "U+00AD (soft hyphen)"),
        ("email", "office@example.org ", "a space at its start or end"),
        ("phone", "+49\u{A0}441 123456", "U+00A0 (no-break space)"),
        ("website", "https://www.ni\u{2011}ro.de", "U+2011 (hyphen"),
        ("website", "https://www.ni\u{200B}ro.de", "U+200B (zero width space)"),
    ] {
        let found = messages(&with_contact(&format!("{key} = \"{wrong}\"")).check()).join("\n");
        assert!(found.contains(name), "{wrong:?}: {found}");
    }
}

#[test]
fn three_decimals_in_an_amount_are_asked_about() {
    for (written, message) in [
        ("1.200", "`1.200` can be read as 1200 or as 1.2"),
        ("48.000", "`48.000` can be read as 48000 or as 48"),
        ("1.234", "`1.234` can be read as 1234 or as 1.234"),
    ] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, "value = 89\n", &format!("value = {written}\n"));
        let found = copy.check();
        let error = found.iter().find(|it| it.message == message);
        let error = error.unwrap_or_else(|| panic!("{}", messages(&found).join("\n")));
        assert_eq!(error.field.as_deref(), Some("indicators[0].value"));
    }
    for right in ["1.25", "0.125", "1200", "12.5000"] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, "value = 89\n", &format!("value = {right}\n"));
        assert!(!has_errors(&copy.check()), "{right}: {}", messages(&copy.check()).join("\n"));
    }
}

#[test]
fn the_hint_for_three_decimals_can_be_followed() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "value = 89\n", "value = 12.345\n");
    let hints: Vec<_> = copy.check().into_iter().filter_map(|it| it.hint).collect();
    assert!(hints.iter().any(|hint| hint == "write 12345 or 12.3450"), "{hints:?}");
    copy.replace(NIRO, "value = 12.345\n", "value = 12.3450\n");
    assert!(!has_errors(&copy.check()), "{}", messages(&copy.check()).join("\n"));
}
