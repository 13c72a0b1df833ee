//! Which pages are on which side.

use brochure::pdf::booklet::{Options, order};

use super::samples::{a4, fold, form, sides};

#[test]
fn eight_pages_fold_from_two_sheets() {
    let sides = order(8).into_iter().map(|side| side.map(|page| page.expect("no blanks")));
    assert_eq!(sides.collect::<Vec<_>>(), [[8, 1], [2, 7], [6, 3], [4, 5]]);
}

#[test]
fn the_file_has_the_pages_in_this_order() {
    for pages in [1, 4, 5, 6, 7, 8, 12, 44, 45] {
        let booklet = fold(&a4(pages), &Options::default());
        let found: Vec<Vec<_>> =
            sides(&booklet).into_iter().map(|side| side.into_iter().map(|drawn| drawn.name).collect()).collect();
        let expected: Vec<Vec<_>> =
            order(pages).iter().map(|side| side.iter().flatten().map(|page| format!("P{page}")).collect()).collect();
        assert_eq!(found, expected, "{pages}");
    }
}

#[test]
fn each_form_draws_the_page_of_its_name() {
    let booklet = fold(&a4(13), &Options::default());
    for page in 1..=13 {
        let content = form(&booklet, &format!("P{page}")).get_plain_content().unwrap();
        assert!(String::from_utf8(content).unwrap().contains(&format!("(page {page})")));
    }
}

#[test]
fn the_left_page_is_on_the_left() {
    let booklet = fold(&a4(44), &Options::default());
    for (side, pages) in sides(&booklet).iter().zip(order(44)) {
        for (drawn, page) in side.iter().zip(pages) {
            assert_eq!(drawn.name, format!("P{}", page.unwrap()));
        }
        assert!(side[0].at[0] < side[1].at[0]);
    }
}

#[test]
fn a_blank_leaves_half_a_side_empty() {
    let booklet = fold(&a4(5), &Options::default());
    let sides = sides(&booklet);
    let half = 595.2756;
    let left: Vec<Vec<bool>> =
        sides.iter().map(|side| side.iter().map(|drawn| drawn.at[0] < half - 1.0).collect()).collect();
    assert_eq!(left, [vec![true, false], vec![true], vec![false], vec![true]]);
}
