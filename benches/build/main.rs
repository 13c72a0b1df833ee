//! How long a build takes and how much memory it needs, as ratios in one run.
//!
//! Run with `cargo bench`. Where a stock Typst compiler of the same version is on the path, or
//! named by the variable `TYPST`, it is measured beside. Every number is the least of three runs
//! in a separate process, so that nothing is warm but the system's file cache. `cargo bench -- photos`
//! measures the edition with photographs alone, and `cargo bench -- workbooks` and
//! `cargo bench -- translations` the exchange of many clusters. `cargo bench -- timings` shows what a
//! layout spends its time on.

#![allow(unreachable_pub, reason = "nothing is exported from a bench")]

mod measure;
mod photos;
mod scratch;
mod timings;
mod translations;
mod workbooks;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use brochure::Language;
use brochure::Project;
use brochure::diagnostics::{Code, Diagnostic};
use brochure::edition::load::{self, Geodata, Words};
use brochure::internals::merge_records;
use brochure::internals::{Fonts, Typesetter};
use measure::{Cost, measure, measure_times, millis, ratio, run, shown};
use scratch::Scratch;
use typst::syntax::Span;

/// Runs of which the least counts, within one process.
const RUNS: usize = 3;

fn main() {
    // `cargo test` runs benchmarks as well; they prove nothing there.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    if std::env::args().any(|argument| argument == "timings") {
        shares_of_layout(&Scratch::with(8));
        return;
    }
    if std::env::args().any(|argument| argument == "photos") {
        photos::photos();
        return;
    }
    if std::env::args().any(|argument| argument == "workbooks") {
        workbooks::workbooks();
        return;
    }
    if std::env::args().any(|argument| argument == "translations") {
        translations::translations();
        return;
    }
    let shipped = Scratch::with(8);
    let one = measure(&mut shipped.build(&["--lang", "de"]));
    let both = measure(&mut shipped.build(&[]));
    println!("shipped edition, one language      {}", shown(one));
    println!("shipped edition, both languages    {}  {:.2} of one", shown(both), ratio(both, one));
    let left = measure(&mut shipped.brochure(&["build", "--quiet"]));
    println!("nothing to do                      {}  {:.2} of a build in both", shown(left), ratio(left, both));
    let changed = build_of_changed(&shipped);
    println!("one record changed                 {}  {:.2} of a build in both", shown(changed), ratio(changed, both));
    let six = measure(&mut shipped.build(&["--target", "print,screen,archive"]));
    println!("six PDFs: three targets in both    {}  {:.2} of one", shown(six), ratio(six, one));
    let check = measure(&mut shipped.brochure(&["check"]));
    println!("check of all records               {}  {:.2} of a build in both", shown(check), ratio(check, both));
    stock(&shipped, one);
    share_of_geometry(&shipped, one);
    changed_record(&shipped);
    photos::photos();
    workbooks::workbooks();
    translations::translations();
    sizes(one);
}

/// A build behind a change of one record, as an editor or a merge makes it.
fn build_of_changed(shipped: &Scratch) -> Cost {
    let path = shipped.root.join("data/2019/clusters/olec.toml");
    let record = fs::read_to_string(&path).expect("a record");
    let run_changed = |number: usize| {
        fs::write(&path, record.replacen("### ", &format!("### Neu {number}: "), 1)).expect("a record");
        run(&mut shipped.brochure(&["build", "--quiet"]))
    };
    let least = (0..RUNS).map(run_changed).min_by_key(|cost| cost.time).expect("a run");
    fs::write(&path, record).expect("a record");
    least
}

/// Against the stock compiler on the same templates and values.
fn stock(shipped: &Scratch, one: Cost) {
    let Some(typst) = stock_compiler() else {
        println!("stock Typst compiler               not found; set TYPST to its path");
        return;
    };
    run(&mut shipped.build(&["--values", "values"]));
    let mut command = stock_command(&typst, shipped);
    let stock = measure(&mut command);
    println!("stock Typst compiler               {}", shown(stock));
    println!("one language against stock         {:.2} of its time", ratio(one, stock));
}

/// The path of the stock compiler where there is one.
fn stock_compiler() -> Option<String> {
    let typst = std::env::var("TYPST").unwrap_or_else(|_| "typst".to_owned());
    Command::new(&typst).arg("--version").output().is_ok().then_some(typst)
}

/// The stock compiler on the templates and the written values of a project.
fn stock_command(typst: &str, project: &Scratch) -> Command {
    let mut command = Command::new(typst);
    command.current_dir(&project.root).args([
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
    command
}

/// What merge takes, with every contour and map, against a whole build.
fn share_of_geometry(shipped: &Scratch, one: Cost) {
    let project = Project::at(&shipped.root).expect("a project");
    let records = load::records(&project, Path::new("data/2019")).expect("files").records.expect("records");
    let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
    let design = load::design(&project, &records.folder, &mut Vec::new()).expect("files").expect("a design");
    let least = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let geodata = Geodata::load(&project, &records).expect("maps");
            std::hint::black_box(merge_records(&records, &words, &geodata, &design));
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
    let read = || load::records(&project, Path::new("data/2019")).expect("files").records.expect("records");
    let geodata = Geodata::load(&project, &read()).expect("maps");
    let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
    let design = load::design(&project, Path::new("data/2019"), &mut Vec::new()).expect("files").expect("a design");
    let values = || merge_records(&read(), &words, &geodata, &design).files().expect("values");
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

/// What the layout of one language spends its time on.
fn shares_of_layout(shipped: &Scratch) {
    let project = Project::at(&shipped.root).expect("a project");
    let fonts = Fonts::load(&project).expect("fonts");
    let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
    let design = load::design(&project, Path::new("data/2019"), &mut Vec::new()).expect("files").expect("a design");
    let records = load::records(&project, Path::new("data/2019")).expect("files").records.expect("records");
    let geodata = Geodata::load(&project, &records).expect("maps");
    let values = merge_records(&records, &words, &geodata, &design).files().expect("values");
    let typesetter = Typesetter::new(&project, &fonts, Language::De, values).expect("a typesetter");
    let place = |raw| {
        let found = typesetter.locate(Span::from_raw(raw), Diagnostic::note(Code::EXPORT, ""));
        found.place.map_or_else(Default::default, |place| {
            let (line, _) = place.file.line_column(place.span.start);
            (place.file.name().to_owned(), u32::try_from(line).unwrap_or_default())
        })
    };
    timings::print_shares(|| assert!(typesetter.typeset().document.is_some()), place);
}
