//! Texts with a fixed form: addresses, codes, names of files.
//!
//! Only the schema knows them; the records keep them as texts. `x-form` describes the pattern in the words of an editor.

use std::collections::BTreeMap;

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{Language, limits};

/// Implements the schema of a type, which is defined once and referred to by its name, or `inline`.
macro_rules! schema_of {
    (inline $name:ident: $schema:tt) => {
        schema_of!($name, true, $schema);
    };
    ($name:ident: $schema:tt) => {
        schema_of!($name, false, $schema);
    };
    ($name:ident, $inline:literal, $schema:tt) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                $inline
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

pub(super) use schema_of;

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident: $description:literal, $form:literal, $pattern:literal, $most:expr, $example:literal;)*) => {
        $(
            $(#[$doc])*
            pub(super) struct $name;

            schema_of!(inline $name: {
                "description": $description,
                "type": "string",
                "pattern": $pattern,
                "maxLength": $most,
                "x-form": $form,
                "examples": [$example],
            });
        )*
    };
}

forms! {
    /// A web address.
    WebAddress: "A web address with its scheme.", "a web address that starts with https:// or http://",
        r"^https?://[^\s/\u00AD\u2010\u2011\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+[^\s\u00AD\u2010\u2011\u200B-\u200F\u202A-\u202E\u2060\uFEFF]*$", limits::WEB_ADDRESS, "https://www.ni-ro.de";
    /// A mail address.
    MailAddress: "A mail address.", "a mail address", r"^[^\s@:\u00AD\u2010\u2011\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+@[^\s@\u00AD\u2010\u2011\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+\.[^\s@.\u00AD\u2010\u2011\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+$", limits::MAIL_ADDRESS, "office@example.org";
    /// A telephone number.
    Phone: "A telephone number in international form.", "one telephone number with + and the country code, without a slash",
        r"^\+[1-9][0-9 -]*(\([0-9 ]+\)[0-9 -]*)?[0-9]$", limits::PHONE, "+49 2303 27 0000";
    /// A currency.
    Currency: "The code of a currency (ISO 4217).", "three capital letters", r"^[A-Z]{3}$", 3, "EUR";
    /// A region.
    RegionCode: "The code of a region.", "a code such as HB, AT-8 or DE60", r"^[A-Z0-9]{2,5}(-[A-Z0-9]{1,3})?$", 9, "HB";
    /// A country.
    CountryCode: "The code of a country (ISO 3166-1).", "two capital letters", r"^[A-Z]{2}$", 2, "DE";
    /// A folder of map data.
    MapFolder: "A folder of map data.", "a folder in data/geo such as data/geo/alps",
        r"^data/geo(/[A-Za-z0-9_-]{1,60}){1,4}/?$", 260, "data/geo/alps";
    /// The name of a record.
    Slug: "The name of a record: its file in clusters/ without .toml.", "the name of a file in clusters/ without .toml",
        r"^[a-z0-9][a-z0-9-]{0,99}$", 100, "niro";
    /// The first part of file names.
    FileName: "The first part of the names of the PDFs.", "letters, digits, hyphens and underscores",
        r"^[\p{L}\p{N}_-]{1,60}$", 60, "expedition";
}

/// A calendar day, where a less precise date is not allowed.
pub(super) struct Day;

/// The name of the format of days in the schema.
pub(crate) const DAY_FORM: &str = "day-of-record";

schema_of!(inline Day: {
    "type": "string",
    "format": DAY_FORM,
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "x-form": "a day (year-month-day) without quotation marks",
    "examples": ["2027-01-01"],
});

/// A text in Markdown that runs over columns and pages, once per language.
pub(super) struct RunningText;

schema_of!(RunningText: {
    "description": "A running text for readers, once per language.",
    "type": "object",
    "properties": per_language(&json_schema!({ "type": "string", "maxLength": limits::RUNNING_TEXT })),
    "additionalProperties": false,
    "minProperties": 1,
    "examples": [{ "de": "…", "en": "…" }],
});

/// Lines of text, once per language.
pub(super) struct Lines;

schema_of!(inline Lines: {
    "type": "object",
    "properties": per_language(&json_schema!({ "type": "array", "items": { "type": "string" }, "minItems": 1 })),
    "additionalProperties": false,
    "minProperties": 1,
    "examples": [{ "de": ["Hauptstraße 12", "59423 Unna"], "en": ["Hauptstraße 12", "59423 Unna"] }],
});

/// Words, once per language.
pub(super) struct Words;

schema_of!(inline Words: {
    "type": "object",
    "properties": per_language(&json_schema!({
        "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": limits::NAMES,
    })),
    "additionalProperties": false,
    "minProperties": 1,
    "examples": [{ "de": ["Bio-ökonomie"], "en": ["bio-economy"] }],
});

/// The properties of a table with a key for each language.
pub(super) fn per_language(schema: &Schema) -> Map<String, Value> {
    let names = BTreeMap::from([("de", "In German."), ("en", "In English.")]);
    let property = |language: Language| {
        let mut schema = schema.clone();
        schema.insert("description".to_owned(), json!(names.get(language.code())));
        (language.code().to_owned(), schema.to_value())
    };
    Language::ALL.into_iter().map(property).collect()
}

/// Limits a text to a number of characters in every language.
pub(super) fn at_most(characters: u32) -> Map<String, Value> {
    Language::ALL.into_iter().map(|language| (language.code().to_owned(), json!({ "maxLength": characters }))).collect()
}
