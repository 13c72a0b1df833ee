//! Reads the structure tree of a PDF, and the text that its pages draw for it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::content::{self, Drawn};
use super::outline::{self, Bookmark};

/// A file as a screen reader sees it.
#[derive(Debug, Default)]
pub struct Tree {
    pub title: Option<String>,
    /// Whether the window shows the title and not the name of the file.
    pub shows_title: bool,
    pub language: Option<String>,
    pub marked: bool,
    pub elements: Vec<Element>,
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
}

#[derive(Debug, Default)]
pub struct Page {
    pub drawn: Drawn,
    pub links: Vec<Link>,
    /// The number that a reader shows, if the file has one.
    pub label: Option<String>,
    /// Its sides: left, foot, right, head.
    pub sides: [f64; 4],
}

/// A link annotation.
#[derive(Debug, Default)]
pub struct Link {
    pub id: Option<ObjectId>,
    pub contents: Option<String>,
    pub target: Target,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page, counted from 0.
    Page(usize),
    Address(String),
    #[default]
    Nothing,
}

/// An element of the tree.
#[derive(Debug, Default)]
pub struct Element {
    /// Its kind, by the names of the standard.
    pub kind: String,
    pub alt: Option<String>,
    /// Text that is read in place of its content.
    pub instead: Option<String>,
    /// The meaning of a short form.
    pub long_form: Option<String>,
    pub language: Option<String>,
    pub title: Option<String>,
    pub scope: Option<String>,
    pub columns: usize,
    pub rows: usize,
    pub numbering: Option<String>,
    pub children: Vec<Child>,
}

#[derive(Debug)]
pub enum Child {
    Element(Box<Element>),
    /// A mark on a page, counted from 0.
    Mark {
        page: usize,
        number: i64,
    },
    /// An annotation.
    Object {
        page: usize,
        id: ObjectId,
    },
    /// Names that the file uses but does not define.
    Broken(String),
}

/// A text of the file's own objects, whichever way it is encoded.
pub fn text_of(object: &Object) -> String {
    decode_text_string(object).unwrap_or_default()
}

