//! SVG drawings: what is refused before Typst reads them.
//!
//! Typst hands a drawing to `usvg`, which copies an element for every `use`, and converts a clip, mask or pattern
//! again for every element it applies to. A few hundred bytes of references to references thus become gigabytes, and
//! a file of a megabyte on a filter never ends. A drawing is therefore weighed before it is read: the attributes of
//! each element, with those of all that it refers to, as often as it does.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};

/// Largest drawing that is read, bytes.
const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Most elements, attributes and texts of a drawing.
const MAX_NODES: u32 = 50_000;

/// How deep elements and references may be nested.
const MAX_DEPTH: usize = 100;

/// Longest style sheets together, bytes: every rule is tried on every element.
const MAX_STYLES: usize = 32 * 1024;

/// Most attributes of a drawing after all references are followed, bytes.
const MAX_WEIGHT: usize = 4 * MAX_BYTES;

/// What an element weighs besides its attributes, bytes.
const ELEMENT: usize = 64;

/// Why an SVG drawing is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawingError {
    /// The file has more bytes than are read.
    #[error("the drawing has {0} bytes, but only drawings of up to {MAX_BYTES} are read")]
    TooManyBytes(usize),
    /// The file is compressed by gzip.
    #[error("the drawing is compressed (SVGZ)")]
    Compressed,
    /// The file is not SVG.
    #[error("the file is not an SVG drawing: {0}")]
    NotSvg(String),
    /// The drawing has text, which would be set in a font that the project may not have.
    #[error("the drawing has text")]
    Text,
    /// The drawing has something that cannot be printed, or not within bounds.
    #[error("the drawing has {0}")]
    Unsupported(&'static str),
    /// The drawing becomes too large when its references are followed.
    #[error("the drawing is too complex: its parts refer to each other too often")]
    TooComplex,
}

impl DrawingError {
    /// Returns what an editor can do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Text => {
                "convert the text to paths: in Inkscape with Path > Object to Path, in Illustrator with Type > Create \
                 Outlines"
            }
            Self::Compressed => "save it as plain SVG, without compression",
            Self::NotSvg(_) => "save it again as SVG or PNG",
            _ => "simplify the drawing to plain shapes, or save it as PNG with at least 300 dpi",
        }
    }
}

/// Checks that a drawing can be read and printed within bounds.
///
/// # Errors
///
/// Fails if it is not SVG, is compressed, has text, filters, markers or pictures, or becomes too large when its
/// references are followed.
pub fn check_drawing(bytes: &[u8]) -> Result<(), DrawingError> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(DrawingError::Compressed);
    }
    if bytes.len() > MAX_BYTES {
        return Err(DrawingError::TooManyBytes(bytes.len()));
    }
    let not_svg = |error: &dyn std::fmt::Display| DrawingError::NotSvg(error.to_string());
    let text = std::str::from_utf8(bytes).map_err(|error| not_svg(&error))?;
    // Entities may hold anything as often as they are named.
    if text.contains("<!ENTITY") {
        return Err(DrawingError::Unsupported("entities (as old versions of Illustrator write)"));
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| not_svg(&error))?;
    if !document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")) {
        return Err(DrawingError::NotSvg("its root is not `svg`".to_owned()));
    }
    let mut styles = String::new();
    for node in document.descendants().filter(Node::is_element) {
        check_element(node)?;
        if node.tag_name().name() == "style" {
            styles.extend(node.descendants().filter_map(|node| node.text()));
        }
    }
    if styles.len() > MAX_STYLES {
        return Err(DrawingError::Unsupported("a very long style sheet"));
    }
    check_style(&styles)?;
    let ids = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
    let mut scale = Scale { ids: ids.collect(), rules: rules(&styles), weights: HashMap::new() };
    if scale.weigh(document.root_element(), 0)? > MAX_WEIGHT { Err(DrawingError::TooComplex) } else { Ok(()) }
}

