//! What is refused, each within two seconds, and what is only irregular and is not.

use std::time::{Duration, Instant};

use brochure::internals::{Fault, Format, header, verify};
use image::ExtendedColorType;

use super::{png, rgb_jpeg};

/// What a file is found to be, in less than two seconds.
fn read(bytes: &[u8], extension: &str) -> Result<(), Fault> {
    let start = Instant::now();
    let found = header(bytes, extension).and_then(|header| verify(bytes, &header));
    assert!(start.elapsed() < Duration::from_secs(2));
    found
}

fn fault(bytes: &[u8], extension: &str) -> Fault {
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

/// A PNG of 80 px a side whose chunks stand between head and end.
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
fn no_whole_picture() {
    let small = small();
    assert_eq!(fault(&[], "jpg"), Fault::Empty);
    assert!(matches!(fault(b"hello", "jpg"), Fault::Unknown { .. }));
    assert!(matches!(fault(&small, "tiff"), Fault::Extension { .. }));
    assert!(matches!(fault(&small, "png"), Fault::Disguised { format: Format::Jpeg, .. }));
    assert_eq!(fault(&small[..small.len() - 2], "jpg"), Fault::CutOff { format: Format::Jpeg });
    assert_eq!(fault(&small[..100], "jpg"), Fault::CutOff { format: Format::Jpeg });
    let whole = png(40, 30, &[7; 40 * 30 * 3], ExtendedColorType::Rgb8, None);
    assert_eq!(fault(&whole[..whole.len() - 20], "png"), Fault::CutOff { format: Format::Png });
    let mut wrong = whole.clone();
    wrong[45] ^= 1;
    assert!(matches!(fault(&wrong, "png"), Fault::Broken { .. }));
    let data = pixel_data(80, 80);
    assert_eq!(read(&made_png(&[chunk(*b"IDAT", &data)]), "png"), Ok(()));
    fault(&made_png(&[chunk(*b"IDAT", &data[..data.len() / 2])]), "png");
}

#[test]
fn too_large() {
    let mut wide = small();
    let at = place(&wide, 0xc0);
    wide[at + 5..at + 9].copy_from_slice(&[0x75, 0, 0xc3, 0x50]);
    assert!(matches!(fault(&wide, "jpg"), Fault::TooLarge { width: 50_000, .. }));
    assert!(matches!(fault(&vec![0; 64 * 1024 * 1024 + 1], "jpg"), Fault::TooManyBytes { .. }));
    let start = place(&wide, 0xda);
    let many = [&wide[..wide.len() - 2], &wide[start..wide.len() - 2].repeat(100), &[0xff, 0xd9]].concat();
    assert!(matches!(fault(&many, "jpg"), Fault::TooManyScans { .. }));
    let gif = b"GIF89a\xff\xff\xff\xff\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
    assert!(matches!(fault(gif, "gif"), Fault::TooLarge { .. }));
    let webp = b"RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\xff\xff\xff\x0f\0";
    assert!(matches!(fault(webp, "webp"), Fault::TooLarge { .. }));
}

#[test]
fn bombs_do_not_go_off() {
    let (bomb, data) = (pixel_data(20_000, 4000), chunk(*b"IDAT", &pixel_data(80, 80)));
    let _ = read(&made_png(&[chunk(*b"IDAT", &bomb)]), "png");
    for (kind, start) in [(b"iCCP", b"x\0\0".as_slice()), (b"zTXt", b"x\0\0"), (b"iTXt", b"x\0\x01\0\0\0")] {
        let body = [start, &bomb].concat();
        let _ = read(&made_png(&[chunk(*kind, &body), data.clone()]), "png");
    }
}

#[test]
fn animated() {
    let frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let gif = [b"GIF89a\x01\0\x01\0\0\0\0".as_slice(), frame, frame, b"\x3b"].concat();
    assert_eq!(fault(&gif, "gif"), Fault::Animated { format: Format::Gif });
    let webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\0\0\0\0\0\0";
    assert_eq!(fault(webp, "webp"), Fault::Animated { format: Format::WebP });
    let control = chunk(*b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let png = made_png(&[control, chunk(*b"IDAT", &pixel_data(80, 80))]);
    assert_eq!(fault(&png, "png"), Fault::Animated { format: Format::Png });
}

#[test]
fn narrow_pictures_whose_end_the_decoder_would_lose() {
    for (width, good) in [(64, false), (400, true)] {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.set_optimized_huffman_tables(true);
        let data = vec![90; usize::from(width) * 48 * 3];
        encoder.encode(&data, width, 48, jpeg_encoder::ColorType::Rgb).unwrap();
        assert_eq!(read(&bytes, "jpg").is_ok(), good);
    }
}

#[test]
fn irregular_ones_are_read() {
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
fn forged_ends() {
    let cut_off = Fault::CutOff { format: Format::Jpeg };
    for whole in jpegs() {
        assert_eq!(read(&whole, "jpg"), Ok(()));
        let forged = |at: usize| fault(&[&whole[..at], &[0xff, 0xd9]].concat(), "jpg");
        let start = place(&whole, 0xda) + 14;
        let scans: Vec<_> = (start..whole.len()).filter(|at| whole[*at..].starts_with(&[0xff, 0xda])).collect();
        for at in (start..whole.len() - 2).step_by(whole.len() / 30).chain([whole.len() - 3]) {
            let found = forged(at);
            // Between scans a table may be cut instead.
            assert!(found == cut_off || !scans.is_empty(), "{found}");
        }
        for scan in scans {
            assert_eq!(forged(scan), cut_off);
        }
    }
}
