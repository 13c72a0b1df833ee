//! The report of differences: one self-contained HTML file with the pages side by side.

use std::fmt::Write as _;
use std::io;

use rayon::prelude::*;
use serde_json::Value;
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices};

use super::drawing::Picture;
use super::{Area, DiffError, Difference, Document, DocumentChange, FieldChange, PageChange, RecordChange};
use crate::text::shown::visible;

/// The names of files that are not records.
const FILES: &str = "Templates, fonts, pictures, maps and profiles";

const STYLE: &str = include_str!("report.css");

/// How many sections with pictures are made at a time.
const AT_A_TIME: usize = 2;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A page cannot be drawn.
    #[error(transparent)]
    Diff(#[from] DiffError),
    /// The report cannot be written.
    #[error("cannot write the report: {0}")]
    Write(#[from] io::Error),
}

/// Writes the report of the differences between two named states, piece by piece: it can be larger than the memory.
///
/// # Errors
///
/// Fails if a page cannot be drawn, or the report cannot be written.
pub fn html(difference: &Difference, old: &str, new: &str, file: &mut dyn io::Write) -> Result<(), ReportError> {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{0} and {1}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>What differs</h1>\n\
         <p class=\"states\">Before: {0}. After: {1}.</p>\n</header>\n\
         <input type=\"checkbox\" class=\"hide\" id=\"hide\"> <label for=\"hide\">hide marks</label>\n<main>\n",
        escaped(old),
        escaped(new),
    );
    if difference.is_empty() {
        out.push_str("<p>Nothing differs.</p>\n");
    }
    contents(difference, &mut out);
    records(&difference.records, &mut out);
    files(difference, &mut out);
    for (index, document) in difference.documents.iter().enumerate().filter(|(_, document)| document.differs()) {
        heading(index, document, &mut out);
        file.write_all(out.as_bytes())?;
        out.clear();
        sections(index, document, file)?;
        document.old.iter().chain(&document.new).for_each(Document::rest);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    file.write_all(out.as_bytes())?;
    Ok(())
}

/// Writes the pages of a document that differ.
fn sections(index: usize, document: &DocumentChange, file: &mut dyn io::Write) -> Result<(), ReportError> {
    let fail = |error| DiffError { name: document.name.clone(), error };
    for pages in document.pages.chunks(AT_A_TIME) {
        let sections = pages.par_iter().map(|page| section(index, document, page));
        for section in sections.collect::<Result<Vec<_>, _>>().map_err(fail)? {
            file.write_all(section.as_bytes())?;
        }
    }
    Ok(())
}

/// Writes a line of links to the parts of the report.
fn contents(difference: &Difference, out: &mut String) {
    out.push_str("<nav>\n<ul>\n");
    let counts = [("records", "Records", difference.records.len()), ("files", FILES, difference.files.len())];
    for (anchor, name, count) in counts.into_iter().filter(|(_, _, count)| *count > 0) {
        let _ = writeln!(out, "<li><a href=\"#{anchor}\">{name}</a>: {count}");
    }
    for (index, document) in difference.documents.iter().enumerate() {
        let name = escaped(&document.name);
        let _ = if document.differs() {
            writeln!(out, "<li><a href=\"#document-{index}\">{name}</a>: {}", counted(document))
        } else {
            writeln!(out, "<li>{name}: {}", counted(document))
        };
    }
    out.push_str("</ul>\n</nav>\n");
}

fn records(records: &[RecordChange], out: &mut String) {
    if records.is_empty() {
        return;
    }
    out.push_str("<h2 id=\"records\">Records</h2>\n");
    for record in records {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(&record.file));
        if record.fields.is_empty() {
            let _ = writeln!(out, "<p>The whole record was {}.</p>", record.state);
            continue;
        }
        out.push_str("<table>\n<tr><th scope=\"col\">Field<th scope=\"col\">Before<th scope=\"col\">After\n");
        for field in &record.fields {
            let (before, after) = sides(field);
            let (name, line) = (escaped(&field.field), field.line);
            let _ = writeln!(out, "<tr><td>{name}\n<span>line {line}</span><td>{before}<td>{after}");
        }
        out.push_str("</table>\n");
    }
}

