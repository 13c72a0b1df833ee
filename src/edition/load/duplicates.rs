//! Names that are defined twice in a file: a table, a list of tables, a key.

use std::ops::Range;
use std::sync::Arc;

use super::recover::{header_name, key_name, statements};
use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::edition::records::Language;
use crate::edition::records::node::Node;
use crate::edition::records::schema::RecordKind;

/// How a name is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Definition {
    /// `[seat]`
    Table,
    /// `[[members]]`
    ListOfTables,
    /// `seat = …`
    Key,
    /// `seat.city = …`
    PartOfTable,
}

/// Converts the parser's message about a name that is defined twice. The place is that of the second definition.
pub(super) fn describe_duplicate(file: &Arc<SourceFile>, span: &Range<usize>, told: &str) -> Option<Diagnostic> {
    if !told.starts_with("duplicate key") && !told.starts_with("cannot extend value") {
        return None;
    }
    let text = file.text();
    let start = text[..text.floor_char_boundary(span.start)].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    match header_name(line) {
        Some(name) => Some(table_twice(file, start, line, name)),
        None => key_twice(file, span, start),
    }
}

fn table_twice(file: &Arc<SourceFile>, start: usize, line: &str, name: &str) -> Diagnostic {
    let head = if line.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    let second = if line.starts_with("[[") { Definition::ListOfTables } else { Definition::Table };
    let first = first_definition(file.text(), start, name);
    let line_of = |at: usize| file.line_column(at).0;
    let hint = match first {
        Some((_, Definition::Table)) if is_list(name) => format!("write [[{name}]] above each entry"),
        Some((at, Definition::Table)) if second == Definition::ListOfTables => {
            format!("line {} has [{name}] already, and a record can have only one: remove one of the two", line_of(at))
        }
        Some((at, Definition::Table)) => {
            format!(
                "line {} has [{name}] already: move the keys of this table to that one, and remove this line",
                line_of(at)
            )
        }
        Some((at, Definition::ListOfTables)) => {
            format!("line {} has [[{name}]]: write [[{name}]] above each entry", line_of(at))
        }
        Some((at, Definition::Key)) => format!("line {} has `{name}` already: remove one of the two", line_of(at)),
        Some((at, Definition::PartOfTable)) => {
            format!("line {} writes a key of [{name}]: move it below this line, without `{name}.`", line_of(at))
        }
        None => "remove one of the two".to_owned(),
    };
    Diagnostic::error(Code::SYNTAX, format!("duplicate table {head}")).at(file, start..start + line.len()).hint(hint)
}

/// Reports the second line or entry with a key of the same table.
fn key_twice(file: &Arc<SourceFile>, span: &Range<usize>, start: usize) -> Option<Diagnostic> {
    let text = file.text();
    let name = text.get(span.clone())?.trim().trim_matches(['"', '\'']);
    let fault = Diagnostic::error(Code::SYNTAX, format!("duplicate key `{name}`")).at(file, span.clone());
    if key_name(&text[start..]) != Some(name) {
        return Some(fault.hint("remove one of the two"));
    }
    let before = statements(&text[..start]);
    let head = before.iter().rposition(|at| text[*at..].starts_with('['));
    let in_table = &before[head.map_or(0, |head| head + 1)..];
    let first = in_table.iter().find(|at| key_name(&text[**at..]) == Some(name));
    let list = head.and_then(|head| text[before[head]..].strip_prefix("[[")?.split(']').next());
    let line = first.map(|at| format!("line {} has `{name}` already: ", file.line_column(*at).0)).unwrap_or_default();
    let entry = list.map(|list| format!(", or write [[{list}]] above the second entry")).unwrap_or_default();
    let header = match name.parse::<Language>() {
        Ok(_) if list.is_none() => ", or write the header that is missing above this line, such as [story]",
        _ => "",
    };
    Some(fault.hint(format!("{line}remove one of the two{entry}{header}")))
}

/// Returns the first definition of a name before a place.
fn first_definition(text: &str, end: usize, name: &str) -> Option<(usize, Definition)> {
    let mut in_table = false;
    for start in statements(&text[..end]) {
        let line = text[start..].lines().next().unwrap_or_default();
        if let Some(head) = header_name(line) {
            in_table = true;
            if head == name {
                let is_list = line.starts_with("[[");
                return Some((start, if is_list { Definition::ListOfTables } else { Definition::Table }));
            }
        } else if let Some(key) = key_name(line).filter(|_| !in_table) {
            if key == name {
                return Some((start, Definition::Key));
            }
            if key.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')) {
                return Some((start, Definition::PartOfTable));
            }
        }
    }
    None
}

/// Returns whether a name is that of a list of tables in a record.
fn is_list(name: &str) -> bool {
    let item = |kind: RecordKind| Node::root(kind.form()).key(name)?.item();
    RecordKind::ALL.into_iter().filter_map(item).any(|item| item.allows("object") && !item.allows("string"))
}
