//! The record of one cluster.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::content::{Editorial, Indicator, Project, Topic, Voice};
use super::{
    Date, FoundingKind, LegalForm, Level, Person, Picture, Qualifier, Refs, Seat, Source, Text, Visit, WorkingArea,
    forms, limits,
};

/// One cluster, one chapter.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// The full name as the body writes it.
    #[schemars(example = &"Netzwerk Industrie RuhrOst e. V.")]
    pub official_name: String,
    /// The name used on the pages.
    #[schemars(length(max = 80), example = &"NIRO")]
    pub short_name: String,
    /// Names it had before.
    #[serde(default)]
    #[schemars(example = ["Ernährungsnetz Nord"])]
    pub former_names: Vec<String>,
    /// The legal form.
    pub legal_form: Option<LegalForm>,
    /// One or two sentences. They replace a missing standfirst.
    pub description: Option<Text>,
    /// Codes of the edition's `[fields]`; the first is the main one.
    #[serde(default)]
    #[schemars(length(max = limits::FIELDS), example = ["production", "metal"])]
    pub fields: Vec<String>,
    /// A second legal body that runs the office or sells services.
    pub management_body: Option<ManagementBody>,
    /// Its seat.
    pub seat: Seat,
    /// The stages of its founding, each with its own date.
    #[serde(default)]
    pub founded: Vec<Founded>,
    /// Member counts, one entry per source and date.
    #[serde(default)]
    pub members: Vec<Members>,
    /// Who the members are.
    pub mix: Option<Mix>,
    /// The cluster management labels that it has received.
    #[serde(default)]
    pub labels: Vec<Label>,
    /// Membership of the programme.
    pub go_cluster: Option<GoCluster>,
    /// Who leads it: another way to write the first of `people`.
    pub manager: Option<Person>,
    /// The people of the summit book, first the one who leads.
    #[serde(default)]
    pub people: Vec<Person>,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// The area it works in, hatched on the maps.
    pub working_area: Option<WorkingArea>,
    /// The visit of the tour.
    pub visit: Option<Visit>,
    /// The title of the chapter, at most 110 characters.
    #[schemars(extend("properties" = forms::at_most(110)))]
    pub headline: Option<Text>,
    /// Two or three sentences below the title.
    pub standfirst: Option<Text>,
    /// One statement of the story. It is printed as the sentence of the number page if it holds that number.
    #[schemars(extend("properties" = forms::at_most(160)))]
    pub pull: Option<Text>,
    /// The story in Markdown.
    #[schemars(with = "Option<forms::RunningText>")]
    pub story: Option<Text>,
    /// What people said, in direct or indirect speech.
    #[serde(default)]
    pub voices: Vec<Voice>,
    /// Its topics of work.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// Its projects.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// Further figures. The first that can be drawn gets a separate page.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Photographs.
    #[serde(default)]
    #[schemars(length(max = limits::PICTURES))]
    pub pictures: Vec<Picture>,
    /// The most pages of the chapter: 4, 6 or 8.
    #[schemars(range(min = 4, max = 8), example = 6)]
    pub pages: Option<u32>,
    /// Who approved the chapter and when; written by `brochure approve`.
    pub approved: Option<Approval>,
    /// Notes for the editor, never printed.
    pub editorial: Option<Editorial>,
    /// Where the facts come from.
    #[serde(default)]
    #[schemars(length(max = limits::SOURCES))]
    pub sources: Vec<Source>,
}

impl Cluster {
    /// Returns the people of the summit book: `manager`, then `people` by their `order`.
    #[must_use]
    pub fn people(&self) -> Vec<&Person> {
        self.people_by_field().into_iter().map(|(_, person)| person).collect()
    }

    /// Returns the files of its photographs and portraits, each with the path of its field, such as `pictures[0].file`.
    #[must_use]
    pub fn files(&self) -> Vec<(String, &str)> {
        let pictures = self.pictures.iter().enumerate();
        let pictures = pictures.map(|(index, it)| (format!("pictures[{index}].file"), it.file.as_str()));
        let voices = self.voices.iter().enumerate();
        let voices = voices.map(|(index, it)| (format!("voices[{index}]"), it.portrait.as_ref()));
        let people = self.people_by_field().into_iter().map(|(field, it)| (field, it.portrait.as_ref()));
        let portraits = people.chain(voices);
        let portraits = portraits.filter_map(|(field, it)| Some((format!("{field}.portrait.file"), it?.file.as_str())));
        pictures.chain(portraits).collect()
    }

