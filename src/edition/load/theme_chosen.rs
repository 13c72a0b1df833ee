//! What a house chose: the values of its themes that differ from the theme that the program contains.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::design::{Layer, shipped_theme, themes};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::fs::project::{Project, ProjectError};

/// The choices of a house.
pub(super) struct Chosen {
    layers: Vec<Layer>,
    shipped: Value,
}

impl Chosen {
    /// Reads the themes of an edition.
    pub(super) fn read(project: &Project, folder: &Path) -> Result<Self, ProjectError> {
        Ok(Self { layers: themes(project, folder)?, shipped: shipped_theme() })
    }

    /// Returns the file that has the value of a field, if it is another one than in the theme of the program.
    fn layer(&self, field: &str) -> Option<&Layer> {
        let pointer = format!("/{}", field.replace('.', "/"));
        let layer = self.layers.iter().rev().find(|layer| layer.parsed.value.pointer(&pointer).is_some())?;
        (layer.parsed.value.pointer(&pointer) != self.shipped.pointer(&pointer)).then_some(layer)
    }

    /// Returns whether the house chose the value of a field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.layer(field).is_some()
    }

    /// Returns the keys of all colours.
    pub(super) fn colours(&self) -> Vec<String> {
        self.shipped["colour"].as_object().map(|colours| colours.keys().cloned().collect()).unwrap_or_default()
    }

    /// Puts a diagnostic at a field.
    pub(super) fn locate(&self, fault: Diagnostic, field: &str) -> Diagnostic {
        let place = self.layer(field).map(|layer| (Arc::clone(&layer.file), layer.parsed.spans.nearest(field)));
        let (file, span) = place.unwrap_or_else(|| (Arc::new(SourceFile::new("theme.toml", "")), 0..0));
        fault.at(&file, span).in_field(field.to_owned())
    }
}
