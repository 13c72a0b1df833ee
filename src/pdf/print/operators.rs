//! Rewrites the operators of a content stream: colours become inks of the press, and black text overprints.
//!
//! The stream is read once, with the state that a renderer would have: the colours of areas and lines, how text is
//! rendered, and whether overprinting is on, all of which `q` saves and `Q` restores. A colour operator is replaced
//! with the operator of its inks (`k` and `K`), and the colour space before it is dropped. Before each operator that
//! paints, overprinting is switched if it is not as the paint needs it: on for text that is only black ink, so that
//! no white shows beside a letter if the plates are out of register, and off for all else, as another ink would mix
//! with what is below it.

use std::collections::BTreeMap;

use lopdf::Object;
use lopdf::content::Operation;

use super::error::PrintError;
use super::spaces::{Family, by_name};
use crate::pdf::object::{name, number};

/// The name of the graphics state that overprints; `typst-pdf` uses other names.
pub(super) const OVERPRINT: &str = "overprint";

/// The name of the graphics state that knocks out.
pub(super) const KNOCKOUT: &str = "knockout";

/// By how much red, green and blue of a grey may differ: one step of 255, by which gradients of greys are off if
/// they are mixed in another colour space.
const NEUTRAL: f64 = 0.004_5;

/// By how much a colour may differ from pure black ink.
const PURE: f64 = 0.0005;

/// Where a content stream is painted.
#[derive(Debug)]
pub(super) struct Scene {
    /// The page, from 1.
    pub page: usize,
    /// Whether it is a mask, whose colours are not inks but say how much shows through.
    pub mask: bool,
    /// The colour spaces of the resources; nothing for one that cannot be printed.
    pub spaces: BTreeMap<Vec<u8>, Option<Family>>,
}

/// A colour as far as overprinting needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Colour {
    family: Family,
    black: bool,
}

/// The initial colour is black of `DeviceGray`, which prints as K but never overprints as one ink.
const INITIAL: Colour = Colour { family: Family::Gray, black: false };

#[derive(Debug, Clone, Copy)]
struct State {
    fill: Colour,
    stroke: Colour,
    render: i64,
    overprint: bool,
}

/// Rewrites one content stream.
#[derive(Debug)]
struct Operators {
    scene: Scene,
    state: State,
    stack: Vec<State>,
    in_path: bool,
    out: Vec<Operation>,
    /// Index of the colour that a `cs` set, which the next `scn` replaces, and whether it is for areas.
    initial: Option<(usize, bool)>,
    changed: bool,
    overprints: bool,
}

/// A content stream after rewriting.
#[derive(Debug)]
pub(super) struct Rewritten {
    /// The operators; nothing if they stay as they are.
    pub operations: Option<Vec<Operation>>,
    /// Whether they use the two graphics states.
    pub overprints: bool,
}

/// Rewrites the operators of a content stream.
///
/// # Errors
///
/// Fails if a colour is neither an ink nor a grey, and at an inline picture.
pub(super) fn rewrite(scene: Scene, operations: Vec<Operation>) -> Result<Rewritten, PrintError> {
    let state = State { fill: INITIAL, stroke: INITIAL, render: 0, overprint: false };
    let out = Vec::with_capacity(operations.len() + 64);
    let mut operators = Operators {
        scene,
        state,
        stack: Vec::new(),
        in_path: false,
        out,
        initial: None,
        changed: false,
        overprints: false,
    };
    for operation in operations {
        operators.take(operation)?;
    }
    for _ in 0..operators.stack.len() {
        operators.push("Q", Vec::new());
    }
    let operations = operators.changed.then_some(operators.out);
    Ok(Rewritten { operations, overprints: operators.overprints })
}

impl Operators {
    fn take(&mut self, operation: Operation) -> Result<(), PrintError> {
        match operation.operator.as_str() {
            "q" => self.stack.push(self.state),
            "Q" => {
                let Some(state) = self.stack.pop() else {
                    self.changed = true;
                    return Ok(());
                };
                self.state = state;
            }
            "g" | "rg" | "k" | "cs" | "sc" | "scn" => return self.colour(operation, true),
            "G" | "RG" | "K" | "CS" | "SC" | "SCN" => return self.colour(operation, false),
            "Tr" => self.state.render = first(&operation).and_then(|mode| mode.as_i64().ok()).unwrap_or_default(),
            "Tj" | "TJ" | "'" | "\"" => {
                if let Some(on) = self.text_overprints() {
                    self.overprint(on);
                }
            }
            "m" | "re" if !self.in_path => {
                self.overprint(false);
                self.in_path = true;
            }
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "n" => self.in_path = false,
            "sh" | "Do" => self.overprint(false),
            "BI" => return Err(self.unsupported("an inline picture")),
            _ => {}
        }
        self.initial = None;
        self.out.push(operation);
        Ok(())
    }

