//! The two output intents of a print PDF, which share one profile.

use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};

use super::error::PrintError;
use crate::pdf::object::name;
use crate::photos::colour::OutputProfile;

/// The registry of printing conditions.
const REGISTRY: &str = "http://www.color.org";

/// Embeds the profile once and returns the array of both output intents: `GTS_PDFX` for ISO 15930-7, `GTS_PDFA1` for
/// ISO 19005-2, 6.2.3.
pub(super) fn add_output_intents(document: &mut Document, profile: &OutputProfile) -> Result<Object, PrintError> {
    let mut stream = Stream::new(dictionary! { "N" => 4 }, profile.bytes().to_vec());
    stream.compress()?;
    let stream = document.add_object(stream);
    let intent = |kind: &str| -> Dictionary {
        dictionary! {
            "Type" => name("OutputIntent"),
            "S" => name(kind),
            "OutputConditionIdentifier" => text_string(profile.identifier()),
            "OutputCondition" => text_string(profile.condition()),
            "RegistryName" => text_string(REGISTRY),
            "Info" => text_string(profile.description()),
            "DestOutputProfile" => stream,
        }
    };
    let intents = ["GTS_PDFX", "GTS_PDFA1"].map(|kind| document.add_object(intent(kind)).into());
    Ok(Object::Array(intents.into()))
}
