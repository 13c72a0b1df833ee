//! The page of one number, which becomes a drawing of itself, and the page of one voice.

use super::{Context, Locale, facts};
use crate::edition::records::{Cluster, Counted, Drawing, Indicator, Voice, VoiceKind, VoiceWeight};
use crate::fs::project::slashes;
use crate::geometry::sunflower;
use crate::pages::values::{NumberPage, Signs, VoicePage, VoicePortrait};

/// Above this number one dot stands for ten.
const MOST_DOTS: u32 = 20_000;

/// The numbers that are drawn without being asked for, and up to which of them as lines.
const DRAWN: std::ops::RangeInclusive<u32> = 20..=100_000;
const MOST_LINES: u32 = 200;

/// The most lines in a column.
const MOST_ROWS: u32 = 38;

/// Returns the page of the first figure that can be drawn and has a sentence; else of the largest one that the statement of
/// the chapter holds.
#[must_use]
pub(super) fn number_page(locale: Locale<'_>, cluster: &Cluster) -> Option<NumberPage> {
    let told = |indicator: &&(usize, &Indicator)| locale.text(&indicator.1.sentence).is_some();
    let figures: Vec<_> = cluster.indicators.iter().enumerate().collect();
    let page = |(index, indicator): &(usize, &Indicator)| page(locale, *index, indicator, cluster);
    let with_sentence = figures.iter().filter(told).find_map(page);
    let mut by_size: Vec<_> = figures.iter().collect();
    by_size.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    with_sentence.or_else(|| by_size.into_iter().find_map(page))
}

/// Returns how a figure is drawn; `None` for money, for what is no whole number, for numbers that nobody could count, and
/// for persons, unless the record asks for it: the employees of a sector are not the cluster's own count.
fn drawing(indicator: &Indicator) -> Option<(u32, Drawing)> {
    let value = indicator.value;
    let unasked = indicator.draw == Drawing::Auto && indicator.of == Counted::Persons;
    if indicator.draw == Drawing::None
        || unasked
        || indicator.currency.is_some()
        || value.fract() != 0.0
        || !(1.0..=f64::from(u32::MAX)).contains(&value)
    {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number in range")]
    let count = value as u32;
    let fitting = match indicator.draw {
        Drawing::Auto if count <= MOST_LINES => Drawing::Lines,
        Drawing::Auto => Drawing::Dots,
        asked => asked,
    };
    DRAWN.contains(&count).then_some((count, fitting))
}

fn page(locale: Locale<'_>, index: usize, indicator: &Indicator, cluster: &Cluster) -> Option<NumberPage> {
    let (count, drawing) = drawing(indicator)?;
    let figure = facts::figure(indicator, locale);
    let date = indicator.date.map(|date| locale.format_date(date));
    let date = date.or_else(|| locale.format_period(indicator.period?))?;
    let label = locale.text(&indicator.label)?;
    let sentence = locale.text(&indicator.sentence).or_else(|| statement(cluster, &figure.value, locale))?;
    let each = if drawing == Drawing::Dots && count > MOST_DOTS { 10 } else { 1 };
    let (key, signs) = match drawing {
        Drawing::Lines => ("lines", Signs::Lines { count, rows: rows(count) }),
        _ => ("dots", Signs::Dots { count: count / each, turn: sunflower::TURN }),
    };
    let value = locale.qualify(indicator.qualifier, figure.value.clone());
    let drawn = locale.format_number(count / each);
    let places = [("number", drawn.as_str()), ("value", &value), ("name", &label), ("date", &date)];
    Some(NumberPage {
        index,
        qualifier: figure.qualifier,
        value: figure.value,
        sentence,
        scale: (each > 1).then(|| locale.word("number-page", "each-ten").to_owned()),
        foot: format!("{label}, {date}"),
        signs,
        precision: indicator.qualifier,
        alt: locale.fill("number-page", key, &places),
    })
}

/// Returns the statement of the chapter, if it holds the number.
fn statement(cluster: &Cluster, value: &str, locale: Locale<'_>) -> Option<String> {
    locale.text(&cluster.pull).filter(|pull| pull.contains(value))
}

/// The most characters of a statement that gets a page without being asked for.
const MOST_SAID: usize = 160;

/// Returns the index of the voice that can have a page: the one that asks for it, or a short quotation that is the only
/// voice. Only words that the speaker agreed to are set large.
#[must_use]
pub(super) fn page_voice(cluster: &Cluster, locale: Locale<'_>) -> Option<usize> {
    let only = cluster.voices.len() == 1;
    let fits = |voice: &Voice| {
        let short = || locale.text(&voice.text).is_some_and(|text| text.chars().count() <= MOST_SAID);
        let page = match voice.weight {
            Some(weight) => weight == VoiceWeight::Page,
            None => only && short(),
        };
        page && voice.kind == VoiceKind::Direct && voice.consent.is_some() && locale.text(&voice.text).is_some()
    };
    cluster.voices.iter().position(fits)
}

/// Returns the page of a voice.
#[must_use]
pub(super) fn voice_page(context: &Context<'_>, cluster: &Cluster, index: usize) -> Option<VoicePage> {
    let locale = context.locale;
    let voice = cluster.voices.get(index)?;
    let quoted = locale.quote(&locale.text(&voice.text)?);
    let opening: String = quoted.chars().take(1).collect();
    let company = voice.company.as_deref().map(|company| locale.set_spaces(company));
    let role = facts::join(&[locale.text(&voice.function), company], ", ");
    let date = voice.date.map(|date| locale.format_date(date));
    let occasion = facts::join(&[locale.text(&voice.occasion), date], ", ");
    let portrait = voice.portrait.as_ref().and_then(|portrait| {
        Some(VoicePortrait {
            path: format!("/{}", slashes(&context.records.folder.join(&portrait.file))),
            credit: locale.set_spaces(&portrait.credit),
            alt: locale.text(&portrait.alt)?,
        })
    });
    Some(VoicePage {
        index,
        text: quoted.chars().skip(1).collect(),
        opening,
        name: locale.set_spaces(&voice.speaker),
        role: (!role.is_empty()).then_some(role),
        occasion: (!occasion.is_empty()).then_some(occasion),
        portrait,
    })
}

/// Returns the lines in a column: as few columns as possible, all of about the same height.
fn rows(count: u32) -> u32 {
    count.div_ceil(count.div_ceil(MOST_ROWS))
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn lines_stand_in_as_few_columns_as_possible() {
        assert_eq!([20, 38, 39, 89, 200].map(rows), [20, 38, 20, 30, 34]);
    }
}
