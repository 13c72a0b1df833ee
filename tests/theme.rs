//! Themes that cannot be read or printed are refused at their line, with the nearest colour that passes.

use crate::common::{ProjectCopy, brochure};

/// Returns what `brochure check` reports for a theme of the edition.
fn report(theme: &str) -> String {
    let copy = ProjectCopy::with_one_chapter();
    copy.write("data/2019/theme.toml", theme);
    brochure(copy.root(), &["check", "--format", "short"]).stderr
}

/// Returns the lines that are about themes and fonts.
fn told(theme: &str) -> Vec<String> {
    report(theme).lines().filter(|line| line.contains("theme.toml")).map(str::to_owned).collect()
}

#[test]
fn a_colour_that_cannot_be_told_from_its_ground_is_refused() {
    let found = told("[colour]\nroute = [0, 40, 45, 60]\n");
    let [line] = found.as_slice() else { panic!("{found:?}") };
    assert!(line.starts_with("data/2019/theme.toml:2:9: error[E0261 "), "{line}");
    assert!(line.contains("`route` has a contrast of") && line.contains("on `depth`: the route needs 3"), "{line}");
}

#[test]
fn the_hint_names_a_colour_that_passes() {
    let copy = ProjectCopy::with_one_chapter();
    let theme = |route: &str| copy.write("data/2019/theme.toml", format!("[colour]\nroute = {route}\n"));
    theme("[0, 40, 45, 60]");
    let report = brochure(copy.root(), &["check"]).stderr;
    let hint = report.split_once("the nearest colour that passes is ").expect("a hint").1;
    theme(hint.lines().next().expect("a colour"));
    assert!(!brochure(copy.root(), &["check"]).stderr.contains("E0261"), "{hint}");
}

#[test]
fn a_ground_is_dark_or_light_but_not_between() {
    let of = |inks: &str| told(&format!("[colour]\ndepth = {inks}\nroute = [0, 95, 100, 40]\n"));
    let found = of("[60, 10, 20, 30]");
    assert!(found.iter().any(|line| line.contains("type has a contrast of") && line.contains("needs 7")), "{found:?}");
    let light = told("[colour]\ndepth = [0, 18, 90, 0]\nroute = [0, 95, 100, 40]\ndrawing = [90, 75, 10, 45]\n");
    assert_eq!(light, Vec::<String>::new());
}

#[test]
fn more_ink_than_the_paper_takes_is_refused_in_the_theme() {
    let found = told("[colour]\ndepth = [100, 80, 60, 90]\n");
    assert!(found.iter().any(|line| line.contains("E0410") && line.contains("`depth` has 330 % ink")), "{found:?}");
}

#[test]
fn a_face_without_an_italic_and_a_font_without_a_licence_are_refused() {
    let copy = ProjectCopy::with_one_chapter();
    copy.write("data/2019/theme.toml", "[type]\npeople = \"Inter\"\n");
    let fonts = crate::common::root().join("tests/fixtures/harbours/fonts");
    let put = |name: &str| copy.write(&format!("fonts/{name}"), std::fs::read(fonts.join(name)).expect("a font"));
    put("Inter-Regular.otf");
    let report = || brochure(copy.root(), &["check", "--format", "short"]).stderr;
    assert!(report().contains("`Inter` has no italic of weight 400"), "{}", report());
    assert!(report().contains("fonts/Inter-Regular.otf has no licence beside it"), "{}", report());
    put("Inter-Italic.otf");
    put("LICENSE-Inter-OFL.txt");
    assert!(!report().contains("theme.toml"), "{}", report());
}

#[test]
fn the_shipped_theme_passes_its_own_rules() {
    let shipped = std::fs::read_to_string(crate::common::root().join("templates/theme.toml")).expect("a theme");
    // Colours count as chosen that differ from the shipped ones: here by a decimal that nobody sees.
    let chosen = shipped.replace("70], srgb", "70.01], srgb").replace("90, 0], srgb", "90.01, 0], srgb");
    assert_ne!(chosen, shipped);
    assert_eq!(told(&chosen.replace("100, 10], srgb", "100, 10.01], srgb")), Vec::<String>::new());
}
