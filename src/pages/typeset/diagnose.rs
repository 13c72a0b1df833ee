//! Converts the diagnostics of Typst, with file, line and trace.

use std::ops::Range;
use std::sync::Arc;

use typst::World;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId};

use super::world::BrochureWorld;
use crate::diagnostics::{Code, Diagnostic, Place, SourceFile};

/// The beginning of Typst's warning about a missing font.
const UNKNOWN_FONT: &str = "unknown font family: ";

/// Converts a diagnostic. `templates` are the files that were read.
pub(super) fn convert_diagnostic(world: &BrochureWorld, templates: &[String], from: &SourceDiagnostic) -> Diagnostic {
    let mut out = match (from.severity, from.message.strip_prefix(UNKNOWN_FONT)) {
        (Severity::Error, _) => Diagnostic::error(Code::TEMPLATE, from.message.as_str()),
        // Typst falls back to another font, but a brochure is set in the fonts that were chosen.
        (Severity::Warning, Some(family)) => Diagnostic::error(
            Code::FONT,
            format!("the project has no font `{family}`"),
        )
        .hint(
            "put its files into fonts/, with their licence, or name a font that is there: `brochure doctor` lists them",
        ),
        (Severity::Warning, None) => Diagnostic::warning(Code::TEMPLATE, from.message.as_str()),
    };
    out.place = locate_span(world, from.span);
    if let Some((family, place)) =
        from.message.strip_prefix(UNKNOWN_FONT).and_then(|family| find_family(world, templates, family))
    {
        out.message = format!("the project has no font `{family}`");
        out.place = Some(place);
    }
    let hints: Vec<_> = from.hints.iter().map(|hint| hint.v.as_str()).collect();
    if !hints.is_empty() {
        out = out.hint(hints.join("; "));
    }
    let trace = from.trace.iter();
    out.trace = trace.filter_map(|point| Some((point.v.to_string(), locate_span(world, point.span)?))).collect();
    out
}

/// Returns the name of a font as a template writes it, and its place. Typst knows the name in small letters only, and
/// the line that sets a text in the font.
fn find_family(world: &BrochureWorld, templates: &[String], family: &str) -> Option<(String, Place)> {
    let quoted = format!("\"{family}\"");
    templates.iter().find_map(|path| {
        let text = world.text(path)?;
        let start = text.to_ascii_lowercase().find(&quoted)?;
        let span = start..start + quoted.len();
        let name = text.get(span.clone())?.trim_matches('"').to_owned();
        Some((name, Place { file: Arc::new(SourceFile::new(path, text)), span }))
    })
}

/// Returns the place in a template that a span points to.
pub(super) fn locate_span(world: &BrochureWorld, span: impl Into<DiagSpan>) -> Option<Place> {
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
