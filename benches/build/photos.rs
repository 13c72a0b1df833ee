//! An edition of 100 pages with 24 photographs of 12 megapixels, against the stock compiler on the
//! same pages and pictures; and against the same with tiny pictures, which is what laying out the
//! pages takes whoever does it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use jpeg_encoder::{ColorType, Encoder};

use crate::measure::{Cost, measure, ratio, run, shown};
use crate::scratch::Scratch;
use crate::{stock_command, stock_compiler};

/// Chapters of four pages, the most that there are, and two more for each picture in `spread`.
const CHAPTERS: usize = 12;
const PHOTOS: usize = 24;
/// Text pages that make the edition one of 100 pages.
const FURTHER_PAGES: usize = 6;
const SIZE: (u16, u16) = (4000, 3000);

/// The noise of a sensor in steps of 255, from none.
const NOISE: f32 = 5.0;

/// The quality in which cameras save.
const QUALITY: u8 = 93;

pub fn photos() {
    let Some(typst) = stock_compiler() else { return };
    let edition = Scratch::with(CHAPTERS);
    let bytes = add_photos(&edition.root);
    add_pages(&edition.root);
    println!("{PHOTOS} photographs of 12 megapixels    {:>7.1} MB", megabytes(bytes));

    run(&mut edition.build(&["--values", "values"]));
    let stock = measure(&mut stock_command(&typst, &edition));
    let stock_size = size(&edition.root.join("stock.pdf"));
    println!("with photographs, stock compiler   {}  {:>6.1} MB file", shown(stock), megabytes(stock_size));

    let cache = edition.root.join(".brochure-cache");
    let first = (0..3)
        .map(|_| {
            fs::remove_dir_all(&cache).unwrap_or_default();
            run(&mut edition.build(&["--lang", "de"]))
        })
        .min_by_key(|cost| cost.time)
        .expect("a run");
    told("empty cache", first, stock, &edition.root, stock_size);
    let again = measure(&mut edition.build(&["--lang", "de"]));
    told("filled cache", again, stock, &edition.root, stock_size);

    for number in 0..PHOTOS {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, QUALITY).encode(&[90; 36], 4, 3, ColorType::Rgb).expect("a picture");
        fs::write(edition.root.join(format!("data/2019/pictures/{number}.jpg")), bytes).expect("a picture");
    }
    let bare = measure(&mut stock_command(&typst, &edition));
    println!("the same pages with tiny pictures  {}  {:.2} of stock's time", shown(bare), ratio(bare, stock));
}

fn told(what: &str, cost: Cost, stock: Cost, root: &Path, stock_size: u64) {
    let file = size(&root.join("out/expedition-2019-de-print.pdf"));
    let memory = match (cost.memory, stock.memory) {
        #[allow(clippy::cast_precision_loss)]
        (Some(own), Some(other)) => format!("{:.2}", own as f64 / other as f64),
        _ => "?".to_owned(),
    };
    println!(
        "with photographs, {what:<16} {}  {:>6.1} MB file  {:.2} of stock's time, {memory} of its memory, {:.2} of its size",
        shown(cost),
        megabytes(file),
        ratio(cost, stock),
        megabytes(file) / megabytes(stock_size),
    );
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).expect("a file").len()
}

#[allow(clippy::cast_precision_loss)]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Text pages before the chapters.
fn add_pages(root: &Path) {
    let mut file = fs::OpenOptions::new().append(true).open(root.join("data/2019/edition.toml")).expect("an edition");
    let text = "Ein Absatz mit Wörtern, die niemand zu lesen braucht. ".repeat(30);
    for number in 0..FURTHER_PAGES {
        writeln!(
            file,
            "\n[[pages]]\ntitle = {{ de = \"Seite {number}\", en = \"Page {number}\" }}\n\
             text = {{ de = \"{text}\", en = \"{text}\" }}"
        )
        .expect("an edition");
    }
}

/// Puts two photographs into each chapter. Gives their bytes.
fn add_photos(root: &Path) -> u64 {
    let folder = root.join("data/2019/pictures");
    fs::create_dir_all(&folder).expect("a folder");
    let clusters = root.join("data/2019/clusters");
    let mut records: Vec<_> = fs::read_dir(&clusters).expect("a folder").flatten().map(|entry| entry.path()).collect();
    records.sort();
    let mut bytes = 0;
    for number in 0..PHOTOS {
        let record = &records[number / 2];
        let slot = if number % 2 == 0 { "story" } else { "spread" };
        let photo = photo(number);
        bytes += photo.len() as u64;
        fs::write(folder.join(format!("{number}.jpg")), photo).expect("a photograph");
        let mut file = fs::OpenOptions::new().append(true).open(record).expect("a record");
        writeln!(
            file,
            "\n[[pictures]]\nfile = \"pictures/{number}.jpg\"\nslot = \"{slot}\"\ncredit = \"N. N.\"\n\
             caption = {{ de = \"Bild {number}\", en = \"Picture {number}\" }}\n\
             alt = {{ de = \"Bild {number}\", en = \"Picture {number}\" }}"
        )
        .expect("a record");
    }
    bytes
}

/// A picture with the spectrum of photographs (each octave half as strong) and the noise of a sensor.
fn photo(number: usize) -> Vec<u8> {
    let (width, height) = SIZE;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let seed = u32::try_from(number).unwrap_or_default().wrapping_mul(0x9e37_79b9);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            for channel in 0..3_u32 {
                let mut value = 128.0;
                let mut strength = 64.0;
                let mut cell = 1024;
                while cell >= 2 {
                    value += strength * smooth(x, y, cell, seed ^ (channel / 2 * 77 + cell));
                    strength /= 1.7;
                    cell /= 2;
                }
                value += NOISE * grain(x, y, seed ^ channel);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                pixels.push(value.clamp(0.0, 255.0) as u8);
            }
        }
    }
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, QUALITY).encode(&pixels, width, height, ColorType::Rgb).expect("a photograph");
    bytes
}

/// Values from -1 to 1 on a grid, and between its points.
fn smooth(x: u32, y: u32, cell: u32, seed: u32) -> f32 {
    let part = |at: u32| {
        #[allow(clippy::cast_precision_loss)]
        let part = (at % cell) as f32 / cell as f32;
        part * part * (3.0 - 2.0 * part)
    };
    let (column, row) = (x / cell, y / cell);
    let corner = |right: u32, down: u32| grain(column + right, row + down, seed);
    let across = |down: u32| corner(0, down) + (corner(1, down) - corner(0, down)) * part(x);
    across(0) + (across(1) - across(0)) * part(y)
}

/// A value from -1 to 1 that follows from its place alone.
fn grain(x: u32, y: u32, seed: u32) -> f32 {
    let mut hash = x.wrapping_mul(0x85eb_ca6b) ^ y.wrapping_mul(0xc2b2_ae35) ^ seed;
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^= hash >> 12;
    hash = hash.wrapping_mul(0x297a_2d39);
    hash ^= hash >> 15;
    #[allow(clippy::cast_precision_loss)]
    let unit = (hash >> 8) as f32 / (1 << 23) as f32;
    unit - 1.0
}
