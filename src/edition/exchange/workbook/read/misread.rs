//! Cells that are not understood.

/// Why a cell is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Misread {
    /// The problem.
    pub message: String,
    /// The remedy.
    pub hint: String,
}

/// Reports a cell that is not understood.
pub(super) fn misread<T>(message: impl Into<String>, hint: impl Into<String>) -> Result<T, Misread> {
    Err(Misread { message: message.into(), hint: hint.into() })
}
