//! Commands change what they should in a file, and nothing else.

use std::fs;

use crate::common::{Records, Run, brochure};

const RECORD: &str = "data/2019/clusters/niro.toml";
const EDITION: &str = "data/2019/edition.toml";
const APPROVE: [&str; 6] = ["approve", "niro", "--by", "N. N.", "--on", "2019-11-04"];

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let records = Records::new();
    for name in [RECORD, EDITION] {
        let text = records.read(name).replace('\n', "\r\n");
        records.write(name, &format!("\u{FEFF}{text}"));
    }
    Run::of(&brochure(records.root(), &APPROVE)).ends_with(0);
    Run::of(&brochure(records.root(), &["new", "cluster", "hafen-west"])).ends_with(0);
    for name in [RECORD, EDITION] {
        let text = records.read(name);
        assert!(text.starts_with('\u{FEFF}'), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
    }
}

#[test]
fn an_approval_written_as_a_table_is_filled_in_place() {
    let records = Records::new();
    let table =
        "# asked twice\n[approved] # by telephone\nby = \"X\" # the first\non = 2018-01-01\n\n[editorial]\nnotes";
    records.replace(RECORD, "[editorial]\nnotes", table);
    Run::of(&brochure(records.root(), &APPROVE)).ends_with(0);
    let text = records.read(RECORD);
    let kept =
        "# asked twice\n[approved] # by telephone\nby = \"N. N.\" # the first\non = 2019-11-04\nfingerprint = \"";
    assert!(text.contains(kept), "{text}");
    Run::of(&brochure(records.root(), &["check", "--deny-warnings"])).ends_with(0);
}

#[test]
fn a_file_in_another_encoding_is_told_and_left_alone() {
    let records = Records::new();
    let path = records.path(EDITION);
    let bytes: Vec<u8> = records.read(EDITION).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    fs::write(&path, &bytes).expect("an edition");
    let run = Run::of(&brochure(records.root(), &["new", "cluster", "hafen-west"])).ends_with(1);
    run.reported("E0107");
    assert_eq!(fs::read(&path).expect("an edition"), bytes);
    assert!(!records.path("data/2019/clusters/hafen-west.toml").exists());
}

#[test]
fn an_edition_with_a_slip_is_told_and_left_alone() {
    let records = Records::new();
    records.replace(EDITION, "chapters = [", "chapters = ");
    let before = records.read(EDITION);
    for args in [&["new", "cluster", "hafen-west"][..], &["build", "--only", "niro"], &APPROVE] {
        Run::of(&brochure(records.root(), args)).ends_with(1).reported("E0101");
    }
    assert_eq!(records.read(EDITION), before);
}

#[test]
fn remarks_of_the_head_and_of_parts_stay_in_the_next_edition() {
    let records = Records::new();
    let head = "#:schema ../../schema/cluster.json\n# Ask Eva.\napproved = { by = \"X\", on = 2019 }\n";
    records.replace(RECORD, "#:schema ../../schema/cluster.json\n", head);
    records.replace(RECORD, "[headline]", "# === THE STORY ===\n\n# short\n[headline]");
    let open = "[editorial]\nopen = [\n  \"contact\", # phone\n]\nnotes";
    records.replace(RECORD, "[editorial]\nnotes", open);
    Run::of(&brochure(records.root(), &["new", "edition", "2027", "--from", "2019"])).ends_with(0);
    let after = records.read("data/2027/clusters/niro.toml");
    assert!(after.starts_with("#:schema ../../schema/cluster.json\n"), "{after}");
    assert!(after.contains("# === THE STORY ===") && !after.contains("approved = "), "{after}");
    assert!(after.contains("\"contact\", # phone"), "{after}");
    let check = Run::of(&brochure(records.root(), &["check", "2027"])).ends_with(0);
    check.reported("`contact` is still listed as open").reported("`story` has not been written");
}

#[test]
fn marks_of_an_earlier_edition_are_not_doubled() {
    let records = Records::new();
    records.replace(RECORD, "count = 8\n", "count = 8\ncarried_over = true\n");
    Run::of(&brochure(records.root(), &["new", "edition", "2027", "--from", "2019"])).ends_with(0);
    let after = records.read("data/2027/clusters/niro.toml");
    let members = after[..after.find("[[labels]]").expect("labels")].matches("carried_over = true").count();
    assert_eq!(members, 1, "{after}");
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_rights_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let records = Records::new();
    let target = records.path("data/common.toml");
    fs::rename(records.path(RECORD), &target).expect("moved");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("rights");
    symlink("../../common.toml", records.path(RECORD)).expect("a link");
    Run::of(&brochure(records.root(), &APPROVE)).ends_with(0);
    assert!(records.path(RECORD).symlink_metadata().expect("a link").is_symlink());
    assert!(fs::read_to_string(&target).expect("a record").contains("approved = "));
    assert_eq!(fs::metadata(&target).expect("a record").permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_the_project() {
    use std::os::unix::fs::symlink;

    let records = Records::new();
    let outside = tempfile::tempdir().expect("a folder");
    fs::remove_dir_all(records.path("data/2019/clusters")).expect("removed");
    symlink(outside.path(), records.path("data/2019/clusters")).expect("a link");
    let run = Run::of(&brochure(records.root(), &["new", "cluster", "hafen-west"]));
    assert!(run.ends_with(2).err.contains("outside the project"));
    symlink(outside.path(), records.path("data/schema")).expect("a link");
    Run::of(&brochure(records.root(), &["new", "edition", "2027"])).ends_with(2).reported("outside the project");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
    assert!(!records.path("data/2027").exists());
}

#[test]
fn what_cannot_be_an_approval_is_refused() {
    let records = Records::new();
    let before = records.read(RECORD);
    for (name, day) in [("", "2019-11-04"), ("N. N.", "2199-01-01"), ("N. N.", "x")] {
        Run::of(&brochure(records.root(), &["approve", "niro", "--by", name, "--on", day])).ends_with(2);
    }
    assert_eq!(records.read(RECORD), before);
}
