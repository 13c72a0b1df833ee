//! The pages: the values for the templates, the typesetter, and the inspection of the laid-out pages.

pub(crate) mod inspect;
pub(crate) mod merge;
pub(crate) mod typeset;
pub(crate) mod values;
