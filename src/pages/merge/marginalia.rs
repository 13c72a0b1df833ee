//! The margin of a story: numbers the sources, and finds the places of terms, labels and cross-references.

use std::collections::BTreeSet;

use super::facts::{join, short_url};
use super::numbered_sources::source_number;
use super::tour::capitalise;
use super::{Context, Locale};
use crate::edition::records::{Cluster, GlossaryEntry, Source, VoiceKind, VoiceWeight};
use crate::pages::values::{BlockNotes, Note, SharedTopic};
use crate::text::names::find_whole;
use crate::text::{Block, Inline, count_words};

/// The story of a chapter with its marks, and the notes that they name.
#[derive(Debug, Default)]
pub(super) struct Annotated {
    pub notes: Vec<Note>,
    /// The notes of each block of the story.
    pub blocks: Vec<BlockNotes>,
}

/// A note that belongs to the first place with one of its words.
struct WordNote {
    words: Vec<String>,
    note: Note,
}

/// Replaces the references to sources in a story by numbers, marks the first places of terms and labels, and collects
/// the notes.
pub(super) fn annotate(context: &Context<'_>, station: usize, story: &mut [Block]) -> Annotated {
    let record = &context.clusters()[station].value;
    let texts: Vec<_> = record.story.iter().collect();
    let sources = context.number_sources(&record.sources, &texts);
    let words = word_notes(context, station);
    let mut marker = Marker { context, sources: &sources, words, noted: Vec::new(), notes: Vec::new() };
    let mut blocks = Vec::with_capacity(story.len());
    for block in story.iter_mut() {
        let first = marker.notes.len();
        marker.mark_block(block);
        blocks.push(BlockNotes { at_head: Vec::new(), inside: (first..marker.notes.len()).collect() });
    }
    let mut notes = marker.notes;
    let topics = shared_topics(context, station);
    if let Some(block) = middle(story).filter(|_| !topics.is_empty()) {
        blocks[block].at_head.push(notes.len());
        notes.push(Note::Also { topics });
    }
    let last = story.len().saturating_sub(1);
    for (nth, voice) in margin_voices(context, record).into_iter().enumerate() {
        let mut paragraphs = (0..story.len()).filter(|index| matches!(story[*index], Block::Paragraph { .. }));
        if let Some(notes_of) = blocks.get_mut(paragraphs.nth(nth + 1).unwrap_or(last)) {
            notes_of.at_head.push(notes.len());
            notes.push(voice);
        }
    }
    Annotated { notes, blocks }
}

/// Returns the notes of statements in the margin.
fn margin_voices(context: &Context<'_>, cluster: &Cluster) -> Vec<Note> {
    let locale = context.locale;
    let voices = cluster.voices.iter().filter(|voice| voice.weight == Some(VoiceWeight::Margin));
    let voices = voices.filter(|voice| voice.kind == VoiceKind::Direct).filter_map(|voice| {
        let text = locale.quote(&locale.text(&voice.text)?);
        let speaker = [Some(locale.set_spaces(&voice.speaker)), locale.text(&voice.function), voice.company.clone()];
        Some(Note::Voice { text, speaker: join(&speaker, ", ") })
    });
    voices.collect()
}

/// Returns the first sub-heading after the middle of a story; without one, the last block.
pub(super) fn middle(story: &[Block]) -> Option<usize> {
    let words: Vec<_> = story.iter().map(|block| count_words(std::slice::from_ref(block))).collect();
    let half = words.iter().sum::<usize>() / 2;
    let behind = |index: &usize| words[..*index].iter().sum::<usize>() >= half;
    let headings = (0..story.len()).filter(|index| matches!(story[*index], Block::Heading { .. }));
    headings.filter(behind).min().or_else(|| story.len().checked_sub(1))
}

/// Returns the terms of the glossary that this chapter is the first to mention, and the note on labels.
fn word_notes(context: &Context<'_>, station: usize) -> Vec<WordNote> {
    let locale = context.locale;
    let labels = locale.words("marginalia", "label-words").into_iter().map(str::to_owned).collect();
    let terms = context.terms.iter().filter(|term| term.station == Some(station));
    let terms = terms.map(|term| WordNote {
        words: term.words.clone(),
        note: Note::Term { head: term.head.clone(), text: context.soften(&term.text) },
    });
    terms.chain([WordNote { words: labels, note: Note::Labels }]).collect()
}

/// A term of the glossary, and the first station whose story mentions it.
#[derive(Debug, Clone)]
pub(super) struct Term {
    head: String,
    text: String,
    words: Vec<String>,
    station: Option<usize>,
}

/// Marks the blocks of a story in their order.
struct Marker<'a> {
    context: &'a Context<'a>,
    sources: &'a [&'a Source],
    /// Notes whose place is still to be found.
    words: Vec<WordNote>,
    /// The numbers of the sources that have their note.
    noted: Vec<usize>,
    notes: Vec<Note>,
}

