//! PDFs from strangers, and the process that draws them.

use std::fs::{self, File};
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::diff;
use crate::common::{BROCHURE, ProjectCopy, Run, brochure, command};

/// The help for a page that cannot be drawn.
const PAGE: &str =
    "1 that cannot be drawn: it is damaged, or it needs too much time or memory\n  = help: open the page in";

/// Makes a PDF with one page of 9 × 9 points.
fn pdf(content: &[u8], resources: &str, more: &[u8]) -> Vec<u8> {
    let object = |number: usize, text: &str| format!("{number} 0 obj {text} endobj\n");
    let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources {resources} >>");
    let objects = [
        object(1, "<< /Type /Catalog /Pages 2 0 R >>"),
        object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        object(3, &page),
    ];
    let content = [format!("4 0 obj << /Length {} >> stream\n", content.len()).as_bytes(), content].concat();
    let end = b"trailer << /Root 1 0 R /Size 9 >>\n%%EOF\n";
    [b"%PDF-1.7\n", objects.concat().as_bytes(), &content, b"\nendstream endobj\n", more, end].concat()
}

/// Makes a project with a harmless PDF.
fn project() -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    copy.write("good.pdf", pdf(b"0 0 5 5 re f", "<< >>", b""));
    copy
}

#[test]
fn a_harmful_pdf_is_refused() {
    let copy = project();
    copy.write("other.pdf", pdf(b"0 0 5 6 re f", "<< >>", b""));
    diff(&copy, &["good.pdf", "other.pdf"], 1).stdout_has("other.pdf: 1 of 1 page differs: 1\n");
    // Lists in lists overflow the stack.
    copy.write("deep.pdf", pdf(&b"[".repeat(2_000_000), "<< >>", b""));
    diff(&copy, &["deep.pdf", "good.pdf"], 3).stderr_has(&format!("error: deep.pdf has a page {PAGE}"));
    copy.write("deeper.pdf", pdf(b"", &"[<</A ".repeat(200_000), b""));
    diff(&copy, &["good.pdf", "deeper.pdf"], 3).stderr_has("error: deeper.pdf is not a readable PDF\n");
    diff(&copy, &["deeper.pdf", "good.pdf"], 3).stderr_has("error: deeper.pdf is not a readable PDF\n");
}

/// A pattern with tiles far apart, for which the rasteriser asks for gigabytes.
pub(super) fn tiles() -> Vec<u8> {
    let content = b"/Pattern cs /P scn 0 0 9 9 re f";
    let tile = b"5 0 obj << /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 595 842] \
                 /XStep 40000 /YStep 40000 /Resources << >> /Length 27 >> stream\n\
                 1 0 0 rg 20 20 100 100 re f\nendstream endobj\n";
    pdf(content, "<< /Pattern << /P 5 0 R >> >>", tile)
}

#[test]
fn a_pdf_that_asks_for_gigabytes_is_refused_in_little_memory() {
    let copy = project();
    copy.write("tiles.pdf", tiles());
    // Nobody gets 1.5 GB, neither the program nor a process that it starts.
    let line = ["sh", "-c", "ulimit -v 1500000; exec \"$0\" diff good.pdf tiles.pdf", BROCHURE];
    let run = Run::new(&command(copy.root(), &line).output().expect("a run")).exits_with(3);
    run.stderr_has(&format!("error: tiles.pdf has a page {PAGE}"));
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
}

#[test]
fn a_page_that_needs_more_than_its_share_of_memory_is_drawn() {
    let copy = project();
    // 255 is written as a run of 128 equal bytes: 150 MB in 2.3 MB.
    let (width, height) = (10_000, 5_000);
    let pixels = [129, 255].repeat(width * height * 3 / 128 + 1);
    let head = format!(
        "5 0 obj << /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB \
         /BitsPerComponent 8 /Filter /RunLengthDecode /Length {} >> stream\n",
        pixels.len() + 1
    );
    let image = [head.as_bytes(), &pixels, b"\x80\nendstream endobj\n"].concat();
    copy.write("image.pdf", pdf(b"9 0 0 9 0 0 cm /I Do", "<< /XObject << /I 5 0 R >> >>", &image));
    diff(&copy, &["good.pdf", "image.pdf", "--jobs", "4"], 1).stdout_has("image.pdf: 1 of 1 page differs: 1\n");
}

#[test]
fn a_file_that_is_no_pdf_of_a_size_to_compare_is_not_read() {
    let copy = project();
    let large = File::create(copy.path("large.pdf")).expect("a file");
    large.set_len(100_000_001).expect("a size");
    diff(&copy, &["good.pdf", "large.pdf"], 3).stderr_has("error: large.pdf is larger than 100 MB\n  = help: save a");
    fs::create_dir(copy.path("folder.pdf")).expect("a folder");
    diff(&copy, &["folder.pdf", "good.pdf"], 3).stderr_has("error: cannot read folder.pdf: it is no file\n");
}

/// Starts a process that draws pages with this input, and returns its exit code and what it printed.
fn draw(input: &[u8]) -> (Option<i32>, String) {
    let mut drawing = Command::new(BROCHURE);
    drawing.arg("draw-pages").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut drawing = drawing.spawn().expect("a run");
    // Fails if the process has ended before it has read all.
    let _ = drawing.stdin.take().expect("an input").write_all(input);
    let output = drawing.wait_with_output().expect("an end");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn the_command_that_draws_pages_is_hidden_and_does_nothing_else() {
    let copy = ProjectCopy::of_records();
    for line in [&["--help"][..], &["help"], &["completions", "bash"], &["completions", "zsh"], &["drawpages"]] {
        let run = Run::new(&command(copy.root(), &[&[BROCHURE], line].concat()).output().expect("a run"));
        let shown = [run.stdout, run.stderr].concat();
        assert!(!shown.is_empty() && !shown.contains("draw-pages"), "{shown}");
    }
    brochure(copy.root(), &["draw-pages", "good.pdf"]).exits_with(2).stderr_has("unrecognized subcommand");
    assert_eq!(draw(b""), (Some(0), String::new()));
    let lies = [
        "{}\n",
        "a PDF\n",
        "{\"memory\":9,\"files\":[5]}\nabc",
        "{\"memory\":99999999,\"files\":[18446744073709551615]}\n",
    ];
    for lie in lies {
        let (code, printed) = draw(lie.as_bytes());
        assert!(code != Some(0) && !printed.contains("Opened"), "{lie}: {code:?} {printed}");
    }
}
