//! Files that are not what their place asks for: other names, other encodings, other kinds of fonts.

use std::fs;

use brochure::Language;
use brochure::diagnostics::{Diagnostic, Severity, has_errors};

use crate::common::{EDITION, NIRO, ProjectCopy, assert_error, brochure, messages, root};

fn only_error(found: &[Diagnostic]) -> &Diagnostic {
    let errors: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{}", messages(found).join("\n"));
    errors[0]
}

#[test]
fn a_record_under_another_name_is_found() {
    for name in
        ["niro.toml.txt", "NIRO.toml", "niro.TOML", "niro (1).toml", "niro .toml", "niro - Kopie.toml", "niro.txt"]
    {
        let copy = ProjectCopy::of_records();
        fs::rename(copy.path(NIRO), copy.path(&format!("data/2019/clusters/{name}"))).expect("a file");
        let found = copy.check();
        let hint = only_error(&found).hint.clone().unwrap_or_default();
        assert_eq!(hint, format!("rename clusters/{name} to niro.toml"));
        let added = found.iter().find(|it| it.hint.as_ref().is_some_and(|hint| hint.starts_with("add \"")));
        assert!(added.is_none(), "{name}: {}", messages(&found).join("\n"));
    }
    let copy = ProjectCopy::of_records();
    fs::rename(copy.path(NIRO), copy.path("data/2019/clusters/.niro.toml.swp")).expect("a file");
    assert!(messages(&copy.check()).concat().contains("has no record"));
}

#[test]
fn an_edition_or_a_picture_under_another_name_is_found() {
    let copy = ProjectCopy::of_records();
    fs::rename(copy.path(EDITION), copy.path("data/2019/edition.toml.txt")).expect("a file");
    for line in [&["check"][..], &["check", "2019"]] {
        let run = brochure(copy.root(), line).exits_with(2);
        run.stderr_has("there is no edition.toml beside data/2019/edition.toml.txt")
            .stderr_has("rename it to edition.toml");
    }
    let copy = ProjectCopy::of_records();
    copy.add_photos();
    fs::rename(copy.path("data/2019/pictures/head.jpg"), copy.path("data/2019/pictures/Head.JPG")).expect("a file");
    let found = copy.check();
    assert_eq!(
        only_error(&found).hint.as_deref(),
        Some("there is `Head.JPG` in its folder: rename it, or write its name")
    );
}

#[test]
fn files_in_another_encoding_are_named() {
    let text = fs::read_to_string(root().join(NIRO)).expect("a record");
    let bare = "official_name = \"NIRO\"\nshort_name = \"NIRO\"\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let wide_be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let widest = |text: &str| text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<_>>();
    for (bytes, name) in [
        (wide(&text), "UTF-16"),
        (wide(bare), "UTF-16"),
        (wide_be(bare), "UTF-16"),
        (wide(&format!("\u{FEFF}{bare}")), "UTF-16"),
        (widest(bare), "UTF-32"),
        (b"PK\x03\x04\x14\x00".to_vec(), "an Office document or a ZIP archive"),
        (b"{\\rtf1\\ansi official_name".to_vec(), "a Rich Text document"),
        (b"%PDF-1.7 official_name".to_vec(), "a PDF"),
    ] {
        let copy = ProjectCopy::of_records();
        copy.write(NIRO, &bytes);
        let found = copy.check();
        let error = only_error(&found);
        assert_eq!(error.code.number(), "E0107");
        assert!(error.message.contains(name), "{name}: {}", error.message);
    }
}

#[test]
fn words_that_are_not_utf8_are_an_error_and_never_printed() {
    let copy = ProjectCopy::with_one_chapter();
    let words = copy.read("templates/words/de.toml");
    let latin: Vec<u8> = words.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    copy.write("templates/words/de.toml", latin);
    assert_error(&copy.check(), "E0107");
    assert_error(&copy.build(&[Language::De]).diagnostics, "E0107");
}

