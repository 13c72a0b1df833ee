//! Small PDFs made by hand, right or wrong in one thing.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};

/// An element to be, or the content of one.
#[derive(Clone)]
pub enum Part {
    Element { kind: &'static str, entries: Dictionary, kids: Vec<Part> },
    Mark { page: usize, number: i64 },
    Link { page: usize, name: Option<String>, address: String },
}

pub fn part(kind: &'static str, kids: Vec<Part>) -> Part {
    Part::Element { kind, entries: Dictionary::new(), kids }
}

pub fn mark(page: usize, number: i64) -> Part {
    Part::Mark { page, number }
}

pub fn link(page: usize, name: Option<&str>, address: &str) -> Part {
    Part::Link { page, name: name.map(str::to_owned), address: address.to_owned() }
}

impl Part {
    /// Adds a text: `Alt`, `Lang`, `ActualText`.
    pub fn with(mut self, key: &str, text: Option<&str>) -> Self {
        if let (Self::Element { entries, .. }, Some(text)) = (&mut self, text) {
            entries.set(key, text_string(text));
        }
        self
    }

    /// Adds an attribute of a table.
    pub fn table(mut self, key: &str, value: impl Into<Object>) -> Self {
        if let Self::Element { entries, .. } = &mut self {
            let mut table = dictionary! { "O" => "Table" };
            table.set(key, value);
            entries.set("A", table);
        }
        self
    }
}

/// A file to be.
pub struct File {
    /// What each page draws; `F1` is a font.
    pub contents: Vec<String>,
    /// Below the document.
    pub tree: Vec<Part>,
    /// Title, page and height.
    pub bookmarks: Vec<(&'static str, usize, f32)>,
    /// First page, style and first number.
    pub labels: Vec<(i64, &'static str, i64)>,
    /// A link on the first page that no element knows.
    pub stray_link: bool,
    pub tagged: bool,
}

impl Default for File {
    fn default() -> Self {
        Self {
            contents: vec![String::new()],
            tree: Vec::new(),
            bookmarks: Vec::new(),
            labels: Vec::new(),
            stray_link: false,
            tagged: true,
        }
    }
}

impl File {
    pub fn bytes(&self) -> Vec<u8> {
        let mut maker = Maker { document: Document::with_version("1.7"), pages: Vec::new(), links: Vec::new() };
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let font = maker.document.add_object(font);
        let form = Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => corners() },
            b"BT /F1 10 Tf 50 500 Td (drawn by a form) Tj ET".to_vec(),
        );
        let form = maker.document.add_object(form);
        let fonts = dictionary! { "F1" => font };
        let resources = dictionary! { "Font" => fonts, "XObject" => dictionary! { "X1" => form } };
        let resources = maker.document.add_object(resources);
        let parent = maker.document.new_object_id();
        for content in &self.contents {
            let content = maker.document.add_object(Stream::new(Dictionary::new(), content.clone().into_bytes()));
            let page = dictionary! { "Type" => "Page", "Parent" => parent, "Contents" => content };
            let page = maker.document.add_object(page);
            maker.pages.push(page);
        }
        let kids: Vec<Object> = maker.pages.iter().map(|id| (*id).into()).collect();
        let count = i64::try_from(kids.len()).unwrap();
        let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources, "MediaBox" => corners() };
        maker.document.set_object(parent, pages);
        let tree: Vec<Object> = self.tree.iter().map(|part| maker.part(part)).collect();
        let root = maker.document.add_object(dictionary! { "Type" => "StructElem", "S" => "Whole", "K" => tree });
        // The names of the file's own kinds lead to those of the standard.
        let roles = dictionary! { "Whole" => "All", "All" => "Document", "Title" => "P" };
        let root = dictionary! { "Type" => "StructTreeRoot", "K" => root, "RoleMap" => roles };
        let root = maker.document.add_object(root);
        if self.stray_link {
            let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Contents" => text_string("stray") };
            let link = maker.document.add_object(link);
            maker.links.push((0, link));
        }
        for (n, id) in maker.pages.iter().enumerate() {
            let links = maker.links.iter().filter(|(page, _)| *page == n);
            let links: Vec<Object> = links.map(|(_, link)| (*link).into()).collect();
            maker.document.get_dictionary_mut(*id).unwrap().set("Annots", links);
        }
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => parent,
            "StructTreeRoot" => root,
            "Outlines" => maker.outline(&self.bookmarks),
        };
        if self.tagged {
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
            catalog.set("Lang", text_string("en-GB"));
        }
        if !self.labels.is_empty() {
            let nums = self.labels.iter().flat_map(|(first, style, start)| {
                [Object::from(*first), dictionary! { "S" => *style, "St" => *start }.into()]
            });
            catalog.set("PageLabels", dictionary! { "Nums" => nums.collect::<Vec<_>>() });
        }
        let catalog = maker.document.add_object(catalog);
        maker.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        maker.document.save_to(&mut bytes).unwrap();
        bytes
    }
}

fn corners() -> Vec<Object> {
    [0, 0, 595, 842].map(Object::from).to_vec()
}

struct Maker {
    document: Document,
    pages: Vec<ObjectId>,
    links: Vec<(usize, ObjectId)>,
}

impl Maker {
    fn part(&mut self, part: &Part) -> Object {
        match part {
            Part::Element { kind, entries, kids } => {
                let kids: Vec<_> = kids.iter().map(|kid| self.part(kid)).collect();
                let mut element = entries.clone();
                element.set("Type", "StructElem");
                element.set("S", *kind);
                // A single child needs no list.
                element.set("K", if let [only] = &kids[..] { only.clone() } else { kids.into() });
                // Marks without a page are on this one.
                element.set("Pg", self.pages[0]);
                self.document.add_object(element).into()
            }
            Part::Mark { page: 0, number } => (*number).into(),
            Part::Mark { page, number } => {
                dictionary! { "Type" => "MCR", "Pg" => self.pages[*page], "MCID" => *number }.into()
            }
            Part::Link { page, name, address } => {
                let action = dictionary! { "S" => "URI", "URI" => text_string(address) };
                let mut link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => action };
                if let Some(name) = name {
                    link.set("Contents", text_string(name));
                }
                let link = self.document.add_object(link);
                self.links.push((*page, link));
                dictionary! { "Type" => "OBJR", "Obj" => link }.into()
            }
        }
    }

    fn outline(&mut self, bookmarks: &[(&str, usize, f32)]) -> ObjectId {
        let ids: Vec<_> = bookmarks.iter().map(|_| self.document.new_object_id()).collect();
        for (n, (title, page, height)) in bookmarks.iter().enumerate() {
            let place = vec![self.pages[*page].into(), "XYZ".into(), 0.into(), (*height).into(), 0.into()];
            let mut item = dictionary! { "Title" => text_string(title), "Dest" => Object::Array(place) };
            if let Some(next) = ids.get(n + 1) {
                item.set("Next", *next);
            }
            self.document.set_object(ids[n], item);
        }
        let mut outline = dictionary! { "Type" => "Outlines" };
        if let Some(first) = ids.first() {
            outline.set("First", *first);
        }
        self.document.add_object(outline)
    }
}
