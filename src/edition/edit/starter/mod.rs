//! The files of a new project, edition or record, which are embedded in the program.
//!
//! Returns files by their path. The caller writes them.

use chrono::{Datelike as _, NaiveDate};
use rust_embed::RustEmbed;

use crate::edition::records::schema;
use crate::fs::project::year;

/// A file by its path from the root of the project, with `/` between its parts.
pub type File = (String, Vec<u8>);

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "fonts/"]
struct Fonts;

#[derive(RustEmbed)]
#[folder = "data/geo/"]
struct Maps;

#[derive(RustEmbed)]
#[folder = "data/profiles/"]
struct Profiles;

#[derive(RustEmbed)]
#[folder = "src/edition/edit/starter/files/"]
struct Starters;

/// The examples describe a tour in 2025: an edition made from them cannot have an earlier date.
const EXAMPLES: i32 = 2026;

/// Returns a whole project with an example edition of two chapters.
#[must_use]
pub fn project(edition: &str) -> Vec<File> {
    let mut files = Vec::new();
    embedded::<Templates>("templates", &mut files);
    embedded::<Fonts>("fonts", &mut files);
    embedded::<Maps>("data/geo", &mut files);
    embedded::<Profiles>("data/profiles", &mut files);
    files.extend(schema::files());
    let next = year(edition).map_or_else(|| format!("{edition}-2"), |year| (year + 1).to_string());
    let readme = starter("README.md").replace("{{name}}", edition).replace("{{next}}", &next);
    files.push(("README.md".to_owned(), readme.into_bytes()));
    files.push((".gitignore".to_owned(), b"/out\n/values\n/.brochure-cache\n".to_vec()));
    files.push(edition_file(edition, &["musterverbund-nord", "musterverbund-sued"]));
    files.push(record(edition, "musterverbund-nord", starter("example.toml")));
    files.push(record(edition, "musterverbund-sued", starter("second.toml")));
    files
}

/// Returns an annotated edition with one example chapter.
#[must_use]
pub fn edition(name: &str) -> Vec<File> {
    vec![edition_file(name, &["musterverbund-nord"]), record(name, "musterverbund-nord", starter("example.toml"))]
}

/// Returns the text of an annotated blank record.
#[must_use]
pub fn cluster(slug: &str) -> String {
    starter("cluster.toml").replace("{{slug}}", slug).replace("{{name}}", &title(slug))
}

/// Returns the first day of the year in the name of an edition.
#[must_use]
pub fn date_of(name: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year(name)?, 1, 1)
}

/// Returns a font of the shipped brochure by the name of its file.
#[must_use]
pub(crate) fn font(name: &str) -> Option<Vec<u8>> {
    Fonts::get(name).map(|file| file.data.into_owned())
}

fn edition_file(name: &str, chapters: &[&str]) -> File {
    let year = date_of(name).map_or(EXAMPLES, |date| date.year().max(EXAMPLES));
    let text = starter("edition.toml")
        .replace("{{name}}", name)
        .replace("{{as_of}}", &format!("{year}-01-01"))
        .replace("{{chapters}}", &format!("{chapters:?}"));
    (format!("data/{name}/edition.toml"), text.into_bytes())
}

fn record(edition: &str, slug: &str, text: String) -> File {
    (format!("data/{edition}/clusters/{slug}.toml"), text.into_bytes())
}

fn starter(name: &str) -> String {
    let file = Starters::get(name).map(|file| file.data.into_owned()).unwrap_or_default();
    String::from_utf8(file).unwrap_or_default()
}

fn embedded<T: RustEmbed>(folder: &str, files: &mut Vec<File>) {
    let mut names: Vec<_> = T::iter().collect();
    names.sort_unstable();
    for name in names {
        if let Some(file) = T::get(&name) {
            files.push((format!("{folder}/{name}"), file.data.into_owned()));
        }
    }
}

/// Returns a name made from a slug: "Niro West" for `niro-west`.
fn title(slug: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    slug.split('-').filter_map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_slugs_and_dates_of_names() {
        assert_eq!(title("niro-west"), "Niro West");
        assert_eq!(date_of("reise-2027"), NaiveDate::from_ymd_opt(2027, 1, 1));
        assert_eq!(date_of("zweite"), None);
    }

    #[test]
    fn no_place_is_left_to_fill() {
        for (path, bytes) in project("2027") {
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                ["fonts/", "templates/", "data/profiles/"].iter().any(|it| path.starts_with(it))
                    || !text.contains("{{"),
                "{path}"
            );
        }
        assert!(!cluster("niro").contains("{{"));
    }
}
