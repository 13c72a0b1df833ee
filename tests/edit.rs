//! Commands that edit a file change what they are asked to change, and nothing else.

use std::fs;

use crate::common::{EDITION, NIRO, ProjectCopy, brochure};

const APPROVE: [&str; 6] = ["approve", "niro", "--by", "N. N.", "--on", "2019-11-04"];

#[test]
fn line_ends_and_the_byte_order_mark_are_kept() {
    let records = ProjectCopy::of_records();
    for name in [NIRO, EDITION] {
        let text = records.read(name).replace('\n', "\r\n");
        records.write(name, format!("\u{FEFF}{text}"));
    }
    brochure(records.root(), &APPROVE).exits_with(0);
    brochure(records.root(), &["new", "cluster", "hafen-west"]).exits_with(0);
    for name in [NIRO, EDITION] {
        let text = records.read(name);
        assert!(text.starts_with('\u{FEFF}'), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
    }
}

#[test]
fn an_approval_written_as_a_table_is_filled_in_place() {
    let records = ProjectCopy::of_records();
    let table =
        "# asked twice\n[approved] # by telephone\nby = \"X\" # the first\non = 2018-01-01\n\n[editorial]\nnotes";
    records.replace(NIRO, "[editorial]\nnotes", table);
    brochure(records.root(), &APPROVE).exits_with(0);
    let text = records.read(NIRO);
    let kept =
        "# asked twice\n[approved] # by telephone\nby = \"N. N.\" # the first\non = 2019-11-04\nfingerprint = \"";
    assert!(text.contains(kept), "{text}");
    brochure(records.root(), &["check", "--deny-warnings"]).exits_with(0);
}

#[test]
fn a_file_in_another_encoding_is_an_error_and_not_edited() {
    let records = ProjectCopy::of_records();
    let path = records.path(EDITION);
    let bytes: Vec<u8> = records.read(EDITION).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    fs::write(&path, &bytes).expect("an edition");
    let run = brochure(records.root(), &["new", "cluster", "hafen-west"]).exits_with(1);
    run.stderr_has("E0107");
    assert_eq!(fs::read(&path).expect("an edition"), bytes);
    assert!(!records.path("data/2019/clusters/hafen-west.toml").exists());
}

#[test]
fn an_edition_that_is_not_toml_is_an_error_and_not_edited() {
    let records = ProjectCopy::of_records();
    records.replace(EDITION, "chapters = [", "chapters = ");
    let before = records.read(EDITION);
    for args in [&["new", "cluster", "hafen-west"][..], &["build", "--only", "niro"], &APPROVE] {
        brochure(records.root(), args).exits_with(1).stderr_has("E0101");
    }
    assert_eq!(records.read(EDITION), before);
}

#[test]
fn comments_are_kept_in_the_next_edition() {
    let records = ProjectCopy::of_records();
    let head = "#:schema ../../schema/cluster.json\n# Ask Eva.\napproved = { by = \"X\", on = 2019 }\n";
    records.replace(NIRO, "#:schema ../../schema/cluster.json\n", head);
    records.replace(NIRO, "[headline]", "# === THE STORY ===\n\n# short\n[headline]");
    let open = "[editorial]\nopen = [\n  \"contact\", # phone\n]\nnotes";
    records.replace(NIRO, "[editorial]\nnotes", open);
    brochure(records.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    let after = records.read("data/2027/clusters/niro.toml");
    assert!(after.starts_with("#:schema ../../schema/cluster.json\n"), "{after}");
    assert!(after.contains("# === THE STORY ===") && !after.contains("approved = "), "{after}");
    assert!(after.contains("\"contact\", # phone"), "{after}");
    let check = brochure(records.root(), &["check", "2027"]).exits_with(0);
    check.stderr_has("`contact` is still listed as open").stderr_has("`story` has not been written");
}

#[test]
fn figures_are_marked_as_carried_over_only_once() {
    let records = ProjectCopy::of_records();
    records.replace(NIRO, "count = 8\n", "count = 8\ncarried_over = true\n");
    brochure(records.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    let after = records.read("data/2027/clusters/niro.toml");
    let start = after.find("[[members]]").expect("members");
    let end = after.find("[[labels]]").expect("labels");
    assert_eq!(after[start..end].matches("carried_over = true").count(), 1, "{after}");
}

#[cfg(unix)]
#[test]
fn symbolic_links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let records = ProjectCopy::of_records();
    let target = records.path("data/common.toml");
    fs::rename(records.path(NIRO), &target).expect("moved");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("rights");
    symlink("../../common.toml", records.path(NIRO)).expect("a link");
    brochure(records.root(), &APPROVE).exits_with(0);
    assert!(records.path(NIRO).symlink_metadata().expect("a link").is_symlink());
    assert!(fs::read_to_string(&target).expect("a record").contains("approved = "));
    assert_eq!(fs::metadata(&target).expect("a record").permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_the_project() {
    use std::os::unix::fs::symlink;

    let records = ProjectCopy::of_records();
    let outside = tempfile::tempdir().expect("a folder");
    fs::remove_dir_all(records.path("data/2019/clusters")).expect("removed");
    symlink(outside.path(), records.path("data/2019/clusters")).expect("a link");
    let run = brochure(records.root(), &["new", "cluster", "hafen-west"]);
    assert!(run.exits_with(2).stderr.contains("outside the project"));
    symlink(outside.path(), records.path("data/schema")).expect("a link");
    brochure(records.root(), &["new", "edition", "2027"]).exits_with(2).stderr_has("outside the project");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
    assert!(!records.path("data/2027").exists());
}

#[test]
fn invalid_approvals_are_refused() {
    let records = ProjectCopy::of_records();
    let before = records.read(NIRO);
    for (name, day) in [("", "2019-11-04"), ("N. N.", "2199-01-01"), ("N. N.", "x")] {
        brochure(records.root(), &["approve", "niro", "--by", name, "--on", day]).exits_with(2);
    }
    assert_eq!(records.read(NIRO), before);
}

#[test]
fn people_are_carried_over_with_their_dates_and_without_portraits() {
    let records = ProjectCopy::of_records();
    let person = "[[people]]\nname = \"Ingrid Lange\"\nas_of = \"2019-04\"\nconsent = 2019-04-01\n\
        portrait = { file = \"lange.png\", credit = \"N. N.\", alt = { de = \"Im Büro\", en = \"In her office\" } }\n";
    records.replace(NIRO, "[editorial]\nnotes", &format!("{person}\n[editorial]\nnotes"));
    records.write("data/2019/lange.png", include_bytes!("fixtures/white-6x4.png"));
    brochure(records.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    let next = records.read("data/2027/clusters/niro.toml");
    let kept = "[[people]]\nname = \"Ingrid Lange\"\nas_of = \"2019-04\"\ncarried_over = true\n";
    assert!(next.contains(kept) && !next.contains("portrait"), "{next}");
    brochure(records.root(), &["check", "2027"])
        .exits_with(0)
        .stderr_has("the function of Ingrid Lange is from April 2019");
}
