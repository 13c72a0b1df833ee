//! Extracts the attachments of a PDF.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, decode_text_string};

use super::{ExtractError, names};
use crate::pdf::object::{get_dict, read_pdf, resolve};

/// The largest total size of attachments, in bytes. No project is larger.
const MOST_BYTES: usize = 1024 * 1024 * 1024;

/// The most levels and nodes of a name tree. A thousand files need two levels and a hundred nodes.
const MOST_LEVELS: usize = 16;
const MOST_NODES: usize = 10_000;

/// The number of characters of a bad path that are shown.
const SHOWN: usize = 80;

/// Returns the attachments of a PDF by their path, with `/` between its parts, in the order of the paths.
///
/// ```no_run
/// let pdf = std::fs::read("out/expedition-2019-de-archive.pdf")?;
/// for (path, bytes) in brochure::pdf::archive::extract(&pdf)? {
///     println!("{path}: {} bytes", bytes.len());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Fails if the file is not a PDF, has no attachments, or has one whose path leads out of a folder: nothing in such a
/// file can be trusted.
pub fn extract(pdf: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ExtractError> {
    let document = read_pdf(pdf)?;
    let mut tree = Tree { document: &document, nodes_left: MOST_NODES, found: Vec::new() };
    if let Some(files) = get_dict(&document, document.catalog()?, b"Names").and_then(|it| it.get(b"EmbeddedFiles").ok())
    {
        tree.visit(files, MOST_LEVELS).ok_or(ExtractError::List)?;
    }
    let paths = tree.found.iter().map(|file| read_path(&document, file)).collect::<Result<Vec<_>, _>>()?;
    if let Some(path) = names::find_conflict(paths.iter().map(String::as_str)) {
        return Err(ExtractError::Twice(path));
    }
    if !tree.is_complete() {
        return Err(ExtractError::List);
    }
    let mut files = BTreeMap::new();
    let mut room = MOST_BYTES;
    for (path, specification) in paths.into_iter().zip(tree.found) {
        let bytes = read_content(&document, specification, &path, room)?;
        room -= bytes.len();
        files.insert(path, bytes);
    }
    if files.is_empty() { Err(ExtractError::Empty) } else { Ok(files.into_iter().collect()) }
}

/// A walk over a name tree (ISO 32000-1, 7.9.6). Nothing in it is skipped: those who keep an archive must know if a part
/// of it is missing.
struct Tree<'a> {
    document: &'a Document,
    /// The number of nodes that may still be visited: a damaged tree can have cycles.
    nodes_left: usize,
    found: Vec<&'a Dictionary>,
}

impl<'a> Tree<'a> {
    fn visit(&mut self, node: &'a Object, levels: usize) -> Option<()> {
        self.nodes_left = self.nodes_left.checked_sub(1)?;
        let levels = levels.checked_sub(1)?;
        let node = resolve(self.document, node)?.as_dict().ok()?;
        let list = |key| match node.get(key) {
            Ok(list) => resolve(self.document, list)?.as_array().ok().map(Vec::as_slice),
            Err(_) => Some(&[][..]),
        };
        let (pairs, odd) = list(b"Names")?.as_chunks::<2>();
        if !odd.is_empty() {
            return None;
        }
        for [_, file] in pairs {
            self.found.push(resolve(self.document, file)?.as_dict().ok()?);
        }
        list(b"Kids")?.iter().try_for_each(|kid| self.visit(kid, levels))
    }

    /// Returns whether the tree has as many files as are associated with the document: an archive associates all of
    /// them (ISO 19005-3, 6.8), other PDFs none.
    fn is_complete(&self) -> bool {
        let catalog = self.document.catalog().ok();
        let associated = catalog.and_then(|catalog| resolve(self.document, catalog.get(b"AF").ok()?)?.as_array().ok());
        associated.is_none_or(|associated| associated.len() == self.found.len())
    }
}

fn read_path(document: &Document, specification: &Dictionary) -> Result<String, ExtractError> {
    let text = |key| specification.get(key).ok().and_then(|name| decode_text_string(resolve(document, name)?).ok());
    let name: String = text(b"UF".as_slice()).or_else(|| text(b"F")).unwrap_or_default();
    if names::is_portable(&name) {
        Ok(name)
    } else {
        Err(ExtractError::Name(name.escape_debug().take(SHOWN).collect()))
    }
}

fn read_content(
    document: &Document,
    specification: &Dictionary,
    path: &str,
    room: usize,
) -> Result<Vec<u8>, ExtractError> {
    let fail = |detail: &str| ExtractError::Content { name: path.to_owned(), detail: detail.to_owned() };
    let files = get_dict(document, specification, b"EF").ok_or_else(|| fail("it is missing"))?;
    let file = files.get(b"UF").or_else(|_| files.get(b"F")).ok().and_then(|file| resolve(document, file));
    let stream = file.and_then(|file| file.as_stream().ok()).ok_or_else(|| fail("it is missing"))?;
    let bytes = stream.get_plain_content_with_limit(room).map_err(|error| fail(&error.to_string()))?;
    if bytes.len() > room {
        return Err(ExtractError::TooLarge(MOST_BYTES));
    }
    let size = get_dict(document, &stream.dict, b"Params").and_then(|params| params.get(b"Size").ok()?.as_i64().ok());
    match size {
        Some(size) if usize::try_from(size) != Ok(bytes.len()) => Err(fail("its size is not the one that is stated")),
        _ => Ok(bytes),
    }
}
