//! Fonts, caches, lists of hashes, pipes and folders that are not what they seem, and too little memory.

use std::fs;
use std::path::Path;

use brochure::Project;

use crate::common::{NIRO, ProjectCopy, brochure};

const BUILD: [&str; 5] = ["build", "--lang", "de", "--target", "screen"];

/// Writes a file that has a size but takes no space.
fn sparse(path: &Path, bytes: u64) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::File::create(path).and_then(|file| file.set_len(bytes)).expect("a file");
}

#[cfg(unix)]
fn make_pipe(path: &Path) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let _ = fs::remove_file(path);
    assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn fonts_that_are_none_are_named() {
    let regular = "fonts/SourceSans3-Regular.otf";
    let copy = ProjectCopy::with_tiny_pages();
    let font = fs::read(copy.path(regular)).expect("a font");
    for (what, bytes) in [("cut off", &font[..200]), ("empty", &[][..]), ("text", b"no font")] {
        copy.write(regular, bytes);
        let run = brochure(copy.root(), &BUILD).exits_with(3);
        assert!(run.stderr.contains(regular) && run.stderr.contains("it is not a font"), "{what}: {}", run.stderr);
    }
}

#[test]
fn fonts_whose_tables_lie_end_in_a_message_or_in_pages() {
    let regular = "fonts/SourceSans3-Regular.otf";
    let copy = ProjectCopy::with_tiny_pages();
    let font = fs::read(copy.path(regular)).expect("a font");
    // The offsets and lengths of the first twelve tables, and a part of each quarter of the file.
    let tables = (0..12).map(|table| 12 + table * 16 + 8..12 + table * 16 + 16);
    let quarters = (1..4).map(|part| font.len() * part / 4..font.len() * part / 4 + 2000);
    for part in tables.chain(quarters) {
        let mut lying = font.clone();
        lying[part].fill(0xFF);
        copy.write(regular, &lying);
        let code = crate::common::command(copy.root(), &[&[crate::common::BROCHURE], &BUILD[..]].concat());
        let code = { code }.output().expect("a run").status.code();
        assert!(matches!(code, Some(0 | 1 | 3)), "{code:?}");
    }
}

#[test]
fn fonts_larger_than_a_brochure_needs_are_refused_unread() {
    let copy = ProjectCopy::with_tiny_pages();
    sparse(&copy.path("fonts/huge.otf"), 1 << 30);
    brochure(copy.root(), &BUILD).exits_with(3).stderr_has("fonts/huge.otf").stderr_has("more than the 128 MiB");
}

#[test]
fn a_large_file_that_nothing_uses_is_hashed_and_a_huge_one_refused() {
    let copy = ProjectCopy::with_tiny_pages();
    sparse(&copy.path("data/2019/film.mov"), 300 << 20);
    brochure(copy.root(), &BUILD).exits_with(0);
    sparse(&copy.path("data/2019/film.mov"), 1 << 40);
    brochure(copy.root(), &BUILD).exits_with(3).stderr_has("data/2019/film.mov").stderr_has("2048 MiB");
    brochure(copy.root(), &["check"]).exits_with(0);
}

#[test]
fn a_profile_that_is_huge_is_an_error_at_its_field() {
    let copy = ProjectCopy::of_records();
    sparse(&copy.path("data/profiles/huge.icc"), 1 << 40);
    let profile = "\n[print.profile]\nfile = \"data/profiles/huge.icc\"\ncondition = \"X\"\n";
    copy.append(crate::common::EDITION, profile);
    super::error_in(&copy.check(), "E0303", "print.profile.file");
}

