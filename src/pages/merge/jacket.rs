//! Cover and back cover.

use chrono::Datelike;

use super::Context;
use super::facts::short_url;
use super::lines::{Kind, Role, Setter};
use super::maps::group_discs;
use super::qr::qr;
use super::tour::mountain;
use crate::edition::records::{Date, Logo, LogoGround, LogoRole};
use crate::format::CoverFrame;
use crate::fs::project::slashes;
use crate::geometry::cut::Shape;
use crate::geometry::jacket::{JacketCluster, JacketSheet, JacketSide};
use crate::geometry::legs::draw_clear_arcs;
use crate::geometry::shape::Point;
use crate::pages::values::{
    Barcode, Jacket, JacketLogo, JacketNext, JacketRelief, JacketStation, JacketWords, SetLine, SignpostStation,
    TooLong,
};

use crate::text::ean;

/// Tracking of the large word, in em.
const LARGE_TRACKING: f64 = -0.022;

/// The most lines of the large word, and the smallest share of its size.
const MOST_LINES: usize = 3;
const SIZES: [f64; 6] = [1.0, 0.78, 0.68, 0.52, 0.44, 0.36];

/// The baselines of the large word are this many sizes apart, and those of the subtitle.
const LARGE_HEIGHT: f64 = 0.93;
const SUBTITLE_HEIGHT: f64 = 1.417;

const POINT: f64 = 25.4 / 72.0;

/// Returns the values of cover and back cover.
pub(super) fn jacket(context: &Context<'_>) -> Jacket {
    let frame = context.design.frames.cover;
    let sheet = JacketSheet::new(context.design, &context.maps.view);
    let places = sheet.place_stations(&context.tour.positions);
    let known: Vec<_> = places.iter().flatten().copied().collect();
    let mut setter = Setter::new(&context.geodata.lettering, context.design);
    let mut over = Vec::new();
    let words = words(context, &mut setter, &frame, &known, &mut over);
    let mut shapes = std::mem::take(&mut setter.shapes);
    shapes.extend(places.iter().flatten().map(|&place| Shape::disc(place, frame.disc)));
    let stations = clusters(context);
    let [front, back] = sheet.draw(&stations, context.tour.interval.line, 0.0, &shapes);
    let relief = |JacketSide { lines, tones }| JacketRelief { lines, tones };
    let discs = group_discs(&places).into_iter();
    let arcs = draw_clear_arcs(&places, &context.tour.legs, frame.leg_clear);
    let (locale, edition) = (context.locale, &context.records.edition.value);
    let next = edition.next.first().map(|next| JacketNext {
        text: locale.text_or_empty(&next.text),
        url: next.url.clone(),
        address: short_url(&next.url).to_owned(),
        qr: qr(&next.url, locale),
    });
    Jacket {
        stations: discs.map(|disc| JacketStation { number: disc.number(), at: disc.at }).collect(),
        legs: arcs.into_iter().flatten().collect(),
        front: relief(front),
        back: relief(back),
        words,
        signpost: signpost(context),
        question: locale.text(edition.closing.as_ref().and_then(|closing| closing.question.as_ref())),
        next,
        mark: mark(context),
        logos: logos(context),
        barcode: barcode(context),
        legal: locale.text(&edition.imprint.notice).map(first_sentence),
        over,
    }
}

/// Returns the clusters whose mountains are the land of the jacket.
pub(super) fn clusters(context: &Context<'_>) -> Vec<JacketCluster> {
    let positions = context.tour.positions.iter().enumerate();
    positions.map(|(station, &position)| JacketCluster { position, mountain: mountain(context, station) }).collect()
}

