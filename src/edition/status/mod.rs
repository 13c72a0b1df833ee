//! The state of each chapter of an edition, as data.

mod fields;
mod figures;
mod pictures;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::edition::check::{Approval, approval, fingerprint};
use crate::edition::load::{self, Document, Records};
use crate::edition::records::{Cluster, Indicator, Language, Text};
use crate::edition::translation::{Progress, Translation};
use crate::format::Design;
use crate::fs::project::Project;
use crate::text::count_words;
use crate::text::markdown::{self, ParseOptions};

pub use fields::{Filled, MissingField};
pub use pictures::PictureState;

/// The version of the JSON form. A key is never removed or changed without a new one.
pub const STATUS_VERSION: u32 = 1;

/// The state of an edition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// The version of this form.
    pub version: u32,
    /// The name of the edition.
    pub edition: String,
    /// The date of its information.
    pub as_of: String,
    /// Its chapters in the order of the tour.
    pub chapters: Vec<ChapterStatus>,
    /// Errors outside the chapters: in the edition file, in records that cannot be read, in word tables.
    pub faults: usize,
    /// Warnings outside the chapters.
    pub warnings: usize,
    /// Notes outside the chapters.
    pub notes: usize,
}

/// The state of a chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChapterStatus {
    /// The name of its record.
    pub slug: String,
    /// The name of the cluster.
    pub name: String,
    /// Its state in each language of the edition.
    pub languages: Vec<LanguageStatus>,
    /// The number of figures, where a series of counts is one.
    pub figures: usize,
    /// Figures whose latest value is older than two years at the date of the edition.
    pub old_figures: Vec<String>,
    /// Figures whose latest value has no date, so that it may be of any age.
    pub undated_figures: Vec<String>,
    /// Figures that were carried over.
    pub carried_over: usize,
    /// Keys that are still to be filled.
    pub open: Vec<String>,
    /// People with a function.
    pub people: usize,
    /// The figure that gets a separate page.
    pub drawn: Option<String>,
    /// Its pictures.
    pub pictures: Vec<PictureState>,
    /// Errors in the record.
    pub faults: usize,
    /// Warnings about the record.
    pub warnings: usize,
    /// Notes about the record.
    pub notes: usize,
    /// The state of its approval.
    pub approval: ApprovalStatus,
}

/// The state of a chapter in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageStatus {
    /// The language.
    pub language: Language,
    /// Words of the story, without its markup.
    pub words: usize,
    /// The number of keys with a value and of all keys.
    #[serde(flatten)]
    pub filled: Filled,
    /// The keys without a value.
    pub missing: Vec<MissingField>,
    /// How much of the texts is translated; `None` for the language that they are translated from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<TranslationStatus>,
}

/// How much of the texts of a chapter is translated into a language, in words of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TranslationStatus {
    /// All words.
    pub words: usize,
    /// Words in paragraphs that were changed after they had been translated.
    pub stale: usize,
    /// Words in paragraphs without a translation.
    pub untranslated: usize,
}

/// The state of the approval of a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApprovalStatus {
    /// "none", "approved", "changed since approval" or "unknown".
    pub state: &'static str,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub on: Option<String>,
    /// The fingerprint of the record as it is now.
    pub fingerprint: String,
}

/// How far an edition is; `diagnostics` are those of its check.
#[must_use]
pub fn status(project: &Project, records: &Records, diagnostics: &[Diagnostic]) -> Status {
    let edition = &records.edition;
    let design = load::design(project, &records.folder, &mut Vec::new()).ok().flatten();
    let translations = translations(project, records);
    let chapter = |(number, record)| {
        let translation = |language| progress(&translations, number, language);
        chapter(project, records, record, diagnostics, design.as_ref(), &translation)
    };
    let chapters: Vec<_> = records.clusters.iter().enumerate().map(chapter).collect();
    let all = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let own = |of: fn(&ChapterStatus) -> usize| chapters.iter().map(of).sum::<usize>();
    Status {
        version: STATUS_VERSION,
        edition: records.name.clone(),
        as_of: if edition.is_sure_of("as_of") { edition.value.as_of.to_string() } else { "unknown".to_owned() },
        faults: all(Severity::Error) - own(|chapter| chapter.faults),
        warnings: all(Severity::Warning) - own(|chapter| chapter.warnings),
        notes: all(Severity::Note) - own(|chapter| chapter.notes),
        chapters,
    }
}

