//! The pictures of a record, and whether they are large enough for print.

use std::path::Path;

use serde::Serialize;

use crate::edition::records::{Cluster, Picture};
use crate::format::{self, Design};
use crate::fs::project::Project;
use crate::photos;

/// A picture as it will be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureState {
    /// The path of the file in the folder of the edition.
    pub file: String,
    /// Width in pixels; missing where the file cannot be read.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Pixels per inch in its place on the page.
    pub dpi: Option<u32>,
}

/// Returns the pictures of a record; without their resolution if the design cannot be read.
pub(super) fn pictures(
    project: &Project,
    folder: &Path,
    cluster: &Cluster,
    design: Option<&Design>,
) -> Vec<PictureState> {
    cluster.pictures.iter().map(|picture| state(project, folder, picture, design)).collect()
}

fn state(project: &Project, folder: &Path, picture: &Picture, design: Option<&Design>) -> PictureState {
    let size = size(project, folder, picture);
    PictureState {
        file: picture.file.clone(),
        width: size.map(|size| size.0),
        height: size.map(|size| size.1),
        dpi: size.zip(design).map(|((width, height), design)| {
            // The picture covers its place: what is too much on one side is cut off.
            let place = picture.frame(design, f64::from(width) / f64::from(height));
            let dpi = format::dpi(width, place.0).min(format::dpi(height, place.1));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a picture has few pixels")]
            let dpi = dpi as u32;
            dpi
        }),
    }
}

fn size(project: &Project, folder: &Path, picture: &Picture) -> Option<(u32, u32)> {
    let bytes = project.read(&folder.join(&picture.file)).ok()?;
    let ending = Path::new(&picture.file).extension()?.to_str()?;
    let header = photos::read_header(&bytes, ending).ok()?;
    Some((header.width, header.height))
}
