//! Tests of the panorama.

use super::{Flag, FlagRules, PanoramaFrame, Stop, draw_panorama, place_flags};
use crate::geometry::relief::{Mountain, base_scale};
use crate::geometry::shape::{Bounds, Point};

const FRAME: PanoramaFrame = PanoramaFrame {
    left: 30.0,
    right: 392.0,
    base: 234.0,
    fold: 210.0,
    fold_room: 9.0,
    least_gap: 9.0,
    interval_height: 2.5,
    interval_reach: 6.7,
    full_height: 150.0,
    full_from: 60.0,
    edges: (-3.0, 423.0),
    head: -3.0,
};

fn stop(id: &str, km: f64, members: Option<f64>) -> Stop {
    Stop {
        km,
        mountain: Mountain { id: id.into(), members, fields: 2, topics: 4, base: base_scale(650.0, (11.0, 224.0)) },
    }
}

fn tour() -> Vec<Stop> {
    let members = [72.0, 120.0, 130.0, 130.0, 650.0, 80.0, 150.0, 62.0];
    let km = [0.0, 470.0, 1082.0, 1333.0, 1631.0, 2006.0, 2705.0, 3318.0];
    (0..8).map(|i| stop(&format!("station-{i}"), km[i], Some(members[i]))).collect()
}

#[test]
fn heights_have_one_scale_and_the_highest_runs_off_the_head() {
    let panorama = draw_panorama(&tour(), 5, &FRAME);
    let summits: Vec<_> = panorama.summits.iter().map(|summit| summit.unwrap().y).collect();
    assert!((summits[0] - (234.0 - 36.0)).abs() < 1e-9, "72 members are 36 mm");
    assert!((summits[4] + 91.0).abs() < 1e-9, "650 members end 91 mm above the edge: {}", summits[4]);
    assert_eq!(panorama.mountains[0].0, 4, "the highest is drawn first");
    let low = draw_panorama(&[stop("a", 0.0, Some(100.0)), stop("b", 9.0, Some(50.0))], 5, &FRAME);
    assert!((low.summits[0].unwrap().y - 84.0).abs() < 1e-9, "the highest of low mountains is 150 mm high");
}

#[test]
fn a_mountain_has_a_line_for_every_interval() {
    let panorama = draw_panorama(&tour(), 5, &FRAME);
    let of = |station: usize| &panorama.mountains.iter().find(|(index, _)| *index == station).unwrap().1;
    let levels = |station: usize| {
        let mountain = of(station);
        let mut ys: Vec<_> =
            mountain.lines.iter().chain(&mountain.strong).map(|line| (line.y * 100.0).round()).collect();
        ys.sort_by(f64::total_cmp);
        ys.dedup();
        ys.len()
    };
    assert_eq!((levels(0), levels(1), levels(2), levels(7)), (14, 24, 26, 12));
    assert_eq!(levels(4), 94, "the lines above the bleed are left out: 237 mm at 2.5 mm");
    for (_, mountain) in &panorama.mountains {
        // The line at the height of a summit is only its point.
        assert!(mountain.lines.iter().all(|line| line.left <= line.right));
        assert!(mountain.outline.points.windows(2).all(|pair| pair[0].x < pair[1].x));
    }
}

#[test]
fn stations_follow_the_kilometres_and_stay_off_the_fold() {
    let panorama = draw_panorama(&tour(), 5, &FRAME);
    let xs: Vec<_> = panorama.stations.iter().map(|station| station.x).collect();
    assert!(!panorama.even);
    assert!(xs.iter().all(|x| (x - 210.0).abs() >= 9.0), "{xs:?}");
    let per_km = (xs[7] - xs[0]) / 3318.0;
    assert!(xs.iter().zip(tour()).all(|(x, stop)| (x - xs[0] - per_km * stop.km).abs() < 1e-9));
}

#[test]
fn without_kilometres_or_at_one_place_stations_are_evenly_spaced() {
    for km in [0.0, 1.0] {
        let stops: Vec<_> = (0..3).map(|i| stop("a", km * f64::from(i / 2), None)).collect();
        let panorama = draw_panorama(&stops, 5, &FRAME);
        let xs: Vec<_> = panorama.stations.iter().map(|station| station.x).collect();
        assert!(panorama.even && (xs[1] - xs[0] - (xs[2] - xs[1])).abs() < 1e-9, "{xs:?}");
        assert!(panorama.mountains.is_empty() && panorama.summits.iter().all(Option::is_none));
    }
    assert!(draw_panorama(&[], 5, &FRAME).stations.is_empty());
}

#[test]
fn labels_are_free_of_labels_leaders_and_the_fold() {
    let rules = FlagRules {
        start: 62.0,
        over_summit: 18.0,
        step: 6.0,
        gap: 2.0,
        page: Bounds::new(10.0, 14.0, 410.0, 297.0),
        base: 234.0,
        fold: 210.0,
        fold_room: 8.0,
    };
    let xs = [30.0, 81.0, 148.0, 160.0, 240.0, 246.0, 325.0, 392.0];
    let flags: Vec<_> =
        xs.iter().map(|&x| Flag { summit: Point::new(x, 170.0 + x / 20.0), width: 34.0, height: 17.0 }).collect();
    let title = Bounds::new(15.0, 20.0, 120.0, 70.0);
    let placed: Vec<_> = place_flags(&flags, &[title], &rules).into_iter().map(Option::unwrap).collect();
    for (i, place) in placed.iter().enumerate() {
        assert!(rules.page.encloses(place.bounds) && !title.overlaps(place.bounds), "{i}");
        assert!(place.bounds.right <= 202.0 || place.bounds.left >= 218.0, "{i}: {place:?}");
        for (j, other) in placed.iter().enumerate().filter(|(j, _)| *j != i) {
            assert!(!other.bounds.overlaps(place.bounds), "{i} and {j}");
            let leader =
                Bounds::new(flags[j].summit.x - 0.2, other.bounds.top, flags[j].summit.x + 0.2, flags[j].summit.y);
            assert!(!leader.overlaps(place.bounds), "the leader of {j} crosses the label of {i}");
        }
    }
}