fn text(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<String> {
    dict.get_deref(key, document).ok().filter(|it| it.as_str().is_ok()).map(text_of)
}

fn name(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<String> {
    let name = dict.get_deref(key, document).and_then(Object::as_name).ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// Reads a whole file.
pub fn read(pdf: &[u8]) -> Tree {
    let document = Document::load_mem(pdf).expect("a pdf");
    let catalog = document.catalog().expect("a catalog");
    let ids: Vec<_> = document.page_iter().collect();
    let numbers: BTreeMap<_, _> = ids.iter().copied().zip(0..).collect();
    let within = |key: &[u8], inner: &[u8]| {
        let dict = catalog.get_deref(key, &document).and_then(Object::as_dict).ok()?;
        dict.get_deref(inner, &document).and_then(Object::as_bool).ok()
    };
    let info = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict).ok();
    let labels = outline::labels(&document, ids.len());
    let pages = ids.iter().zip(labels).map(|(id, label)| Page {
        drawn: content::drawn(&document, *id),
        links: links(&document, *id, &numbers),
        label,
        sides: sides(&document, *id),
    });
    let mut builder = Builder { document: &document, numbers: &numbers, roles: BTreeMap::new(), depth: 0 };
    Tree {
        title: info.and_then(|info| text(&document, info, b"Title")),
        shows_title: within(b"ViewerPreferences", b"DisplayDocTitle") == Some(true),
        language: text(&document, catalog, b"Lang"),
        marked: within(b"MarkInfo", b"Marked") == Some(true),
        elements: builder.root(catalog),
        pages: pages.collect(),
        bookmarks: outline::bookmarks(&document, &numbers),
    }
}

fn sides(document: &Document, page: ObjectId) -> [f64; 4] {
    let page = document.get_dictionary(page).expect("a page");
    let of = |key: &[u8]| page.get_deref(key, document).and_then(Object::as_array).ok();
    let corners = of(b"TrimBox").or_else(|| of(b"MediaBox"));
    let corners: Vec<_> = corners.into_iter().flatten().map(super::fonts::number).collect();
    corners.try_into().unwrap_or([0.0, 0.0, 595.0, 842.0])
}

struct Builder<'a> {
    document: &'a Document,
    numbers: &'a BTreeMap<ObjectId, usize>,
    roles: BTreeMap<String, String>,
    depth: usize,
}

impl Builder<'_> {
    fn root(&mut self, catalog: &Dictionary) -> Vec<Element> {
        let root = catalog.get_deref(b"StructTreeRoot", self.document).and_then(Object::as_dict);
        let Ok(root) = root else { return Vec::new() };
        if let Ok(roles) = root.get_deref(b"RoleMap", self.document).and_then(Object::as_dict) {
            for (own, _) in roles {
                if let Some(standard) = name(self.document, roles, own) {
                    self.roles.insert(String::from_utf8_lossy(own).into_owned(), standard);
                }
            }
        }
        let children = self.children(root, None);
        children.into_iter().filter_map(|child| if let Child::Element(it) = child { Some(*it) } else { None }).collect()
    }

    /// A kind by the standard's name, also where a map leads to it in several steps.
    fn standard(&self, own: String) -> String {
        let mut kind = own;
        for _ in 0..8 {
            match self.roles.get(&kind) {
                Some(next) if *next != kind => kind.clone_from(next),
                _ => break,
            }
        }
        kind
    }

    fn children(&mut self, dict: &Dictionary, page: Option<usize>) -> Vec<Child> {
        let page = self.page(dict).or(page);
        let Ok(kids) = dict.get_deref(b"K", self.document) else { return Vec::new() };
        match kids {
            Object::Array(kids) => kids.iter().map(|kid| self.child(kid, page)).collect(),
            kid => vec![self.child(kid, page)],
        }
    }

    fn page(&self, dict: &Dictionary) -> Option<usize> {
        dict.get(b"Pg").and_then(Object::as_reference).ok().and_then(|id| self.numbers.get(&id).copied())
    }

    fn child(&mut self, kid: &Object, page: Option<usize>) -> Child {
        let Ok((_, kid)) = self.document.dereference(kid) else { return Child::Broken("no object".to_owned()) };
        let mark = |page: Option<usize>, number: i64| match page {
            Some(page) => Child::Mark { page, number },
            None => Child::Broken(format!("mark {number} without a page")),
        };
        let dict = match kid {
            Object::Integer(number) => return mark(page, *number),
            Object::Dictionary(dict) => dict,
            other => return Child::Broken(format!("{other:?}")),
        };
        match dict.get(b"Type").and_then(Object::as_name).unwrap_or_default() {
            b"MCR" => mark(self.page(dict).or(page), dict.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1)),
            b"OBJR" => match (self.page(dict).or(page), dict.get(b"Obj").and_then(Object::as_reference)) {
                (Some(page), Ok(id)) => Child::Object { page, id },
                _ => Child::Broken("an annotation without a page or an object".to_owned()),
            },
            _ if self.depth > 200 => Child::Broken("nested too deep".to_owned()),
            _ => {
                self.depth += 1;
                let element = self.element(dict, page);
                self.depth -= 1;
                Child::Element(Box::new(element))
            }
        }
    }

    fn element(&mut self, dict: &Dictionary, page: Option<usize>) -> Element {
        let document = self.document;
        let kind = name(document, dict, b"S").unwrap_or_default();
        let mut element = Element {
            kind: self.standard(kind),
            alt: text(document, dict, b"Alt"),
            instead: text(document, dict, b"ActualText"),
            long_form: text(document, dict, b"E"),
            language: text(document, dict, b"Lang"),
            title: text(document, dict, b"T"),
            columns: 1,
            rows: 1,
            ..Element::default()
        };
        let attributes = dict.get_deref(b"A", document).ok();
        let attributes = attributes.map_or(&[][..], |it| it.as_array().map_or(std::slice::from_ref(it), Vec::as_slice));
        for attribute in attributes {
            let Ok((_, Object::Dictionary(it))) = document.dereference(attribute) else { continue };
            let count = |key: &[u8]| it.get(key).and_then(Object::as_i64).ok().and_then(|it| usize::try_from(it).ok());
            element.scope = name(document, it, b"Scope").or(element.scope);
            element.numbering = name(document, it, b"ListNumbering").or(element.numbering);
            element.columns = count(b"ColSpan").unwrap_or(element.columns);
            element.rows = count(b"RowSpan").unwrap_or(element.rows);
        }
        element.children = self.children(dict, page);
        element
    }
}

fn links(document: &Document, page: ObjectId, numbers: &BTreeMap<ObjectId, usize>) -> Vec<Link> {
    let page = document.get_dictionary(page).expect("a page");
    let empty = Vec::new();
    let annotations = page.get_deref(b"Annots", document).and_then(Object::as_array).unwrap_or(&empty);
    let links = annotations.iter().filter_map(|object| {
        let (_, it) = document.dereference(object).ok()?;
        let it = it.as_dict().ok()?;
        if name(document, it, b"Subtype")? != "Link" {
            return None;
        }
        let target = outline::target(document, it, numbers);
        Some(Link { id: object.as_reference().ok(), contents: text(document, it, b"Contents"), target })
    });
    links.collect()
}

impl Element {
    /// The element and all below it, in reading order.
    pub fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.elements().flat_map(Self::all)).collect()
    }

    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| if let Child::Element(it) = child { Some(it.as_ref()) } else { None })
    }

    /// Every mark of the element and all below it.
    pub fn marks(&self) -> Vec<(usize, i64)> {
        let of = |child: &Child| match child {
            Child::Element(it) => it.marks(),
            Child::Mark { page, number } => vec![(*page, *number)],
            _ => Vec::new(),
        };
        self.children.iter().flat_map(of).collect()
    }

    /// `H1` is 1; 0 for what is no heading.
    pub fn level(&self) -> usize {
        self.kind.strip_prefix('H').and_then(|level| level.parse().ok()).unwrap_or(0)
    }
}

impl Tree {
    /// Every element, in reading order.
    pub fn all(&self) -> Vec<&Element> {
        self.elements.iter().flat_map(Element::all).collect()
    }

    /// The link that an annotation is.
    pub fn link(&self, page: usize, id: ObjectId) -> Option<&Link> {
        self.pages.get(page)?.links.iter().find(|link| link.id == Some(id))
    }
}
