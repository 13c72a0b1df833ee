//! The description of a page with everything that follows from it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::roles::{Role, Setting};
use super::{Faces, Format, Frames, Palette, Theme, read_measure};

/// The page: its grid, its colours and faces, and the frames of its drawings. Templates get it as `design.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Design {
    /// The grid.
    pub(crate) format: Format,
    /// The colours.
    pub(crate) colours: Palette,
    /// The typefaces.
    pub(crate) faces: Faces,
    /// Where drawings have their place.
    pub(crate) frames: Frames,
}

impl Design {
    /// Makes a design from the plain values of `theme.toml` and `frames.toml`.
    ///
    /// # Errors
    ///
    /// Fails with the field and the reason if a value is not valid.
    pub(crate) fn new(theme: &Value, frames: &Value) -> Result<Self, (String, String)> {
        let theme: Theme = typed(theme)?;
        let format = theme.format();
        let frames = typed(&in_millimetres(frames, &format))?;
        Ok(Self { format, colours: theme.palette(), faces: theme.faces(), frames })
    }

    /// Returns whether the pages are so low that life strip and card do not share one.
    #[must_use]
    pub(crate) fn is_low(&self) -> bool {
        self.frames.card.top < self.frames.card.least
    }

    /// Returns a role of type as the page has it.
    #[must_use]
    pub(crate) fn setting(&self, role: Role) -> Setting<'_> {
        role.setting(&self.format, &self.faces)
    }
}

fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, (String, String)> {
    serde_path_to_error::deserialize(value).map_err(|error| (error.path().to_string(), error.inner().to_string()))
}

/// Replaces the measures among values by millimetres. All other values stay as they are.
fn in_millimetres(value: &Value, format: &Format) -> Value {
    match value {
        Value::String(text) => read_measure(text, format).map_or_else(|_| value.clone(), Value::from),
        Value::Array(items) => items.iter().map(|item| in_millimetres(item, format)).collect(),
        Value::Object(table) => table.iter().map(|(key, value)| (key.clone(), in_millimetres(value, format))).collect(),
        other => other.clone(),
    }
}
