//! Each known hole of servers for development, tried from outside.

use serde_json::json;

use super::server::{Answer, Preview};
use crate::common::ProjectCopy;

fn preview() -> (ProjectCopy, Preview) {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    preview.listen("de").first();
    (copy, preview)
}

/// Fails if an answer was given, or allows another page to read it.
#[track_caller]
fn assert_refused(answer: &Answer, what: &str) {
    assert!([400, 403, 404, 405, 411, 413, 415, 431].contains(&answer.status), "{what}: {answer:?}");
    assert!(!answer.head.to_lowercase().contains("access-control"), "{what}: {answer:?}");
}

/// Vite CVE-2025-24010, webpack-dev-server CVE-2018-14732: a name of an attacker for this computer.
#[test]
fn a_request_for_another_host_is_refused_and_told_why() {
    let (_copy, preview) = preview();
    let port = preview.port;
    let hosts = [
        "attacker.example".to_owned(),
        format!("attacker.example:{port}"),
        format!("127.0.0.1.attacker.example:{port}"),
        format!("localhost.attacker.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("192.168.0.7:{port}"),
        format!("0.0.0.0:{port}"),
        format!("127.0.0.1:{}", port ^ 1),
        String::new(),
    ];
    for host in &hosts {
        for address in ["/", "/preview.js", "/explain/E0104"] {
            let answer = preview.request("GET", address, &[("Host", host)], "");
            assert_eq!(answer.status, 403, "{host} {address}: {answer:?}");
            assert!(answer.body.contains("host") && !answer.body.contains(&preview.token), "{answer:?}");
        }
    }
    assert_eq!(preview.request("GET", "/", &[], "").status, 403, "without a host");
    let twice = [("Host", preview.host()), ("Host", "attacker.example".to_owned())];
    let twice = twice.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(preview.request("GET", "/", &twice, "").status, 403, "with two hosts");
    for own in [format!("localhost:{port}"), format!("LOCALHOST:{port}"), format!("[::1]:{port}")] {
        assert_eq!(preview.request("GET", "/", &[("Host", &own)], "").status, 200, "{own}");
    }
}

/// esbuild GHSA-67mh-4wv8-2f99, webpack-dev-server CVE-2025-30360: origins of other sites, and of IP addresses.
#[test]
fn a_request_of_another_origin_is_refused_everywhere() {
    let (_copy, preview) = preview();
    let (host, body) = (preview.host(), json!({ "language": "de" }).to_string());
    let origins = [
        "https://attacker.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://192.168.0.7:8080",
        "http://[::1]:9",
        "http://localhost",
        "null",
        "file://",
        "",
    ];
    for origin in origins {
        for address in ["/", "/preview.js", "/picture/screen/00.svg"] {
            let answer = preview.request("GET", address, &[("Host", &host), ("Origin", origin)], "");
            assert_eq!(answer.status, 403, "{origin} {address}");
            assert_refused(&answer, origin);
        }
        for address in ["/events", "/state", "/behind", "/boxes", "/open"] {
            let headers = [("Host", host.as_str()), ("Origin", origin), ("X-Brochure-Token", &preview.token)];
            let answer = preview.request("POST", address, &headers, &body);
            assert_eq!(answer.status, 403, "{origin} {address}");
            assert_refused(&answer, origin);
        }
    }
}

#[test]
fn a_request_of_another_site_is_refused_where_the_browser_tells_of_it() {
    let (_copy, preview) = preview();
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)] {
        let headers = [("Host", preview.host()), ("Sec-Fetch-Site", site.to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(preview.request("GET", "/", &headers, "").status, status, "{site}");
    }
}

#[test]
fn events_and_requests_that_change_something_need_token_and_origin() {
    let (_copy, preview) = preview();
    let (host, origin, body) = (preview.host(), preview.origin(), json!({ "language": "de" }).to_string());
    let wrong = preview.token.chars().rev().collect::<String>();
    let kind = ("Content-Type", "application/json");
    for address in ["/events", "/state", "/behind", "/boxes", "/open"] {
        let own = [("Host", host.as_str()), ("Origin", origin.as_str())];
        let without_token = preview.request("POST", address, &[own[0], own[1], kind], &body);
        assert_eq!(without_token.status, 403, "{address} without a token");
        for token in [wrong.as_str(), "", &preview.token[1..]] {
            let answer = preview.request("POST", address, &[own[0], own[1], kind, ("X-Brochure-Token", token)], &body);
            assert_eq!(answer.status, 403, "{address} with another token");
        }
        let token = ("X-Brochure-Token", preview.token.as_str());
        assert_eq!(
            preview.request("POST", address, &[own[0], kind, token], &body).status,
            403,
            "{address} from nowhere"
        );
        let plain = ("Content-Type", "text/plain");
        let answer = preview.request("POST", address, &[own[0], own[1], plain, token], &body);
        assert_eq!(answer.status, 415, "{address} as a form could send it");
        assert_ne!(preview.get(address).status, 200, "{address} by a link");
    }
    assert_eq!(preview.post("/state", &json!({ "language": "de" })).status, 200);
}

/// Vite CVE-2025-30208, -31125, -31486, -32395, -46565, -58751: files outside by tricks in the address.
#[test]
fn no_address_leads_to_a_file_of_the_disk() {
    let (copy, preview) = preview();
    copy.write("secret.txt", "secret-of-the-project");
    let tricks = [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..\\secret.txt",
        "/.%5c..%5csecret.txt",
        "/./secret.txt",
        "//secret.txt",
        "/secret.txt?raw",
        "/secret.txt?raw??",
        "/secret.txt?import&raw??",
        "/secret.txt?.svg?.wasm?init",
        "/secret.txt?url&inline",
        "/@fs/etc/passwd",
        "/@fs/x/x/x/vite/../../../secret.txt",
        "/#/../secret.txt",
        "/preview.js#/../../secret.txt",
        "/secret.txt%00.svg",
        "/picture/screen/../../secret.txt",
        "/picture/screen/..%2f..%2fsecret.txt",
        "/%",
        "/%zz",
        "/.git/config",
        "/.env",
        "http://127.0.0.1/secret.txt",
        "file:///etc/passwd",
        "*",
        "secret.txt",
        "/C:/Windows/win.ini",
    ];
    for address in tricks {
        let answer = preview.get(address);
        assert_eq!(answer.status, 400, "{address}: {answer:?}");
        assert!(!answer.body.contains("secret-of"), "{address}");
    }
    for address in
        ["/secret.txt", "/data/2019/edition.toml", "/templates/main.typ", "/etc/passwd", "/picture", "/text/a.json"]
    {
        assert_eq!(preview.get(address).status, 404, "{address}");
    }
    // A byte that is no text, and a break in the line.
    let host = preview.host();
    for line in ["GET /a\0b HTTP/1.1", "GET /a\u{e4} HTTP/1.1", "GET / a HTTP/1.1", "GET /\tHTTP/1.1"] {
        let answer = preview.send(&format!("{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_ne!(answer.status, 200, "{line:?}: {answer:?}");
    }
}

/// Quarto's server ended at a request of any page.
#[test]
fn nothing_that_a_page_can_send_ends_the_preview() {
    let (_copy, preview) = preview();
    for address in ["/stop", "/quit", "/shutdown", "/terminate", "/exit", "/kill"] {
        assert_eq!(preview.get(address).status, 404, "{address}");
        assert_eq!(preview.post(address, &json!({})).status, 404, "{address}");
    }
    for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"] {
        let answer = preview.request(method, "/", &[("Host", &preview.host())], "");
        assert_refused(&answer, method);
    }
    for body in [json!(null), json!([]), json!({ "language": "fr" }), json!({ "language": "de", "more": 1 })] {
        assert_eq!(preview.post("/state", &body).status, 400, "{body}");
    }
    assert_eq!(preview.post("/state", &json!({ "language": "x".repeat(5000) })).status, 413);
    assert_eq!(preview.send("STOP\r\n\r\n").status, 400);
    let long = format!("GET / HTTP/1.1\r\nHost: {}\r\n{}", preview.host(), "X: y\r\n".repeat(5000));
    assert_refused(&preview.send(&long), "a head without an end");
    assert_eq!(preview.get("/").status, 200, "it goes on");
}

#[test]
fn every_answer_forbids_other_sources_and_other_readers() {
    let (_copy, preview) = preview();
    for address in ["/", "/preview.js", "/preview.css", "/nothing", "/%2e", "/explain/E0104", "/sans.otf"] {
        let answer = preview.get(address);
        let header = |name| answer.header(name).unwrap_or_default();
        assert!(header("content-security-policy").starts_with("default-src 'self'"), "{address}: {answer:?}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(header("x-frame-options"), "DENY");
        assert!(!answer.head.to_lowercase().contains("access-control"), "{address}");
    }
    let page = preview.get("/").body;
    for outside in ["http:", "https:", "//", "style=", "onclick", "<script>"] {
        assert!(!page.contains(outside), "the page has {outside}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn only_this_computer_can_reach_it() {
    let (_copy, preview) = preview();
    let port = format!(":{:04X}", preview.port);
    let listening = |table: &str| -> Vec<String> {
        let text = std::fs::read_to_string(table).unwrap_or_default();
        let lines = text.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
        // The state 0A is that of a socket that listens.
        lines.filter(|line| line[3] == "0A" && line[1].ends_with(&port)).map(|line| line[1].to_owned()).collect()
    };
    assert_eq!(listening("/proc/net/tcp"), [format!("0100007F{port}")]);
    assert_eq!(listening("/proc/net/tcp6"), [""; 0]);
}
