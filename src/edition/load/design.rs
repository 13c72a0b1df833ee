//! The description of the page: `theme.toml` and `frames.toml` in `templates/`, and a `theme.toml` of the edition.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::folder::unreadable;
use super::toml_file::{self, Parsed};
use super::{design_form, foreign};
use crate::diagnostics::{Code, Diagnostic, SourceFile, has_errors};
use crate::format::Design;
use crate::fs::project::{Project, ProjectError};

/// The name of the file with the choices of a house.
pub(crate) const THEME: &str = "theme.toml";

/// Missing keys are taken from the files that the program contains.
const SHIPPED_THEME: &str = include_str!("../../../templates/theme.toml");
const SHIPPED_FRAMES: &str = include_str!("../../../templates/frames.toml");

/// The name of a file, and the form that its values have to have.
type Check = fn(&Arc<SourceFile>, &Parsed, &Value) -> Vec<Diagnostic>;

/// Reads the design of the edition in a folder. Returns `None` and adds to the diagnostics if it is not valid.
///
/// # Errors
///
/// Fails if a file is outside the project.
pub fn design(
    project: &Project,
    folder: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Design>, ProjectError> {
    let mut found = Vec::new();
    let templates = Path::new("templates");
    let mut theme = shipped("templates/theme.toml", SHIPPED_THEME);
    for path in paths(folder) {
        if let Some(layer) = read(project, &path, &theme.value, design_form::check_theme, &mut found)? {
            drop_followers(&mut theme.value, &layer.parsed.value);
            // A colour is replaced as a whole: the screen colour of another one would not fit it.
            merge(&mut theme.value, &layer.parsed.value, 2);
        }
    }
    let mut frames = shipped("templates/frames.toml", SHIPPED_FRAMES);
    let path = templates.join("frames.toml");
    if let Some(layer) = read(project, &path, &frames.value, design_form::check_frames, &mut found)? {
        merge(&mut frames.value, &layer.parsed.value, usize::MAX);
    }
    let valid = !has_errors(&found);
    diagnostics.append(&mut found);
    if !valid {
        return Ok(None);
    }
    Ok(Design::new(&theme.value, &frames.value)
        .map_err(|(field, message)| {
            let file = Arc::new(SourceFile::new("templates/frames.toml", SHIPPED_FRAMES));
            let fault = Diagnostic::error(Code::DESIGN, message).at(&file, frames.spans.nearest(&field));
            diagnostics.push(fault.in_field(field));
        })
        .ok())
}

/// A file of a theme.
pub(super) struct Layer {
    pub file: Arc<SourceFile>,
    pub parsed: Parsed,
}

/// Returns the paths of the themes of an edition, from the lowest.
fn paths(folder: &Path) -> [PathBuf; 2] {
    [Path::new("templates").join(THEME), folder.join(THEME)]
}

/// Reads the themes of an edition, from the lowest. Their faults are those that [`design`] reports.
pub(super) fn themes(project: &Project, folder: &Path) -> Result<Vec<Layer>, ProjectError> {
    let mut layers = Vec::new();
    for path in paths(folder) {
        layers.extend(read(project, &path, &Value::Null, |_, _, _| Vec::new(), &mut Vec::new())?);
    }
    Ok(layers)
}

/// Returns the theme that the program contains.
pub(super) fn shipped_theme() -> Value {
    shipped("templates/theme.toml", SHIPPED_THEME).value
}

fn shipped(name: &str, text: &str) -> Parsed {
    // A test reads both files.
    toml_file::parse(&Arc::new(SourceFile::new(name, text)), &mut Vec::new())
}

/// Reads and checks a file, if it exists and can be read.
fn read(
    project: &Project,
    path: &Path,
    form: &Value,
    check: Check,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Layer>, ProjectError> {
    let bytes = match project.read(path) {
        Ok(bytes) => bytes,
        Err(ProjectError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(ProjectError::Io { path, error }) => {
            diagnostics.push(unreadable(&path, &error));
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let file = match foreign::decode(path, bytes) {
        Ok(file) => file,
        Err(fault) => {
            diagnostics.push(*fault);
            return Ok(None);
        }
    };
    let parsed = toml_file::parse(&file, diagnostics);
    diagnostics.extend(check(&file, &parsed, form));
    Ok(Some(Layer { file, parsed }))
}

/// Removes the colours that follow from one which a file changes, unless the file has them too.
fn drop_followers(theme: &mut Value, layer: &Value) {
    let depth = |theme: &Value| theme.pointer("/colour/depth").cloned();
    let changed = depth(layer).is_some_and(|changed| depth(theme) != Some(changed));
    if changed && let Some(Value::Object(colours)) = theme.get_mut("colour") {
        colours.remove("line_strong");
    }
}

/// Puts the values of a file over those below it, key by key, down to so many levels of tables.
fn merge(below: &mut Value, above: &Value, levels: usize) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) if levels > 0 => {
            for (key, value) in above {
                merge(below.entry(key).or_insert(Value::Null), value, levels - 1);
            }
        }
        (below, above) => *below = above.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::format::Frames;

    /// Returns the design of a project with the given files, and the diagnostics as "line:column message: hint".
    fn read_design(files: &[(&str, &str)]) -> (Option<Design>, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let mut found = Vec::new();
        let project = Project::at(folder.path()).expect("a project");
        let design = design(&project, Path::new("data/a"), &mut found).expect("files");
        (design, found.iter().map(design_form::told).collect())
    }

    #[test]
    fn a_project_without_the_files_has_the_shipped_design() {
        let (bare, found) = read_design(&[]);
        assert_eq!(found, Vec::<String>::new());
        let shipped = [("templates/theme.toml", SHIPPED_THEME), ("templates/frames.toml", SHIPPED_FRAMES)];
        assert_eq!(read_design(&shipped), (bare, Vec::new()));
    }

    #[test]
    fn every_frame_of_the_file_is_read_and_no_other() {
        let plain = shipped("frames.toml", SHIPPED_FRAMES).value;
        let design = read_design(&[]).0.expect("a design");
        let frames = serde_json::to_value::<&Frames>(&design.frames).expect("values");
        let fields = |value: &Value| {
            let mut fields = std::collections::BTreeSet::new();
            super::super::leaves(value, "", &mut |field, _| {
                fields.insert(field.to_owned());
            });
            fields
        };
        assert_eq!(fields(&plain), fields(&frames));
    }

    #[test]
    fn the_theme_of_an_edition_wins_key_by_key() {
        let files = [
            ("templates/theme.toml", "[colour]\nroute = [0, 50, 90, 0]\n[format]\npage = \"A5\"\n"),
            ("data/a/theme.toml", "[colour]\ndepth = [90, 75, 10, 45]\n[type]\nsans = \"Inter\"\n"),
        ];
        let (design, found) = read_design(&files);
        assert_eq!(found, Vec::<String>::new());
        let design = design.expect("a design");
        let format = design.format;
        assert_eq!((format.width, format.height, format.bleed), (148.0, 210.0, 3.0));
        assert_eq!((design.faces.sans.as_str(), design.faces.lead.as_str()), ("Inter", "Source Serif 4 Subhead"));
        let colours = json!(design.colours);
        assert_eq!(colours["route"], json!({ "cmyk": [0.0, 50.0, 90.0, 0.0], "srgb": null }));
        assert_eq!(colours["accent"], json!({ "cmyk": [0.0, 95.0, 100.0, 10.0], "srgb": "#d32413" }));
        assert_eq!(colours["line-strong"], json!({ "cmyk": [45.0, 37.5, 5.0, 0.0], "srgb": null }));
    }

    #[test]
    fn a_frame_follows_the_file_and_the_format() {
        let files = [
            ("templates/theme.toml", "[format]\npage = [200, 270]\n"),
            ("templates/frames.toml", "[places]\nwidth = \"2 L\"\n"),
        ];
        let (design, found) = read_design(&files);
        assert_eq!(found, Vec::<String>::new());
        let design = design.expect("a design");
        assert_eq!((design.format.rows, design.format.line), (60, 4.5));
        assert_eq!((design.frames.places.width, design.frames.contents.rows_bottom), (9.0, 246.375));
    }

    #[test]
    fn the_faults_of_both_files_are_told_together() {
        let files = [
            ("templates/theme.toml", "[colour]\ndepht = [1, 2, 3, 4]\n"),
            ("data/a/theme.toml", "[format]\npage = \"A6\"\n"),
            ("templates/frames.toml", "[locator]\nwidth = 40\n"),
        ];
        let (design, found) = read_design(&files);
        assert!(design.is_none());
        let expected = [
            "templates/theme.toml:2:1 unknown key `depht`: did you mean `depth`?",
            "data/a/theme.toml:2:8 this is not the size of a page: write one of \"A4\", \"A5\", \"letter\", \"square\", or \
             width and height in mm, such as [200, 260], from 100 to 500",
            "templates/frames.toml:2:9 this is not a measure: write a number and a unit, such as \"42 s\"",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_not_toml_is_told() {
        let (design, found) = read_design(&[("data/a/theme.toml", "[colour\n")]);
        assert!(design.is_none());
        assert!(found[0].starts_with("data/a/theme.toml:1:"), "{found:?}");
    }
}
