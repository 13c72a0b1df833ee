//! The action installs the program of a release only if its hash is that of the release; archives are packed and
//! installed by the same names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::runner::Action;
use crate::common::{Run, root};

const STEP: &str = "Install the program";
const VERSION: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// The line that a `gh` without faults verifies.
const VERIFIED: &str = "attestation verify brochure-VERSION-linux-x86_64.tar.gz --repo OWNER/brochure --signer-workflow \
                        OWNER/brochure/.github/workflows/release.yml --source-ref refs/tags/VERSION\n";

/// A folder with releases, laid out as on a server, and a folder with programs.
struct Server {
    folder: TempDir,
}

impl Server {
    /// Packs a program that only prints its version, for two systems.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let server = Self { folder };
        let program = server.folder.path().join("brochure");
        fs::write(&program, "#!/bin/sh\necho brochure 0.1.0 of the release\n").expect("a program");
        make_executable(&program);
        let notices = server.folder.path().join("notices");
        fs::write(&notices, "The licences of all crates\n").expect("a file");
        server.set_gh("exit 0");
        for (os, machine) in [("Linux", "X64"), ("macOS", "ARM64")] {
            let output = Command::new(root().join(".github/action/pack.sh"))
                .args([VERSION.as_ref(), program.as_os_str(), notices.as_os_str(), server.release().as_os_str()])
                .env("RUNNER_OS", os)
                .env("RUNNER_ARCH", machine)
                .output();
            Run::new(&output.expect("these tests need bash: install it")).exits_with(0);
        }
        server.sum(|bytes| brochure::internals::sha256_hex(&bytes));
        server
    }

    fn release(&self) -> PathBuf {
        self.folder.path().join("OWNER/brochure/releases/download").join(VERSION)
    }

    /// Returns the names of the archives of the release.
    fn archives(&self) -> Vec<String> {
        let entries = fs::read_dir(self.release()).expect("a release");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
        names.retain(|name| name != "SHA256SUMS");
        names.sort();
        names
    }

    /// Writes the hashes of the archives.
    fn sum(&self, hash: impl Fn(Vec<u8>) -> String) {
        let line = |name: &String| format!("{}  {name}\n", hash(fs::read(self.release().join(name)).expect("a file")));
        let lines: String = self.archives().iter().map(line).collect();
        fs::write(self.release().join("SHA256SUMS"), lines).expect("hashes");
    }

    /// Makes a `gh` that notes how it was called, and then runs a script.
    fn set_gh(&self, script: &str) {
        let programs = self.folder.path().join("programs");
        fs::create_dir_all(&programs).expect("a folder");
        let called = self.folder.path().join("called");
        let text = format!("#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{}'\n{script}\n", called.display());
        fs::write(programs.join("gh"), text).expect("a program");
        make_executable(&programs.join("gh"));
    }

    /// Returns how `gh` was called since the last time.
    fn gh_calls(&self) -> String {
        let called = self.folder.path().join("called");
        let calls = fs::read_to_string(&called).unwrap_or_default();
        let _ = fs::remove_file(called);
        calls
    }

    fn install(&self, os: &str, machine: &str, inputs: &[(&str, &str)]) -> Action {
        let url = format!("file://{}", self.folder.path().display());
        let action =
            Action::new(self.folder.path(), inputs).on(os, machine).with_programs(&self.folder.path().join("programs"));
        action.github("server_url", &url).github("action_repository", "OWNER/brochure").run_to(STEP)
    }
}

/// Makes a file executable.
#[cfg(unix)]
pub fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
}

/// Makes a file executable.
#[cfg(not(unix))]
pub fn make_executable(_: &Path) {}

#[test]
fn the_release_of_the_action_is_installed() {
    let server = Server::new();
    assert_eq!(
        server.archives(),
        [format!("brochure-{VERSION}-linux-x86_64.tar.gz"), format!("brochure-{VERSION}-macos-aarch64.tar.gz")]
    );
    for (os, machine) in [("Linux", "X64"), ("macOS", "ARM64")] {
        for version in ["", VERSION, env!("CARGO_PKG_VERSION")] {
            let run = server.install(os, machine, &[("version", version)]).passes();
            assert_eq!(run.printed[STEP], "brochure 0.1.0 of the release\n");
        }
    }
}

