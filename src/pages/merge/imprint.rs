//! The rows of the imprint. A row without text is left out.

use super::{Context, facts::short_url};
use crate::edition::load;
use crate::edition::records::{ContactBlock, Date, LogoRole, Period, Text};
use crate::geometry::projection::Projection;
use crate::pages::values::{Block, Credit, Imprint, ImprintRow, Inline};

/// A line or paragraph of the imprint.
type Paragraph = Vec<Inline>;

/// Returns the imprint, in the order in which public bodies print it.
pub(super) fn imprint(context: &Context<'_>) -> Imprint {
    let edition = &context.records.edition.value;
    let imprint = &edition.imprint;
    let text = |text: &Option<Text>| paragraphs(context, text.as_ref());
    let rows = [
        ("publisher", publisher(context)),
        ("design", text(&imprint.design)),
        ("isbn", edition.isbn.iter().map(|isbn| vec![plain(isbn.trim().to_owned())]).collect()),
        ("as_of", as_of(context)),
        ("tour", tour(context)),
        ("pictures", pictures(context)),
        ("maps", maps(context, text(&imprint.maps))),
        ("scale", scale(context)),
        ("funding", funding(context)),
        ("contact", edition.contacts.iter().map(|block| contact(context, block)).collect()),
        ("order", text(&imprint.order)),
        ("notice", text(&imprint.notice)),
        ("typesetting", vec![vec![plain(context.locale.word("imprint", "typst").to_owned())]]),
    ];
    let rows = rows.into_iter().map(|(key, paragraphs)| ImprintRow {
        key,
        label: context.locale.word("imprint", key).to_owned(),
        paragraphs,
        credits: if key == "pictures" { credits(context) } else { Vec::new() },
    });
    let rows = rows.filter(|row| !row.paragraphs.is_empty() || !row.credits.is_empty());
    Imprint { lead: context.locale.text(&imprint.as_of_note), rows: rows.collect() }
}

fn plain(text: String) -> Inline {
    Inline::Text { text }
}

/// Returns a web or mail address as a link that shows the address.
fn address(url: &str) -> Inline {
    let shown = short_url(url.trim_start_matches("mailto:")).to_owned();
    Inline::Link { url: url.to_owned(), content: vec![plain(shown)] }
}

fn publisher(context: &Context<'_>) -> Vec<Paragraph> {
    let locale = context.locale;
    let Some(publisher) = &context.records.edition.value.publisher else { return Vec::new() };
    let lines = publisher.lines.as_ref().and_then(|lines| lines.get(&locale.language()));
    let lines = std::iter::once(&publisher.name).chain(lines.into_iter().flatten()).chain(&publisher.address);
    let mut paragraphs: Vec<_> = lines.map(|line| vec![plain(locale.set_spaces(line))]).collect();
    paragraphs.extend(publisher.responsible.as_deref().map(|name| {
        let name = locale.set_spaces(name);
        vec![plain(locale.fill("imprint", "responsible", &[("name", &name)]))]
    }));
    paragraphs.extend(publisher.email.as_ref().map(|email| vec![address(&format!("mailto:{email}"))]));
    paragraphs.extend(publisher.website.as_deref().map(|url| vec![address(url)]));
    paragraphs
}

fn as_of(context: &Context<'_>) -> Vec<Paragraph> {
    let date = Date::Day(context.records.edition.value.as_of);
    vec![vec![plain(context.locale.format_date(date))]]
}

fn tour(context: &Context<'_>) -> Vec<Paragraph> {
    let Some(tour) = context.records.edition.value.tour else { return Vec::new() };
    let period = Period { from: Some(tour.from), to: tour.to, as_of: None };
    context.locale.format_period(period).map(|period| vec![plain(period)]).into_iter().collect()
}

/// Returns what is said about pictures besides their credits. Only an edition without any says that there are none.
fn pictures(context: &Context<'_>) -> Vec<Paragraph> {
    let imprint = &context.records.edition.value.imprint;
    let none = imprint.no_pictures.as_ref().filter(|_| credited(context).next().is_none());
    [none, imprint.pictures.as_ref()].into_iter().flat_map(|text| paragraphs(context, text)).collect()
}

