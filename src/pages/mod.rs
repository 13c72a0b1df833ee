//! The pages: values for the templates, the typesetter, and the inspection of what it laid out.

pub(crate) mod inspect;
pub(crate) mod merge;
pub(crate) mod typeset;
pub(crate) mod values;
