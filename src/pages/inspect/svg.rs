//! Colours inside SVG pictures.

use typst::visualize::SvgImage;
use usvg::{Group, Node, Paint};

/// Describes the first part of an SVG picture that is not black, white or grey.
pub(super) fn find_colour(image: &SvgImage) -> Option<String> {
    find_in_group(image.tree().root())
}

fn find_in_group(group: &Group) -> Option<String> {
    group.children().iter().find_map(|node| match node {
        Node::Group(group) => find_in_group(group),
        Node::Path(path) => {
            let fill = path.fill().and_then(|fill| find_in_paint(fill.paint()));
            fill.or_else(|| path.stroke().and_then(|stroke| find_in_paint(stroke.paint())))
        }
        Node::Text(text) => find_in_group(text.flattened()),
        Node::Image(_) => Some("a picture of pixels".to_owned()),
    })
}

fn find_in_paint(paint: &Paint) -> Option<String> {
    match paint {
        Paint::Color(colour) if colour.red == colour.green && colour.green == colour.blue => None,
        Paint::Color(colour) => {
            Some(format!("the RGB colour #{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue))
        }
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Some("a gradient, which is mixed in RGB".to_owned()),
        Paint::Pattern(pattern) => find_in_group(pattern.root()),
    }
}
