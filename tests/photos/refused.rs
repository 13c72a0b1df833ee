//! Files that are refused, and files that are irregular but read.

use brochure::internals::{ColourSpace, Format, PhotoError, read_header};
use image::ExtendedColorType;

use super::{png, render, rgb_jpeg};

/// Reads the header of a file and decodes it.
fn read(bytes: &[u8], extension: &str) -> Result<(), PhotoError> {
    render(bytes, extension, ColourSpace::Srgb, 9).map(|_| ())
}

fn error(bytes: &[u8], extension: &str) -> PhotoError {
    read(bytes, extension).unwrap_err()
}

/// Something that differs from pixel to pixel.
fn busy(count: usize) -> Vec<u8> {
    (0..count).map(|i| u8::try_from((i * i + i * 31) % 251).unwrap()).collect()
}

fn small() -> Vec<u8> {
    rgb_jpeg(64, 48, &busy(64 * 48 * 3))
}

fn place(bytes: &[u8], marker: u8) -> usize {
    bytes.windows(2).position(|pair| pair == [0xff, marker]).unwrap()
}

fn chunk(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let covered = [kind.as_slice(), body].concat();
    let sum = !covered.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    });
    [&u32::try_from(body.len()).unwrap().to_be_bytes(), covered.as_slice(), &sum.to_be_bytes()].concat()
}

/// A PNG of 80 px a side with chunks between its header and its end.
fn made_png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let head = chunk(*b"IHDR", &[0, 0, 0, 80, 0, 0, 0, 80, 8, 0, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &chunks.concat(), &chunk(*b"IEND", &[])].concat()
}

/// The coded pixels of a grey PNG.
fn pixel_data(width: u32, height: u32) -> Vec<u8> {
    let file = png(width, height, &vec![0; (width * height) as usize], ExtendedColorType::L8, None);
    let (mut at, mut data) = (8, Vec::new());
    while let Some(length) = file.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().unwrap()) as usize;
        if &file[at + 4..at + 8] == b"IDAT" {
            data.extend_from_slice(&file[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    data
}

#[test]
fn files_that_are_not_what_they_promise_are_refused() {
    let small = small();
    assert_eq!(error(&[], "jpg"), PhotoError::Empty);
    assert!(matches!(error(b"hello", "jpg"), PhotoError::Unknown { .. }));
    assert!(matches!(error(&small, "bmp"), PhotoError::Extension { .. }));
    assert!(matches!(error(&small, "png"), PhotoError::Disguised { format: Format::Jpeg, .. }));
    assert!(matches!(error(&vec![0; 64 * 1024 * 1024 + 1], "jpg"), PhotoError::TooManyBytes { .. }));
}

#[test]
fn gif_and_heic_are_refused_whatever_they_are_called() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1";
    for (bytes, extension) in [(heic.as_slice(), "heic"), (heic, "HEIF"), (heic, "jpg"), (avif, "avif"), (avif, "png")]
    {
        assert_eq!(error(bytes, extension), PhotoError::NotRead { format: Format::Heif });
    }
    for extension in ["gif", "jpg"] {
        assert_eq!(error(b"GIF89a\x01\0\x01\0\0\0\0", extension), PhotoError::NotRead { format: Format::Gif });
    }
}

#[test]
fn damaged_pngs_are_refused() {
    let whole = png(40, 30, &[7; 40 * 30 * 3], ExtendedColorType::Rgb8, None);
    assert_eq!(read_header(&whole[..whole.len() - 1], "png"), Err(PhotoError::CutOff { format: Format::Png }));
    let mut wrong = whole.clone();
    wrong[45] ^= 1;
    assert!(matches!(error(&wrong, "png"), PhotoError::Broken { .. }));
    let data = pixel_data(80, 80);
    assert_eq!(read(&made_png(&[chunk(*b"IDAT", &data)]), "png"), Ok(()));
    error(&made_png(&[chunk(*b"IDAT", &data[..data.len() / 2])]), "png");
}

#[test]
fn damaged_webps_are_refused() {
    let mut whole = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 30).write_to(&mut whole, image::ImageFormat::WebP).unwrap();
    let whole = whole.into_inner();
    assert_eq!(read(&whole, "webp"), Ok(()));
    // A canvas of 10 x 10 pixels with a frame of 16,383 x 16,383.
    let frame =
        b"RIFF\x28\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x09\0\0VP8 \x0a\0\0\0\x10\0\0\x9d\x01\x2a\xff\x3f\xff\x3f";
    assert!(matches!(read_header(frame, "webp"), Err(PhotoError::Broken { format: Format::WebP, .. })));
    for length in [20, whole.len() - 1] {
        assert_eq!(read_header(&whole[..length], "webp"), Err(PhotoError::CutOff { format: Format::WebP }));
    }
}

