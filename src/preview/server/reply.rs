//! Answers, with the headers that keep a page on its own.

use std::fmt::Write as _;
use std::io::{self, Write};

/// Nothing but what this server sends.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A picture of a page has photographs in it.
const PICTURE_POLICY: &str =
    "default-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    /// Whether the address has the same answer for ever, since it holds a hash.
    lasting: bool,
}

impl Reply {
    pub(super) fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, body: body.into(), lasting: false }
    }

    pub(super) fn json(value: &impl serde::Serialize) -> Self {
        // The values of this server always serialise.
        Self::new("application/json", serde_json::to_vec(value).unwrap_or_default())
    }

    pub(super) fn refusal(status: u16, why: &str) -> Self {
        Self { status, ..Self::new("text/plain; charset=utf-8", format!("{why}\n")) }
    }

    /// Marks an answer that a browser may keep.
    pub(super) fn lasting(self) -> Self {
        Self { lasting: true, ..self }
    }

    /// Sends the answer as a whole; only its head where no more was asked for.
    pub(super) fn send(self, to: &mut impl Write, head_only: bool) -> io::Result<()> {
        let mut out = head(self.status, self.kind, self.lasting);
        // Writing to a text does not fail.
        let _ = write!(out, "Content-Length: {}\r\n\r\n", self.body.len());
        let mut out = out.into_bytes();
        if !head_only {
            out.extend_from_slice(&self.body);
        }
        to.write_all(&out)?;
        to.flush()
    }
}

/// Returns the head of an answer without its last line.
pub(super) fn head(status: u16, kind: &str, lasting: bool) -> String {
    let cache = if lasting { "private, max-age=31536000, immutable" } else { "no-store" };
    let policy = if kind == SVG { PICTURE_POLICY } else { POLICY };
    format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nCache-Control: {cache}\r\nContent-Security-Policy: {policy}\r\n\
         X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        phrase(status)
    )
}

/// The kind of pictures.
pub(super) const SVG: &str = "image/svg+xml";

/// The phrases of the states that occur (RFC 9110, 15).
fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}
