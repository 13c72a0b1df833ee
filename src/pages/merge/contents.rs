//! The contents: the rows of the stations, and the relief of the jacket with the names on it.

use super::map::ONLY_CITIES;
use super::maps::{COVERING, Disc, group_discs, label_box, settle};
use super::tour::latest;
use super::{Context, facts, jacket};
use crate::edition::load::Document;
use crate::edition::records::Cluster;
use crate::geometry::cut::Shape;
use crate::geometry::jacket::{Inset, JacketSheet, JacketSide};
use crate::geometry::legs::Arc;
use crate::geometry::map_labels::{Ground, LabelGaps, LabelPlace, NamedSign, place_labels};
use crate::geometry::shape::{Bounds, Point, round2};
use crate::pages::values::{Contents, ContentsRow, ContentsStation, JacketRelief};

/// Returns the contents.
#[must_use]
pub(super) fn contents(context: &Context<'_>) -> Contents {
    let (frame, tour) = (&context.design.frames.contents, &context.tour);
    let (jacket_sheet, inset) = (JacketSheet::new(context.design, &context.maps.view), inset(context));
    let places = inset.place(jacket_sheet.place_stations(&tour.positions));
    let clear = context.design.frames.cover.leg_clear * inset.scale;
    let discs = group_discs(&places);
    let names: Vec<_> = discs.iter().map(|disc| names(context, disc)).collect();
    let (legs, labels) = settle(context, &places, clear, |legs| labels(context, &discs, &names, legs));
    let shown = || labels.iter().filter(|label| label.cost < COVERING && label.bounds.left < label.bounds.right);
    let mut shapes: Vec<_> = places.iter().flatten().map(|&place| Shape::disc(place, frame.disc)).collect();
    shapes.extend(shown().map(|label| Shape::new(vec![corners(label.bounds)])));
    shapes.push(Shape::new(vec![corners(key_bounds(context))]));
    let clusters = jacket::clusters(context);
    let JacketSide { lines, tones } = jacket_sheet.draw_inset(&clusters, tour.interval.line, &inset, &shapes);
    let station = |((disc, names), label): ((Disc, Vec<String>), &LabelPlace)| ContentsStation {
        number: disc.number(),
        at: disc.at,
        names: if label.cost < COVERING { names } else { Vec::new() },
        label: label_box(label),
    };
    Contents {
        pages: rows(context),
        height: round2(tour.rows.height),
        low: tour.rows.height < frame.row_low,
        relief: JacketRelief { lines, tones },
        legs,
        stations: discs.into_iter().zip(names).zip(&labels).map(station).collect(),
    }
}

/// Returns the rows of all pages.
fn rows(context: &Context<'_>) -> Vec<Vec<ContentsRow>> {
    let (clusters, tour) = (context.clusters(), &context.tour);
    let tops = tour.rows.tops();
    let row = |station: usize| row(context, station, &clusters[station], tops[station]);
    tour.rows.pages.iter().map(|page| page.clone().map(row).collect()).collect()
}

fn row(context: &Context<'_>, station: usize, record: &Document<Cluster>, top: f64) -> ContentsRow {
    let (locale, cluster) = (context.locale, &record.value);
    let name = locale.set_spaces(&cluster.short_name);
    let title = facts::title(cluster, locale);
    let city = Some(locale.name(&cluster.seat.city).to_owned());
    let field = context.field_names(cluster).into_iter().next();
    ContentsRow {
        slug: record.slug.clone(),
        number: station + 1,
        title: (title != name).then_some(title),
        name,
        facts: facts::join(&[city, field, members(context, cluster)], " · "),
        top: round2(top),
        ring: round2(context.tour.rings[station]),
        onward: context.tour.departure(station).map(|leg| locale.format_kilometres(leg.km)),
    }
}

/// Returns the count of a mountain, such as "rund 120 Mitglieder".
fn members(context: &Context<'_>, cluster: &Cluster) -> Option<String> {
    let members = latest(cluster)?;
    let value = context.locale.format_count(members.count, members.qualifier);
    let key = if members.count == 1 { "one-member" } else { "members" };
    Some(context.locale.fill("contents", key, &[("value", &value)]))
}

/// Returns where the front of the jacket is drawn.
fn inset(context: &Context<'_>) -> Inset {
    let (frame, format) = (&context.design.frames.contents, context.design.format);
    let scale = frame.relief_width / format.width;
    Inset {
        scale,
        origin: Point::new(frame.relief_left, frame.relief_bottom - format.height * scale),
        window: Bounds::new(0.0, frame.panel, format.width, format.height).expand(format.bleed),
        cell: frame.cell,
    }
}

/// Returns the names at a disc. In a long tour only the numbers are left.
fn names(context: &Context<'_>, disc: &Disc) -> Vec<String> {
    let clusters = context.clusters();
    let name = |&station: &usize| context.locale.set_spaces(&clusters[station].value.short_name);
    if clusters.len() > ONLY_CITIES { Vec::new() } else { disc.stations.iter().map(name).collect() }
}

/// Places the names beside their discs, clear of the key to the jacket.
fn labels(context: &Context<'_>, discs: &[Disc], names: &[Vec<String>], legs: &[Arc]) -> Vec<LabelPlace> {
    let (frame, format) = (&context.design.frames.contents, context.design.format);
    let small = context.design.setting(context.design.frames.roles.small);
    let sign = |(disc, names): (&Disc, &Vec<String>)| NamedSign {
        at: disc.at,
        radius: frame.disc,
        width: names.iter().map(|name| context.measure(name, small)).fold(0.0, f64::max),
        height: names.iter().map(|_| small.height).sum(),
    };
    let signs: Vec<_> = discs.iter().zip(names).map(sign).collect();
    let traces: Vec<_> = legs.iter().map(Arc::samples).collect();
    let key = key_bounds(context);
    let page = Bounds::new(0.0, frame.panel, format.width, format.height).expand(-frame.edge);
    let ground = Ground { page, taken: vec![key], legs: &traces, borders: &[] };
    place_labels(&signs, &ground, LabelGaps { beside: frame.beside, around: frame.around })
}

/// Returns the area of the key to the jacket.
fn key_bounds(context: &Context<'_>) -> Bounds {
    let (frame, format) = (&context.design.frames.contents, context.design.format);
    Bounds::new(0.0, frame.panel, format.outer + frame.key_columns, frame.panel + frame.key_height)
}

fn corners(bounds: Bounds) -> Vec<Point> {
    let Bounds { left, top, right, bottom } = bounds;
    vec![Point::new(left, top), Point::new(right, top), Point::new(right, bottom), Point::new(left, bottom)]
}
