//! What a layout spends its time on, by Typst's own timing scopes.

use std::collections::BTreeMap;
use std::num::NonZeroU64;

use serde::Deserialize;

/// The most scopes that are listed.
const LISTED: usize = 16;

#[derive(Deserialize)]
struct Event {
    name: String,
    ph: String,
    ts: f64,
    tid: u64,
    args: Option<Place>,
}

/// Where in the templates the code is that a scope ran.
#[derive(Deserialize)]
struct Place {
    file: String,
    line: u32,
}

/// The time within scopes of a name, in microseconds.
#[derive(Default)]
struct Share {
    calls: usize,
    /// Without the scopes inside.
    own: f64,
    /// With the scopes inside; a scope inside one of its own name counts once.
    whole: f64,
}

/// Runs a layout and prints the scopes that took most of its own time, and the share of `measure`.
pub fn print_shares(layout: impl FnOnce(), place: impl FnMut(NonZeroU64) -> (String, u32)) {
    typst_timing::clear();
    typst_timing::enable();
    layout();
    typst_timing::disable();
    let mut json = Vec::new();
    typst_timing::export_json(&mut json, place).expect("timings");
    let events: Vec<Event> = serde_json::from_slice(&json).expect("timings");
    let shares = shares(&events, |event| event.name.clone());
    let total: f64 = shares.values().map(|share| share.own).sum();
    let measured = shares.get("measure");
    println!("share of measuring                 {:>7.3}", measured.map_or(0.0, |share| share.whole / total));
    for (name, share) in &shares {
        if name.starts_with("layout (") {
            println!("  {name:<33}{:>7.3}", share.whole / total);
        }
    }
    list(&shares, total);
    println!("by place");
    list(&self::shares(&events, Event::place), total);
}

/// Prints the scopes with most time of their own.
fn list(shares: &BTreeMap<String, Share>, total: f64) {
    let mut listed: Vec<_> = shares.iter().collect();
    listed.sort_by(|a, b| b.1.own.total_cmp(&a.1.own));
    for (name, share) in listed.iter().take(LISTED) {
        println!("  {name:<33}{:>7.3}  {:>7} calls", share.own / total, share.calls);
    }
}

impl Event {
    /// The place in the templates, or the scope's name where it has none.
    fn place(&self) -> String {
        self.args.as_ref().map_or_else(|| self.name.clone(), |place| format!("{}:{}", place.file, place.line))
    }
}

fn shares(events: &[Event], key: impl Fn(&Event) -> String) -> BTreeMap<String, Share> {
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    let mut open: BTreeMap<u64, Vec<(String, f64, f64)>> = BTreeMap::new();
    for event in events {
        let stack = open.entry(event.tid).or_default();
        if event.ph == "B" {
            stack.push((key(event), event.ts, 0.0));
            continue;
        }
        let Some((name, start, inside)) = stack.pop() else { continue };
        let time = event.ts - start;
        if let Some(outer) = stack.last_mut() {
            outer.2 += time;
        }
        let outermost = !stack.iter().any(|(outer, ..)| *outer == name);
        let share = shares.entry(name).or_default();
        share.calls += 1;
        share.own += time - inside;
        if outermost {
            share.whole += time;
        }
    }
    shares
}
