//! The summit book: the people whom the sources name.

use serde::Serialize;

/// The people of a chapter, in the order in which they are shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SummitBook {
    /// Those with a portrait first.
    pub people: Vec<Person>,
    /// "und 4 weitere": those who are only in the index; missing where there is space for all.
    pub more: Option<String>,
}

/// A person with a function.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The name with titles.
    pub name: String,
    /// The function.
    pub function: String,
    /// The date of the source, "April 2019"; missing where the source has none.
    pub date: Option<String>,
    /// The portrait; missing without consent.
    pub portrait: Option<Portrait>,
}

/// The portrait of a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Portrait {
    /// The file as a path from the root of the project.
    pub path: String,
    /// The part that must stay visible: shares of width and height, from the left and from the top.
    pub focus: [f64; 2],
    /// The name, and what the picture adds to it.
    pub alt: String,
    /// The photographer or owner.
    pub credit: Option<String>,
}
