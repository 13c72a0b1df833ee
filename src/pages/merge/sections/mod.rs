//! The sections of the book: which there are, and in which order they are printed.

mod arrange;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use super::plan::count_pages;
use super::{Context, Values};
use crate::edition::records::{Edition, Section, SectionKind};
use crate::format::PAGES_PER_SHEET;
use crate::pages::values::{BookPart, Chapter, PlannedSection};
use crate::text::count_words;
use arrange::{Begins, Unit, arrange, fill_sheet, first_misplaced};

/// The sections of a tour, if the edition does not list them. Further texts follow the programme.
const USUAL: [SectionKind; 14] = [
    SectionKind::Contents,
    SectionKind::Foreword,
    SectionKind::Programme,
    SectionKind::Text,
    SectionKind::Glance,
    SectionKind::Panorama,
    SectionKind::Topics,
    SectionKind::Chapters,
    SectionKind::Contacts,
    SectionKind::Patches,
    SectionKind::Sources,
    SectionKind::Index,
    SectionKind::Mountain,
    SectionKind::Imprint,
];

/// The pages that fill a sheet, after their sections and from the first to be taken.
const FILLERS: [(BookPart, BookPart); 2] =
    [(BookPart::Mountain, BookPart::Scales), (BookPart::Index, BookPart::Places)];

/// What a page of running parts holds. These only say where to begin: the pages of a layout are counted.
const WORDS_ON_PAGE: usize = 480;
const WORDS_ON_FIRST: usize = 360;
const WORDS_ABOVE_CRITERIA: usize = 190;
const WORDS_BELOW_LEAD: usize = 340;
const WORDS_IN_TWO_COLUMNS: usize = 640;
const CONTACTS_ON_PAGE: usize = 12;
const PATCHES_ON_PAGE: usize = 18;
const SOURCES_ON_PAGE: usize = 125;
const TERMS_PER_SOURCE: usize = 2;
const ENTRIES_ON_PAGE: usize = 200;

/// The words that are the titles of sections.
const TITLES: [(SectionKind, &[(&str, &str)]); 13] = [
    (SectionKind::Contents, &[("pages", "contents")]),
    (SectionKind::Foreword, &[("pages", "foreword")]),
    (SectionKind::Programme, &[("pages", "programme"), ("pages", "introduction")]),
    (SectionKind::Glance, &[("glance", "title"), ("contents", "glance-and-map")]),
    (SectionKind::Panorama, &[("panorama", "title")]),
    (SectionKind::Topics, &[("shared-topics", "title")]),
    (SectionKind::Chapters, &[("contents", "stations")]),
    (SectionKind::Contacts, &[("pages", "contacts")]),
    (SectionKind::Patches, &[("pages", "patches")]),
    (SectionKind::Sources, &[("pages", "sources"), ("pages", "sources-and-glossary")]),
    (SectionKind::Index, &[("pages", "index")]),
    (SectionKind::Mountain, &[("pages", "mountain")]),
    (SectionKind::Imprint, &[("pages", "imprint")]),
];

/// The sections of an edition before they are put in order, and which pages can fill a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sections {
    units: Vec<Unit>,
    fillers: Vec<(BookPart, BookPart)>,
}

/// An order in which every section begins on its side does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoPlan {
    /// The section before which a page would be blank.
    pub before: BookPart,
    /// A section that has to be switched off, or on if `missing`, so that there is an order.
    pub switch: Option<(BookPart, bool)>,
}

impl Sections {
    /// Returns the sections in the order in which they are printed.
    ///
    /// # Errors
    ///
    /// Fails if a page would be blank in any order.
    pub(crate) fn plan(&self) -> Result<Vec<PlannedSection>, NoPlan> {
        let order = arrange(&self.units).ok_or_else(|| self.no_plan())?;
        Ok(self.number(order.into_iter().map(|unit| self.units[unit].clone()).collect()))
    }

    /// Returns the sections in the order of the edition, for a layout in spite of a blank page.
    pub(crate) fn as_listed(&self) -> Vec<PlannedSection> {
        self.number(self.units.clone())
    }

