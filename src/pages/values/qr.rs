//! The values of a QR code.

use serde::Serialize;

use crate::text::qr::QrOutline;

/// A QR code of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// The address that it leads to.
    pub url: String,
    /// "QR-Code: silicon-saxony.de".
    pub alt: String,
    /// Modules on a side, without the quiet zone of four.
    pub side: i16,
    /// The outlines around all dark modules, in modules.
    pub outlines: Vec<QrOutline>,
}
