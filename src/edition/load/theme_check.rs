//! Whether what a house chose can be read and printed: the contrasts and the inks of its colours, and its faces.
//!
//! Only what differs from the theme that the program contains is checked. A fault is told at its line, with the nearest
//! colour that passes.

use std::collections::BTreeMap;
use std::path::Path;

use super::theme_chosen::Chosen;
use super::{Document, Words, profile, theme_faces};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::Edition;
use crate::format::{CONTRASTS, ContrastRule, Design, contrast, nearest_passing, read_srgb};
use crate::fs::project::{Project, ProjectError};
use crate::photos::colour::Softproof;

/// Checks the theme of an edition, whose design is valid in form.
///
/// # Errors
///
/// Fails if a file is outside the project or a font cannot be read.
pub fn check_theme(
    project: &Project,
    folder: &Path,
    edition: &Document<Edition>,
    words: &[Words],
    design: &Design,
) -> Result<Vec<Diagnostic>, ProjectError> {
    let chosen = Chosen::read(project, folder)?;
    let mut found = Vec::new();
    if has_colours(&chosen) {
        // A profile that cannot be read is reported by the build.
        let proof = profile(project, edition).ok().and_then(|profile| Softproof::new(profile.bytes()).ok());
        let max_ink = f64::from(edition.value.print.max_ink);
        found.extend(proof.iter().flat_map(|proof| Colours { design, proof, max_ink, chosen: &chosen }.check()));
    }
    found.extend(theme_faces::check(project, words, design, &chosen)?);
    Ok(found)
}

fn has_colours(chosen: &Chosen) -> bool {
    chosen.colours().iter().any(|key| chosen.has(&colour(key)))
}

fn colour(key: &str) -> String {
    format!("colour.{key}")
}

/// The colours of a theme, and how the press prints them.
struct Colours<'a> {
    design: &'a Design,
    proof: &'a Softproof,
    max_ink: f64,
    chosen: &'a Chosen,
}

impl Colours<'_> {
    /// Returns a fault for each colour that fails.
    fn check(&self) -> Vec<Diagnostic> {
        let mut failed: BTreeMap<String, Diagnostic> = BTreeMap::new();
        for rule in &CONTRASTS {
            let Some(key) = self.cause(rule) else { continue };
            let (front, ground) = (self.screen(rule.front), self.screen(rule.ground));
            let found = contrast(front, ground);
            if found < rule.least && !failed.contains_key(key) {
                let message = format!(
                    "{} has a contrast of {found:.1} on {}: {} {}",
                    name(rule.front),
                    name(rule.ground),
                    rule.purpose,
                    rule.least
                );
                failed.insert(key.to_owned(), self.fault(Code::THEME_CONTRAST, message, key));
            }
        }
        for key in self.chosen.colours() {
            let ink = self.inks(&key).iter().sum::<f64>();
            if ink > self.max_ink && self.chosen.has(&colour(&key)) {
                let message = format!("`{key}` has {ink:.0} % ink, more than {:.0} %", self.max_ink);
                failed.entry(key.clone()).or_insert_with(|| self.fault(Code::INK, message, &key));
            }
        }
        failed.into_values().collect()
    }

    fn fault(&self, code: Code, message: String, key: &str) -> Diagnostic {
        let nearest = nearest_passing(self.inks(key), &|inks| self.passes(key, inks));
        let hint = match nearest {
            Some([cyan, magenta, yellow, black]) => {
                format!("the nearest colour that passes is [{cyan}, {magenta}, {yellow}, {black}]")
            }
            None => "no shade of this colour passes: choose another one".to_owned(),
        };
        self.chosen.locate(Diagnostic::error(code, message).hint(hint), &colour(key))
    }

    /// Returns the colour of a rule that the house chose.
    fn cause(&self, rule: &ContrastRule) -> Option<&'static str> {
        let own = |key: &'static str| match key {
            // It follows from the ground where it is not chosen.
            "line_strong" if !self.chosen.has("colour.line_strong") => "depth",
            other => other,
        };
        [rule.front, rule.ground].map(own).into_iter().find(|key| self.chosen.has(&colour(key)))
    }

    /// Returns whether a colour would have all its contrasts, and not too much ink, with other inks.
    fn passes(&self, key: &str, inks: [f64; 4]) -> bool {
        let own = self.proof.srgb(inks);
        let enough = |rule: &ContrastRule| {
            let other = if rule.front == key {
                self.screen(rule.ground)
            } else if rule.ground != key {
                return true;
            } else if rule.front == "on_depth" {
                return ["white", "ink"].into_iter().any(|type_on| contrast(self.screen(type_on), own) >= rule.least);
            } else if rule.front == "line_strong" && !self.chosen.has("colour.line_strong") {
                return true;
            } else {
                self.screen(rule.front)
            };
            contrast(own, other) >= rule.least
        };
        inks.iter().sum::<f64>() <= self.max_ink && CONTRASTS.iter().all(enough)
    }

    /// Returns what a colour looks like on a screen.
    fn screen(&self, key: &str) -> [u8; 3] {
        let Some(colour) = self.design.colours.named(key) else { return [0; 3] };
        colour.srgb.as_deref().and_then(read_srgb).unwrap_or_else(|| self.proof.srgb(colour.cmyk))
    }

    fn inks(&self, key: &str) -> [f64; 4] {
        self.design.colours.named(key).map_or([0.0; 4], |colour| colour.cmyk)
    }
}

/// Returns a colour as a message names it.
fn name(key: &str) -> String {
    match key {
        "on_depth" => "type".to_owned(),
        "ink" => "black".to_owned(),
        "white" => "white".to_owned(),
        key => format!("`{key}`"),
    }
}