/// Returns the first sentence of a text.
fn first_sentence(text: String) -> String {
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

fn signpost(context: &Context<'_>) -> Vec<SignpostStation> {
    let locale = context.locale;
    let clusters = context.clusters().iter().enumerate();
    clusters
        .map(|(station, record)| SignpostStation {
            number: station + 1,
            name: locale.set_spaces(&record.value.short_name),
            distance: context.tour.departure(station).map(|leg| locale.format_kilometres(leg.km)),
        })
        .collect()
}

fn logo(context: &Context<'_>, logo: &Logo) -> JacketLogo {
    JacketLogo {
        path: format!("/{}", slashes(&context.records.folder.join(&logo.file))),
        name: context.locale.text_or_empty(&logo.name),
        funder: logo.role == LogoRole::Funder,
        clear: logo.clear,
        white: logo.ground == LogoGround::White,
    }
}

/// Returns all marks, that of the publisher first.
fn logos(context: &Context<'_>) -> Vec<JacketLogo> {
    let logos = &context.records.edition.value.logos;
    let others = logos.iter().filter(|logo| logo.role != LogoRole::Publisher);
    let own = logos.iter().filter(|logo| logo.role == LogoRole::Publisher).map(|it| logo(context, it));
    let own: Vec<_> = own.collect();
    let synonym = mark(context).filter(|_| own.is_empty());
    own.into_iter().chain(synonym).chain(others.map(|it| logo(context, it))).collect()
}

/// Returns the bar code of the edition's ISBN.
fn barcode(context: &Context<'_>) -> Option<Barcode> {
    let isbn = context.records.edition.value.isbn.as_ref()?;
    let digits = ean::isbn_digits(isbn)?;
    let text = |digits: &[u8]| digits.iter().map(u8::to_string).collect();
    Some(Barcode {
        text: format!("ISBN\u{00A0}{}", isbn.trim().trim_start_matches("ISBN").trim_start()),
        digits: [text(&digits[..1]), text(&digits[1..7]), text(&digits[7..])],
        bars: ean::bars(&digits),
    })
}

/// Returns the mark of the publisher: the first among the marks of the edition, else its own key.
fn mark(context: &Context<'_>) -> Option<JacketLogo> {
    let edition = &context.records.edition.value;
    let own = edition.logos.iter().find(|logo| logo.role == LogoRole::Publisher);
    own.map(|own| logo(context, own)).or_else(|| {
        let publisher = edition.publisher.as_ref()?;
        Some(JacketLogo {
            path: format!("/{}", slashes(&context.records.folder.join(publisher.logo.as_ref()?))),
            name: publisher.name.clone(),
            funder: false,
            clear: None,
            white: true,
        })
    })
}

/// Sets the words of the front.
fn words(
    context: &Context<'_>,
    setter: &mut Setter<'_>,
    frame: &CoverFrame,
    discs: &[Point],
    over: &mut Vec<TooLong>,
) -> JacketWords {
    let (locale, edition, format) = (context.locale, &context.records.edition.value, context.design.format);
    let right = format.width - format.outer;
    let line = Role::new(Kind::Small, frame.edition_size);
    let folder = context.records.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = edition.edition.clone().or(folder).unwrap_or_default();
    let edition_line = locale.fill("cover", "edition", &[("name", &name)]);
    let date = locale.format_date(Date::Month(edition.as_of.year(), edition.as_of.month()));
    let as_of = locale.fill("cover", "as-of", &[("date", &date)]);
    let edition_line = setter.set(&edition_line, line, Point::new(format.outer, frame.edition));
    let as_of = setter.set_right(&as_of, line, Point::new(right, frame.edition));
    let cover = edition.cover.as_ref();
    let large_text =
        locale.text(cover.map(|cover| &cover.large)).unwrap_or_else(|| locale.text_or_empty(&edition.title));
    let small_text = locale.text(cover.and_then(|cover| cover.small.as_ref()));
    let small_first = small_text.is_some() && cover.is_some_and(|cover| cover.small_first.get(locale.language()));
    let top = if small_first { frame.large_second } else { frame.large };
    let width = right - frame.large_left;
    let large = large(setter, &large_text, frame, (width, top), over);
    let shift = large.last().map_or(0.0, |last| last.at.y - top);
    let role = Role::new(Kind::Display, frame.small_size);
    let small_y = if small_first { frame.small_first } else { frame.small + shift };
    let small: Vec<_> =
        small_text.iter().map(|text| setter.set(text, role, Point::new(format.outer, small_y))).collect();
    if let Some(text) = &small_text {
        report(over, "cover.small", setter.size(text, role).width - (right - format.outer));
    }
    let first = if small_first { frame.subtitle_first } else { frame.subtitle };
    // Without a smaller line the subtitle moves up into its place.
    let first = if small.is_empty() { frame.small } else { first };
    let display = context.design.format.display;
    let role = Role::new(Kind::Lead, frame.subtitle_size * display);
    let subtitle = locale.text(&edition.subtitle).unwrap_or_default();
    let mut y = first + shift;
    let mut lines = Vec::new();
    for text in clear_lines(setter, &subtitle, role, frame, (Point::new(format.outer, y), discs)) {
        lines.push(setter.set(&text, role, Point::new(format.outer, y)));
        y += subtitle_height(role);
    }
    JacketWords { edition: edition_line, as_of, large, small, small_first, subtitle: lines }
}

/// Sets the large word: on one line as wide as the page, or smaller on several.
fn large(
    setter: &mut Setter<'_>,
    text: &str,
    frame: &CoverFrame,
    (width, baseline): (f64, f64),
    over: &mut Vec<TooLong>,
) -> Vec<SetLine> {
    let role = |share: f64| Role { kind: Kind::Display, size: frame.large_size * share, tracking: LARGE_TRACKING };
    let fitting = SIZES.iter().enumerate().find_map(|(n, &share)| {
        let lines = setter.wrap(text, role(share), width);
        let widest = lines.iter().map(|line| setter.size(line, role(share)).width).fold(0.0, f64::max);
        // A single word may be a little smaller instead of falling to the next size.
        let share = if n == 0 && lines.len() == 1 { share * (width / widest).min(1.0) } else { share };
        let fits = lines.len() <= MOST_LINES.min(n + 1) && (widest <= width || n == 0 && share > SIZES[1]);
        fits.then_some((lines, share))
    });
    let smallest = SIZES[SIZES.len() - 1];
    let (lines, share) = fitting.unwrap_or_else(|| {
        let lines = setter.wrap(text, role(smallest), width);
        let widest = lines.iter().map(|line| setter.size(line, role(smallest)).width).fold(0.0, f64::max);
        report(over, "cover.large", (widest - width).max(frame.large_size * POINT * smallest));
        (lines, smallest)
    });
    let height = frame.large_size * share * POINT * LARGE_HEIGHT;
    let mut y = baseline - (1.0 - share) * frame.large_size * POINT * 0.7;
    let mut set = Vec::new();
    for line in &lines {
        // The bearing of the first letter shrinks with the size.
        set.push(setter.set(line, role(share), Point::new(frame.large_left, y)));
        y += height;
    }
    set
}

fn subtitle_height(role: Role) -> f64 {
    role.size * POINT * SUBTITLE_HEIGHT
}

/// Breaks the subtitle so that no line meets a disc: in the widest measure in which it keeps clear of them.
fn clear_lines(
    setter: &Setter<'_>,
    text: &str,
    role: Role,
    frame: &CoverFrame,
    (start, discs): (Point, &[Point]),
) -> Vec<String> {
    let clear = |lines: &Vec<String>| {
        let mut y = start.y;
        lines.iter().all(|line| {
            let bounds = setter.size(line, role).at(Point::new(start.x, y));
            y += subtitle_height(role);
            !discs.iter().any(|disc| bounds.distance(*disc) < frame.disc + frame.disc_clear)
        })
    };
    let measures = (0..6).map(|n| setter.wrap(text, role, frame.subtitle_columns * (1.0 - 0.1 * f64::from(n))));
    let measures: Vec<_> = measures.collect();
    measures.iter().find(|lines| clear(lines)).or(measures.first()).cloned().unwrap_or_default()
}

fn report(over: &mut Vec<TooLong>, field: &'static str, by: f64) {
    if by > 0.0 {
        over.push(TooLong { record: "edition".to_owned(), field, over: (by * 100.0).round() / 100.0 });
    }
}
