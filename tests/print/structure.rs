//! The structure of pressed files, read back.

use brochure::internals::OutputProfile;
use brochure::internals::{PrintError, PrintJob};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, dictionary};

use super::clauses;
use super::job::{fixture, font, icc, job, marks, press, press_with_pictures, profile, to_cmyk};

const NONE: [clauses::Clause; 0] = [];

fn pressed(name: &str) -> (Vec<u8>, Document) {
    let profile = profile();
    let out = press_with_pictures(&fixture(name), &job(&profile), &to_cmyk).unwrap();
    let document = Document::load_mem(&out).unwrap();
    (out, document)
}

fn with_marks(name: &str) -> (Vec<u8>, Document) {
    let (profile, font) = (profile(), font());
    let job = PrintJob { marks: Some(marks(&font)), ..job(&profile) };
    let out = press_with_pictures(&fixture(name), &job, &to_cmyk).unwrap();
    let document = Document::load_mem(&out).unwrap();
    (out, document)
}

fn rect(document: &Document, page: &Dictionary, key: &str) -> [f64; 4] {
    let corners = page.get_deref(key.as_bytes(), document).unwrap().as_array().unwrap();
    let corners: Vec<_> = corners.iter().map(|corner| f64::from(corner.as_float().unwrap())).collect();
    corners.try_into().unwrap()
}

fn pages(document: &Document) -> Vec<&Dictionary> {
    document.page_iter().map(|id| document.get_dictionary(id).unwrap()).collect()
}

