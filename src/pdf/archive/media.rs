//! Media types (RFC 6838) by file extension, which ISO 19005-3, 6.8 requires.

use std::path::Path;

/// Returns the media type of a file, which is that of plain bytes if the extension is unknown.
pub(super) fn media_type(path: &str) -> &'static str {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
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