    /// Returns the people of the summit book, each with the path of its table, such as `people[2]`.
    #[must_use]
    pub fn people_by_field(&self) -> Vec<(String, &Person)> {
        let mut people: Vec<_> = self.people.iter().enumerate().collect();
        people.sort_by_key(|(index, person)| person.order.map_or(*index, |order| order.saturating_sub(1) as usize));
        let manager = self.manager.iter().map(|person| ("manager".to_owned(), person));
        manager.chain(people.into_iter().map(|(index, person)| (format!("people[{index}]"), person))).collect()
    }
}

/// A second legal body.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ManagementBody {
    /// Its name.
    #[schemars(example = &"byNIRO GmbH")]
    pub name: String,
    /// Its role in the cluster.
    pub role: Option<Text>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// One stage of a founding.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Founded {
    /// What came into being.
    pub kind: FoundingKind,
    /// When.
    pub date: Option<Date>,
    /// By whom.
    pub by: Option<Founders>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// Who founded it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Founders {
    /// How many.
    #[schemars(range(min = 1, max = 10_000_000), example = 8)]
    pub count: Option<u32>,
    /// How exactly the number is known.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// Their kind, such as "founding members" or "companies".
    pub who: Text,
}

/// A member count.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Members {
    /// How many.
    #[schemars(range(max = 10_000_000), example = 72)]
    pub count: u32,
    /// How exactly the number is known.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// The date. The chart shows figures without a date separately.
    pub date: Option<Date>,
    /// Whether this is the current figure although another one has a later date.
    #[serde(default)]
    pub latest: bool,
    /// The counting basis, if it differs from that of the other figures.
    pub basis: Option<Text>,
    /// Carried over from an earlier edition; `check` asks for a newer figure until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

impl Members {
    /// Which count to speak of: the one marked as such, or the one with the latest date, or the
    /// highest without a date.
    #[must_use]
    pub fn latest(counts: &[Self]) -> Option<usize> {
        let of = |index: &usize| &counts[*index];
        let all = 0..counts.len();
        let dated = all.clone().filter_map(|index| Some((of(&index).date?.middle(), index)));
        all.clone()
            .find(|index| of(index).latest)
            .or_else(|| dated.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, index)| index))
            .or_else(|| all.max_by_key(|index| of(index).count))
    }
}

/// Who the members are.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// In words.
    pub text: Option<Text>,
    /// In shares. The rest up to 100 % is called "other".
    #[serde(default)]
    pub shares: Vec<Share>,
    /// When.
    pub date: Option<Date>,
    /// Carried over from an earlier edition; `check` asks for a newer figure until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A share of the members.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Whose share.
    pub name: Text,
    /// Per cent of all members.
    #[schemars(range(min = 0, max = 100), example = 55)]
    pub percent: f64,
    /// How exactly it is known.
    #[serde(default)]
    pub qualifier: Qualifier,
}

/// A label given to the cluster management.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The level.
    pub level: Level,
    /// When it was given.
    pub date: Option<Date>,
    /// Until when it holds.
    pub valid_until: Option<Date>,
    /// Carried over from an earlier edition; `check` asks whether it still holds until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

impl Label {
    /// Returns the index of the label with the latest date, or with the longest validity where it has no date.
    #[must_use]
    pub fn latest(labels: &[Self]) -> Option<usize> {
        let year = |date: Option<Date>| date.map_or(f64::MIN, Date::middle);
        let key = |label: &Self| year(label.valid_until.or(label.date)).max(year(label.date));
        (0..labels.len()).max_by(|a, b| key(&labels[*a]).total_cmp(&key(&labels[*b])))
    }
}

/// Membership of the programme.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GoCluster {
    /// Since when.
    pub since: Date,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// How to reach the cluster.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Web address with its scheme.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub website: Option<String>,
    /// Mail address.
    #[schemars(with = "Option<forms::MailAddress>")]
    pub email: Option<String>,
    /// Its entry on a platform, with its scheme; printed where there is no `website`.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub platform_url: Option<String>,
    /// Telephone number in international form.
    #[schemars(with = "Option<forms::Phone>")]
    pub phone: Option<String>,
    /// The organisation at this address.
    #[schemars(example = &"Technologiezentrum Unna")]
    pub care_of: Option<String>,
    /// Street and number.
    #[schemars(example = &"Hauptstraße 12")]
    pub street: Option<String>,
    /// Postal code.
    #[schemars(length(max = 12), example = &"59423")]
    pub postal_code: Option<String>,
    /// City of the address.
    #[schemars(example = &"Unna")]
    pub city: Option<String>,
    /// Carried over from an earlier edition; `check` asks whether it still holds until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// The approval of a chapter.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// By whom.
    #[schemars(example = &"Ingrid Lange")]
    pub by: String,
    /// When.
    pub on: Date,
    /// A fingerprint of the record at that time. Any change to the record changes it.
    #[schemars(example = &"3f2a 91c0 5d77 a01e")]
    pub fingerprint: Option<String>,
}
