//! Status and approval: what is complete, missing, outdated or approved.

use crate::common::{EDITION, NIRO, ProjectCopy, brochure};
use serde_json::Value;

fn status(copy: &ProjectCopy) -> Value {
    let run = brochure(copy.root(), &["status", "--format", "json"]).exits_with(0);
    serde_json::from_str(&run.stdout).expect("one object")
}

fn chapter<'a>(status: &'a Value, slug: &str) -> &'a Value {
    let chapters = status["chapters"].as_array().expect("chapters");
    chapters.iter().find(|chapter| chapter["slug"] == slug).expect(slug)
}

#[test]
fn each_chapter_and_language_has_its_line() {
    let records = ProjectCopy::of_records();
    let run = brochure(records.root(), &["status"]).exits_with(0);
    assert!(run.stdout.starts_with("edition 2019: 8 chapters, as of 2026-11-22\n\nchapter "), "{}", run.stdout);
    let niro: Vec<_> = run.stdout.lines().skip_while(|line| !line.starts_with("niro ")).take(2).collect();
    let cells: Vec<_> = niro[0].split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells[..2], ["niro", "de"]);
    assert_eq!(cells[4..], ["1 over 2 years", "none", "none", "none"]);
    assert!(niro[1].trim_start().starts_with("en "), "{niro:?}");
}

#[test]
fn missing_and_outdated_entries_are_counted() {
    let copy = ProjectCopy::of_records();
    let before = status(&copy);
    assert_eq!(before["version"], 1);
    copy.replace(NIRO, "region = { de = \"Östliches Ruhrgebiet\", en = \"Eastern Ruhr area\" }\n", "");
    copy.replace(NIRO, "date = 2022-05-30", "date = 2026-05-30");
    copy.replace("data/2019/clusters/olec.toml", "short_name", "shrt_name");
    let after = status(&copy);
    let filled = |status: &Value| chapter(status, "niro")["languages"][0]["filled"].as_u64().expect("a number");
    assert_eq!(filled(&after) + 1, filled(&before));
    assert!(chapter(&before, "niro")["languages"][0]["words"].as_u64().expect("a number") > 250);
    assert_eq!(chapter(&before, "niro")["old_figures"], serde_json::json!(["members[2]"]));
    assert_eq!(chapter(&after, "niro")["old_figures"], serde_json::json!([]));
    assert_eq!(chapter(&after, "olec")["faults"], 1);
    assert_eq!(chapter(&after, "niro")["faults"], 0);
}

#[test]
fn notes_are_shown_and_never_denied() {
    let copy = ProjectCopy::new();
    copy.replace(EDITION, "\"unknown-publisher\"", "\"three-dots\"");
    let denied = brochure(copy.root(), &["check", "--deny-warnings"]).exits_with(0);
    denied.stderr_has("note[E0241 unknown-publisher]").stderr_has("1 note");
    assert_eq!(status(&copy)["notes"], 1);
    brochure(copy.root(), &["status"]).exits_with(0).stdout_has("outside the chapters: 1 note");
    let build = brochure(copy.root(), &["build", "--values", "values", "--lang", "de"]).exits_with(0);
    assert!(!build.stderr.contains("warning"), "{}", build.stderr);
}

#[test]
fn the_number_that_is_drawn_and_the_people_are_named() {
    let copy = ProjectCopy::of_records();
    let added = "[[people]]\nname = \"Max Muster\"\n\n[[indicators]]\nlabel = { de = \"Messen\", en = \"Fairs\" }\n\
        value = 89\ndate = 2019\nsentence = { de = \"Messen im Jahr.\", en = \"fairs a year.\" }\n\n[editorial]\nnotes";
    let before = status(&copy);
    copy.replace(NIRO, "[editorial]\nnotes", added);
    let after = status(&copy);
    let people = |status: &Value| chapter(status, "niro")["people"].as_u64().expect("a number");
    assert_eq!(people(&after), people(&before) + 1);
    assert_eq!(chapter(&before, "niro")["drawn"], Value::Null);
    assert!(chapter(&after, "niro")["drawn"].as_str().is_some_and(|field| field.starts_with("indicators[")));
}

#[test]
fn pictures_are_listed_with_their_resolution_in_place() {
    let copy = ProjectCopy::of_records();
    std::fs::create_dir_all(copy.path("data/2019/pictures")).expect("a folder");
    image::RgbImage::new(851, 600).save(copy.path("data/2019/pictures/a.png")).expect("a picture");
    let pictures = "[[pictures]]\nfile = \"pictures/a.png\"\ncaption = { de = \"A\", en = \"A\" }\ncredit = \"N. N.\"\n\
        alt = { de = \"A\", en = \"A\" }\n\n[editorial]\nnotes";
    copy.replace(NIRO, "[editorial]\nnotes", pictures);
    let status = status(&copy);
    let state = &chapter(&status, "niro")["pictures"][0];
    assert_eq!((&state["width"], &state["height"]), (&851.into(), &600.into()));
    // The picture fills the column of the text, which is 115.5 mm wide.
    assert_eq!(state["dpi"], 187);
}

