//! Programs that call this one: Make, shells with pipes, and a second run at the same time.

use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::common::{BROCHURE, EDITION, ProjectCopy, brochure, command};

#[test]
fn make_goes_on_after_a_record_was_deleted_and_stops_when_all_is_current() {
    let copy = ProjectCopy::with_tiny_pages();
    let line = ["build", "--lang", "de", "--target", "screen", "--deps", "out/deps.mk"];
    brochure(copy.root(), &line).exits_with(0);
    let rules = copy.read("out/deps.mk");
    for input in ["data/2019/clusters/niro.toml", "templates/main.typ"] {
        assert!(rules.lines().any(|rule| rule == format!("{input}:")), "{input} has no empty rule:\n{rules}");
    }
    let pdf = copy.path("out/expedition-2019-de-screen.pdf");
    let modified = || pdf.metadata().and_then(|it| it.modified()).expect("a time");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    std::fs::File::options().append(true).open(&pdf).and_then(|file| file.set_modified(old)).expect("a time");
    brochure(copy.root(), &line).exits_with(0).stdout_has("nothing to do");
    assert!(modified() > old, "the time of a file that is up to date moves");
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_has_enough_is_not_an_error_and_a_full_disk_is() {
    let copy = ProjectCopy::of_records();
    for line in [&["--help"][..], &["doctor"], &["explain"], &["completions", "bash"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a device");
        let mut run = command(copy.root(), &[&[BROCHURE], line].concat());
        let status = run.stdout(full).stderr(Stdio::null()).status().expect("a run");
        assert_eq!(status.code(), Some(3), "{line:?} on a full disk");
        let mut child = command(copy.root(), &[&[BROCHURE], line].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a run");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("an end").code(), Some(0), "{line:?} | true");
    }
}

#[test]
fn a_date_in_the_environment_has_only_digits() {
    let copy = ProjectCopy::of_records();
    for given in ["+5", " 5 ", "-1", "soon"] {
        let run = command(copy.root(), &[BROCHURE, "build", "--lang", "de"]).env("SOURCE_DATE_EPOCH", given).output();
        assert_eq!(run.expect("a run").status.code(), Some(2), "{given:?}");
    }
}

#[test]
fn two_commands_that_add_chapters_at_once_lose_none() {
    let copy = ProjectCopy::of_records();
    let start = |slug: &str| -> std::process::Child {
        let mut run: Command = command(copy.root(), &[BROCHURE, "new", "cluster", slug]);
        run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run")
    };
    let slugs: Vec<_> = (0..8).map(|number| format!("further-{number}")).collect();
    let children: Vec<_> = slugs.iter().map(|slug| start(slug)).collect();
    let ends: Vec<_> = children.into_iter().map(|mut child| child.wait().expect("an end").success()).collect();
    let edition = copy.read(EDITION);
    for (slug, done) in slugs.iter().zip(ends) {
        assert_eq!(edition.contains(&format!("\"{slug}\"")), done, "{slug} is lost");
        assert_eq!(copy.path(&format!("data/2019/clusters/{slug}.toml")).exists(), done, "{slug}");
    }
}
