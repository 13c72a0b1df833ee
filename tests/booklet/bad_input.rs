//! A damaged PDF is an error and never a panic.

use brochure::pdf::ReadError;
use brochure::pdf::booklet::{BookletError, Options, booklet};
use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};

use super::samples::{a4, array, boxes, bytes, document};

#[track_caller]
fn fails(pdf: &[u8]) -> BookletError {
    booklet(pdf, &Options::default()).unwrap_err()
}

#[test]
fn garbage_is_unreadable() {
    for pdf in [&b""[..], b"%PDF-1.7", b"no PDF at all", b"%PDF-1.6\ntrailer<</Root 1 0 R/Size 0>>startxref\n0\n%%EOF"]
    {
        assert!(matches!(fails(pdf), BookletError::Read(ReadError::Damaged(_))));
    }
}

#[test]
fn a_truncated_file_is_unreadable() {
    let pdf = a4(4);
    for end in (0..pdf.len() - 8).step_by(7) {
        assert!(matches!(fails(&pdf[..end]), BookletError::Read(ReadError::Damaged(_))), "{end}");
    }
}

#[test]
fn damaged_bytes_never_panic() {
    let pdf = a4(5);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let length = u64::try_from(pdf.len()).unwrap();
    for _ in 0..1000 {
        let mut damaged = pdf.clone();
        for _ in 0..=next() % 4 {
            let at = usize::try_from(next() % length).unwrap();
            damaged[at] = b"0123456789 /<>[]()RnQ\0\xff"[usize::try_from(next() % 23).unwrap()];
        }
        let _ = booklet(&damaged, &Options::default());
    }
}

#[test]
fn a_file_without_pages_is_refused() {
    assert!(matches!(fails(&a4(0)), BookletError::NoPages));
}

#[test]
fn loops_in_the_page_tree_are_refused() {
    let (mut source, tree) = document(4, &boxes(210.0, 297.0));
    let node = source.get_dictionary_mut(tree).unwrap();
    node.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(tree.into());
    assert!(matches!(fails(&bytes(source)), BookletError::PageTreeLoop { object } if object == tree.0));

    let (mut source, tree) = document(2, &boxes(210.0, 297.0));
    let again = source.page_iter().next().unwrap();
    let node = source.get_dictionary_mut(tree).unwrap();
    node.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(again.into());
    assert!(matches!(fails(&bytes(source)), BookletError::PageTreeLoop { .. }));
}

#[test]
fn kids_that_are_not_pages_are_refused() {
    for kid in [Object::Null, Object::Reference((999, 0)), Dictionary::new().into()] {
        let (mut source, tree) = document(3, &boxes(210.0, 297.0));
        let node = source.get_dictionary_mut(tree).unwrap();
        node.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(kid);
        assert!(matches!(fails(&bytes(source)), BookletError::NoPage { after: 3 }));
    }
}

#[test]
fn invalid_page_sizes_are_refused() {
    let media = array([0.0, 0.0, 500.0, 700.0]);
    let cases = [
        (Dictionary::new(), "MediaBox"),
        (dictionary! { "MediaBox" => array([0.0, 0.0, 500.0]) }, "MediaBox"),
        (dictionary! { "MediaBox" => array([0.0, 0.0, 0.0, 700.0]) }, "TrimBox"),
        (dictionary! { "MediaBox" => media.clone(), "TrimBox" => array([900.0, 0.0, 950.0, 700.0]) }, "TrimBox"),
        (dictionary! { "MediaBox" => media.clone(), "CropBox" => "A4" }, "CropBox"),
        (dictionary! { "MediaBox" => media.clone(), "Rotate" => 45 }, "Rotate"),
        (dictionary! { "MediaBox" => media, "UserUnit" => 0 }, "UserUnit"),
    ];
    for (entries, expected) in cases {
        let error = fails(&bytes(document(1, &entries).0));
        assert!(matches!(error, BookletError::PageSize { page: 1, name } if name == expected), "{error}");
    }
}

#[test]
fn unreadable_content_is_refused() {
    let mut entries = boxes(210.0, 297.0);
    entries.set("Contents", 7);
    assert!(matches!(fails(&bytes(document(1, &entries).0)), BookletError::Content { page: 1, .. }));

    let (mut source, _) = document(1, &boxes(210.0, 297.0));
    let elsewhere = dictionary! { "F" => Object::string_literal("other.bin") };
    let stream = source.add_object(Stream::new(elsewhere, Vec::new()));
    let page = source.page_iter().next().unwrap();
    source.get_dictionary_mut(page).unwrap().set("Contents", stream);
    assert!(matches!(fails(&bytes(source)), BookletError::Content { page: 1, error: None }));
}

#[test]
fn encrypted_files_are_refused() {
    // With a password to open, and with one for changes only.
    for user_password in ["secret", ""] {
        let (mut source, _) = document(4, &boxes(210.0, 297.0));
        let id = Object::string_literal("0123456789abcdef");
        source.trailer.set("ID", vec![id.clone(), id]);
        let state = encryption(&source, user_password);
        source.encrypt(&state).unwrap();
        let error = fails(&bytes(source));
        assert!(matches!(error, BookletError::Read(ReadError::Encrypted)), "{error}");
    }
}

fn encryption(document: &Document, user_password: &str) -> EncryptionState {
    let permissions = Permissions::all();
    EncryptionVersion::V2 { document, owner_password: "owner", user_password, key_length: 128, permissions }
        .try_into()
        .unwrap()
}