#[test]
fn an_archive_with_another_hash_is_not_installed() {
    let server = Server::new();
    let archive = format!("brochure-{VERSION}-linux-x86_64.tar.gz");
    server.sum(|_| "0".repeat(64));
    let run = server.install("Linux", "X64", &[]);
    let printed = run.fails_in(STEP, 1);
    assert!(printed.starts_with("::error title=brochure::file://"), "{printed}");
    assert!(
        printed.contains(&format!("/{VERSION}/{archive} does not match its release: its SHA-256 is ")),
        "{printed}"
    );
    assert!(
        printed.ends_with(&format!(", but SHA256SUMS has {}; nothing was installed\n", "0".repeat(64))),
        "{printed}"
    );
}

#[test]
fn an_archive_without_a_valid_attestation_is_not_installed() {
    let server = Server::new();
    server.install("Linux", "X64", &[]).passes();
    assert_eq!(server.gh_calls(), VERIFIED.replace("VERSION", VERSION));
    server.set_gh("echo 'Error: no attestations found' >&2; exit 1");
    let run = server.install("Linux", "X64", &[]);
    let printed = run.fails_in(STEP, 1);
    let end = format!(
        "/brochure-{VERSION}-linux-x86_64.tar.gz has no valid attestation of its release; \
                       nothing was installed: Error: no attestations found\n"
    );
    assert!(printed.starts_with("::error title=brochure::file://") && printed.ends_with(&end), "{printed}");
}

#[test]
fn without_a_program_that_verifies_attestations_there_is_a_warning() {
    let server = Server::new();
    let run = server.install("Linux", "X64", &[]).passes();
    assert!(!run.printed[STEP].contains("::warning"), "{:?}", run.printed);
    let only = server.folder.path().join("only");
    fs::create_dir(&only).expect("a folder");
    for name in ["bash", "dirname", "sed", "head", "awk", "curl", "mkdir", "sha256sum", "shasum", "cut", "tar", "gzip"]
    {
        let paths = std::env::var_os("PATH").expect("a path");
        let found = std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file());
        if let Some(found) = found {
            let text = format!("#!/bin/sh\nexec '{}' \"$@\"\n", found.display());
            fs::write(only.join(name), text).expect("a program");
            make_executable(&only.join(name));
        }
    }
    let url = format!("file://{}", server.folder.path().display());
    let action = Action::new(server.folder.path(), &[]).with_only_programs(only);
    let run = action.github("server_url", &url).github("action_repository", "OWNER/brochure").run_to(STEP).passes();
    let warning = format!(
        "::warning title=brochure::gh is not installed, so nothing shows where brochure-{VERSION}-linux-x86_64.tar.gz comes \
         from: install gh, or pin the hash with the input `sha256`\n"
    );
    assert!(run.printed[STEP].contains(&warning), "{:?}", run.printed);
}

#[test]
fn a_pinned_hash_counts_more_than_the_release() {
    let server = Server::new();
    let sum =
        |name: &String| brochure::internals::sha256_hex(fs::read(server.release().join(name)).expect("an archive"));
    let sums: Vec<_> = server.archives().iter().map(sum).collect();
    fs::remove_file(server.release().join("SHA256SUMS")).expect("hashes");
    server.set_gh("exit 1");
    for pinned in [sums[0].clone(), format!("sha256:{}", sums[0]), sums.join(" "), sums.join("\n")] {
        server.install("Linux", "X64", &[("sha256", &pinned)]).passes();
    }
    assert_eq!(server.gh_calls(), "");
    let run = server.install("Linux", "X64", &[("sha256", &sums[1])]);
    let end = format!(" is {}, which the input `sha256` does not have; nothing was installed\n", sums[0]);
    assert!(run.fails_in(STEP, 1).ends_with(&end), "{:?}", run.printed);
    for wrong in ["0123", "*", &sums[0].to_uppercase(), "sha256:"] {
        let run = server.install("Linux", "X64", &[("sha256", wrong)]);
        let message = format!("::error title=brochure::the input `sha256` has '{wrong}', which is not a SHA-256\n");
        assert_eq!(run.fails_in(STEP, 1), message);
    }
}

#[test]
fn on_a_system_without_an_archive_those_with_one_are_listed() {
    let server = Server::new();
    let run = server.install("Windows", "ARM64", &[]);
    let systems = "Linux X64%0A  Linux ARM64%0A  macOS ARM64%0A  macOS X64%0A  Windows X64";
    let message = format!("there is no brochure for Windows ARM64; there is one for:%0A  {systems}");
    assert_eq!(run.fails_in(STEP, 1), format!("::error title=brochure::{message}\n"));
    let run = server.install("Linux", "ARM64", &[]);
    let [linux, macos] = ["linux-x86_64", "macos-aarch64"].map(|name| format!("%0A  brochure-{VERSION}-{name}.tar.gz"));
    let message =
        format!("the release {VERSION} has no brochure-{VERSION}-linux-aarch64.tar.gz; it has:{linux}{macos}");
    assert_eq!(run.fails_in(STEP, 1), format!("::error title=brochure::{message}\n"));
}

