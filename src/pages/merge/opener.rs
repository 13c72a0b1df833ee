//! The page that opens a chapter: the place of everything on it.

use super::lines::{Kind, Role, Setter};
use super::tour::{latest, mountain};
use super::{Context, facts};
use crate::edition::records::Cluster;
use crate::format::OpenerFrame;
use crate::geometry::cut::{Rules, Shape, cut};
use crate::geometry::height_field::HeightField;
use crate::geometry::opener::{OpenerSheet, Ray, Size, Slanted, place_figure, place_ridge_name, place_words};
use crate::geometry::relief::{Mountain, Sheet, draw_relief};
use crate::geometry::shape::{Bounds, Path, Point};
use crate::pages::values::{Opener, OpenerRoute, SetLine, TooLong};

/// Tracking of titles, in em.
const TITLE_TRACKING: f64 = -0.008;

/// The most lines of a name, and the most characters of a topic that is set on its ridge without a short form.
const NAME_LINES: usize = 2;
const RIDGE_CHARACTERS: usize = 22;

/// The place of a name along its ridge, in reaches.
const RIDGE_AT: f64 = 0.45;

/// Line heights of display type and of leads, as multiples of their size: the same steps of the grid as in the theme.
const LINE_HEIGHT: f64 = 1.16;
const LEAD_HEIGHT: f64 = 1.32;

/// The page while it is filled.
struct Page<'a, 'c> {
    context: &'a Context<'c>,
    frame: OpenerFrame,
    sheet: OpenerSheet,
    summit: Point,
    setter: Setter<'a>,
    rays: Vec<Ray>,
    taken: Vec<Bounds>,
    /// The letters of numeral, name and place.
    letters: Vec<Shape>,
    left: f64,
    right: f64,
}

/// Returns the values of the opener of a station.
pub(super) fn opener(context: &Context<'_>, station: usize, massif: bool) -> Opener {
    let cluster = &context.clusters()[station].value;
    let mountain = mountain(context, station);
    let mut page = Page::new(context, station, massif);
    let mut over = Vec::new();
    let locale = context.locale;
    let small = Role::new(Kind::Small, page.frame.head_size);
    let words = format!("{}\u{00A0}{}", locale.word("chapter", "station"), station + 1);
    let head = page.frame.head;
    let station_line = page.put(&words, small, Point::new(page.left, head));
    let position = cluster.seat.position().map(|place| {
        let text = locale.format_position(place).join("\u{2003}");
        if massif {
            let at = Point::new(page.left + 2.0 * page.context.design.format.module, head);
            page.put(&text, small, at)
        } else {
            let width = page.setter.size(&text, small).width;
            page.put(&text, small, Point::new(page.right - width, head))
        }
    });
    let (title, lead) = if massif { page.title(cluster) } else { (Vec::new(), Vec::new()) };
    let (numeral, name, place) = page.foot(station, cluster, &mut over);
    let figure = page.figure(cluster, massif);
    let routes = page.routes(station);
    let ridges = page.ridges(cluster, &mountain);
    let relief = page.relief(&mountain, massif);
    let station = station_line;
    Opener { massif, station, position, numeral, name, place, title, lead, relief, figure, routes, ridges, over }
}

impl<'a, 'c> Page<'a, 'c> {
    fn new(context: &'a Context<'c>, station: usize, massif: bool) -> Self {
        let (format, frame) = (context.design.format, context.design.frames.opener);
        let width = if massif { 2.0 * format.width } else { format.width };
        let (left, right) = (format.outer, format.width - format.inner);
        let text_right = if massif { width - format.outer } else { right };
        let sheet = OpenerSheet {
            trim: Bounds::new(0.0, 0.0, width, format.height),
            bleed: format.bleed,
            text: Bounds::new(left, frame.text_top, text_right, frame.text_bottom),
            gutter: massif.then_some((format.width, frame.gutter_clear)),
            inner: (!massif).then_some(width - frame.route_end),
            ring: frame.ring,
            beside: frame.beside,
            clear: frame.clear,
            line: format.line,
            step: frame.ridge_step,
            farthest: frame.ridge_farthest,
        };
        let summit = place_summit(context, station, massif, &frame, format.width);
        let (arrival, departure) = (context.tour.arrival(station), context.tour.departure(station));
        let bearings = arrival.map(|leg| leg.arrival).into_iter().chain(departure.map(|leg| leg.departure));
        let rays = bearings.map(|bearing| Ray::new(summit, bearing, &sheet)).collect();
        let setter = Setter::new(&context.geodata.lettering, context.design);
        Self { context, frame, sheet, summit, setter, rays, taken: Vec::new(), letters: Vec::new(), left, right }
    }