    /// Returns whether text of the current colours overprints; nothing if it is not painted.
    fn text_overprints(&self) -> Option<bool> {
        let (fill, stroke) = (self.state.fill.black, self.state.stroke.black);
        let black = match self.state.render {
            0 | 4 => fill,
            1 | 5 => stroke,
            2 | 6 => fill && stroke,
            _ => return None,
        };
        Some(black && !self.scene.mask)
    }

    /// Switches overprinting, if it is not as it should be.
    fn overprint(&mut self, on: bool) {
        if self.state.overprint != on {
            self.state.overprint = on;
            self.overprints = true;
            self.push("gs", vec![name(if on { OVERPRINT } else { KNOCKOUT })]);
        }
    }

    fn push(&mut self, operator: &str, operands: Vec<Object>) {
        self.changed = true;
        self.out.push(Operation::new(operator, operands));
    }

    /// Rewrites an operator that sets the colour of areas (`fill`) or of lines.
    fn colour(&mut self, operation: Operation, fill: bool) -> Result<(), PrintError> {
        let operator = operation.operator.to_ascii_lowercase();
        let before = if fill { self.state.fill } else { self.state.stroke };
        let family = match operator.as_str() {
            "g" => Family::Gray,
            "rg" => Family::Rgb,
            "k" => Family::Cmyk,
            "cs" => self.space(&operation)?,
            _ => before.family,
        };
        let values: Vec<_> =
            operation.operands.iter().filter_map(|value| value.as_float().ok().map(f64::from)).collect();
        let black = match family {
            Family::Pattern | Family::Spot => {
                self.initial = None;
                self.out.push(operation);
                false
            }
            Family::Cmyk if operator != "cs" && !self.scene.mask => self.inks(&operation, &values, fill)?,
            Family::Gray | Family::Rgb | Family::Cmyk => {
                let grey = match operator.as_str() {
                    "cs" => 0.0,
                    _ => self.grey(&operation, family, &values)?,
                };
                self.set_grey(grey, &operator, fill);
                !self.scene.mask && grey < PURE
            }
        };
        let colour = Colour { family, black };
        *(if fill { &mut self.state.fill } else { &mut self.state.stroke }) = colour;
        Ok(())
    }

    /// Writes four inks with `k`; returns whether they are only black.
    fn inks(&mut self, operation: &Operation, values: &[f64], fill: bool) -> Result<bool, PrintError> {
        let [cyan, magenta, yellow, key] = *values else {
            return Err(self.unsupported("a colour of too few inks"));
        };
        self.drop_initial(fill);
        let short = if fill { "k" } else { "K" };
        self.changed |= operation.operator != short;
        self.out.push(Operation::new(short, operation.operands.clone()));
        Ok(cyan.max(magenta).max(yellow) < PURE && key > 1.0 - PURE)
    }

    /// Writes a grey: as black ink on a page, as a grey in a mask.
    fn set_grey(&mut self, grey: f64, operator: &str, fill: bool) {
        self.drop_initial(fill);
        let at = self.out.len();
        if self.scene.mask {
            self.push(if fill { "g" } else { "G" }, vec![number(grey)]);
        } else {
            let inks = [0.0, 0.0, 0.0, 1.0 - grey].map(number).into();
            self.push(if fill { "k" } else { "K" }, inks);
        }
        self.initial = (operator == "cs").then_some((at, fill));
    }

    /// Removes the colour that the `cs` just before has set.
    fn drop_initial(&mut self, fill: bool) {
        if self.initial.take().is_some_and(|(at, area)| area == fill && at + 1 == self.out.len()) {
            self.out.pop();
        }
    }

    /// Returns how light a colour is, from 0 to 1; on a page it must be a grey.
    fn grey(&self, operation: &Operation, family: Family, values: &[f64]) -> Result<f64, PrintError> {
        match (family, values) {
            (Family::Gray, [grey]) => Ok(grey.clamp(0.0, 1.0)),
            (Family::Rgb, [red, green, blue]) => neutral([*red, *green, *blue])
                .or_else(|| self.scene.mask.then_some(0.3 * red + 0.59 * green + 0.11 * blue))
                .ok_or_else(|| PrintError::Rgb { page: self.scene.page, operator: operation.operator.clone() }),
            // ISO 32000-1, 10.3.3.
            (Family::Cmyk, [cyan, magenta, yellow, key]) => {
                Ok(1.0 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow + key).min(1.0))
            }
            _ => Err(self.unsupported("a colour of too few values")),
        }
    }

    /// Returns the family of the colour space that `cs` or `CS` names.
    fn space(&self, operation: &Operation) -> Result<Family, PrintError> {
        let wanted = first(operation).and_then(|space| space.as_name().ok()).unwrap_or_default();
        let found = by_name(wanted).or_else(|| self.scene.spaces.get(wanted).copied().flatten());
        found.ok_or_else(|| PrintError::Rgb {
            page: self.scene.page,
            operator: format!("{} {}", String::from_utf8_lossy(wanted), operation.operator),
        })
    }

    fn unsupported(&self, what: &'static str) -> PrintError {
        PrintError::Unsupported { page: self.scene.page, what }
    }
}

