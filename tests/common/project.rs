//! Copies of the shipped project, to be changed at will.
//!
//! Their edition is the one in `tests/fixtures/edition/`, whose texts stay the same when those of the shipped edition are
//! edited.

use std::fs;
use std::path::{Path, PathBuf};

use brochure::diagnostics::Diagnostic;
use brochure::edition::load::{self, Records};
use brochure::internals::{Typeset, Values};
use brochure::pdf::Target;
use brochure::pipeline::{self, Options, Outcome};
use brochure::{Language, Project};
use tempfile::TempDir;

use super::{layout, messages};

/// The edition file of a copy.
pub const EDITION: &str = "data/2019/edition.toml";

/// The edition of all copies, in this repository.
const FIXTURE: &str = "tests/fixtures/edition";

/// The record of its first chapter.
pub const NIRO: &str = "data/2019/clusters/niro.toml";

/// The fewest chapters that an edition has without a warning.
pub const FOUR_CHAPTERS: [&str; 4] = ["niro", "olec", "cyberlago", "foodregio"];

/// Returns the folder of this repository, which is the shipped project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the shipped project in a temporary folder.
#[derive(Debug)]
pub struct ProjectCopy {
    folder: TempDir,
}

impl ProjectCopy {
    /// Copies templates, fonts, maps and the edition of the fixtures.
    pub fn new() -> Self {
        Self::named("brochure-")
    }

    /// Makes a copy in a folder whose name begins with the given text.
    pub fn named(start: &str) -> Self {
        let folder = tempfile::Builder::new().prefix(start).tempdir().expect("a folder");
        for part in ["templates", "fonts", "data/geo", "data/profiles", "data/schema"] {
            copy_folder(&root().join(part), &folder.path().join(part));
        }
        copy_folder(&root().join(FIXTURE), &folder.path().join("data/2019"));
        Self { folder }
    }

    /// Copies folders of this repository, each given with its path in the copy.
    pub fn of_folders(folders: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (from, to) in folders {
            copy_folder(&root().join(from), &folder.path().join(to));
        }
        Self { folder }
    }

    /// Makes a copy whose edition has only one chapter, NIRO: it is laid out much faster than all eight.
    pub fn with_one_chapter() -> Self {
        let copy = Self::new();
        copy.keep_chapters(&["niro"]);
        copy
    }

    /// Makes a copy whose templates set four pages with little on them: for tests of files, runs and caches, to
    /// which it does not matter what is on a page. It has as many chapters as give no warning.
    pub fn with_tiny_pages() -> Self {
        let copy = Self::new();
        copy.keep_chapters(&FOUR_CHAPTERS);
        copy.write("templates/main.typ", include_str!("../fixtures/tiny.typ"));
        copy
    }

    /// Copies what the check of records needs: no fonts, no pages.
    pub fn of_records() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (from, to) in [("templates/words", "templates/words"), (FIXTURE, "data/2019"), ("data/geo", "data/geo")] {
            copy_folder(&root().join(from), &folder.path().join(to));
        }
        let main = "templates/main.typ";
        fs::copy(root().join(main), folder.path().join(main)).expect(main);
        Self { folder }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn project(&self) -> Project {
        Project::at(self.root()).expect("a project")
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect(name);
    }

    /// Replaces the first occurrence of a text in a file, which must have one.
    #[track_caller]
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not hold {from:?}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Replaces what a file holds from one text up to the next occurrence of another.
    #[track_caller]
    pub fn replace_part(&self, name: &str, from: &str, up_to: &str, by: &str) {
        let text = self.read(name);
        let start = text.find(from).unwrap_or_else(|| panic!("{name} does not hold {from:?}"));
        let end = text[start..].find(up_to).unwrap_or_else(|| panic!("{up_to:?} does not follow {from:?} in {name}"));
        self.write(name, format!("{}{by}{}", &text[..start], &text[start + end..]));
    }

    /// Adds a text to the end of a file.
    pub fn append(&self, name: &str, text: &str) {
        self.write(name, self.read(name) + text);
    }

    /// Replaces the list of chapters.
    pub fn set_chapters(&self, slugs: &[impl std::fmt::Debug]) {
        let text = self.read(EDITION);
        let lines: Vec<String> = text
            .lines()
            .map(|line| if line.starts_with("chapters = ") { format!("chapters = {slugs:?}") } else { line.to_owned() })
            .collect();
        self.write(EDITION, lines.join("\n"));
    }

    /// Removes all chapters but these from the edition, with their records.
    pub fn keep_chapters(&self, slugs: &[&str]) {
        self.set_chapters(slugs);
        for entry in fs::read_dir(self.path("data/2019/clusters")).expect("records") {
            let path = entry.expect("an entry").path();
            if !slugs.iter().any(|slug| path.ends_with(format!("{slug}.toml"))) {
                fs::remove_file(&path).expect("a record");
            }
        }
    }

    /// Adds a photograph for each place of a chapter, and a transparent logo on the cover.
    pub fn add_photos(&self) {
        let photo = fs::read(root().join("tests/fixtures/photos/seeding.jpg")).expect("a photograph");
        for name in ["head.jpg", "spread.jpg"] {
            self.write(&format!("data/2019/pictures/{name}"), &photo);
        }
        let logo =
            image::RgbaImage::from_fn(450, 150, |x, _| image::Rgba([200, 60, 30, if x < 300 { 255 } else { 90 }]));
        logo.save(self.path("data/2019/mark.png")).expect("a logo");
        let picture = |file: &str, slot: &str| {
            format!(
                "\n[[pictures]]\nfile = \"pictures/{file}\"\nslot = \"{slot}\"\ncredit = \"Clemens Engelhardt\"\n\
                 caption = {{ de = \"Löwenzahn im Abendlicht\", en = \"Dandelions in evening light\" }}\n\
                 alt = {{ de = \"Samen eines Löwenzahns\", en = \"Seeds of a dandelion\" }}\n"
            )
        };
        self.append(NIRO, &(picture("head.jpg", "story") + &picture("spread.jpg", "spread")));
        self.replace(EDITION, "[publisher]\n", "[publisher]\nlogo = \"mark.png\"\n");
    }

    pub fn records(&self) -> Records {
        let loaded = load::records(&self.project(), Path::new("data/2019")).expect("files");
        assert!(loaded.diagnostics.is_empty(), "{}", messages(&loaded.diagnostics).join("\n"));
        loaded.records.expect("records")
    }

    pub fn values(&self, language: Language) -> Values {
        layout::values(&self.project(), &self.records(), language)
    }

    pub fn typeset(&self, language: Language) -> Typeset {
        layout::typeset(&self.project(), &self.records(), language)
    }

    /// Lays out the book in its planned order.
    pub fn planned(&self, language: Language) -> (Values, Typeset) {
        let (values, _, typeset) = layout::planned(&self.project(), &self.records(), language);
        (values, typeset)
    }

    /// Builds the print PDFs without running the program.
    pub fn build(&self, languages: &[Language]) -> Outcome {
        self.build_for(Target::Print, languages)
    }

    /// Builds PDFs for a target without running the program.
    pub fn build_for(&self, target: Target, languages: &[Language]) -> Outcome {
        let options = Options { languages: languages.to_vec(), targets: vec![target], ..Options::default() };
        pipeline::build(&self.project(), Path::new("data/2019"), &options, &|_| {}).expect("files")
    }

    pub fn check(&self) -> Vec<Diagnostic> {
        pipeline::check(&self.project(), Path::new("data/2019"), &Options::default()).expect("files")
    }
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}
