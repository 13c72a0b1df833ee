//! Elements inside a text: codes that stand for marks, and what else may be there.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// What an element inside a text adds to it, at its start and at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub start: String,
    pub end: String,
}

/// Returns the value of an attribute, whatever the prefix of its name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}

/// Reads an element inside a text.
///
/// # Errors
///
/// Returns its id if it is a code that does not say what it stands for.
pub(super) fn read(element: &BytesStart<'_>, data: &BTreeMap<String, String>) -> Result<Code, String> {
    let name = element.local_name();
    let id = || attribute(element, "id").or_else(|| attribute(element, "startRef")).unwrap_or_default();
    let alone = |start: String| Code { start, end: String::new() };
    let referred = |key: &str, equivalent: &str| {
        let found = attribute(element, key).and_then(|key| data.get(&key).cloned());
        found.or_else(|| attribute(element, equivalent)).ok_or_else(id)
    };
    match name.as_ref() {
        // In 2.x, a `ph` is empty and refers to what it stands for. In 1.2, it contains that, as others do.
        "ph" if attribute(element, "dataRef").is_some() || attribute(element, "equiv").is_some() => {
            referred("dataRef", "equiv").map(alone)
        }
        // Around words, a code that says nothing loses nothing but a mark, which is missed later.
        "pc" if attribute(element, "dataRefStart").is_none() && attribute(element, "equivStart").is_none() => {
            Ok(Code::default())
        }
        "ph" | "g" | "bpt" | "ept" | "it" | "sub" | "mrk" | "sm" | "em" => Ok(Code::default()),
        "sc" | "ec" => referred("dataRef", "equiv").map(alone),
        "pc" => Ok(Code { start: referred("dataRefStart", "equivStart")?, end: referred("dataRefEnd", "equivEnd")? }),
        "cp" => {
            let hex = attribute(element, "hex").unwrap_or_default();
            let character = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).filter(|c| *c != '\0');
            character.map(|character| alone(character.to_string())).ok_or(hex)
        }
        "x" | "bx" | "ex" => attribute(element, "equiv-text").map(alone).ok_or_else(id),
        _ => Err(id()),
    }
}
