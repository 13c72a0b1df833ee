//! What templates report to the program: `metadata(..)` with a label, which takes up no space on the page.

use typst::foundations::{Content, Label, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::{PagedDocument, PagedIntrospector};

/// Returns the values under a label in their order, each with its page from 1.
#[must_use]
pub(crate) fn query_metadata(document: &PagedDocument, label: &str) -> Vec<(Value, usize)> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let value = |element: &Content| {
        let page = element.location().and_then(|place| introspector.page(place)).map_or(0, std::num::NonZero::get);
        Some((element.to_packed::<MetadataElem>()?.value.clone(), page))
    };
    introspector.query(&Selector::Label(label)).iter().filter_map(value).collect()
}

/// A value that a template reports, and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub value: Value,
    /// The page, from 1.
    pub page: usize,
    /// The distance from the upper trim, in mm.
    pub y: f64,
}

/// Returns the values under a label in their order, each with its place.
#[must_use]
pub(crate) fn query_places(document: &PagedDocument, label: &str) -> Vec<Mark> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let mark = |element: &Content| {
        let place = PagedIntrospector::position(introspector, element.location()?)?;
        let value = element.to_packed::<MetadataElem>()?.value.clone();
        Some(Mark { value, page: place.page.get(), y: place.point.y.to_mm() })
    };
    introspector.query(&Selector::Label(label)).iter().filter_map(mark).collect()
}
