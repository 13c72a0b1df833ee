//! Repositories from strangers: nothing that they bring is run, and nothing reaches the network.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;

use super::{diff, tiny_pages};
use crate::ci::install::make_executable;
use crate::common::git::{commit, git};
use crate::common::{BROCHURE, NIRO, ProjectCopy, Run, command};

/// Makes a program that leaves a mark when it runs, and does what a filter does.
fn trap(copy: &ProjectCopy) -> PathBuf {
    let path = copy.path(".git/trap");
    fs::write(&path, format!("#!/bin/sh\ntouch '{}'\ncat\n", copy.path("run").display())).expect("a program");
    make_executable(&path);
    path
}

/// Asserts that the program has not run since it was made.
fn assert_not_run(copy: &ProjectCopy) {
    assert!(!copy.path("run").exists(), "the repository has run a program");
}

#[test]
fn nothing_that_a_repository_names_is_run() {
    let copy = tiny_pages();
    copy.write(".gitattributes", "*.toml filter=trap diff=trap\n*.typ filter=process\n");
    commit(&copy, "Filters");
    let trap = trap(&copy);
    let trap = trap.to_str().expect("a path");
    let hooks = copy.path(".git/traps");
    fs::create_dir(&hooks).expect("a folder");
    for hook in ["post-checkout", "post-index-change", "reference-transaction"] {
        fs::copy(trap, hooks.join(hook)).expect("a hook");
    }
    let settings = [
        ("core.fsmonitor", trap),
        ("core.hooksPath", hooks.to_str().expect("a path")),
        ("core.pager", trap),
        ("core.sshCommand", trap),
        ("core.gitProxy", trap),
        ("credential.helper", trap),
        ("diff.external", trap),
        ("diff.trap.textconv", trap),
        ("diff.trap.command", trap),
        ("filter.trap.smudge", trap),
        ("filter.trap.clean", trap),
        ("filter.trap.required", "true"),
        ("filter.process.process", trap),
        ("alias.rev-parse", &format!("!{trap}")),
        ("alias.ls-tree", &format!("!{trap}")),
    ];
    for (name, value) in settings {
        git(copy.root(), &["config", name, value]);
    }
    assert_eq!(diff(&copy, &["HEAD"], 0).stdout, "no differences\n");
    assert_not_run(&copy);
    // The work tree of another branch, from a folder below, and what is staged.
    git(copy.root(), &["-c", "core.hooksPath=none", "-c", "core.fsmonitor=false", "branch", "other"]);
    let run = command(&copy.path("data/2019"), &[BROCHURE, "diff", "other", "--lang", "de"]).output();
    Run::new(&run.expect("a run")).exits_with(0);
    assert_not_run(&copy);
    // A build asks Git about its cache.
    let build = command(copy.root(), &[BROCHURE, "build", "--lang", "de"]).output();
    Run::new(&build.expect("a run")).exits_with(0);
    assert_not_run(&copy);
    // The trap works: Git itself steps into it.
    git(copy.root(), &["status"]);
    assert!(copy.path("run").exists(), "the trap is harmless");
}

#[test]
fn filters_of_the_user_do_not_run_on_a_repository_either() {
    let copy = tiny_pages();
    copy.write(".gitattributes", "*.toml filter=trap\n");
    commit(&copy, "Filters");
    let trap = trap(&copy);
    let home = copy.path(".git/home");
    fs::create_dir(&home).expect("a folder");
    let settings = format!("[filter \"trap\"]\n\tsmudge = {0}\n\trequired = true\n", trap.display());
    fs::write(home.join(".gitconfig"), settings).expect("settings");
    let run = command(copy.root(), &[BROCHURE, "diff", "HEAD", "--lang", "de"]).env("HOME", &home).output();
    assert_eq!(Run::new(&run.expect("a run")).exits_with(0).stdout, "no differences\n");
    assert_not_run(&copy);
}