    /// Replaces the numbers of pages by those of a layout, which are in the order of a plan. Returns whether any is new.
    pub(crate) fn count(&mut self, plan: &[PlannedSection], pages: &[usize]) -> bool {
        let mut changed = false;
        for (section, pages) in plan.iter().zip(pages) {
            let same = |unit: &&mut Unit| unit.part == section.kind && unit.text == section.text;
            if let Some(unit) = self.units.iter_mut().find(same) {
                changed |= unit.pages != *pages;
                unit.pages = *pages;
            }
        }
        changed
    }

    /// Replaces the pages of the chapters by those of their plans.
    pub(super) fn count_chapters(&mut self, chapters: &[Chapter]) {
        for unit in self.units.iter_mut().filter(|unit| unit.part == BookPart::Chapters) {
            unit.pages = chapter_pages(chapters);
        }
    }

    fn number(&self, order: Vec<Unit>) -> Vec<PlannedSection> {
        let mut page = arrange::FIRST_PAGE;
        let placed = fill_sheet(order, &self.fillers, PAGES_PER_SHEET).into_iter().map(|unit| {
            let first = page;
            page += unit.pages;
            PlannedSection { kind: unit.part, text: unit.text, first }
        });
        placed.collect()
    }

    /// Says what is in the way: the first section on the wrong side, and one whose switching helps.
    fn no_plan(&self) -> NoPlan {
        let listed: Vec<_> = self.units.iter().collect();
        let before = first_misplaced(&listed).map_or(BookPart::Chapters, |index| self.units[index].part);
        let without = (0..self.units.len()).rev().filter(|index| self.units[*index].begins == Begins::Anywhere);
        let off = without.filter(|index| self.units[*index].part != BookPart::Imprint).find(|index| {
            let mut units = self.units.clone();
            units.remove(*index);
            arrange(&units).is_some()
        });
        let missing = [BookPart::Mountain, BookPart::Patches, BookPart::Contacts, BookPart::Index];
        let on = missing.into_iter().filter(|part| self.units.iter().all(|unit| unit.part != *part)).find(|part| {
            let mut units = self.units.clone();
            units.push(Unit { part: *part, text: None, begins: Begins::Anywhere, pages: 1 });
            arrange(&units).is_some()
        });
        let switch = on.map(|part| (part, true)).or_else(|| off.map(|index| (self.units[index].part, false)));
        NoPlan { before, switch }
    }
}

/// Returns the sections that are printed, in the order of the edition or the usual one: kinds, with the index of a text.
fn listed(edition: &Edition) -> Vec<(SectionKind, Option<usize>)> {
    let texts = edition.pages.len();
    if edition.sections.is_empty() {
        let usual = USUAL.into_iter().flat_map(|kind| match kind {
            SectionKind::Text => (0..texts).map(|text| (kind, Some(text))).collect::<Vec<_>>(),
            kind => vec![(kind, None)],
        });
        return usual.collect();
    }
    let text = |section: &Section| (section.kind == SectionKind::Text).then(|| text_index(section));
    let on = edition.sections.iter().filter(|section| section.on);
    let kinds = on.map(|section| (section.kind, text(section)));
    kinds.filter(|(_, text)| text.is_none_or(|text| text < texts)).collect()
}

/// Returns whether the book has a section of a kind, if there is something to show in it.
pub(super) fn has_section(edition: &Edition, kind: SectionKind) -> bool {
    listed(edition).iter().any(|(listed, _)| *listed == kind)
}

/// Returns the sections of an edition that have something to show.
pub(super) fn sections(context: &Context<'_>, values: &Values) -> Sections {
    let edition = &context.records.edition.value;
    let units = listed(edition).into_iter().flat_map(|(kind, text)| units(context, values, kind, text));
    let shown = [
        values.mountain.as_ref().is_some_and(|mountain| !mountain.scales.is_empty()),
        !values.index.map.places.is_empty(),
    ];
    let fillers = FILLERS.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(filler, _)| filler);
    Sections { units: units.collect(), fillers: fillers.collect() }
}

