//! Type that is measured before it is set: the program and the templates have it from the same place.

use serde::{Deserialize, Serialize};

use super::grid::Format;
use super::theme::Faces;

/// The faces of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Face {
    /// What is seen.
    Display,
    /// What is read.
    Text,
    /// Leads and introductions.
    Lead,
    /// What is looked up.
    Sans,
}

/// A role of type, as it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Role {
    face: Face,
    /// Its weight, from 100 to 900; that of the face if it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<u16>,
    /// In points.
    size: f64,
    /// Height of a line.
    height: f64,
}

/// The roles that are measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Roles {
    /// The name of a city on the map.
    pub city: Role,
    /// Notes, captions and labels of drawings.
    pub note: Role,
    /// The code of a region on the map.
    pub map_code: Role,
    /// The smallest type on a dark ground.
    pub small: Role,
    /// A count at its mark.
    pub point: Role,
    /// The figure at a summit of the panorama.
    pub summit_value: Role,
    /// The same where there are many, and names in lists.
    pub name16: Role,
}

/// A role on a page: a face, and a size that fits the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Setting<'a> {
    /// The name of the family.
    pub family: &'a str,
    /// From 100 to 900.
    pub weight: u16,
    /// In points.
    pub size: f64,
    /// Height of a line in mm.
    pub height: f64,
}

impl Face {
    /// The names of faces.
    pub(crate) const NAMES: [&str; 4] = ["display", "text", "lead", "sans"];

    /// Returns the name of the family, and the weight that it is set in if a role has none.
    fn family(self, faces: &Faces) -> (&str, u16) {
        match self {
            Self::Display => (&faces.display, faces.display_weight),
            Self::Text => (&faces.text, 400),
            Self::Lead => (&faces.lead, 400),
            Self::Sans => (&faces.sans, 400),
        }
    }
}

impl Role {
    /// Returns the role as a page has it. Display type is smaller on a smaller page, and its lines lower, to a quarter of a
    /// row; small type follows the optical size of its face.
    #[must_use]
    pub(super) fn setting<'a>(&self, format: &Format, faces: &'a Faces) -> Setting<'a> {
        let (family, weight) = self.face.family(faces);
        let scale = if self.face == Face::Display { format.display } else { faces.scale };
        let quarter = format.line / 4.0;
        let lower = self.face == Face::Display && scale < 1.0;
        let height = if lower { (self.height * scale / quarter).ceil() * quarter } else { self.height };
        Setting { family, weight: self.weight.unwrap_or(weight), size: self.size * scale, height }
    }
}
