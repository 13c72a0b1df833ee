//! Projects in temporary folders, to build and to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use brochure::Project;
use brochure::edition::load;

const BROCHURE: &str = env!("CARGO_BIN_EXE_brochure");

/// A project in a temporary folder.
pub struct Scratch {
    _folder: tempfile::TempDir,
    pub root: PathBuf,
}

impl Scratch {
    /// The shipped edition with its eight records repeated until there are as many as asked for.
    pub fn with(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_owned();
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["templates", "fonts", "data"] {
            copy(&source.join(part), &root.join(part));
        }
        let edition = root.join("data/2019/edition.toml");
        let text = fs::read_to_string(&edition).expect("an edition");
        let records = load::records(&Project::at(source).expect("a project"), Path::new("data/2019"));
        let shipped = records.expect("files").records.expect("records").edition.value.chapters;
        let mut slugs = shipped.clone();
        for index in shipped.len()..count {
            let slug = format!("{}-{}", shipped[index % shipped.len()], index / shipped.len() + 1);
            let clusters = root.join("data/2019/clusters");
            let from = clusters.join(format!("{}.toml", shipped[index % shipped.len()]));
            fs::copy(from, clusters.join(format!("{slug}.toml"))).expect("a copy");
            slugs.push(slug);
        }
        let lines = text.lines().map(|line| {
            if line.starts_with("chapters = ") { format!("chapters = {slugs:?}") } else { line.to_owned() }
        });
        fs::write(&edition, lines.collect::<Vec<_>>().join("\n")).expect("an edition");
        Self { _folder: folder, root }
    }

    pub fn build(&self, args: &[&str]) -> Command {
        // What has been made before would be left out.
        let mut command = self.brochure(&["build", "--quiet", "--force"]);
        command.args(args);
        command
    }

    pub fn brochure(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BROCHURE);
        command.current_dir(&self.root).args(args).stdout(Stdio::null());
        command
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).expect("a copy");
        }
    }
}