/// Returns what of a mountain means what.
fn scale(context: &Context<'_>) -> Vec<Paragraph> {
    if context.clusters().is_empty() {
        return Vec::new();
    }
    let line = context.locale.number_word(context.tour.interval.line as usize);
    let text = load::fill(context.locale.word("imprint", "scale-text"), &[("line", &line)]);
    vec![vec![plain(context.locale.set_spaces(&text))]]
}

/// Returns what the edition says about its maps, and their scale and projection.
fn maps(context: &Context<'_>, mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let (locale, maps) = (context.locale, &context.maps);
    let scale = locale.format_number(maps.denominator);
    let text = match &maps.view.projection {
        Projection::Conic(cone) => {
            let [south, north] = [cone.parallels.0, cone.parallels.1].map(|degrees| locale.format_parallel(degrees));
            locale.fill("imprint", "map-conic", &[("value", &scale), ("first", &south), ("last", &north)])
        }
        Projection::EqualArea(_) => locale.fill("imprint", "map-equal-area", &[("value", &scale)]),
    };
    paragraphs.push(vec![plain(locale.set_spaces(&text))]);
    if !context.geodata.maps.cities.is_empty() {
        paragraphs.push(vec![plain(locale.word("imprint", "map-cities").to_owned())]);
    }
    paragraphs
}

/// Returns the funders by their marks.
fn funding(context: &Context<'_>) -> Vec<Paragraph> {
    let logos = context.records.edition.value.logos.iter();
    let funders = logos.filter(|logo| logo.role == LogoRole::Funder);
    funders.filter_map(|logo| Some(vec![plain(context.locale.text(&logo.name)?)])).collect()
}

fn contact(context: &Context<'_>, contact: &ContactBlock) -> Paragraph {
    let mut out = vec![plain(context.locale.text_or_empty(&contact.name))];
    out.extend(context.locale.text(&contact.text).map(|text| plain(format!(": {text}"))));
    let email = contact.email.as_ref().map(|email| format!("mailto:{email}"));
    for url in [contact.website.clone(), email].into_iter().flatten() {
        out.extend([plain(" ".to_owned()), address(&url)]);
    }
    out.extend(contact.phone.as_ref().map(|phone| plain(format!(" {phone}"))));
    out
}

/// A photograph to credit: its chapter (empty outside the chapters), its credit, and who owns its rights.
struct Credited<'a> {
    slug: &'a str,
    credit: &'a str,
    holder: &'a str,
}

/// Returns the photographs and portraits of the chapters and of the foreword.
fn credited<'a>(context: &Context<'a>) -> impl Iterator<Item = Credited<'a>> {
    let chapters = context.clusters().iter().flat_map(|record| {
        let slug = record.slug.as_str();
        let pictures = record.value.pictures.iter();
        let pictures = pictures.map(move |it| Credited { slug, credit: &it.credit, holder: it.holder() });
        // A portrait without consent is not printed.
        let people = record.value.people().into_iter().filter(|person| person.consent.is_some());
        let portraits = people.filter_map(|person| person.portrait.as_ref());
        pictures.chain(portraits.map(move |it| Credited { slug, credit: &it.credit, holder: &it.credit }))
    });
    let foreword = context.records.edition.value.foreword.as_ref();
    let foreword = foreword.filter(|foreword| foreword.consent.is_some());
    let portrait = foreword.and_then(|foreword| foreword.portrait.as_ref());
    portrait.into_iter().map(|it| Credited { slug: "", credit: &it.credit, holder: &it.credit }).chain(chapters)
}

/// Returns the photographs by holder, in the order in which the holders first appear.
fn credits(context: &Context<'_>) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    for it in credited(context) {
        let holder = context.locale.set_spaces(it.holder);
        let picture = (it.slug.to_owned(), context.locale.set_spaces(it.credit));
        match credits.iter_mut().find(|credit| credit.holder == holder) {
            Some(credit) if credit.pictures.contains(&picture) => {}
            Some(credit) => credit.pictures.push(picture),
            None => credits.push(Credit { holder, pictures: vec![picture] }),
        }
    }
    credits
}

/// Returns the paragraphs of a text in Markdown that has no other blocks.
fn paragraphs(context: &Context<'_>, text: Option<&Text>) -> Vec<Paragraph> {
    let blocks = context.parse_markdown(text, None, &[]).into_iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph { content } => Some(content),
            _ => None,
        })
        .collect()
}