    /// Sets a line, and keeps later texts off it.
    fn put(&mut self, text: &str, role: Role, at: Point) -> SetLine {
        self.taken.push(self.setter.size(text, role).at(at));
        self.setter.set(text, role, at)
    }

    /// Sets lines below each other from a baseline on.
    fn put_lines(&mut self, lines: &[String], role: Role, at: Point) -> Vec<SetLine> {
        let height = line_height(role, self.context.design.format.line);
        let mut y = at.y;
        lines
            .iter()
            .map(|line| {
                let set = self.put(line, role, Point::new(at.x, y));
                y += height;
                set
            })
            .collect()
    }

    /// Sets title and lead of a massif.
    fn title(&mut self, cluster: &Cluster) -> (Vec<SetLine>, Vec<SetLine>) {
        let (locale, frame, line) = (self.context.locale, self.frame, self.context.design.format.line);
        let text = facts::title(cluster, locale);
        let role = |size| Role { tracking: TITLE_TRACKING, ..Role::new(Kind::Display, size) };
        let mut title = role(frame.title_size);
        let mut lines = self.setter.wrap(&text, title, frame.text_columns);
        if lines.len() > NAME_LINES {
            title = role(frame.title_small);
            lines = self.setter.wrap(&text, title, self.right - self.left);
        }
        let set = self.put_lines(&lines, title, Point::new(self.left, frame.title));
        let end = set.last().map_or(frame.title, |line| line.at.y);
        let lead = locale.text(&cluster.standfirst).or_else(|| locale.text(&cluster.description)).unwrap_or_default();
        let role = Role::new(Kind::Lead, frame.lead_size);
        let lines = self.setter.wrap(&lead, role, frame.text_columns);
        let start = frame.lead.max(end + 2.0 * line);
        let lead = self.put_lines(&lines, role, Point::new(self.left, start));
        (set, lead)
    }

    /// Sets numeral, name and place at the foot: at the left, or at the right where a leg crosses them only at the left.
    fn foot(
        &mut self,
        station: usize,
        cluster: &Cluster,
        over: &mut Vec<TooLong>,
    ) -> (SetLine, Vec<SetLine>, Vec<SetLine>) {
        let (locale, frame) = (self.context.locale, self.frame);
        let width = self.right - self.left;
        let display = |size| Role::new(Kind::Display, size);
        let text = locale.set_spaces(&cluster.short_name);
        let mut role = display(frame.name_size);
        let mut lines = self.setter.wrap(&text, role, width);
        if lines.len() > 1 {
            role = display(frame.name_small);
            lines = self.setter.wrap(&text, role, width);
        }
        let place_role = Role::new(Kind::Lead, frame.place_size);
        let place = self.setter.wrap(&facts::seat(&cluster.seat, locale), place_role, width);
        let height = line_height(role, self.context.design.format.line);
        let slug = &self.context.clusters()[station].slug;
        for (lines, role, most, field) in
            [(&lines, role, NAME_LINES, "short_name"), (&place, place_role, 1, "seat.city")]
        {
            let widest = lines.iter().map(|line| self.setter.size(line, role).width).fold(0.0, f64::max);
            let more = f64::from(u32::try_from(lines.len().saturating_sub(most)).unwrap_or(u32::MAX));
            let by = (widest - width).max(more * height);
            over.push(TooLong { record: slug.clone(), field, over: (by.max(0.0) * 100.0).round() / 100.0 });
        }
        let rows = f64::from(u32::try_from(lines.len().saturating_sub(1)).unwrap_or_default());
        let top = frame.name - rows * height;
        let numeral = (station + 1).to_string();
        let numeral_role = display(frame.numeral_size);
        let numeral_size = self.setter.size(&numeral, numeral_role);
        let sizes: Vec<Size> = lines.iter().map(|line| self.setter.size(line, role)).collect();
        let block = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
        let above = sizes.first().map_or(0.0, |size| size.above);
        let at_right = self.is_better_at_right(
            (block, top - above, frame.name),
            (numeral_size.width, frame.numeral - rows * height - numeral_size.above, frame.numeral - rows * height),
        );
        let start = |width: f64| if at_right { self.right - width } else { self.left };
        let indent = self.left - frame.numeral_left;
        let numeral_x = if at_right { self.right - numeral_size.width + indent } else { frame.numeral_left };
        let name_x: Vec<f64> = sizes.iter().map(|size| start(size.width)).collect();
        let place_x: Vec<f64> = place.iter().map(|line| start(self.setter.size(line, place_role).width)).collect();
        let first_letter = self.setter.shapes.len();
        let numeral = self.put(&numeral, numeral_role, Point::new(numeral_x, frame.numeral - rows * height));
        let mut y = top;
        let mut name = Vec::new();
        for (line, x) in lines.iter().zip(name_x) {
            name.push(self.put(line, role, Point::new(x, y)));
            y += height;
        }
        let place = place.iter().zip(place_x).map(|(line, x)| self.put(line, place_role, Point::new(x, frame.place)));
        let place = place.collect();
        self.letters = self.setter.shapes[first_letter..].to_vec();
        (numeral, name, place)
    }