fn first(operation: &Operation) -> Option<&Object> {
    operation.operands.first()
}

/// Returns the grey that red, green and blue are; nothing for a colour.
pub(super) fn neutral([red, green, blue]: [f64; 3]) -> Option<f64> {
    let spread = red.max(green).max(blue) - red.min(green).min(blue);
    (spread <= NEUTRAL).then(|| ((red + green + blue) / 3.0).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use lopdf::content::Content;

    use super::*;

    fn run(content: &str, mask: bool) -> Result<String, PrintError> {
        let spaces = [("grey", Some(Family::Gray)), ("rgb", Some(Family::Rgb)), ("lab", None)];
        let scene =
            Scene { page: 7, mask, spaces: spaces.map(|(name, family)| (name.as_bytes().to_vec(), family)).into() };
        let operations = Content::decode_strict(content.as_bytes()).unwrap().operations;
        let rewritten = rewrite(scene, operations)?;
        let Some(operations) = rewritten.operations else { return Ok("as it was".to_owned()) };
        Ok(String::from_utf8(Content { operations }.encode().unwrap()).unwrap().replace('\n', " | "))
    }

    #[test]
    fn greys_become_black_ink() {
        assert_eq!(run("0.25 g 1 G", false).unwrap(), "0 0 0 0.75 k | 0 0 0 0 K");
        assert_eq!(run("/grey cs 0.4 scn", false).unwrap(), "0 0 0 0.6 k");
        assert_eq!(run("/rgb cs 0.5 0.5 0.5 scn", false).unwrap(), "0 0 0 0.5 k");
        assert_eq!(run("/grey cs /grey CS 1 scn", false).unwrap(), "0 0 0 1 k | 0 0 0 1 K | 0 0 0 0 k");
        assert_eq!(run("/grey cs 0 0 5 5 re f", false).unwrap(), "0 0 0 1 k | 0 0 5 5 re | f");
    }

    #[test]
    fn masks_stay_grey() {
        assert_eq!(run("/grey cs 0.4 scn", true).unwrap(), "0.4 g");
        assert_eq!(run("0 0 0 0.2 k", true).unwrap(), "0.8 g");
        assert_eq!(run("1 0 0 rg", true).unwrap(), "0.3 g");
    }

    #[test]
    fn inks_stay() {
        assert_eq!(run("q 0.1 0.2 0.3 0 k 0 0 5 5 re f Q", false).unwrap(), "as it was");
    }

    #[test]
    fn screen_colours_are_refused() {
        for (content, wanted) in [("1 0 0 rg", "rg"), ("/rgb cs 0 0 1 scn", "scn"), ("/lab CS", "lab CS")] {
            match run(content, false) {
                Err(PrintError::Rgb { page: 7, operator }) => assert_eq!(operator, wanted),
                other => panic!("{content}: {other:?}"),
            }
        }
    }

    #[test]
    fn black_text_overprints_until_something_else_is_painted() {
        assert_eq!(
            run("0 0 0 1 k BT (a) Tj (b) Tj ET 0 0 0 0 k BT (c) Tj ET", false).unwrap(),
            "0 0 0 1 k | BT | /overprint gs | (a) Tj | (b) Tj | ET | 0 0 0 0 k | BT | /knockout gs | (c) Tj | ET"
        );
        assert_eq!(
            run("0 0 0 1 k BT (a) Tj ET 0 0 m 1 1 l S", false).unwrap(),
            "0 0 0 1 k | BT | /overprint gs | (a) Tj | ET | /knockout gs | 0 0 m | 1 1 l | S"
        );
        assert_eq!(
            run("q 0 0 0 1 k BT (a) Tj ET Q 0 0 5 5 re f", false).unwrap(),
            "q | 0 0 0 1 k | BT | /overprint gs | (a) Tj | ET | Q | 0 0 5 5 re | f"
        );
    }

    #[test]
    fn outlined_text_overprints_if_both_its_colours_are_black() {
        assert!(run("0 0 0 1 k 0 0 0 1 K BT 2 Tr (a) Tj ET", false).unwrap().contains("/overprint gs"));
        assert_eq!(run("0 0 0 1 k 1 0 0 0 K BT 2 Tr (a) Tj ET", false).unwrap(), "as it was");
    }

    #[test]
    fn inline_pictures_are_refused() {
        let error = run("BI /W 1 /H 1 /CS /G /BPC 8 ID a EI", false).unwrap_err();
        assert!(matches!(error, PrintError::Unsupported { page: 7, what: "an inline picture" }), "{error}");
    }

    #[test]
    fn saved_states_are_balanced() {
        assert_eq!(run("Q q 1 0 0 0 k", false).unwrap(), "q | 1 0 0 0 k | Q");
    }
}
