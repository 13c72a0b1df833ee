//! Events: the page is told of every update, in the form of server-sent events (HTML, 9.2).

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Shared;
use super::reply::head;
use super::told::Told;
use crate::edition::records::Language;
use crate::preview::session::State;

/// How often a line is sent by which the other side is seen to be there.
const BEAT: Duration = Duration::from_secs(10);

/// How often is looked whether the server ends.
const LOOK: Duration = Duration::from_millis(500);

/// The most pages that are told at the same time.
const MOST: usize = 32;

/// The pages that are open in browsers.
#[derive(Debug, Default)]
pub(super) struct Listeners {
    list: Mutex<Vec<Listener>>,
    next: AtomicU64,
}

#[derive(Debug)]
struct Listener {
    number: u64,
    language: Language,
    sender: Sender<Arc<State>>,
}

impl Listeners {
    fn lock(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a page, and returns its number and the states that it is told of.
    fn add(&self, language: Language) -> (u64, Receiver<Arc<State>>) {
        let (sender, states) = mpsc::channel();
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut list = self.lock();
        if list.len() >= MOST {
            list.remove(0);
        }
        list.push(Listener { number, language, sender });
        (number, states)
    }

    fn remove(&self, number: u64) {
        self.lock().retain(|listener| listener.number != number);
    }

    /// Tells all pages of a state. Those that have gone are forgotten.
    pub(super) fn tell(&self, state: &Arc<State>) {
        self.lock().retain(|listener| listener.sender.send(Arc::clone(state)).is_ok());
    }

    /// Returns the languages that somebody looks at.
    pub(super) fn languages(&self) -> Vec<Language> {
        self.lock().iter().map(|listener| listener.language).collect()
    }
}

/// Sends every update to a page until it goes.
pub(super) fn stream(shared: &Arc<Shared>, writer: &mut impl Write, language: Language) {
    let (number, states) = shared.listeners.add(language);
    shared.wake_for_language();
    let head = format!("{}Connection: close\r\n\r\n", head(200, "text/event-stream", false));
    let mut told = send(writer, &head).and_then(|()| send(writer, &event(&shared.state(), language)));
    let mut quiet = Duration::ZERO;
    while told.is_ok() && !shared.stop.load(Ordering::Relaxed) {
        told = match states.recv_timeout(LOOK) {
            Ok(state) => {
                // Only the last of several states is still of interest.
                let state = states.try_iter().last().unwrap_or(state);
                send(writer, &event(&state, language))
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                quiet += LOOK;
                if quiet < BEAT {
                    continue;
                }
                send(writer, ":\n\n")
            }
        };
        quiet = Duration::ZERO;
    }
    shared.listeners.remove(number);
    // The languages that are looked at may be fewer now.
    shared.wake_for_language();
}

fn event(state: &State, language: Language) -> String {
    // The state always serialises, and JSON has no line breaks.
    format!("data: {}\n\n", serde_json::to_string(&Told::new(state, language)).unwrap_or_default())
}

fn send(writer: &mut impl Write, text: &str) -> std::io::Result<()> {
    writer.write_all(text.as_bytes())?;
    writer.flush()
}
