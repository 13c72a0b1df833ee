//! Errors that only show on the laid-out pages are reported with record and field, if one is the cause.

use crate::common::{Copy, Run, brochure, messages};
use brochure::Language;
use brochure::diagnostics::Diagnostic;

const RECORD: &str = "data/2019/clusters/niro.toml";

fn found(copy: &Copy, code: &str) -> Diagnostic {
    let built = copy.build(&[Language::De]);
    assert!(built.outputs.is_empty(), "a fault lets no file through");
    let found = built.diagnostics.iter().find(|it| it.code.number() == code);
    found.unwrap_or_else(|| panic!("no {code} in:\n{}", messages(&built.diagnostics).join("\n"))).clone()
}

#[test]
fn the_shipped_pages_have_neither_fault_nor_warning() {
    let copy = Copy::new();
    let run = Run::of(&brochure(copy.root(), &["check", "--pages", "--deny-warnings", "--quiet"])).ends_with(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    assert!(!copy.path("out").exists());
}

#[test]
fn a_text_too_long_for_its_place_is_named_with_its_field() {
    let copy = Copy::new();
    let topic = "Gemeinsamer Einkauf ".repeat(60);
    copy.replace(RECORD, "de = \"Gemeinsamer Einkauf\"", &format!("de = \"{}\"", topic.trim()));
    let fault = found(&copy, "E0405");
    assert_eq!(fault.field.as_deref(), Some("topics[0].text.de"), "{}", fault.message);
    let place = fault.place.expect("a place");
    assert_eq!(place.file.name(), RECORD);
    assert!(place.file.text()[place.span].starts_with("\"Gemeinsamer Einkauf Gemeinsamer"));
    assert!(fault.message.contains("too long for its space on page 13"), "{}", fault.message);
}

#[test]
fn text_that_leaves_the_page_is_told_with_its_page() {
    let copy = Copy::new();
    let beyond = "= {\n  place(dx: 190mm, text(\"weit außerhalb der Seite\"))";
    copy.replace("templates/main.typ", "#let whole-book = {", &format!("#let whole-book {beyond}"));
    let fault = found(&copy, "E0406");
    assert_eq!(fault.message, "“weit außerhalb der Seite” extends beyond the edge of page 1");
}

#[test]
fn a_template_that_fails_with_one_record_names_it_and_the_field() {
    let copy = Copy::new();
    // A template that cannot do with a short pull statement.
    copy.replace(
        "templates/pages/story.typ",
        "balanced(pull-words(it, role, width), width)",
        "if it.pull.starts-with(\"Kurz\") { panic(\"x\") } else { balanced(pull-words(it, role, width), width) }",
    );
    let record = copy.read(RECORD);
    let pull = record.lines().find(|line| line.starts_with("de = \"Ende 2022")).expect("the pull statement").to_owned();
    copy.replace(RECORD, &pull, "de = \"Kurz gesagt: gemeinsam.\"");
    let fault = found(&copy, "E0401");
    assert_eq!(fault.place.expect("a place").file.name(), "templates/pages/story.typ");
    let hint = fault.hint.expect("a hint");
    assert!(hint.contains("it happens with `pull` (line 88) of the record data/2019/clusters/niro.toml"), "{hint}");
}

#[test]
fn a_template_that_always_fails_blames_no_record() {
    let copy = Copy::new();
    copy.replace("templates/main.typ", "#let whole-book", "#panic(\"x\")\n#let whole-book");
    assert!(found(&copy, "E0401").hint.is_none_or(|hint| !hint.contains("record")));
}

/// The diagnostic of a build that goes on.
fn warned(copy: &Copy, code: &str) -> Diagnostic {
    let built = copy.build(&[Language::De]);
    assert!(!built.outputs.is_empty(), "{}", messages(&built.diagnostics).join("\n"));
    let warned = built.diagnostics.iter().find(|it| it.code.number() == code);
    warned.unwrap_or_else(|| panic!("no {code} in:\n{}", messages(&built.diagnostics).join("\n"))).clone()
}

/// A copy whose cover has something more.
fn with_on_cover(body: &str) -> Copy {
    let copy = Copy::new();
    let name = "templates/pages/cover.typ";
    copy.replace(
        name,
        "#let cover = sheet(\"right\", ground: depth, numbered: false, {",
        &format!(
            "#let cover = sheet(\"right\", ground: depth, numbered: false, {{\n  place(dx: 30mm, dy: 30mm, {body})"
        ),
    );
    copy
}

/// The part of a template that a fault points at.
fn marked(fault: &Diagnostic) -> (String, String) {
    let place = fault.place.as_ref().unwrap_or_else(|| panic!("no place: {}", fault.message));
    (place.file.name().to_owned(), place.file.text()[place.span.clone()].to_owned())
}

#[test]
fn text_near_the_edge_is_told_and_text_five_millimetres_from_it_is_not() {
    let near = |inset: &str| {
        with_on_cover(&format!(
            "place(dx: -30mm + {inset}, dy: 20mm, text(fill: white, top-edge: \"bounds\", [Nahe am Rand]))"
        ))
    };
    let warning = warned(&near("4mm"), "E0407");
    assert!(warning.message.starts_with("“Nahe am Rand” on page 1 is 4."), "{}", warning.message);
    assert_eq!(marked(&warning).0, "templates/pages/cover.typ");
    assert!(near("5mm").build(&[Language::De]).diagnostics.is_empty());
}

#[test]
fn a_stroke_too_thin_is_told_where_it_is_drawn_as_thin_as_it_is_scaled() {
    let thin = with_on_cover("line(length: 10mm, stroke: .2pt + white)");
    let fault = found(&thin, "E0408");
    assert_eq!(fault.message, "a stroke of 0.20 pt is too thin to print, on page 1");
    assert_eq!(marked(&fault), ("templates/pages/cover.typ".into(), "line(length: 10mm, stroke: .2pt + white)".into()));
    let scaled = with_on_cover("scale(50%, line(length: 10mm, stroke: .4pt + white))");
    assert_eq!(found(&scaled, "E0408").message, "a stroke of 0.20 pt is too thin to print, on page 1");
    assert!(with_on_cover("line(length: 10mm, stroke: .25pt + white)").build(&[Language::De]).diagnostics.is_empty());
}

#[test]
fn colours_that_are_no_ink_are_told_where_they_stand() {
    for (body, message, marks) in [
        ("text(fill: rgb(\"#ea5427\"), [Rot])", "the colour #ea5427 is not CMYK, on page 1", "Rot"),
        ("rect(stroke: 1pt + oklab(60%, .1, .1))", "the colour", "rect(stroke: 1pt + oklab(60%, .1, .1))"),
        (
            "rect(fill: gradient.linear(red, blue))",
            "a gradient is mixed in RGB, not in inks, on page 1",
            "rect(fill: gradient.linear(red, blue))",
        ),
        (
            "image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z' fill='#f00'/></svg>\"))",
            "this SVG picture contains the RGB colour #ff0000, on page 1",
            "image(",
        ),
    ] {
        let fault = found(&with_on_cover(body), "E0409");
        assert!(fault.message.starts_with(message), "{}", fault.message);
        let (file, marked) = marked(&fault);
        assert_eq!(file, "templates/pages/cover.typ");
        assert!(marked.starts_with(marks), "{marked}");
    }
    let inks = "{ text(fill: luma(40%), [Grau]); rect(fill: color.spot(\"HKS 43 K\", cmyk(100%, 60%, 0%, 0%)).tint(80%)); \
                image(alt: \"x\", bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z' fill='#777'/></svg>\")) }";
    let fine = with_on_cover(inks).build(&[Language::De]);
    assert!(fine.diagnostics.is_empty(), "{}", messages(&fine.diagnostics).join("\n"));
    assert_eq!(fine.outputs.len(), 1);
}

#[test]
fn a_mark_in_colours_is_told_at_its_field() {
    let copy = Copy::new();
    let svg = |fill: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z' fill='{fill}'/></svg>"
        )
    };
    copy.write("data/2019/mark.svg", &svg("#004488"));
    copy.replace("data/2019/edition.toml", "[publisher]\n", "[publisher]\nlogo = \"mark.svg\"\n");
    let fault = found(&copy, "E0409");
    assert_eq!(fault.message, "this SVG picture contains the RGB colour #004488, on page 1");
    assert_eq!(fault.field.as_deref(), Some("publisher.logo"));
    assert_eq!(marked(&fault), ("data/2019/edition.toml".into(), "\"mark.svg\"".into()));
    copy.write("data/2019/mark.svg", &svg("#fff"));
    assert!(copy.build(&[Language::De]).diagnostics.is_empty());
}

