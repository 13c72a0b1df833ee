//! The foreword.

use super::Context;
use super::facts::join;
use crate::fs::project::slashes;
use crate::pages::values::{Foreword, Portrait, Signature};

/// Returns the foreword; `None` where there is none, or its author has not agreed to it.
pub(super) fn foreword(context: &Context<'_>) -> Option<Foreword> {
    let (locale, edition) = (context.locale, &context.records.edition.value);
    let record = edition.foreword.as_ref().filter(|foreword| foreword.consent.is_some())?;
    let path = |file: &String| format!("/{}", slashes(&context.records.folder.join(file)));
    let name = locale.set_spaces(&record.name);
    let portrait = record.portrait.as_ref().map(|portrait| Portrait {
        path: path(&portrait.file),
        focus: portrait.focus.0,
        alt: join(&[Some(record.name.clone()), locale.text(&portrait.alt)], ", "),
        credit: Some(locale.set_spaces(&portrait.credit)),
    });
    let signature = record
        .signature
        .as_ref()
        .map(|file| Signature { path: path(file), alt: locale.fill("foreword", "signature", &[("name", &name)]) });
    Some(Foreword {
        body: context.running_text(Some(&record.text), 2, &edition.sources),
        portrait,
        signature,
        name,
        office: locale.text(&record.office),
    })
}
