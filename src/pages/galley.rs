//! Two layouts at most: the stories are set once by themselves, as on their pages, and the room that they take decides
//! about the pages of the chapters. The book is set by that plan.

use std::collections::BTreeMap;

use typst::foundations::{Dict, Value};
use typst_layout::PagedDocument;

use super::merge::{Merging, Values};
use super::typeset::{Mark, Typesetter, query_places};
use super::values::{GalleyStory, StoryPlace, StoryRoom};
use crate::diagnostics::Diagnostic;

/// The label of what the templates tell about a story.
const STORY: &str = "story-mark";
const SIZES: &str = "story-sizes";

/// Plans the pages of all chapters and writes the plans into the values, which the typesetter gets. Returns an error for
/// each story that is longer than its pages, and those of the templates.
///
/// Where the templates of a project set no galley, each story has the one page that it has without a plan.
///
/// # Errors
///
/// Fails if the values cannot be written as JSON.
pub fn plan_pages(
    merging: &Merging<'_>,
    values: &mut Values,
    typesetter: &mut Typesetter,
) -> Result<Vec<Diagnostic>, serde_json::Error> {
    let stories = merging.galley(values);
    if stories.is_empty() {
        return Ok(Vec::new());
    }
    let mut files = values.files()?;
    files.insert("galley.json".to_owned(), serde_json::to_vec(&stories)?);
    typesetter.update(files);
    let Some(galley) = typesetter.typeset_galley() else { return Ok(Vec::new()) };
    let rooms = galley.document.and_then(|document| measure(&document, &stories));
    let Some(rooms) = rooms else { return Ok(galley.diagnostics) };
    let (changed, diagnostics) = merging.replan(values, &stories, &rooms);
    if changed {
        typesetter.update(values.files()?);
    }
    Ok(diagnostics)
}

/// Reads the room of each story from the marks on the galley; `None` if the templates tell something else.
fn measure(document: &PagedDocument, stories: &[GalleyStory]) -> Option<Vec<StoryRoom>> {
    let sizes: BTreeMap<_, _> = query_places(document, SIZES).iter().filter_map(read_sizes).collect();
    let mut rooms: Vec<StoryRoom> = Vec::new();
    let mut first = 0;
    for mark in query_places(document, STORY) {
        let page = mark.page;
        match string(&mark.value, "at")?.as_str() {
            "begin" => {
                first = page;
                rooms.push(stories.get(rooms.len()).and_then(|story| sizes.get(&story.slug).cloned())?);
            }
            "block" => rooms.last_mut()?.blocks.push(StoryPlace { page: page - first, y: mark.y }),
            _ => {
                let room = rooms.last_mut()?;
                room.end = StoryPlace { page: page - first, y: mark.y };
                room.pages = page - first + 1;
            }
        }
    }
    (rooms.len() == stories.len()).then_some(rooms)
}

/// Reads the sizes that the templates measure for a chapter.
fn read_sizes(mark: &Mark) -> Option<(String, StoryRoom)> {
    let number = |key: &str| match dict(&mark.value)?.get(key).ok()? {
        Value::Float(number) => Some(*number),
        Value::Int(number) => Some(f64::from(i32::try_from(*number).ok()?)),
        _ => None,
    };
    let room = StoryRoom {
        foot: number("foot")?,
        projects: number("projects")?,
        projects_on_title: number("on-title")?,
        title: number("title")?,
        ..StoryRoom::default()
    };
    Some((string(&mark.value, "slug")?, room))
}

fn dict(value: &Value) -> Option<&Dict> {
    if let Value::Dict(dict) = value { Some(dict) } else { None }
}

fn string(value: &Value, key: &str) -> Option<String> {
    match dict(value)?.get(key).ok()? {
        Value::Str(text) => Some(text.to_string()),
        _ => None,
    }
}
