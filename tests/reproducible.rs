//! The same records give the same bytes, wherever, whenever and by whom they are built.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use crate::common::{Copy, name};

const BIN: &str = env!("CARGO_BIN_EXE_brochure");
const ALL: [&str; 4] = ["--target", "print,screen,archive", "--lang", "de,en"];
const BACKWARDS: [&str; 4] = ["--target", "archive,screen,print", "--lang", "en,de"];

/// A folder name with spaces, an umlaut of one character and one of two.
const ODD_NAME: &str = "Übergröße im u\u{308}bernächsten Ordner ";

/// Where and how the program is called.
struct Surrounding<'a> {
    /// The unusual condition, for the message.
    name: &'a str,
    /// The root of the project.
    root: &'a Path,
    /// The folder in which it is called, from the root.
    below: &'a str,
    edition: String,
    args: &'a [&'a str],
    umask: &'a str,
    /// Variables of the environment; one without a value is taken away.
    variables: Vec<(&'a str, Option<&'a str>)>,
    /// Whether there are no others.
    bare: bool,
}

impl<'a> Surrounding<'a> {
    /// A usual one.
    fn new(name: &'a str, root: &'a Path) -> Self {
        Self {
            name,
            root,
            below: "",
            edition: "2019".to_owned(),
            args: &ALL,
            umask: "022",
            variables: Vec::new(),
            bare: false,
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("/bin/sh");
        if self.bare {
            command.env_clear();
        }
        // The mask of rights is handed on from one program to the next.
        command.args(["-c", &format!("umask {}; exec \"$0\" \"$@\"", self.umask), BIN]);
        command.env_remove("SOURCE_DATE_EPOCH");
        for (name, value) in &self.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.current_dir(self.root.join(self.below));
        command
    }

    /// Builds into a folder beside others; gives the list of hashes by file.
    fn build(&self, out: &Path) -> BTreeMap<String, String> {
        let mut command = self.command();
        command.args(["build", &self.edition]).args(self.args).args(["--force", "--out"]).arg(out);
        let run = command.output().expect("a run");
        assert!(run.status.success(), "{}: {}", self.name, text(&run.stderr));
        let list = fs::read_to_string(out.join("SHA256SUMS")).expect("a list");
        let lines = list.lines().map(|line| line.split_once("  ").expect("a line"));
        lines.map(|(hash, name)| (name.to_owned(), hash.to_owned())).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Copies a folder from its last name to its first, with other times and rights.
fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let mut paths: Vec<_> =
        fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths.into_iter().rev() {
        let new = to.join(name(&path));
        if path.is_dir() {
            copy_backwards(&path, &new);
            continue;
        }
        fs::copy(&path, &new).expect("a copy");
        allow_to_run(&new);
        let file = File::options().append(true).open(&new).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(500_000_000)).expect("a time");
    }
}

fn allow_to_run(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o775)).expect("rights");
}

/// The library with another clock, made with the compiler that is there anyway.
#[cfg(target_os = "linux")]
fn other_clock(folder: &Path) -> PathBuf {
    let library = folder.join("other_clock.so");
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let source = crate::common::root().join("tests/fixtures/other_clock.rs");
    let mut command = Command::new(compiler);
    command.args(["--edition", "2024", "--crate-type", "cdylib", "-o"]).arg(&library).arg(source);
    let run = command.output().expect("a compiler of Rust");
    assert!(run.status.success(), "{}", text(&run.stderr));
    library
}

/// Shows that the library is heeded: by a program of the system, and by the one that is tested.
#[cfg(target_os = "linux")]
fn assert_clock(library: &str, folder: &Path) {
    let said = |command: &mut Command| -> Output {
        command.env("LD_PRELOAD", library).env_remove("SOURCE_DATE_EPOCH").output().expect("a run")
    };
    assert_eq!(text(&said(Command::new("date").arg("+%Y")).stdout), "2051\n");
    let init = said(Command::new(BIN).arg("init").arg(folder.join("started")));
    assert!(text(&init.stdout).contains("the example edition 2051\n"), "{}", text(&init.stdout));
}