#[test]
fn too_much_ink_is_told_by_the_limit_of_the_edition() {
    let rich = with_on_cover("rect(fill: cmyk(90%, 80%, 70%, 61%))");
    let fault = found(&rich, "E0410");
    assert_eq!(fault.message, "this colour has 301 % ink, more than 300 %, on page 1");
    assert_eq!(marked(&fault).1, "rect(fill: cmyk(90%, 80%, 70%, 61%))");
    rich.replace("data/2019/edition.toml", "[cover]", "[print]\nmax_ink = 320\n\n[cover]");
    assert!(rich.build(&[Language::De]).diagnostics.is_empty());
}

#[test]
fn a_font_that_the_project_does_not_have_is_no_font() {
    let fault = found(&with_on_cover("text(font: \"Helvetica\", [Fremd])"), "E0413");
    assert_eq!(fault.message, "the project has no font `helvetica`");
    assert_eq!(marked(&fault), ("templates/pages/cover.typ".into(), "\"Helvetica\"".into()));
}

#[test]
fn pages_that_fill_no_sheet_are_a_fault_unless_the_edition_allows_blank_ones() {
    let copy = Copy::new();
    copy.replace("templates/main.typ", "  imprint\n", "");
    copy.replace("templates/main.typ", "calc.rem-euclid(-pages - 1, 4)", "0");
    let fault = found(&copy, "E0402");
    assert_eq!(fault.message, "the brochure has 43 pages, which is not a multiple of four");
    copy.replace("data/2019/edition.toml", "[cover]", "[print]\nblank_pages = true\n\n[cover]");
    let built = copy.build(&[Language::De]);
    assert!(built.diagnostics.is_empty(), "{}", messages(&built.diagnostics).join("\n"));
    assert_eq!(built.outputs[0].pages, 44);
}

