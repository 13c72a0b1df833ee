//! Judges changed records as `check` does, and reports new errors at the cells that they come from.

use std::collections::BTreeMap;

use super::merging::OfRecord;
use super::place::{Cell, Names, Told};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::check::check_texts;
use crate::edition::exchange::write_back::Edit;
use crate::edition::load::{Document, Records};
use crate::edition::records::Cluster;
use crate::edition::records::node::{Step, field};
use crate::fs::project::Project;

/// A record with its new text.
pub(super) struct Changed<'a> {
    pub document: &'a Document<Cluster>,
    pub text: String,
    pub of_record: OfRecord,
}

/// Reports the errors that changed records have and did not have before.
pub(super) fn judge(project: &Project, records: &Records, changed: &[Changed<'_>], names: &Names, told: &mut Told) {
    let after: Vec<_> = changed.iter().map(|it| (it.document, it.text.as_str())).collect();
    let after = check_texts(project, records, &after);
    let faulty: Vec<_> = changed.iter().zip(after).filter(|(_, faults)| !faults.is_empty()).collect();
    let before: Vec<_> = faulty.iter().map(|(it, _)| (it.document, it.document.file.text())).collect();
    let before = check_texts(project, records, &before);
    for ((it, after), before) in faulty.iter().zip(before) {
        let cells = moved(&it.of_record);
        let is_new = |fault: &&Diagnostic| {
            let is_same = |old: &Diagnostic| {
                let field = |fault: &Diagnostic| fault.field.as_deref().map(without_numbers);
                (old.code, &old.message) == (fault.code, &fault.message) && field(old) == field(fault)
            };
            !before.iter().any(is_same)
        };
        for fault in after.iter().filter(is_new) {
            tell(it, fault, &cells, names, told);
        }
    }
}

fn tell(it: &Changed<'_>, fault: &Diagnostic, cells: &BTreeMap<String, Cell>, names: &Names, told: &mut Told) {
    let path = fault.field.clone().unwrap_or_default();
    let hint = fault.hint.as_deref().map(for_cells).unwrap_or_default();
    let first = it.of_record.cells.values().min().copied();
    let Some(cell) = find(cells, &path).or(first) else { return };
    told.error(Code::CELL, names, cell, &fault.message, &format!("{} {path}", it.document.slug), &hint);
}

/// Finds the cell of a field, or of what is around or in it.
fn find(cells: &BTreeMap<String, Cell>, path: &str) -> Option<Cell> {
    let mut above = path;
    loop {
        if let Some(cell) = cells.get(above) {
            return Some(*cell);
        }
        match above.rfind(['.', '[']) {
            Some(end) => above = &above[..end],
            None => break,
        }
    }
    let inside = |key: &&String| key.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']));
    cells.iter().find(|(key, _)| inside(key)).map(|(_, cell)| *cell)
}

/// Returns the cells by the paths that fields have after entries were removed.
fn moved(of_record: &OfRecord) -> BTreeMap<String, Cell> {
    let removed = |edit: &Edit| match edit {
        Edit::Remove { path } => match path.split_last() {
            Some((Step::Index(index), list)) => Some((field(list), *index)),
            _ => None,
        },
        _ => None,
    };
    let removed: Vec<_> = of_record.edits.iter().filter_map(removed).collect();
    let shifted = |path: &String| {
        for (list, _) in &removed {
            let Some((index, rest)) = path.strip_prefix(&format!("{list}[")).and_then(|rest| rest.split_once(']'))
            else {
                continue;
            };
            let Ok(index) = index.parse::<usize>() else { continue };
            let below = removed.iter().filter(|(other, gone)| other == list && *gone < index).count();
            return format!("{list}[{}]{rest}", index - below);
        }
        path.clone()
    };
    of_record.cells.iter().map(|(path, cell)| (shifted(path), *cell)).collect()
}

/// Returns the path of a field without the numbers of entries, which change where entries are removed.
fn without_numbers(field: &str) -> String {
    field.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Rewrites what to do in a file to what to do in a sheet.
fn for_cells(hint: &str) -> String {
    hint.replace("an entry of [[sources]] in this file", "a source of the record")
        .replace(" in quotation marks", "")
        .replace(" without quotation marks", "")
        .replace(", or remove the line", ", or empty the cell")
}
