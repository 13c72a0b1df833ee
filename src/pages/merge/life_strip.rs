//! The life strip: what is dated about a cluster, placed on the time axis of the book.

mod dated;
mod scale;

use dated::{Entry, LANES, Mark, entries};
pub(super) use scale::StripScale;

use super::{Context, Locale};
use crate::edition::records::{Cluster, Members};
use crate::format::{LifeStripFrame, Setting, StripPlace};
use crate::geometry::life_strip::{
    Area, LaneEntry, LaneMeasures, PlacedEntry, PlacedTag, Side, Stem, Tag, TagMeasures, area, cut_line, divide_rows,
    fill_lane, group_stems, place_tags,
};
use crate::geometry::shape::round2;
use crate::pages::values::{
    Lane, LifeStrip, StripEntry, StripLabel, StripMark, StripNote, StripStem, StripVisit, Tick,
};

/// The fewest dated events that make a strip.
const FEWEST: usize = 3;

/// Returns whether so much of a cluster is dated that it makes a strip.
#[must_use]
pub(super) fn has_strip(cluster: &Cluster) -> bool {
    let visit = cluster.visit.as_ref().and_then(|visit| visit.date);
    dated::dates(cluster).count() + usize::from(visit.is_some()) >= FEWEST
}

/// Returns the strip of a cluster in a place of the page; `None` where too little is dated.
#[must_use]
pub(super) fn life_strip(context: &Context<'_>, cluster: &Cluster, place: StripPlace) -> Option<LifeStrip> {
    has_strip(cluster).then(|| Draft::new(context, cluster, place).finish())
}

/// A strip while it is being made.
struct Draft<'a> {
    context: &'a Context<'a>,
    frame: LifeStripFrame,
    /// The type of counts, and of all other texts.
    value: Setting<'a>,
    text: Setting<'a>,
    cluster: &'a Cluster,
    place: StripPlace,
    scale: StripScale,
    /// The dated counts in the order of time.
    counts: Vec<(f64, &'a Members)>,
    visit: Option<(f64, String)>,
}

impl<'a> Draft<'a> {
    fn new(context: &'a Context<'a>, cluster: &'a Cluster, place: StripPlace) -> Self {
        let mut counts: Vec<_> =
            cluster.members.iter().filter_map(|members| Some((members.date?.middle(), members))).collect();
        counts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let scale = context.strip;
        // A count from before the axis has no place on it.
        counts.retain(|(year, _)| !scale.axis.begins_after(*year));
        let date = cluster.visit.as_ref().and_then(|visit| visit.date);
        let date = date.filter(|date| !scale.axis.begins_after(date.middle()));
        let visit = date.map(|date| {
            let text = context.locale.fill("life-strip", "visit", &[("date", &context.locale.format_date(date))]);
            (scale.axis.x(date.middle()), text)
        });
        let (frame, roles) = (context.design.frames.life_strip, context.design.frames.roles);
        // Without counts there is nothing to draw above the axis.
        let place = if counts.is_empty() { StripPlace { base: frame.top + frame.first_lane, ..place } } else { place };
        let (value, text) = (context.design.setting(roles.point), context.design.setting(roles.note));
        Self { context, frame, value, text, cluster, place, scale, counts, visit }
    }

