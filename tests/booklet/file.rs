//! What a booklet keeps of its source, shares, and leaves out.

use brochure::pdf::booklet::{Options, booklet};
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::samples::{a4, boxes, bytes, document, fold, form};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let pdf = a4(9);
    let made = booklet(&pdf, &Options::default()).unwrap();
    assert_eq!(made, booklet(&pdf, &Options::default()).unwrap());
    assert_ne!(made, booklet(&pdf, &Options { creep: 0.1, ..Options::default() }).unwrap());
    assert!(made.starts_with(b"%PDF-1.7"));
}

#[test]
fn fonts_are_shared_and_the_old_pages_are_left_out() {
    let booklet = fold(&a4(8), &Options::default());
    let of_type =
        |name: &[u8]| booklet.objects.values().filter(|object| object.type_name().is_ok_and(|it| it == name)).count();
    assert_eq!(of_type(b"Font"), 1);
    assert_eq!(of_type(b"XObject"), 8);
    assert_eq!(of_type(b"Page"), 4);
    assert_eq!(of_type(b"Pages"), 1);
}

#[test]
fn streams_are_joined() {
    let (mut source, _) = document(4, &boxes(210.0, 297.0));
    let parts = [&b"q 1 0 0 1 0 0"[..], b"cm Q"]
        .map(|part| source.add_object(Stream::new(Dictionary::new(), part.to_vec())).into());
    let page = source.page_iter().nth(1).unwrap();
    source.get_dictionary_mut(page).unwrap().set("Contents", parts.to_vec());
    let third = source.page_iter().nth(2).unwrap();
    source.get_dictionary_mut(third).unwrap().remove(b"Contents");
    let booklet = fold(&bytes(source), &Options::default());
    assert_eq!(form(&booklet, "P2").get_plain_content().unwrap(), b"q 1 0 0 1 0 0\ncm Q\n");
    assert_eq!(form(&booklet, "P3").get_plain_content().unwrap(), b"");
}

#[test]
fn groups_are_kept_isolated() {
    let mut entries = boxes(210.0, 297.0);
    entries.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" });
    let booklet = fold(&bytes(document(4, &entries).0), &Options::default());
    let group = form(&booklet, "P1").dict.get(b"Group").unwrap().as_dict().unwrap();
    assert_eq!(group.get(b"CS").unwrap().as_name().unwrap(), b"DeviceCMYK");
    assert!(group.get(b"I").unwrap().as_bool().unwrap());
}

#[test]
fn a_booklet_keeps_the_title_but_claims_no_standard() {
    let mut entries = boxes(210.0, 297.0);
    entries.set("Annots", vec![dictionary! { "Subtype" => "Link" }.into()]);
    let (mut source, tree) = document(4, &entries);
    let info = source.add_object(dictionary! {
        "Title" => Object::string_literal("Reise"),
        "GTS_PDFXVersion" => Object::string_literal("PDF/X-4"),
    });
    source.trailer.set("Info", info);
    let profile = source.add_object(Stream::new(dictionary! { "N" => 4 }, b"profile".to_vec()));
    let metadata = source.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, b"pdfxid".to_vec()));
    let catalog = source.catalog_mut().unwrap();
    catalog.set("Lang", Object::string_literal("de-DE"));
    catalog.set("Metadata", metadata);
    catalog.set("Outlines", tree);
    catalog.set("PageLabels", dictionary! { "Nums" => Vec::<Object>::new() });
    catalog.set("OutputIntents", vec![dictionary! { "S" => "GTS_PDFX", "DestOutputProfile" => profile }.into()]);
    let booklet = fold(&bytes(source), &Options::default());

    let info = booklet.trailer.get_deref(b"Info", &booklet).unwrap().as_dict().unwrap();
    assert_eq!(info.get(b"Title").unwrap().as_str().unwrap(), b"Reise");
    assert_eq!(info.len(), 1);
    let catalog = booklet.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"de-DE");
    for key in ["Metadata", "Outlines", "PageLabels"] {
        assert!(!catalog.has(key.as_bytes()), "{key}");
    }
    let intent = catalog.get(b"OutputIntents").unwrap().as_array().unwrap()[0].as_dict().unwrap();
    let profile = intent.get_deref(b"DestOutputProfile", &booklet).unwrap().as_stream().unwrap();
    assert_eq!(profile.content, b"profile");
    assert!(booklet.page_iter().all(|page| !booklet.get_dictionary(page).unwrap().has(b"Annots")));
    let printing = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert_eq!(printing.get(b"Duplex").unwrap().as_name().unwrap(), b"DuplexFlipShortEdge");
}

#[test]
fn a_reference_to_a_missing_object_becomes_null() {
    let (mut source, _) = document(4, &boxes(210.0, 297.0));
    let page = source.page_iter().next().unwrap();
    let resources = dictionary! { "Font" => (999, 0), "XObject" => dictionary! { "Up" => page } };
    source.get_dictionary_mut(page).unwrap().set("Resources", resources);
    let booklet = fold(&bytes(source), &Options::default());
    let resources = form(&booklet, "P1").dict.get(b"Resources").unwrap().as_dict().unwrap();
    assert!(resources.get(b"Font").unwrap().is_null());
    assert!(resources.get(b"XObject").unwrap().as_dict().unwrap().get(b"Up").unwrap().is_null());
}
