//! Files broken on purpose: the judge names the broken clause, and no other.

use std::fs;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::clauses::{self, Clause};
use super::job::{fixture, job, press_with_pictures, profile, to_cmyk};

fn good() -> Document {
    let profile = profile();
    let out = press_with_pictures(&fixture("everything.pdf"), &job(&profile), &to_cmyk).unwrap();
    Document::load_mem(&out).unwrap()
}

fn first_page(document: &mut Document) -> &mut Dictionary {
    let id = document.page_iter().next().unwrap();
    document.get_dictionary_mut(id).unwrap()
}

/// Adds content to the first page.
fn paint(document: &mut Document, stream: Stream) {
    let id = document.add_object(stream);
    let page = first_page(document);
    let before = page.get(b"Contents").unwrap().clone();
    page.set("Contents", Object::Array(vec![before, id.into()]));
}

fn operators(document: &mut Document, operators: &str) {
    paint(document, Stream::new(Dictionary::new(), operators.as_bytes().to_vec()));
}

fn intent(document: &Document, index: usize) -> ObjectId {
    let intents = document.catalog().unwrap().get(b"OutputIntents").unwrap().as_array().unwrap();
    intents[index].as_reference().unwrap()
}

fn find(document: &Document, key: &[u8]) -> ObjectId {
    *document.objects.iter().find(|(_, object)| object.as_dict().is_ok_and(|dict| dict.has(key))).unwrap().0
}

/// Returns `q Q`, packed with codes of nine bits.
pub fn lzw() -> Stream {
    let mut bits: Vec<bool> = Vec::new();
    for code in [256_u16, b'q'.into(), b' '.into(), b'Q'.into(), 257] {
        bits.extend((0..9).rev().map(|bit| code >> bit & 1 == 1));
    }
    let bytes = bits.chunks(8).map(|bits| bits.iter().enumerate().map(|(at, bit)| u8::from(*bit) << (7 - at)).sum());
    Stream::new(dictionary! { "Filter" => "LZWDecode" }, bytes.collect())
}

/// A name, the clause that breaks, and how.
type Way = (&'static str, Clause, fn(&mut Document));

/// Ways to break a file.
fn ways() -> Vec<Way> {
    vec![
        ("rgb-text", Clause::Rgb, |it| operators(it, "q BT /f0 8 Tf 1 0 0 rg 20 20 Td <0001> Tj ET Q")),
        ("rich-black-text", Clause::BlackText, |it| operators(it, "q BT /f0 8 Tf 0.5 0.5 0 1 k <0001> Tj ET Q")),
        ("black-text-knocks-out", Clause::Overprint, |it| operators(it, "q BT /f0 8 Tf 0 0 0 1 k <0001> Tj ET Q")),
        ("white-text-overprints", Clause::Overprint, |it| {
            operators(it, "q /overprint gs BT /f0 8 Tf 0 0 0 0 k <0001> Tj ET Q");
        }),
        ("too-much-ink", Clause::Ink, |it| operators(it, "q 1 1 1 0.1 k 0 0 5 5 re f Q")),
        ("link", Clause::Annotations, |it| {
            let rect = Object::Array(vec![20.into(), 20.into(), 40.into(), 40.into()]);
            let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => rect, "F" => 4 };
            let link = it.add_object(link);
            first_page(it).set("Annots", Object::Array(vec![link.into()]));
        }),
        ("no-trim-box", Clause::Boxes, |it| {
            first_page(it).remove(b"TrimBox");
        }),
        ("bleed-beyond-the-sheet", Clause::Boxes, |it| {
            let wide = Object::Array(vec![(-9).into(), 0.into(), 500.into(), 500.into()]);
            first_page(it).set("BleedBox", wide);
        }),
        ("no-pdf-x-intent", Clause::Intent, |it| {
            let id = intent(it, 0);
            it.get_dictionary_mut(id).unwrap().set("S", "GTS_PDFA1");
        }),
        ("rgb-profile", Clause::Profile, |it| {
            let id =
                it.get_dictionary(intent(it, 0)).unwrap().get(b"DestOutputProfile").unwrap().as_reference().unwrap();
            let stream = it.get_object_mut(id).unwrap().as_stream_mut().unwrap();
            let mut icc = stream.get_plain_content().unwrap();
            icc[16..20].copy_from_slice(b"RGB ");
            stream.set_plain_content(icc);
        }),
        ("font-not-embedded", Clause::Fonts, |it| {
            let id = find(it, b"FontFile3");
            it.get_dictionary_mut(id).unwrap().remove(b"FontFile3");
        }),
        ("catalog-version-2", Clause::Version, |it| it.catalog_mut().unwrap().set("Version", "2.0")),
        ("lzw", Clause::Filters, |it| paint(it, lzw())),
        ("attachment", Clause::Attachments, |it| {
            let file = it.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"a".to_vec()));
            let spec = dictionary! {
                "Type" => "Filespec",
                "F" => Object::String(b"a".to_vec(), StringFormat::Literal),
                "EF" => dictionary! { "F" => file },
            };
            let spec = it.add_object(spec);
            let names = Object::Array(vec![Object::string_literal("a"), spec.into()]);
            let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } };
            it.catalog_mut().unwrap().set("Names", names);
        }),
        ("open-action", Clause::Actions, |it| {
            let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") };
            it.catalog_mut().unwrap().set("OpenAction", action);
        }),
        ("transfer-function", Clause::Device, |it| {
            let id = find(it, b"OPM");
            it.get_dictionary_mut(id).unwrap().set("TR", "Identity");
        }),
        ("trapped-otherwise", Clause::Information, |it| {
            let id = it.trailer.get(b"Info").unwrap().as_reference().unwrap();
            it.get_dictionary_mut(id).unwrap().set("Trapped", "True");
        }),
        ("no-pdf-x-in-xmp", Clause::Metadata, |it| {
            let id = it.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
            let stream = it.get_object_mut(id).unwrap().as_stream_mut().unwrap();
            let xmp = String::from_utf8(stream.content.clone()).unwrap().replace(">PDF/X-4<", ">PDF/X-9<");
            stream.set_plain_content(xmp.into_bytes());
        }),
        ("no-id", Clause::Trailer, |it| {
            it.trailer.remove(b"ID");
        }),
    ]
}

#[test]
fn each_break_is_named_and_no_other() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("breaks");
    fs::create_dir_all(&folder).unwrap();
    for (name, clause, change) in ways() {
        let mut document = good();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        fs::write(folder.join(name).with_extension("pdf"), &bytes).unwrap();
        assert_eq!(clauses::broken(&bytes), [clause], "{name}");
    }
}
