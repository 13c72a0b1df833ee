//! Translations: texts out to translators, and back into the records without a loss.

mod faults;
mod fuzzed;
mod program;
mod round_trip;
mod stale;

use std::fs;

use brochure::edition::exchange::translations::{Format, Import, export, import};
use brochure::edition::load::{self, Records};
use brochure::{Language, Project};

use crate::common::{ProjectCopy, messages};

/// The list of which English translation was made from which German text.
const LEDGER: &str = "data/2019/translations/en.toml";

/// A copy of the records with their texts on the way to translators and back.
struct Office {
    copy: ProjectCopy,
    project: Project,
}

impl Office {
    fn new() -> Self {
        let copy = ProjectCopy::of_records();
        let project = copy.project();
        Self { copy, project }
    }

    fn records(&self) -> Records {
        let folder = self.project.edition(None).expect("an edition");
        load::records(&self.project, &folder).expect("files").records.expect("records")
    }

    fn export(&self, format: Format) -> String {
        export(&self.project, &self.records(), Language::En, format, &[]).expect("a language").text
    }

    fn import(&self, name: &str, bytes: impl AsRef<[u8]>) -> Import {
        import(&self.project, &self.records(), name, bytes.as_ref())
    }

    /// Imports a file that has nothing wrong, and writes what changes.
    #[track_caller]
    fn take(&self, text: &str) -> Import {
        let import = self.import("en.po", text);
        assert_eq!(messages(&import.diagnostics), Vec::<String>::new());
        for file in &import.files {
            let path = file.path.to_str().expect("a path");
            let before = fs::read_to_string(self.copy.path(path)).ok();
            assert_eq!(before, file.before, "{path}");
            self.copy.write(path, &file.after);
        }
        import
    }

    /// Imports a file, and returns what is wrong with it: `en.po:12: message`.
    fn faults(&self, name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
        let import = self.import(name, bytes);
        let is_refused = brochure::diagnostics::has_errors(&import.diagnostics);
        assert!(!is_refused || import.files.is_empty(), "nothing is written where there is an error");
        let told = import.diagnostics.iter().map(|fault| match &fault.place {
            Some(place) => format!("{}:{}: {}", name, place.file.line_column(place.span.start).0, fault.message),
            None => fault.message.clone(),
        });
        told.collect()
    }
}

/// Replaces the translation of a text in a PO file.
#[track_caller]
fn translate(po: &str, id: &str, translation: &str) -> String {
    let context = format!("msgctxt \"{id}\"\n");
    let start = po.find(&context).unwrap_or_else(|| panic!("{id} is not in the file"));
    let begin = start + po[start..].find("\nmsgstr ").expect("a translation") + 1;
    let end = po[begin..].find("\n\n").map_or(po.len(), |end| begin + end + 1);
    let escaped = translation.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{}msgstr \"{escaped}\"\n{}", &po[..begin], &po[end..])
}

/// The lines of a text that are not in another.
fn changed_lines<'a>(before: &str, after: &'a str) -> Vec<&'a str> {
    let before: Vec<_> = before.lines().collect();
    after.lines().filter(|line| !before.contains(line)).collect()
}
