//! The contrast of every text of the screen PDF with its ground, as WCAG 2.1 asks for (1.4.3 and 1.4.6): 7 : 1 for
//! running text, 4.5 : 1 for the rest.

use std::sync::OnceLock;

use crate::common::{ProjectCopy, root, shipped_document};
use brochure::Language;
use brochure::internals::{Adaptation, Originals, Separation, adapt};
use brochure::pdf::Target;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst::visualize::{Color, Curve, FillRule, Geometry, Paint};
use typst_layout::PagedDocument;

const RUNNING: f64 = 7.0;
const REST: f64 = 4.5;

/// An area on a page in one colour.
struct Area {
    curve: Curve,
    rule: FillRule,
    /// From the page to the curve.
    back: Transform,
    colour: Color,
    clips: Vec<Clip>,
}

#[derive(Clone)]
struct Clip {
    curve: Curve,
    back: Transform,
}

impl Area {
    fn covers(&self, point: Point) -> bool {
        self.curve.contains(self.rule, point.transform(self.back))
            && self.clips.iter().all(|clip| clip.curve.contains(FillRule::NonZero, point.transform(clip.back)))
    }
}

/// Texts with too little contrast, and how many texts were measured.
#[derive(Default)]
struct Seen {
    areas: Vec<Area>,
    clips: Vec<Clip>,
    page: usize,
    texts: usize,
    running: usize,
    weak: Vec<String>,
}

impl Seen {
    fn of(document: &PagedDocument) -> Self {
        let mut seen = Self::default();
        for (index, page) in document.pages().iter().enumerate() {
            (seen.page, seen.areas) = (index + 1, Vec::new());
            let paint = page.fill_or_transparent().unwrap_or(Paint::Solid(Color::WHITE));
            let curve = Curve::rect(page.frame.size());
            seen.paint(curve, FillRule::NonZero, &paint, Transform::identity());
            seen.frame(&page.frame, Transform::identity());
        }
        seen
    }

    fn frame(&mut self, frame: &Frame, at: Transform) {
        for (place, item) in frame.items() {
            let here = at.pre_concat(Transform::translate(place.x, place.y));
            match item {
                FrameItem::Group(group) => {
                    let inner = here.pre_concat(group.transform);
                    let clips = self.clips.len();
                    if let (Some(curve), Some(back)) = (&group.clip, inner.invert()) {
                        self.clips.push(Clip { curve: curve.clone(), back });
                    }
                    self.frame(&group.frame, inner);
                    self.clips.truncate(clips);
                }
                FrameItem::Shape(shape, _) => {
                    let curve = match &shape.geometry {
                        Geometry::Line(_) => continue,
                        Geometry::Rect(size) => Curve::rect(*size),
                        Geometry::Curve(curve) => curve.clone(),
                    };
                    if let Some(fill) = &shape.fill {
                        self.paint(curve, shape.fill_rule, fill, here);
                    }
                }
                FrameItem::Text(text) => self.text(text, here),
                _ => {}
            }
        }
    }

    fn paint(&mut self, curve: Curve, rule: FillRule, paint: &Paint, at: Transform) {
        let Paint::Solid(colour) = paint else { panic!("page {}: {paint:?}", self.page) };
        assert!(colour.alpha().is_none_or(|alpha| alpha >= 1.0), "page {}: {colour:?} is transparent", self.page);
        if let Some(back) = at.invert() {
            self.areas.push(Area { curve, rule, back, colour: colour.clone(), clips: self.clips.clone() });
        }
    }