fn chapter(
    project: &Project,
    records: &Records,
    record: &Document<Cluster>,
    diagnostics: &[Diagnostic],
    design: Option<&Design>,
    translation: &impl Fn(Language) -> Option<TranslationStatus>,
) -> ChapterStatus {
    let cluster = &record.value;
    let edition = &records.edition.value;
    ChapterStatus {
        slug: record.slug.clone(),
        name: cluster.short_name.clone(),
        languages: edition
            .languages
            .iter()
            .map(|&language| LanguageStatus {
                language,
                words: words(cluster.story.as_ref(), language),
                filled: fields::filled(&record.plain, language),
                missing: fields::missing(&record.plain, language),
                translation: translation(language),
            })
            .collect(),
        figures: figures::dates(cluster).len(),
        old_figures: figures::old(cluster, edition.as_of),
        undated_figures: figures::undated(cluster),
        carried_over: figures::carried_over(cluster),
        open: cluster.editorial.as_ref().map(|editorial| editorial.open.clone()).unwrap_or_default(),
        people: cluster.people().len(),
        drawn: drawn(cluster),
        pictures: pictures::pictures(project, &records.folder, cluster, design),
        faults: count(record, diagnostics, Severity::Error),
        warnings: count(record, diagnostics, Severity::Warning),
        notes: count(record, diagnostics, Severity::Note),
        approval: approved(project, records, record),
    }
}

/// Compares the texts of the first language with those of each other.
fn translations(project: &Project, records: &Records) -> Vec<Translation> {
    let others = records.edition.value.languages.iter().skip(1);
    others.filter_map(|language| Translation::read(project, records, *language)).collect()
}

/// Counts the words of a chapter, given by its number in the tour, that are translated into a language.
fn progress(translations: &[Translation], chapter: usize, language: Language) -> Option<TranslationStatus> {
    let translation = translations.iter().find(|translation| translation.to == language)?;
    let Progress { words, stale, untranslated } = translation.chapter(chapter)?.progress();
    Some(TranslationStatus { words, stale, untranslated })
}

/// Returns the figure that can be drawn: the first with a sentence.
fn drawn(cluster: &Cluster) -> Option<String> {
    let is_drawn = |indicator: &Indicator| indicator.sentence.is_some() && indicator.drawing().is_some();
    cluster.indicators.iter().position(is_drawn).map(|index| format!("indicators[{index}]"))
}

fn words(story: Option<&Text>, language: Language) -> usize {
    let reading = ParseOptions { top_level: Some(3), sources: &[], names: &[] };
    let text = story.and_then(|story| story.get(language)).unwrap_or_default();
    count_words(&markdown::parse(text, reading, language).blocks)
}

fn approved(project: &Project, records: &Records, record: &Document<Cluster>) -> ApprovalStatus {
    let given = record.value.approved.as_ref();
    ApprovalStatus {
        state: match approval(project, records, record) {
            Approval::None => "none",
            Approval::Given => "approved",
            Approval::Outdated => "changed since approval",
            Approval::Unknown => "unknown",
        },
        by: given.map(|given| given.by.clone()),
        on: given.map(|given| given.on.to_string()),
        fingerprint: fingerprint(project, records, record),
    }
}

/// The diagnostics of a record with a severity.
fn count<T>(record: &Document<T>, diagnostics: &[Diagnostic], severity: Severity) -> usize {
    let of_record = |diagnostic: &&Diagnostic| {
        diagnostic.severity == severity
            && diagnostic.place.as_ref().is_some_and(|place| place.file.name() == record.file.name())
    };
    diagnostics.iter().filter(of_record).count()
}
