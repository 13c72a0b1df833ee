//! The addresses of the server: a fixed table, and no file of the disk by its path.

use std::sync::Arc;

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Shared;
use super::editor::{FilePlace, open_editor};
use super::http::{Refusal, Request};
use super::reply::{Reply, SVG};
use super::told::Told;
use crate::diagnostics::Code;
use crate::edition::records::Language;
use crate::preview::book::Book;
use crate::preview::fields::PageBox;
use crate::preview::picture::View;
use crate::preview::session::State;

#[derive(RustEmbed)]
#[folder = "src/preview/page/"]
struct PageFiles;

/// Files of the page by their address.
const FILES: [(&str, &str, &str); 6] = [
    ("/preview.css", "preview.css", "text/css; charset=utf-8"),
    ("/preview.js", "preview.js", "text/javascript; charset=utf-8"),
    ("/pages.js", "pages.js", "text/javascript; charset=utf-8"),
    ("/faults.js", "faults.js", "text/javascript; charset=utf-8"),
    ("/connection.js", "connection.js", "text/javascript; charset=utf-8"),
    ("/icon.svg", "icon.svg", SVG),
];

/// The faces of the page, which are those of the shipped brochure.
const FACES: [(&str, &str); 3] = [
    ("/sans.otf", "SourceSans3-Regular.otf"),
    ("/sans-semibold.otf", "SourceSans3-Semibold.otf"),
    ("/display.otf", "SourceSerif4Display-Regular.otf"),
];

/// An answer to a request.
pub(super) enum Answer {
    Reply(Reply),
    /// The states in a language, as long as the other side listens.
    Events(Language),
}

/// Returns the answer to a request.
pub(super) fn answer(shared: &Arc<Shared>, request: &Request) -> Answer {
    let found = shared.guard.check(request).and_then(|()| {
        if request.address == "/events" {
            return Ok(Answer::Events(read_own::<Asked>(shared, request)?.language));
        }
        find(shared, request).map(Answer::Reply)
    });
    found.unwrap_or_else(|refusal| Answer::Reply(refuse(refusal)))
}

pub(super) fn refuse((status, why): Refusal) -> Reply {
    Reply::refusal(status, why)
}

/// A request for a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    language: Language,
}

/// A point of a page, in points from the upper left corner of the trimmed page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    language: Language,
    /// The index of the page.
    page: usize,
    x: f64,
    y: f64,
}

/// A field of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    language: Language,
    file: String,
    field: String,
}

const NOT_MEANT: Refusal = (400, "The request is not what this address is for.");
const NOT_FOUND: Refusal = (404, "There is nothing at this address.");

fn find(shared: &Arc<Shared>, request: &Request) -> Result<Reply, Refusal> {
    if request.method != "POST" {
        return file(shared, &request.address);
    }
    match request.address.as_str() {
        "/state" => {
            let asked: Asked = read_own(shared, request)?;
            Ok(Reply::json(&Told::new(&shared.state(), asked.language)))
        }
        "/behind" => {
            let Point { language, page, x, y } = read_own(shared, request)?;
            Ok(Reply::json(&shared.state().book(language).and_then(|book| book.behind(page, x, y))))
        }
        "/boxes" => {
            let Wanted { language, file, field } = read_own(shared, request)?;
            let boxes = shared.state().book(language).map(|book| book.boxes(&file, &field));
            let places = boxes.unwrap_or_default().into_iter().map(|(page, boxes)| Boxes { page, boxes });
            Ok(Reply::json(&places.collect::<Vec<_>>()))
        }
        "/open" => {
            let place: FilePlace = read_own(shared, request)?;
            open_editor(shared, &place)?;
            Ok(Reply::json(&()))
        }
        _ => Err(NOT_FOUND),
    }
}

/// Where a field is on a page.
#[derive(Serialize)]
struct Boxes {
    page: usize,
    boxes: Vec<PageBox>,
}

/// Returns what has an address of its own.
fn file(shared: &Arc<Shared>, address: &str) -> Result<Reply, Refusal> {
    if address == "/" {
        let page = embedded("index.html")?;
        let editor = if shared.editor.is_some() { "yes" } else { "no" };
        let page =
            String::from_utf8_lossy(&page).replace("{{token}}", shared.guard.token()).replace("{{editor}}", editor);
        return Ok(Reply::new("text/html; charset=utf-8", page));
    }
    if let Some((_, name, kind)) = FILES.iter().find(|(own, ..)| *own == address) {
        return Ok(Reply::new(kind, embedded(name)?));
    }
    if let Some((_, name)) = FACES.iter().find(|(own, _)| *own == address) {
        let face = crate::edition::edit::starter::font(name).ok_or(NOT_FOUND)?;
        return Ok(Reply::new("font/otf", face).lasting());
    }
    let parts: Vec<_> = address.split('/').skip(1).collect();
    match parts.as_slice() {
        ["picture", view, name] => picture(shared, view, name),
        ["text", name] => text(shared, name),
        ["explain", code] => {
            let code = Code::find(code).ok_or(NOT_FOUND)?;
            Ok(Reply::new("text/markdown; charset=utf-8", code.page()))
        }
        _ => Err(NOT_FOUND),
    }
}

fn embedded(name: &str) -> Result<Vec<u8>, Refusal> {
    PageFiles::get(name).map(|file| file.data.into_owned()).ok_or(NOT_FOUND)
}

/// Draws the page with a hash, or takes its picture from those that were drawn before.
fn picture(shared: &Arc<Shared>, view: &str, name: &str) -> Result<Reply, Refusal> {
    let view = match view {
        "screen" => View::Screen,
        "paper" => View::Paper,
        _ => return Err(NOT_FOUND),
    };
    let hash = name.strip_suffix(".svg").and_then(read_hash).ok_or(NOT_FOUND)?;
    let picture = shared.pictures.get(hash, view, || {
        let state = shared.state();
        let (book, index) = page_with(&state, hash)?;
        book.draw(index, view)
    });
    Ok(Reply::new(SVG, picture.ok_or(NOT_FOUND)?.as_bytes()).lasting())
}

/// Returns the texts of the page with two hashes: of what is seen, and of what is read aloud.
fn text(shared: &Arc<Shared>, name: &str) -> Result<Reply, Refusal> {
    let hash = name.strip_suffix(".json").and_then(|name| read_hash(name.split_once('-')?.0)).ok_or(NOT_FOUND)?;
    let state = shared.state();
    let (book, index) = page_with(&state, hash).ok_or(NOT_FOUND)?;
    Ok(Reply::new("application/json", book.layer(index).ok_or(NOT_FOUND)?).lasting())
}

fn read_hash(digits: &str) -> Option<u128> {
    let is_hash = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| u128::from_str_radix(digits, 16).ok()).flatten()
}

fn page_with(state: &State, hash: u128) -> Option<(&Book, usize)> {
    state.books().find_map(|book| Some((book, book.find(hash)?)))
}

/// Reads the body of a request of the own page.
fn read_own<T: DeserializeOwned>(shared: &Arc<Shared>, request: &Request) -> Result<T, Refusal> {
    shared.guard.check_own(request)?;
    serde_json::from_slice(&request.body).map_err(|_| NOT_MEANT)
}
