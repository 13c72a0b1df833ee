//! The files in `out/` are complete at every moment: while builds are killed, while the disk is full, where nothing may
//! be written, and where four builds write at once.

#[cfg(target_os = "linux")]
mod disk;
#[cfg(target_os = "linux")]
mod killed;
mod small;

use std::fs::{self, File};
use std::process::Child;

use self::small::{Small, is_temporary, names, start};
use crate::common::NIRO;
use brochure::internals::Lock;
use brochure::internals::sha256_hex;

#[test]
fn the_parts_of_a_killed_build_are_removed_and_those_of_a_running_one_stay() {
    let small = Small::new();
    let out = small.copy.path("out");
    let living = File::create(out.join(".brochure-living.part")).expect("a part");
    living.lock().expect("a lock");
    // A build removes them even if it has nothing to do, or builds other files.
    for more in [&[][..], &["--lang", "de"]] {
        for dead in [".brochure-dead.part", ".brochure.lock"] {
            fs::write(out.join(dead), "half").expect("litter");
        }
        small.build(more).exits_with(0);
        assert_eq!(small.out().into_keys().find(|name| is_temporary(name)).as_deref(), Some(".brochure-living.part"));
        assert_eq!(small.out().len(), 6, "{:?}", names(&small.out()));
    }
    drop(living);
    small.build(&[]).exits_with(0).stdout_has("nothing to do");
    assert!(small.out() == small.expected[0]);
}

#[test]
fn a_wrong_list_of_hashes_is_corrected_by_the_next_build() {
    let small = Small::new();
    // As after a build of the other state that was killed before it wrote its list.
    let pdf = "expedition-2019-niro-en-print.pdf";
    small.build(&["--lang", "de"]).exits_with(0);
    fs::write(small.copy.path("out").join(pdf), &small.expected[1][pdf]).expect("a file");
    let list = |more: &[&str]| {
        small.build(&[&["--lang", "de"], more].concat()).exits_with(0);
        small.copy.read("out/SHA256SUMS")
    };
    let right = small.copy.read("out/SHA256SUMS");
    let without: String = right.split_inclusive('\n').filter(|line| !line.contains(pdf)).collect();
    assert_ne!(right, without);
    assert_eq!(list(&[]), without, "by a build that has nothing to do");
    small.copy.write("out/SHA256SUMS", &right);
    assert_eq!(list(&["--force"]), without);
    fs::remove_file(small.copy.path("out/SHA256SUMS")).expect("removed");
    list(&[]);
    small.build(&[]).exits_with(0);
    assert_eq!(small.copy.read("out/SHA256SUMS").into_bytes(), small.expected[0]["SHA256SUMS"]);
}

/// Waits until a build waits for the lock of `out/`.
#[cfg(target_os = "linux")]
fn wait_for_lock(build: &mut Child) {
    let open = format!("/proc/{}/fd", build.id());
    let leads = |path: &std::path::Path| fs::read_link(path).is_ok_and(|path| path.ends_with(".brochure.lock"));
    while !fs::read_dir(&open).into_iter().flatten().flatten().any(|entry| leads(&entry.path())) {
        assert!(build.try_wait().expect("a state").is_none(), "a build has not waited for the lock");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

#[cfg(not(target_os = "linux"))]
fn wait_for_lock(_: &mut Child) {}

#[test]
fn four_builds_at_once_all_write_their_files() {
    let small = Small::new();
    let same: [&[&str]; 4] = [&["--target", "print,screen"]; 4];
    let different: [&[&str]; 4] = [
        &["--lang", "de", "--target", "print"],
        &["--lang", "de", "--target", "screen"],
        &["--lang", "en", "--target", "print"],
        &["--lang", "en", "--target", "screen"],
    ];
    for requests in [same, different] {
        let out = small.copy.path("out");
        fs::remove_dir_all(&out).expect("removed");
        let lock = Lock::take(&out).expect("the lock");
        let line = |request: &&[&'static str]| [&["build", "--only", "niro"], *request].concat();
        let mut builds = requests.each_ref().map(|request| start(small.copy.root(), &line(request)));
        builds.iter_mut().for_each(wait_for_lock);
        assert_eq!(names(&small.out()), [".brochure.lock"], "a build has not waited");
        // The list is not read before the lock is held.
        fs::write(out.join("a.pdf"), "of a fifth").expect("a file");
        let fifth = format!("{}  a.pdf\n", sha256_hex(b"of a fifth"));
        fs::write(out.join("SHA256SUMS"), &fifth).expect("a list");
        drop(lock);
        for build in &mut builds {
            assert_eq!(build.wait().expect("an end").code(), Some(0));
        }
        let mut right = small.expected[0].clone();
        right.insert("a.pdf".to_owned(), b"of a fifth".to_vec());
        let list = [fifth.as_bytes(), &small.expected[0]["SHA256SUMS"]].concat();
        right.insert("SHA256SUMS".to_owned(), list);
        assert!(small.out() == right, "{:?}\n{}", names(&small.out()), small.copy.read("out/SHA256SUMS"));
    }
}

#[test]
fn an_edition_with_an_error_writes_none_of_its_files() {
    let small = Small::new();
    small.copy.replace(NIRO, "[visit]", "[visits]");
    small.build(&[]).exits_with(1).stderr_has("E0104");
    assert!(small.out() == small.expected[0]);
    small.build(&["--out", "new"]).exits_with(1);
    assert!(!small.copy.path("new").exists());
}

#[test]
fn a_folder_in_the_place_of_a_file_is_reported() {
    let small = Small::new();
    // The last of the files, so that others come before it.
    let name = "expedition-2019-niro-en-screen.pdf";
    let path = small.copy.path("out").join(name);
    fs::remove_file(&path).expect("removed");
    small.build(&[]).exits_with(0);
    assert!(small.out() == small.expected[0], "a file that was removed is built again");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("a folder");
    let mut rest = small.expected[0].clone();
    rest.remove(name);
    small.set_state(1);
    let message = format!("error: cannot write out/{name}: a folder of this name is in its place\n");
    small.build(&[]).exits_with(3).stderr_has(&message);
    assert!(small.out() == rest, "{:?}", names(&small.out()));
    small.copy.write("file", "");
    small
        .build(&["--out", "file"])
        .exits_with(3)
        .stderr_has("cannot write file: a file of this name is in its place\n");
    small.build(&["--out", "file/out"]).exits_with(3).stderr_has("cannot write file/out: ");
    fs::remove_dir(&path).expect("removed");
    small.build(&[]).exits_with(0);
    assert!(small.out() == small.expected[1]);
}
