//! Faults that only laid-out pages show, reported with the record and field or the template that causes them.

mod pictures;

use crate::common::{EDITION, NIRO, ProjectCopy, brochure, messages, shipped_build};
use brochure::Language;
use brochure::diagnostics::Diagnostic;
use brochure::pdf::Target;
use brochure::pipeline::Outcome;

/// Builds the German pages. That there are so few chapters is not reported.
fn build(copy: &ProjectCopy) -> Outcome {
    let mut built = copy.build(&[Language::De]);
    built.diagnostics.retain(|diagnostic| diagnostic.code.number() != "E0206");
    built
}

/// Asserts that a build has no errors and no warnings.
#[track_caller]
fn assert_clean(copy: &ProjectCopy) -> Outcome {
    let built = build(copy);
    assert_eq!(messages(&built.diagnostics), [""; 0]);
    assert_eq!(built.outputs.len(), 1);
    built
}

#[track_caller]
fn find(built: &Outcome, code: &str) -> Diagnostic {
    let found = built.diagnostics.iter().find(|diagnostic| diagnostic.code.number() == code);
    found.unwrap_or_else(|| panic!("no {code} in:\n{}", messages(&built.diagnostics).join("\n"))).clone()
}

/// Returns an error with this code, which must leave no files.
#[track_caller]
fn error(copy: &ProjectCopy, code: &str) -> Diagnostic {
    let built = build(copy);
    let found = find(&built, code);
    assert!(built.outputs.is_empty(), "an error lets no file through");
    found
}

/// Returns a warning with this code, which must not keep files back.
#[track_caller]
fn warning(copy: &ProjectCopy, code: &str) -> Diagnostic {
    let built = build(copy);
    let found = find(&built, code);
    assert_eq!(built.outputs.len(), 1, "{}", messages(&built.diagnostics).join("\n"));
    found
}

#[test]
fn the_shipped_pages_have_neither_errors_nor_warnings() {
    let built = shipped_build();
    assert_eq!(messages(&built.diagnostics), [""; 0]);
    assert_eq!(built.outputs.len(), 6, "three targets in two languages");
}

#[test]
fn a_check_of_the_pages_writes_nothing() {
    let copy = ProjectCopy::with_tiny_pages();
    let check = ["check", "--pages", "--deny-warnings", "--quiet"];
    let run = brochure(copy.root(), &check).exits_with(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    copy.replace("templates/main.typ", "dx: 40mm, dy: 60mm", "dx: 190mm, dy: 60mm");
    brochure(copy.root(), &check).exits_with(1).stderr_has("E0406");
    assert!(!copy.path("out").exists());
}

#[test]
fn a_text_too_long_for_its_place_is_reported_at_its_field() {
    let copy = ProjectCopy::with_one_chapter();
    let topic = "Gemeinsamer Einkauf ".repeat(60);
    copy.replace(NIRO, "de = \"Gemeinsamer Einkauf\"", &format!("de = \"{}\"", topic.trim()));
    let fault = error(&copy, "E0405");
    assert_eq!(fault.field.as_deref(), Some("topics[0].text.de"), "{}", fault.message);
    let place = fault.place.expect("a place");
    assert_eq!(place.file.name(), NIRO);
    assert!(place.file.text()[place.span].starts_with("\"Gemeinsamer Einkauf Gemeinsamer"));
    assert!(fault.message.contains("too long for its space on page 13"), "{}", fault.message);
}

#[test]
fn text_that_leaves_the_page_is_reported_with_its_page() {
    let copy = ProjectCopy::with_one_chapter();
    let beyond = "= {\n  place(dx: 190mm, text(\"weit außerhalb der Seite\"))";
    copy.replace("templates/main.typ", "#let whole-book = {", &format!("#let whole-book {beyond}"));
    let fault = error(&copy, "E0406");
    assert_eq!(fault.message, "“weit außerhalb der Seite” extends beyond the edge of page 1");
}

#[test]
fn a_template_that_fails_with_one_record_names_the_record_and_the_field() {
    let copy = ProjectCopy::with_one_chapter();
    // A template that fails with a short lead.
    let head = "#let story(it) = story-sheet(it, {";
    let fails = format!("{head}\n  if it.lead.starts-with(\"Kurz\") {{ panic(\"x\") }}");
    copy.replace("templates/pages/story.typ", head, &fails);
    let record = copy.read(NIRO);
    let lead = record.lines().find(|line| line.starts_with("de = \"Betriebe aus")).expect("the lead").to_owned();
    copy.replace(NIRO, &lead, "de = \"Kurz gesagt: gemeinsam.\"");
    let fault = error(&copy, "E0401");
    assert_eq!(fault.place.expect("a place").file.name(), "templates/pages/story.typ");
    let hint = fault.hint.expect("a hint");
    assert!(
        hint.contains("it happens with `standfirst` (line 84) of the record data/2019/clusters/niro.toml"),
        "{hint}"
    );
}

#[test]
fn a_template_that_always_fails_blames_no_record() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace("templates/main.typ", "#let whole-book", "#panic(\"x\")\n#let whole-book");
    assert!(error(&copy, "E0401").hint.is_none_or(|hint| !hint.contains("record")));
}