/// A copy with a photograph of so many pixels across at the head of a story.
fn with_photo(width: u32) -> Copy {
    let copy = Copy::new();
    std::fs::create_dir_all(copy.path("data/2019/pictures")).expect("a folder");
    let photo =
        image::RgbImage::from_fn(width, width * 3 / 5, |x, y| image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90]));
    photo.save(copy.path("data/2019/pictures/hall.jpg")).expect("a picture");
    let picture = "\n[[pictures]]\nfile = \"pictures/hall.jpg\"\ncredit = \"N. N.\"\n\
                   caption = { de = \"Eine Halle\", en = \"A hall\" }\nalt = { de = \"Eine Halle\", en = \"A hall\" }\n";
    let text = copy.read(RECORD);
    copy.write(RECORD, &format!("{text}{picture}"));
    copy
}

#[test]
fn a_picture_with_too_few_pixels_is_told_with_those_that_would_do() {
    let fault = found(&with_photo(900), "E0411");
    assert_eq!(fault.message, "this picture has 900 × 540 pixels for 216 × 130 mm on page 12: 106 dpi");
    assert_eq!(fault.field.as_deref(), Some("pictures[0].file"));
    assert_eq!(marked(&fault), (RECORD.into(), "\"pictures/hall.jpg\"".into()));
    let hint = fault.hint.expect("a hint");
    assert!(hint.starts_with("use a file that is 2552 pixels wide for 300 dpi, or at least 1701 for 200;"), "{hint}");

    let warning = warned(&with_photo(1600), "E0411");
    assert!(warning.message.ends_with(": 188 dpi"), "{}", warning.message);
    assert!(with_photo(1710).build(&[Language::De]).diagnostics.is_empty());
}

