//! Which piece of a translation belongs to which piece of the text.

use super::pieces::Kind;

/// How the pieces of a text and of its translation belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Alignment {
    /// The translation has other pieces than the text: only the whole texts belong together.
    Whole,
    /// The piece of the translation for each piece of the text, and whether they are known to belong together.
    Pieces(Vec<Option<Match>>),
}

/// The piece of a translation that belongs to a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// The number of the piece, from 0.
    pub piece: usize,
    /// Whether it was chosen from several that it could be.
    pub is_guess: bool,
}

/// Pairs the pieces of a text with those of its translation. `belongs` tells pairs that are known: they hold whatever was
/// written between them since. Without any, both must have the same kinds of pieces in the same order.
pub(super) fn align(source: &[Kind], target: &[Kind], belongs: impl Fn(usize, usize) -> bool) -> Alignment {
    let anchors = anchors(source.len(), target.len(), &belongs);
    if anchors.is_empty() && !target.is_empty() && source != target {
        return Alignment::Whole;
    }
    let mut matches = vec![None; source.len()];
    let mut next = (0, 0);
    for end in anchors.iter().copied().chain([(source.len(), target.len())]) {
        let (sources, targets) = (&source[next.0..end.0], &target[next.1..end.1]);
        let is_guess = sources != targets;
        for at in 0..sources.len().min(targets.len()) {
            matches[next.0 + at] = Some(Match { piece: next.1 + at, is_guess });
        }
        if let Some(place) = matches.get_mut(end.0) {
            *place = Some(Match { piece: end.1, is_guess: false });
        }
        next = (end.0 + 1, end.1 + 1);
    }
    Alignment::Pieces(matches)
}

/// Returns the longest list of known pairs that is in the order of both texts.
fn anchors(sources: usize, targets: usize, belongs: &impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let width = targets + 1;
    // The length of the longest list from each pair of places on.
    let mut lengths = vec![0_usize; (sources + 1) * width];
    let mut known = vec![false; sources * targets];
    for i in (0..sources).rev() {
        for j in (0..targets).rev() {
            known[i * targets + j] = belongs(i, j);
            let both = if known[i * targets + j] { lengths[(i + 1) * width + j + 1] + 1 } else { 0 };
            lengths[i * width + j] = both.max(lengths[(i + 1) * width + j]).max(lengths[i * width + j + 1]);
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < sources && j < targets {
        let rest = lengths[i * width + j];
        if known[i * targets + j] && rest == lengths[(i + 1) * width + j + 1] + 1 {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if rest == lengths[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: Kind = Kind::Paragraph;
    const H: Kind = Kind::Heading(3);

    fn pieces(source: &[Kind], target: &[Kind], known: &[(usize, usize)]) -> Vec<Option<usize>> {
        match align(source, target, |i, j| known.contains(&(i, j))) {
            Alignment::Pieces(matches) => matches.into_iter().map(|found| found.map(|found| found.piece)).collect(),
            Alignment::Whole => panic!("the pieces belong together"),
        }
    }

    #[test]
    fn texts_with_the_same_pieces_belong_together_one_by_one() {
        assert_eq!(pieces(&[P, H, P], &[P, H, P], &[]), [Some(0), Some(1), Some(2)]);
        assert_eq!(pieces(&[P, H], &[], &[]), [None, None]);
    }

    #[test]
    fn texts_with_other_pieces_belong_together_as_a_whole() {
        assert_eq!(align(&[P, P], &[P], |_, _| false), Alignment::Whole);
        assert_eq!(align(&[P, H], &[H, P], |_, _| false), Alignment::Whole);
    }

    #[test]
    fn a_new_paragraph_between_known_ones_has_no_translation() {
        assert_eq!(pieces(&[P, P, P], &[P, P], &[(0, 0), (2, 1)]), [Some(0), None, Some(1)]);
        assert_eq!(pieces(&[P, P, P], &[P, P, P], &[(0, 0), (2, 1)]), [Some(0), None, Some(1)]);
    }

    #[test]
    fn a_changed_paragraph_keeps_its_translation() {
        assert_eq!(pieces(&[P, P, P], &[P, P, P], &[(0, 0), (2, 2)]), [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn a_removed_paragraph_leaves_its_translation_without_a_text() {
        assert_eq!(pieces(&[P, P], &[P, P, P], &[(0, 0), (1, 2)]), [Some(0), Some(2)]);
    }

    #[test]
    fn what_can_only_be_guessed_is_said_to_be_a_guess() {
        let Alignment::Pieces(matches) = align(&[P, P, P], &[P, P], |i, j| (i, j) == (0, 0)) else { panic!("pieces") };
        assert_eq!(matches[1], Some(Match { piece: 1, is_guess: true }));
        assert_eq!(matches[2], None);
    }
}
