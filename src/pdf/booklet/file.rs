//! The file of the booklet: new pages with the old pages as forms, and the objects that these refer to. Objects are
//! moved, so that fonts and images stay shared.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::imposition::Side;
use super::source::{self, Page};
use super::{BookletError, Options, Paper, sheet};
use crate::format::mm_to_pt;
use crate::fs::hash::Hasher;
use crate::pdf::object::{Rect, numbers, save_pdf};

/// The version that introduced `Duplex` (ISO 32000-1, table 150).
const VERSION: &str = "1.7";

/// The later version, which is kept.
const LATER_VERSION: &str = "2.0";

/// The document information that is kept. Claims of PDF/X conformance are not.
const INFO: [&[u8]; 8] =
    [b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer", b"CreationDate", b"ModDate"];

/// The keys of the catalog that are kept.
const CATALOG: [&[u8]; 3] = [b"Lang", b"OutputIntents", b"OCProperties"];

/// Returns the identifier of a booklet, which depends on everything that it is made from (ISO 32000-1, 14.4).
pub(super) fn identifier(pdf: &[u8], options: &Options) -> [u8; 16] {
    let Options { creep, paper: Paper { width, height } } = options;
    let mut hash = Hasher::default();
    for length in [creep, width, height] {
        hash.add(length.to_be_bytes());
    }
    hash.add(pdf);
    hash.finish_short()
}

/// Assembles the booklet. `contents` are the content streams of the sides.
pub(super) fn assemble(
    source: Document,
    pages: &[Page],
    sides: &[Side],
    contents: &[String],
    paper: Paper,
    identifier: [u8; 16],
) -> Result<Vec<u8>, BookletError> {
    let mut transfer = Transfer::new(source);
    let (catalog, tree) = (transfer.target.new_object_id(), transfer.target.new_object_id());
    let forms: Vec<_> = pages.iter().map(|page| transfer.add_form(page)).collect();
    let kids: Vec<Object> = sides
        .iter()
        .zip(contents)
        .map(|(side, content)| transfer.add_side(side, content, &forms, tree).into())
        .collect();
    let size = Rect::between([0.0, 0.0, mm_to_pt(paper.width), mm_to_pt(paper.height)]);
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let tree_node = dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids, "MediaBox" => size.to_object() };
    transfer.target.set_object(tree, tree_node);
    let entries = transfer.catalog(tree);
    transfer.target.set_object(catalog, entries);
    transfer.target.trailer.set("Root", catalog);
    if let Some(info) = transfer.info() {
        let info = transfer.target.add_object(info);
        transfer.target.trailer.set("Info", info);
    }
    let name = Object::String(identifier.to_vec(), StringFormat::Hexadecimal);
    transfer.target.trailer.set("ID", vec![name.clone(), name]);
    save_pdf(&mut transfer.finish()).map_err(BookletError::Write)
}

/// Moves objects from one file to another. They are numbered in the order in which they are found.
struct Transfer {
    source: Document,
    target: Document,
    /// The page tree of the source: an object that refers to it must not bring it along.
    excluded: BTreeSet<ObjectId>,
    /// The new identifiers of objects.
    new_ids: BTreeMap<ObjectId, ObjectId>,
    /// Objects that have a new identifier but are not moved yet.
    pending: VecDeque<(ObjectId, ObjectId)>,
}

impl Transfer {
    fn new(source: Document) -> Self {
        let version = if source_version(&source) >= LATER_VERSION { LATER_VERSION } else { VERSION };
        Self {
            excluded: source::page_tree(&source),
            source,
            target: Document::with_version(version),
            new_ids: BTreeMap::new(),
            pending: VecDeque::new(),
        }
    }

    /// Returns an object with its references updated. A reference to a missing object is null, as readers treat it
    /// (ISO 32000-1, 7.3.10).
    fn update(&mut self, object: Object) -> Object {
        match object {
            Object::Reference(id) => self.new_id(id).map_or(Object::Null, Object::Reference),
            Object::Array(items) => Object::Array(items.into_iter().map(|item| self.update(item)).collect()),
            Object::Dictionary(entries) => Object::Dictionary(self.update_dict(entries)),
            Object::Stream(mut stream) => {
                stream.dict = self.update_dict(stream.dict);
                Object::Stream(stream)
            }
            plain => plain,
        }
    }

