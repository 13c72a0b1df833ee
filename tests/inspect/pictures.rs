//! Pictures with too few pixels, in two sizes, or damaged.

use crate::common::{NIRO, ProjectCopy};

use super::{assert_clean, error, marked, warning};

/// Makes a copy with a photograph of a number of pixels across at the head of a story.
fn with_photo(width: u32) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
    std::fs::create_dir_all(copy.path("data/2019/pictures")).expect("a folder");
    let photo =
        image::RgbImage::from_fn(width, width * 3 / 5, |x, y| image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90]));
    photo.save(copy.path("data/2019/pictures/hall.jpg")).expect("a picture");
    let picture = "\n[[pictures]]\nfile = \"pictures/hall.jpg\"\nsize = \"wide\"\ncredit = \"N. N.\"\n\
                   caption = { de = \"Eine Halle\", en = \"A hall\" }\nalt = { de = \"Eine Halle\", en = \"A hall\" }\n";
    copy.append(NIRO, picture);
    copy
}

#[test]
fn a_picture_with_too_few_pixels_is_reported_with_the_number_that_it_needs() {
    let fault = error(&with_photo(900), "E0411");
    assert_eq!(fault.message, "this picture has 900 × 540 pixels for 216 × 130 mm on page 12: 106 dpi");
    assert_eq!(fault.field.as_deref(), Some("pictures[0].file"));
    assert_eq!(marked(&fault), (NIRO.into(), "\"pictures/hall.jpg\"".into()));
    let hint = fault.hint.expect("a hint");
    assert!(hint.starts_with("use a file that is 2552 pixels wide for 300 dpi, or at least 1701 for 200;"), "{hint}");

    let found = warning(&with_photo(1600), "E0411");
    assert!(found.message.ends_with(": 188 dpi"), "{}", found.message);
    assert_clean(&with_photo(1710));
}

#[test]
fn a_picture_in_two_sizes_is_reported() {
    let copy = with_photo(2600);
    let again = "\n[[pictures]]\nfile = \"pictures/hall.jpg\"\nsize = \"column\"\ncredit = \"N. N.\"\n\
                 caption = { de = \"Dieselbe\", en = \"The same\" }\nalt = { de = \"Eine Halle\", en = \"A hall\" }\n";
    copy.append(NIRO, again);
    let found = warning(&copy, "E0412");
    assert!(
        found.message.starts_with("this picture is 216 mm wide on page 12 and 116 mm on page"),
        "{}",
        found.message
    );
    assert_eq!(found.field.as_deref(), Some("pictures[0].file"));
}

#[test]
fn a_damaged_picture_is_refused_at_its_field() {
    let broken = |change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let copy = with_photo(1800);
        let path = copy.path("data/2019/pictures/hall.jpg");
        let bytes = change(std::fs::read(&path).expect("a picture"));
        std::fs::write(&path, bytes).expect("a picture");
        let fault = copy.check().into_iter().find(|it| it.code.number() == "E0305").expect("an error");
        assert_eq!(fault.field.as_deref(), Some("pictures[0].file"));
        fault.message
    };
    assert!(broken(&|_| Vec::new()).contains("the file is empty"));
    assert!(broken(&|bytes| bytes[..bytes.len() / 2].to_vec()).contains("cut off"));
    assert!(broken(&|_| b"%PDF-1.7".to_vec()).contains("is not a picture"));
    assert!(broken(&|_| b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()).contains("GIF pictures are not read"));
    assert!(broken(&|_| b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()).contains("HEIC or AVIF pictures are not read"));
}

#[test]
fn a_picture_with_damaged_pixels_is_refused_by_the_build() {
    let copy = with_photo(1800);
    copy.replace(NIRO, "pictures/hall.jpg", "pictures/hall.png");
    // The chunks of the file are complete, but what they hold is not a picture.
    let chunk = |kind: &[u8], body: &[u8]| {
        let covered = [kind, body].concat();
        let sum = !covered.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
        });
        let length = u32::try_from(body.len()).expect("a short chunk").to_be_bytes();
        [&length, covered.as_slice(), &sum.to_be_bytes()].concat()
    };
    let head = [&1800_u32.to_be_bytes()[..], &1080_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let file = [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", b"no pixels at all"),
        &chunk(b"IEND", b""),
    ];
    std::fs::write(copy.path("data/2019/pictures/hall.png"), file.concat()).expect("a picture");
    let fault = error(&copy, "E0305");
    assert_eq!(fault.field.as_deref(), Some("pictures[0].file"), "{}", fault.message);
    assert!(fault.message.contains("damaged"), "{}", fault.message);
}
