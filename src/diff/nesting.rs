//! How deeply arrays and dictionaries of a PDF are nested. Its parser calls itself for each level, and a stack overflow
//! would end the process.

/// The deepest nesting that is read. No real file comes near it.
pub(super) const DEEPEST: usize = 1000;

/// Returns whether the objects of a file are nested too deeply, not counting those in its streams.
pub(super) fn is_too_deep_in_file(file: &[u8]) -> bool {
    let mut rest = file;
    while let Some(start) = find(rest, b"stream") {
        if is_too_deep(&rest[..start]) {
            return true;
        }
        let end = find(&rest[start..], b"endstream").map_or(rest.len(), |end| start + end + b"endstream".len());
        rest = &rest[end..];
    }
    is_too_deep(rest)
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|found| found == word)
}

/// Returns whether arrays and dictionaries are nested too deeply in objects or in a content stream.
pub(super) fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut text) = (0_usize, 0_usize);
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        match (byte, text) {
            // An escaped parenthesis does not end a string.
            (b'\\', 1..) => {
                bytes.next();
            }
            (b'(', _) => text += 1,
            (b')', _) => text = text.saturating_sub(1),
            (b'[' | b'<', 0) => depth += 1,
            (b']' | b'>', 0) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth.max(text) > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_lists_are_counted() {
        assert!(!is_too_deep(&b"[<</A [1]>>]".repeat(DEEPEST)));
        assert!(is_too_deep(&b"[".repeat(DEEPEST + 1)));
        assert!(is_too_deep(&b"<</A".repeat(DEEPEST)));
    }

    #[test]
    fn what_stands_in_texts_and_streams_is_none() {
        assert!(!is_too_deep(&[b"([\\)".as_slice(), &b"[".repeat(DEEPEST + 1), b")"].concat()));
        let stream = [b"1 0 obj << >> stream\n".as_slice(), &b"[".repeat(DEEPEST + 1), b"\nendstream"].concat();
        assert!(!is_too_deep_in_file(&stream));
        assert!(is_too_deep_in_file(&[stream, b"[".repeat(DEEPEST + 1)].concat()));
    }
}