    fn update_dict(&mut self, entries: Dictionary) -> Dictionary {
        let mut moved = Dictionary::new();
        for (key, value) in entries {
            let value = self.update(value);
            moved.set(key, value);
        }
        moved
    }

    /// Returns the new identifier of an object.
    fn new_id(&mut self, id: ObjectId) -> Option<ObjectId> {
        if let Some(new) = self.new_ids.get(&id) {
            return Some(*new);
        }
        if self.excluded.contains(&id) || !self.source.has_object(id) {
            return None;
        }
        let new = self.target.new_object_id();
        self.new_ids.insert(id, new);
        self.pending.push_back((id, new));
        Some(new)
    }

    /// Moves all objects that were found and returns the file.
    fn finish(mut self) -> Document {
        while let Some((id, new)) = self.pending.pop_front() {
            let object = self.source.objects.remove(&id).unwrap_or(Object::Null);
            let object = self.update(object);
            self.target.set_object(new, object);
        }
        self.target
    }

    /// Adds a page as a form (ISO 32000-1, 8.10).
    fn add_form(&mut self, page: &Page) -> ObjectId {
        let mut form = page.content.clone();
        form.dict = self.update_dict(form.dict);
        form.dict.set("Type", "XObject");
        form.dict.set("Subtype", "Form");
        form.dict.set("BBox", page.bleed.to_object());
        form.dict.set("Matrix", numbers(&page.matrix.0));
        let resources = self.update(page.resources.clone());
        form.dict.set("Resources", resources);
        if let Some(group) = &page.group {
            let mut group = self.update_dict(group.clone());
            // The group of a page is always isolated, that of a form only if it says so (ISO 32000-1, 11.4.7).
            group.set("I", true);
            form.dict.set("Group", group);
        }
        self.target.add_object(form)
    }

    /// Adds a side of a sheet as a page.
    fn add_side(&mut self, side: &Side, content: &str, forms: &[ObjectId], tree: ObjectId) -> ObjectId {
        let mut drawn = Dictionary::new();
        for page in side.pages.into_iter().flatten() {
            if let Some(form) = page.checked_sub(1).and_then(|index| forms.get(index)) {
                drawn.set(sheet::form_name(page), *form);
            }
        }
        let content = self.target.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        self.target.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => tree,
            "Contents" => content,
            "Resources" => dictionary! { "XObject" => drawn },
        })
    }

    /// Returns the catalog, with the keys that are kept of the old one.
    fn catalog(&mut self, tree: ObjectId) -> Dictionary {
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => tree,
            "ViewerPreferences" => dictionary! {
                "PrintScaling" => "None",
                "Duplex" => "DuplexFlipShortEdge",
                "PickTrayByPDFSize" => true,
            },
        };
        let old = self.source.catalog().cloned().unwrap_or_default();
        for key in CATALOG {
            if let Ok(value) = old.get(key) {
                let value = self.update(value.clone());
                catalog.set(key, value);
            }
        }
        catalog
    }

    fn info(&self) -> Option<Dictionary> {
        let old = self.source.trailer.get_deref(b"Info", &self.source).and_then(Object::as_dict).ok()?;
        let mut info = Dictionary::new();
        for key in INFO {
            if let Ok(text @ Object::String(..)) = old.get_deref(key, &self.source) {
                info.set(key, text.clone());
            }
        }
        (!info.is_empty()).then_some(info)
    }
}

/// Returns the version of a file, which the catalog may raise (ISO 32000-1, 7.5.2).
fn source_version(source: &Document) -> &str {
    let catalog = source.catalog().and_then(|catalog| catalog.get_deref(b"Version", source)).and_then(Object::as_name);
    let catalog = catalog.ok().and_then(|version| std::str::from_utf8(version).ok());
    catalog.map_or(source.version.as_str(), |version| version.max(&source.version))
}
