//! Extract: takes the files out of a PDF.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, decode_text_string};

use super::{ExtractError, names};
use crate::pdf::object::{get_dict, read_pdf, resolve};

/// All files of a project together have fewer bytes.
const MOST_BYTES: usize = 1024 * 1024 * 1024;

/// Levels of a name tree, and nodes of one; a thousand files need two levels and a hundred nodes.
const MOST_LEVELS: usize = 16;
const MOST_NODES: usize = 10_000;

/// Letters of a wrong name that are shown.
const SHOWN: usize = 80;

/// The files inside a PDF by their path, with `/` between its parts, in the order of the paths.
///
/// # Errors
///
/// Fails where the file is no PDF or holds no files, and where a name leads out of a folder: nothing of
/// such a file is to be trusted.
pub fn extract(pdf: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ExtractError> {
    let document = read_pdf(pdf)?;
    let mut tree = Tree { document: &document, left: MOST_NODES, found: Vec::new() };
    if let Some(files) = get_dict(&document, document.catalog()?, b"Names").and_then(|it| it.get(b"EmbeddedFiles").ok())
    {
        tree.node(files, MOST_LEVELS).ok_or(ExtractError::List)?;
    }
    if !tree.is_whole() {
        return Err(ExtractError::List);
    }
    let paths = tree.found.iter().map(|file| path(&document, file)).collect::<Result<Vec<_>, _>>()?;
    if let Some(path) = names::in_the_way(paths.iter().map(String::as_str)) {
        return Err(ExtractError::Twice(path));
    }
    let mut files = BTreeMap::new();
    let mut room = MOST_BYTES;
    for (path, specification) in paths.into_iter().zip(tree.found) {
        let bytes = content(&document, specification, &path, room)?;
        room -= bytes.len();
        files.insert(path, bytes);
    }
    if files.is_empty() { Err(ExtractError::Empty) } else { Ok(files.into_iter().collect()) }
}

/// A walk over a name tree (ISO 32000-1, 7.9.6). Nothing in it is passed over: who keeps an archive must
/// know if a part of it is gone.
struct Tree<'a> {
    document: &'a Document,
    /// Nodes that may still be looked at: a damaged tree can lead back to where it came from.
    left: usize,
    found: Vec<&'a Dictionary>,
}

impl<'a> Tree<'a> {
    fn node(&mut self, node: &'a Object, levels: usize) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
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
        list(b"Kids")?.iter().try_for_each(|kid| self.node(kid, levels))
    }

    /// Whether as many files are associated with the document as the tree has, where any are: an archive
    /// associates all (ISO 19005-3, 6.8).
    fn is_whole(&self) -> bool {
        let catalog = self.document.catalog().ok();
        let associated = catalog.and_then(|catalog| resolve(self.document, catalog.get(b"AF").ok()?)?.as_array().ok());
        associated.is_none_or(|associated| associated.len() == self.found.len())
    }
}

/// The path of a file.
fn path(document: &Document, specification: &Dictionary) -> Result<String, ExtractError> {
    let text = |key| specification.get(key).ok().and_then(|name| decode_text_string(resolve(document, name)?).ok());
    let name: String = text(b"UF".as_slice()).or_else(|| text(b"F")).unwrap_or_default();
    if names::is_plain(&name) { Ok(name) } else { Err(ExtractError::Name(name.escape_debug().take(SHOWN).collect())) }
}

fn content(document: &Document, specification: &Dictionary, path: &str, room: usize) -> Result<Vec<u8>, ExtractError> {
    let fail = |detail: &str| ExtractError::Content { name: path.to_owned(), detail: detail.to_owned() };
    let files = get_dict(document, specification, b"EF").ok_or_else(|| fail("it is not there"))?;
    let file = files.get(b"UF").or_else(|_| files.get(b"F")).ok().and_then(|file| resolve(document, file));
    let stream = file.and_then(|file| file.as_stream().ok()).ok_or_else(|| fail("it is not there"))?;
    let bytes = stream.get_plain_content_with_limit(room).map_err(|error| fail(&error.to_string()))?;
    if bytes.len() > room {
        return Err(ExtractError::TooLarge(MOST_BYTES));
    }
    let size = get_dict(document, &stream.dict, b"Params").and_then(|params| params.get(b"Size").ok()?.as_i64().ok());
    match size {
        Some(size) if usize::try_from(size) != Ok(bytes.len()) => Err(fail("it has another size than it says")),
        _ => Ok(bytes),
    }
}