    /// Returns whether name and numeral, each by its width and its upper and lower edge, are better at the right. The name
    /// counts more than the numeral; what a leg crosses all the same cuts it.
    fn is_better_at_right(&self, name: (f64, f64, f64), numeral: (f64, f64, f64)) -> bool {
        let is_free = |at_right: bool, (width, top, bottom): (f64, f64, f64)| {
            let x = if at_right { self.right - width } else { self.left };
            let bounds = Bounds::new(x, top, x + width, bottom).expand(self.frame.clear);
            !self.rays.iter().any(|ray| ray.crosses(bounds))
        };
        let free = |at_right: bool| (is_free(at_right, name), is_free(at_right, numeral));
        free(true) > free(false)
    }

    /// Sets qualifier, figure and caption at the summit.
    fn figure(&mut self, cluster: &Cluster, massif: bool) -> Vec<SetLine> {
        let (locale, frame) = (self.context.locale, self.frame);
        let ring = Bounds::around(self.summit, frame.ring);
        self.taken.push(ring);
        let Some(members) = latest(cluster) else { return Vec::new() };
        let figure = Role::new(Kind::Display, if massif { frame.figure_massif } else { frame.figure_size });
        let qualifier_role = Role::new(Kind::Display, frame.qualifier_size);
        let small = Role::new(Kind::Small, frame.small_size);
        let value = locale.format_number(members.count);
        let caption = format!("{}, {}", locale.word("chapter", "members"), locale.format_date_or_undated(members.date));
        let qualifier = locale.qualifier(members.qualifier).unwrap_or_default();
        let spaced = if qualifier.is_empty() { String::new() } else { format!("{qualifier}\u{00A0}") };
        let qualifier_width = self.setter.size(&spaced, qualifier_role).width;
        let (big, below) = (self.setter.size(&value, figure), self.setter.size(&caption, small));
        let drop = self.sheet.line;
        let width = (qualifier_width + big.width).max(below.width);
        let size = Size { width, above: big.above, below: drop + below.below };
        let at = place_figure(self.summit, size, &self.rays, &self.taken, &self.sheet);
        self.taken.push(size.at(at));
        let mut lines = Vec::new();
        if !qualifier.is_empty() {
            lines.push(self.setter.set(qualifier, qualifier_role, at));
        }
        lines.push(self.setter.set(&value, figure, Point::new(at.x + qualifier_width, at.y)));
        lines.push(self.setter.set(&caption, small, Point::new(at.x, at.y + drop)));
        lines
    }

    /// Draws the lines of the route with their words.
    fn routes(&mut self, station: usize) -> Vec<OpenerRoute> {
        let (locale, tour) = (self.context.locale, &self.context.tour);
        let arrival = tour.arrival(station).map(|leg| ("from", leg.from, leg.km, true));
        let departure = tour.departure(station).map(|leg| ("to", leg.to, leg.km, false));
        let ends: Vec<_> = arrival.into_iter().chain(departure).collect();
        let role = Role::new(Kind::Small, self.frame.small_size);
        let mut routes = Vec::new();
        for (n, (word, other, km, inwards)) in ends.iter().copied().enumerate() {
            let ray = self.rays[n];
            let second = self.rays.iter().enumerate().find(|(index, _)| *index != n).map(|(_, ray)| ray);
            let city = locale.name(&self.context.clusters()[other].value.seat.city);
            let text = format!("{} {city}, {}", locale.word("chapter", word), locale.format_kilometres(km));
            let size = self.setter.size(&text, role);
            let found = place_words(&ray, second, size, &self.taken, &self.sheet);
            let words = found.map(|(at, _)| self.put(&text, role, at));
            let chevron = found.map_or_else(|| ray.at(0.5), |(_, chevron)| chevron);
            let turn = libm::atan2(ray.direction.x, -ray.direction.y).to_degrees();
            let turn = if inwards { turn + 180.0 } else { turn };
            let turn = (turn.rem_euclid(360.0) * 100.0).round() / 100.0;
            routes.push(OpenerRoute { pieces: self.cut_route(&ray), chevron, turn, words });
        }
        routes
    }

