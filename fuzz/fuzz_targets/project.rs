//! A project of two chapters in a temporary folder, of which one file is replaced at a time.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use brochure::Language;
use brochure::Project;
use brochure::edition::load::{Geodata, Words};
use brochure::internals::create;
use brochure::internals::starter;
use tempfile::TempDir;

/// The project and what does not change in it.
pub struct Scratch {
    pub project: Project,
    pub words: Words,
    pub geodata: Geodata,
    folder: TempDir,
    /// The file that was replaced last, with what stood in it.
    replaced: Mutex<Option<(PathBuf, Vec<u8>)>>,
}

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let edition = "title = { de = \"T\", en = \"T\" }\nlanguages = [\"de\", \"en\"]\nas_of = 2026-01-01\n\
            chapters = [\"fuzzed\", \"second\"]\n[fields]\nmetal = { de = \"M\", en = \"M\" }\n";
        let record = "official_name = \"A\"\nshort_name = \"A\"\ndescription = { de = \"D\", en = \"D\" }\n\
            [seat]\ncity = \"Unna\"\nland = \"NW\"\nlatitude = 51.5\nlongitude = 7.7\n";
        let mut files = starter::project("2019");
        files.retain(|(path, _)| !path.starts_with("data/2019/"));
        files.push(("data/2019/edition.toml".to_owned(), edition.into()));
        files.extend(["fuzzed", "second"].map(|name| (format!("data/2019/clusters/{name}.toml"), record.into())));
        create(folder.path(), &files).expect("files");
        let project = Project::at(folder.path()).expect("a project");
        let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
        let geodata = Geodata::load(&project).expect("maps");
        Self { project, words, geodata, folder, replaced: Mutex::new(None) }
    }

    /// Replaces a file; the one replaced before gets back what it held.
    pub fn replace(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        let mut replaced = self.replaced.lock().expect("one thread");
        match replaced.as_ref() {
            Some((last, _)) if *last == path => {}
            last => {
                if let Some((last, old)) = last {
                    fs::write(last, old).expect("a file");
                }
                *replaced = Some((path.clone(), fs::read(&path).expect("a file")));
            }
        }
        fs::write(path, bytes).expect("a file");
    }
}