/// Makes a copy with something more on its cover.
fn with_on_cover(body: &str) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
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

/// Returns the file and the text to which a diagnostic points.
fn marked(fault: &Diagnostic) -> (String, String) {
    let place = fault.place.as_ref().unwrap_or_else(|| panic!("no place: {}", fault.message));
    (place.file.name().to_owned(), place.file.text()[place.span.clone()].to_owned())
}

#[test]
fn text_less_than_five_millimetres_from_the_edge_is_reported() {
    let near = |inset: &str| {
        with_on_cover(&format!(
            "place(dx: -30mm + {inset}, dy: 20mm, text(fill: white, top-edge: \"bounds\", [Nahe am Rand]))"
        ))
    };
    let found = warning(&near("4mm"), "E0407");
    assert!(found.message.starts_with("“Nahe am Rand” on page 1 is 4."), "{}", found.message);
    assert_eq!(marked(&found).0, "templates/pages/cover.typ");
    assert_clean(&near("5mm"));
}

#[test]
fn a_stroke_is_too_thin_by_the_width_to_which_it_is_scaled() {
    let thin = with_on_cover("line(length: 10mm, stroke: .2pt + white)");
    let fault = error(&thin, "E0408");
    assert_eq!(fault.message, "a stroke of 0.20 pt is too thin to print, on page 1");
    assert_eq!(marked(&fault), ("templates/pages/cover.typ".into(), "line(length: 10mm, stroke: .2pt + white)".into()));
    let scaled = with_on_cover("scale(50%, line(length: 10mm, stroke: .4pt + white))");
    assert_eq!(error(&scaled, "E0408").message, "a stroke of 0.20 pt is too thin to print, on page 1");
    assert_clean(&with_on_cover("line(length: 10mm, stroke: .25pt + white)"));
}

#[test]
fn colours_that_are_not_inks_are_reported_where_they_are_used() {
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
        let fault = error(&with_on_cover(body), "E0409");
        assert!(fault.message.starts_with(message), "{}", fault.message);
        let (file, marked) = marked(&fault);
        assert_eq!(file, "templates/pages/cover.typ");
        assert!(marked.starts_with(marks), "{marked}");
    }
    let inks = "{ text(fill: luma(40%), [Grau]); rect(fill: color.spot(\"HKS 43 K\", cmyk(100%, 60%, 0%, 0%)).tint(80%)); \
                image(alt: \"x\", bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z' fill='#777'/></svg>\")) }";
    assert_clean(&with_on_cover(inks));
}

#[test]
fn a_logo_in_screen_colours_is_reported_at_its_field() {
    let copy = ProjectCopy::with_one_chapter();
    let svg = |fill: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z' fill='{fill}'/></svg>"
        )
    };
    copy.write("data/2019/mark.svg", svg("#004488"));
    copy.replace(EDITION, "[publisher]\n", "[publisher]\nlogo = \"mark.svg\"\n");
    let fault = error(&copy, "E0409");
    assert_eq!(fault.message, "this SVG picture contains the RGB colour #004488, on page 1");
    assert_eq!(fault.field.as_deref(), Some("publisher.logo"));
    assert_eq!(marked(&fault), (EDITION.into(), "\"mark.svg\"".into()));
    copy.write("data/2019/mark.svg", svg("#fff"));
    assert_clean(&copy);
}

#[test]
fn the_edition_limits_the_ink() {
    let rich = with_on_cover("rect(fill: cmyk(90%, 80%, 70%, 61%))");
    let fault = error(&rich, "E0410");
    assert_eq!(fault.message, "this colour has 301 % ink, more than 300 %, on page 1");
    assert_eq!(marked(&fault).1, "rect(fill: cmyk(90%, 80%, 70%, 61%))");
    rich.replace(EDITION, "[cover]", "[print]\nmax_ink = 320\n\n[cover]");
    assert_clean(&rich);
}

#[test]
fn fonts_outside_the_project_are_unknown() {
    let fault = error(&with_on_cover("text(font: \"Helvetica\", [Fremd])"), "E0413");
    assert_eq!(fault.message, "the project has no font `Helvetica`");
    assert_eq!(marked(&fault), ("templates/pages/cover.typ".into(), "\"Helvetica\"".into()));
}