#[test]
fn pictures_with_too_many_pixels_or_scans_are_refused_undecoded() {
    let mut wide = small();
    let at = place(&wide, 0xc0);
    wide[at + 5..at + 9].copy_from_slice(&[0x75, 0, 0x75, 0]);
    assert!(matches!(read_header(&wide, "jpg"), Err(PhotoError::TooLarge { width: 29_952, .. })));
    wide[at + 5..at + 9].copy_from_slice(&[0x75, 0, 0xc3, 0x50]);
    assert!(read_header(&wide, "jpg").is_err());
    let start = place(&wide, 0xda);
    let many = [&wide[..wide.len() - 2], &wide[start..wide.len() - 2].repeat(100), &[0xff, 0xd9]].concat();
    assert!(matches!(read_header(&many, "jpg"), Err(PhotoError::TooManyScans { .. })));
    let webp = b"RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\xfd\x7f\xff\x0f\0";
    assert!(matches!(read_header(webp, "webp"), Err(PhotoError::TooLarge { width: 16_382, .. })));
    let head = chunk(*b"IHDR", &[0, 0, 0x30, 0, 0, 0, 0x30, 0, 8, 2, 0, 0, 0]);
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &chunk(*b"IDAT", &[]), &chunk(*b"IEND", &[])].concat();
    assert!(matches!(read_header(&png, "png"), Err(PhotoError::TooLarge { width: 0x3000, .. })));
}

#[test]
fn chunks_that_inflate_to_80_mb_are_not_inflated() {
    let (bomb, data) = (pixel_data(20_000, 4000), chunk(*b"IDAT", &pixel_data(80, 80)));
    // More pixels than the header says are not decoded.
    assert_eq!(read(&made_png(&[chunk(*b"IDAT", &bomb)]), "png"), Ok(()));
    for (kind, start) in [(b"iCCP", b"x\0\0".as_slice()), (b"zTXt", b"x\0\0"), (b"iTXt", b"x\0\x01\0\0\0")] {
        let body = [start, &bomb].concat();
        assert_eq!(read(&made_png(&[chunk(*kind, &body), data.clone()]), "png"), Ok(()), "{kind:?}");
    }
}

#[test]
fn animations_are_refused() {
    let webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\0\0\0\0\0\0";
    assert!(error(webp, "webp") != PhotoError::Empty);
    let control = chunk(*b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let png = made_png(&[control, chunk(*b"IDAT", &pixel_data(80, 80))]);
    assert_eq!(error(&png, "png"), PhotoError::Several { format: Format::Png });
}

#[test]
fn narrow_jpegs_in_several_scans_are_refused() {
    for (width, good) in [(64, false), (640, true)] {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.set_optimized_huffman_tables(true);
        let data = vec![90; usize::from(width) * 48 * 3];
        encoder.encode(&data, width, 48, jpeg_encoder::ColorType::Rgb).unwrap();
        assert_eq!(read(&bytes, "jpg").is_ok(), good);
    }
}

#[test]
fn irregular_jpegs_are_read() {
    let small = small();
    assert_eq!(read(&[small.as_slice(), b"preview of the camera"].concat(), "jpg"), Ok(()));
    let end = small.len() - 2;
    assert_eq!(read(&[&small[..end], &[0xff, 0xff, 0xff], &small[end..]].concat(), "JPEG"), Ok(()));
    let start = place(&small, 0xdb);
    assert_eq!(read(&[&small[..start], &[0xff, 0xff], &small[start..]].concat(), "jpg"), Ok(()));
}

/// A JPEG of each kind that has its blocks in another order.
fn jpegs() -> Vec<Vec<u8>> {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    let mut all = Vec::new();
    for (colour, samples, sampling) in [
        (ColorType::Luma, 1, SamplingFactor::F_1_1),
        (ColorType::Rgb, 3, SamplingFactor::F_1_1),
        (ColorType::Rgb, 3, SamplingFactor::F_2_2),
        (ColorType::Cmyk, 4, SamplingFactor::F_1_1),
    ] {
        for (progressive, interval) in [(false, 0), (false, 3), (true, 0), (true, 3)] {
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new(&mut bytes, 60);
            encoder.set_sampling_factor(sampling);
            encoder.set_progressive(progressive);
            encoder.set_restart_interval(interval);
            encoder.encode(&busy(113 * 47 * samples), 113, 47, colour).unwrap();
            all.push(bytes);
        }
    }
    all
}

#[test]
fn jpegs_that_are_cut_off_are_refused() {
    for whole in jpegs() {
        assert_eq!(read(&whole, "jpg"), Ok(()));
        for at in (0..whole.len()).step_by(whole.len() / 30).skip(1).chain([whole.len() - 1]) {
            assert_eq!(read_header(&whole[..at], "jpg"), Err(PhotoError::CutOff { format: Format::Jpeg }), "{at}");
        }
    }
}

#[test]
fn a_thumbnail_does_not_hide_that_a_jpeg_is_cut_off() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.add_app_segment(1, [b"Exif\0\0".as_slice(), &small()].concat()).unwrap();
    encoder.encode(&busy(400 * 300 * 3), 400, 300, jpeg_encoder::ColorType::Rgb).unwrap();
    assert_eq!(read(&bytes, "jpg"), Ok(()));
    assert_eq!(error(&bytes[..bytes.len() - 900], "jpg"), PhotoError::CutOff { format: Format::Jpeg });
}

#[test]
fn a_jpeg_with_half_a_profile_is_refused() {
    let profile = [b"ICC_PROFILE\0\x01\x02".as_slice(), &[7; 500]].concat();
    let bytes = super::jpeg(64, 48, &busy(64 * 48 * 3), jpeg_encoder::ColorType::Rgb, &[(2, &profile)]);
    assert!(matches!(error(&bytes, "jpg"), PhotoError::Profile { .. }));
}

#[test]
fn no_changed_byte_makes_the_decoder_panic() {
    for whole in jpegs() {
        for at in 2..whole.len().min(700) {
            for change in [1, 0x10, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= change;
                let _ = read(&bytes, "jpg");
            }
        }
    }
}
