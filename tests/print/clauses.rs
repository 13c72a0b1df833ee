//! A judge of print files: reads a PDF and names the clauses of PDF/X-4 (ISO 15930-7), and of this
//! project's own promises, that it breaks. Knows nothing of the code that writes such files.

use std::collections::BTreeSet;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A rule that a file can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clause {
    /// The file cannot be read.
    Readable,
    /// PDF 1.6 at most, in the header and in the catalog.
    Version,
    /// The trailer has an ID and no encryption.
    Trailer,
    /// No LZW and no encryption of parts.
    Filters,
    /// No actions, forms or scripts.
    Actions,
    /// Nothing attached.
    Attachments,
    /// One output intent for PDF/X with an identifier, on the same profile as that for PDF/A.
    Intent,
    /// The intent's profile is a CMYK output profile.
    Profile,
    /// Every page has a `TrimBox` in its `BleedBox` in its `MediaBox`, and no `ArtBox`.
    Boxes,
    /// No annotations.
    Annotations,
    /// All fonts are in the file.
    Fonts,
    /// XMP has what both standards ask for.
    Metadata,
    /// Document information says what XMP says.
    Information,
    /// No transfer functions, halftones or PostScript.
    Device,
    /// No colours of a screen.
    Rgb,
    /// No more ink than allowed at one place.
    Ink,
    /// Dark text is black ink alone.
    BlackText,
    /// Black text overprints and nothing else does.
    Overprint,
}

/// The most ink of a colour, in %.
const MAX_INK: f64 = 300.0;

/// The clauses that a file breaks.
pub fn broken(pdf: &[u8]) -> Vec<Clause> {
    let Ok(document) = Document::load_mem(pdf) else { return vec![Clause::Readable] };
    let mut judge = Judge { document: &document, found: BTreeSet::new(), seen: BTreeSet::new() };
    judge.file(pdf);
    judge.metadata();
    judge.intents();
    judge.objects();
    for id in document.page_iter() {
        judge.boxes(id);
        judge.page(id);
    }
    judge.found.into_iter().collect()
}

struct Judge<'a> {
    document: &'a Document,
    found: BTreeSet<Clause>,
    seen: BTreeSet<ObjectId>,
}

/// The graphics state, as far as it matters here.
#[derive(Clone)]
struct State {
    fill: (String, Vec<f64>),
    render: i64,
    overprint: (bool, bool, i64),
    mask: bool,
}

impl<'a> Judge<'a> {
    fn must(&mut self, clause: Clause, holds: bool) {
        if !holds {
            self.found.insert(clause);
        }
    }

    fn get(&self, dict: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dict.get_deref(key.as_bytes(), self.document).ok()
    }

    fn dict(&self, dict: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.get(dict, key).and_then(|object| object.as_dict().ok())
    }

    fn name(&self, dict: &'a Dictionary, key: &str) -> String {
        let name = self.get(dict, key).and_then(|object| object.as_name().ok());
        name.map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default()
    }

    fn floats(&self, object: &'a Object) -> Vec<f64> {
        let items = object.as_array().into_iter().flatten();
        items.filter_map(|item| self.document.dereference(item).ok()?.1.as_float().ok().map(f64::from)).collect()
    }