/// Returns both values with their differing words marked. Lines that did not change are left out.
fn sides(field: &FieldChange) -> (String, String) {
    let value = |value: &Option<Value>| value.as_ref().map(text).unwrap_or_default();
    let (old, new) = (value(&field.old), value(&field.new));
    let lines = [&old, &new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let (mut before, mut after) = (String::new(), String::new());
    for step in capture_diff_slices(Algorithm::Myers, &lines[0], &lines[1]) {
        let (old, new) = (&lines[0][step.old_range()], &lines[1][step.new_range()]);
        if step.tag() == DiffTag::Equal {
            let left_out = if old.iter().any(|line| !line.trim().is_empty()) { "…\n" } else { "\n" };
            before.push_str(left_out);
            after.push_str(left_out);
        } else {
            words(&old.concat(), &new.concat(), &mut before, &mut after);
        }
    }
    (before, after)
}

fn words(old: &str, new: &str, before: &mut String, after: &mut String) {
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let word = escaped(change.value());
        match change.tag() {
            ChangeTag::Equal => {
                before.push_str(&word);
                after.push_str(&word);
            }
            ChangeTag::Delete => before.extend(["<del>", &word, "</del>"]),
            ChangeTag::Insert => after.extend(["<ins>", &word, "</ins>"]),
        }
    }
}

/// Returns a value as people write it: a string without quotation marks.
#[must_use]
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn files(difference: &Difference, out: &mut String) {
    if difference.files.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2 id=\"files\">{FILES}</h2>\n<ul>");
    for (path, state) in &difference.files {
        let _ = writeln!(out, "<li>{} {}", escaped(path), state);
    }
    out.push_str("</ul>\n");
}

fn heading(index: usize, document: &DocumentChange, out: &mut String) {
    let _ = writeln!(out, "<h2 id=\"document-{index}\">{}</h2>", escaped(&document.name));
    if document.unseen {
        out.push_str("<p>No page looks different; the files differ in what is not seen on a page.</p>\n");
        return;
    }
    let _ = write!(out, "<nav>{}:", counted(document));
    for page in &document.pages {
        let (anchor, number) = (anchor(index, page), page.number());
        let word = match page {
            PageChange::Changed { .. } => "",
            PageChange::Removed { .. } => " removed",
            PageChange::Added { .. } => " new",
        };
        let _ = write!(out, " <a class=\"number\" href=\"#{anchor}\">{number}{word}</a>");
    }
    out.push_str("</nav>\n");
}

/// Returns "2 of 44 pages".
fn counted(document: &DocumentChange) -> String {
    let (changed, gone) = document.counts();
    let gone = if gone > 0 { format!(", {gone} removed") } else { String::new() };
    match changed {
        _ if document.unseen => "no page, but what is not seen".to_owned(),
        0 => format!("none of {} pages{gone}", document.all()),
        _ => format!("{changed} of {} pages{gone}", document.all()),
    }
}

fn anchor(document: usize, page: &PageChange) -> String {
    let kind = if matches!(page, PageChange::Removed { .. }) { "old" } else { "page" };
    format!("{kind}-{document}-{}", page.number())
}

/// Writes a page before and after.
fn section(index: usize, document: &DocumentChange, page: &PageChange) -> Result<String, super::PdfError> {
    let (old, new, areas) = match page {
        PageChange::Changed { old, new, areas } => (Some(*old), Some(*new), areas.as_slice()),
        PageChange::Removed { old } => (Some(*old), None, [].as_slice()),
        PageChange::Added { new } => (None, Some(*new), [].as_slice()),
    };
    let title = match (old, new) {
        (Some(old), Some(new)) if old != new => format!("Page {new}, before page {old}"),
        (Some(old), None) => format!("Page {old} was removed"),
        (None, Some(new)) => format!("Page {new} is new"),
        _ => format!("Page {}", page.number()),
    };
    let before = figure("Before", document.old.as_ref(), old, &[])?;
    let after = figure("After", document.new.as_ref(), new, areas)?;
    let anchor = anchor(index, page);
    Ok(format!(
        "<section id=\"{anchor}\">\n<h3>{title}</h3>\n<div class=\"pair\">\n{before}{after}</div>\n</section>\n"
    ))
}

fn figure(
    when: &str,
    document: Option<&Document>,
    page: Option<usize>,
    areas: &[Area],
) -> Result<String, super::PdfError> {
    let (Some(document), Some(page)) = (document, page) else {
        return Ok(format!("<figure><figcaption>{when}</figcaption><div class=\"none\">no page</div></figure>\n"));
    };
    let Picture { width, height, data } = document.picture(page - 1)?;
    let mut out = format!(
        "<figure><figcaption>{when}</figcaption><div class=\"page\">\
         <img width=\"{width}\" height=\"{height}\" alt=\"Page {page}\" src=\"data:image/webp;base64,{data}\">"
    );
    for area in areas {
        let percent = [area.x, area.y, area.width, area.height].map(|part| part * 100.0);
        let [left, top, width, height] = percent;
        let _ = write!(
            out,
            "<i style=\"left:{left:.2}%;top:{top:.2}%;width:calc({width:.2}% + 8px);height:calc({height:.2}% + 8px)\"></i>"
        );
    }
    out.push_str("</div></figure>\n");
    Ok(out)
}

fn escaped(text: &str) -> String {
    let text: String = text.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
