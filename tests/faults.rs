//! What an editor reads for each mistake, compared letter by letter.
//!
//! Each file in `tests/faults/` names a file of the shipped edition, the lines that are changed in it (`-`), what
//! they are changed to (`+`), and after a blank line what `brochure check` reports. `UPDATE=1` writes what it reports.

use std::fs;

use crate::common::{NIRO, ProjectCopy, assert_error, brochure, is_update, messages, root};

/// A mistake, and what is reported.
struct Case {
    file: String,
    from: String,
    to: String,
    report: String,
}

impl Case {
    fn read(text: &str) -> Self {
        let (head, report) = text.split_once("\n\n").expect("a blank line below the change");
        let mut lines = head.lines();
        let file = lines.next().expect("a file").to_owned();
        let part = |mark: &str| {
            let marked = head.lines().skip(1).filter_map(|line| line.strip_prefix(mark));
            marked.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
        };
        Self { file, from: part("-"), to: part("+"), report: report.to_owned() }
    }
}

#[test]
fn each_mistake_is_reported_to_the_letter() {
    let folder = root().join("tests/faults");
    let mut names: Vec<_> = fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    names.sort();
    assert!(names.len() >= 40, "{} cases", names.len());
    let update = is_update();
    let mut wrong = Vec::new();
    for path in &names {
        let text = fs::read_to_string(path).expect("a case");
        let case = Case::read(&text);
        let report = report(&case);
        if report != case.report && update {
            let head = text.split_once("\n\n").expect("a head").0;
            fs::write(path, format!("{head}\n\n{report}")).expect("a case");
        } else if report != case.report {
            wrong.push(format!("{}\n--- expected\n{}\n--- reported\n{report}", path.display(), case.report));
        }
        assert!(!report.is_empty(), "{} is not a mistake", path.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn report(case: &Case) -> String {
    let records = ProjectCopy::of_records();
    records.replace(&case.file, &case.from, &case.to);
    let report = brochure(records.root(), &["check"]).stderr;
    for word in ["struct", "enum", "expected", "u32", "f64", "i64", "serde", ".typ", "Option", "JSON", "null"] {
        assert!(!report.contains(word), "an editor reads {word:?}:\n{report}");
    }
    report
}

/// Ten mistakes of different kinds for one file.
const TEN: [(&str, &str); 10] = [
    ("fields = [", "fieds = ["),
    ("precision = \"city\"", "precision = \"town\""),
    ("latitude = ", "latitude = \"x\" # "),
    ("land = \"", "land = \"X"),
    ("website = \"https://", "website = \"://"),
    ("[[founded]]\n", "[[founded]]\nwhere = 1\n"),
    ("[[members]]\ncount = ", "[[members]]\ncount = -"),
    ("[headline]\nde = ", "[headline]\nde = \"\" # "),
    ("[standfirst]\nde = ", "[standfirst]\nfr = "),
    ("[[sources]]\nid = ", "[[sources]]\nid = true # "),
];

#[test]
fn ten_mistakes_in_each_of_five_files_are_reported_in_one_run() {
    let records = ProjectCopy::of_records();
    let slugs = ["niro", "cyberlago", "foodregio", "olec", "hamburg-aviation"];
    for slug in slugs {
        let file = format!("data/2019/clusters/{slug}.toml");
        for (from, to) in TEN {
            records.replace(&file, from, to);
        }
    }
    let found = records.check();
    for slug in slugs {
        let file = format!("data/2019/clusters/{slug}.toml");
        let text = records.read(&file);
        for (_, to) in TEN {
            let start = text.find(to).expect("the change");
            let lines = text[..start].matches('\n').count()..=text[..start + to.len()].matches('\n').count();
            let reported = found.iter().filter_map(|it| it.place.as_ref()).any(|place| {
                place.file.name() == file && lines.contains(&(place.file.line_column(place.span.start).0 - 1))
            });
            assert!(reported, "{to:?} in {slug} is not reported:\n{}", messages(&found).join("\n"));
        }
    }
}

#[test]
fn a_file_in_another_encoding_is_reported_with_its_line() {
    let records = ProjectCopy::of_records();
    let path = records.path(NIRO);
    let mut bytes = fs::read(&path).expect("a record");
    let at = bytes.windows(4).position(|part| part == b"\"Unn").expect("the city") + 1;
    bytes[at] = 0xFC;
    fs::write(&path, bytes).expect("a record");
    let found = records.check();
    assert_error(&found, "E0107");
    let place = found[0].place.as_ref().expect("a place");
    assert_eq!(place.file.line_column(place.span.start), (18, 9));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let records = ProjectCopy::of_records();
    records.write(NIRO, "# x\n".repeat(300_000));
    assert_error(&records.check(), "E0108");
}
