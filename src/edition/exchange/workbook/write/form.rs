//! The sheet that one cluster fills in: a row for each field, with what it was and room for what is new.

use rust_xlsxwriter::XlsxError;

use super::look::row_height;
use super::rows::{rule, shown};
use super::{File, kinds, write_text};
use crate::edition::exchange::workbook::columns::{Column, columns};
use crate::edition::exchange::workbook::entries::{Texts, label};
use crate::edition::exchange::workbook::kinds::Kind;
use crate::edition::exchange::workbook::sent::Sent;
use crate::edition::records::node::Step;
use crate::edition::records::{Cluster, Label, Members};

/// Kinds of entries that a cluster is not asked about.
const OFFICE_ONLY: [&str; 3] = ["founded", "shares", "sources"];

/// Fields that a cluster is not asked for. Those of them that have a value are shown, but for ids of sources.
const NOT_ASKED: [&str; 17] = [
    "carried_over",
    "order",
    "sort",
    "latest",
    "basis",
    "draw",
    "of",
    "sentence",
    "tag",
    "short",
    "name_language",
    "pages",
    "fields",
    "precision",
    "codes",
    "countries",
    "former_names",
];

/// Tables of a record that the tour fills in.
const OF_THE_TOUR: [&str; 2] = ["visit", "working_area"];

/// The number of the paper format A4 (ECMA-376, 18.3.1.63).
const A4: u8 = 9;

/// The first row with a field.
const FIRST: u32 = 2;

/// The widths of the columns, in characters.
const WIDTHS: [usize; 7] = [26, 30, 42, 42, 60, 14, 12];

/// Keeps the entries that a cluster should look at: of counts and labels the latest, which others are history to.
pub(super) fn keep_offered(sent: &mut Sent, cluster: &Cluster) {
    sent.entries.retain(|kind, _| !OFFICE_ONLY.contains(kind));
    let latest = [("members", Members::latest(&cluster.members)), ("labels", Label::latest(&cluster.labels))];
    for (kind, latest) in latest {
        if let Some(entries) = sent.entries.get_mut(kind) {
            entries.retain(
                |id, _| matches!((id.path.last(), latest), (Some(Step::Index(index)), Some(at)) if *index == at),
            );
        }
    }
}

/// Writes the sheet.
pub(super) fn write(file: &mut File<'_>, slug: &str, short_name: &str) -> Result<(), XlsxError> {
    let (words, look) = (file.words, &file.look);
    let mark = file.mark("form");
    let sheet = file.workbook.add_worksheet().set_name(words.sheet("form"))?;
    let heads = [short_name, words.word("field"), words.word("until-now"), words.word("new"), words.word("note")];
    let heads = heads.into_iter().chain([words.word("id"), words.word("key")]);
    let keys = ["", "field", "until-now", "new", "note", &mark, "key"];
    for (at, ((head, key), width)) in (0..).zip(heads.zip(keys).zip(WIDTHS)) {
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        sheet.set_column_width(at, width as f64)?;
        sheet.write_string_with_format(0, at, head, &look.head)?;
        sheet.write_string_with_format(1, at, key, &look.key)?;
    }
    sheet.set_freeze_panes(FIRST, 2)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    let mut row = FIRST;
    for kind in kinds(file.sent) {
        let columns = columns(kind, &file.sent.languages);
        let known = file.sent.entries.get(kind.name).into_iter().flatten();
        let known = known.map(|(id, texts)| (id.to_string(), label(texts, columns), texts.clone()));
        let free = kind.list.map(|list| {
            let name = words.word("new-entry").replace("{entry}", words.entry(kind));
            (format!("{slug}/{list}/new"), name, Texts::new())
        });
        for (id, named, texts) in known.chain(free) {
            let is_new = id.ends_with("/new");
            let title = if is_new { named } else { title(words.entry(kind), &named) };
            for at in 0..7 {
                sheet.write_blank(row, at, &look.group)?;
            }
            write_text(sheet, row, 0, &title, &look.group)?;
            row += 1;
            for column in columns.iter().filter(|column| is_asked(kind, column, &texts, is_new)) {
                write_text(sheet, row, 0, "", &look.id)?;
                write_text(sheet, row, 1, &words.head(kind, column), &look.text)?;
                let until_now = shown(texts.get(&column.key).map_or("", String::as_str), column, words);
                write_text(sheet, row, 2, until_now, &look.until_now)?;
                let note = words.note(kind, column);
                sheet.set_row_height(row, row_height([(until_now, WIDTHS[2]), (note.as_str(), WIDTHS[4])]))?;
                write_text(sheet, row, 3, "", &look.new)?;
                write_text(sheet, row, 4, &note, &look.note)?;
                write_text(sheet, row, 5, &id, &look.id)?;
                write_text(sheet, row, 6, &column.key, &look.id)?;
                if let Some(rule) = rule(column, words)? {
                    sheet.add_data_validation(row, 3, row, 3, &rule)?;
                }
                row += 1;
            }
        }
    }
    Ok(())
}

fn title(kind: &str, named: &str) -> String {
    if named.is_empty() { kind.to_owned() } else { format!("{kind}: {named}") }
}

/// Returns whether a cluster is asked for a field.
fn is_asked(kind: &Kind, column: &Column, texts: &Texts, is_new: bool) -> bool {
    let key = column.plain_key();
    let last = key.rsplit('.').next().unwrap_or(key);
    let is_of_tour = OF_THE_TOUR.iter().any(|table| key.starts_with(&format!("{table}.")));
    if last == "source" || (kind.table == Some("") && is_of_tour) {
        return false;
    }
    let has_value = !is_new && texts.contains_key(&column.key);
    has_value || !NOT_ASKED.contains(&last)
}
