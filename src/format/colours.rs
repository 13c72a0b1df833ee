//! The colours of the pages: those that a house chooses, and those that follow from them.

use serde::{Deserialize, Serialize};

/// A printed colour, and what a screen shows for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub(crate) struct Colour {
    /// Cyan, magenta, yellow and black, in per cent.
    pub cmyk: [f64; 4],
    /// The colour on a screen, such as `#00424b`; if it is missing, the profile of the press gives it.
    pub srgb: Option<String>,
}

impl Colour {
    fn derived(cmyk: [f64; 4]) -> Self {
        Self { cmyk, srgb: None }
    }

    fn fixed(cmyk: [f64; 4], srgb: &str) -> Self {
        Self { cmyk, srgb: Some(srgb.to_owned()) }
    }
}

/// A colour of `theme.toml`: the inks, or the inks and the colour on a screen.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Inks([f64; 4]),
    Both { cmyk: [f64; 4], srgb: Option<String> },
}

impl From<Written> for Colour {
    fn from(written: Written) -> Self {
        match written {
            Written::Inks(cmyk) => Self::derived(cmyk),
            Written::Both { cmyk, srgb } => Self { cmyk, srgb: srgb.map(|srgb| srgb.to_lowercase()) },
        }
    }
}

/// The colours that a house chooses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all(serialize = "kebab-case"))]
pub(crate) struct Choice {
    /// The ground of reliefs.
    pub depth: Colour,
    /// Index contours and snow, if they do not follow from `depth`.
    #[serde(skip_serializing)]
    pub line_strong: Option<Colour>,
    /// The route.
    pub route: Colour,
    /// Numerals, tabs and discs.
    pub accent: Colour,
    /// Lines and dots on light ground.
    pub drawing: Colour,
    /// The tinted paper.
    pub paper: Colour,
    /// A darker shade of it.
    pub paper_shade: Colour,
    /// Scale lines on it.
    pub paper_line: Colour,
    /// Seas and lakes of maps.
    pub sea: Colour,
    /// Rivers of maps.
    pub river: Colour,
}

/// Every colour of the pages by its name in the templates.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Palette {
    /// Text: black alone.
    pub ink: Colour,
    /// Bare paper.
    pub white: Colour,
    /// The ground one step up.
    pub depth_1: Colour,
    /// The ground two steps up.
    pub depth_2: Colour,
    /// The ground three steps up.
    pub depth_3: Colour,
    /// The ground four steps up, the lightest.
    pub depth_4: Colour,
    /// Contours on these grounds.
    pub line: Colour,
    /// Index contours and snow.
    pub line_strong: Colour,
    /// Those that the house chose.
    #[serde(flatten)]
    chosen: Choice,
}

/// The share of black that each step of height takes from the ground, in per cent.
const STEP: f64 = 9.0;

impl Palette {
    /// Derives the colours that follow from those that a house chooses.
    #[must_use]
    pub(super) fn new(choice: Choice) -> Self {
        let ground = choice.depth.cmyk;
        let line = [ground[0], ground[1], ground[2], 0.0];
        let depth = |steps: f64| Colour::derived(lighten(ground, steps));
        // Half way to white, the line differs from the ground in all plates.
        let strong = || Colour::derived(line.map(|ink| ink / 2.0));
        Self {
            ink: Colour::fixed([0.0, 0.0, 0.0, 100.0], "#1f1f1d"),
            white: Colour::fixed([0.0; 4], "#ffffff"),
            depth_1: depth(1.0),
            depth_2: depth(2.0),
            depth_3: depth(3.0),
            depth_4: depth(4.0),
            // Only the black plate draws the relief, so that it cannot be out of register.
            line: Colour::derived(line),
            line_strong: choice.line_strong.clone().unwrap_or_else(strong),
            chosen: choice,
        }
    }
}

/// Takes black from a ground for each step of height. A ground without black gets some instead.
fn lighten(ground: [f64; 4], steps: f64) -> [f64; 4] {
    let [cyan, magenta, yellow, black] = ground;
    let black = if black > 0.0 { (black - STEP * steps).max(0.0) } else { STEP * steps };
    [cyan, magenta, yellow, black]
}

#[cfg(test)]
mod tests {
    use super::{Choice, Colour, Palette, lighten};

    fn choice(depth: [f64; 4], line_strong: Option<Colour>) -> Choice {
        let any = || Colour::derived([0.0, 95.0, 100.0, 10.0]);
        Choice {
            depth: Colour::derived(depth),
            line_strong,
            route: any(),
            accent: any(),
            drawing: any(),
            paper: any(),
            paper_shade: any(),
            paper_line: any(),
            sea: any(),
            river: any(),
        }
    }

    #[test]
    fn grounds_get_lighter_by_nine_per_cent_of_black() {
        let palette = Palette::new(choice([100.0, 10.0, 35.0, 70.0], None));
        let expected =
            [[100.0, 10.0, 35.0, 61.0], [100.0, 10.0, 35.0, 34.0], [100.0, 10.0, 35.0, 0.0], [50.0, 5.0, 17.5, 0.0]];
        let found = [palette.depth_1, palette.depth_4, palette.line, palette.line_strong];
        assert_eq!(found, expected.map(Colour::derived));
    }

    #[test]
    fn a_ground_without_black_gets_darker_and_one_with_little_black_stays_an_ink() {
        let lighten = |ground, steps| Colour::derived(lighten(ground, steps));
        assert_eq!(lighten([20.0, 0.0, 30.0, 0.0], 2.0), Colour::derived([20.0, 0.0, 30.0, 18.0]));
        assert_eq!(lighten([90.0, 75.0, 10.0, 20.0], 4.0), Colour::derived([90.0, 75.0, 10.0, 0.0]));
    }

    #[test]
    fn a_chosen_line_wins() {
        let chosen = Colour::fixed([55.0, 0.0, 18.0, 0.0], "#75c8d5");
        let palette = Palette::new(choice([100.0, 10.0, 35.0, 70.0], Some(chosen.clone())));
        assert_eq!(palette.line_strong, chosen);
    }
}
