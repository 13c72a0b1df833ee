//! The values of the plates: photographs with their numbers, captions and frames.

use super::pictures::group_title;
use super::plates::{Column, Cut, Full, Plan, PlatePage as Page, RowsPage};
use super::{Context, Locale};
use crate::edition::records::Picture;
use crate::fs::project::slashes;
use crate::pages::values::{BlockNotes, ColumnPlate, Note, Part, Plate, PlatePage, RowPlate, WidePlate};
use crate::text::PICTURE;
use crate::text::{Block, Inline};

/// The plates of a chapter with the number of the first of them in the book.
#[derive(Debug, Clone, Default)]
pub(super) struct Plates {
    pub plan: Plan,
    pub first: usize,
}

/// The values of the plates of a chapter.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub wide: Option<WidePlate>,
    pub columns: Vec<ColumnPlate>,
    pub pages: Vec<PlatePage>,
}

/// Returns the indices of the pictures in the order of the pages of a chapter.
fn reading_order(plan: &Plan, parts: &[Part]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut pages = plan.pages.iter();
    let mut told = false;
    for part in parts {
        match part {
            Part::Spread => order.extend(plan.spread.map(|full| full.shot)),
            Part::Plates => order.extend(pages.next().map(Page::shots).unwrap_or_default()),
            Part::Story | Part::Short if !told => {
                told = true;
                order.extend(plan.wide.map(|full| full.shot));
                let mut beside: Vec<_> = plan.columns.iter().chain(&plan.margins).collect();
                beside.sort_by_key(|column| (column.before, column.shot));
                order.extend(beside.into_iter().map(|column| column.shot));
            }
            _ => {}
        }
    }
    order
}

/// Sets the plates of a chapter: adds their captions to the notes, and puts numbers into the references of the story.
pub(super) fn place(
    context: &Context<'_>,
    station: usize,
    parts: &[Part],
    plates: &Plates,
    story: &mut [Block],
    (notes, of_blocks): (&mut Vec<Note>, &mut [BlockNotes]),
) -> Placed {
    let pictures = &context.clusters()[station].value.pictures;
    let plan = &plates.plan;
    let order = reading_order(plan, parts);
    let number = |shot: usize| order.iter().position(|other| *other == shot).map(|at| plates.first + at);
    let maker = Maker { context, pictures, plan, number: &number };
    let by_file = |file: &str| number(pictures.iter().position(|picture| picture.file == file)?);
    number_references(story, &by_file);

    let mut add = |note: Note| {
        notes.push(note);
        notes.len() - 1
    };
    let wide = plan.wide.and_then(|full| {
        let plate = maker.full(full)?;
        Some(WidePlate { note: add(caption(&plate)), plate })
    });
    let columns = plan.columns.iter().filter_map(|column| {
        let plate = maker.column(column)?;
        Some(ColumnPlate { before: column.before, note: add(caption(&plate)), plate })
    });
    let columns = columns.collect();
    for column in &plan.margins {
        let Some(plate) = maker.column(column) else { continue };
        let note = add(Note::Plate { plate, shown: true });
        if let Some(own) = of_blocks.get_mut(column.before) {
            own.at_head.push(note);
        }
    }
    let mut rest = plan.pages.iter();
    let page = |part: &Part| match part {
        Part::Spread => Some(PlatePage::Spread { plate: maker.full(plan.spread?)? }),
        Part::Plates => match rest.next()? {
            Page::Full(full) => Some(PlatePage::Full { plate: maker.full(*full)? }),
            Page::Strip(full) => Some(PlatePage::Strip { plate: maker.full(*full)? }),
            Page::Rows(rows) => Some(maker.rows(rows)),
        },
        _ => None,
    };
    Placed { wide, columns, pages: parts.iter().filter_map(page).collect() }
}

fn caption(plate: &Plate) -> Note {
    Note::Plate { plate: plate.clone(), shown: false }
}

/// Makes the values of plates.
struct Maker<'a> {
    context: &'a Context<'a>,
    pictures: &'a [Picture],
    plan: &'a Plan,
    number: &'a dyn Fn(usize) -> Option<usize>,
}

