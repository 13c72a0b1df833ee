//! Which requests are answered.
//!
//! A page of any other site can send requests to this computer, and by a name of its own for 127.0.0.1 it could read the
//! answers (CVE-2025-24010, CVE-2018-14732, CVE-2025-30360). So a request must name this server as its host, must not come
//! from another origin, and needs a token that only the page of this server knows for all that is more than a file.

use super::http::{Refusal, Request};

/// What the server is called, and what its own page proves itself with.
#[derive(Debug)]
pub(super) struct Guard {
    hosts: Vec<String>,
    token: String,
}

const OTHER_HOST: Refusal = (
    403,
    "The request is for another host. Open the address that `brochure preview` has printed: a page under another name \
     could be one that wants to read your records.",
);

/// The header in which the page sends the token.
const TOKEN: &str = "X-Brochure-Token";

/// The longest address of a request.
const LONGEST: usize = 300;

impl Guard {
    pub(super) fn new(port: u16, token: String) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
        Self { hosts: hosts.to_vec(), token }
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Checks a request of any kind.
    pub(super) fn check(&self, request: &Request) -> Result<(), Refusal> {
        check_address(&request.address)?;
        let hosts: Vec<_> = request.values("Host").collect();
        let [host] = hosts.as_slice() else {
            return Err((403, "The request does not say which host it is for."));
        };
        let own = self.hosts.iter().find(|own| own.eq_ignore_ascii_case(host)).ok_or(OTHER_HOST)?;
        for origin in request.values("Origin") {
            if !origin.eq_ignore_ascii_case(&format!("http://{own}")) {
                return Err((403, "The request comes from a page of another origin."));
            }
        }
        for site in request.values("Sec-Fetch-Site") {
            if !["same-origin", "none"].contains(&site) {
                return Err((403, "The request comes from a page of another site. Open the address itself."));
            }
        }
        match request.method.as_str() {
            "GET" | "HEAD" | "POST" => Ok(()),
            _ => Err((405, "Only GET, HEAD and POST are answered.")),
        }
    }

    /// Checks a request that changes something, or that asks for what is not a file.
    pub(super) fn check_own(&self, request: &Request) -> Result<(), Refusal> {
        if request.method != "POST" {
            return Err((405, "This is answered to POST only."));
        }
        if request.values("Origin").count() != 1 {
            return Err((403, "The request does not say which page it comes from."));
        }
        let tokens: Vec<_> = request.values(TOKEN).collect();
        if !matches!(tokens.as_slice(), [token] if is_same(token, &self.token)) {
            return Err((403, "The request lacks the token of this preview. Load the page again."));
        }
        // A form of another page cannot send this kind.
        if !request.values("Content-Type").eq(["application/json"]) {
            return Err((415, "The request is not JSON."));
        }
        Ok(())
    }
}

/// Checks that an address is a plain path. No address of this server has anything in it that another program could read in
/// a different way: `..`, `%`, `\`, `#`, `?`, `//` (CVE-2025-31486, CVE-2025-46565, CVE-2025-58751).
fn check_address(address: &str) -> Result<(), Refusal> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-');
    if address.len() > LONGEST || !address.starts_with('/') || !address.chars().all(plain) {
        return Err((400, "This is not an address of the preview."));
    }
    if address.contains("..") || address.contains("//") || address.contains("/.") {
        return Err((400, "This is not an address of the preview."));
    }
    Ok(())
}

/// Compares two secrets in a time that does not tell where they differ.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_addresses() {
        for address in ["/", "/preview.css", "/picture/screen/00ff.svg", "/explain/E0104"] {
            assert_eq!(check_address(address), Ok(()), "{address}");
        }
        let tricks = [
            "",
            "a",
            "*",
            "http://127.0.0.1/",
            "//",
            "/../a",
            "/a/../b",
            "/a%2e",
            "/%2e%2e/",
            "/a\\b",
            "/a#b",
            "/a?b",
            "/a?.svg",
            "/@fs/etc/passwd",
            "/a\0b",
            "/.git",
            "/a/.b",
            "/ä",
            "/a b",
            "/a;b",
            "/a:b",
            "/~root",
        ];
        for address in tricks {
            assert!(check_address(address).is_err(), "{address:?}");
        }
        assert!(check_address(&"/a".repeat(LONGEST)).is_err());
    }

    #[test]
    fn secrets_are_the_same_only_as_a_whole() {
        assert!(is_same("abc", "abc"));
        assert!(!is_same("abc", "abd") && !is_same("abc", "ab") && !is_same("", "a"));
    }
}
