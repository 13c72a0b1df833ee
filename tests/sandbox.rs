//! Nothing outside the project is read: not for a record, not by a template, not through a link.

use crate::common::{EDITION, NIRO, ProjectCopy, assert_error, messages};
use brochure::Language;

#[test]
fn a_chapter_cannot_name_a_path() {
    for slug in ["../../secret", "/etc/passwd", "a/b", "Groß", "x.y", ""] {
        let copy = ProjectCopy::new();
        copy.replace(EDITION, "\"niro\"", &format!("{slug:?}"));
        assert_error(&copy.check(), "E0106");
    }
}

#[test]
fn a_picture_cannot_climb_out_of_the_project() {
    for file in ["../../../../etc/hostname", "/etc/hostname"] {
        let copy = with_picture(file);
        assert_error(&copy.check(), "E0302");
        assert!(copy.build(&[Language::De]).outputs.is_empty());
    }
}

#[test]
fn a_picture_that_is_missing_is_named() {
    let found = with_picture("nirgends.jpg").check();
    assert_error(&found, "E0303");
    let reported = messages(&found).join("\n");
    assert!(reported.contains("niro.toml") && reported.contains("nirgends.jpg"), "{reported}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_out_of_the_project_is_not_followed() {
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret.toml");
    std::fs::write(&secret, "official_name = \"geheim\"").expect("a file");
    let copy = ProjectCopy::new();
    let record = copy.path(NIRO);
    std::fs::remove_file(&record).expect("a record");
    std::os::unix::fs::symlink(&secret, &record).expect("a link");
    let found = copy.check();
    assert_error(&found, "E0302");
    assert!(!messages(&found).join("\n").contains("geheim"));
}

#[cfg(unix)]
#[test]
fn a_template_reads_nothing_outside_the_project() {
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.txt"), "geheim").expect("a file");
    let copy = ProjectCopy::new();
    std::os::unix::fs::symlink(outside.path(), copy.path("templates/link")).expect("a link");
    let above = tempfile::NamedTempFile::new_in(copy.root().parent().expect("a folder")).expect("a file");
    let name = above.path().file_name().expect("a name").to_string_lossy();
    for path in ["/templates/link/secret.txt".to_owned(), format!("../../{name}"), format!("/../{name}")] {
        copy.write("templates/main.typ", format!("#read({path:?})"));
        let typeset = copy.typeset(Language::De);
        assert!(typeset.document.is_none(), "{path} was read");
        assert_error(&typeset.diagnostics, "E0401");
        let reported = messages(&typeset.diagnostics).join("\n");
        assert!(!reported.contains("not found"), "{path} was looked for: {reported}");
    }
}

#[test]
fn a_template_gets_no_package_no_clock_and_no_system_font() {
    let copy = ProjectCopy::new();
    for code in ["#import \"@preview/cetz:0.3.0\": *", "#datetime.today()"] {
        copy.write("templates/main.typ", code);
        let typeset = copy.typeset(Language::De);
        assert!(typeset.document.is_none(), "{code}");
        let fault = &typeset.diagnostics[0];
        let place = fault.place.as_ref().expect("a place");
        assert_eq!((place.file.name(), place.file.line_column(place.span.start).0), ("templates/main.typ", 1));
    }
    copy.write("templates/main.typ", "#set text(font: \"DejaVu Sans\")\nWort");
    let typeset = copy.typeset(Language::De);
    assert!(messages(&typeset.diagnostics).join("\n").contains("the project has no font"));
}

/// Makes a copy whose first record has a picture.
fn with_picture(file: &str) -> ProjectCopy {
    let copy = ProjectCopy::new();
    let picture = format!(
        "[[pictures]]\nfile = {file:?}\ncaption = {{ de = \"Ein Bild\", en = \"A picture\" }}\n\
         credit = \"N. N.\"\nalt = {{ de = \"Ein Bild\", en = \"A picture\" }}\n\n[[sources]]"
    );
    copy.replace(NIRO, "[[sources]]", &picture);
    copy
}
