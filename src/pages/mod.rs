//! The pages: the values for the templates, the typesetter, the plan of the chapters, and the inspection of the laid-out pages.

pub(crate) mod galley;
pub(crate) mod inspect;
pub(crate) mod merge;
pub(crate) mod typeset;
pub(crate) mod values;
