//! The labels of the stems: beside a stem where there is room, else above it.

use super::Area;

/// How often a label is raised above its stem before it is set where it disturbs least.
const RAISES: u32 = 24;

/// A count at its date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stem {
    /// The place of its date.
    pub x: f64,
    /// Its height.
    pub height: f64,
}

/// The label of one stem, or of several close together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    /// The indices of its stems.
    pub stems: std::ops::Range<usize>,
    /// The width of its text.
    pub width: f64,
}

/// The side of its anchor at which a label is flush.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The text begins at the anchor.
    Left,
    /// The text ends at the anchor.
    Right,
}

/// The place of a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PlacedTag {
    /// The anchor.
    pub x: f64,
    /// The top.
    pub y: f64,
    /// Where the text is flush.
    pub side: Side,
}

/// The measures of stems and labels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TagMeasures {
    /// The width of the axis.
    pub axis: f64,
    /// The width of a stem.
    pub stem: f64,
    /// The height of a label.
    pub height: f64,
    /// Between a stem and its label.
    pub gap: f64,
    /// How far a label beside a stem rises above it.
    pub lift: f64,
    /// The step by which a label is raised that finds no room at its stem.
    pub step: f64,
}

/// Groups the stems, which are in the order of time, so that neighbours less than `near` apart share one label.
#[must_use]
pub(crate) fn group_stems(stems: &[Stem], near: f64) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, stem) in stems.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if stem.x - stems[index - 1].x < near => group.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

/// Places the labels free of the stems, of each other and of the areas `taken`. The latest is placed first, because it
/// counts most. One without any free place goes where it covers least.
#[must_use]
pub(crate) fn place_tags(stems: &[Stem], tags: &[Tag], taken: &[Area], measures: &TagMeasures) -> Vec<PlacedTag> {
    let half = measures.stem / 2.0;
    let areas =
        stems.iter().map(|stem| Area { left: stem.x - half, right: stem.x + half, top: -stem.height, bottom: 0.0 });
    let mut occupied: Vec<Area> = areas.chain(taken.iter().copied()).collect();
    let mut placed = Vec::new();
    for tag in tags.iter().rev() {
        let cost = |place: &PlacedTag| {
            let area = area(place, tag.width, measures.height);
            let outside = (-area.left).max(area.right - measures.axis).max(0.0) * measures.height;
            occupied.iter().map(|other| other.shared(&area)).sum::<f64>() + outside
        };
        let choices = choices(&stems[tag.stems.clone()], measures);
        let best = choices.iter().find(|place| cost(place) <= 0.0).copied();
        let best = best.or_else(|| choices.iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).copied());
        let place = best.unwrap_or(PlacedTag { x: 0.0, y: 0.0, side: Side::Left });
        occupied.push(area(&place, tag.width, measures.height));
        placed.push(place);
    }
    placed.reverse();
    placed
}

/// Returns the rectangle of a placed label.
#[must_use]
pub(crate) fn area(place: &PlacedTag, width: f64, height: f64) -> Area {
    let left = match place.side {
        Side::Left => place.x,
        Side::Right => place.x - width,
    };
    Area { left, right: left + width, top: place.y, bottom: place.y + height }
}

