//! Writes workbooks.

mod form;
mod look;
mod rows;

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use self::look::Look;
use super::columns::columns;
use super::entries::{Id, Texts, entries, texts};
use super::kinds::{KINDS, Kind};
use super::sent::{self, Layout, Sent};
use super::words::Words;
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Language};

/// The longest text that a cell takes, in units of UTF-16. Excel accepts 32,767.
const LONGEST: usize = 32_000;

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Returns a workbook for the office: the entries of all given records.
///
/// # Errors
///
/// Fails if the records have more than a workbook can hold.
pub fn office(
    records: &Records,
    clusters: &[&Document<Cluster>],
    language: Language,
) -> Result<Vec<u8>, WorkbookError> {
    let sent = sent(records, clusters, language, Layout::Rows);
    let mut file = File::new(records, &sent)?;
    file.instructions("office", clusters.len())?;
    rows::write(&mut file)?;
    Ok(file.finish()?)
}

/// Returns a workbook for one cluster: what it should look at, with room for what is new.
///
/// # Errors
///
/// Fails if the record has more than a workbook can hold.
pub fn form(records: &Records, cluster: &Document<Cluster>, language: Language) -> Result<Vec<u8>, WorkbookError> {
    let mut sent = sent(records, &[cluster], language, Layout::Form);
    form::keep_offered(&mut sent, &cluster.value);
    let mut file = File::new(records, &sent)?;
    file.instructions("form", 1)?;
    form::write(&mut file, &cluster.slug, &cluster.value.short_name)?;
    Ok(file.finish()?)
}

fn sent(records: &Records, clusters: &[&Document<Cluster>], language: Language, layout: Layout) -> Sent {
    let languages = languages(records);
    let mut all: BTreeMap<_, BTreeMap<Id, Texts>> = BTreeMap::new();
    for kind in &KINDS {
        let columns = columns(kind, &languages);
        let of_kind = all.entry(kind.name).or_default();
        for cluster in clusters {
            for (id, entry) in entries(&cluster.plain, &cluster.slug, kind) {
                let mut texts = texts(entry, columns);
                texts.retain(|_, text| text.encode_utf16().count() <= LONGEST);
                of_kind.insert(id, texts);
            }
        }
    }
    Sent { edition: records.name.clone(), layout, language, languages, entries: all }
}

/// Returns the languages of an edition.
pub(super) fn languages(records: &Records) -> Vec<Language> {
    let languages = &records.edition.value.languages;
    Language::ALL.into_iter().filter(|language| languages.is_empty() || languages.contains(language)).collect()
}

/// A workbook that is being written.
struct File<'a> {
    workbook: Workbook,
    sent: &'a Sent,
    fingerprint: String,
    words: &'static Words,
    look: Look,
}

impl<'a> File<'a> {
    fn new(records: &Records, sent: &'a Sent) -> Result<Self, XlsxError> {
        use chrono::Datelike as _;

        let mut workbook = Workbook::new();
        let date = records.edition.value.as_of;
        let year = u16::try_from(date.year()).unwrap_or_default().max(1900);
        let (month, day) = (u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1));
        // The time of writing would make two exports differ.
        let date = ExcelDateTime::from_ymd(year, month, day)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
        let words = Words::of(sent.language);
        Ok(Self { workbook, sent, fingerprint: sent.fingerprint(), words, look: Look::new() })
    }

    /// Returns the mark of a sheet, which is in the row of keys: the kind of its rows, the edition, the fingerprint.
    fn mark(&self, kind: &str) -> String {
        format!("{kind} {} {}", self.sent.edition, self.fingerprint)
    }

    /// Adds a sheet with a name.
    fn sheet(&mut self, name: &str) -> Result<&mut Worksheet, XlsxError> {
        self.workbook.add_worksheet().set_name(name)
    }

    fn instructions(&mut self, which: &str, count: usize) -> Result<(), XlsxError> {
        let (title, lines) = self.words.instructions(which, &self.sent.edition, count);
        let (title_look, text_look) = (self.look.title.clone(), self.look.instruction.clone());
        let name = self.words.sheet("instructions");
        let sheet = self.sheet(name)?;
        sheet.set_column_width(0, look::WIDE)?;
        sheet.set_screen_gridlines(false);
        sheet.write_string_with_format(0, 0, title, &title_look)?;
        for (row, line) in (2..).zip(lines) {
            sheet.write_string_with_format(row, 0, line, &text_look)?;
        }
        Ok(())
    }

    /// Adds the hidden sheet, and returns the bytes of the file.
    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        let rows = self.sent.sheet();
        let sheet = self.sheet(sent::SHEET)?;
        for (row, cells) in (0..).zip(&rows) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string(row, column, text)?;
            }
        }
        sheet.set_very_hidden(true);
        self.workbook.save_to_buffer()
    }
}

/// Writes a text as it is. One that begins like a formula is marked as a text, so that it stays one when it is edited.
fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if text.starts_with(['=', '+', '-', '@']) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Returns the kind of each sheet that a workbook has.
fn kinds(sent: &Sent) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(|kind| sent.entries.contains_key(kind.name))
}