    fn locale(&self) -> Locale<'a> {
        self.context.locale
    }

    fn width(&self, text: &str) -> f64 {
        self.context.rulers.text.as_ref().map_or(0.0, |ruler| ruler.width(text, self.text.size))
    }

    fn value_width(&self, value: &str) -> f64 {
        self.context.rulers.strong.as_ref().map_or(0.0, |ruler| ruler.width(value, self.value.size))
    }

    /// The top of the room above the axis, in mm.
    fn top(&self) -> f64 {
        self.frame.top - self.place.base
    }

    fn finish(self) -> LifeStrip {
        let (lanes, foot, texts) = self.lanes();
        let visit_area = self.visit_area();
        let (labels, label_areas) = self.labels(visit_area);
        let taken: Vec<_> =
            label_areas.into_iter().chain(self.stem_areas()).chain(self.visit_areas(visit_area)).collect();
        LifeStrip {
            base: self.place.base / self.context.design.format.line,
            width: self.frame.width,
            ticks: self.ticks(),
            stems: self.stems(),
            stem_width: self.frame.stem,
            pitch: round2(self.scale.member * f64::from(self.context.tour.interval.line)),
            labels,
            note: self.note(&taken),
            visit: self.visit.as_ref().map(|(x, text)| StripVisit {
                x: round2(*x),
                y: round2(self.top()),
                pieces: cut_line(*x, self.top() + self.frame.visit_height / 2.0, foot, &texts)
                    .into_iter()
                    .map(|(top, bottom)| (round2(top), round2(bottom)))
                    .collect(),
                text: text.clone(),
                ends: visit_area.is_some_and(|area| area.right < *x),
            }),
            lanes,
            foot: round2(foot),
            alt: self.alt(),
        }
    }

    fn ticks(&self) -> Vec<Tick> {
        let axis = self.scale.axis;
        #[expect(clippy::cast_possible_truncation, reason = "years of records, up to 2200")]
        let (first, last) = (axis.first.ceil() as i32, axis.last.floor() as i32);
        let named = super::timeline::named_years([first, last + 1]);
        // On a long axis only the named years have a tick.
        let years = (first..=last).filter(|year| last - first <= MOST_TICKS || named.contains(year));
        let name = |year: i32| {
            // The name of a year is behind its tick and needs room there.
            let fits = axis.x(f64::from(year)) + self.width(&year.to_string()) < axis.width;
            (named.contains(&year) && fits).then(|| year.to_string())
        };
        years.map(|year| Tick { x: round2(axis.x(f64::from(year))), name: name(year) }).collect()
    }

    fn height(&self, members: &Members) -> f64 {
        f64::from(self.lines(members) * self.context.tour.interval.line) * self.scale.member
    }

    fn lines(&self, members: &Members) -> u32 {
        (members.count / self.context.tour.interval.line).max(1)
    }

    fn stems(&self) -> Vec<StripStem> {
        let principal = super::tour::latest(self.cluster).and_then(|members| members.basis.as_ref());
        let stem = |(year, members): &(f64, &Members)| StripStem {
            x: round2(self.scale.axis.x(*year)),
            lines: self.lines(members),
            outline: members.basis.as_ref() != principal,
        };
        self.counts.iter().map(stem).collect()
    }

    fn geometry_stems(&self) -> Vec<Stem> {
        let stem =
            |(year, members): &(f64, &Members)| Stem { x: self.scale.axis.x(*year), height: self.height(members) };
        self.counts.iter().map(stem).collect()
    }

    fn stem_areas(&self) -> impl Iterator<Item = Area> {
        let half = self.frame.stem / 2.0;
        let area = move |stem: Stem| Area { left: stem.x - half, right: stem.x + half, top: -stem.height, bottom: 0.0 };
        self.geometry_stems().into_iter().map(area)
    }

    /// Returns the labels of the stems and the areas that they take.
    fn labels(&self, visit: Option<Area>) -> (Vec<StripLabel>, Vec<Area>) {
        let stems = self.geometry_stems();
        let groups = group_stems(&stems, self.frame.near);
        let words: Vec<_> = groups.iter().map(|group| self.label_words(group.clone())).collect();
        let widths = words.iter().map(|(value, date)| self.value_width(value).max(self.width(date)));
        let tags: Vec<_> = groups.into_iter().zip(widths).map(|(stems, width)| Tag { stems, width }).collect();
        let roof =
            Area { left: -self.frame.width, right: 2.0 * self.frame.width, top: 3.0 * self.top(), bottom: self.top() };
        let taken: Vec<_> = self.visit_areas(visit).chain([roof]).collect();
        let placed = place_tags(&stems, &tags, &taken, &self.tag_measures());
        let areas = placed.iter().zip(&tags).map(|(place, tag)| area(place, tag.width, self.frame.label)).collect();
        let label = |(place, (value, date)): (PlacedTag, (String, String))| StripLabel {
            x: round2(place.x),
            y: round2(place.y),
            ends: place.side == Side::Right,
            value,
            date,
        };
        (placed.into_iter().zip(words).map(label).collect(), areas)
    }

    /// Returns the value and the date of a label. Stems that share it have their values and dates in the order of time.
    fn label_words(&self, group: std::ops::Range<usize>) -> (String, String) {
        let locale = self.locale();
        let mut values: Vec<_> = self.counts[group.clone()]
            .iter()
            .map(|(_, members)| locale.format_count(members.count, members.qualifier))
            .collect();
        let mut dates: Vec<_> =
            self.counts[group].iter().filter_map(|(_, members)| Some(locale.format_month(members.date?))).collect();
        values.dedup();
        dates.dedup();
        let and = format!(" {} ", locale.word("life-strip", "and"));
        (values.join(&and), dates.join(&and))
    }

    /// Returns the room of the word of the visit: left of its line, or right of it at the left end of the axis.
    fn visit_area(&self) -> Option<Area> {
        let (x, text) = self.visit.as_ref()?;
        let (width, gap) = (self.width(text), self.frame.visit_gap);
        let left = if x - gap - width >= 0.0 { x - gap - width } else { x + gap };
        Some(Area { left, right: left + width, top: self.top(), bottom: self.top() + self.frame.visit_height })
    }

    fn visit_areas(&self, word: Option<Area>) -> impl Iterator<Item = Area> {
        let room = self.frame.visit_room;
        let line =
            self.visit.as_ref().map(|(x, _)| Area { left: x - room, right: x + room, top: self.top(), bottom: 0.0 });
        word.into_iter().chain(line)
    }

    /// Returns the note in the first column that is free.
    fn note(&self, taken: &[Area]) -> Option<StripNote> {
        let locale = self.locale();
        let undated: Vec<_> = self.cluster.members.iter().filter(|members| members.date.is_none()).collect();
        if self.counts.is_empty() && undated.is_empty() {
            return None;
        }
        let (width, height) = self.frame.note;
        let top = self.top() + self.context.design.format.line;
        let cost = |x: f64| {
            let area = Area { left: x, right: x + width, top, bottom: top + height };
            taken.iter().map(|other| other.shared(&area)).sum::<f64>()
        };
        let (first, second, third) = self.frame.note_left;
        let x = [first, second, third].into_iter().min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(0.0);
        let counts: Vec<_> = undated.iter().map(|members| self.undated_count(members)).collect();
        let interval = locale.number_word(self.context.tour.interval.line as usize);
        Some(StripNote {
            x,
            y: round2(top),
            scale: locale.fill("life-strip", "scale", &[("line", &interval)]),
            undated: (!counts.is_empty())
                .then(|| locale.fill("life-strip", "undated", &[("list", &counts.join(", "))])),
            basis: self.other_bases().map(|list| locale.fill("life-strip", "basis", &[("list", &list)])),
        })
    }

    /// Returns a count without a date, with the way in which it was counted.
    fn undated_count(&self, members: &Members) -> String {
        let count = self.locale().format_count(members.count, members.qualifier);
        match members.basis.as_ref().and_then(|basis| self.locale().text(basis)) {
            Some(basis) => format!("{count} ({basis})"),
            None => count,
        }
    }

    /// Returns how the counts were counted whose stems are outlines.
    fn other_bases(&self) -> Option<String> {
        let principal = super::tour::latest(self.cluster).and_then(|members| members.basis.as_ref());
        let others = self.counts.iter().filter_map(|(_, members)| members.basis.as_ref());
        let mut others: Vec<_> =
            others.filter(|basis| Some(*basis) != principal).filter_map(|basis| self.locale().text(basis)).collect();
        others.dedup();
        (!others.is_empty()).then(|| others.join("; "))
    }

    /// Returns the lanes, the line below them, and the areas of their texts.
    fn lanes(&self) -> (Vec<Lane>, f64, Vec<Area>) {
        let drafts = LANES.map(|kind| (kind, entries(self.context, self.cluster, kind)));
        let geometry: Vec<Vec<LaneEntry>> =
            drafts.iter().map(|(_, it)| it.iter().map(|it| self.extent(it)).collect()).collect();
        let line = self.visit.as_ref().map(|(x, _)| *x);
        let needs: Vec<_> = geometry.iter().map(|it| fill_lane(it, line, it.len(), &self.lane_measures()).1).collect();
        let lanes = needs.iter().filter(|need| **need > 0).fold(0.0, |sum, _| sum + 1.0);
        let room = self.place.foot - self.place.base - self.frame.first_lane - lanes * self.frame.lane_head;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen rows")]
        let rows = (room / self.frame.lane_row).max(0.0) as usize;
        let shares = divide_rows(&needs, rows);
        let (mut y, mut done, mut texts) = (self.frame.first_lane, Vec::new(), Vec::new());
        // On the page lanes have their own order, not in that of importance.
        let mut order: Vec<_> = (0..drafts.len()).collect();
        order.sort_by_key(|index| drafts[*index].0.order());
        for index in order {
            let (places, rows) = fill_lane(&geometry[index], line, shares[index], &self.lane_measures());
            if rows == 0 {
                continue;
            }
            let head = y + self.frame.lane_head;
            let mut filled =
                Lane { name: drafts[index].0.name(self.context, self.cluster), top: round2(y), entries: Vec::new() };
            for ((entry, extent), place) in drafts[index].1.iter().zip(&geometry[index]).zip(places) {
                let Some(place) = place else { continue };
                let top = head + self.row_offset(place.row);
                texts.push(self.text_area(extent, place, top));
                filled.entries.push(self.entry(entry, place, top));
            }
            done.push(filled);
            y = head + self.row_offset(rows);
        }
        (done, y, texts)
    }

    /// Returns the span of a mark and the widths of its wordings.
    fn extent(&self, entry: &Entry) -> LaneEntry {
        let (from, to) = self.span(entry);
        let end = to.unwrap_or(from);
        let (left, right) = match entry.mark {
            _ if self.scale.axis.begins_after(entry.from) => (0.0, end.max(self.frame.before)),
            Mark::Span => (from, end),
            Mark::Moment => (from - self.frame.dot, from + self.frame.dot),
            Mark::Flag(_) => (from, end.max(from + self.frame.flag)),
        };
        let open = if entry.open { self.frame.open } else { 0.0 };
        let widths = entry.wordings.iter().map(|text| self.width(text)).collect();
        LaneEntry { from: left.max(0.0), to: (right + open).min(self.frame.width), widths }
    }

    /// Returns the places of the dates of a mark, kept on the axis.
    fn span(&self, entry: &Entry) -> (f64, Option<f64>) {
        let x = |year: f64| self.scale.axis.x(year).clamp(0.0, self.frame.width);
        (x(entry.from), entry.to.map(x))
    }

    fn entry(&self, entry: &Entry, place: PlacedEntry, y: f64) -> StripEntry {
        let (from, to) = self.span(entry);
        let (mark, level) = match entry.mark {
            _ if self.scale.axis.begins_after(entry.from) => (StripMark::Before, None),
            Mark::Span => (StripMark::Bar, None),
            Mark::Moment => (StripMark::Dot, None),
            Mark::Flag(level) => (StripMark::Flag, Some(level)),
        };
        StripEntry {
            mark,
            from: round2(from),
            to: to.map(round2),
            open: entry.open,
            level,
            y: round2(y),
            text: entry.wordings[place.wording].clone(),
            text_x: round2(place.text),
            language: entry.language,
        }
    }

    fn tag_measures(&self) -> TagMeasures {
        let LifeStripFrame { width: axis, stem, label: height, label_gap, label_lift, label_step, .. } = self.frame;
        TagMeasures { axis, stem, height, gap: label_gap, lift: label_lift, step: label_step }
    }

    fn lane_measures(&self) -> LaneMeasures {
        LaneMeasures { axis: self.frame.width, gap: self.frame.text_gap, clear: self.frame.text_clear }
    }

    /// Returns the area of a text, which is in the lower half of its row.
    fn text_area(&self, extent: &LaneEntry, place: PlacedEntry, top: f64) -> Area {
        let height = self.frame.lane_row;
        let right = place.text + extent.widths[place.wording];
        Area { left: place.text, right, top: top + height / 2.0, bottom: top + height }
    }

    /// Returns the distance of a row from the head of its lane.
    fn row_offset(&self, row: usize) -> f64 {
        f64::from(u32::try_from(row).unwrap_or(u32::MAX)) * self.frame.lane_row
    }

    /// Returns the strip in words, in the order of time.
    fn alt(&self) -> String {
        let locale = self.locale();
        let members = self.cluster.members.iter().filter_map(|members| {
            let count = locale.format_count(members.count, members.qualifier);
            let date = members.date?;
            Some((date.middle(), format!("{} {count} {}", locale.format_date(date), locale.word("chapter", "members"))))
        });
        let lanes = LANES.iter().flat_map(|kind| entries(self.context, self.cluster, *kind));
        let lanes = lanes.map(|entry| (entry.from, entry.said));
        let visit = self.cluster.visit.as_ref().and_then(|visit| visit.date);
        let visit = visit
            .map(|date| (date.middle(), locale.fill("life-strip", "visit", &[("date", &locale.format_date(date))])));
        let mut events: Vec<_> = members.chain(lanes).chain(visit).collect();
        events.sort_by(|a, b| a.0.total_cmp(&b.0));
        let list: Vec<_> = events.into_iter().map(|(_, said)| said).collect();
        let name = locale.set_spaces(&self.cluster.short_name);
        locale.fill("life-strip", "alt", &[("name", &name), ("list", &list.join("; "))])
    }
}

/// The most years of an axis each of which has a tick.
const MOST_TICKS: i32 = 80;
