//! Workbooks go out, are filled in by other programs and people, and come back.

mod book;
mod faults;
mod forms;
mod fuzzed;
mod harmful;
mod layouts;
mod merges;
mod program;
mod random;
mod round_trip;

use std::path::Path;

use brochure::Language;
use brochure::diagnostics::{Diagnostic, short};
use brochure::edition::exchange::workbook::{self, Import};
use brochure::edition::load::Records;

use self::book::Book;
use crate::common::ProjectCopy;

/// The records of the fixtures, and the workbook of all of them.
struct Office {
    copy: ProjectCopy,
}

impl Office {
    fn new() -> Self {
        Self { copy: ProjectCopy::of_records() }
    }

    fn records(&self) -> Records {
        records(&self.copy)
    }

    /// Exports all records in a language.
    fn export(&self, language: Language) -> Book {
        Book::open(&export(&self.records(), language))
    }

    fn import(&self, books: &[&Book]) -> Import {
        let files: Vec<_> = (1..).zip(books).map(|(number, book)| (format!("{number}.xlsx"), book.save())).collect();
        workbook::import(&self.copy.project(), &self.records(), &files)
    }

    /// Imports a workbook, and writes what it changes.
    #[track_caller]
    fn bring_back(&self, book: &Book) -> Vec<String> {
        let import = self.import(&[book]);
        let told: Vec<_> = import.diagnostics.iter().map(short).collect();
        assert!(told.iter().all(|line| line.starts_with("note")), "{told:#?}");
        for file in &import.files {
            assert_eq!(self.copy.read(&file.path.to_string_lossy()), file.before);
            self.copy.write(&file.path.to_string_lossy(), &file.after);
        }
        lines(&import)
    }
}

fn records(copy: &ProjectCopy) -> Records {
    let loaded = brochure::edition::load::records(&copy.project(), Path::new("data/2019")).expect("records");
    loaded.records.expect("an edition")
}

fn export(records: &Records, language: Language) -> Vec<u8> {
    let clusters: Vec<_> = records.clusters.iter().collect();
    workbook::office(records, &clusters, language).expect("a workbook")
}

/// The table of changes, a line each.
fn lines(import: &Import) -> Vec<String> {
    let line = |it: &workbook::Line| format!("{} | {} | {} | {} | {}", it.slug, it.what, it.from, it.to, it.at);
    import.lines.iter().map(line).collect()
}

/// The diagnostics, a line each, with code, field and hint.
fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |it: &Diagnostic| {
        let field = it.field.as_ref().map(|field| format!(" ({field})")).unwrap_or_default();
        let hint = it.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        format!("{}: {}{field}{hint}", it.code.number(), it.message)
    };
    diagnostics.iter().map(line).collect()
}
