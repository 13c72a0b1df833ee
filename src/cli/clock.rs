//! The date of a command: the only module that reads the clock, and never for a page.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Utc};

use super::CommandError;

/// Returns the day of `SOURCE_DATE_EPOCH` if it is set, else today, in UTC.
pub(super) fn today() -> Result<NaiveDate, CommandError> {
    if let Some(given) = source_date()? {
        return Ok(given.date_naive());
    }
    let now = now().duration_since(UNIX_EPOCH);
    let seconds = i64::try_from(now.as_ref().map_or(0, Duration::as_secs)).unwrap_or_default();
    time(seconds).map(|now| now.date_naive()).ok_or_else(|| wrong(&seconds.to_string()))
}

/// Returns the time in `SOURCE_DATE_EPOCH`, which replaces that of a build; `None` if it is not set.
pub(super) fn source_date() -> Result<Option<DateTime<Utc>>, CommandError> {
    let Some(given) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|given| !given.is_empty()) else { return Ok(None) };
    let text = given.to_string_lossy();
    // Only digits: `parse` would also accept a sign.
    let seconds = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    seconds.and_then(time).map(Some).ok_or_else(|| wrong(&text))
}

/// Returns the current time.
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

fn time(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0).filter(|_| (0..=LAST).contains(&seconds))
}

/// The last second of the year 2200. A later date is a mistake.
const LAST: i64 = 7_289_654_399;

fn wrong(given: &str) -> CommandError {
    CommandError::Wrong {
        message: format!("SOURCE_DATE_EPOCH is `{given}`, which is not a time"),
        help: "set it to whole seconds since 1970, or unset it".to_owned(),
    }
}