#[test]
fn the_same_bytes_come_out_in_all_surroundings() {
    let home = tempfile::tempdir().expect("a folder");
    let other = home.path().to_str().expect("a path");
    let (copy, odd, backwards) = (Copy::new(), Copy::named(ODD_NAME), tempfile::tempdir().expect("a folder"));
    copy.add_photos();
    odd.add_photos();
    for part in ["templates", "fonts", "data"] {
        copy_backwards(&copy.path(part), &backwards.path().join(part));
    }
    let absolute = copy.path("data/2019").to_str().expect("a path").to_owned();
    let usual = |name| Surrounding::new(name, copy.root());
    let one_by_one = [&BACKWARDS[..], &["--jobs", "1"]].concat();
    let cold = [&ALL[..], &["--jobs", "2", "--cache", other]].concat();
    #[allow(unused_mut, reason = "some are of one system only")]
    let mut surroundings = vec![
        Surrounding {
            variables: vec![("TZ", Some("Pacific/Kiritimati")), ("HOME", Some(other))],
            umask: "077",
            ..Surrounding::new(
                "folder with spaces and umlauts, umask 077, another HOME, TZ Pacific/Kiritimati",
                odd.root(),
            )
        },
        Surrounding {
            args: &one_by_one,
            ..Surrounding::new(
                "other file times, rights and order of folders, targets backwards, --jobs 1",
                backwards.path(),
            )
        },
        Surrounding {
            variables: vec![
                ("LC_ALL", Some("tr_TR.UTF-8")),
                ("LANG", Some("tr_TR.UTF-8")),
                ("TZ", Some("No/Where:99")),
            ],
            ..usual("warm cache, Turkish, a TZ that is none")
        },
        Surrounding { below: "data/2019/clusters", bare: true, ..usual("no environment at all, a folder deep inside") },
        Surrounding {
            edition: absolute,
            umask: "000",
            args: &cold,
            variables: vec![("LC_ALL", Some("C")), ("HOME", None), ("TMPDIR", Some(other))],
            ..usual("absolute path, umask 000, --jobs 2, empty cache, LC_ALL C, no HOME, another TMPDIR")
        },
    ];
    #[cfg(target_os = "linux")]
    let library = other_clock(home.path()).to_str().expect("a path").to_owned();
    #[cfg(target_os = "linux")]
    {
        assert_clock(&library, home.path());
        surroundings
            .push(Surrounding { variables: vec![("LD_PRELOAD", Some(library.as_str()))], ..usual("the year 2051") });
    }

    let usual = usual("none").build(&copy.path("out"));
    assert_eq!(usual.len(), 6);
    let mut other = Vec::new();
    for (number, surrounding) in surroundings.iter().enumerate() {
        let hashes = surrounding.build(&surrounding.root.join(format!("out-{number}")));
        assert_eq!(hashes.len(), 6, "{}", surrounding.name);
        let differ = usual.iter().filter(|(name, hash)| hashes.get(*name) != Some(*hash));
        other.extend(differ.map(|(file, _)| format!("{file}: {}", surrounding.name)));
    }
    assert!(other.is_empty(), "other bytes than usual:\n{}", other.join("\n"));
}

#[test]
fn a_date_that_is_given_wins_over_that_of_the_edition() {
    let (copy, odd) = (Copy::new(), Copy::named(ODD_NAME));
    let args = ["--only", "niro", "--target", "print,screen"];
    let with = |root, name, date, zone| {
        let variables = vec![("SOURCE_DATE_EPOCH", date), ("TZ", Some(zone))];
        let surrounding = Surrounding { args: &args, variables, ..Surrounding::new(name, root) };
        surrounding.build(&root.join("out"))
    };
    let usual = with(copy.root(), "no date", None, "UTC");
    let given = with(copy.root(), "a date", Some("1900000000"), "UTC");
    let there = with(odd.root(), "a date elsewhere", Some("1900000000"), "Pacific/Kiritimati");
    assert_eq!(usual.len(), 4);
    for (file, hash) in &usual {
        assert_ne!(Some(hash), given.get(file), "{file}");
    }
    assert_eq!(given, there);
}

#[test]
fn new_files_have_the_rights_that_the_user_gives_to_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let copy = Copy::new();
    let args = ["--only", "niro", "--lang", "de"];
    let rights = |umask, out: &str| {
        let out = copy.path(out);
        Surrounding { umask, args: &args, ..Surrounding::new("a umask", copy.root()) }.build(&out);
        ["expedition-2019-niro-de-print.pdf", "SHA256SUMS"].map(|name| {
            let data = fs::metadata(out.join(name)).expect("a file");
            data.permissions().mode() & 0o7777
        })
    };
    assert_eq!(rights("022", "usual"), [0o644; 2]);
    assert_eq!(rights("077", "private"), [0o600; 2]);
    assert_eq!(rights("002", "shared"), [0o664; 2]);
    // What replaces a file has its rights, whoever builds.
    assert_eq!(rights("000", "private"), [0o600; 2]);
    assert_eq!(rights("077", "shared"), [0o664; 2]);
}
