//! The day on which a command is given: the only place that reads the clock, and never for a page.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate};

/// Today by `SOURCE_DATE_EPOCH` where it is set, else by the clock; in universal time.
pub(super) fn today() -> NaiveDate {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).as_ref().map_or(0, Duration::as_secs).try_into().ok();
    let day = given.or_else(now).and_then(|seconds: i64| DateTime::from_timestamp(seconds, 0));
    day.unwrap_or_default().date_naive()
}
