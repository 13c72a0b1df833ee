//! Status and approval: what is complete, missing, outdated, approved.

use crate::common::{Copy, Run, brochure};
use serde_json::Value;

fn status(copy: &Copy) -> Value {
    let run = Run::of(&brochure(copy.root(), &["status", "--format", "json"])).ends_with(0);
    serde_json::from_str(&run.out).expect("one object")
}

fn chapter<'a>(status: &'a Value, slug: &str) -> &'a Value {
    let chapters = status["chapters"].as_array().expect("chapters");
    chapters.iter().find(|chapter| chapter["slug"] == slug).expect(slug)
}

#[test]
fn each_chapter_and_language_has_its_line() {
    let records = crate::common::Records::new();
    let run = Run::of(&brochure(records.root(), &["status"])).ends_with(0);
    assert!(run.out.starts_with("edition 2019: 8 chapters, as of 2026-11-22\n\nchapter "), "{}", run.out);
    let niro: Vec<_> = run.out.lines().skip_while(|line| !line.starts_with("niro ")).take(2).collect();
    let cells: Vec<_> = niro[0].split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells[..2], ["niro", "de"]);
    assert_eq!(cells[4..], ["1 over 2 years", "none", "none", "none"]);
    assert!(niro[1].trim_start().starts_with("en "), "{niro:?}");
}

#[test]
fn what_is_missing_and_outdated_is_counted() {
    let copy = Copy::new();
    let before = status(&copy);
    assert_eq!(before["version"], 1);
    copy.replace(
        "data/2019/clusters/niro.toml",
        "region = { de = \"Östliches Ruhrgebiet\", en = \"Eastern Ruhr area\" }\n",
        "",
    );
    copy.replace("data/2019/clusters/niro.toml", "date = 2022-05-30", "date = 2026-05-30");
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
fn pictures_are_told_with_their_dpi_in_place() {
    let copy = Copy::new();
    let picture = crate::common::root().join("tests/fixtures/white-6x4.png");
    std::fs::create_dir_all(copy.path("data/2019/pictures")).expect("a folder");
    std::fs::copy(picture, copy.path("data/2019/pictures/a.png")).expect("a picture");
    let pictures = "[[pictures]]\nfile = \"pictures/a.png\"\ncaption = { de = \"A\", en = \"A\" }\ncredit = \"N. N.\"\n\
        alt = { de = \"A\", en = \"A\" }\n\n[editorial]\nnotes";
    copy.replace("data/2019/clusters/niro.toml", "[editorial]\nnotes", pictures);
    let status = status(&copy);
    let state = &chapter(&status, "niro")["pictures"][0];
    assert_eq!((state["width"].as_u64(), state["height"].as_u64(), state["dpi"].as_u64()), (Some(6), Some(4), Some(0)));
}

#[test]
fn an_approval_holds_until_the_record_changes() {
    let copy = Copy::new();
    let record = "data/2019/clusters/niro.toml";
    let before = copy.read(record);
    let args = ["approve", "niro", "--by", "Ingrid Lange", "--on", "2019-11-04"];
    Run::of(&brochure(copy.root(), &args)).ends_with(0).printed("approved by Ingrid Lange on 2019-11-04");
    let after = copy.read(record);
    let added: Vec<_> = after.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!(added.len(), 1, "one line is added and none is changed: {added:?}");
    assert!(added[0].starts_with("approved = { by = \"Ingrid Lange\", on = 2019-11-04, fingerprint = \""), "{added:?}");
    assert!(before.lines().all(|line| after.contains(line)));
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["state"], "approved");
    Run::of(&brochure(copy.root(), &["check", "--deny-warnings"])).ends_with(0);

    // Layout, comments and what is not printed do not count.
    copy.replace(record, "short_name = \"NIRO\"", "# a remark\nshort_name   =   'NIRO'");
    copy.replace(record, "[editorial]\nnotes = [", "[editorial]\nnotes = [ \"another\",");
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["state"], "approved");

    copy.replace(record, "count = 72", "count = 73");
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["state"], "changed since approval");
    let check = Run::of(&brochure(copy.root(), &["check"])).ends_with(0);
    check.reported("E0215").reported("the record has changed since Ingrid Lange approved the chapter on 2019-11-04");

    // A second approval takes the place of the first.
    Run::of(&brochure(copy.root(), &["approve", "niro", "--by", "N. N.", "--on", "2019-11-05"])).ends_with(0);
    assert_eq!(copy.read(record).matches("approved = ").count(), 1);
    assert_eq!(chapter(&status(&copy), "niro")["approval"]["by"], "N. N.");
}

#[test]
fn an_approval_of_other_pages_is_refused() {
    let copy = Copy::new();
    let fingerprint = chapter(&status(&copy), "niro")["approval"]["fingerprint"].as_str().expect("digits").to_owned();
    copy.replace("data/2019/clusters/niro.toml", "count = 72", "count = 73");
    let before = copy.read("data/2019/clusters/niro.toml");
    let args = ["approve", "niro", "--by", "N. N.", "--on", "2019-11-04", "--fingerprint", &fingerprint];
    Run::of(&brochure(copy.root(), &args)).ends_with(2).reported("the record has changed since");
    Run::of(&brochure(copy.root(), &["approve", "nobody", "--by", "N. N."]))
        .ends_with(2)
        .reported("no chapter `nobody`");
    Run::of(&brochure(copy.root(), &["approve", "niro", "--by", "N. N.", "--on", "soon"])).ends_with(2);
    assert_eq!(copy.read("data/2019/clusters/niro.toml"), before);
}

#[test]
fn the_place_of_a_picture_is_as_large_as_the_status_takes_it() {
    use brochure::edition::records::{Language, Slot};
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
    let copy = Copy::new();
    std::fs::create_dir_all(copy.path("data/2019/pictures")).expect("a folder");
    for (slot, name, picture) in [(Slot::Story, "story", (216, 125)), (Slot::Spread, "spread", (146, 97))] {
        let image = image::RgbImage::new(picture.0 * 4, picture.1 * 4);
        image.save(copy.path(&format!("data/2019/pictures/{name}.png"))).expect("a picture");
        let text = format!(
            "[[pictures]]\nfile = \"pictures/{name}.png\"\nslot = \"{name}\"\ncaption = {{ de = \"A\", en = \"A\" }}\n\
            credit = \"N. N.\"\nalt = {{ de = \"A\", en = \"A\" }}\n\n[editorial]\nnotes"
        );
        copy.replace("data/2019/clusters/niro.toml", "[editorial]\nnotes", &text);
        let mut found = Vec::new();
        for page in copy.typeset(Language::De).document.expect("pages").pages() {
            images(&page.frame, &mut found);
        }
        let (width, height) = slot.size();
        // The picture covers its place, so one side fits and the other is at least as long.
        let fits = found.iter().any(|(x, y)| {
            ((x - width).abs() < 0.1 && *y >= height - 0.1) || ((y - height).abs() < 0.1 && *x >= width - 0.1)
        });
        assert!(fits, "{name}: {found:?}");
    }
}