#[test]
fn no_variable_of_a_hook_counts() {
    let copy = tiny_pages();
    let trap = trap(&copy);
    let (trap, index) = (trap.to_str().expect("a path"), fs::read(copy.path(".git/index")).expect("an index"));
    let mut run = command(&copy.path("data"), &[BROCHURE, "diff", "HEAD", "--lang", "de"]);
    let places = [
        "DIR",
        "WORK_TREE",
        "INDEX_FILE",
        "PREFIX",
        "COMMON_DIR",
        "OBJECT_DIRECTORY",
        "ALTERNATE_OBJECT_DIRECTORIES",
        "NAMESPACE",
        "CEILING_DIRECTORIES",
        "CONFIG",
        "SHALLOW_FILE",
        "GRAFT_FILE",
        "ATTR_SOURCE",
        "EXEC_PATH",
        "DEFAULT_HASH",
    ];
    for name in places {
        run.env(format!("GIT_{name}"), "elsewhere");
    }
    for name in ["EXTERNAL_DIFF", "PAGER", "SSH", "SSH_COMMAND", "ASKPASS", "PROXY_COMMAND", "EDITOR"] {
        run.env(format!("GIT_{name}"), trap);
    }
    run.env("GIT_CONFIG_COUNT", "2").env("GIT_CONFIG_KEY_0", "core.fsmonitor").env("GIT_CONFIG_VALUE_0", trap);
    run.env("GIT_CONFIG_KEY_1", "core.worktree").env("GIT_CONFIG_VALUE_1", "elsewhere");
    run.env("GIT_CONFIG_PARAMETERS", "'core.fsmonitor=elsewhere'");
    let run = Run::new(&run.output().expect("a run")).exits_with(0);
    assert_eq!(run.stdout, "no differences\n");
    assert_not_run(&copy);
    assert!(fs::read(copy.path(".git/index")).expect("an index") == index, "the index was touched");
}

#[test]
fn a_clone_without_all_files_fetches_none() {
    let origin = tiny_pages();
    origin.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    commit(&origin, "A change");
    git(origin.root(), &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", origin.root().display());
    let clone = ProjectCopy::of_records();
    let place = clone.path("clone");
    git(clone.root(), &["clone", "--quiet", "--filter=blob:none", &url, "clone"]);
    let trap = clone.path("trap");
    fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\n", clone.path("run").display())).expect("a program");
    make_executable(&trap);
    git(&place, &["config", "remote.origin.uploadpack", trap.to_str().expect("a path")]);
    let run = |word: &str| {
        let run = command(&place, &[BROCHURE, "diff", word, "--lang", "de"]).output();
        Run::new(&run.expect("a run"))
    };
    run("HEAD").exits_with(0);
    run("HEAD~1")
        .exits_with(3)
        .stderr_has("data/2019/clusters/niro.toml of `HEAD~1` is not on this machine")
        .stderr_has("= help: `git fetch --refetch --no-filter` brings all files\n");
    assert_not_run(&clone);
}

#[test]
fn files_of_git_lfs_are_copied_from_where_it_keeps_them() {
    let copy = tiny_pages();
    let record = fs::read(copy.path(NIRO)).expect("a record");
    let sum = brochure::internals::sha256_hex(&record);
    let size = record.len();
    copy.write(NIRO, format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sum}\nsize {size}\n"));
    commit(&copy, "Git LFS");
    fs::write(copy.path(NIRO), &record).expect("a record");
    let told = |code: i32| diff(&copy, &["HEAD"], code);
    let lfs = format!("error: {NIRO} of `HEAD` is kept by Git LFS and is not on this machine\n");
    told(3).stderr_has(&lfs).stderr_has("= help: `git lfs fetch origin HEAD` brings it\n");
    let kept = copy.path(&format!(".git/lfs/objects/{}/{}/{sum}", &sum[..2], &sum[2..4]));
    fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
    fs::write(&kept, "another file").expect("a file");
    told(3).stderr_has(&lfs);
    fs::write(&kept, &record).expect("a file");
    assert_eq!(told(0).stdout, "no differences\n");
    // A link may lead out of the repository.
    fs::rename(&kept, copy.path("elsewhere")).expect("a file");
    std::os::unix::fs::symlink(copy.path("elsewhere"), &kept).expect("a link");
    told(3).stderr_has(&lfs);
}

#[test]
fn a_project_below_the_root_has_the_line_ends_of_its_clone() {
    let copy = ProjectCopy::with_tiny_pages();
    let below = copy.path("books/one");
    fs::create_dir_all(&below).expect("a folder");
    for part in ["data", "templates", "fonts"] {
        fs::rename(copy.path(part), below.join(part)).expect("a part");
    }
    copy.write(".gitattributes", "* -text\nniro.toml text\n");
    let copy = crate::common::git::repository(copy);
    git(copy.root(), &["config", "core.autocrlf", "true"]);
    let record = below.join(NIRO);
    let text = fs::read_to_string(&record).expect("a record");
    fs::write(&record, text.replace('\n', "\r\n")).expect("a record");
    let diff = || command(&below, &[BROCHURE, "diff", "HEAD", "--lang", "de"]).output().expect("a run");
    assert_eq!(Run::new(&diff()).exits_with(0).stdout, "no differences\n");
}
