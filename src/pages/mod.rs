//! The pages: values for the templates, the typesetter, and the inspection of what it laid out.

pub mod inspect;
pub mod merge;
pub mod typeset;
pub mod values;
