//! What all PDFs of a build share.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveTime, Utc};

use super::Options;
use super::prepare::Prepared;
use crate::diagnostics::Diagnostic;
use crate::edition::load;
use crate::edition::records::PhotoColour;
use crate::fs::project::Project;
use crate::pages::typeset::Fonts;
use crate::photos::colour::OutputProfile;
use crate::photos::{PhotoError, Separation};

pub(super) struct Settings {
    pub(super) project: Project,
    /// The colours of photographs in print.
    pub(super) photos: PhotoColour,
    pub(super) profile: OutputProfile,
    pub(super) max_ink: f64,
    separation: OnceLock<Result<Separation, PhotoError>>,
    pub(super) date: DateTime<Utc>,
    pub(super) creep: f64,
    /// The font of the slug line, if the edition asks for marks.
    pub(super) marks: Option<Vec<u8>>,
}

impl Settings {
    /// Reads the profile of the edition.
    pub(super) fn load(
        project: &Project,
        prepared: &Prepared,
        fonts: &Fonts,
        options: &Options,
    ) -> Result<Self, Box<Diagnostic>> {
        let edition = &prepared.records.edition;
        let print = &edition.value.print;
        Ok(Self {
            project: project.clone(),
            photos: print.photos,
            profile: load::profile(project, edition)?,
            max_ink: f64::from(print.max_ink),
            separation: OnceLock::new(),
            date: options.date.unwrap_or_else(|| edition.value.as_of.and_time(NaiveTime::MIN).and_utc()),
            creep: options.creep,
            marks: if print.marks { fonts.upright() } else { None },
        })
    }

    /// Computes the separation before several threads ask for it at once: all threads take part in computing it, and one
    /// that waits for the others must not pick up work that waits for it.
    pub(super) fn prepare(&self) {
        let _ = self.separation();
    }

    /// Returns the sRGB values of inks (0 to 255 each); `None` if the profile has no such table.
    pub(super) fn srgb(&self, inks: [u8; 4]) -> Option<[u8; 3]> {
        self.separation().ok()?.srgb(&inks).try_into().ok()
    }

    /// Returns the separation into the inks of the profile, which is computed when it is first needed.
    pub(super) fn separation(&self) -> Result<&Separation, PhotoError> {
        let separation = self.separation.get_or_init(|| Separation::new(self.profile.bytes(), self.max_ink));
        separation.as_ref().map_err(Clone::clone)
    }
}
