//! Typesets pages from values and templates.
//!
//! This stage knows Typst, but neither records nor targets.

mod diagnose;
mod fonts;
mod metadata;
mod originals;
mod reads;
mod world;

use std::collections::BTreeMap;

use typst::diag::{SourceDiagnostic, Warned};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError};

pub use fonts::Fonts;
pub(crate) use metadata::{Mark, query_metadata, query_places};
pub(crate) use originals::Original;
pub use originals::Originals;
use reads::Reads;
use world::BrochureWorld;

/// The file that names the faces.
const THEME: &str = "templates/theme.toml";

/// Frees what Typst keeps of earlier layouts in order to reuse it.
pub(crate) fn forget() {
    comemo::evict(0);
}

/// Pages, and the diagnostics of the templates.
#[derive(Debug, Clone)]
pub struct Typeset {
    /// The pages; missing where a template failed.
    pub document: Option<PagedDocument>,
    /// Errors and warnings of the templates.
    pub diagnostics: Vec<Diagnostic>,
}

/// Typesets one language of an edition. After a change of its values it can do so again, and Typst reuses what the change
/// does not affect.
#[derive(Debug)]
pub struct Typesetter {
    world: BrochureWorld,
    originals: Originals,
    reads: Reads,
}

impl Typesetter {
    /// Takes the templates of a project, and the values of a language by their paths below `values/LANG/`.
    ///
    /// # Errors
    ///
    /// Fails if the path of the main template is not valid.
    pub fn new(
        project: &Project,
        fonts: &Fonts,
        language: Language,
        values: BTreeMap<String, Vec<u8>>,
    ) -> Result<Self, ProjectError> {
        let originals = Originals::default();
        let reads = Reads::default();
        let (project, fonts) = (project.clone(), fonts.clone());
        let world = BrochureWorld::new(project, fonts, language, values, originals.clone(), reads.clone())?;
        Ok(Self { world, originals, reads })
    }

    /// Returns the files of the project that the templates have read so far, by their paths from its root.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        self.reads.list()
    }

    /// Returns the pictures that the templates have read.
    #[must_use]
    pub fn originals(&self) -> &Originals {
        &self.originals
    }

    /// Replaces the values, and reads every template again.
    pub fn update(&mut self, values: BTreeMap<String, Vec<u8>>) {
        self.world.update(values);
    }

    /// Lays out the pages.
    #[must_use]
    pub fn typeset(&self) -> Typeset {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&self.world);
        let mut diagnostics = self.convert(&warnings);
        let document = output.map_err(|errors| diagnostics.extend(self.convert(&errors))).ok();
        Typeset { document, diagnostics }
    }

    /// Lays out the galley of the stories, without the warnings that the book repeats; `None` if the project has none.
    #[must_use]
    pub(crate) fn typeset_galley(&self) -> Option<Typeset> {
        let galley = self.world.galley()?;
        let mut diagnostics = Vec::new();
        let output = typst::compile::<PagedDocument>(&galley).output;
        let document = output.map_err(|errors| diagnostics.extend(self.convert(&errors))).ok();
        Some(Typeset { document, diagnostics })
    }

    /// Lays out what is on the spine; `None` if the project has none, or if its template fails.
    #[must_use]
    pub(crate) fn typeset_spine(&self) -> Option<PagedDocument> {
        typst::compile::<PagedDocument>(&self.world.spine()?).output.ok()
    }

    /// Puts a diagnostic at the place in a template that a span points to, if it points to one.
    #[must_use]
    pub fn locate(&self, span: Span, diagnostic: Diagnostic) -> Diagnostic {
        match diagnose::locate_span(&self.world, span) {
            Some(place) => Diagnostic { place: Some(place), ..diagnostic },
            None => diagnostic,
        }
    }

    /// Converts the errors of the PDF export, which are at places in templates too.
    #[must_use]
    pub fn convert_export_errors(&self, errors: &[SourceDiagnostic]) -> Vec<Diagnostic> {
        self.convert(errors).into_iter().map(|error| Diagnostic { code: Code::EXPORT, ..error }).collect()
    }

    fn convert(&self, diagnostics: &[SourceDiagnostic]) -> Vec<Diagnostic> {
        let mut templates = self.files();
        // The faces are named there, and reach the templates with the values.
        templates.push(THEME.to_owned());
        let mut out: Vec<Diagnostic> = Vec::new();
        for it in diagnostics {
            let diagnostic = diagnose::convert_diagnostic(&self.world, &templates, it);
            // A missing font is one fault, however many templates set text in it.
            let told = diagnostic.code == Code::FONT && out.iter().any(|it| it.message == diagnostic.message);
            if !told {
                out.push(diagnostic);
            }
        }
        out
    }
}
