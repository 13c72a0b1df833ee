//! The day on which a command is given: the only place that reads the clock, and never for a page.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate};

use super::CommandError;

/// Today by `SOURCE_DATE_EPOCH` where it is set, else by the clock; in universal time.
pub(super) fn today() -> Result<NaiveDate, CommandError> {
    let seconds = if let Ok(given) = std::env::var("SOURCE_DATE_EPOCH") {
        given.trim().parse().map_err(|_| wrong(&given))?
    } else {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        i64::try_from(now.as_ref().map_or(0, Duration::as_secs)).unwrap_or_default()
    };
    let day = DateTime::from_timestamp(seconds, 0).filter(|_| (0..=LAST).contains(&seconds));
    day.map(|day| day.date_naive()).ok_or_else(|| wrong(&seconds.to_string()))
}

/// The last second of the year 2200: no record speaks of a later one.
const LAST: i64 = 7_289_654_399;

fn wrong(given: &str) -> CommandError {
    CommandError::Wrong {
        message: format!("SOURCE_DATE_EPOCH is `{given}`, which is no time"),
        help: "set it to whole seconds since 1970, or to nothing".to_owned(),
    }
}