#[test]
fn fonts_that_cannot_be_used_are_told() {
    let copy = ProjectCopy::with_tiny_pages();
    assert!(copy.check().is_empty());
    for (name, form) in [("a.woff", "a web font"), ("b.WOFF2", "a web font"), ("c.pfb", "a Type 1 font")] {
        copy.write(&format!("fonts/{name}"), b"font");
        let found = copy.check();
        let warning = found.iter().find(|it| it.place.as_ref().is_some_and(|place| place.file.name().ends_with(name)));
        let warning = warning.unwrap_or_else(|| panic!("{name}: {}", messages(&found).join("\n")));
        assert!(warning.message.contains(form) && warning.severity == Severity::Warning, "{}", warning.message);
    }
    assert!(!has_errors(&copy.check()));
}

#[test]
fn a_missing_font_is_told_once_by_the_name_that_the_template_gives() {
    let copy = ProjectCopy::with_one_chapter();
    for entry in fs::read_dir(copy.path("fonts")).expect("fonts") {
        let path = entry.expect("a font").path();
        if path.to_string_lossy().contains("SourceSerif4Display") {
            fs::remove_file(path).expect("a font");
        }
    }
    let found = copy.build(&[Language::De, Language::En]).diagnostics;
    let error = only_error(&found);
    assert_eq!(error.message, "the project has no font `Source Serif 4 Display`");
    let place = error.place.as_ref().expect("a place");
    assert_eq!(&place.file.text()[place.span.clone()], "\"Source Serif 4 Display\"");
}

#[test]
fn a_character_without_a_glyph_is_found_where_it_is_an_escape() {
    for (written, marked) in [("中", "中"), ("\\u4e2d", "\\u4e2d"), ("\\U00004E2D", "\\U00004E2D")] {
        let copy = ProjectCopy::with_one_chapter();
        copy.replace(NIRO, "Am 2. November 2006", &format!("Am {written} 2. November 2006"));
        let found = copy.build(&[Language::De]).diagnostics;
        let place = only_error(&found).place.as_ref().expect("a place");
        assert_eq!(&place.file.text()[place.span.clone()], marked);
    }
}

#[test]
fn an_edition_without_chapters_says_how_to_add_one() {
    let copy = ProjectCopy::of_records();
    copy.set_chapters(&[] as &[&str]);
    let run = brochure(copy.root(), &["approve", "niro", "--by", "N. N."]).exits_with(2);
    run.stderr_has("the edition has none: add one with `brochure new cluster SLUG`");
}

#[test]
fn windows_line_ends_change_no_message() {
    for (from, to) in [
        ("latitude = 51.54", "latitude = 51,54"),
        ("land = \"NW\"", "land: \"NW\""),
        ("[contact]", "[contact"),
        ("count = 8\n", "count = 8 Firmen\n"),
    ] {
        let told = |line_end: &str| {
            let copy = ProjectCopy::of_records();
            copy.replace(NIRO, from, to);
            copy.write(NIRO, copy.read(NIRO).replace('\n', line_end));
            let found = copy.check();
            let error = only_error(&found).clone();
            (error.message, error.hint)
        };
        assert_eq!(told("\n"), told("\r\n"), "{to}");
    }
}

#[test]
fn a_line_of_nothing_but_an_invisible_character_hides_no_error() {
    for character in ["\u{A0}", "\u{3000}", "\u{C}", "\t\u{A0}"] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, "land = \"NW\"\n", &format!("{character}\nland = \"XX\"\n"));
        let found = messages(&copy.check()).join("\n");
        assert!(found.contains("invisible character") && found.contains("unknown value `XX`"), "{found}");
    }
}

#[test]
fn copies_of_an_edition_are_asked_about() {
    let copy = ProjectCopy::of_records();
    crate::common::copy_folder(&copy.path("data/2019"), &copy.path("data/2019-2"));
    brochure(copy.root(), &["check"]).exits_with(0).stdout_has("2019-2");
    crate::common::copy_folder(&copy.path("data/2019"), &copy.path("data/2019 - Kopie"));
    brochure(copy.root(), &["check"]).exits_with(2).stderr_has("there are: 2019, 2019 - Kopie, 2019-2");
    brochure(copy.root(), &["check", "2019"]).exits_with(0);
}
