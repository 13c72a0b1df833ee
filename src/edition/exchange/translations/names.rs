//! Names in texts, which are the same in every language.

use std::ops::Range;

use crate::edition::load::Records;
use crate::edition::records::{KnownName, Name};
use crate::text::names::find_whole;

/// Names that are the same in every language.
#[derive(Debug, Clone)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// Returns the names in the fields of all records and those that the edition lists.
    pub(super) fn of_records(records: &Records) -> Self {
        let mut names: Vec<&str> = records.edition.value.names.iter().map(KnownName::text).collect();
        for cluster in records.clusters.iter().map(|document| &document.value) {
            names.extend([cluster.short_name.as_str(), &cluster.official_name]);
            names.extend(cluster.former_names.iter().map(String::as_str));
            names.extend(cluster.management_body.iter().map(|body| body.name.as_str()));
            names.extend(cluster.people().into_iter().filter_map(|person| same(&person.name)));
            names.extend(same(&cluster.seat.city));
            names.extend(cluster.voices.iter().map(|voice| voice.speaker.as_str()));
        }
        let mut names: Vec<_> = names.into_iter().filter(|name| !name.trim().is_empty()).map(str::to_owned).collect();
        // The longest first, so that a name inside another is not found in it.
        names.sort_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
        names.dedup();
        Self(names)
    }

    /// Returns the places of names in a text, in their order.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        for name in &self.0 {
            let mut start = 0;
            while let Some(at) = find_whole(text, start, name) {
                start = at + name.len();
                if !places.iter().any(|place| place.start < start && at < place.end) {
                    places.push(at..start);
                }
            }
        }
        places.sort_by_key(|place| place.start);
        places
    }

    /// Returns the names in a text, each once, in the order of the text.
    pub(super) fn within<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for place in self.places(text) {
            let name = &text[place];
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

fn same(name: &Name) -> Option<&str> {
    match name {
        Name::Same(name) => Some(name),
        Name::PerLanguage(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn the_longest_name_at_a_place_is_found() {
        let names = Names(["NIRO West", "NIRO", "Unna"].map(str::to_owned).to_vec());
        assert_eq!(names.within("NIRO in Unna, NIRO West, NIRO-Treffen"), ["NIRO", "Unna", "NIRO West"]);
    }
}
