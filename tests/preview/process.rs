//! How the preview starts and ends.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::server::Preview;
use crate::common::{ProjectCopy, brochure, command, git::git};

#[cfg(unix)]
#[test]
fn every_signal_ends_it_in_two_seconds_with_the_port_free() {
    let copy = ProjectCopy::with_tiny_pages();
    for signal in ["INT", "TERM", "HUP"] {
        let mut preview = Preview::start(&copy, &[]);
        let events = preview.listen("de");
        events.first();
        let start = Instant::now();
        let process = preview.child.id().to_string();
        assert!(command(copy.root(), &["kill", "-s", signal, &process]).status().expect("a signal").success());
        let status = preview.child.wait().expect("an end");
        assert!(start.elapsed() < Duration::from_secs(2), "{signal}: {:?}", start.elapsed());
        assert_eq!(status.code(), Some(0), "{signal}");
        TcpListener::bind(("127.0.0.1", preview.port)).expect("a free port");
    }
}

#[cfg(unix)]
#[test]
fn a_layout_at_work_does_not_hold_up_the_end() {
    let copy = ProjectCopy::new();
    let mut preview = Preview::start(&copy, &[]);
    let process = preview.child.id().to_string();
    let start = Instant::now();
    assert!(command(copy.root(), &["kill", "-s", "INT", &process]).status().expect("a signal").success());
    assert!(preview.child.wait().expect("an end").success());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn two_previews_have_two_ports() {
    let copy = ProjectCopy::with_tiny_pages();
    let (one, two) = (Preview::start(&copy, &[]), Preview::start(&copy, &[]));
    assert_ne!((one.port, &one.token), (two.port, &two.token));
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
}

#[test]
fn a_port_that_is_in_use_is_told() {
    let copy = ProjectCopy::with_tiny_pages();
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let run = brochure(copy.root(), &["preview", "--port", &port]).exits_with(3);
    run.stderr_has(&format!("port {port} is in use by another program")).stderr_has("help: name another port");
    drop(taken);
    assert_eq!(Preview::start(&copy, &["--port", &port]).port.to_string(), port);
}

#[test]
fn wrong_usage_is_told_before_anything_is_served() {
    let copy = ProjectCopy::with_tiny_pages();
    brochure(copy.root(), &["preview", "1999"]).exits_with(2).stderr_has("no edition `1999`");
    brochure(copy.root(), &["preview", "--lang", "xx"]).exits_with(2).stderr_has("unknown language `xx`");
    brochure(copy.root(), &["preview", "--port", "0"]).exits_with(2);
}

#[test]
fn nothing_is_written_into_the_project() {
    let copy = crate::common::git::repository(ProjectCopy::with_tiny_pages());
    let preview = Preview::start(&copy, &[]);
    let state = preview.listen("de").first();
    let hash = &super::server::hashes(&state)[0];
    assert_eq!(preview.get(&format!("/picture/screen/{hash}.svg")).status, 200);
    drop(preview);
    assert_eq!(git(copy.root(), &["status", "--porcelain"]), "");
}
