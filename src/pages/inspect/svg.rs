//! Colours inside SVG pictures.

use typst::visualize::SvgImage;
use usvg::{Group, Node, Paint};

/// The first thing in an SVG picture that is neither black, white nor grey, in words.
pub(super) fn colour(image: &SvgImage) -> Option<String> {
    in_group(image.tree().root())
}

fn in_group(group: &Group) -> Option<String> {
    group.children().iter().find_map(|node| match node {
        Node::Group(group) => in_group(group),
        Node::Path(path) => {
            let fill = path.fill().and_then(|fill| in_paint(fill.paint()));
            fill.or_else(|| path.stroke().and_then(|stroke| in_paint(stroke.paint())))
        }
        Node::Text(text) => in_group(text.flattened()),
        Node::Image(_) => Some("a picture of pixels".to_owned()),
    })
}

fn in_paint(paint: &Paint) -> Option<String> {
    match paint {
        Paint::Color(colour) if colour.red == colour.green && colour.green == colour.blue => None,
        Paint::Color(colour) => {
            Some(format!("the RGB colour #{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue))
        }
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Some("a gradient, which is mixed in RGB".to_owned()),
        Paint::Pattern(pattern) => in_group(pattern.root()),
    }
}
