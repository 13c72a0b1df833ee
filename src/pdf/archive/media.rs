//! Media types by the endings of file names (RFC 6838), which ISO 19005-3, 6.8 asks for.

use std::path::Path;

/// The media type of a file; that of plain bytes where the ending tells nothing.
pub(super) fn of(path: &str) -> &'static str {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "toml" => "application/toml",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "typ" | "txt" => "text/plain",
        "md" => "text/markdown",
        "icc" => "application/vnd.iccprofile",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "tif" | "tiff" => "image/tiff",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
