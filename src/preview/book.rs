//! The pages of one language as one update has left them. Requests read them while the next update is at work.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::Serialize;
use typst::model::Document as _;
use typst_layout::Page;

use super::fields::{Behind, Fields, PageBox, PageFields, picture_at};
use super::page_text::{PageText, layer, read_page};
use super::picture::{self, View};
use super::visible::{hash_page, hash_words, title};
use crate::edition::records::Language;
use crate::format::PAGES_PER_SHEET;
use crate::pipeline::live::LaidOutBook;

/// The pages of one language.
#[derive(Debug)]
pub struct Book {
    laid_out: LaidOutBook,
    pages: Vec<PageState>,
    fields: OnceLock<Fields>,
}

/// A page, with what is read of it when somebody asks.
#[derive(Debug)]
struct PageState {
    seen: u128,
    said: u128,
    title: Option<String>,
    text: OnceLock<(PageText, PageFields)>,
}

/// A page as the browser knows it. Lengths are in points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageInfo {
    /// The hash of what is seen on it.
    pub hash: String,
    /// The hash of what is read aloud.
    pub said: String,
    /// Width of the trimmed page.
    pub width: f64,
    /// Height of the trimmed page.
    pub height: f64,
    /// How far its picture for paper extends beyond the trim.
    pub margin: f64,
    /// Its heading of the first level, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl Book {
    pub(super) fn new(laid_out: LaidOutBook) -> Self {
        let state = |page: &Page| PageState {
            seen: hash_page(page),
            said: hash_words(page),
            title: title(&page.frame),
            text: OnceLock::new(),
        };
        let pages = laid_out.document().pages().par_iter().map(state).collect();
        Self { laid_out, pages, fields: OnceLock::new() }
    }

    /// Returns the language of the pages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.laid_out.language()
    }

    /// Returns the title that the pages declare.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.laid_out.document().info().title.as_ref().map(ToString::to_string)
    }

    /// Returns the number of pages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Returns whether there is no page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Returns every page, with its size and the hashes that change with it.
    #[must_use]
    pub fn pages(&self) -> Vec<PageInfo> {
        let pages = self.laid_out.document().pages().iter().zip(&self.pages);
        let info = pages.map(|(page, state)| PageInfo {
            hash: format!("{:032x}", state.seen),
            said: format!("{:032x}", state.said),
            width: page.frame.width().to_pt(),
            height: page.frame.height().to_pt(),
            margin: picture::margin(page, View::Paper),
            title: state.title.clone(),
        });
        info.collect()
    }

    /// Returns how many blank pages a build adds before the last one.
    #[must_use]
    pub fn blank_pages(&self) -> usize {
        let adds = self.laid_out.records().edition.value.print.blank_pages;
        if adds { self.len().next_multiple_of(PAGES_PER_SHEET) - self.len() } else { 0 }
    }

    /// Returns the pages, by their index, that look different from those of an earlier state.
    #[must_use]
    pub fn dirty(&self, before: Option<&Self>) -> Vec<usize> {
        let old = |index: usize| before.and_then(|before| before.pages.get(index)).map(|page| page.seen);
        (0..self.len()).filter(|index| old(*index) != Some(self.pages[*index].seen)).collect()
    }

    /// Returns the index of the page with a hash.
    #[must_use]
    pub fn find(&self, hash: u128) -> Option<usize> {
        self.pages.iter().position(|page| page.seen == hash)
    }

    /// Returns the hashes of all pages.
    pub(super) fn hashes(&self) -> BTreeSet<u128> {
        self.pages.iter().map(|page| page.seen).collect()
    }

    /// Draws a page as SVG; `None` if there is no such page, or if a photograph cannot be put into it.
    #[must_use]
    pub fn draw(&self, index: usize, view: View) -> Option<String> {
        let page = self.laid_out.adapted_page(index, view == View::Paper).ok()??;
        Some(picture::draw(&page, view))
    }

    /// Returns the texts and figures of a page as JSON, for a layer over its picture.
    #[must_use]
    pub fn layer(&self, index: usize) -> Option<Vec<u8>> {
        Some(layer(read_page(self.laid_out.document().pages().get(index)?)))
    }

    /// Returns what is behind a point of a page, given in points from the upper left corner of the trimmed page: the field
    /// of a record or a word of the templates, or else the place in a template that draws it.
    #[must_use]
    pub fn behind(&self, index: usize, x: f64, y: f64) -> Option<Behind> {
        let (text, page) = self.text(index)?;
        let records = self.laid_out.records();
        let picture = || picture_at(text, self.laid_out.originals(), records, x, y);
        // A letter that no file has is drawn by a template, also inside a figure.
        let drawn = || text.runs.iter().all(|run| run.glyph_at(x, y).is_none());
        let figure = || self.fields().figure_at(text, page, x, y).filter(|_| drawn());
        let found = self.fields().text_at(text, page, x, y).or_else(picture).or_else(figure);
        found.or_else(|| self.template_at(text, x, y))
    }

    fn template_at(&self, text: &PageText, x: f64, y: f64) -> Option<Behind> {
        let glyph = text.runs.iter().rev().find_map(|run| run.glyph_at(x, y));
        let inside = |min: f64, max: f64, at: f64| (min..max).contains(&at);
        let shape = || {
            let mut shapes = text.shapes.iter().rev();
            shapes.find(|(bounds, span)| {
                !span.is_detached()
                    && inside(bounds.min.x.to_pt(), bounds.max.x.to_pt(), x)
                    && inside(bounds.min.y.to_pt(), bounds.max.y.to_pt(), y)
            })
        };
        let span = glyph.map(|glyph| glyph.span).or_else(|| shape().map(|(_, span)| *span))?;
        Some(Behind::template(&self.laid_out.locate(span)?))
    }

    /// Returns the pages, by their index, that show a field of a file or a field below it, each with the boxes of its text.
    #[must_use]
    pub fn boxes(&self, file: &str, field: &str) -> Vec<(usize, Vec<PageBox>)> {
        let pages = (0..self.len()).filter_map(|index| {
            let (text, page) = self.text(index)?;
            let boxes = self.fields().boxes(text, page, file, field);
            (!boxes.is_empty()).then_some((index, boxes))
        });
        pages.collect()
    }

    /// Returns each word of a page with the field that it comes from, if that is known.
    #[must_use]
    pub fn words(&self, index: usize) -> Vec<(String, Option<String>)> {
        let Some((text, page)) = self.text(index) else { return Vec::new() };
        let words = self.fields().words(text, page).into_iter();
        words.map(|(word, field)| (word, field.map(str::to_owned))).collect()
    }

    /// Returns the files that the templates asked for.
    pub(super) fn files(&self) -> Vec<String> {
        self.laid_out.files()
    }

    fn fields(&self) -> &Fields {
        self.fields.get_or_init(|| Fields::new(self.laid_out.records(), self.laid_out.words()))
    }

    fn text(&self, index: usize) -> Option<&(PageText, PageFields)> {
        let page = self.laid_out.document().pages().get(index)?;
        Some(self.pages[index].text.get_or_init(|| {
            let text = read_page(page);
            let fields = self.fields().of_page(&text);
            (text, fields)
        }))
    }
}
