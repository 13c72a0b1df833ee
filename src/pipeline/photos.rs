//! The photographs of all files, each scaled and converted once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Step;
use super::pages::TargetPages;
use super::prepare::Ready;
use super::setting::Setting;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::PhotoColour;
use crate::fs::project::{Project, slashes};
use crate::pages::typeset::Original;
use crate::pdf::Target;
use crate::pdf::adapt::Photo;
use crate::photos::{self, Cache, Colour, Fault, Key, Need, Part};

/// A picture in one size: whether it is printed, its path, its whole width and height in pixels, and the
/// part that is seen.
type Size = (bool, String, u32, u32, Part);

/// Photographs as they go into the files.
pub(super) struct Rendered(BTreeMap<Size, Vec<u8>>);

impl Rendered {
    /// The photographs of a file for a target, in the order of their marks.
    pub(super) fn of<'a>(&'a self, target: Target, photos: &'a [Photo]) -> Vec<(&'a Photo, &'a [u8])> {
        photos.iter().map(|photo| (photo, self.0.get(&size(target, photo)).map_or(&[][..], Vec::as_slice))).collect()
    }
}

fn size(target: Target, photo: &Photo) -> Size {
    (target.is_printed(), photo.original.path.clone(), photo.width, photo.height, photo.part)
}

/// Photographs made before there are pages, in the sizes in which their places will need them.
pub(super) type Ahead = BTreeMap<Size, Result<Vec<u8>, String>>;

/// Scales and converts the photographs of the records while the pages are laid out, which takes one
/// thread a language. What the pages turn out to need in another size is made again.
pub(super) fn ahead(project: &Project, ready: &Ready, setting: &Setting, cache: Option<&Path>) -> Ahead {
    let expected = expected(project, ready);
    if expected.is_empty() {
        return Ahead::new();
    }
    setting.prepare();
    let cache = cache.map(Cache::new);
    let one = |(target, photo): (Target, Photo)| {
        (size(target, &photo), one(project, &photo, target, setting, cache.as_ref()))
    };
    expected.into_par_iter().map(one).collect()
}

/// The photographs that the records name, as each target will need them.
fn expected(project: &Project, ready: &Ready) -> Vec<(Target, Photo)> {
    let pictures = ready.chapters().flat_map(|record| &record.value.pictures);
    let photos = pictures.filter_map(|picture| {
        let path = ready.records.folder.join(&picture.file);
        let bytes = project.read(&path).ok()?;
        let header = photos::header(&bytes, path.extension()?.to_str()?).ok()?;
        Some((Arc::new(Original { path: slashes(&path), header }), picture.slot.size()))
    });
    let for_targets = |(original, place): (Arc<Original>, _)| {
        let photo = move |target: Target| (target, Photo::expected(Arc::clone(&original), place, target.dpi()));
        ready.targets.iter().copied().map(photo)
    };
    // Targets of a kind need the same.
    let all: BTreeMap<Size, _> = photos.flat_map(for_targets).map(|it| (size(it.0, &it.1), it)).collect();
    all.into_values().collect()
}

/// Scales and converts every photograph that a target needs, or takes it from the cache or from those that
/// were made ahead.
///
/// Gives a fault for each that is damaged.
pub(super) fn render(
    project: &Project,
    ready: &Ready,
    pages: &[TargetPages<'_>],
    setting: &Setting,
    cache: Option<&Path>,
    mut ahead: Ahead,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Rendered, Vec<Diagnostic>> {
    let wanted: BTreeMap<Size, (&Photo, Target)> = pages
        .iter()
        .flat_map(|pages| pages.dressed.photos.iter().map(|photo| (size(pages.target, photo), (photo, pages.target))))
        .collect();
    if wanted.is_empty() {
        return Ok(Rendered(BTreeMap::new()));
    }
    let wanted: Vec<_> = wanted.into_iter().map(|(size, needed)| (ahead.remove(&size), size, needed)).collect();
    let left = wanted.iter().filter(|(made, ..)| made.is_none()).count();
    if left > 0 {
        progress(Step::Photos(left));
        setting.prepare();
    }
    let cache = cache.map(Cache::new);
    let made: Vec<_> = wanted
        .into_par_iter()
        .map(|(made, size, (photo, target))| {
            let rendered = made.unwrap_or_else(|| one(project, photo, target, setting, cache.as_ref()));
            rendered.map(|bytes| (size, bytes)).map_err(|message| {
                let fault = Diagnostic::error(Code::PICTURE, message)
                    .hint("open it in a picture editor and save it as JPEG or PNG, or ask for the file once more");
                Box::new(ready.records.locate_picture(&photo.original.path, fault))
            })
        })
        .collect();
    let mut rendered = BTreeMap::new();
    let mut faults = Vec::new();
    for result in made {
        match result {
            Ok((size, bytes)) => {
                rendered.insert(size, bytes);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    if faults.is_empty() { Ok(Rendered(rendered)) } else { Err(faults) }
}

fn one(
    project: &Project,
    photo: &Photo,
    target: Target,
    setting: &Setting,
    cache: Option<&Cache>,
) -> Result<Vec<u8>, String> {
    let path = &photo.original.path;
    let bytes = project.read(Path::new(path)).map_err(|error| error.to_string())?;
    let render = |colour| {
        let need = Need {
            width: photo.width,
            height: photo.height,
            part: photo.part,
            colour,
            press: setting.separation()?,
            quality: target.quality(),
        };
        let anew = || photos::render(&bytes, &photo.original.header, &need);
        match cache {
            Some(cache) => cache.get_or_make(&Key::new(&bytes, &need), anew),
            None => anew(),
        }
    };
    let inks = setting.photos == PhotoColour::Cmyk && target.is_printed();
    let rendered = if inks && photo.original.header.alpha {
        // A transparent picture keeps its transparency and gets its inks in the file.
        render(Colour::Rgb).and_then(|rgb| if photos::is_jpeg(&rgb) { render(Colour::Cmyk) } else { Ok(rgb) })
    } else {
        render(if inks { Colour::Cmyk } else { Colour::Rgb })
    };
    rendered.map_err(|fault: Fault| fault.to_string())
}