#[test]
fn a_picture_in_two_sizes_is_told() {
    let copy = with_photo(2600);
    let text = copy.read(RECORD);
    let again = "\n[[pictures]]\nfile = \"pictures/hall.jpg\"\nslot = \"spread\"\ncredit = \"N. N.\"\n\
                 caption = { de = \"Dieselbe\", en = \"The same\" }\nalt = { de = \"Eine Halle\", en = \"A hall\" }\n";
    copy.write(RECORD, &format!("{text}{again}"));
    let warning = warned(&copy, "E0412");
    assert!(
        warning.message.starts_with("this picture is 216 mm wide on page 12 and 161 mm on page"),
        "{}",
        warning.message
    );
    assert_eq!(warning.field.as_deref(), Some("pictures[0].file"));
}

#[test]
fn a_picture_that_cannot_be_printed_is_refused_with_its_record_and_field() {
    let broken = |change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let copy = with_photo(1800);
        let path = copy.path("data/2019/pictures/hall.jpg");
        let bytes = change(std::fs::read(&path).expect("a picture"));
        std::fs::write(&path, bytes).expect("a picture");
        let start = std::time::Instant::now();
        let found = copy.check().into_iter().find(|it| it.code.number() == "E0305");
        assert!(start.elapsed() < std::time::Duration::from_secs(2));
        let fault = found.expect("a fault");
        assert_eq!(fault.field.as_deref(), Some("pictures[0].file"));
        fault.message
    };
    assert!(broken(&|_| Vec::new()).contains("the file is empty"));
    assert!(broken(&|bytes| bytes[..bytes.len() / 2].to_vec()).contains("cut off"));
    assert!(broken(&|_| b"%PDF-1.7".to_vec()).contains("is not a picture"));
    assert!(broken(&|_| b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()).contains("GIF pictures are not read"));
    assert!(broken(&|_| b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()).contains("HEIC or AVIF pictures are not read"));
}

#[test]
fn a_picture_that_is_damaged_inside_is_refused_by_the_build() {
    let copy = with_photo(1800);
    copy.replace(RECORD, "pictures/hall.jpg", "pictures/hall.png");
    // The chunks of the file are whole, what they hold is no picture.
    let chunk = |kind: &[u8], body: &[u8]| {
        let covered = [kind, body].concat();
        let sum = !covered.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
        });
        let length = u32::try_from(body.len()).expect("a short chunk").to_be_bytes();
        [&length, covered.as_slice(), &sum.to_be_bytes()].concat()
    };
    let head = [&1800_u32.to_be_bytes()[..], &1080_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let file = [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", b"no pixels at all"),
        &chunk(b"IEND", b""),
    ];
    std::fs::write(copy.path("data/2019/pictures/hall.png"), file.concat()).expect("a picture");
    let fault = found(&copy, "E0305");
    assert_eq!(fault.field.as_deref(), Some("pictures[0].file"), "{}", fault.message);
    assert!(fault.message.contains("damaged"), "{}", fault.message);
}

#[test]
fn a_profile_that_is_none_for_a_press_is_refused_at_its_field() {
    let copy = Copy::new();
    copy.replace(
        "data/2019/edition.toml",
        "[cover]",
        "[print]\nprofile = { file = \"data/2019/edition.toml\", condition = \"FOGRA51\" }\n\n[cover]",
    );
    let fault = found(&copy, "E0306");
    assert_eq!(fault.field.as_deref(), Some("print.profile.file"));
    copy.replace("data/2019/edition.toml", "data/2019/edition.toml\"", "data/profiles/none.icc\"");
    assert_eq!(found(&copy, "E0303").field.as_deref(), Some("print.profile.file"));
    copy.replace("data/2019/edition.toml", "data/profiles/none.icc", "../none.icc");
    assert_eq!(found(&copy, "E0302").field.as_deref(), Some("print.profile.file"));
}