#[test]
fn no_clause_is_broken() {
    for name in ["everything.pdf", "gradients.pdf"] {
        assert_eq!(clauses::broken(&pressed(name).0), NONE, "{name}");
        assert_eq!(clauses::broken(&with_marks(name).0), NONE, "{name} with marks");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(pressed("everything.pdf").0 == pressed("everything.pdf").0);
    assert!(with_marks("everything.pdf").0 == with_marks("everything.pdf").0);
}

#[test]
fn the_file_starts_as_a_binary_pdf_1_6() {
    let (out, document) = pressed("everything.pdf");
    assert!(out.starts_with(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"));
    assert!(!document.catalog().unwrap().has(b"Version"));
}

#[test]
fn both_intents_share_one_profile() {
    let (_, document) = pressed("everything.pdf");
    let intents = document.catalog().unwrap().get_deref(b"OutputIntents", &document).unwrap().as_array().unwrap();
    let intents: Vec<_> =
        intents.iter().map(|intent| document.dereference(intent).unwrap().1.as_dict().unwrap()).collect();
    let kinds: Vec<_> = intents.iter().map(|intent| intent.get(b"S").unwrap().as_name().unwrap()).collect();
    assert_eq!(kinds, [b"GTS_PDFX".as_slice(), b"GTS_PDFA1"]);
    let streams: Vec<_> = intents.iter().map(|intent| intent.get(b"DestOutputProfile").unwrap()).collect();
    assert_eq!(streams[0], streams[1]);
    let stream = document.dereference(streams[0]).unwrap().1.as_stream().unwrap();
    assert_eq!(stream.get_plain_content().unwrap(), icc());
    assert_eq!(intents[0].get(b"Info").unwrap().as_str().unwrap(), b"FOGRA39L Coated");
}

#[test]
fn the_catalog_keeps_the_pages_and_the_language_alone() {
    let (_, document) = pressed("everything.pdf");
    let mut keys: Vec<_> = document.catalog().unwrap().iter().map(|(key, _)| key.as_slice()).collect();
    keys.sort_unstable();
    assert_eq!(keys, [b"Lang".as_slice(), b"Metadata", b"OutputIntents", b"Pages", b"Type"]);
    assert!(pages(&document).iter().all(|page| !page.has(b"Annots") && !page.has(b"StructParents")));
}

#[test]
fn every_page_has_its_bleed() {
    let (_, document) = pressed("everything.pdf");
    for page in pages(&document) {
        let (media, bleed, trim) =
            (rect(&document, page, "MediaBox"), rect(&document, page, "BleedBox"), rect(&document, page, "TrimBox"));
        assert!(bleed.iter().zip(media).all(|(bleed, media)| (bleed - media).abs() < 0.01));
        assert!((trim[0] - bleed[0] - 8.5039).abs() < 0.01 && (bleed[3] - trim[3] - 8.5039).abs() < 0.01);
    }
}

#[test]
fn a_page_without_room_for_the_bleed_is_refused() {
    let profile = profile();
    let job = PrintJob { bleed: 5.0, ..job(&profile) };
    let error = press_with_pictures(&fixture("everything.pdf"), &job, &to_cmyk).unwrap_err();
    assert_eq!(error.to_string(), "page 1 has no room for 5 mm of bleed around its trim");
}

#[test]
fn rgb_is_refused_with_its_page() {
    let profile = profile();
    for (name, operator) in [("rgb-text.pdf", "scn"), ("rgb-photo.pdf", "Do")] {
        match press_with_pictures(&fixture(name), &job(&profile), &to_cmyk) {
            Err(PrintError::Rgb { page: 1, operator: found }) => assert_eq!(found, operator, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert!(matches!(press(&fixture("everything.pdf"), &job(&profile)), Err(PrintError::Rgb { page: 1, .. })));
}

#[test]
fn pictures_become_ink_and_keep_their_masks() {
    let (_, document) = pressed("everything.pdf");
    let mut seen = Vec::new();
    for object in document.objects.values() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Image") {
            continue;
        }
        let space = stream.dict.get(b"ColorSpace").unwrap().as_name().unwrap();
        let width = stream.dict.get(b"Width").unwrap().as_i64().unwrap();
        let masked = stream.dict.has(b"SMask");
        seen.push((String::from_utf8_lossy(space).into_owned(), width, masked));
        if space == b"DeviceCMYK" && width == 20 {
            assert_eq!(stream.get_plain_content().unwrap()[..4], [55, 225, 215, 0]);
        }
    }
    seen.sort();
    let of = |space: &str, width: i64, masked: bool| (space.to_owned(), width, masked);
    let (grey, ink) = ("DeviceGray", "DeviceCMYK");
    let wanted = [
        of(ink, 20, false),
        of(ink, 40, true),
        of(grey, 20, false),
        of(grey, 20, false),
        of(grey, 20, false),
        of(grey, 20, true),
        of(grey, 40, false),
    ];
    assert_eq!(seen, wanted);
}

#[test]
fn a_converter_that_loses_pixels_is_told() {
    let profile = profile();
    let error = press_with_pictures(&fixture("everything.pdf"), &job(&profile), &|_| Vec::new()).unwrap_err();
    assert!(matches!(error, PrintError::Picture { page: 1, actual: 0, .. }), "{error}");
}

#[test]
fn black_text_overprints_and_white_and_coloured_text_do_not() {
    let (_, document) = pressed("everything.pdf");
    let page = document.page_iter().next().unwrap();
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let (mut colour, mut on, mut stack) = (Vec::new(), false, Vec::new());
    let mut texts = Vec::new();
    for operation in content.operations {
        match operation.operator.as_str() {
            "q" => stack.push((colour.clone(), on)),
            "Q" => (colour, on) = stack.pop().unwrap(),
            "k" => colour = operation.operands.iter().map(|ink| ink.as_float().unwrap()).collect(),
            "gs" if operation.operands[0].as_name().unwrap() == b"overprint" => on = true,
            "gs" if operation.operands[0].as_name().unwrap() == b"knockout" => on = false,
            "Tj" | "TJ" => texts.push((colour.clone(), on)),
            _ => {}
        }
    }
    assert!(texts.iter().all(|(colour, on)| *on == (colour.as_slice() == [0.0, 0.0, 0.0, 1.0])));
    assert!(texts.iter().any(|(colour, on)| !on && colour.as_slice() == [0.0; 4]));
    assert!(texts.iter().any(|(_, on)| *on));
}

#[test]
fn marks_lie_outside_the_bleed() {
    let (_, document) = with_marks("everything.pdf");
    for (number, id) in document.page_iter().enumerate() {
        let page = document.get_dictionary(id).unwrap();
        let (media, bleed) = (rect(&document, page, "MediaBox"), rect(&document, page, "BleedBox"));
        assert_eq!(media[..2], [0.0, 0.0]);
        assert!((bleed[0] - 28.3465).abs() < 0.01, "10 mm");
        let content = Content::decode(&document.get_page_content(id)).unwrap();
        let own = content.operations.iter().skip_while(|operation| operation.operator != "Q");
        let mut shapes: Vec<Vec<[f64; 2]>> = Vec::new();
        for operation in own {
            let at: Vec<_> = operation.operands.iter().filter_map(|at| at.as_float().ok().map(f64::from)).collect();
            match operation.operator.as_str() {
                "m" => shapes.push(vec![[at[0], at[1]]]),
                "l" => shapes.last_mut().unwrap().push([at[0], at[1]]),
                "c" => shapes.last_mut().unwrap().extend(at.as_chunks::<2>().0),
                "re" => shapes.push(vec![[at[0], at[1]], [at[0] + at[2], at[1] + at[3]]]),
                _ => {}
            }
        }
        assert!(shapes.len() > 50, "page {number}");
        for shape in shapes {
            let side = |axis: usize| {
                let (low, high) = (bleed[axis], bleed[axis + 2]);
                shape.iter().all(|at| at[axis] < low - 0.125) || shape.iter().all(|at| at[axis] > high + 0.125)
            };
            assert!(side(0) || side(1), "page {number}: {shape:?}");
            let on_sheet = |at: &[f64; 2]| at.iter().zip([media[2], media[3]]).all(|(at, end)| *at > 0.0 && *at < end);
            assert!(shape.iter().all(on_sheet), "page {number}: {shape:?}");
        }
    }
}

#[test]
fn a_new_date_makes_a_new_instance_of_the_same_document() {
    let profile = profile();
    let later = PrintJob { date: job(&profile).date + chrono::TimeDelta::days(1), ..job(&profile) };
    let xmp = |job: &PrintJob<'_>| {
        let out = press_with_pictures(&fixture("everything.pdf"), job, &to_cmyk).unwrap();
        let document = Document::load_mem(&out).unwrap();
        let stream = document.catalog().unwrap().get_deref(b"Metadata", &document).unwrap().as_stream().unwrap();
        assert!(!stream.dict.has(b"Filter"));
        String::from_utf8(stream.content.clone()).unwrap()
    };
    let value =
        |xmp: &str, key: &str| xmp.split_once(&format!("<{key}>")).unwrap().1.split_once('<').unwrap().0.to_owned();
    let (first, second) = (xmp(&job(&profile)), xmp(&later));
    assert_eq!(value(&first, "xmpMM:DocumentID"), value(&second, "xmpMM:DocumentID"));
    assert_ne!(value(&first, "xmpMM:InstanceID"), value(&second, "xmpMM:InstanceID"));
    assert!(first.contains("Grüße &amp; &lt;Wege&gt;"), "{first}");
}

#[test]
fn profiles_that_are_no_printing_condition_are_refused() {
    let refused = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = icc();
        change(&mut bytes);
        OutputProfile::new(bytes, "FOGRA39", "").unwrap_err().to_string()
    };
    assert_eq!(refused(&|icc| icc.truncate(40)), "the output profile is not an ICC profile");
    assert_eq!(refused(&|icc| icc[36] = b'x'), "the output profile is not an ICC profile");
    assert!(refused(&|icc| icc.push(0)).contains("121368 bytes, but it has 121369"));
    assert!(refused(&|icc| icc[12..16].copy_from_slice(b"mntr")).contains("class `mntr`"));
    assert!(refused(&|icc| icc[16..20].copy_from_slice(b"RGB ")).contains("for `RGB`"));
    assert!(refused(&|icc| icc[8..10].copy_from_slice(&[4, 0x20])).contains("ICC version 4.2"));
}

/// Changes a fixture and presses it.
fn finish_changed(change: impl Fn(&mut Document)) -> PrintError {
    let mut document = Document::load_mem(&fixture("everything.pdf")).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let profile = profile();
    press_with_pictures(&bytes, &job(&profile), &to_cmyk).unwrap_err()
}

fn first_page_resources(document: &mut Document) -> &mut Dictionary {
    let id = document.page_iter().next().unwrap();
    let resources = document.get_dictionary(id).unwrap().get(b"Resources").unwrap();
    match resources.as_reference() {
        Ok(id) => document.get_dictionary_mut(id).unwrap(),
        Err(_) => document.get_dictionary_mut(id).unwrap().get_mut(b"Resources").unwrap().as_dict_mut().unwrap(),
    }
}

#[test]
fn what_typst_does_not_write_is_refused() {
    let packed = finish_changed(|document| {
        let id = document.add_object(super::breaks::lzw());
        first_page_resources(document).set("XObject", dictionary! { "packed" => id });
    });
    assert!(matches!(packed, PrintError::Forbidden { .. }), "{packed}");
    let drawn = finish_changed(|document| {
        let id = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type3" });
        first_page_resources(document).set("Font", dictionary! { "drawn" => id });
    });
    assert!(matches!(drawn, PrintError::Forbidden { .. }), "{drawn}");
    let default = finish_changed(|document| {
        first_page_resources(document).set("ColorSpace", dictionary! { "DefaultRGB" => "DeviceRGB" });
    });
    assert!(matches!(default, PrintError::Unsupported { page: 1, .. }), "{default}");
    let inline = finish_changed(|document| {
        let id = document.page_iter().next().unwrap();
        let picture = lopdf::Stream::new(Dictionary::new(), b"BI /W 1 /H 1 /CS /G /BPC 8 ID a EI".to_vec());
        let picture = document.add_object(picture);
        document.get_dictionary_mut(id).unwrap().set("Contents", picture);
    });
    assert!(matches!(inline, PrintError::Unsupported { page: 1, .. }), "{inline}");
    for space in ["CalRGB", "CalGray", "Lab", "DeviceN"] {
        let calibrated = finish_changed(|document| {
            let id = document.page_iter().next().unwrap();
            let space = vec![Object::from(space), Object::Dictionary(Dictionary::new())];
            first_page_resources(document).set("ColorSpace", dictionary! { "odd" => space });
            let content = document.add_object(lopdf::Stream::new(Dictionary::new(), b"/odd cs 1 0 0 scn".to_vec()));
            document.get_dictionary_mut(id).unwrap().set("Contents", content);
        });
        assert!(matches!(calibrated, PrintError::Rgb { page: 1, .. }), "{space}: {calibrated}");
    }
}

#[test]
fn what_is_no_pdf_is_refused() {
    let profile = profile();
    assert!(matches!(press(b"", &job(&profile)), Err(PrintError::Read(_))));
    assert!(matches!(press(b"%PDF-1.6\nnonsense", &job(&profile)), Err(PrintError::Read(_))));
    let whole = fixture("gradients.pdf");
    for length in (0..whole.len()).step_by(997) {
        let _ = press(&whole[..length], &job(&profile));
    }
    let whole = fixture("everything.pdf");
    for at in (0..whole.len()).step_by(211) {
        let mut bytes = whole.clone();
        bytes[at] = bytes[at].wrapping_add(1);
        let _ = press_with_pictures(&bytes, &job(&profile), &to_cmyk);
    }
}
