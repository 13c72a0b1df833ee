//! Runs of the program, and the files that it leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The path of the program that is tested.
pub const BROCHURE: &str = env!("CARGO_BIN_EXE_brochure");

/// Runs the program in a folder.
pub fn brochure(folder: &Path, args: &[&str]) -> Run {
    Run::new(&command(folder, &[&[BROCHURE], args].concat()).output().expect("a run"))
}

/// Prepares a command in a folder with the environment in which the tests run the program.
pub fn command(folder: &Path, line: &[&str]) -> Command {
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).current_dir(folder);
    command.env("NO_COLOR", "1").env("COLUMNS", "80").env("SOURCE_DATE_EPOCH", "1800000000");
    // In CI no cache counts; the tests run as an editor does.
    command.env_remove("CI");
    command
}

/// What a finished run printed, and its exit code.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    code: Option<i32>,
}

impl Run {
    pub fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        Self { stdout: text(&output.stdout), stderr: text(&output.stderr), code: output.status.code() }
    }

    #[track_caller]
    pub fn exits_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn stderr_has(&self, part: &str) -> &Self {
        assert!(self.stderr.contains(part), "{part:?} is not on standard error:\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub fn stdout_has(&self, part: &str) -> &Self {
        assert!(self.stdout.contains(part), "{part:?} is not on standard output:\n{}", self.stdout);
        self
    }
}

/// The bytes of files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads the files in a folder, hidden ones too; none where there is no folder.
pub fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry"));
    let paths = entries.map(|entry| entry.path()).filter(|path| path.is_file());
    paths.map(|path| (file_name(&path), fs::read(&path).expect("a file"))).collect()
}

/// Reads the files in a folder and in all folders below, by their path from the folder.
pub fn files_below(folder: &Path) -> Files {
    fn gather(folder: &Path, below: &str, found: &mut Files) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{below}{}", entry.file_name().into_string().expect("a name"));
            if entry.path().is_dir() {
                gather(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut found = Files::new();
    gather(folder, "", &mut found);
    found
}

/// Returns the last part of a path.
pub fn file_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}
