//! How long a build takes and how much memory it needs, as ratios in one run.
//!
//! Run with `cargo bench`. Where a stock Typst compiler of the same version is on the path, or
//! named by the variable `TYPST`, it is measured beside. Every number is the least of three runs
//! in a process of its own, so that nothing is warm but the system's file cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use brochure::load::{self, Geodata, Words};
use brochure::merge;
use brochure::project::Project;
use brochure::records::Language;
use brochure::typeset::{Fonts, Typesetter};

const RUNS: usize = 3;

const BROCHURE: &str = env!("CARGO_BIN_EXE_brochure");

/// A run's time and the most memory it held, in MB; none where the system does not tell.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    memory: Option<u64>,
}

fn main() {
    // `cargo test` runs benchmarks as well; they prove nothing there.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let shipped = Scratch::with(8);
    let one = measure(&mut shipped.build(&["--lang", "de"]));
    let both = measure(&mut shipped.build(&[]));
    println!("shipped edition, one language      {}", shown(one));
    println!("shipped edition, both languages    {}  {:.2} of one", shown(both), ratio(both, one));
    let check = measure(&mut shipped.brochure(&["check"]));
    println!("check of all records               {}  {:.2} of a build in both", shown(check), ratio(check, both));
    stock(&shipped, one);
    share_of_geometry(&shipped, one);
    changed_record(&shipped);
    sizes(one);
}

/// Against the stock compiler on the same templates and values.
fn stock(shipped: &Scratch, one: Cost) {
    let typst = std::env::var("TYPST").unwrap_or_else(|_| "typst".to_owned());
    let version = Command::new(&typst).arg("--version").output();
    let Ok(version) = version else {
        println!("stock Typst compiler               not found; set TYPST to its path");
        return;
    };
    run(&mut shipped.build(&["--values", "values"]));
    let mut command = Command::new(&typst);
    command.current_dir(&shipped.root).args([
        "compile",
        "--root",
        ".",
        "--font-path",
        "fonts",
        "--ignore-system-fonts",
        "--ignore-embedded-fonts",
        "--features",
        "a11y-extras",
        "--input",
        "lang=de",
        "--no-pdf-tags",
        "templates/main.typ",
        "stock.pdf",
    ]);
    let stock = measure(&mut command);
    println!("{:<34} {}", String::from_utf8_lossy(&version.stdout).trim(), shown(stock));
    println!("one language against stock         {:.2} of its time", ratio(one, stock));
}

/// What merge takes, with every contour and map, against a whole build.
fn share_of_geometry(shipped: &Scratch, one: Cost) {
    let project = Project::at(&shipped.root).expect("a project");
    let records = load::records(&project, Path::new("data/2019")).expect("files").records.expect("records");
    let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
    let least = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let geodata = Geodata::load(&project).expect("maps");
            std::hint::black_box(merge::merge(&records, &words, &geodata));
            start.elapsed()
        })
        .min()
        .unwrap_or_default();
    let share = least.as_secs_f64() / one.time.as_secs_f64();
    println!("merge with all geometry            {:>7.0} ms  {share:.2} of one", millis(least));
}

/// More chapters than any edition has.
///
/// What grows worse than linearly is the search for the places of names and distances on the map:
/// each is compared with all others, and each with all legs. With 160 chapters it takes a fifth of
/// the time, with 800 most of it.
fn sizes(one: Cost) {
    for count in [80_u16, 800] {
        let scratch = Scratch::with(count.into());
        let cost = measure_times(&mut scratch.build(&["--lang", "de"]), 1);
        let growth = ratio(cost, one) / f64::from(count / 8);
        println!("{count:>3} clusters, one language          {}  {growth:.2} per cluster of the shipped", shown(cost));
    }
}

/// One record changed and laid out again in the same process.
fn changed_record(shipped: &Scratch) {
    let project = Project::at(&shipped.root).expect("a project");
    let fonts = Fonts::load(&project).expect("fonts");
    let geodata = Geodata::load(&project).expect("maps");
    let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
    let values = || {
        let records = load::records(&project, Path::new("data/2019")).expect("files").records.expect("records");
        merge::merge(&records, &words, &geodata).files().expect("values")
    };
    let start = Instant::now();
    let mut typesetter = Typesetter::new(&project, &fonts, Language::De, values()).expect("a typesetter");
    assert!(typesetter.typeset().document.is_some());
    let first = start.elapsed();
    let path = shipped.root.join("data/2019/clusters/olec.toml");
    let record = fs::read_to_string(&path).expect("a record");
    fs::write(&path, record.replacen("### ", "### Neu: ", 1)).expect("a record");
    let start = Instant::now();
    typesetter.update(values());
    assert!(typesetter.typeset().document.is_some());
    let second = start.elapsed();
    fs::write(&path, record).expect("a record");
    println!(
        "one record changed, laid out again {:>7.0} ms  {:.2} of the first layout",
        millis(second),
        second.as_secs_f64() / first.as_secs_f64()
    );
}

/// A project in a folder of its own.
struct Scratch {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Scratch {
    /// The shipped edition with its eight records repeated until there are as many as asked for.
    fn with(count: usize) -> Self {
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

    fn build(&self, args: &[&str]) -> Command {
        let mut command = self.brochure(&["build", "--quiet"]);
        command.args(args);
        command
    }

    fn brochure(&self, args: &[&str]) -> Command {
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

fn measure(command: &mut Command) -> Cost {
    measure_times(command, RUNS)
}

fn measure_times(command: &mut Command, runs: usize) -> Cost {
    (0..runs).map(|_| run(command)).min_by_key(|cost| cost.time).expect("a run")
}

/// Runs a command. The memory is what the kernel has noted of the process just before it ended.
fn run(command: &mut Command) -> Cost {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a process");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = None;
    let done = loop {
        memory = peak(&status).max(memory);
        match child.try_wait().expect("a process") {
            Some(done) => break done,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let time = start.elapsed();
    assert!(done.success(), "{command:?} failed");
    Cost { time, memory }
}

fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn ratio(a: Cost, b: Cost) -> f64 {
    a.time.as_secs_f64() / b.time.as_secs_f64()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn shown(cost: Cost) -> String {
    let memory = cost.memory.map_or_else(|| "     ?".to_owned(), |memory| format!("{memory:>6}"));
    format!("{:>7.0} ms {memory} MB", millis(cost.time))
}
