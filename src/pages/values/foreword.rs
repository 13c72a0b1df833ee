//! The values of the foreword: `foreword.json`.

use serde::Serialize;

use super::{Block, Portrait};

/// The foreword, by a person who agreed to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Foreword {
    /// The text.
    pub body: Vec<Block>,
    /// The portrait.
    pub portrait: Option<Portrait>,
    /// The signature.
    pub signature: Option<Signature>,
    /// The name with titles.
    pub name: String,
    /// The office.
    pub office: Option<String>,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The drawing as a path from the root of the project.
    pub path: String,
    /// The drawing in words.
    pub alt: String,
}
