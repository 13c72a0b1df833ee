//! The photographs of all files, each scaled and converted once.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::Step;
use super::files::Setting;
use super::pages::TargetPages;
use super::prepare::Ready;
use crate::diagnostics::{Code, Diagnostic};
use crate::dress::Photo;
use crate::export::Target;
use crate::photos::{self, Cache, Colour, Fault, Key, Need, Part};
use crate::project::Project;
use crate::records::PhotoColour;

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

/// Scales and converts every photograph that a target needs, or takes it from the cache.
///
/// Gives a fault for each that is damaged.
pub(super) fn render(
    project: &Project,
    ready: &Ready,
    pages: &[TargetPages<'_>],
    setting: &Setting,
    cache: Option<&Path>,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Rendered, Vec<Diagnostic>> {
    let wanted: BTreeMap<Size, (&Photo, Target)> = pages
        .iter()
        .flat_map(|pages| pages.dressed.photos.iter().map(|photo| (size(pages.target, photo), (photo, pages.target))))
        .collect();
    if wanted.is_empty() {
        return Ok(Rendered(BTreeMap::new()));
    }
    progress(Step::Photos(wanted.len()));
    let cache = cache.map(Cache::new);
    let made: Vec<_> = wanted
        .into_par_iter()
        .map(|(size, (photo, target))| {
            let rendered = one(project, photo, target, setting, cache.as_ref());
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
