//! Content: walks from each page to every stream that it paints, and makes each ready for print once.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::boxes::Page;
use super::error::PrintError;
use super::images::Pictures;
use super::operators::{self, Scene};
use super::spaces::{Family, by_name, family};
use super::{images, shading, states};
use crate::pdf::object::{filters, get_dict, get_name, name, store};

/// The largest content stream that is read, in bytes.
const LIMIT: usize = 256 << 20;
/// How deep streams may stand in each other.
const DEPTH: usize = 32;

/// What became of a stream met before.
#[derive(Debug, Clone, Copy)]
struct Seen {
    mask: bool,
    transparent: bool,
}

/// A walk over the pages of a file.
pub(super) struct Walk<'a> {
    document: &'a mut Document,
    profile: &'a [u8],
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

/// Where a stream stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    page: usize,
    mask: bool,
    depth: usize,
}

impl<'a> Walk<'a> {
    /// A walk that turns screen pictures into ink with `to_cmyk`, for the output intent of `profile`.
    pub(super) fn new(document: &'a mut Document, profile: &'a [u8], pictures: Pictures<'a>) -> Self {
        let mut state = |on: bool, mode: i64| {
            document.add_object(dictionary! { "Type" => name("ExtGState"), "OP" => on, "op" => on, "OPM" => mode })
        };
        let (on, off) = (state(true, 1), state(false, 0));
        Self { document, profile, pictures, on, off, seen: BTreeMap::new(), page: 0 }
    }

    /// Makes pages ready: their content, all that it uses, and their transparency groups.
    pub(super) fn pages(&mut self, pages: &[Page]) -> Result<(), PrintError> {
        let opened: Vec<_> = pages.iter().map(|page| self.opened(page)).collect::<Result<_, _>>()?;
        let walk: &Self = self;
        let ready: Vec<_> = opened.into_par_iter().map(|page| walk.page(page)).collect::<Result<_, _>>()?;
        for (page, content) in ready {
            self.close(page, content);
        }
        Ok(())
    }

    /// A page with resources that are ready.
    fn opened(&mut self, page: &Page) -> Result<Opened, PrintError> {
        self.page = page.number;
        let place = Place { page: page.number, mask: false, depth: 0 };
        let dict = self.document.get_dictionary(page.id)?.clone();
        let mut resources = get_dict(self.document, &dict, b"Resources").cloned().unwrap_or_default();
        let transparent = self.resources(&mut resources, place)?;
        Ok(Opened { id: page.id, dict, resources, transparent, place })
    }

    /// The content of a page, where it changes. Pages share nothing here, so each may be done by a
    /// thread of its own.
    fn page(&self, mut page: Opened) -> Result<(Opened, Option<Stream>), PrintError> {
        let plain = plain(self.document, &self.document.get_page_contents(page.id))?;
        let content = self.rewritten(&plain, &mut page.resources, page.place)?;
        Ok((page, content))
    }

    fn close(&mut self, page: Opened, content: Option<Stream>) {
        let Opened { id, mut dict, mut resources, transparent, .. } = page;
        if let Some(content) = content {
            dict.set("Contents", self.document.add_object(content));
        }
        forget_spaces(self.document, &mut resources, self.profile);
        dict.set("Resources", resources);
        if transparent || dict.has(b"Group") {
            dict.set("Group", group(get_dict(self.document, &dict, b"Group"), "DeviceCMYK"));
        }
        self.document.objects.insert(id, dict.into());
    }

    /// Content with its colours in ink; nothing where it is good as it is.
    fn rewritten(&self, plain: &[u8], resources: &mut Dictionary, place: Place) -> Result<Option<Stream>, PrintError> {
        let operations = Content::decode_strict(plain)?.operations;
        let (on, off) = (free_state(resources, "overprint", self.on), free_state(resources, "knockout", self.off));
        let scene = Scene {
            page: place.page,
            mask: place.mask,
            spaces: self.spaces(resources),
            drawn_fonts: self.drawn_fonts(resources),
            on: &on,
            off: &off,
        };
        let rewritten = operators::rewrite(scene, operations)?;
        if rewritten.overprints
            && let Ok(states) = sub(resources, "ExtGState")
        {
            states.set(on, self.on);
            states.set(off, self.off);
        }
        let Some(operations) = rewritten.operations else { return Ok(None) };
        let mut stream = Stream::new(Dictionary::new(), Content { operations }.encode()?);
        stream.compress()?;
        Ok(Some(stream))
    }

    fn spaces(&self, resources: &Dictionary) -> BTreeMap<Vec<u8>, Option<Family>> {
        let spaces = resources.get(b"ColorSpace").and_then(Object::as_dict);
        let spaces = spaces.into_iter().flatten();
        spaces.map(|(key, space)| (key.clone(), family(self.document, space, self.profile))).collect()
    }

    fn drawn_fonts(&self, resources: &Dictionary) -> BTreeSet<Vec<u8>> {
        let fonts = resources.get(b"Font").and_then(Object::as_dict).into_iter().flatten();
        fonts.filter(|(_, font)| self.is_drawn(font)).map(|(key, _)| key.clone()).collect()
    }

    fn is_drawn(&self, font: &Object) -> bool {
        let dict = self.document.dereference(font).ok().and_then(|(_, font)| font.as_dict().ok());
        dict.and_then(|dict| get_name(self.document, dict, b"Subtype")) == Some(b"Type3")
    }

