//! QR codes of the addresses in records.

use super::{Locale, facts::short_url};
use crate::pages::values::Qr;
use crate::text::qr::encode_address;

/// Returns the QR code of a web or mail address; `None` if the address is too long for one.
#[must_use]
pub(super) fn qr(url: &str, locale: Locale<'_>) -> Option<Qr> {
    let modules = encode_address(url)?;
    let shown =
        url.strip_prefix("mailto:").map_or_else(|| short_url(url), |mail| mail.split('?').next().unwrap_or(mail));
    Some(Qr {
        url: url.to_owned(),
        alt: locale.fill("qr", "alt", &[("name", shown)]),
        side: modules.side,
        outlines: modules.outlines,
    })
}