/// Returns width and height of a drawing, or `None` if it is refused.
#[must_use]
pub(super) fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    check_drawing(bytes).ok()?;
    let tree = usvg::Tree::from_data(bytes, &usvg::Options::default()).ok()?;
    Some((tree.size().width().into(), tree.size().height().into()))
}

fn check_element(node: Node) -> Result<(), DrawingError> {
    let what = match node.tag_name().name() {
        "text" | "tspan" | "textPath" | "tref" => return Err(DrawingError::Text),
        "filter" => "a filter, such as a shadow or a blur",
        "marker" => "markers, such as arrowheads",
        "image" => "a picture of pixels",
        "foreignObject" | "script" => "content that is not a drawing",
        _ => return node.attributes().try_for_each(|attribute| check_attribute(attribute.name(), attribute.value())),
    };
    Err(DrawingError::Unsupported(what))
}

fn check_attribute(name: &str, value: &str) -> Result<(), DrawingError> {
    match name {
        "filter" if value.trim() != "none" => Err(DrawingError::Unsupported("a filter, such as a shadow or a blur")),
        "style" => check_style(value),
        _ => Ok(()),
    }
}

/// Refuses filters in CSS, which need no element: `filter: blur(5px)`.
fn check_style(style: &str) -> Result<(), DrawingError> {
    let mut declarations = style.split(['{', ';', '}']).filter_map(|declaration| declaration.split_once(':'));
    declarations.try_for_each(|(name, value)| match name.trim() {
        "style" => Ok(()),
        name => check_attribute(name, value),
    })
}

/// Returns the classes of rules that refer to an element, with its identifier; no class for any other selector,
/// which may select every element.
fn rules(styles: &str) -> Vec<(Option<&str>, &str)> {
    let mut rules = Vec::new();
    for (selectors, body) in styles.split('}').filter_map(|rule| rule.rsplit_once('{')) {
        for id in references(body) {
            for selector in selectors.split(',').map(str::trim) {
                let class = selector.strip_prefix('.').filter(|class| !class.contains(['.', ' ', '>', ':', '[', '+']));
                rules.push((class, id));
            }
        }
    }
    rules
}

/// Returns the identifiers in all `url(#id)` of a value.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let ids = value.split("url(").skip(1).filter_map(|rest| rest.split_once(')'));
    ids.filter_map(|(id, _)| id.trim().trim_matches(['"', '\'']).trim().strip_prefix('#'))
}

/// Weighs elements with all that they refer to.
struct Scale<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    rules: Vec<(Option<&'a str>, &'a str)>,
    /// Of elements that have been weighed; none for those that are being weighed.
    weights: HashMap<NodeId, Option<usize>>,
}

impl<'a, 'input: 'a> Scale<'a, 'input> {
    fn weigh(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<usize, DrawingError> {
        match self.weights.get(&node.id()) {
            Some(Some(weight)) => return Ok(*weight),
            // It refers to itself.
            Some(None) => return Err(DrawingError::TooComplex),
            None if depth > MAX_DEPTH => return Err(DrawingError::TooComplex),
            None => drop(self.weights.insert(node.id(), None)),
        }
        let mut weight = ELEMENT;
        let mut ids = Vec::new();
        for attribute in node.attributes() {
            weight += attribute.value().len();
            ids.extend(references(attribute.value()));
            ids.extend(attribute.value().strip_prefix('#').filter(|_| attribute.name() == "href"));
        }
        let classes: Vec<_> = node.attribute("class").unwrap_or_default().split_whitespace().collect();
        let applies = |class: Option<&str>| class.is_none_or(|class| classes.contains(&class));
        ids.extend(self.rules.iter().filter(|(class, _)| applies(*class)).map(|(_, id)| *id));
        let targets: Vec<_> = ids.into_iter().filter_map(|id| self.ids.get(id).copied()).collect();
        for part in node.children().filter(Node::is_element).chain(targets) {
            weight = weight.saturating_add(self.weigh(part, depth + 1)?);
        }
        self.weights.insert(node.id(), Some(weight));
        Ok(weight)
    }
}