#[test]
fn a_missing_release_is_reported() {
    let server = Server::new();
    let run = server.install("Linux", "X64", &[("version", "v9.9.9")]);
    let printed = run.fails_in(STEP, 1);
    assert!(printed.contains("/releases/download/v9.9.9/SHA256SUMS: is there a release v9.9.9?"), "{printed}");
    for version in ["1/../2", "v1/e", "main", "-1"] {
        let run = server.install("Linux", "X64", &[("version", version)]);
        let message = format!(
            "::error title=brochure::'v{}' is not a version: write one such as v0.1.0\n",
            version.trim_start_matches('v')
        );
        assert_eq!(run.fails_in(STEP, 1), message);
    }
    let run = Action::new(server.folder.path(), &[]).run_to(STEP);
    assert!(run.fails_in(STEP, 1).contains("set the input `program` to an existing program"));
    let run = server.install("Linux", "X64", &[("program", "target/none")]);
    let message = "::error title=brochure::there is no file target/none, which the input `program` names\n";
    assert_eq!(run.fails_in(STEP, 1), message);
}

#[test]
fn an_archive_has_the_licences_of_everything_in_the_program() {
    let server = Server::new();
    let archive = server.release().join(format!("brochure-{VERSION}-linux-x86_64.tar.gz"));
    let output = Command::new("tar").arg("-tzf").arg(archive).output().expect("these tests need tar: install it");
    let list = Run::new(&output).exits_with(0).stdout;
    let folder = format!("brochure-{VERSION}-linux-x86_64/");
    let mut names: Vec<_> = list.lines().filter_map(|line| line.strip_prefix(&folder)).collect();
    names.retain(|name| !name.is_empty() && !name.ends_with('/'));
    names.sort_unstable();
    let expected = [
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "THIRD-PARTY.txt",
        "brochure",
        "data/geo/LICENSE-GeoNames.txt",
        "data/geo/LICENSE-Unicode.txt",
        "data/geo/README.md",
        "data/profiles/README.md",
        "fonts/LICENSE-SourceSans3.md",
        "fonts/LICENSE-SourceSerif4.md",
    ];
    assert_eq!(names, expected);
}

#[test]
fn notices_are_those_of_crates_fonts_and_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let programs = folder.path().join("programs");
    fs::create_dir_all(folder.path().join("crate-1.0.0")).expect("a folder");
    fs::create_dir(&programs).expect("a folder");
    fs::write(folder.path().join("crate-1.0.0/NOTICE"), "A work of others\n").expect("a file");
    let cargo = "#!/bin/sh
case $1 in
  about) for file; do :; done; echo 'The licences of all crates' > \"$file\" ;;
  metadata) printf '{\"packages\":[{\"manifest_path\":\"%s\"},{\"manifest_path\":\"/none/Cargo.toml\"}]}' \"$MANIFEST\" ;;
esac
";
    fs::write(programs.join("cargo"), cargo).expect("a program");
    make_executable(&programs.join("cargo"));
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new(root().join(".github/action/notices.sh"))
        .arg("made/THIRD-PARTY.txt")
        .current_dir(folder.path())
        .env("PATH", path)
        .env("MANIFEST", folder.path().join("crate-1.0.0/Cargo.toml"))
        .output();
    Run::new(&output.expect("these tests need bash: install it")).exits_with(0);
    let notices = fs::read_to_string(folder.path().join("made/THIRD-PARTY.txt")).expect("notices");
    assert!(notices.starts_with("The licences of all crates\n"), "{notices}");
    for part in ["crate-1.0.0, NOTICE\n", "A work of others\n", "SIL OPEN FONT LICENSE", "\ndata/profiles/README.md\n"]
    {
        assert!(notices.contains(part), "{part}");
    }
}

#[test]
fn a_tag_that_is_not_the_version_is_refused() {
    let version = |tag: &str| {
        let output = Command::new(root().join(".github/action/version.sh")).arg(tag).output();
        Run::new(&output.expect("these tests need bash: install it"))
    };
    assert_eq!(version(VERSION).exits_with(0).stdout, format!("{VERSION}\n"));
    version("v9.9.9").exits_with(1).stderr_has("the tag is v9.9.9, but the version in Cargo.toml is v");
}