impl Maker<'_> {
    fn full(&self, full: Full) -> Option<Plate> {
        self.plate(full.shot, full.size, full.cut)
    }

    fn column(&self, column: &Column) -> Option<Plate> {
        self.plate(column.shot, column.size, Cut::WHOLE)
    }

    fn rows(&self, page: &RowsPage) -> PlatePage {
        let shots: Vec<_> = page.shots().collect();
        let group = shots.first().and_then(|shot| self.pictures[*shot].group.as_deref()).filter(|_| page.titled);
        let row = |(shot, [left, top, width, height]): &(usize, [f64; 4])| {
            let plate = self.plate(*shot, [*width, *height], Cut::WHOLE)?;
            Some(RowPlate { plate, at: [round(*left), round(*top)] })
        };
        PlatePage::Rows {
            title: group.and_then(|group| group_title(self.pictures, group, self.context.locale)),
            first: page.first.and_then(|(shot, size, cut)| self.plate(shot, size, cut)),
            rows: page.rows.iter().filter_map(row).collect(),
            captions: round(page.captions),
        }
    }

    fn plate(&self, shot: usize, [width, height]: [f64; 2], cut: Cut) -> Option<Plate> {
        let (context, locale, picture) = (self.context, self.context.locale, &self.pictures[shot]);
        let number = (self.number)(shot)?;
        let name = format!("{}\u{a0}{number}", locale.word("plates", "plate"));
        let (whole_width, whole_height) = (width / cut.width, height / cut.height);
        let image = [-cut.left * whole_width, -cut.top * whole_height, whole_width, whole_height];
        Some(Plate {
            number,
            name,
            title: self.own_title(picture),
            path: format!("/{}", slashes(&context.records.folder.join(&picture.file))),
            caption: context.soften(&locale.text(&picture.caption)?),
            credit_line: format!("{}\u{a0}{}", locale.word("plates", "photo"), credit(&picture.credit, locale)),
            credit: locale.set_spaces(&picture.credit),
            alt: locale.text(&picture.alt)?,
            frame: [round(width), round(height)],
            image: image.map(round),
        })
    }

    /// Returns the title of a picture, unless it is on the page of its group.
    fn own_title(&self, picture: &Picture) -> Option<String> {
        let group_of = |shot: usize| self.pictures[shot].group.as_deref();
        let has_page = |page: &Page| match page {
            Page::Rows(rows) if rows.titled => rows.shots().any(|shot| group_of(shot) == picture.group.as_deref()),
            _ => false,
        };
        self.context
            .locale
            .text(&picture.title)
            .filter(|_| picture.group.is_none() || !self.plan.pages.iter().any(has_page))
    }
}

/// Returns a credit whose licence is not broken.
fn credit(credit: &str, locale: Locale<'_>) -> String {
    let part = |part: &str| if part.starts_with("CC") { part.replace(' ', "\u{a0}") } else { locale.set_spaces(part) };
    let written = FOREWORDS.iter().find_map(|word| credit.strip_prefix(word)).unwrap_or(credit);
    written.trim().split(", ").map(part).collect::<Vec<_>>().join(", ")
}

/// What some write before a credit, although the pages say it.
const FOREWORDS: [&str; 2] = ["Foto:", "Photo:"];

/// Rounds millimetres to a thousandth, which no press can show.
fn round(mm: f64) -> f64 {
    (mm * 1000.0).round() / 1000.0
}

/// Adds its number to each reference to a picture, and makes it a link to the picture.
fn number_references(story: &mut [Block], number: &dyn Fn(&str) -> Option<usize>) {
    for block in story {
        match block {
            Block::Heading { .. } => {}
            Block::Paragraph { content } => number_inlines(content, number),
            Block::List { items, .. } => items.iter_mut().for_each(|item| number_references(item, number)),
            Block::Quote { content } => number_references(content, number),
        }
    }
}

fn number_inlines(inlines: &mut Vec<Inline>, number: &dyn Fn(&str) -> Option<usize>) {
    for inline in std::mem::take(inlines) {
        let Inline::Link { url, mut content } = inline else {
            let mut inline = inline;
            if let Some(content) = inline.content_mut() {
                number_inlines(content, number);
            }
            inlines.push(inline);
            continue;
        };
        let Some(file) = url.strip_prefix(PICTURE) else {
            inlines.push(Inline::Link { url, content });
            continue;
        };
        // Before the pages are planned, a number of two digits keeps its room.
        let known = number(file);
        content.push(Inline::Text { text: format!("\u{a0}{}", known.unwrap_or(88)) });
        match known {
            Some(number) => inlines.push(Inline::Link { url: format!("#plate-{number}"), content }),
            None => inlines.extend(content),
        }
    }
}
