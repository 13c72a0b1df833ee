//! SVG drawings: those that are refused before they are read, and those that editors have.

use brochure::internals::{DrawingError, check_drawing};

use crate::common::ProjectCopy;

/// A drawing with content.
fn svg(content: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{content}</svg>"
    )
}

fn check(content: &str) -> Result<(), DrawingError> {
    check_drawing(svg(content).as_bytes())
}

#[test]
fn drawings_as_editors_export_them_are_read() {
    // Illustrator refers to clips and gradients in classes, Inkscape in styles, Figma in attributes.
    for content in [
        "<path d='M0 0h9v9z'/>",
        "<defs><style>.cls-1{fill:none;}.cls-2{clip-path:url(#clip-path);}.cls-3{fill:url(#g);}</style>\
         <clipPath id='clip-path'><rect class='cls-1' width='9' height='9'/></clipPath>\
         <linearGradient id='g'><stop stop-color='#777'/></linearGradient></defs>\
         <g class='cls-2'><path class='cls-3' d='M0 0h9v9z'/><path class='cls-3' d='M0 0h9v9z'/></g>",
        "<defs><clipPath id='c'><path d='M0 0h9v9z'/></clipPath></defs><g style='clip-path:url(#c);filter:none'><path d='M0 0'/></g>",
        "<symbol id='s'><path d='M0 0h9v9z'/></symbol><use xlink:href='#s'/><use href='#s' x='4'/>",
        "<mask id='m'><rect width='9' height='9' fill='#fff'/></mask><g mask='url(#m)'><path d='M0 0h9v9z'/></g>",
    ] {
        assert_eq!(check(content), Ok(()), "{content}");
    }
    let doctype = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' \
                   'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>";
    assert_eq!(check_drawing(format!("{doctype}{}", svg("<path d='M0 0h9'/>")).as_bytes()), Ok(()));
}

#[test]
fn text_in_a_drawing_is_refused() {
    assert_eq!(check("<g><text x='1' y='9'>Netzwerk</text></g>"), Err(DrawingError::Text));
}

#[test]
fn filters_are_refused_however_they_are_written() {
    let found =
        |content: &str| matches!(check(content), Err(DrawingError::Unsupported(what)) if what.contains("filter"));
    assert!(found("<filter id='f'><feTurbulence numOctaves='10000000'/></filter><path filter='url(#f)' d='M0 0h9'/>"));
    assert!(found("<filter id='f'><feFlood flood-color='red'/></filter>"));
    assert!(found("<path style='fill:#000; filter: blur(5px)' d='M0 0h9'/>"));
    assert!(found("<path filter='drop-shadow(1 1 1 red)' d='M0 0h9'/>"));
    assert!(found("<style>path { filter: hue-rotate(90deg) }</style><path d='M0 0h9'/>"));
}

#[test]
fn markers_pictures_and_scripts_are_refused() {
    for content in [
        "<marker id='m'><path d='M0 0h9'/></marker><path marker-mid='url(#m)' d='M0 0h9'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<foreignObject/>",
        "<script>alert(1)</script>",
    ] {
        assert!(matches!(check(content), Err(DrawingError::Unsupported(_))), "{content}");
    }
}

#[test]
fn references_that_multiply_are_refused() {
    let chain = |element: &dyn Fn(usize) -> String| (0..12).map(element).collect::<String>();
    let ten = |content: String| content.repeat(10);
    let uses = chain(&|at| format!("<g id='g{at}'>{}</g>", ten(format!("<use href='#g{}'/>", at + 1))));
    let uses = format!("{uses}<g id='g12'><path d='M0 0h9v9z'/></g>");
    assert_eq!(check(&uses), Err(DrawingError::TooComplex));
    for (kind, attribute) in [("clipPath", "clip-path"), ("mask", "mask"), ("pattern", "fill")] {
        let content = chain(&|at| {
            let shapes = ten(format!("<path d='M0 0h9v9z' {attribute}='url(#i{})'/>", at + 1));
            format!("<{kind} id='i{at}'>{shapes}</{kind}>")
        });
        let content =
            format!("{content}<{kind} id='i12'><path d='M0 0h9'/></{kind}><path {attribute}='url(#i0)' d='M0 0h9'/>");
        assert_eq!(check(&content), Err(DrawingError::TooComplex), "{kind}");
        // The same by classes.
        let content = chain(&|at| {
            let shapes = ten(format!("<path d='M0 0h9v9z' class='a c{}'/>", at + 1));
            format!("<style>.c{at}{{{attribute}:url(#i{at})}}</style><{kind} id='i{at}'>{shapes}</{kind}>")
        });
        assert_eq!(check(&format!("{content}<path class='c0' d='M0 0h9'/>")), Err(DrawingError::TooComplex), "{kind}");
    }
    let long = format!("<path id='p' d='{}'/>{}", "M0 0h9v9z".repeat(20_000), "<use href='#p'/>".repeat(200));
    assert_eq!(check(&long), Err(DrawingError::TooComplex));
    assert_eq!(check("<g id='a'><use href='#a'/></g>"), Err(DrawingError::TooComplex));
}

#[test]
fn large_compressed_and_deep_drawings_are_refused_unread() {
    assert_eq!(check_drawing(b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x03\0\0\0\0\0\0\0\0\0"), Err(DrawingError::Compressed));
    assert!(matches!(check(&" ".repeat(3 << 20)), Err(DrawingError::TooManyBytes(_))));
    assert!(matches!(check(&"<g/>".repeat(100_000)), Err(DrawingError::NotSvg(_))));
    assert_eq!(check(&format!("{}{}", "<g>".repeat(40_000), "</g>".repeat(40_000))), Err(DrawingError::TooComplex));
    let entities = "<!DOCTYPE svg [<!ENTITY a 'x'>]>";
    assert!(matches!(check_drawing(format!("{entities}{}", svg("&a;")).as_bytes()), Err(DrawingError::Unsupported(_))));
    let styles = format!("<style>{}</style>", ".a{fill:none}".repeat(4000));
    assert!(matches!(check(&styles), Err(DrawingError::Unsupported(_))));
    for other in [&b"<html/>"[..], b"\xff\xfe<\0s\0", b"", b"hello"] {
        assert!(matches!(check_drawing(other), Err(DrawingError::NotSvg(_))));
    }
}

#[test]
fn a_logo_that_is_refused_is_an_error_at_its_field() {
    let records = ProjectCopy::of_records();
    records.replace("data/2019/edition.toml", "[publisher]\n", "[publisher]\nlogo = \"mark.svg\"\n");
    records.write("data/2019/mark.svg", svg("<text>Netzwerk</text>"));
    let found = records.check().into_iter().find(|it| it.code.number() == "E0305").expect("an error");
    assert_eq!(found.field.as_deref(), Some("publisher.logo"));
    assert_eq!(found.message, "`mark.svg` cannot be printed: the drawing has text");
    assert!(found.hint.expect("a hint").starts_with("convert the text to paths"));
}
