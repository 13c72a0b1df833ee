//! Shadings: gradients of greys become gradients of the K plate.

use lopdf::{Dictionary, Document, Object};

use super::error::PrintError;
use super::operators::neutral;
use super::spaces::{Family, family};
use crate::pdf::object::{floats, get, name, number, numbers, store};

/// How deep functions may be nested.
const DEPTH: usize = 8;

/// Makes a shading fit for print.
///
/// # Errors
///
/// Fails if it has screen colours that are not greys.
pub(super) fn make_printable(document: &mut Document, entry: &mut Object, page: usize) -> Result<(), PrintError> {
    let (_, object) = document.dereference(entry)?;
    // Only tensor meshes and their like, which `typst-pdf` does not write, are streams.
    let dict = object.as_dict()?;
    let rgb = || PrintError::Rgb { page, operator: "sh".to_owned() };
    let grey = match dict.get(b"ColorSpace").ok().and_then(|space| family(document, space)) {
        Some(Family::Cmyk | Family::Spot) => return Ok(()),
        Some(Family::Gray) => {
            let mut grey = dict.clone();
            grey.set("ColorSpace", name("DeviceGray"));
            grey
        }
        Some(Family::Rgb) => neutral_shading(document, dict).ok_or_else(rgb)?,
        _ => return Err(rgb()),
    };
    store(document, entry, grey.into());
    Ok(())
}

/// Returns a shading from grey to grey with one value for three.
fn neutral_shading(document: &Document, shading: &Dictionary) -> Option<Dictionary> {
    let mut grey = shading.clone();
    grey.set("ColorSpace", name("DeviceGray"));
    grey.set("Function", neutral_function(document, get(document, shading, b"Function")?, 0)?);
    if let Some(background) = get(document, shading, b"Background") {
        grey.set("Background", Object::Array(vec![neutral_value(document, background)?]));
    }
    Some(grey)
}

/// Returns a function whose three values are always alike with one value. Only of interpolations (type 2) and chains
/// of them (type 3) can this be known.
fn neutral_function(document: &Document, function: &Object, depth: usize) -> Option<Object> {
    let (_, function) = document.dereference(function).ok()?;
    let dict = function.as_dict().ok().filter(|_| depth < DEPTH)?;
    let mut grey = dict.clone();
    match get(document, dict, b"FunctionType")?.as_i64().ok()? {
        2 => {
            for (key, absent) in [(b"C0", 0.0), (b"C1", 1.0)] {
                let value = get(document, dict, key)
                    .map_or_else(|| Some(number(absent)), |colour| neutral_value(document, colour))?;
                grey.set(key.as_slice(), Object::Array(vec![value]));
            }
        }
        3 => {
            let parts = get(document, dict, b"Functions")?.as_array().ok()?;
            let parts: Option<Vec<_>> = parts.iter().map(|part| neutral_function(document, part, depth + 1)).collect();
            grey.set("Functions", parts?);
        }
        _ => return None,
    }
    if dict.has(b"Range") {
        grey.set("Range", numbers(&[0.0, 1.0]));
    }
    Some(grey.into())
}

fn neutral_value(document: &Document, colour: &Object) -> Option<Object> {
    neutral(floats(document, colour)?.try_into().ok()?).map(number)
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn axial(space: &str, from: &[f64], to: &[f64]) -> Object {
        let function = dictionary! { "FunctionType" => 2, "C0" => numbers(from), "C1" => numbers(to), "N" => 1 };
        dictionary! { "ShadingType" => 2, "ColorSpace" => name(space), "Function" => function }.into()
    }

    #[test]
    fn a_gradient_of_greys_gets_one_value() {
        let mut shading = axial("DeviceRGB", &[0.2, 0.2, 0.2], &[1.0, 1.0, 1.0]);
        make_printable(&mut Document::new(), &mut shading, 1).unwrap();
        let dict = shading.as_dict().unwrap();
        assert_eq!(dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceGray");
        let function = dict.get(b"Function").unwrap().as_dict().unwrap();
        assert_eq!(function.get(b"C0").unwrap(), &numbers(&[0.2]));
    }

    #[test]
    fn a_gradient_of_colours_is_refused() {
        let mut shading = axial("DeviceRGB", &[1.0, 0.0, 0.0], &[1.0, 1.0, 1.0]);
        let error = make_printable(&mut Document::new(), &mut shading, 3).unwrap_err();
        assert!(matches!(error, PrintError::Rgb { page: 3, .. }));
    }
}