/// Returns the units of a section; none where it has nothing to show.
fn units(context: &Context<'_>, values: &Values, kind: SectionKind, text: Option<usize>) -> Vec<Unit> {
    let unit = |part, begins, pages| Unit { part, text, begins, pages };
    let spread = |part, shown: bool| -> Vec<Unit> { shown.then(|| unit(part, Begins::Left, 2)).into_iter().collect() };
    let free = |part, pages: usize| -> Vec<Unit> {
        (pages > 0).then(|| unit(part, Begins::Anywhere, pages)).into_iter().collect()
    };
    match kind {
        SectionKind::Contents => vec![unit(BookPart::Contents, Begins::Left, 1 + values.contents.pages.len())],
        SectionKind::Foreword => free(BookPart::Foreword, usize::from(values.foreword.is_some())),
        SectionKind::Programme => programme(values).into_iter().collect(),
        SectionKind::Text => free(BookPart::Text, text.map_or(0, |text| text_pages(context, text))),
        SectionKind::Glance => {
            vec![unit(BookPart::Glance, Begins::Left, values.glance.pages), unit(BookPart::Map, Begins::Right, 1)]
        }
        SectionKind::Panorama => spread(BookPart::Panorama, values.panorama.is_some()),
        SectionKind::Topics => spread(BookPart::Topics, values.topics.is_some()),
        SectionKind::Chapters => {
            vec![unit(BookPart::Chapters, Begins::Left, chapter_pages(&values.chapters))]
        }
        SectionKind::Contacts => free(BookPart::Contacts, values.contacts.rows.len().div_ceil(CONTACTS_ON_PAGE)),
        SectionKind::Patches => free(BookPart::Patches, values.patches.rows.len().div_ceil(PATCHES_ON_PAGE)),
        SectionKind::Sources => free(BookPart::Sources, sources_pages(values)),
        SectionKind::Index => {
            let entries: usize = values.index.groups.iter().map(|group| group.entries.len()).sum();
            free(BookPart::Index, entries.div_ceil(ENTRIES_ON_PAGE))
        }
        SectionKind::Mountain => free(BookPart::Mountain, usize::from(values.mountain.is_some())),
        SectionKind::Imprint => free(BookPart::Imprint, 1),
    }
}

fn chapter_pages(chapters: &[Chapter]) -> usize {
    chapters.iter().map(|chapter| count_pages(&chapter.plan)).sum()
}

/// The numbers of a programme have a page of their own, behind the text.
fn programme(values: &Values) -> Option<Unit> {
    let programme = values.programme.as_ref()?;
    let on_first = if programme.criteria.is_some() { WORDS_ABOVE_CRITERIA } else { WORDS_BELOW_LEAD };
    let text = 1 + count_words(&programme.body).saturating_sub(on_first).div_ceil(WORDS_IN_TWO_COLUMNS);
    let pages = text + usize::from(programme.numbers.is_some());
    Some(Unit { part: BookPart::Programme, text: None, begins: Begins::Left, pages })
}

fn text_pages(context: &Context<'_>, text: usize) -> usize {
    let edition = &context.records.edition.value;
    let words = count_words(&context.parse_markdown(Some(&edition.pages[text].text), Some(2), &edition.sources));
    1 + words.saturating_sub(WORDS_ON_FIRST).div_ceil(WORDS_ON_PAGE)
}

fn sources_pages(values: &Values) -> usize {
    let sources: usize = values.sources.groups.iter().map(|group| group.items.len()).sum();
    (sources + values.sources.glossary.len() * TERMS_PER_SOURCE).div_ceil(SOURCES_ON_PAGE)
}

/// Puts the titles that an edition gives its sections into the words of the pages.
pub(super) fn title_sections(mut words: Map<String, Value>, context: &Context<'_>) -> Map<String, Value> {
    for section in &context.records.edition.value.sections {
        let Some(title) = context.locale.text(&section.title) else { continue };
        let places = TITLES.iter().find(|(kind, _)| *kind == section.kind);
        for (table, key) in places.into_iter().flat_map(|(_, places)| *places) {
            if let Some(Value::Object(table)) = words.get_mut(*table) {
                table.insert((*key).to_owned(), Value::String(title.clone()));
            }
        }
    }
    words
}

/// Returns the title that a section gives to a further text.
pub(super) fn title_of_text(context: &Context<'_>, text: usize) -> Option<String> {
    let sections = context.records.edition.value.sections.iter();
    let mut shown = sections.filter(|section| section.kind == SectionKind::Text && text_index(section) == text);
    context.locale.text(&shown.next()?.title)
}

/// Returns the entry of the further texts that a section shows, from 0.
fn text_index(section: &Section) -> usize {
    section.page.unwrap_or(1).max(1) as usize - 1
}