#[test]
fn what_cannot_be_heard_is_told_where_it_is_drawn() {
    let svg = "bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>\")";
    let image = format!("image({svg})");
    let figure = "figure(kind: \"x\", supplement: none, rect(width: 9mm, fill: white))";
    let table = "table(columns: 1, [1])";
    for (body, code, message, marks) in [
        (image.as_str(), "E0414", "this picture has no alternative text, on page 1", image.as_str()),
        (figure, "E0414", "this figure has no alternative text, on page 1", figure),
        (table, "E0416", "this table has no header cell, on page 1", table),
    ] {
        let fault = found(&with_on_cover(body), code);
        assert_eq!(fault.message, message);
        assert_eq!(marked(&fault), ("templates/pages/cover.typ".into(), marks.into()));
        // What decorates says nothing, and words stand for all that they describe.
        for silent in [format!("pdf.artifact({body})"), format!("figure(alt: \"x\", {body})")] {
            let built = with_on_cover(&silent).build(&[Language::De]);
            assert_eq!(messages(&built.diagnostics), [""; 0], "{silent}");
        }
    }
    for body in [
        format!("figure(image({svg}, alt: \"x\"))"),
        "table(columns: 1, table.header[x], [1])".to_owned(),
        "table(columns: 2, pdf.header-cell(scope: \"row\")[x], [1])".to_owned(),
    ] {
        let built = with_on_cover(&body).build(&[Language::De]);
        assert_eq!(messages(&built.diagnostics), [""; 0], "{body}");
    }
}

#[test]
fn a_heading_that_jumps_is_told_with_the_one_before() {
    let copy = Copy::new();
    copy.replace(
        "templates/pages/profile.typ",
        "headed(\"panel-title\", 3, title)",
        "headed(\"panel-title\", 5, title)",
    );
    let fault = found(&copy, "E0415");
    assert_eq!(fault.message, "the heading “Steckbrief” has level 5, but follows one of level 3, on page 13");
    assert_eq!(marked(&fault).0, "templates/type.typ");
    let first = with_on_cover("heading(level: 2)[Zwei]");
    assert_eq!(found(&first, "E0415").message, "the heading “Zwei” has level 2, but is the first, on page 1");
}

#[test]
fn pages_that_do_not_say_their_language_are_told() {
    let copy = Copy::new();
    copy.replace("templates/main.typ", "lang: book.language, ", "");
    let fault = found(&copy, "E0417");
    assert!(fault.message.starts_with("the pages are in `de`, but declare"), "{}", fault.message);
    assert_eq!(marked(&fault).0, "templates/main.typ");
}

#[test]
fn what_a_screen_cannot_show_is_told_where_it_is_drawn() {
    let body = "rect(width: 9mm, height: 9mm, fill: tiling(size: (3mm, 3mm), circle(radius: 1mm, fill: route)))";
    let copy = with_on_cover(body);
    let line = ["build", "--target", "screen", "--lang", "de"];
    Run::of(&brochure(copy.root(), &line))
        .ends_with(1)
        .reported("E0409")
        .reported("a tiling in inks cannot be shown on a screen, on page 1")
        .reported("templates/pages/cover.typ");
    assert!(!copy.path("out").exists());
    // What has no ink, and what has inks of a theme or of none, can be shown.
    for body in [
        "rect(width: 9mm, height: 9mm, fill: tiling(size: (3mm, 3mm), circle(radius: 1mm, fill: rgb(\"#333\"))))",
        "rect(width: 9mm, fill: gradient.linear(space: cmyk, route, cmyk(9%, 2%, 3%, 4%)))",
        "text(fill: cmyk(9%, 2%, 3%, 4%), [Hell])",
        "rect(fill: color.spot(\"HKS 43 K\", cmyk(100%, 60%, 0%, 0%)).tint(80%))",
    ] {
        Run::of(&brochure(with_on_cover(body).root(), &line)).ends_with(0);
    }
}
