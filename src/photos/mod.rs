//! Photographs: pictures as they come from editors, scaled and converted for the press and the screen. This
//! room knows nothing of records, pages or targets: bytes and sizes go in, bytes come out.

mod cache;
pub(crate) mod colour;
mod convert;
mod decode;
mod drawing;
mod encode;
mod error;
mod format;
mod header;
mod jpeg;
mod limits;
mod pixels;
mod placeholder;
mod raster;
mod render;
mod tiff;

pub use cache::{Cache, Key};
pub use colour::Separation;
pub use drawing::{DrawingError, check_drawing};
pub use error::PhotoError;
pub use format::Format;
pub use header::read_header;
pub(crate) use header::{Header, PictureSize, read_size};
pub use pixels::Crop;
pub use placeholder::placeholder;
pub use render::{ColourSpace, Rendering, render_photo};
