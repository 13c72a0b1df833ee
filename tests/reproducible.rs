//! The same records give the same bytes, wherever, whenever and by whomever they are built.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

#[cfg(target_os = "linux")]
use crate::common::compile_library;
use crate::common::{BROCHURE, FOUR_CHAPTERS, ProjectCopy, file_name};

const ALL: [&str; 4] = ["--target", "print,screen,archive", "--lang", "de,en"];
const BACKWARDS: [&str; 4] = ["--target", "archive,screen,print", "--lang", "en,de"];

/// A folder name with spaces, and with an umlaut in each of its two encodings.
const ODD_NAME: &str = "Übergröße im u\u{308}bernächsten Ordner ";

/// Where and how the program is called.
struct Surroundings<'a> {
    /// The differences from the usual surroundings, for messages.
    name: &'a str,
    /// The root of the project.
    root: &'a Path,
    /// The folder of the project in which it is called.
    below: &'a str,
    edition: String,
    args: &'a [&'a str],
    umask: &'a str,
    /// Variables of the environment; one without a value is removed.
    variables: Vec<(&'a str, Option<&'a str>)>,
    /// Whether all other variables are removed.
    is_bare: bool,
}

impl<'a> Surroundings<'a> {
    /// The usual surroundings, with a name.
    fn new(name: &'a str, root: &'a Path) -> Self {
        Self {
            name,
            root,
            below: "",
            edition: "2019".to_owned(),
            args: &ALL,
            umask: "022",
            variables: Vec::new(),
            is_bare: false,
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("/bin/sh");
        if self.is_bare {
            command.env_clear();
        }
        // A program inherits the umask of the shell that starts it.
        command.args(["-c", &format!("umask {}; exec \"$0\" \"$@\"", self.umask), BROCHURE]);
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

    /// Builds into a folder, and returns the hash of each file.
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

/// Copies a folder from its last file to its first, with other times and permissions.
fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let mut paths: Vec<_> =
        fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths.into_iter().rev() {
        let new = to.join(file_name(&path));
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

/// Asserts that the library changes the date for a program of the system and for the one that is tested.
#[cfg(target_os = "linux")]
fn assert_clock(library: &str, folder: &Path) {
    let run = |command: &mut Command| -> Output {
        command.env("LD_PRELOAD", library).env_remove("SOURCE_DATE_EPOCH").output().expect("a run")
    };
    assert_eq!(text(&run(Command::new("date").arg("+%Y")).stdout), "2051\n");
    let init = run(Command::new(BROCHURE).arg("init").arg(folder.join("started")));
    assert!(text(&init.stdout).contains("the example edition 2051\n"), "{}", text(&init.stdout));
}

#[test]
fn the_same_bytes_come_out_in_all_surroundings() {
    let home = tempfile::tempdir().expect("a folder");
    let other = home.path().to_str().expect("a path");
    let (copy, odd, backwards) =
        (ProjectCopy::new(), ProjectCopy::named(ODD_NAME), tempfile::tempdir().expect("a folder"));
    for copy in [&copy, &odd] {
        copy.keep_chapters(&["niro", "olec"]);
        copy.add_photos();
    }
    for part in ["templates", "fonts", "data"] {
        copy_backwards(&copy.path(part), &backwards.path().join(part));
    }
    let absolute = copy.path("data/2019").to_str().expect("a path").to_owned();
    let usual = |name| Surroundings::new(name, copy.root());
    let one_by_one = [&BACKWARDS[..], &["--jobs", "1"]].concat();
    let cold = [&ALL[..], &["--jobs", "2", "--cache", other]].concat();
    #[allow(unused_mut, reason = "some exist on one system only")]
    let mut surroundings = vec![
        Surroundings {
            variables: vec![("TZ", Some("Pacific/Kiritimati")), ("HOME", Some(other))],
            umask: "077",
            ..Surroundings::new(
                "folder with spaces and umlauts, umask 077, another HOME, TZ Pacific/Kiritimati",
                odd.root(),
            )
        },
        Surroundings {
            args: &one_by_one,
            ..Surroundings::new(
                "other file times, rights and order of folders, targets backwards, --jobs 1",
                backwards.path(),
            )
        },
        Surroundings {
            variables: vec![
                ("LC_ALL", Some("tr_TR.UTF-8")),
                ("LANG", Some("tr_TR.UTF-8")),
                ("TZ", Some("No/Where:99")),
            ],
            ..usual("warm cache, Turkish, an invalid TZ")
        },
        Surroundings {
            below: "data/2019/clusters",
            is_bare: true,
            ..usual("no environment at all, a folder deep inside")
        },
        Surroundings {
            edition: absolute,
            umask: "000",
            args: &cold,
            variables: vec![("LC_ALL", Some("C")), ("HOME", None), ("TMPDIR", Some(other))],
            ..usual("absolute path, umask 000, --jobs 2, empty cache, LC_ALL C, no HOME, another TMPDIR")
        },
    ];
    #[cfg(target_os = "linux")]
    let library = compile_library("tests/fixtures/other_clock.rs", home.path()).to_str().expect("a path").to_owned();
    #[cfg(target_os = "linux")]
    {
        assert_clock(&library, home.path());
        surroundings
            .push(Surroundings { variables: vec![("LD_PRELOAD", Some(library.as_str()))], ..usual("the year 2051") });
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
fn source_date_epoch_wins_over_the_date_of_the_edition() {
    let (copy, odd) = (ProjectCopy::with_tiny_pages(), ProjectCopy::named(ODD_NAME));
    odd.keep_chapters(&FOUR_CHAPTERS);
    odd.write("templates/main.typ", copy.read("templates/main.typ"));
    let args = ["--only", "niro", "--target", "print,screen"];
    let with = |root, name, date, zone| {
        let variables = vec![("SOURCE_DATE_EPOCH", date), ("TZ", Some(zone))];
        let surrounding = Surroundings { args: &args, variables, ..Surroundings::new(name, root) };
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
fn new_files_have_the_permissions_of_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;

    let copy = ProjectCopy::with_tiny_pages();
    let args = ["--only", "niro", "--lang", "de"];
    let permissions = |umask, out: &str| {
        let out = copy.path(out);
        Surroundings { umask, args: &args, ..Surroundings::new("a umask", copy.root()) }.build(&out);
        ["expedition-2019-niro-de-print.pdf", "SHA256SUMS"].map(|name| {
            let data = fs::metadata(out.join(name)).expect("a file");
            data.permissions().mode() & 0o7777
        })
    };
    assert_eq!(permissions("022", "usual"), [0o644; 2]);
    assert_eq!(permissions("077", "private"), [0o600; 2]);
    assert_eq!(permissions("002", "shared"), [0o664; 2]);
    // A file that is replaced keeps its permissions, whoever builds.
    assert_eq!(permissions("000", "private"), [0o600; 2]);
    assert_eq!(permissions("077", "shared"), [0o664; 2]);
}
