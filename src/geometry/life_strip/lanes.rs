//! The lanes below the axis: rows of marks, each with its text below its start.

use super::{Area, keep_on_axis};

/// The measures of a lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LaneMeasures {
    /// The width of the axis.
    pub axis: f64,
    /// The least distance between two texts, and between two marks.
    pub gap: f64,
    /// The distance of a text from the line of the visit.
    pub clear: f64,
}

/// A mark with its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LaneEntry {
    /// Where the mark begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The widths of the wordings of its text, from the fullest to the shortest.
    pub widths: Vec<f64>,
}

/// The place of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PlacedEntry {
    /// Its row in the lane.
    pub row: usize,
    /// Where its text begins.
    pub text: f64,
    /// The wording.
    pub wording: usize,
}

/// The spans that are taken in a row.
#[derive(Debug, Clone, Default)]
struct Row {
    marks: Vec<(f64, f64)>,
    texts: Vec<(f64, f64)>,
}

fn is_free(taken: &[(f64, f64)], (from, to): (f64, f64), gap: f64) -> bool {
    taken.iter().all(|(left, right)| to + gap <= *left || right + gap <= from)
}

/// Fills the rows of a lane, at most `most`, so that neither marks nor texts meet. `line` is where the line of the visit
/// crosses. An entry without room is `None`. Returns the number of rows too.
#[must_use]
pub(crate) fn fill_lane(
    entries: &[LaneEntry],
    line: Option<f64>,
    most: usize,
    measures: &LaneMeasures,
) -> (Vec<Option<PlacedEntry>>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    let placed = entries.iter().map(|entry| {
        let wordings = entry.widths.iter().enumerate();
        let mut places = wordings.flat_map(|(wording, width)| {
            let text = text_start(entry, *width, line, measures);
            (0..most).map(move |row| (PlacedEntry { row, text, wording }, *width))
        });
        let (place, width) = places.find(|(place, width)| {
            let Some(row) = rows.get(place.row) else { return true };
            // Bars may follow each other without a gap.
            is_free(&row.marks, (entry.from, entry.to), 0.0)
                && is_free(&row.texts, (place.text, place.text + width), measures.gap)
        })?;
        rows.resize_with(rows.len().max(place.row + 1), Row::default);
        rows[place.row].marks.push((entry.from, entry.to));
        rows[place.row].texts.push((place.text, place.text + width));
        Some(place)
    });
    let placed = placed.collect();
    (placed, rows.len())
}

/// Returns where the text of an entry begins: at the start of the mark, or clear of the line of the visit as long as it
/// still touches the span of its mark.
fn text_start(entry: &LaneEntry, width: f64, line: Option<f64>, measures: &LaneMeasures) -> f64 {
    let start = keep_on_axis(entry.from, width, measures.axis);
    let Some(line) = line else { return start };
    let crosses = |start: f64| start < line + measures.clear && line - measures.clear < start + width;
    let (before, after) = (line - measures.clear - width, line + measures.clear);
    let reaches = |start: f64| {
        let near = measures.clear + measures.gap;
        start >= 0.0 && start + width <= measures.axis && start <= entry.to + near && entry.from - near <= start + width
    };
    if !crosses(start) {
        return start;
    }
    // The text of a mark that ends before the line is not behind it.
    let sides = if entry.to < line { [before, after] } else { [after, before] };
    sides.into_iter().find(|start| reaches(*start) && !crosses(*start)).unwrap_or(start)
}

/// Divides the rows of a page among the lanes: each lane with entries gets a row, the rest goes to the lanes in turn, to
/// each as many as it needs. `needs` is in the order of importance.
#[must_use]
pub(crate) fn divide_rows(needs: &[usize], rows: usize) -> Vec<usize> {
    let mut spare = rows.saturating_sub(needs.iter().filter(|need| **need > 0).count());
    let rows = needs.iter().map(|need| {
        let more = need.saturating_sub(1).min(spare);
        spare -= more;
        (*need).min(1) + more
    });
    rows.collect()
}