    fn catalog(&self) -> &'a Dictionary {
        self.document.catalog().unwrap()
    }

    fn file(&mut self, pdf: &[u8]) {
        let header = pdf.get(..8).unwrap_or_default();
        self.must(Clause::Version, header.starts_with(b"%PDF-1.") && header[7] <= b'6');
        let version = self.name(self.catalog(), "Version");
        self.must(Clause::Version, version.as_str() <= "1.6");
        let trailer = &self.document.trailer;
        self.must(Clause::Trailer, trailer.has(b"ID") && !trailer.has(b"Encrypt"));
        let catalog = self.catalog();
        self.must(Clause::Actions, ["OpenAction", "AA", "AcroForm"].iter().all(|key| !catalog.has(key.as_bytes())));
        if let Some(names) = self.dict(catalog, "Names") {
            self.must(Clause::Actions, !names.has(b"JavaScript"));
            self.must(Clause::Attachments, !names.has(b"EmbeddedFiles") && !names.has(b"AlternatePresentations"));
        }
    }

    fn metadata(&mut self) {
        let xmp = self.get(self.catalog(), "Metadata").and_then(|stream| stream.as_stream().ok());
        let xmp = xmp.and_then(|stream| stream.get_plain_content().ok()).unwrap_or_default();
        let xmp = String::from_utf8(xmp).unwrap_or_default();
        let value = |key: &str| {
            let from = xmp.split_once(&format!("<{key}>"))?.1;
            Some(from.split_once('<')?.0.to_owned())
        };
        let says = |key: &str, wanted: &str| value(key).as_deref() == Some(wanted);
        self.must(Clause::Metadata, says("pdfxid:GTS_PDFXVersion", "PDF/X-4"));
        self.must(Clause::Metadata, xmp.contains("xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""));
        self.must(Clause::Metadata, says("pdfaid:part", "2") && says("pdfaid:conformance", "B"));
        self.must(Clause::Metadata, says("xmpMM:RenditionClass", "default"));
        self.must(Clause::Metadata, xmp.contains("<dc:title>") && xmp.contains("xml:lang=\"x-default\""));
        for key in ["CreateDate", "ModifyDate", "MetadataDate", "CreatorTool"] {
            self.must(Clause::Metadata, value(&format!("xmp:{key}")).is_some_and(|value| !value.is_empty()));
        }
        for key in ["DocumentID", "VersionID"] {
            self.must(Clause::Metadata, value(&format!("xmpMM:{key}")).is_some_and(|value| !value.is_empty()));
        }
        let trapped = value("pdf:Trapped").unwrap_or_default();
        self.must(Clause::Metadata, trapped == "True" || trapped == "False");
        let Some(info) = self.dict(&self.document.trailer, "Info") else { return };
        self.must(Clause::Information, self.name(info, "Trapped") == trapped);
        let text = |key: &str| {
            let text = self.get(info, key).and_then(|text| text.as_str().ok()).unwrap_or_default();
            String::from_utf8_lossy(text).into_owned()
        };
        let same = text("Producer") == value("pdf:Producer").unwrap_or_default()
            && text("Creator") == value("xmp:CreatorTool").unwrap_or_default();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let dates = [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")];
        let dates = dates.iter().all(|(info, xmp)| digits(&text(info)) == digits(&value(xmp).unwrap_or_default()));
        self.must(Clause::Information, same && dates);
    }

    fn intents(&mut self) {
        let intents = self.get(self.catalog(), "OutputIntents").and_then(|intents| intents.as_array().ok());
        let intents: Vec<_> = intents.into_iter().flatten().collect();
        let intents: Vec<_> =
            intents.iter().filter_map(|it| self.document.dereference(it).ok()?.1.as_dict().ok()).collect();
        let of = |kind: &str| intents.iter().filter(|it| self.name(it, "S") == kind).copied().collect::<Vec<_>>();
        let (x, a) = (of("GTS_PDFX"), of("GTS_PDFA1"));
        let ([x], [a]) = (x.as_slice(), a.as_slice()) else {
            self.found.insert(Clause::Intent);
            return;
        };
        let profile = |intent: &Dictionary| intent.get(b"DestOutputProfile").and_then(Object::as_reference).ok();
        let identifier = self.get(x, "OutputConditionIdentifier").and_then(|text| text.as_str().ok());
        self.must(Clause::Intent, identifier.is_some_and(|text| !text.is_empty()) && profile(x) == profile(a));
        let stream = self.get(x, "DestOutputProfile").and_then(|stream| stream.as_stream().ok());
        let icc = stream.and_then(|stream| stream.get_plain_content().ok()).unwrap_or_default();
        let fits = icc.len() > 128
            && icc[12..20] == *b"prtrCMYK"
            && icc[36..40] == *b"acsp"
            && icc[..4] == u32::try_from(icc.len()).unwrap().to_be_bytes()
            && stream.and_then(|stream| self.get(&stream.dict, "N")?.as_i64().ok()) == Some(4);
        self.must(Clause::Profile, fits);
    }

    fn objects(&mut self) {
        for object in self.document.objects.values() {
            let dict = match object {
                Object::Stream(stream) => {
                    let filters = stream.filters().unwrap_or_default();
                    let bad = filters.iter().any(|filter| matches!(*filter, b"LZWDecode" | b"Crypt"));
                    self.must(Clause::Filters, !bad);
                    &stream.dict
                }
                Object::Dictionary(dict) => dict,
                // A separate profile is judged where it is used.
                Object::Array(_) if Self::is_profiled(object) => continue,
                Object::Array(_) => {
                    self.space(object);
                    continue;
                }
                _ => continue,
            };
            let device = ["TR", "HTP", "OPI", "Ref"].iter().any(|key| dict.has(key.as_bytes()));
            let postscript = self.name(dict, "Subtype") == "PS" || self.name(dict, "Subtype2") == "PS";
            self.must(Clause::Device, !device && !postscript);
            let action =
                matches!(self.name(dict, "S").as_str(), "URI" | "JavaScript" | "Launch" | "SubmitForm" | "GoTo");
            self.must(Clause::Actions, !action);
            self.must(Clause::Attachments, !dict.has(b"EF"));
            if self.name(dict, "Type") == "Font" && self.name(dict, "Subtype") != "Type3" {
                self.font(dict);
            }
            let picture = self.name(dict, "Subtype") == "Image";
            for key in ["ColorSpace", "CS"] {
                if let Some(space) = self.get(dict, key).filter(|space| !picture || !Self::is_profiled(space)) {
                    self.space(space);
                }
            }
        }
    }

    fn font(&mut self, font: &'a Dictionary) {
        if self.name(font, "Subtype") == "Type0" {
            return;
        }
        let descriptor = self.dict(font, "FontDescriptor");
        let embedded = descriptor
            .is_some_and(|it| ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| it.has(key.as_bytes())));
        self.must(Clause::Fonts, embedded);
    }

    /// Whether a colour space has a separate profile, as pictures that stay RGB have.
    fn is_profiled(space: &Object) -> bool {
        let parts = space.as_array().ok().and_then(|parts| parts.first());
        parts.and_then(|kind| kind.as_name().ok()) == Some(b"ICCBased")
    }

    /// No colour space may lead to a screen's.
    fn space(&mut self, space: &'a Object) {
        let Ok((_, space)) = self.document.dereference(space) else { return };
        match space {
            Object::Name(name) => self.must(Clause::Rgb, name != b"DeviceRGB"),
            Object::Array(parts) => {
                let kind = parts.first().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
                let profile = |part: &'a Object| self.document.dereference(part).ok()?.1.as_stream().ok();
                match kind {
                    b"ICCBased" => {
                        let of = parts.get(1).and_then(profile);
                        let channels = of.and_then(|of| self.get(&of.dict, "N")?.as_i64().ok());
                        self.must(Clause::Rgb, channels != Some(3));
                    }
                    b"CalRGB" | b"Lab" | b"DeviceRGB" => self.must(Clause::Rgb, false),
                    b"Indexed" | b"Pattern" => parts.get(1).into_iter().for_each(|base| self.space(base)),
                    b"Separation" | b"DeviceN" => parts.get(2).into_iter().for_each(|other| self.space(other)),
                    _ => {}
                }
            }
            Object::Dictionary(named) => named.iter().for_each(|(_, space)| self.space(space)),
            _ => {}
        }
    }

    fn boxes(&mut self, id: ObjectId) {
        let page = self.document.get_dictionary(id).unwrap();
        let rect = |key: &str| <[f64; 4]>::try_from(self.floats(self.get(page, key)?)).ok();
        let inside = |inner: [f64; 4], outer: [f64; 4]| {
            let slack = 0.02;
            (0..2).all(|at| inner[at] >= outer[at] - slack) && (2..4).all(|at| inner[at] <= outer[at] + slack)
        };
        let fits = match (rect("MediaBox"), rect("BleedBox"), rect("TrimBox")) {
            (Some(media), Some(bleed), Some(trim)) => inside(trim, bleed) && inside(bleed, media),
            _ => false,
        };
        self.must(Clause::Boxes, fits && !page.has(b"ArtBox"));
        self.must(Clause::Annotations, !page.has(b"Annots"));
        self.must(Clause::Actions, !page.has(b"AA"));
    }

    fn page(&mut self, id: ObjectId) {
        let page = self.document.get_dictionary(id).unwrap();
        let state = State { fill: ("g".to_owned(), vec![0.0]), render: 0, overprint: (false, false, 0), mask: false };
        let resources = self.dict(page, "Resources");
        let parts = self.document.get_page_contents(id).into_iter();
        let parts = parts.map(|part| self.document.get_object(part).unwrap().as_stream().unwrap());
        let parts: Vec<_> = parts.map(|part| part.get_plain_content().unwrap_or_default()).collect();
        self.content(&parts.join(&b'\n'), resources, state);
    }

    fn stream(&mut self, object: &'a Object, state: State) {
        let Ok((Some(id), Object::Stream(stream))) = self.document.dereference(object) else { return };
        if self.name(&stream.dict, "Subtype") != "Image" && self.seen.insert(id) {
            let plain = stream.get_plain_content().unwrap_or_default();
            self.content(&plain, self.dict(&stream.dict, "Resources"), state);
        }
    }

    /// Follows the operators of a content stream.
    fn content(&mut self, plain: &[u8], resources: Option<&'a Dictionary>, mut state: State) {
        let Ok(content) = Content::decode_strict(plain) else {
            self.found.insert(Clause::Readable);
            return;
        };
        let entry = |part: &str, key: &[u8]| {
            let found = resources.and_then(|resources| self.dict(resources, part)).and_then(|part| part.get(key).ok());
            found.filter(|_| resources.is_some())
        };
        let mut work: Vec<(&'a Object, State)> = Vec::new();
        let mut stack = Vec::new();
        let mut found = BTreeSet::new();
        for operation in &content.operations {
            let values =
                || operation.operands.iter().filter_map(|value| value.as_float().ok().map(f64::from)).collect();
            let name = operation.operands.last().and_then(|name| name.as_name().ok());
            match operation.operator.as_str() {
                "q" => stack.push(state.clone()),
                "Q" => state = stack.pop().unwrap_or(state),
                operator @ ("g" | "rg" | "k" | "K" | "RG") => {
                    let values: Vec<f64> = values();
                    if operator.eq_ignore_ascii_case("rg") {
                        found.insert(Clause::Rgb);
                    }
                    if operator.eq_ignore_ascii_case("k") && values.iter().sum::<f64>() * 100.0 > MAX_INK + 0.5 {
                        found.insert(Clause::Ink);
                    }
                    if operator.starts_with(|letter: char| letter.is_lowercase()) {
                        state.fill = (operator.to_owned(), values);
                    }
                }
                "cs" | "CS" => {
                    if name == Some(b"DeviceRGB") {
                        found.insert(Clause::Rgb);
                    }
                    if operation.operator == "cs" {
                        state.fill = (String::from_utf8_lossy(name.unwrap_or_default()).into_owned(), Vec::new());
                    }
                }
                "sc" | "scn" => {
                    state.fill.1 = values();
                    work.extend(name.and_then(|name| entry("Pattern", name)).map(|it| (it, state.clone())));
                }
                "SCN" => work.extend(name.and_then(|name| entry("Pattern", name)).map(|it| (it, state.clone()))),
                "Tr" => state.render = operation.operands.first().and_then(|mode| mode.as_i64().ok()).unwrap_or(0),
                "gs" => {
                    let Some(set) = name.and_then(|name| entry("ExtGState", name)) else { continue };
                    let Ok(set) = self.document.dereference(set).and_then(|(_, set)| set.as_dict()) else { continue };
                    let flag = |key: &str| self.get(set, key).and_then(|flag| flag.as_bool().ok());
                    let before = state.overprint;
                    let mode = self.get(set, "OPM").and_then(|mode| mode.as_i64().ok()).unwrap_or(before.2);
                    let lines = flag("OP").unwrap_or(before.0);
                    state.overprint = (lines, flag("op").unwrap_or(flag("OP").unwrap_or(before.1)), mode);
                    let mask = self.dict(set, "SMask").and_then(|mask| mask.get(b"G").ok());
                    work.extend(mask.map(|mask| (mask, State { mask: true, ..state.clone() })));
                }
                "Do" => work.extend(name.and_then(|name| entry("XObject", name)).map(|it| (it, state.clone()))),
                "Tj" | "TJ" | "'" | "\"" if !state.mask => found.extend(text(&state)),
                "f" | "F" | "f*" | "S" | "s" | "B" | "b" | "sh" if state.overprint.0 || state.overprint.1 => {
                    found.insert(Clause::Overprint);
                }
                _ => {}
            }
        }
        self.found.extend(found);
        for (object, state) in work {
            self.stream(object, state);
        }
    }
}

/// What text breaks by its colour.
fn text(state: &State) -> Option<Clause> {
    let (space, values) = &state.fill;
    let black = space == "k" && values.as_slice() == [0.0, 0.0, 0.0, 1.0];
    let rich = space == "k" && matches!(values.as_slice(), [c, m, y, k] if *k > 0.8 && c.max(*m).max(*y) > 0.3);
    let dark = match (space.as_str(), values.as_slice()) {
        ("rg", values) => values.iter().all(|value| *value < 0.35),
        ("g", [grey]) => *grey < 0.5,
        _ => false,
    };
    if rich || dark {
        return Some(Clause::BlackText);
    }
    // Text that is stroked as well keeps the ground off, in the colour of the stroke.
    let fills = matches!(state.render, 0 | 4);
    let overprints = state.overprint == (true, true, 1);
    (fills && space != "Pattern" && black != overprints).then_some(Clause::Overprint)
}
