//! The photographs of all files, each scaled and converted once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::Step;
use super::pages::TargetPages;
use super::prepare::Prepared;
use super::settings::Settings;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::PhotoColour;
use crate::fs::project::{Project, slashes};
use crate::pages::merge::Values;
use crate::pages::typeset::Original;
use crate::pages::values::Chapter;
use crate::pdf::Target;
use crate::pdf::adapt::Photo;
use crate::photos::{self, Cache, ColourSpace, Crop, Key, Rendering};

/// JPEG quality of photographs, 1 to 100.
const QUALITY: u8 = 80;

/// Identifies a scaled picture: targets of a kind share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Size {
    printed: bool,
    path: String,
    width: u32,
    height: u32,
    crop: Crop,
}

impl Size {
    fn new(target: Target, photo: &Photo) -> Self {
        let Photo { original, width, height, crop } = photo;
        let path = original.path.clone();
        Self { printed: target.is_printed(), path, width: *width, height: *height, crop: *crop }
    }
}

/// Scaled pictures, JPEG or PNG.
pub(super) struct Scaled(BTreeMap<Size, Vec<u8>>);

impl Scaled {
    /// Returns the scaled pictures that a target needs.
    pub(super) fn for_target<'a>(&'a self, target: Target, photos: &'a [Photo]) -> Vec<(&'a Photo, &'a [u8])> {
        photos.iter().filter_map(|photo| Some((photo, self.0.get(&Size::new(target, photo))?.as_slice()))).collect()
    }
}

/// Pictures that are scaled while the pages are laid out, in the sizes of their frames. A picture that is being scaled has
/// no result yet.
#[derive(Default)]
pub(super) struct Ahead(Mutex<BTreeMap<Size, Option<ScaledAhead>>>);

type ScaledAhead = Result<Vec<u8>, Box<Diagnostic>>;

impl Ahead {
    /// Claims the pictures that nobody has claimed before.
    fn claim(&self, expected: BTreeMap<Size, (Target, Photo)>) -> Vec<(Size, (Target, Photo))> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut own = expected;
        own.retain(|size, _| !all.contains_key(size));
        all.extend(own.keys().map(|size| (size.clone(), None)));
        own.into_iter().collect()
    }

    fn add(&self, size: Size, picture: ScaledAhead) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(size, Some(picture));
    }
}

/// Scales the photographs in the planned frames of a language, while its pages are laid out on one thread. If the pages
/// turn out to need another size, the picture is scaled again.
pub(super) fn scale_ahead(
    project: &Project,
    prepared: &Prepared,
    values: &Values,
    settings: &Settings,
    cache: Option<&Path>,
    ahead: &Ahead,
) {
    let claimed = ahead.claim(expected(project, prepared, values));
    if claimed.is_empty() {
        return;
    }
    settings.prepare();
    let workshop = Workshop { project, prepared, settings, cache: cache.map(Cache::new) };
    claimed.into_par_iter().for_each(|(size, (target, photo))| ahead.add(size, workshop.scale(&photo, target)));
}

/// Returns the photographs in the planned frames, as each target will need them.
fn expected(project: &Project, prepared: &Prepared, values: &Values) -> BTreeMap<Size, (Target, Photo)> {
    let mut expected = BTreeMap::new();
    let is_built = |chapter: &&Chapter| prepared.chapters().any(|record| record.slug == chapter.slug);
    for plate in values.chapters.iter().filter(is_built).flat_map(Chapter::plates) {
        let path = Path::new(plate.path.trim_start_matches('/'));
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let Ok(bytes) = project.read(path) else { continue };
        let Ok(header) = photos::read_header(&bytes, extension) else { continue };
        let original = Arc::new(Original { path: slashes(path), header });
        for target in prepared.targets.iter().copied() {
            let photo = Photo::expected(Arc::clone(&original), plate.frame, plate.image, target.dpi());
            expected.insert(Size::new(target, &photo), (target, photo));
        }
    }
    expected
}

/// Scales every photograph that a target needs, or takes it from the cache or from those that were scaled ahead.
///
/// # Errors
///
/// Fails with an error for each photograph that is damaged.
pub(super) fn scale(
    project: &Project,
    prepared: &Prepared,
    pages: &[TargetPages<'_>],
    settings: &Settings,
    cache: Option<&Path>,
    ahead: Ahead,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Scaled, Vec<Diagnostic>> {
    let mut scaled = BTreeMap::new();
    let mut missing = BTreeMap::new();
    let mut errors = Vec::new();
    let mut ahead = ahead.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    for pages in pages {
        for photo in &pages.photos {
            let size = Size::new(pages.target, photo);
            match ahead.remove(&size).flatten() {
                Some(Ok(picture)) => drop(scaled.insert(size, picture)),
                Some(Err(error)) => errors.push(*error),
                None => drop(missing.insert(size, (photo, pages.target))),
            }
        }
    }
    missing.retain(|size, _| !scaled.contains_key(size));
    if !missing.is_empty() {
        progress(Step::Photos(missing.len()));
        settings.prepare();
    }
    let workshop = Workshop { project, prepared, settings, cache: cache.map(Cache::new) };
    let rest: Vec<_> =
        missing.into_par_iter().map(|(size, (photo, target))| (size, workshop.scale(photo, target))).collect();
    for (size, picture) in rest {
        match picture {
            Ok(picture) => drop(scaled.insert(size, picture)),
            Err(error) => errors.push(*error),
        }
    }
    if errors.is_empty() { Ok(Scaled(scaled)) } else { Err(errors) }
}

struct Workshop<'a> {
    project: &'a Project,
    prepared: &'a Prepared,
    settings: &'a Settings,
    cache: Option<Cache>,
}

impl Workshop<'_> {
    fn scale(&self, photo: &Photo, target: Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = &photo.original.path;
        let located = |error: Diagnostic| Box::new(self.prepared.records.locate_picture(path, error));
        let bytes = self
            .project
            .read(Path::new(path))
            .map_err(|error| located(Diagnostic::error(Code::PICTURE, error.to_string())))?;
        let render = |colours| {
            let rendering = Rendering {
                width: photo.width,
                height: photo.height,
                crop: photo.crop,
                colours,
                press: self.settings.separation()?,
                quality: QUALITY,
            };
            let render = || photos::render_photo(&bytes, &photo.original.header, &rendering);
            match &self.cache {
                Some(cache) => cache.get_or_render(&Key::new(&bytes, &rendering), render),
                None => render(),
            }
        };
        let picture = if self.settings.photos == PhotoColour::Rgb || !target.is_printed() {
            render(ColourSpace::Srgb)
        } else if photo.original.header.alpha {
            // A transparent picture keeps its transparency: its colours become inks in the print PDF.
            let is_png = |picture: &Vec<u8>| picture.starts_with(b"\x89PNG");
            render(ColourSpace::Srgb).and_then(|rgb| if is_png(&rgb) { Ok(rgb) } else { render(ColourSpace::Cmyk) })
        } else {
            render(ColourSpace::Cmyk)
        };
        picture.map_err(|error| located(Diagnostic::error(Code::PICTURE, error.to_string()).hint(error.hint())))
    }
}
