//! Small helpers on PDF objects.

use lopdf::{Dictionary, Document, Object};

/// A number, without a point where it is whole, else with five places at most; 0 for none.
pub(super) fn number(value: f64) -> Object {
    let value = if value.is_finite() { value } else { 0.0 };
    let value = (value * 100_000.0).round() / 100_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^31, or a coordinate")]
    if value.fract() == 0.0 && value.abs() < f64::from(i32::MAX) {
        Object::Integer(value as i64)
    } else {
        Object::Real(value as f32)
    }
}

/// An array of numbers.
pub(super) fn numbers(values: &[f64]) -> Object {
    Object::Array(values.iter().map(|value| number(*value)).collect())
}

/// A name.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// What a dictionary has under a key, references followed; nothing for null.
pub(super) fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    dict.get_deref(key, document).ok().filter(|object| !object.is_null())
}

/// The dictionary under a key, references followed.
pub(super) fn get_dict<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    get(document, dict, key).and_then(|object| object.as_dict().ok())
}

/// The name under a key, references followed.
pub(super) fn get_name<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    get(document, dict, key).and_then(|object| object.as_name().ok())
}

/// The numbers of an array, references followed; nothing where something else is among them.
pub(super) fn floats(document: &Document, object: &Object) -> Option<Vec<f64>> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_array().ok()?.iter().map(|item| float(document, item)).collect()
}

/// A number, references followed.
pub(super) fn float(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    match object {
        Object::Integer(_) | Object::Real(_) => object.as_float().ok().map(f64::from),
        _ => None,
    }
}

/// Puts an object to where another stands: behind its reference, or in its place.
pub(super) fn store(document: &mut Document, place: &mut Object, object: Object) {
    match place {
        Object::Reference(id) => {
            document.objects.insert(*id, object);
        }
        _ => *place = object,
    }
}

/// The filters of a stream.
pub(super) fn filters(stream: &lopdf::Stream) -> Vec<&[u8]> {
    stream.filters().unwrap_or_default()
}
