//! Profiles of presses with damage of every kind are refused at their field, before they get into a PDF.

use brochure::internals::OutputProfile;

use crate::common::{EDITION, ProjectCopy, brochure, root};

/// The number of tags is behind the header.
const COUNT: usize = 128;

fn fogra() -> Vec<u8> {
    std::fs::read(root().join("data/profiles/FOGRA39L_coated.icc")).expect("a profile")
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
}

fn set(bytes: &mut [u8], at: usize, value: usize) {
    bytes[at..at + 4].copy_from_slice(&u32::try_from(value).expect("a small number").to_be_bytes());
}

/// Returns the place of the entry of a tag.
fn entry(bytes: &[u8], name: [u8; 4]) -> usize {
    let entries = (0..word(bytes, COUNT)).map(|index| COUNT + 4 + index * 12);
    entries.into_iter().find(|at| bytes[*at..*at + 4] == name).expect("the tag")
}

fn refused(change: impl Fn(&mut Vec<u8>)) -> String {
    let mut bytes = fogra();
    change(&mut bytes);
    OutputProfile::new(bytes, "FOGRA39", "").map(|_| ()).expect_err("a damaged profile").to_string()
}

/// Cuts a profile and corrects the size in its header.
fn cut(bytes: &mut Vec<u8>, length: usize) {
    bytes.truncate(length);
    set(bytes, 0, length);
}

#[test]
fn the_list_of_tables_must_be_whole() {
    assert!(refused(|icc| cut(icc, 128)).ends_with("it has no tables"));
    assert!(refused(|icc| set(icc, COUNT, 0)).ends_with("it has no tables"));
    assert!(refused(|icc| cut(icc, 150)).ends_with("its list of tables is cut off"));
    assert!(refused(|icc| set(icc, COUNT, u32::MAX as usize)).ends_with("its list of tables is cut off"));
    let twice = refused(|icc| {
        let (from, to) = (entry(icc, *b"A2B0"), entry(icc, *b"A2B2"));
        icc.copy_within(from..from + 12, to);
    });
    assert!(twice.ends_with("it lists a table twice"), "{twice}");
}

#[test]
fn every_table_must_be_in_the_file_and_apart_from_the_others() {
    for (offset, size) in [(4, None), (u32::MAX as usize, None), (usize::MAX, Some(u32::MAX as usize))] {
        let message = refused(|icc| {
            let at = entry(icc, *b"B2A1");
            if let Ok(offset) = u32::try_from(offset) {
                set(icc, at + 4, offset as usize);
            }
            if let Some(size) = size {
                set(icc, at + 8, size);
            }
        });
        assert!(message.ends_with("its table `B2A1` is outside the file"), "{message}");
    }
    let cut_off = refused(|icc| {
        let length = icc.len() - 40;
        cut(icc, length);
    });
    assert!(cut_off.ends_with("is outside the file"), "{cut_off}");
    let overlap = refused(|icc| {
        let (one, other) = (entry(icc, *b"A2B0"), entry(icc, *b"B2A0"));
        let inside = word(icc, one + 4) + 16;
        set(icc, other + 4, inside);
    });
    assert!(overlap.ends_with("its tables overlap"), "{overlap}");
}

#[test]
fn the_tables_that_convert_colours_must_be_there_and_as_large_as_their_contents() {
    let none = refused(|icc| {
        for name in [b"A2B0", b"A2B1"] {
            let at = entry(icc, *name);
            icc[at] = b'x';
        }
    });
    assert!(none.contains("has no table `A2B0`"), "{none}");
    for (at, value, told) in [
        (0, b'x', "is of an unknown type"),
        (8, 3, "does not convert 4 channels to 3"),
        (10, 60, "is smaller than its contents"),
        (10, 1, "is smaller than its contents"),
    ] {
        let message = refused(|icc| {
            let start = word(icc, entry(icc, *b"A2B0") + 4);
            icc[start + at] = value;
        });
        // Tables that share their data are damaged together.
        assert!(message.contains("its table `A2B") && message.ends_with(told), "{message}");
    }
    assert!(refused(|icc| icc[20..24].copy_from_slice(b"CMYK")).contains("converts to `CMYK`"));
}

/// Returns a profile of version 4 with tables of its own types for both directions.
fn of_version_four(grid_points: u8) -> Vec<u8> {
    let table = |name: &[u8; 4], [inputs, outputs]: [u8; 2]| {
        let mut data = vec![0; 64];
        data[..4].copy_from_slice(name);
        data[8..10].copy_from_slice(&[inputs, outputs]);
        for (at, offset) in [(12, 32), (24, 64), (28, 40)] {
            set(&mut data, at, offset);
        }
        let mut points = [0; 16];
        points[..usize::from(inputs)].fill(grid_points);
        data.extend(points);
        data.extend([1, 0, 0, 0]);
        data.extend(vec![0; 2_usize.pow(inputs.into()) * usize::from(outputs)]);
        data
    };
    let tables = [(b"A2B0", table(b"mAB ", [4, 3])), (b"B2A0", table(b"mBA ", [3, 4]))];
    let mut bytes = fogra()[..128].to_vec();
    bytes[8..10].copy_from_slice(&[4, 0]);
    bytes.extend(2_u32.to_be_bytes());
    let mut start = 128 + 4 + 2 * 12;
    for (name, data) in &tables {
        bytes.extend(*name);
        bytes.extend(u32::try_from(start).expect("small").to_be_bytes());
        bytes.extend(u32::try_from(data.len()).expect("small").to_be_bytes());
        start += data.len();
    }
    for (_, data) in &tables {
        bytes.extend(data);
    }
    let length = bytes.len();
    set(&mut bytes, 0, length);
    bytes
}

#[test]
fn tables_of_version_four_are_measured_too() {
    assert!(OutputProfile::new(fogra(), "FOGRA39", "").is_ok(), "the shipped profile is sound");
    assert!(OutputProfile::new(of_version_four(2), "X", "").is_ok());
    let error = OutputProfile::new(of_version_four(3), "X", "").map(|_| ()).expect_err("too small a table");
    assert!(error.to_string().ends_with("is smaller than its contents"), "{error}");
}

#[test]
fn a_damaged_profile_is_refused_by_check_at_its_field() {
    let copy = ProjectCopy::of_records();
    let print = |photos: &str| {
        format!(
            "\n[print]\nphotos = \"{photos}\"\nprofile = {{ file = \"data/profiles/press.icc\", condition = \"X\" }}\n"
        )
    };
    let edition = copy.read(EDITION);
    copy.write(EDITION, edition.clone() + &print("rgb"));
    let mut header = fogra();
    cut(&mut header, 128);
    copy.write("data/profiles/press.icc", &header);
    let run = brochure(copy.root(), &["check"]).exits_with(1);
    run.stderr_has("error[E0306 profile]: `data/profiles/press.icc` cannot be used: the output profile is damaged")
        .stderr_has("in print.profile.file")
        .stderr_has("copy the file again");

    copy.write("data/profiles/press.icc", of_version_four(2));
    brochure(copy.root(), &["check"]).exits_with(0);
    copy.write(EDITION, edition + &print("cmyk"));
    let run = brochure(copy.root(), &["check"]).exits_with(1);
    run.stderr_has("cannot convert photographs to inks").stderr_has("photos = \"rgb\"");
}
