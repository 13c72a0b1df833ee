//! Typst's own diagnostics in the form of all others, with file, line and trace.

use std::ops::Range;
use std::sync::Arc;

use typst::World;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId};

use super::world::BrochureWorld;
use crate::diagnostics::{Code, Diagnostic, Place, SourceFile};

/// How Typst begins to tell of a family that it does not have.
const UNKNOWN_FONT: &str = "unknown font family: ";

/// Turns one diagnostic.
pub(super) fn diagnostic(world: &BrochureWorld, from: &SourceDiagnostic) -> Diagnostic {
    let mut out = match from.severity {
        Severity::Error => Diagnostic::error(Code::TEMPLATE, from.message.as_str()),
        // Typst takes another font in its place; a brochure is set in the fonts that were chosen.
        Severity::Warning if from.message.starts_with(UNKNOWN_FONT) => {
            let family = from.message.trim_start_matches(UNKNOWN_FONT);
            Diagnostic::error(Code::FONT, format!("the project has no font `{family}`"))
                .hint("put its files into fonts/, with their licence, or name a family of templates/theme.typ")
        }
        Severity::Warning => Diagnostic::warning(Code::TEMPLATE, from.message.as_str()),
    };
    out.place = place(world, from.span);
    let hints: Vec<_> = from.hints.iter().map(|hint| hint.v.as_str()).collect();
    if !hints.is_empty() {
        out = out.hint(hints.join("; "));
    }
    out.trace = from.trace.iter().filter_map(|point| Some((point.v.to_string(), place(world, point.span)?))).collect();
    out
}

pub(super) fn place(world: &BrochureWorld, span: impl Into<DiagSpan>) -> Option<Place> {
    let (id, span): (FileId, Range<usize>) = match span.into().get() {
        DiagSpanKind::Detached => return None,
        DiagSpanKind::Number { id, num, sub_range } => (id, world.source(id).ok()?.range(num, sub_range)?),
        DiagSpanKind::Range { id, range } => (id, range),
    };
    let text = match world.source(id) {
        Ok(source) => source.text().to_owned(),
        Err(_) => String::from_utf8_lossy(&world.file(id).ok()?).into_owned(),
    };
    let file = Arc::new(SourceFile::new(id.vpath().get_without_slash(), text));
    Some(Place { file, span })
}