    /// Makes all that resources name ready, and gives whether something of it is transparent. The parts
    /// of the dictionary come to stand in it directly.
    fn resources(&mut self, resources: &mut Dictionary, place: Place) -> Result<bool, PrintError> {
        if place.depth > DEPTH {
            return Err(self.unsupported("content in content without end"));
        }
        let mut transparent = false;
        for part in ["ColorSpace", "ExtGState", "XObject", "Pattern", "Shading", "Font"] {
            let Some(mut entries) = get_dict(self.document, resources, part.as_bytes()).cloned() else { continue };
            if part == "ColorSpace" {
                if entries.has(b"DefaultCMYK") {
                    return Err(self.unsupported("inks with a profile of their own"));
                }
                // Their colours become ink, which these do not concern.
                entries.remove(b"DefaultGray");
                entries.remove(b"DefaultRGB");
            }
            for (_, entry) in &mut entries {
                transparent |= match part {
                    "ExtGState" => self.state(entry, place)?,
                    "XObject" => self.xobject(entry, place)?,
                    "Pattern" => self.pattern(entry, place)?,
                    "Shading" => self.shading(entry)?,
                    "Font" if self.is_drawn(entry) => self.drawn_font(entry, place)?,
                    _ => false,
                };
            }
            resources.set(part, entries);
        }
        Ok(transparent)
    }

    fn state(&mut self, entry: &mut Object, place: Place) -> Result<bool, PrintError> {
        let state = self.document.dereference(entry)?.1.as_dict()?.clone();
        let (state, mask) = states::cleaned(self.document, state);
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
                let transparent = images::picture(self.document, id, self.page, self.profile, self.pictures)?;
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
        let mut of = dict.get(b"Shading")?.clone();
        self.shading(&mut of)?;
        dict.set("Shading", of);
        store(self.document, &mut entry.clone(), dict.into());
        Ok(false)
    }

    fn shading(&mut self, entry: &mut Object) -> Result<bool, PrintError> {
        shading::printable(self.document, entry, self.page, self.profile)?;
        Ok(false)
    }

    /// The glyphs of a font that are content streams.
    fn drawn_font(&mut self, entry: &mut Object, place: Place) -> Result<bool, PrintError> {
        let (id, font) = self.document.dereference(entry)?;
        let mut font = font.as_dict()?.clone();
        if let Some(id) = id {
            if let Some(seen) = self.seen.get(&id) {
                return Ok(seen.transparent);
            }
            self.seen.insert(id, Seen { mask: place.mask, transparent: false });
        }
        let mut resources = get_dict(self.document, &font, b"Resources").cloned().unwrap_or_default();
        let place = Place { depth: place.depth + 1, ..place };
        let transparent = self.resources(&mut resources, place)?;
        let glyphs = get_dict(self.document, &font, b"CharProcs").cloned().unwrap_or_default();
        for (_, glyph) in &glyphs {
            let id = glyph.as_reference()?;
            self.stream(id, &mut resources, place)?;
        }
        forget_spaces(self.document, &mut resources, self.profile);
        font.set("Resources", resources);
        store(self.document, entry, font.into());
        if let Some(id) = id {
            self.seen.insert(id, Seen { mask: place.mask, transparent });
        }
        Ok(transparent)
    }

    /// Makes a form or a tile ready, once; gives whether it is transparent.
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
        forget_spaces(self.document, &mut resources, self.profile);
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

    /// Rewrites a stream in its place.
    fn stream(&mut self, id: ObjectId, resources: &mut Dictionary, place: Place) -> Result<(), PrintError> {
        let plain = plain(self.document, &[id])?;
        if let Some(content) = self.rewritten(&plain, resources, place)? {
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

/// The content of streams, one after the other.
pub(super) fn plain(document: &Document, ids: &[ObjectId]) -> Result<Vec<u8>, PrintError> {
    let mut plain = Vec::new();
    for id in ids {
        let stream = document.get_object(*id)?.as_stream()?;
        plain.extend(stream.get_plain_content_with_limit(LIMIT.saturating_sub(plain.len()))?);
        plain.push(b'\n');
    }
    Ok(plain)
}

/// A transparency group that blends in a space of the press (ISO 15930-7, transparency).
fn group(before: Option<&Dictionary>, space: &str) -> Dictionary {
    let mut group = dictionary! { "Type" => name("Group"), "S" => name("Transparency"), "CS" => name(space) };
    for key in [b"I".as_slice(), b"K"] {
        if let Some(value) = before.and_then(|before| before.get(key).ok()) {
            group.set(key, value.clone());
        }
    }
    group
}

/// A dictionary in a dictionary, made where it is missing.
fn sub<'a>(resources: &'a mut Dictionary, key: &str) -> Result<&'a mut Dictionary, lopdf::Error> {
    if !resources.has(key.as_bytes()) {
        resources.set(key, Dictionary::new());
    }
    resources.get_mut(key.as_bytes())?.as_dict_mut()
}

/// A name for a graphics state that the resources do not use for another.
fn free_state(resources: &Dictionary, wanted: &str, id: ObjectId) -> String {
    let states = resources.get(b"ExtGState").and_then(Object::as_dict);
    let taken = |key: &str| {
        let state = states.as_ref().ok().and_then(|states| states.get(key.as_bytes()).ok());
        state.is_some_and(|state| state.as_reference().ok() != Some(id))
    };
    let mut key = wanted.to_owned();
    while taken(&key) {
        key.push('_');
    }
    key
}

/// Takes away colour spaces that no operator names any more.
fn forget_spaces(document: &Document, resources: &mut Dictionary, profile: &[u8]) {
    let Some(spaces) = get_dict(document, resources, b"ColorSpace") else { return };
    let mut kept = Dictionary::new();
    for (key, space) in spaces {
        let still =
            matches!(family(document, space, profile), Some(Family::Spot | Family::ProfiledCmyk | Family::Pattern));
        if still && by_name(key).is_none() {
            kept.set(key.clone(), space.clone());
        }
    }
    resources.remove(b"ColorSpace");
    if !kept.is_empty() {
        resources.set("ColorSpace", kept);
    }
}
