//! Shared parts of the tests: a copy of the project to change at will, and the text of its pages.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod git;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use brochure::Language;
use brochure::Project;
use brochure::diagnostics::{Diagnostic, Severity};
use brochure::edition::load::{self, Geodata, Records as Loaded, Words};
use brochure::internals::{Fonts, Typeset, Typesetter};
use brochure::internals::{Values, merge_records};
use brochure::pipeline::{self, Options, Outcome};
use tempfile::TempDir;
use typst::layout::{Frame, FrameItem};

/// The folder of the shipped project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the shipped project in a temporary folder.
pub struct Copy {
    folder: TempDir,
}

impl Copy {
    /// Copies templates, fonts, maps and the shipped edition.
    pub fn new() -> Self {
        Self::named("brochure-")
    }

    /// A copy in a folder whose name begins so.
    pub fn named(start: &str) -> Self {
        let folder = tempfile::Builder::new().prefix(start).tempdir().expect("a folder");
        for part in ["templates", "fonts", "data"] {
            copy(&root().join(part), &folder.path().join(part));
        }
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

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect(name);
    }

    /// Changes a text in a file; it must be there.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not hold {from:?}");
        self.write(name, &text.replacen(from, to, 1));
    }

    /// Names the chapters of the shipped edition anew.
    pub fn set_chapters(&self, slugs: &[String]) {
        let text = self.read("data/2019/edition.toml");
        let lines: Vec<String> = text
            .lines()
            .map(|line| if line.starts_with("chapters = ") { format!("chapters = {slugs:?}") } else { line.to_owned() })
            .collect();
        self.write("data/2019/edition.toml", &lines.join("\n"));
    }

    /// Puts a photograph into each place of a chapter, and a transparent mark onto the cover.
    pub fn add_photos(&self) {
        let pictures = self.path("data/2019/pictures");
        fs::create_dir_all(&pictures).expect("a folder");
        let photo = root().join("tests/fixtures/photos/seeding.jpg");
        for name in ["head.jpg", "spread.jpg"] {
            fs::copy(&photo, pictures.join(name)).expect("a photograph");
        }
        let mark =
            image::RgbaImage::from_fn(450, 150, |x, _| image::Rgba([200, 60, 30, if x < 300 { 255 } else { 90 }]));
        mark.save(self.path("data/2019/mark.png")).expect("a mark");
        let text = self.read("data/2019/clusters/niro.toml");
        let picture = |file: &str, slot: &str| {
            format!(
                "\n[[pictures]]\nfile = \"pictures/{file}\"\nslot = \"{slot}\"\ncredit = \"Clemens Engelhardt\"\n\
                 caption = {{ de = \"Löwenzahn im Abendlicht\", en = \"Dandelions in evening light\" }}\n\
                 alt = {{ de = \"Samen eines Löwenzahns\", en = \"Seeds of a dandelion\" }}\n"
            )
        };
        let text = format!("{text}{}{}", picture("head.jpg", "story"), picture("spread.jpg", "spread"));
        self.write("data/2019/clusters/niro.toml", &text);
        self.replace("data/2019/edition.toml", "[publisher]\n", "[publisher]\nlogo = \"mark.png\"\n");
    }

    pub fn records(&self) -> Loaded {
        let loaded = load::records(&self.project(), Path::new("data/2019")).expect("files");
        assert!(loaded.diagnostics.is_empty(), "{}", messages(&loaded.diagnostics).join("\n"));
        loaded.records.expect("records")
    }

    pub fn values(&self, language: Language) -> Values {
        values(&self.project(), &self.records(), language)
    }

    pub fn typeset(&self, language: Language) -> Typeset {
        typeset(&self.project(), &self.records(), language)
    }

    pub fn build(&self, languages: &[Language]) -> Outcome {
        let options = Options { languages: languages.to_vec(), ..Options::default() };
        pipeline::build(&self.project(), Path::new("data/2019"), &options, &|_| {}).expect("files")
    }

    pub fn check(&self) -> Vec<Diagnostic> {
        pipeline::check(&self.project(), Path::new("data/2019"), &Options::default()).expect("files")
    }
}

/// A copy of the shipped records without what only pages need: enough to check them.
pub struct Records {
    copy: Copy,
}

impl Records {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["templates/words", "data/2019"] {
            copy(&root().join(part), &folder.path().join(part));
        }
        let main = "templates/main.typ";
        fs::copy(root().join(main), folder.path().join(main)).expect(main);
        Self { copy: Copy { folder } }
    }
}

impl std::ops::Deref for Records {
    type Target = Copy;

