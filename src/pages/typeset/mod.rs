//! Typeset: from values and templates to laid-out pages.
//!
//! Knows Typst. Knows neither records nor targets.

mod fault;
mod fonts;
mod marks;
mod originals;
mod reads;
mod world;

use std::collections::BTreeMap;

use typst::diag::Warned;
use typst::syntax::Span;
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError};

pub use fonts::Fonts;
pub(crate) use marks::marks;
pub(crate) use originals::Original;
pub use originals::Originals;
use reads::Reads;
use world::BrochureWorld;

/// Pages with what was noticed while they were made.
#[derive(Debug, Clone)]
pub struct Typeset {
    /// The pages; missing where a template failed.
    pub document: Option<PagedDocument>,
    /// Faults and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Typesets one language of an edition, again and again where its values change: what a change
/// does not touch is not done again.
#[derive(Debug)]
pub struct Typesetter {
    world: BrochureWorld,
    originals: Originals,
    reads: Reads,
}

impl Typesetter {
    /// Takes the templates of a project and the values of a language by their path below
    /// `values/LANG/`.
    ///
    /// # Errors
    ///
    /// Fails where a value's path is none that Typst knows.
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

    /// The files of the project that the templates have asked for so far, by their path from its root.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        self.reads.all()
    }

    /// The photographs that the pages hold stand-ins for.
    #[must_use]
    pub fn originals(&self) -> &Originals {
        &self.originals
    }

    /// Replaces the values, and looks at every template anew.
    pub fn update(&mut self, values: BTreeMap<String, Vec<u8>>) {
        self.world.update(values);
    }

    /// Lays out the pages.
    #[must_use]
    pub fn typeset(&self) -> Typeset {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&self.world);
        let mut diagnostics: Vec<_> = warnings.iter().map(|warning| fault::diagnostic(&self.world, warning)).collect();
        let document = match output {
            Ok(document) => Some(document),
            Err(errors) => {
                diagnostics.extend(errors.iter().map(|error| fault::diagnostic(&self.world, error)));
                None
            }
        };
        Typeset { document, diagnostics }
    }

    /// Puts a diagnostic at the place in a template that a span stands for; leaves it as it is where
    /// the span stands for none.
    #[must_use]
    pub fn locate(&self, span: Span, diagnostic: Diagnostic) -> Diagnostic {
        match fault::place(&self.world, span) {
            Some(place) => Diagnostic { place: Some(place), ..diagnostic },
            None => diagnostic,
        }
    }

    /// Turns faults of the export, which stand in templates as well, into diagnostics.
    #[must_use]
    pub fn faults(&self, errors: &[typst::diag::SourceDiagnostic]) -> Vec<Diagnostic> {
        let faults = errors.iter().map(|error| fault::diagnostic(&self.world, error));
        faults.map(|fault| Diagnostic { code: Code::EXPORT, ..fault }).collect()
    }
}