/// Returns the places of a label in the order of preference: left and right of its stems, then above them.
fn choices(stems: &[Stem], measures: &TagMeasures) -> Vec<PlacedTag> {
    let half = measures.stem / 2.0;
    let left = stems.iter().map(|stem| stem.x).fold(f64::INFINITY, f64::min) - half;
    let right = stems.iter().map(|stem| stem.x).fold(f64::NEG_INFINITY, f64::max) + half;
    let height = stems.iter().map(|stem| stem.height).fold(0.0, f64::max);
    // A low stem has its label on the axis, not across it.
    let beside = -(height + measures.lift).max(measures.height);
    let above = -(height + measures.gap + measures.height);
    let mut places = vec![
        PlacedTag { x: left - measures.gap, y: beside, side: Side::Right },
        PlacedTag { x: right + measures.gap, y: beside, side: Side::Left },
    ];
    for raise in 0..=RAISES {
        let y = above - f64::from(raise) * measures.step;
        places.push(PlacedTag { x: right, y, side: Side::Right });
        places.push(PlacedTag { x: left, y, side: Side::Left });
        // Clear of a line that runs along the stem.
        places.push(PlacedTag { x: left - measures.gap, y, side: Side::Right });
        places.push(PlacedTag { x: right + measures.gap, y, side: Side::Left });
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURES: TagMeasures = TagMeasures { axis: 175.5, stem: 3.0, height: 7.0, gap: 0.8, lift: 1.6, step: 2.0 };

    fn stems(places: &[(f64, f64)]) -> Vec<Stem> {
        places.iter().map(|(x, height)| Stem { x: *x, height: *height }).collect()
    }

    fn place(places: &[(f64, f64)], widths: &[f64], taken: &[Area]) -> Vec<PlacedTag> {
        let stems = stems(places);
        let groups = group_stems(&stems, 3.2);
        let tags: Vec<_> = groups.into_iter().zip(widths).map(|(stems, width)| Tag { stems, width: *width }).collect();
        place_tags(&stems, &tags, taken, &MEASURES)
    }

    #[test]
    fn stems_close_together_share_a_label() {
        let stems = stems(&[(0.0, 1.0), (3.1, 1.0), (6.2, 1.0), (9.4, 1.0)]);
        assert_eq!(group_stems(&stems, 3.2), [0..3, 3..4]);
    }

    #[test]
    fn a_label_stands_left_of_its_stem_and_on_the_axis_if_that_is_low() {
        let placed = place(&[(100.0, 40.0), (150.0, 2.0)], &[20.0, 20.0], &[]);
        assert_eq!(placed[0], PlacedTag { x: 97.7, y: -41.6, side: Side::Right });
        assert_eq!(placed[1], PlacedTag { x: 147.7, y: -7.0, side: Side::Right });
    }

    #[test]
    fn a_label_at_the_left_end_stands_right_of_its_stem() {
        let placed = place(&[(5.0, 2.0)], &[20.0], &[]);
        assert_eq!(placed[0], PlacedTag { x: 7.3, y: -7.0, side: Side::Left });
    }

    #[test]
    fn a_label_between_two_stems_stands_above_its_own() {
        let placed = place(&[(140.0, 40.0), (145.0, 44.0), (156.0, 60.0)], &[15.0, 15.0, 15.0], &[]);
        assert_eq!((placed[1].x, placed[1].side), (146.5, Side::Right));
        assert!((placed[1].y + 51.8).abs() < 1e-9);
    }

    #[test]
    fn no_label_covers_another_a_stem_or_a_taken_area() {
        let dates: Vec<_> = (0..14_u32).map(|n| (20.0 + f64::from(n) * 7.0, 3.0 + f64::from(n % 5) * 8.0)).collect();
        let taken = [Area { left: 60.0, right: 61.0, top: -80.0, bottom: 0.0 }];
        let placed = place(&dates, &[18.0; 14], &taken);
        let areas: Vec<_> = placed.iter().map(|place| area(place, 18.0, MEASURES.height)).collect();
        for (n, one) in areas.iter().enumerate() {
            assert!(areas.iter().skip(n + 1).all(|other| one.shared(other) <= 0.0), "{n}: {one:?}");
            assert!(one.shared(&taken[0]) <= 0.0, "{n}: {one:?}");
            for (x, height) in &dates {
                let stem = Area { left: x - 1.5, right: x + 1.5, top: -height, bottom: 0.0 };
                assert!(one.shared(&stem) <= 0.0, "{n}: {one:?} {stem:?}");
            }
        }
    }
}