    fn text(&mut self, text: &TextItem, at: Transform) {
        if text.text.trim().is_empty() {
            return;
        }
        let bounds = text.bbox();
        let mut curve = Curve::rect(bounds.size());
        curve.translate(bounds.min);
        if let Some(stroke) = &text.stroke {
            // The halo of the next text.
            return self.paint(curve, FillRule::NonZero, &stroke.paint, at);
        }
        let Paint::Solid(colour) = &text.fill else { panic!("page {}: {:?}", self.page, text.fill) };
        // WCAG asks for less contrast where text is large or bold.
        let running = text.size.to_pt() < 15.0 && text.font.info().variant.weight.to_number() < 600;
        let least = if running { RUNNING } else { REST };
        (self.texts, self.running) = (self.texts + 1, self.running + usize::from(running));
        for share in [0.1, 0.5, 0.9] {
            let middle = (bounds.min.y + bounds.max.y) * 0.5;
            let across = bounds.min.x + (bounds.max.x - bounds.min.x) * share;
            let point = Point::new(across, middle).transform(at);
            let ground = self.areas.iter().rev().find(|area| area.covers(point)).map(|area| &area.colour);
            let Some(ground) = ground else { continue };
            let contrast = contrast(colour, ground);
            if contrast < least {
                self.weak.push(format!(
                    "page {}: “{}” in {} on {} has {contrast:.2} : 1, less than {least} : 1",
                    self.page,
                    text.text,
                    colour.to_hex(),
                    ground.to_hex()
                ));
                return;
            }
        }
    }
}

/// WCAG 2.1, “contrast ratio” and “relative luminance”.
fn contrast(one: &Color, other: &Color) -> f64 {
    let luminance = |colour: &Color| {
        let linear = |value: f32| {
            let value = f64::from(value);
            if value <= 0.03928 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        let rgb = colour.to_rgb();
        0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns the press, by whose profile a screen shows the colours that the theme derives.
fn press() -> &'static Separation {
    static PRESS: OnceLock<Separation> = OnceLock::new();
    PRESS.get_or_init(|| {
        let profile = std::fs::read(root().join("data/profiles/FOGRA39L_coated.icc")).expect("a profile");
        Separation::new(&profile, 300.0).expect("a separation")
    })
}

fn screen(document: &PagedDocument) -> PagedDocument {
    let to_srgb = |inks: [u8; 4]| press().srgb(&inks).try_into().ok();
    let adaptation = Adaptation { target: Target::Screen, blank_pages: false, to_srgb: &to_srgb };
    adapt(document, &Originals::default(), &[], &adaptation).expect("pages")
}

#[test]
fn every_text_has_enough_contrast() {
    for language in Language::ALL {
        let seen = Seen::of(&screen(shipped_document(language)));
        assert!(seen.texts > 2500 && seen.running > 1500, "{} texts, {} running", seen.texts, seen.running);
        assert!(seen.weak.is_empty(), "{language}:\n{}", seen.weak.join("\n"));
    }
}

#[test]
fn a_text_with_too_little_contrast_is_found_and_a_halo_counts_as_its_ground() {
    let with = |body: &str| {
        let copy = ProjectCopy::with_one_chapter();
        let head = "#let cover = sheet(\"right\", ground: depth, numbered: false, {";
        copy.replace("templates/pages/cover.typ", head, &format!("{head}\n  place(dx: 30mm, dy: 30mm, {body})"));
        Seen::of(&screen(&copy.typeset(Language::De).document.expect("pages"))).weak
    };
    let weak = with("text(size: 9pt, fill: line-colour, [Blass])");
    assert_eq!(weak, ["page 1: “Blass” in #0092a6 on #00424b has 3.01 : 1, less than 7 : 1"]);
    let strong = with("text(size: 40pt, fill: line-strong, [Groß])");
    assert_eq!(strong, [""; 0]);
    let haloed = "{ place(text(stroke: 3pt + white, fill: white, [Dunkel])); text(fill: depth, [Dunkel]) }";
    assert_eq!(with(haloed), [""; 0]);
    assert_eq!(with("{ text(fill: depth, [Dunkel]) }").len(), 1);
    let on_a_box = "rect(fill: white, text(fill: depth, [Dunkel]))";
    assert_eq!(with(on_a_box), [""; 0]);
}
