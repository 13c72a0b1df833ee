//! A project whose two files are changed one at a time.

use std::fs;
use std::path::Path;

use brochure::Project;
use brochure::diagnostics::Diagnostic;
use brochure::edition::records::schema::RecordKind;
use brochure::pipeline::{self, Options};
use tempfile::TempDir;
use toml_edit::{Array, DocumentMut, Item};

/// A project of one chapter.
pub struct Scratch {
    folder: TempDir,
}

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let words = folder.path().join("templates/words");
        fs::create_dir_all(&words).expect("a folder");
        fs::create_dir_all(folder.path().join("data/2019/clusters")).expect("a folder");
        for language in ["de", "en"] {
            let name = format!("{language}.toml");
            fs::copy(crate::common::root().join("templates/words").join(&name), words.join(&name)).expect("words");
        }
        Self { folder }
    }

    /// Checks an edition of one chapter, with one of its two files changed.
    pub fn check(&self, kind: RecordKind, path: &Path, text: &str) -> Vec<Diagnostic> {
        let root = crate::common::root();
        let slug = if kind == RecordKind::Cluster { path.file_stem().and_then(|name| name.to_str()) } else { None };
        let slug = slug.unwrap_or("niro");
        let data = self.folder.path().join("data/2019");
        let record = data.join(format!("clusters/{slug}.toml"));
        let edition = data.join("edition.toml");
        match kind {
            RecordKind::Cluster => {
                let shipped: DocumentMut =
                    fs::read_to_string(root.join("data/2019/edition.toml")).expect("edition").parse().expect("TOML");
                fs::write(&edition, one_chapter(shipped, slug)).expect("edition");
                fs::write(&record, text).expect("record");
            }
            RecordKind::Edition => {
                fs::write(&edition, text).expect("edition");
                fs::copy(root.join("data/2019/clusters/niro.toml"), &record).expect("record");
            }
        }
        let project = Project::at(self.folder.path()).expect("a project");
        pipeline::check(&project, Path::new("data/2019"), &Options::default()).expect("files")
    }
}

fn one_chapter(mut edition: DocumentMut, slug: &str) -> String {
    edition["chapters"] = toml_edit::value(Array::from_iter([slug]));
    edition["introduction"] = Item::None;
    edition.to_string()
}