#[test]
fn pages_that_do_not_fill_a_sheet_need_leave_for_blank_ones() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace("templates/main.typ", "  back-cover\n}", "  notes\n  back-cover\n}");
    let fault = error(&copy, "E0402");
    assert_eq!(fault.message, "the brochure has 21 pages, which is not a multiple of four");
    copy.replace(EDITION, "[cover]", "[print]\nblank_pages = true\n\n[cover]");
    assert_eq!(assert_clean(&copy).outputs[0].pages, 24);
}

#[test]
fn a_file_that_is_not_a_press_profile_is_refused_at_its_field() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace(
        EDITION,
        "[cover]",
        "[print]\nprofile = { file = \"data/2019/edition.toml\", condition = \"FOGRA51\" }\n\n[cover]",
    );
    let fault = error(&copy, "E0306");
    assert_eq!(fault.field.as_deref(), Some("print.profile.file"));
    copy.replace(EDITION, "data/2019/edition.toml\"", "data/profiles/none.icc\"");
    assert_eq!(error(&copy, "E0303").field.as_deref(), Some("print.profile.file"));
    copy.replace(EDITION, "data/profiles/none.icc", "../none.icc");
    assert_eq!(error(&copy, "E0302").field.as_deref(), Some("print.profile.file"));
}

#[test]
fn what_a_screen_reader_cannot_say_is_reported_where_it_is_drawn() {
    let svg = "bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>\")";
    let image = format!("image({svg})");
    let figure = "figure(kind: \"x\", supplement: none, rect(width: 9mm, fill: white))";
    let table = "table(columns: 1, [1])";
    for (body, code, message, marks) in [
        (image.as_str(), "E0414", "this picture has no alternative text, on page 1", image.as_str()),
        (figure, "E0414", "this figure has no alternative text, on page 1", figure),
        (table, "E0416", "this table has no header cell, on page 1", table),
    ] {
        let fault = error(&with_on_cover(body), code);
        assert_eq!(fault.message, message);
        assert_eq!(marked(&fault), ("templates/pages/cover.typ".into(), marks.into()));
        // Decoration is not read out, and an alternative text is read in place of all that it describes.
        for silent in [format!("pdf.artifact({body})"), format!("figure(alt: \"x\", {body})")] {
            assert_clean(&with_on_cover(&silent));
        }
    }
    for body in [
        format!("figure(image({svg}, alt: \"x\"))"),
        "table(columns: 1, table.header[x], [1])".to_owned(),
        "table(columns: 2, pdf.header-cell(scope: \"row\")[x], [1])".to_owned(),
    ] {
        assert_clean(&with_on_cover(&body));
    }
}

#[test]
fn a_heading_that_skips_a_level_is_reported_with_the_one_before() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace(
        "templates/pages/profile.typ",
        "headed(\"panel-title\", 3, words.life-strip.title)",
        "headed(\"panel-title\", 5, words.life-strip.title)",
    );
    let fault = error(&copy, "E0415");
    assert_eq!(fault.message, "the heading “Lebenslauf” has level 5, but follows one of level 3, on page 13");
    assert_eq!(marked(&fault).0, "templates/type.typ");
    let first = with_on_cover("heading(level: 2)[Zwei]");
    assert_eq!(error(&first, "E0415").message, "the heading “Zwei” has level 2, but is the first, on page 1");
}

#[test]
fn pages_in_another_language_than_they_say_are_reported() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace("templates/parts/brochure.typ", "lang: book.language, ", "");
    let fault = error(&copy, "E0417");
    assert!(fault.message.starts_with("the pages are in `de`, but declare"), "{}", fault.message);
    assert_eq!(marked(&fault).0, "templates/main.typ");
}

#[test]
fn colours_that_a_screen_cannot_show_are_reported_where_they_are_used() {
    let body = "rect(width: 9mm, height: 9mm, fill: tiling(size: (3mm, 3mm), circle(radius: 1mm, fill: route)))";
    let built = with_on_cover(body).build_for(Target::Screen, &[Language::De]);
    assert!(built.outputs.is_empty());
    let found = find(&built, "E0409");
    assert_eq!(found.message, "a tiling in inks cannot be shown on a screen, on page 1");
    assert_eq!(marked(&found).0, "templates/pages/cover.typ");
    // A colour that is not an ink can be shown, and so can inks of the theme and others.
    for body in [
        "rect(width: 9mm, height: 9mm, fill: tiling(size: (3mm, 3mm), circle(radius: 1mm, fill: rgb(\"#333\"))))",
        "rect(width: 9mm, fill: gradient.linear(space: cmyk, route, cmyk(9%, 2%, 3%, 4%)))",
        "text(fill: cmyk(9%, 2%, 3%, 4%), [Hell])",
        "rect(fill: color.spot(\"HKS 43 K\", cmyk(100%, 60%, 0%, 0%)).tint(80%))",
    ] {
        let built = with_on_cover(body).build_for(Target::Screen, &[Language::De]);
        assert_eq!(built.outputs.len(), 1, "{}", messages(&built.diagnostics).join("\n"));
    }
}
