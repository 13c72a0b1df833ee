//! Sizes and options from which no booklet can be made.

use brochure::pdf::booklet::{BookletError, Options, Paper, booklet};

use super::samples::{a4, boxes, bytes, document};

#[test]
fn pages_that_are_too_large_are_reported_with_their_size() {
    let pdf = bytes(document(4, &boxes(211.0, 297.0)).0);
    let error = booklet(&pdf, &Options::default()).unwrap_err();
    assert_eq!(error.to_string(), "page 1 is 211.0 × 297.0 mm, larger than half a sheet: 210.0 × 297.0 mm");
    let error = booklet(&a4(4), &Options { paper: Paper::A4, ..Options::default() }).unwrap_err();
    assert!(matches!(error, BookletError::TooLarge { page: 1, .. }), "{error}");
}

#[test]
fn the_sheet_is_the_smallest_usual_one_that_holds_two_pages() {
    let sheet = |width, height| Paper::for_pages(width, height);
    assert_eq!(sheet(148.0, 210.0), Paper::A4);
    assert_eq!(sheet(210.0, 297.0), Paper::A3);
    assert_eq!(sheet(210.0, 210.0), Paper::A3);
    assert_eq!(sheet(215.9, 279.4), Paper::TABLOID);
    assert_eq!(sheet(240.0, 320.0), Paper { width: 480.0, height: 320.0 });
}

#[test]
fn pages_of_a_rounded_size_fit() {
    assert!(booklet(&bytes(document(4, &boxes(210.2, 297.2)).0), &Options::default()).is_ok());
}

#[test]
fn creep_must_be_a_short_length() {
    for creep in [-0.1, 10.1, f64::NAN, f64::INFINITY] {
        let error = booklet(&a4(4), &Options { creep, ..Options::default() }).unwrap_err();
        assert!(matches!(error, BookletError::Creep { .. }), "{error}");
    }
}

#[test]
fn paper_must_be_in_landscape() {
    for (width, height) in [(297.0, 420.0), (0.0, 0.0), (f64::NAN, 297.0), (f64::INFINITY, 297.0), (9000.0, 297.0)] {
        let paper = Paper { width, height };
        let error = booklet(&a4(4), &Options { paper, ..Options::default() }).unwrap_err();
        assert!(matches!(error, BookletError::Paper { .. }), "{error}");
    }
}