    fn deref(&self) -> &Copy {
        &self.copy
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

/// The records of the shipped edition.
pub fn shipped() -> (Project, Loaded) {
    let project = Project::at(root()).expect("a project");
    let loaded = load::records(&project, Path::new("data/2019")).expect("files");
    (project, loaded.records.expect("records"))
}

pub fn values(project: &Project, records: &Loaded, language: Language) -> Values {
    let words = Words::load(project, language, &mut Vec::new()).expect("words").expect("words");
    merge_records(records, &words, &Geodata::load(project).expect("maps"))
}

pub fn typeset(project: &Project, records: &Loaded, language: Language) -> Typeset {
    typesetter(project, records, language).typeset()
}

pub fn typesetter(project: &Project, records: &Loaded, language: Language) -> Typesetter {
    let files = values(project, records, language).files().expect("values");
    let fonts = Fonts::load(project).expect("fonts");
    Typesetter::new(project, &fonts, language, files).expect("a typesetter")
}

/// The text of each page that a build of an edition lays out.
pub fn built_texts(root: &Path, edition: &str, language: Language, only: Option<&str>) -> Vec<String> {
    let project = Project::at(root).expect("a project");
    let options = Options { languages: vec![language], only: only.map(str::to_owned), ..Options::default() };
    let folder = Path::new("data").join(edition);
    let (files, diagnostics) = pipeline::values(&project, &folder, &options).expect("files");
    assert!(!files.is_empty(), "{}", messages(&diagnostics).join("\n"));
    let prefix = format!("{language}/");
    let files = files.into_iter().map(|(name, bytes)| (name.trim_start_matches(&prefix).to_owned(), bytes)).collect();
    let fonts = Fonts::load(&project).expect("fonts");
    page_texts(&Typesetter::new(&project, &fonts, language, files).expect("a typesetter").typeset())
}

/// The text of each page in the order in which it was set.
pub fn page_texts(typeset: &Typeset) -> Vec<String> {
    let document = typeset.document.as_ref();
    let document = document.unwrap_or_else(|| panic!("{}", messages(&typeset.diagnostics).join("\n")));
    let texts = document.pages().iter().map(|page| {
        let mut text = String::new();
        collect(&page.frame, &mut text);
        text
    });
    texts.collect()
}

fn collect(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, out),
            FrameItem::Text(text) => out.push_str(&text.text),
            _ => {}
        }
    }
}

/// A text without what lines and typography add or take away: spaces, hyphens, marks without width.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{2011}'))
        .collect()
}

/// "E0104 message" of each diagnostic.
pub fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.as_ref().map(|place| {
                let (line, column) = place.file.line_column(place.span.start);
                format!("{}:{line}:{column}: ", place.file.name())
            });
            format!("{}{}: {}", place.unwrap_or_default(), diagnostic.code, diagnostic.message)
        })
        .collect()
}

/// Asserts that there are errors and that one of them has a code.
pub fn assert_fault(diagnostics: &[Diagnostic], number: &str) {
    let found = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error && diagnostic.code.number() == number);
    assert!(found, "no {number} in:\n{}", messages(diagnostics).join("\n"));
}

/// Runs the program in a folder.
pub fn brochure(folder: &Path, args: &[&str]) -> Output {
    command(folder, &[&[env!("CARGO_BIN_EXE_brochure")], args].concat()).output().expect("a run")
}

/// A command in a folder, to be run as the program is.
pub fn command(folder: &Path, line: &[&str]) -> Command {
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).current_dir(folder);
    command.env("NO_COLOR", "1").env("COLUMNS", "80").env("SOURCE_DATE_EPOCH", "1800000000");
    command
}

/// The bytes of files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What lies in a folder, nothing where there is none; also what hides behind a dot.
pub fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry"));
    let paths = entries.map(|entry| entry.path()).filter(|path| path.is_file());
    paths.map(|path| (name(&path), fs::read(&path).expect("a file"))).collect()
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// How a run ended and what it said.
pub struct Run {
    pub out: String,
    pub err: String,
    code: Option<i32>,
}

impl Run {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        Self { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code() }
    }

    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }

    /// Asserts that standard error contains a text.
    pub fn reported(&self, part: &str) -> &Self {
        assert!(self.err.contains(part), "{part:?} is not reported:\n{}", self.err);
        self
    }

    /// Asserts that standard output contains a text.
    pub fn printed(&self, part: &str) -> &Self {
        assert!(self.out.contains(part), "{part:?} is not printed:\n{}", self.out);
        self
    }
}
