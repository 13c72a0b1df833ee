//! Walks from each page to every stream that it paints, and makes each ready for print once.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::boxes::Page;
use super::error::PrintError;
use super::images::Pictures;
use super::operators::{self, Scene};
use super::spaces::{Family, family};
use super::{images, shading, states};
use crate::pdf::object::{filters, get_dict, get_name, name, store};

/// The largest content stream that is read, bytes.
const LIMIT: usize = 256 << 20;

/// How deep streams may be nested.
const DEPTH: usize = 32;

/// The state of a stream that was read before.
#[derive(Debug, Clone, Copy)]
struct Seen {
    mask: bool,
    transparent: bool,
}

/// A walk over the pages of a file.
pub(super) struct Walk<'a> {
    document: &'a mut Document,
    pictures: Pictures<'a>,
    on: ObjectId,
    off: ObjectId,
    seen: BTreeMap<ObjectId, Seen>,
    page: usize,
}

/// A page whose resources are ready.
struct Opened {
    id: ObjectId,
    dict: Dictionary,
    resources: Dictionary,
    transparent: bool,
    place: Place,
}

/// Where a stream is painted.
#[derive(Debug, Clone, Copy)]
struct Place {
    page: usize,
    mask: bool,
    depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a mut Document, pictures: Pictures<'a>) -> Self {
        let mut state = |on: bool, mode: i64| {
            document.add_object(dictionary! { "Type" => name("ExtGState"), "OP" => on, "op" => on, "OPM" => mode })
        };
        let (on, off) = (state(true, 1), state(false, 0));
        Self { document, pictures, on, off, seen: BTreeMap::new(), page: 0 }
    }

    /// Makes pages ready: their content, all that it uses, and their transparency groups.
    pub(super) fn pages(&mut self, pages: &[Page]) -> Result<(), PrintError> {
        let opened: Vec<_> = pages.iter().map(|page| self.open_page(page)).collect::<Result<_, _>>()?;
        let walk: &Self = self;
        let ready: Vec<_> = opened.into_par_iter().map(|page| walk.rewrite_page(page)).collect::<Result<_, _>>()?;
        for (page, content) in ready {
            self.close_page(page, content);
        }
        Ok(())
    }

    /// Makes the resources of a page ready.
    fn open_page(&mut self, page: &Page) -> Result<Opened, PrintError> {
        self.page = page.number;
        let place = Place { page: page.number, mask: false, depth: 0 };
        let dict = self.document.get_dictionary(page.id)?.clone();
        let mut resources = get_dict(self.document, &dict, b"Resources").cloned().unwrap_or_default();
        let transparent = self.resources(&mut resources, place)?;
        Ok(Opened { id: page.id, dict, resources, transparent, place })
    }

    /// Returns the content of a page, if it changes. Pages share nothing here, so that each may be rewritten in
    /// another thread.
    fn rewrite_page(&self, mut page: Opened) -> Result<(Opened, Option<Stream>), PrintError> {
        let plain = plain(self.document, &self.document.get_page_contents(page.id))?;
        let content = self.rewrite(&plain, &mut page.resources, page.place)?;
        Ok((page, content))
    }

    fn close_page(&mut self, page: Opened, content: Option<Stream>) {
        let Opened { id, mut dict, mut resources, transparent, .. } = page;
        if let Some(content) = content {
            dict.set("Contents", self.document.add_object(content));
        }
        forget_spaces(self.document, &mut resources);
        dict.set("Resources", resources);
        if transparent || dict.has(b"Group") {
            dict.set("Group", group(get_dict(self.document, &dict, b"Group"), "DeviceCMYK"));
        }
        self.document.objects.insert(id, dict.into());
    }

    /// Returns content with its colours in ink; nothing if it stays as it is.
    fn rewrite(&self, plain: &[u8], resources: &mut Dictionary, place: Place) -> Result<Option<Stream>, PrintError> {
        let operations = Content::decode_strict(plain)?.operations;
        let scene = Scene { page: place.page, mask: place.mask, spaces: self.spaces(resources) };
        let rewritten = operators::rewrite(scene, operations)?;
        if rewritten.overprints
            && let Ok(states) = sub(resources, "ExtGState")
        {
            states.set(operators::OVERPRINT, self.on);
            states.set(operators::KNOCKOUT, self.off);
        }
        let Some(operations) = rewritten.operations else { return Ok(None) };
        let mut stream = Stream::new(Dictionary::new(), Content { operations }.encode()?);
        stream.compress()?;
        Ok(Some(stream))
    }

    fn spaces(&self, resources: &Dictionary) -> BTreeMap<Vec<u8>, Option<Family>> {
        let spaces = resources.get(b"ColorSpace").and_then(Object::as_dict);
        let spaces = spaces.into_iter().flatten();
        spaces.map(|(key, space)| (key.clone(), family(self.document, space))).collect()
    }

    /// Makes all that resources name ready, and returns whether some of it is transparent. The parts of the
    /// dictionary are no longer references.
    fn resources(&mut self, resources: &mut Dictionary, place: Place) -> Result<bool, PrintError> {
        if place.depth > DEPTH {
            return Err(self.unsupported("content nested without end"));
        }
        let mut transparent = false;
        for part in ["ColorSpace", "ExtGState", "XObject", "Pattern", "Shading"] {
            let Some(mut entries) = get_dict(self.document, resources, part.as_bytes()).cloned() else { continue };
            if [b"DefaultCMYK".as_slice(), b"DefaultRGB", b"DefaultGray"].iter().any(|key| entries.has(key)) {
                return Err(self.unsupported("a default colour space"));
            }
            for (_, entry) in &mut entries {
                transparent |= match part {
                    "ExtGState" => self.state(entry, place)?,
                    "XObject" => self.xobject(entry, place)?,
                    "Pattern" => self.pattern(entry, place)?,
                    "Shading" => self.shading(entry)?,
                    _ => false,
                };
            }
            resources.set(part, entries);
        }
        Ok(transparent)
    }

    fn state(&mut self, entry: &mut Object, place: Place) -> Result<bool, PrintError> {
        let state = self.document.dereference(entry)?.1.as_dict()?.clone();
        if get_dict(self.document, &state, b"SMask").is_some_and(|mask| mask.has(b"BC")) {
            return Err(self.unsupported("a mask with a backdrop"));
        }
        let (state, mask) = states::clean(self.document, state);
        let transparent = states::is_transparent(self.document, &state);
        store(self.document, entry, state.into());
        if let Some(mask) = mask {
            self.form(mask, Place { mask: true, ..place })?;
        }
        Ok(transparent)
    }

    fn xobject(&mut self, entry: &Object, place: Place) -> Result<bool, PrintError> {
        let id = entry.as_reference()?;
        let stream = self.document.get_object(id)?.as_stream()?;
        match get_name(self.document, &stream.dict, b"Subtype") {
            Some(b"Form") => self.form(id, place),
            Some(b"Image") => {
                if let Some(seen) = self.seen.get(&id) {
                    return Ok(seen.transparent);
                }
                let transparent = images::picture(self.document, id, self.page, self.pictures)?;
                self.seen.insert(id, Seen { mask: false, transparent });
                Ok(transparent)
            }
            _ => Err(self.unsupported("a PostScript object")),
        }
    }

    fn pattern(&mut self, entry: &Object, place: Place) -> Result<bool, PrintError> {
        let (id, pattern) = self.document.dereference(entry)?;
        if pattern.as_stream().is_ok() {
            let id = id.ok_or_else(|| self.unsupported("a broken pattern"))?;
            return self.form(id, place);
        }
        let mut dict = pattern.as_dict()?.clone();
        if let Some(mut state) = dict.remove(b"ExtGState") {
            self.state(&mut state, place)?;
            dict.set("ExtGState", state);
        }
        let mut shading = dict.get(b"Shading")?.clone();
        self.shading(&mut shading)?;
        dict.set("Shading", shading);
        store(self.document, &mut entry.clone(), dict.into());
        Ok(false)
    }

    fn shading(&mut self, entry: &mut Object) -> Result<bool, PrintError> {
        shading::make_printable(self.document, entry, self.page)?;
        Ok(false)
    }

    /// Makes a form or a tile ready, once; returns whether it is transparent.
    fn form(&mut self, id: ObjectId, place: Place) -> Result<bool, PrintError> {
        if let Some(seen) = self.seen.get(&id) {
            if seen.mask && !place.mask {
                return Err(self.unsupported("content that is also a mask"));
            }
            return Ok(seen.transparent);
        }
        self.seen.insert(id, Seen { mask: place.mask, transparent: false });
        let dict = &self.document.get_object(id)?.as_stream()?.dict;
        if dict.has(b"Ref") || get_name(self.document, dict, b"Subtype2") == Some(b"PS") {
            return Err(self.unsupported("content from outside the file"));
        }
        let blend = get_dict(self.document, dict, b"Group").cloned();
        let mut resources = get_dict(self.document, dict, b"Resources").cloned().unwrap_or_default();
        let inner = Place { depth: place.depth + 1, ..place };
        let mut transparent = self.resources(&mut resources, inner)?;
        self.stream(id, &mut resources, inner)?;
        forget_spaces(self.document, &mut resources);
        let dict = &mut self.document.get_object_mut(id)?.as_stream_mut()?.dict;
        dict.set("Resources", resources);
        for key in [b"OPI".as_slice(), b"PS", b"StructParent", b"StructParents", b"PieceInfo", b"Metadata", b"AF"] {
            dict.remove(key);
        }
        if let Some(blend) = blend {
            dict.set("Group", group(Some(&blend), if place.mask { "DeviceGray" } else { "DeviceCMYK" }));
            transparent = true;
        }
        self.seen.insert(id, Seen { mask: place.mask, transparent });
        Ok(transparent)
    }

    /// Rewrites a stream.
    fn stream(&mut self, id: ObjectId, resources: &mut Dictionary, place: Place) -> Result<(), PrintError> {
        let plain = plain(self.document, &[id])?;
        if let Some(content) = self.rewrite(&plain, resources, place)? {
            let stream = self.document.get_object_mut(id)?.as_stream_mut()?;
            let compressed = !filters(&content).is_empty();
            stream.set_plain_content(content.content);
            if compressed {
                stream.dict.set("Filter", name("FlateDecode"));
            }
        }
        Ok(())
    }

    fn unsupported(&self, what: &'static str) -> PrintError {
        PrintError::Unsupported { page: self.page, what }
    }
}

