//! The place of a page on its sheet, its clip, and how it moves with the creep.

use brochure::pdf::booklet::{Options, Paper};
use lopdf::{Object, dictionary};

use super::samples::{MM, a4, array, assert_near, boxes, bytes, document, fold, form, numbers, sides, ticks};

const FOLD: f64 = 210.0 * MM;
const HEIGHT: f64 = 297.0 * MM;

#[test]
fn two_a4_pages_fill_an_a3_sheet() {
    let booklet = fold(&a4(4), &Options::default());
    for side in sides(&booklet) {
        assert_near(&side[0].at, &[0.0, 0.0]);
        assert_near(&side[0].clip, &[0.0, 0.0, FOLD, HEIGHT]);
        assert_near(&side[1].at, &[FOLD, 0.0]);
        assert_near(&side[1].clip, &[FOLD, 0.0, FOLD, HEIGHT]);
    }
    let bleed = 3.0 * MM;
    let form = form(&booklet, "P1");
    assert_near(&numbers(form, "BBox"), &[0.0, 0.0, FOLD + 2.0 * bleed, HEIGHT + 2.0 * bleed]);
    assert_near(&numbers(form, "Matrix"), &[1.0, 0.0, 0.0, 1.0, -bleed, -bleed]);
    assert!(ticks(&booklet).is_empty(), "no room for ticks");
}

#[test]
fn creep_moves_inner_pages_to_the_spine() {
    let booklet = fold(&a4(12), &Options { creep: 1.0, ..Options::default() });
    for (index, side) in sides(&booklet).iter().enumerate() {
        let moved = [0.0, 0.5, 1.0][index / 2] * MM;
        assert_near(&side[0].at, &[moved, 0.0]);
        assert_near(&side[1].at, &[FOLD - moved, 0.0]);
        // The fold stays where it is.
        assert_near(&side[0].clip, &[0.0, 0.0, FOLD, HEIGHT]);
        assert_near(&side[1].clip, &[FOLD, 0.0, FOLD, HEIGHT]);
    }
}

#[test]
fn a_single_sheet_does_not_creep() {
    let booklet = fold(&a4(4), &Options { creep: 5.0, ..Options::default() });
    assert_near(&sides(&booklet)[1][0].at, &[0.0, 0.0]);
}

#[test]
fn smaller_pages_are_at_the_fold_with_ticks() {
    let booklet = fold(&bytes(document(4, &boxes(148.0, 210.0)).0), &Options::default());
    let side = &sides(&booklet)[0];
    let bottom = (297.0 - 210.0) / 2.0 * MM;
    assert_near(&side[0].at, &[FOLD - 148.0 * MM, bottom]);
    assert_near(&side[1].at, &[FOLD, bottom]);
    // Two at the fold, and four for each page.
    let ticks = ticks(&booklet);
    assert_eq!(ticks.len(), 10);
    let above = bottom + (210.0 + 3.0 + 1.0) * MM;
    assert_near(&ticks[0], &[FOLD, above, FOLD, above + 5.0 * MM]);
    let beyond = FOLD - (148.0 + 3.0 + 1.0) * MM;
    assert_near(&ticks[6], &[beyond, bottom, beyond - 5.0 * MM, bottom]);
}

#[test]
fn a5_pages_fill_an_a4_sheet() {
    let paper = Paper::A4;
    let booklet = fold(&bytes(document(4, &boxes(148.5, 210.0)).0), &Options { paper, ..Options::default() });
    let side = &sides(&booklet)[0];
    assert_near(&side[0].at, &[0.0, 0.0]);
    assert_near(&side[1].at, &[148.5 * MM, 0.0]);
}

#[test]
fn rotated_pages_are_upright() {
    let mut entries = boxes(297.0, 210.0);
    entries.set("Rotate", -270);
    let booklet = fold(&bytes(document(4, &entries).0), &Options::default());
    let bleed = 3.0 * MM;
    assert_near(&numbers(form(&booklet, "P2"), "Matrix"), &[0.0, -1.0, 1.0, 0.0, -bleed, HEIGHT + bleed]);
    assert_near(&sides(&booklet)[0][0].at, &[0.0, 0.0]);
}

#[test]
fn boxes_resources_and_rotation_are_inherited() {
    let (mut document, tree) = document(4, &dictionary! { "MediaBox" => Object::Null });
    let pages: Vec<_> = document.page_iter().collect();
    let resources = document.get_dictionary(pages[0]).unwrap().get(b"Resources").unwrap().clone();
    for page in pages {
        let page = document.get_dictionary_mut(page).unwrap();
        page.remove(b"Resources");
        page.remove(b"MediaBox");
    }
    let tree = document.get_dictionary_mut(tree).unwrap();
    tree.set("MediaBox", array([0.0, 0.0, 600.0, 300.0]));
    tree.set("CropBox", array([500.0, 250.0, 100.0, 50.0]));
    tree.set("Rotate", 180);
    tree.set("Resources", resources);
    let booklet = fold(&bytes(document), &Options::default());
    let form = form(&booklet, "P3");
    assert_near(&numbers(form, "BBox"), &[100.0, 50.0, 500.0, 250.0]);
    assert_near(&numbers(form, "Matrix"), &[-1.0, 0.0, 0.0, -1.0, 500.0, 250.0]);
    assert!(form.dict.get_deref(b"Resources", &booklet).unwrap().as_dict().unwrap().has(b"Font"));
}

#[test]
fn a_unit_enlarges_a_page() {
    let entries = dictionary! { "MediaBox" => array([0.0, 0.0, 100.0, 150.0]), "UserUnit" => 2 };
    let booklet = fold(&bytes(document(4, &entries).0), &Options::default());
    assert_near(&numbers(form(&booklet, "P1"), "Matrix"), &[2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
    assert_near(&sides(&booklet)[0][0].at, &[FOLD - 200.0, (HEIGHT - 300.0) / 2.0]);
}