impl Marker<'_> {
    fn mark_block(&mut self, block: &mut Block) {
        match block {
            Block::Heading { .. } => {}
            Block::Paragraph { content } => self.mark_inlines(content),
            Block::List { items, .. } => {
                for block in items.iter_mut().flatten() {
                    self.mark_block(block);
                }
            }
            Block::Quote { content } => {
                for block in content {
                    self.mark_block(block);
                }
            }
        }
    }

    fn mark_inlines(&mut self, content: &mut Vec<Inline>) {
        for mut inline in std::mem::take(content) {
            match inline {
                Inline::Sources { ids } => content.extend(self.sources_mark(&ids)),
                Inline::Text { text } => self.mark_words(&text, content, |text| Inline::Text { text }),
                Inline::Name { text } => self.mark_words(&text, content, |text| Inline::Name { text }),
                _ => {
                    if let Some(inner) = inline.content_mut() {
                        self.mark_inlines(inner);
                    }
                    content.push(inline);
                }
            }
        }
    }

    /// Returns the raised numbers of sources, or nothing if none of them is known.
    fn sources_mark(&mut self, ids: &[String]) -> Option<Inline> {
        let mut numbers: Vec<_> = ids.iter().filter_map(|id| source_number(self.sources, id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut notes = Vec::new();
        for number in &numbers {
            if self.noted.contains(number) {
                continue;
            }
            self.noted.push(*number);
            notes.push(self.notes.len());
            self.notes.push(source_note(*number, self.sources[number - 1], self.context));
        }
        let figure: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        (!figure.is_empty()).then(|| Inline::Mark { figure: figure.join(",\u{202F}"), notes })
    }

    /// Puts a mark after each word that has a note. `wrap` makes the parts between them.
    fn mark_words(&mut self, text: &str, out: &mut Vec<Inline>, wrap: fn(String) -> Inline) {
        let mut rest = text;
        while let Some((end, index)) = self.next_word(rest) {
            let found = self.words.remove(index);
            out.push(wrap(rest[..end].to_owned()));
            out.push(Inline::Mark { figure: String::new(), notes: vec![self.notes.len()] });
            self.notes.push(found.note);
            rest = &rest[end..];
        }
        if !rest.is_empty() {
            out.push(wrap(rest.to_owned()));
        }
    }

    /// Returns the end of the first word that has a note, and the place of the note.
    fn next_word(&self, text: &str) -> Option<(usize, usize)> {
        let places = self.words.iter().enumerate().flat_map(|(index, note)| {
            note.words.iter().filter_map(move |word| find_whole(text, 0, word).map(|at| (at + word.len(), index)))
        });
        places.min()
    }
}

/// Returns the note of a source: whose it is, and its note or date.
fn source_note(number: usize, source: &Source, context: &Context<'_>) -> Note {
    let locale = context.locale;
    let title = source.title.as_ref().map(|title| locale.set_spaces(locale.name(title)));
    let domain = source.url.as_deref().map(|url| short_url(url).split('/').next().unwrap_or_default().to_owned());
    let head = source.house.clone().or(domain).or(title).unwrap_or_else(|| source.id.clone());
    let date = source.date.map(|date| capitalise(&locale.format_date(date)));
    let text = match (locale.text(&source.note), date) {
        (Some(note), date) => join(&[Some(note), date], ", "),
        (None, Some(date)) => date,
        (None, None) => locale.format_date_or_undated(None),
    };
    Note::Source { number, head, text: context.soften(&text) }
}

/// Returns the topics of a station that others share, with those stations.
fn shared_topics(context: &Context<'_>, station: usize) -> Vec<SharedTopic> {
    let locale = context.locale;
    let clusters = context.clusters();
    let tags = |station: usize| clusters[station].value.topics.iter().filter_map(|topic| topic.tag.as_deref());
    let own: BTreeSet<_> = tags(station).collect();
    let topics = own.into_iter().filter_map(|tag| {
        let others = (0..clusters.len()).filter(|other| *other != station && tags(*other).any(|own| own == tag));
        let stations: Vec<_> = others.map(|other| clusters[other].slug.clone()).collect();
        let name = locale.text(context.records.edition.value.tags.get(tag))?;
        (!stations.is_empty()).then_some(SharedTopic { name, stations })
    });
    topics.collect()
}

/// Returns the terms of the glossary in a language, each with the first story that mentions it.
pub(super) fn terms(glossary: &[GlossaryEntry], clusters: &[&Cluster], locale: Locale<'_>) -> Vec<Term> {
    let language = locale.language();
    let stories: Vec<_> = clusters.iter().map(|cluster| cluster.story.as_ref()?.get(language)).collect();
    let term = |entry: &GlossaryEntry| {
        let head = locale.text(&entry.term)?;
        let words: Vec<_> = std::iter::once(head.clone()).chain(entry.r#match.iter().cloned()).collect();
        let mentions = |story: Option<&str>| {
            story.is_some_and(|story| words.iter().any(|word| find_whole(story, 0, word).is_some()))
        };
        Some(Term { station: stories.iter().copied().position(mentions), text: locale.text(&entry.text)?, head, words })
    };
    glossary.iter().filter_map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::middle;
    use crate::text::{Block, Inline};

    fn paragraph(words: usize) -> Block {
        Block::Paragraph { content: vec![Inline::Text { text: "Wort ".repeat(words) }] }
    }

    fn heading() -> Block {
        Block::Heading { level: 1, text: "Weiter".to_owned() }
    }

    #[test]
    fn the_middle_is_the_first_sub_heading_behind_half_of_the_words() {
        assert_eq!(middle(&[heading(), paragraph(10), heading(), paragraph(60), heading(), paragraph(20)]), Some(4));
        assert_eq!(middle(&[paragraph(40), heading(), paragraph(60)]), Some(2));
        assert_eq!(middle(&[paragraph(60), heading(), paragraph(50)]), Some(1));
        assert_eq!(middle(&[]), None);
    }
}
