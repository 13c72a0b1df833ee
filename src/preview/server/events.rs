//! Events: the page is told of every update, in the form of server-sent events (HTML, 9.2).

use std::io::Write;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tiny_http::Request;

use super::Shared;
use super::reply::head;
use super::routes::Told;
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
pub(super) struct Listeners(Mutex<Vec<Listener>>);

#[derive(Debug)]
struct Listener {
    language: Language,
    sender: Sender<Arc<State>>,
}

impl Listeners {
    fn lock(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Tells a page of every update until it goes, in a thread of its own.
pub(super) fn stream(shared: &Arc<Shared>, request: Request, language: Language) {
    let (sender, states) = mpsc::channel();
    {
        let mut listeners = shared.listeners.lock();
        if listeners.len() >= MOST {
            listeners.remove(0);
        }
        listeners.push(Listener { language, sender });
    }
    shared.wake_for_language();
    let shared = Arc::clone(shared);
    std::thread::spawn(move || {
        let mut writer = request.into_writer();
        let head = format!("{}Connection: close\r\n\r\n", head(200, "text/event-stream", false));
        let mut told = send(&mut writer, &head).and_then(|()| send(&mut writer, &event(&shared.state(), language)));
        let mut quiet = Duration::ZERO;
        while told.is_ok() && !shared.stop.load(Ordering::Relaxed) {
            told = match states.recv_timeout(LOOK) {
                Ok(state) => {
                    // Only the last of several states is still of interest.
                    let state = states.try_iter().last().unwrap_or(state);
                    send(&mut writer, &event(&state, language))
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    quiet += LOOK;
                    if quiet < BEAT {
                        continue;
                    }
                    send(&mut writer, ":\n\n")
                }
            };
            quiet = Duration::ZERO;
        }
        drop(states);
        // The languages that are looked at may be fewer now.
        shared.wake_for_language();
    });
}

fn event(state: &State, language: Language) -> String {
    // The state always serialises, and JSON has no line breaks.
    format!("data: {}\n\n", serde_json::to_string(&Told::new(state, language)).unwrap_or_default())
}

fn send(writer: &mut impl Write, text: &str) -> std::io::Result<()> {
    writer.write_all(text.as_bytes())?;
    writer.flush()
}
