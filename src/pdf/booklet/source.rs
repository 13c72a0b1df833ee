//! The pages of the source PDF: their content, what they inherit, and their boxes.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Error, Object, ObjectId, Stream};

use super::BookletError;
use super::geometry::Matrix;
use crate::pdf::object::{ReadError, Rect, copy_keys, float, get};

/// The largest unpacked content of a page, in bytes.
const MOST_CONTENT: usize = 256 * 1024 * 1024;

/// The keys that a page inherits (ISO 32000-1, 7.7.3.4).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// A page of the source. Its references are to objects of the source.
#[derive(Debug)]
pub(super) struct Page {
    /// From 1.
    pub(super) number: usize,
    /// The content. The dictionary has only the filters.
    pub(super) content: Stream,
    pub(super) resources: Object,
    /// The transparency group, if the page is one.
    pub(super) group: Option<Dictionary>,
    /// The bleed in the coordinates of the page.
    pub(super) bleed: Rect,
    /// Transforms coordinates of the page to upright pt, with the trim at the origin.
    pub(super) matrix: Matrix,
    /// The trim in upright pt.
    pub(super) trim: Rect,
}

impl Page {
    pub(super) fn upright_bleed(&self) -> Rect {
        self.matrix.apply(self.bleed)
    }
}

/// Reads the pages in reading order, at least one.
pub(super) fn read_pages(document: &Document) -> Result<Vec<Page>, BookletError> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).map_err(ReadError::Damaged)?;
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![(root, Dictionary::new())];
    while let Some((node, mut entries)) = waiting.pop() {
        let no_page = BookletError::NoPage { after: pages.len() };
        let Ok(id) = node.as_reference() else { return Err(no_page) };
        if !seen.insert(id) {
            return Err(BookletError::PageTreeLoop { object: id.0 });
        }
        let Ok(node) = document.get_dictionary(id) else { return Err(no_page) };
        match node.get_deref(b"Kids", document) {
            Ok(kids) => {
                let Ok(kids) = kids.as_array() else { return Err(no_page) };
                copy_keys(node, &mut entries, &INHERITED);
                waiting.extend(kids.iter().rev().map(|kid| (kid, entries.clone())));
            }
            Err(_) if node.has_type(b"Page") => {
                entries.extend(node);
                pages.push(read_page(document, &entries, pages.len() + 1)?);
            }
            Err(_) => return Err(no_page),
        }
    }
    if pages.is_empty() { Err(BookletError::NoPages) } else { Ok(pages) }
}

/// Returns the nodes of the page tree.
pub(super) fn page_tree(document: &Document) -> BTreeSet<ObjectId> {
    let is_node = |object: &Object| matches!(object.type_name(), Ok(b"Page" | b"Pages"));
    document.objects.iter().filter(|(_, object)| is_node(object)).map(|(id, _)| *id).collect()
}

/// Reads a page from its keys, including those that it inherits.
fn read_page(document: &Document, page: &Dictionary, number: usize) -> Result<Page, BookletError> {
    let size = |name| BookletError::PageSize { page: number, name };
    let boxes = |name: &'static str| match get(document, page, name.as_bytes()) {
        Some(value) => Rect::read(document, value).map(Some).ok_or(size(name)),
        None => Ok(None),
    };
    let media = boxes("MediaBox")?.ok_or(size("MediaBox"))?;
    let crop = boxes("CropBox")?.unwrap_or(media);
    let trim = boxes("TrimBox")?.unwrap_or(crop).intersect(media).ok_or(size("TrimBox"))?;
    // A bleed smaller than the trim would clip it.
    let bleed = boxes("BleedBox")?.unwrap_or(crop).intersect(media).unwrap_or(trim).union(trim);
    let quarters = quarter_turns(document, page).ok_or(size("Rotate"))?;
    let unit =
        get(document, page, b"UserUnit").map_or(Some(1.0), |unit| float(document, unit)).filter(|unit| *unit > 0.0);
    let matrix = Matrix::upright(trim, quarters, unit.ok_or(size("UserUnit"))?);
    let group = get(document, page, b"Group").and_then(|group| group.as_dict().ok());
    Ok(Page {
        number,
        content: read_content(document, page).map_err(|error| BookletError::Content { page: number, error })?,
        resources: page.get(b"Resources").cloned().unwrap_or_else(|_| Dictionary::new().into()),
        group: group.cloned(),
        bleed,
        matrix,
        trim: matrix.apply(trim),
    })
}

/// Returns the rotation of a page in clockwise quarter turns; `None` if it is another angle.
fn quarter_turns(document: &Document, page: &Dictionary) -> Option<u8> {
    let Some(rotate) = get(document, page, b"Rotate") else { return Some(0) };
    match float(document, rotate)?.rem_euclid(360.0) {
        0.0 => Some(0),
        90.0 => Some(1),
        180.0 => Some(2),
        270.0 => Some(3),
        _ => None,
    }
}

/// Returns the content of a page as one stream. A single stream stays compressed as it is.
fn read_content(document: &Document, page: &Dictionary) -> Result<Stream, Option<Error>> {
    let streams = content_streams(document, page)?;
    if let [stream] = streams.as_slice() {
        let mut packing = Dictionary::new();
        copy_keys(&stream.dict, &mut packing, &[b"Filter", b"DecodeParms"]);
        return Ok(Stream::new(packing, stream.content.clone()));
    }
    let mut joined = Vec::new();
    for stream in streams {
        let room = MOST_CONTENT.saturating_sub(joined.len());
        joined.extend(stream.get_plain_content_with_limit(room)?);
        // Streams are split between tokens, but perhaps without white space (ISO 32000-1, 7.8.2).
        joined.push(b'\n');
    }
    let mut stream = Stream::new(Dictionary::new(), joined);
    stream.compress()?;
    Ok(stream)
}

/// Returns the content streams of a page: none, one, or an array of them.
fn content_streams<'a>(document: &'a Document, page: &'a Dictionary) -> Result<Vec<&'a Stream>, Option<Error>> {
    let Some(contents) = get(document, page, b"Contents") else { return Ok(Vec::new()) };
    let parts = match contents {
        Object::Array(parts) => parts.as_slice(),
        single => std::slice::from_ref(single),
    };
    let stream = |part| document.dereference(part)?.1.as_stream();
    let streams = parts.iter().map(stream).collect::<Result<Vec<_>, _>>()?;
    // The data of such a stream are in another file (ISO 32000-1, 7.3.8.2).
    if streams.iter().any(|stream| stream.dict.has(b"F")) { Err(None) } else { Ok(streams) }
}