/// Cuts a vertical line at `x` from `top` to `bottom` where it would run through texts. Returns what remains, downwards.
#[must_use]
pub(crate) fn cut_line(x: f64, top: f64, bottom: f64, texts: &[Area]) -> Vec<(f64, f64)> {
    let mut cuts: Vec<_> = texts.iter().filter(|text| text.left < x && x < text.right).collect();
    cuts.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut pieces = Vec::new();
    let mut from = top;
    for cut in cuts {
        if cut.top > from {
            pieces.push((from, cut.top));
        }
        from = from.max(cut.bottom);
    }
    if from < bottom {
        pieces.push((from, bottom));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURES: LaneMeasures = LaneMeasures { axis: 175.5, gap: 2.0, clear: 1.2 };

    fn entry(from: f64, to: f64, widths: &[f64]) -> LaneEntry {
        LaneEntry { from, to, widths: widths.to_vec() }
    }

    #[test]
    fn texts_that_would_meet_stand_in_rows_of_their_own() {
        let entries = [entry(10.0, 12.0, &[30.0]), entry(20.0, 22.0, &[30.0]), entry(50.0, 60.0, &[30.0])];
        let (placed, rows) = fill_lane(&entries, None, 9, &MEASURES);
        let found: Vec<_> = placed.iter().flatten().map(|place| (place.row, place.text)).collect();
        assert_eq!((found, rows), (vec![(0, 10.0), (1, 20.0), (0, 50.0)], 2));
    }

    #[test]
    fn a_shorter_wording_is_taken_where_the_rows_end_and_nothing_is_squeezed() {
        let entries = [
            entry(10.0, 12.0, &[30.0, 5.0]),
            entry(20.0, 22.0, &[30.0, 10.0]),
            entry(42.0, 44.0, &[30.0, 1.0]),
            entry(43.0, 43.5, &[1.0]),
        ];
        let (placed, rows) = fill_lane(&entries, None, 1, &MEASURES);
        assert_eq!(rows, 1);
        assert_eq!(placed[0], Some(PlacedEntry { row: 0, text: 10.0, wording: 0 }));
        assert_eq!(placed[1], None);
        assert_eq!(placed[2], Some(PlacedEntry { row: 0, text: 42.0, wording: 0 }));
        assert_eq!(placed[3], None);
    }

    #[test]
    fn a_text_makes_way_for_the_line_of_the_visit() {
        let start = |entry: &LaneEntry| fill_lane(std::slice::from_ref(entry), Some(100.0), 1, &MEASURES).0[0].unwrap();
        // The mark is just before the line: the text ends there.
        assert!((start(&entry(98.0, 99.0, &[30.0])).text - 68.8).abs() < 1e-9);
        // The bar crosses the line: the text begins behind it.
        assert!((start(&entry(90.0, 150.0, &[30.0])).text - 101.2).abs() < 1e-9);
        assert!((start(&entry(20.0, 150.0, &[30.0])).text - 20.0).abs() < 1e-9);
        // No room on either side: the text stays at its mark, and the line is cut.
        assert!((start(&entry(20.0, 22.0, &[110.0])).text - 20.0).abs() < 1e-9);
    }

    #[test]
    fn the_line_is_cut_around_the_texts_it_meets() {
        let text = |left, top| Area { left, right: left + 10.0, top, bottom: top + 3.0 };
        let pieces = cut_line(5.0, -10.0, 30.0, &[text(0.0, 20.0), text(0.0, 10.0), text(6.0, 0.0), text(0.0, 11.0)]);
        assert_eq!(pieces, [(-10.0, 10.0), (14.0, 20.0), (23.0, 30.0)]);
    }

    #[test]
    fn every_lane_has_a_row_before_one_has_several() {
        assert_eq!(divide_rows(&[1, 3, 0, 9], 6), [1, 3, 0, 2]);
        assert_eq!(divide_rows(&[1, 1, 1], 9), [1, 1, 1]);
        assert_eq!(divide_rows(&[4, 4], 2), [1, 1]);
    }
}