/// Returns the content of streams, one after the other.
pub(super) fn plain(document: &Document, ids: &[ObjectId]) -> Result<Vec<u8>, PrintError> {
    let mut plain = Vec::new();
    for id in ids {
        let stream = document.get_object(*id)?.as_stream()?;
        plain.extend(stream.get_plain_content_with_limit(LIMIT.saturating_sub(plain.len()))?);
        plain.push(b'\n');
    }
    Ok(plain)
}

/// Returns a transparency group that blends in a colour space of the press (ISO 15930-7, transparency).
fn group(before: Option<&Dictionary>, space: &str) -> Dictionary {
    let mut group = dictionary! { "Type" => name("Group"), "S" => name("Transparency"), "CS" => name(space) };
    for key in [b"I".as_slice(), b"K"] {
        if let Some(value) = before.and_then(|before| before.get(key).ok()) {
            group.set(key, value.clone());
        }
    }
    group
}

/// Returns a dictionary in a dictionary, and makes it if it is missing.
fn sub<'a>(resources: &'a mut Dictionary, key: &str) -> Result<&'a mut Dictionary, lopdf::Error> {
    if !resources.has(key.as_bytes()) {
        resources.set(key, Dictionary::new());
    }
    resources.get_mut(key.as_bytes())?.as_dict_mut()
}

/// Removes colour spaces that no operator names after rewriting.
fn forget_spaces(document: &Document, resources: &mut Dictionary) {
    let Some(spaces) = get_dict(document, resources, b"ColorSpace") else { return };
    let mut kept = Dictionary::new();
    for (key, space) in spaces {
        if matches!(family(document, space), Some(Family::Spot | Family::Pattern)) {
            kept.set(key.clone(), space.clone());
        }
    }
    resources.remove(b"ColorSpace");
    if !kept.is_empty() {
        resources.set("ColorSpace", kept);
    }
}
