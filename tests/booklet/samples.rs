//! Small PDFs to fold, and what the tests read back from a booklet.

use brochure::pdf::booklet::{Options, booklet};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// A trim of so many mm with 3 mm bleed around: the `MediaBox` and the `TrimBox`.
pub fn boxes(width: f64, height: f64) -> Dictionary {
    let bleed = 3.0 * MM;
    dictionary! {
        "MediaBox" => array([0.0, 0.0, width * MM + 2.0 * bleed, height * MM + 2.0 * bleed]),
        "TrimBox" => array([bleed, bleed, width * MM + bleed, height * MM + bleed]),
    }
}

pub fn array<const N: usize>(numbers: [f64; N]) -> Object {
    Object::Array(numbers.map(Object::from).to_vec())
}

/// A document of pages with such entries each; its page tree is flat.
pub fn document(pages: usize, entries: &Dictionary) -> (Document, ObjectId) {
    let mut document = Document::with_version("1.6");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let kids: Vec<Object> = (1..=pages)
        .map(|number| {
            let text = format!("BT /F1 20 Tf 50 50 Td (page {number}) Tj ET");
            let content = document.add_object(Stream::new(Dictionary::new(), text.into_bytes()));
            let mut page = dictionary! {
                "Type" => "Page",
                "Parent" => tree,
                "Contents" => content,
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            };
            page.extend(entries);
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(pages).unwrap();
    document.set_object(tree, dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    (document, tree)
}

/// Its pages are A4 with bleed.
pub fn a4(pages: usize) -> Vec<u8> {
    bytes(document(pages, &boxes(210.0, 297.0)).0)
}

pub fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The booklet, read back.
pub fn fold(pdf: &[u8], options: &Options) -> Document {
    Document::load_mem(&booklet(pdf, options).unwrap()).unwrap()
}

/// A form as it is drawn on a side.
#[derive(Debug, PartialEq)]
pub struct Drawn {
    pub name: String,
    /// The clip: x, y, width, height, in pt.
    pub clip: [f64; 4],
    /// Where the left lower corner of the trim is, in pt.
    pub at: [f64; 2],
}

/// The forms that each side draws, in the order of the content stream.
pub fn sides(booklet: &Document) -> Vec<Vec<Drawn>> {
    booklet.page_iter().map(|page| drawn(&booklet.get_page_content(page))).collect()
}

fn drawn(content: &[u8]) -> Vec<Drawn> {
    let (mut clip, mut at) = ([0.0; 4], [0.0; 2]);
    let mut all = Vec::new();
    for operation in Content::decode(content).unwrap().operations {
        let numbers: Vec<f64> =
            operation.operands.iter().filter_map(|number| number.as_float().ok()).map(f64::from).collect();
        match operation.operator.as_str() {
            "re" => clip = numbers.try_into().unwrap(),
            "cm" => {
                assert_eq!(numbers[..4], [1.0, 0.0, 0.0, 1.0], "nothing is scaled");
                at = [numbers[4], numbers[5]];
            }
            "Do" => {
                let name = String::from_utf8(operation.operands[0].as_name().unwrap().to_vec()).unwrap();
                all.push(Drawn { name, clip, at });
            }
            _ => {}
        }
    }
    all
}

/// The ticks of the first side: from where to where, in pt.
pub fn ticks(booklet: &Document) -> Vec<Vec<f64>> {
    let content = booklet.get_page_content(booklet.page_iter().next().unwrap());
    let operations = Content::decode(&content).unwrap().operations;
    let ends = operations.iter().filter(|operation| matches!(operation.operator.as_str(), "m" | "l"));
    let numbers: Vec<f64> =
        ends.flat_map(|end| &end.operands).map(|number| f64::from(number.as_float().unwrap())).collect();
    numbers.chunks(4).map(<[f64]>::to_vec).collect()
}

/// The stream of a form by its name.
pub fn form<'a>(booklet: &'a Document, name: &str) -> &'a Stream {
    booklet
        .page_iter()
        .find_map(|page| {
            let resources = booklet.get_page_resources(page).unwrap().0.unwrap();
            let forms = resources.get(b"XObject").unwrap().as_dict().unwrap();
            forms.get_deref(name.as_bytes(), booklet).ok()?.as_stream().ok()
        })
        .unwrap()
}

/// The numbers of an array in a form.
pub fn numbers(form: &Stream, key: &str) -> Vec<f64> {
    let numbers = form.dict.get(key.as_bytes()).unwrap().as_array().unwrap();
    numbers.iter().map(|number| f64::from(number.as_float().unwrap())).collect()
}

/// Fails where two lengths in pt differ by more than a thousandth.
#[track_caller]
pub fn assert_near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-3);
    assert!(near, "{found:?} is not {expected:?}");
}