#[test]
fn caches_and_lists_that_are_garbage_huge_or_deep_are_passed_over() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.add_photos();
    brochure(copy.root(), &BUILD).exits_with(0);
    let cache = copy.path(".brochure-cache");
    let kept: Vec<_> = Project::at(&cache).expect("a folder").files(Path::new(".")).expect("files");
    assert!(!kept.is_empty(), "the cache has files");
    let deep = "[".repeat(1 << 20);
    for (what, bytes) in [("garbage", b"photo-1\n\xFF".as_slice()), ("deep", deep.as_bytes())] {
        for path in &kept {
            fs::write(cache.join(path), bytes).expect("a file");
        }
        copy.write("out/SHA256SUMS", bytes);
        let run = brochure(copy.root(), &BUILD);
        assert!(run.exits_with(0).stdout.contains("pages"), "{what}: nothing was built");
    }
    for path in &kept {
        sparse(&cache.join(path), 1 << 40);
    }
    sparse(&copy.path("out/SHA256SUMS"), 1 << 40);
    brochure(copy.root(), &BUILD).exits_with(0);
    assert_eq!(copy.read("out/SHA256SUMS").lines().count(), 1);
}

#[test]
fn a_name_that_is_listed_a_thousand_times_is_hashed_once() {
    let copy = ProjectCopy::with_tiny_pages();
    sparse(&copy.path("out/old.pdf"), 64 << 20);
    let line = format!("{}  old.pdf\n", brochure::internals::sha256_hex(vec![0; 64 << 20]));
    copy.write("out/SHA256SUMS", line.repeat(10_000));
    brochure(copy.root(), &BUILD).exits_with(0);
    assert_eq!(copy.read("out/SHA256SUMS").matches("old.pdf").count(), 1);
}

#[cfg(unix)]
#[test]
fn pipes_are_never_opened() {
    let copy = ProjectCopy::with_tiny_pages();
    for name in ["fonts/pipe.otf", "templates/pipe.typ", "data/2019/pipe.toml", "data/geo/pipe", "out/SHA256SUMS"] {
        make_pipe(&copy.path(name));
    }
    brochure(copy.root(), &BUILD).exits_with(0);
    brochure(copy.root(), &["doctor"]).exits_with(0);
    let pdf = copy.path("out/expedition-2019-de-screen.pdf");
    make_pipe(&pdf);
    brochure(copy.root(), &[&BUILD[..], &["--check"]].concat()).exits_with(1).stderr_has("is not a readable PDF");
    make_pipe(&copy.path("templates/words/de.toml"));
    make_pipe(&copy.path("data/2019/pictures/a.jpg"));
    let text = "{ de = \"Ein Bild\", en = \"A picture\" }";
    copy.append(
        NIRO,
        &format!("\n[[pictures]]\nfile = \"pictures/a.jpg\"\ncaption = {text}\ncredit = \"N\"\nalt = {text}\n"),
    );
    brochure(copy.root(), &["check"]).exits_with(1).stderr_has("not a regular file").stderr_has("there is no file");
    copy.write("templates/main.typ", "#read(\"pipe.typ\")");
    let words = crate::common::root().join("templates/words/de.toml");
    fs::remove_file(copy.path("templates/words/de.toml")).expect("a pipe");
    fs::copy(words, copy.path("templates/words/de.toml")).expect("words");
    fs::write(copy.path("data/2019/edition.toml"), copy.read("data/2019/edition.toml")).expect("an edition");
    copy.replace_part(NIRO, "\n[[pictures]]", "alt = ", "");
    brochure(copy.root(), &BUILD).exits_with(1);
}

#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_ends_with_a_message_and_exit_code_3() {
    let copy = ProjectCopy::with_one_chapter();
    let mut ended = 0;
    for kilobytes in ["150000", "200000", "360000"] {
        let script = format!("ulimit -v {kilobytes}; exec \"$0\" build --lang de --jobs 1");
        let line = ["sh", "-c", &script, crate::common::BROCHURE];
        let output = crate::common::command(copy.root(), &line).output().expect("a run");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 3)), "{kilobytes}: {:?}\n{said}", output.status);
        if output.status.code() == Some(3) {
            assert!(said.contains("memory") || said.contains("threads"), "{kilobytes}: {said}");
            ended += 1;
        }
    }
    assert!(ended > 0, "memory never ran out");
}
