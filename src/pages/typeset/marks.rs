//! What templates tell the program: `metadata(..)` with a label, which takes no room on the page.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// The values under a label in their order, each with its page from 1.
#[must_use]
pub(crate) fn marks(document: &PagedDocument, label: &str) -> Vec<(Value, usize)> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let marks = introspector.query(&Selector::Label(label));
    let value = |mark: &typst::foundations::Content| {
        let page = mark.location().and_then(|place| introspector.page(place)).map_or(0, std::num::NonZero::get);
        Some((mark.to_packed::<MetadataElem>()?.value.clone(), page))
    };
    marks.iter().filter_map(value).collect()
}
