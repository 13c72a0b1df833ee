//! The colours of the pages: those that a house chooses, and those that follow from them.

use serde::{Deserialize, Serialize};

use super::contrast::{contrast, read_srgb};

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

    /// Returns whether black type can be read on the colour better than white type. The colour of a screen decides, or what
    /// the inks would be without the gain of a press.
    fn is_light(&self) -> bool {
        let [cyan, magenta, yellow, black] = self.cmyk.map(|ink| 1.0 - ink / 100.0);
        let plain = || {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares from 0 to 1")]
            let part = |ink: f64| (ink * black * 255.0 + 0.5) as u8;
            [part(cyan), part(magenta), part(yellow)]
        };
        let screen = self.srgb.as_deref().and_then(read_srgb).unwrap_or_else(plain);
        contrast(screen, [0; 3]) > contrast(screen, [255; 3])
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
    /// Type and thin lines on the grounds of mountains.
    pub on_depth: Colour,
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
    /// Returns a colour by its key in `theme.toml`, or `ink` or `white`.
    #[must_use]
    pub(crate) fn named(&self, name: &str) -> Option<&Colour> {
        Some(match name {
            "ink" => &self.ink,
            "white" => &self.white,
            "on_depth" => &self.on_depth,
            "line_strong" => &self.line_strong,
            "depth" => &self.chosen.depth,
            "route" => &self.chosen.route,
            "accent" => &self.chosen.accent,
            "drawing" => &self.chosen.drawing,
            "paper" => &self.chosen.paper,
            "paper_shade" => &self.chosen.paper_shade,
            "paper_line" => &self.chosen.paper_line,
            "sea" => &self.chosen.sea,
            "river" => &self.chosen.river,
            _ => return None,
        })
    }

    /// Derives the colours that follow from those that a house chooses.
    #[must_use]
    pub(super) fn new(choice: Choice) -> Self {
        let ground = choice.depth.cmyk;
        let light = choice.depth.is_light();
        let line = [ground[0], ground[1], ground[2], 0.0];
        let depth = |steps: f64| Colour::derived(if light { darken(ground, steps) } else { lighten(ground, steps) });
        // Half way to white, the line differs from the ground in all plates.
        let ink = || Colour::fixed([0.0, 0.0, 0.0, 100.0], "#1f1f1d");
        let white = || Colour::fixed([0.0; 4], "#ffffff");
        let strong = || if light { ink() } else { Colour::derived(line.map(|ink| ink / 2.0)) };
        Self {
            ink: ink(),
            white: white(),
            on_depth: if light { ink() } else { white() },
            depth_1: depth(1.0),
            depth_2: depth(2.0),
            depth_3: depth(3.0),
            depth_4: depth(4.0),
            // Only the black plate draws the relief, so that it cannot be out of register. On a light ground there is
            // no black that a line could do without.
            line: if light { choice.drawing.clone() } else { Colour::derived(line) },
            line_strong: choice.line_strong.clone().unwrap_or_else(strong),
            chosen: choice,
        }
    }
}

/// Adds black to a light ground for each step of height.
fn darken([cyan, magenta, yellow, black]: [f64; 4], steps: f64) -> [f64; 4] {
    [cyan, magenta, yellow, (black + STEP * steps).min(100.0)]
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
    fn a_light_ground_turns_the_scheme_round() {
        let yellow = [0.0, 18.0, 90.0, 0.0];
        let palette = Palette::new(choice(yellow, None));
        assert_eq!(palette.on_depth, palette.ink);
        assert_eq!(palette.line, palette.chosen.drawing);
        assert_eq!((palette.line_strong, palette.depth_2), (palette.ink, Colour::derived([0.0, 18.0, 90.0, 18.0])));
        let dark = Palette::new(choice([100.0, 10.0, 35.0, 70.0], None));
        assert_eq!(dark.on_depth, dark.white);
    }

    #[test]
    fn a_chosen_line_wins() {
        let chosen = Colour::fixed([55.0, 0.0, 18.0, 0.0], "#75c8d5");
        let palette = Palette::new(choice([100.0, 10.0, 35.0, 70.0], Some(chosen.clone())));
        assert_eq!(palette.line_strong, chosen);
    }
}
