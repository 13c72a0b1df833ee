//! Extract: takes the files out of a PDF.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::ExtractError;

/// All files of a project together have fewer bytes.
const MOST_BYTES: usize = 1024 * 1024 * 1024;

/// Levels of a name tree; a thousand files need two.
const MOST_LEVELS: usize = 16;

/// Longest path, in bytes.
const LONGEST_PATH: usize = 1024;

/// The files inside a PDF by their path, with `/` between its parts, in the order of the paths.
///
/// # Errors
///
/// Fails where the file is no PDF or holds no files, and where a name leads out of a folder: nothing of
/// such a file is to be trusted.
pub fn extract(pdf: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ExtractError> {
    let document = Document::load_mem_with_options(pdf, LoadOptions { strict: true, ..LoadOptions::default() })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(ExtractError::Encrypted);
    }
    let mut tree = Tree { document: &document, met: BTreeSet::new(), found: Vec::new() };
    if let Some(files) = child(&document, document.catalog()?, b"Names").and_then(|it| it.get(b"EmbeddedFiles").ok()) {
        tree.node(files, MOST_LEVELS);
    }
    let mut files = BTreeMap::new();
    let mut room = MOST_BYTES;
    for specification in tree.found {
        let path = path(&document, specification)?;
        let bytes = content(&document, specification, &path, room)?;
        room -= bytes.len();
        if files.insert(path.clone(), bytes).is_some() {
            return Err(ExtractError::Twice(path));
        }
    }
    if files.is_empty() { Err(ExtractError::Empty) } else { Ok(files.into_iter().collect()) }
}

/// A walk over a name tree (ISO 32000-1, 7.9.6).
struct Tree<'a> {
    document: &'a Document,
    met: BTreeSet<ObjectId>,
    found: Vec<&'a Dictionary>,
}

impl<'a> Tree<'a> {
    fn node(&mut self, node: &'a Object, levels: usize) {
        // A damaged tree can lead back to where it came from.
        if levels == 0 || node.as_reference().is_ok_and(|id| !self.met.insert(id)) {
            return;
        }
        let Some(node) = resolved(self.document, node).and_then(|node| node.as_dict().ok()) else { return };
        let list = |key| node.get(key).ok().and_then(|list| resolved(self.document, list)?.as_array().ok());
        let (names, kids) = (list(b"Names"), list(b"Kids"));
        for pair in names.into_iter().flat_map(|names| names.as_chunks::<2>().0) {
            self.found.extend(resolved(self.document, &pair[1]).and_then(|file| file.as_dict().ok()));
        }
        for kid in kids.into_iter().flatten() {
            self.node(kid, levels - 1);
        }
    }
}

/// The path of a file, if it stays below the folder that it is written into, on every system.
fn path(document: &Document, specification: &Dictionary) -> Result<String, ExtractError> {
    let text = |key| specification.get(key).ok().and_then(|name| decode_text_string(resolved(document, name)?).ok());
    let name: String = text(b"UF".as_slice()).or_else(|| text(b"F")).unwrap_or_default();
    let plain = |part: &str| !part.is_empty() && !part.contains(['\\', ':', '\0']) && !part.ends_with(['.', ' ']);
    let inside = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
    if inside && name.len() <= LONGEST_PATH && name.split('/').all(plain) {
        Ok(name)
    } else {
        Err(ExtractError::Name(name.chars().take(LONGEST_PATH).collect()))
    }
}

fn content(document: &Document, specification: &Dictionary, path: &str, room: usize) -> Result<Vec<u8>, ExtractError> {
    let fail = |detail: &str| ExtractError::Content { name: path.to_owned(), detail: detail.to_owned() };
    let files = child(document, specification, b"EF").ok_or_else(|| fail("it is not there"))?;
    let file = files.get(b"UF").or_else(|_| files.get(b"F")).ok().and_then(|file| resolved(document, file));
    let stream = file.and_then(|file| file.as_stream().ok()).ok_or_else(|| fail("it is not there"))?;
    let bytes = stream.get_plain_content_with_limit(room).map_err(|error| fail(&error.to_string()))?;
    if bytes.len() > room {
        return Err(ExtractError::TooLarge(MOST_BYTES));
    }
    let size = child(document, &stream.dict, b"Params").and_then(|params| params.get(b"Size").ok()?.as_i64().ok());
    match size {
        Some(size) if usize::try_from(size) != Ok(bytes.len()) => Err(fail("it has another size than it says")),
        _ => Ok(bytes),
    }
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

fn child<'a>(document: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    resolved(document, parent.get(key).ok()?)?.as_dict().ok()
}
