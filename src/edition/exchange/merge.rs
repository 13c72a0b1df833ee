//! The three-way merge of a single field.

/// The outcome for a field that may have changed on both sides since it went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merged {
    /// The record stays as it is: only it changed, or nothing did, or both changed in the same way.
    Keep,
    /// The record takes what came back, because only that changed.
    Take,
    /// Both changed, in different ways.
    Conflict,
}

/// Compares what went out, what came back and what the record has now.
pub(crate) fn merge<T: PartialEq + ?Sized>(sent: &T, returned: &T, now: &T) -> Merged {
    if returned == sent || returned == now {
        Merged::Keep
    } else if now == sent {
        Merged::Take
    } else {
        Merged::Conflict
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_on_one_side_is_taken_and_what_changed_on_both_is_asked_about() {
        for (sent, returned, now, merged) in [
            ("a", "a", "a", Merged::Keep),
            ("a", "a", "b", Merged::Keep),
            ("a", "b", "b", Merged::Keep),
            ("a", "b", "a", Merged::Take),
            ("a", "", "a", Merged::Take),
            ("", "b", "", Merged::Take),
            ("a", "b", "c", Merged::Conflict),
            ("a", "", "c", Merged::Conflict),
        ] {
            assert_eq!(merge(sent, returned, now), merged, "{sent:?} {returned:?} {now:?}");
        }
    }
}
