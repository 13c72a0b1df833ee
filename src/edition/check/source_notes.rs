//! Sources of which readers learn little, and addresses that are not those of a page.

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Note, Source};

/// The most sources that a hint lists.
const MOST_LISTED: usize = 8;

/// Parts of addresses that follow readers or newsletters instead of leading to a page.
const TRACKERS: [&str; 8] = ["chash=", "cleverreach", "utm_", "fbclid=", "gclid=", "mc_cid=", "/sendy/", "rapidmail"];

/// Sites that show copies of pages of others.
const MIRRORS: [&str; 6] =
    ["docplayer.", "yumpu.com", "studylib.", "webcache.googleusercontent.com", "pdfslide.", "vdocuments."];

/// Adds the notes about the sources of a file.
pub(super) fn check<T>(document: &Document<T>, sources: &[Source], notes: &mut Notes<'_>) {
    bare(document, sources, notes);
    for (index, source) in sources.iter().enumerate() {
        let Some(url) = source.url.as_deref().map(str::to_lowercase) else { continue };
        let (message, hint) = if TRACKERS.iter().any(|part| url.contains(part)) {
            (
                "this address belongs to a newsletter or a tracker and will not last",
                "write the address of the page that it leads to",
            )
        } else if MIRRORS.iter().any(|part| url.contains(part)) {
            ("this site shows copies of documents", "write the address of the document at its publisher")
        } else {
            continue;
        };
        let note = Diagnostic::note(Code::ODD_ADDRESS, message).hint(hint);
        notes.add(Note::OddAddress, document.locate(note, &format!("sources[{index}].url")));
    }
}

/// Adds one note for all sources that have neither a title nor a house nor a date.
fn bare<T>(document: &Document<T>, sources: &[Source], notes: &mut Notes<'_>) {
    let is_bare = |source: &Source| source.title.is_none() && source.house.is_none() && source.date.is_none();
    let bare: Vec<_> = sources.iter().enumerate().filter(|(_, source)| is_bare(source)).collect();
    let Some((first, source)) = bare.first().filter(|(_, source)| source.url.is_some()) else { return };
    let message = match bare.len() {
        1 => format!("the source `{}` has no title, house or date, so only its site is printed", source.id),
        count => format!("{count} sources have no title, house or date, so only their sites are printed"),
    };
    let more = bare.len().saturating_sub(MOST_LISTED);
    let listed: Vec<_> = bare.iter().take(MOST_LISTED).map(|(_, source)| source.id.as_str()).collect();
    let listed = format!("{}{}", listed.join(", "), if more > 0 { format!(" and {more} more") } else { String::new() });
    let which = if bare.len() > 1 { format!(": {listed}") } else { String::new() };
    let note = Diagnostic::note(Code::BARE_SOURCE, message)
        .hint(format!("add `house`, and `title` or `date` if known{which}"));
    notes.add(Note::BareSource, document.locate(note, &format!("sources[{first}]")));
}
