//! The session without a server: what an update brings, and what it keeps.

use std::path::PathBuf;

use brochure::Language;
use brochure::pipeline::Options;
use brochure::preview::{Session, Update, View};

use crate::common::{EDITION, NIRO, ProjectCopy};

pub fn session(copy: &ProjectCopy) -> Session {
    Session::new(copy.project(), PathBuf::from("data/2019"), Options::default())
}

/// Updates a session whose edition can be laid out. Whether all texts fit their places is for other tests to say.
#[track_caller]
pub fn good(session: &mut Session) -> Update {
    let update = session.update();
    let faults: Vec<_> = update.state.faults.iter().filter(|fault| fault.severity == "error").collect();
    assert!(faults.iter().all(|fault| fault.code.starts_with("E04")), "{faults:#?}");
    assert!(update.dirty.keys().all(|language| update.state.is_current(*language)) && !update.dirty.is_empty());
    update
}

fn dirty(update: &Update) -> Vec<usize> {
    update.dirty.get(&Language::De).cloned().unwrap_or_default()
}

#[test]
fn only_the_pages_that_look_different_are_dirty() {
    let copy = ProjectCopy::with_tiny_pages();
    let mut session = session(&copy);
    assert_eq!(dirty(&good(&mut session)), [0, 1, 2, 3]);
    assert_eq!(dirty(&good(&mut session)), [0; 0], "nothing has changed");
    copy.replace(NIRO, "short_name = \"NIRO\"", "short_name = \"NIRO West\"");
    assert_eq!(dirty(&good(&mut session)), [0]);
}

#[test]
fn what_cannot_be_seen_makes_no_page_dirty() {
    let copy = ProjectCopy::with_one_chapter();
    let mut session = session(&copy);
    good(&mut session);
    copy.write(NIRO, format!("# A remark.\n\n{}", copy.read(NIRO)));
    assert_eq!(dirty(&good(&mut session)), [0; 0], "a remark in a record");
    // All places in the template move by a line.
    let theme = "templates/theme.typ";
    copy.write(theme, format!("// A remark.\n\n{}", copy.read(theme)));
    assert_eq!(dirty(&good(&mut session)), [0; 0], "a remark in a template");
}

#[test]
fn the_pages_are_those_of_a_build() {
    let copy = ProjectCopy::with_one_chapter();
    let mut session = session(&copy);
    good(&mut session);
    copy.replace(NIRO, "Betriebe aus Maschinenbau", "Firmen aus Maschinenbau");
    let update = good(&mut session);
    let mut fresh = self::session(&copy);
    let fresh = good(&mut fresh);
    let hashes = |update: &Update| {
        let pages = update.state.book(Language::De).expect("pages").pages();
        pages.into_iter().map(|page| page.hash).collect::<Vec<_>>()
    };
    assert_eq!(hashes(&update), hashes(&fresh));
    assert_eq!(hashes(&fresh).len(), copy.build(&[Language::De]).outputs[0].pages);
}

#[test]
fn records_and_templates_with_errors_leave_the_last_good_pages() {
    let copy = ProjectCopy::with_tiny_pages();
    let mut session = session(&copy);
    let pages = |update: &Update| update.state.book(Language::De).map(|book| book.pages());
    let before = pages(&good(&mut session));
    for (file, from, to, code) in [
        (NIRO, "short_name =", "short_nam =", "E0104"),
        (EDITION, "chapters = [", "chapters = ", "E0101"),
        ("templates/main.typ", "#let tiny(", "#let tiny((", "E0401"),
        ("templates/words/de.toml", "[pages]", "[pages", "E0101"),
        ("templates/theme.toml", "depth = ", "dept = ", "E0115"),
    ] {
        let good_text = copy.read(file);
        copy.replace(file, from, to);
        let update = session.update();
        assert_eq!(pages(&update), before, "{file}");
        assert!(!update.state.is_current(Language::De) && update.dirty.values().all(Vec::is_empty), "{file}");
        let fault = update.state.faults.iter().find(|fault| fault.code == code);
        let fault = fault.unwrap_or_else(|| panic!("{file}: {:#?}", update.state.faults));
        assert_eq!((fault.severity, fault.file.as_deref()), ("error", Some(file)));
        copy.write(file, good_text);
        let mended = good(&mut session);
        assert!(mended.state.is_current(Language::De) && pages(&mended) == before, "{file}");
    }
}

#[test]
fn a_session_can_start_with_errors() {
    let copy = ProjectCopy::with_tiny_pages();
    let record = copy.read(EDITION);
    copy.write(EDITION, "title = ");
    let mut session = session(&copy);
    let update = session.update();
    assert!(update.state.book(Language::De).is_none() && update.state.faults[0].code == "E0101");
    copy.write(EDITION, record);
    let update = good(&mut session);
    assert_eq!(update.state.books().count(), 1, "the first language of the edition");
    assert_eq!(update.state.languages, Language::ALL);
}

#[test]
fn a_language_is_laid_out_when_somebody_looks_at_it() {
    let copy = ProjectCopy::with_tiny_pages();
    let mut session = session(&copy);
    good(&mut session);
    session.watch([Language::En]);
    assert!(session.is_behind());
    let update = good(&mut session);
    assert!(update.state.is_current(Language::En) && !update.state.is_current(Language::De));
    assert!(update.state.book(Language::De).is_some(), "its pages stay until somebody looks at them again");
    session.watch([Language::De, Language::En]);
    let update = good(&mut session);
    assert!(Language::ALL.into_iter().all(|language| update.state.is_current(language)));
    assert_eq!(dirty(&update), [0; 0]);
}

#[test]
fn what_is_read_aloud_changes_without_the_picture() {
    let copy = ProjectCopy::with_tiny_pages();
    let main = copy.read("templates/main.typ");
    let with_figure = |alt: &str| {
        let figure = format!("place(top + left, figure(alt: \"{alt}\", rect(width: 1cm)))");
        copy.write("templates/main.typ", main.replacen("heading(title))", &format!("heading(title))\n  {figure}"), 1));
    };
    with_figure("one");
    let mut session = session(&copy);
    let before = good(&mut session);
    with_figure("two");
    let after = good(&mut session);
    let first = |update: &Update| update.state.book(Language::De).expect("pages").pages().remove(0);
    assert_eq!(first(&before).hash, first(&after).hash);
    assert_ne!(first(&before).said, first(&after).said);
}

#[test]
fn photographs_are_in_the_pictures() {
    let copy = ProjectCopy::with_one_chapter();
    copy.add_photos();
    let mut session = session(&copy);
    let update = good(&mut session);
    let book = update.state.book(Language::De).expect("pages");
    let pictures: Vec<_> = (0..book.len()).map(|index| book.draw(index, View::Screen).expect("a picture")).collect();
    let with_photo = pictures.iter().filter(|picture| picture.contains("data:image/")).count();
    assert!(with_photo >= 2, "only {with_photo} pages have a photograph");
    // The placeholder of the layout has a few pixels.
    assert!(pictures.iter().any(|picture| picture.len() > 60_000));
}