    /// Returns the pieces of a line of the route that the letters at the foot leave.
    fn cut_route(&self, ray: &Ray) -> Vec<Path> {
        let line = Path { points: vec![ray.ring, ray.edge], closed: false };
        let rules = Rules { clear: self.frame.route_clear, least: self.frame.route_least };
        cut(vec![(0, line)], &self.letters, rules).into_iter().map(|(_, piece)| piece).collect()
    }

    /// Sets the topics along their ridges, where there is room.
    fn ridges(&mut self, cluster: &Cluster, mountain: &Mountain) -> Vec<SetLine> {
        let locale = self.context.locale;
        let role = Role::new(Kind::Small, self.frame.small_size);
        let field: HeightField = mountain.field();
        let reach = mountain.reach();
        let mut names: Vec<Slanted> = Vec::new();
        let mut lines = Vec::new();
        for (n, topic) in cluster.topics.iter().enumerate() {
            let text = locale.text(&topic.short).or_else(|| locale.text(&topic.text)).unwrap_or_default();
            if text.is_empty() || text.chars().count() > RIDGE_CHARACTERS {
                continue;
            }
            let size = self.setter.size(&text, role);
            let summit = self.summit;
            let ridge = |distance: f64| summit.offset(field.ridge_place(n, distance / reach), reach);
            // On a small mountain the name would begin in the ring.
            let start = (RIDGE_AT * reach).max(self.frame.ring + 2.0 * self.frame.clear + size.width / 2.0);
            let place = place_ridge_name(size, start, ridge, &self.rays, &self.taken, &names, &self.sheet);
            if let Some(name) = place {
                names.push(name);
                lines.push(self.setter.set_turned(&text, role, name.at, name.angle));
            }
        }
        lines
    }

    fn relief(&mut self, mountain: &Mountain, massif: bool) -> crate::geometry::relief::Relief {
        let frame = self.frame;
        let sheet = Sheet {
            window: self.sheet.trim.expand(self.sheet.bleed),
            cell: if massif { frame.cell_massif } else { frame.cell },
            summit: self.summit,
            scale: 1.0,
            every: 1,
            rules: Rules { clear: frame.cut_clear, least: frame.cut_least },
        };
        let mut shapes = std::mem::take(&mut self.setter.shapes);
        // Under the ring there is nothing to see; its edge hides the ends of the lines.
        shapes.push(Shape::disc(self.summit, frame.ring - frame.cut_clear));
        draw_relief(mountain, &sheet, self.context.tour.interval.line, &shapes)
    }
}

/// Returns the distance of two baselines in mm: a multiple of a quarter of a row.
fn line_height(role: Role, line: f64) -> f64 {
    let share = if role.kind == Kind::Lead { LEAD_HEIGHT } else { LINE_HEIGHT };
    let height = role.size * share * 25.4 / 72.0 / line;
    (height * 4.0).round() / 4.0 * line
}

/// Returns the place of the summit from the seat: where it lies on the maps, in a field of the page.
fn place_summit(context: &Context<'_>, station: usize, massif: bool, frame: &OpenerFrame, page: f64) -> Point {
    let Some(position) = context.tour.positions[station] else { return Point::new(frame.summit_x, frame.summit_y) };
    let view = &context.maps.view;
    let (country, km) = (view.extent, view.projection.project(position));
    let share = |value: f64, from: f64, to: f64| ((value - from) / (to - from).max(1.0)).clamp(0.0, 1.0);
    let (left, width) =
        if massif { (frame.massif_left, frame.massif_width) } else { (frame.seat_left, frame.seat_width) };
    let mut x = left + width * share(km.x, country.left, country.right);
    // A summit keeps off the gutter.
    let clear = frame.gutter_clear + frame.ring;
    if massif && (x - page).abs() < clear {
        x = if x < page { page - clear } else { page + clear };
    }
    Point::new(x, frame.seat_top + frame.seat_height * share(km.y, country.top, country.bottom))
}