#[test]
fn an_approval_holds_until_the_record_changes() {
    let copy = ProjectCopy::of_records();
    let before = copy.read(NIRO);
    let args = ["approve", "niro", "--by", "Ingrid Lange", "--on", "2019-11-04"];
    brochure(copy.root(), &args).exits_with(0).stdout_has("approved by Ingrid Lange on 2019-11-04");
    let after = copy.read(NIRO);
    let added: Vec<_> = after.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!(added.len(), 1, "one line is added and none is changed: {added:?}");
    assert!(added[0].starts_with("approved = { by = \"Ingrid Lange\", on = 2019-11-04, fingerprint = \""), "{added:?}");
    assert!(before.lines().all(|line| after.contains(line)));
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["state"], "approved");
    brochure(copy.root(), &["check", "--deny-warnings"]).exits_with(0);

    // Layout, comments and remarks that are not printed do not count.
    copy.replace(NIRO, "short_name = \"NIRO\"", "# a remark\nshort_name   =   'NIRO'");
    copy.replace(NIRO, "[editorial]\nnotes = [", "[editorial]\nnotes = [ \"another\",");
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["state"], "approved");

    copy.replace(NIRO, "count = 72", "count = 73");
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["state"], "changed since approval");
    let check = brochure(copy.root(), &["check"]).exits_with(0);
    check
        .stderr_has("E0215")
        .stderr_has("the record has changed since Ingrid Lange approved the chapter on 2019-11-04");

    // A second approval replaces the first.
    brochure(copy.root(), &["approve", "niro", "--by", "N. N.", "--on", "2019-11-05"]).exits_with(0);
    assert_eq!(copy.read(NIRO).matches("approved = ").count(), 1);
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["by"], "N. N.");
}

#[test]
fn an_approval_of_other_pages_is_refused() {
    let copy = ProjectCopy::of_records();
    let fingerprint = chapter(&status(&copy), "niro")["approval"]["fingerprint"].as_str().expect("digits").to_owned();
    copy.replace(NIRO, "count = 72", "count = 73");
    let before = copy.read(NIRO);
    let args = ["approve", "niro", "--by", "N. N.", "--on", "2019-11-04", "--fingerprint", &fingerprint];
    brochure(copy.root(), &args).exits_with(2).stderr_has("the record has changed since");
    brochure(copy.root(), &["approve", "nobody", "--by", "N. N."]).exits_with(2).stderr_has("no chapter `nobody`");
    brochure(copy.root(), &["approve", "niro", "--by", "N. N.", "--on", "soon"]).exits_with(2);
    assert_eq!(copy.read(NIRO), before);
}

#[test]
fn places_of_pictures_are_as_large_as_the_status_assumes() {
    use brochure::edition::records::Language;
    use typst::layout::{Frame, FrameItem};

    fn images(frame: &Frame, out: &mut Vec<(f64, f64)>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => images(&group.frame, out),
                FrameItem::Image(_, size, _) => out.push((size.x.to_mm(), size.y.to_mm())),
                _ => {}
            }
        }
    }
    let copy = ProjectCopy::with_one_chapter();
    let design = crate::common::design(&copy.project(), std::path::Path::new("data/2019"));
    std::fs::create_dir_all(copy.path("data/2019/pictures")).expect("a folder");
    for (name, picture) in [("wide", (216, 125)), ("column", (146, 97))] {
        let image = image::RgbImage::new(picture.0 * 4, picture.1 * 4);
        image.save(copy.path(&format!("data/2019/pictures/{name}.png"))).expect("a picture");
        let text = format!(
            "[[pictures]]\nfile = \"pictures/{name}.png\"\nsize = \"{name}\"\ncaption = {{ de = \"A\", en = \"A\" }}\n\
            credit = \"N. N.\"\nalt = {{ de = \"A\", en = \"A\" }}\n\n[editorial]\nnotes"
        );
        copy.replace(NIRO, "[editorial]\nnotes", &text);
        let mut found = Vec::new();
        for page in copy.typeset(Language::De).document.expect("pages").pages() {
            images(&page.frame, &mut found);
        }
        let records = copy.records();
        let own = records.clusters[0].value.pictures.iter().find(|own| own.file.contains(name)).expect("a picture");
        let (width, height) = own.frame(&design, f64::from(picture.0) / f64::from(picture.1));
        // The picture covers its place, so one side fits and the other is at least as long.
        let fits = found.iter().any(|(x, y)| {
            ((x - width).abs() < 0.1 && *y >= height - 0.1) || ((y - height).abs() < 0.1 && *x >= width - 0.1)
        });
        assert!(fits, "{name}: {found:?}");
    }
}
