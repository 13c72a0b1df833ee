//! HTTP/1.1 as far as a page on the same computer needs it (RFC 9112): requests with a body of a known length, one after
//! the other on a connection. `httparse` reads their heads.

use std::io::{self, Read as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// Why a request is not answered: the status and a sentence for people.
pub(super) type Refusal = (u16, &'static str);

/// The longest head of a request, in bytes, and the most headers. Browsers send some twenty.
const LONGEST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;

/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 4096;

/// How long a connection may be silent.
const LONGEST_SILENCE: Duration = Duration::from_mins(1);

/// How long the end of a connection may take that brought no request.
const LONGEST_END: Duration = Duration::from_secs(1);

const NO_HTTP: Refusal = (400, "This is not HTTP.");
const LONG_HEAD: Refusal = (431, "The request is too long.");
const LONG_BODY: Refusal = (413, "The request is too long.");
const NO_LENGTH: Refusal = (411, "The request does not say how long it is.");

/// A request.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub method: String,
    /// The address as it was sent.
    pub address: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// Returns the values of all headers of a name.
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim())
    }

    /// Returns whether the other side wants no further answer on the connection.
    pub(super) fn is_last(&self) -> bool {
        self.values("Connection").any(|value| value.eq_ignore_ascii_case("close"))
    }
}

/// A connection to a browser.
pub(super) struct Connection {
    stream: TcpStream,
    /// What was read and belongs to the next request.
    rest: Vec<u8>,
}

/// What a connection has brought.
pub(super) enum Received {
    Request(Request),
    /// Nothing that can be answered: after the refusal, the connection is of no use.
    Refused(Refusal),
    /// The end.
    Closed,
}

impl Connection {
    /// Takes a connection. Fails if it has ended already.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        // The end of an answer must not wait until the other side has confirmed its start.
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LONGEST_SILENCE))?;
        stream.set_write_timeout(Some(LONGEST_SILENCE))?;
        Ok(Self { stream, rest: Vec::new() })
    }

    pub(super) fn stream(&mut self) -> &mut TcpStream {
        &mut self.stream
    }

    /// Waits for the next request.
    pub(super) fn receive(&mut self) -> Received {
        loop {
            match parse_head(&self.rest) {
                Err(refusal) => return Received::Refused(refusal),
                Ok(Some((request, length))) => {
                    self.rest.drain(..length);
                    return self.receive_body(request);
                }
                Ok(None) if self.rest.len() >= LONGEST_HEAD => return Received::Refused(LONG_HEAD),
                Ok(None) => {}
            }
            if !self.read_more() {
                return Received::Closed;
            }
        }
    }

    fn receive_body(&mut self, mut request: Request) -> Received {
        let lengths: Vec<_> = request.values("Content-Length").map(str::parse::<usize>).collect();
        let length = match lengths.as_slice() {
            _ if request.values("Transfer-Encoding").next().is_some() => return Received::Refused(NO_LENGTH),
            [] => 0,
            [Ok(length)] if *length <= LONGEST_BODY => *length,
            [Ok(_)] => return Received::Refused(LONG_BODY),
            // Two lengths could hide another request in the body.
            _ => return Received::Refused(NO_LENGTH),
        };
        while self.rest.len() < length {
            if !self.read_more() {
                return Received::Closed;
            }
        }
        request.body = self.rest.drain(..length).collect();
        Received::Request(request)
    }

    /// Ends the connection. Reads what is still on its way: an end in the midst of it would take the answer back.
    pub(super) fn end(mut self) {
        // If the other side has gone, that is the end as well.
        let _ = self.stream.shutdown(Shutdown::Write);
        let _ = self.stream.set_read_timeout(Some(LONGEST_END));
        let mut most = LONGEST_HEAD * 4;
        while most > 0 && self.read_more() {
            most = most.saturating_sub(self.rest.len());
            self.rest.clear();
        }
    }

    /// Reads what has come. Returns whether there may be more.
    fn read_more(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.stream.read(&mut bytes) {
            Ok(0) | Err(_) => false,
            Ok(count) => {
                self.rest.extend_from_slice(&bytes[..count]);
                true
            }
        }
    }
}

/// Parses the head of a request. Returns it with its length, or nothing if more of it is to come.
fn parse_head(bytes: &[u8]) -> Result<Option<(Request, usize)>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = parsed.parse(bytes).map_err(|_| NO_HTTP)? else { return Ok(None) };
    let value = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| NO_HTTP);
    let headers = parsed.headers.iter().map(|header| {
        let value = value(header.value);
        value.map(|value| (header.name.to_owned(), value))
    });
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        address: parsed.path.unwrap_or_default().to_owned(),
        headers: headers.collect::<Result<_, Refusal>>()?,
        body: Vec::new(),
    };
    Ok(Some((request, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_soon_as_it_is_whole() {
        let head = b"GET /a HTTP/1.1\r\nHost: b\r\nX: c\r\nx: d \r\n\r\nrest";
        assert!(parse_head(&head[..20]).is_ok_and(|request| request.is_none()));
        let (request, length) = parse_head(head).expect("HTTP").expect("a whole head");
        assert_eq!((request.method.as_str(), request.address.as_str(), length), ("GET", "/a", head.len() - 4));
        assert_eq!(request.values("X").collect::<Vec<_>>(), ["c", "d"]);
        assert!(!request.is_last());
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for bytes in
            ["GET / a HTTP/1.1\r\n\r\n", "GET /a\0 HTTP/1.1\r\n\r\n", "x\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n"]
        {
            assert!(parse_head(bytes.as_bytes()).is_err(), "{bytes:?}");
        }
    }
}
