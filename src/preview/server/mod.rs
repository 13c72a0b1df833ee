//! The server of the preview: on this computer only, for its own page only.

mod editor;
mod events;
mod guard;
mod pictures;
mod reply;
mod routes;

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use self::events::Listeners;
use self::guard::Guard;
use self::pictures::Pictures;
use super::session::{Session, State, Update};
use super::watch::{Signal, Watch, Woken};
use crate::fs::project::Project;
use crate::pipeline::Options;

/// The port that is tried first, and how many after it.
const FIRST_PORT: u16 = 4019;
const PORTS: u16 = 20;

/// How many requests are answered at the same time: browsers ask for six things at once.
const WORKERS: usize = 3;

/// How often is looked whether to end.
const LOOK: Duration = Duration::from_millis(50);

/// How many bytes of the operating system's random numbers a token has.
const TOKEN_BYTES: usize = 32;

/// How the preview is served.
#[derive(Debug, Clone, Default)]
pub struct ServerOptions {
    /// The port; if it is missing, the first free one of a few.
    pub port: Option<u16>,
    /// Whether to look at the files in intervals instead of being told by the system.
    pub poll: bool,
    /// The command that opens an editor, with `{file}`, `{line}` and `{column}`.
    pub editor: Option<String>,
}

/// What happens while the preview runs.
#[derive(Debug)]
pub enum News {
    /// The page can be opened at this address.
    Serving(String),
    /// The pages were laid out again, or could not be.
    Updated(Update),
    /// The system tells nothing about the files, so that they are looked at in intervals.
    Polling,
}

/// Why the preview cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// Another program has the port.
    #[error("port {port} is in use by another program")]
    Busy {
        /// The port.
        port: u16,
    },
    /// The port cannot be opened.
    #[error("cannot open port {port}: {error}")]
    Port {
        /// The port; 0 for any.
        port: u16,
        /// The error of the system.
        error: io::Error,
    },
    /// The server cannot be started.
    #[error("cannot start the server: {0}")]
    Start(String),
}

/// What all threads share.
#[derive(Debug)]
struct Shared {
    project: Project,
    folder: PathBuf,
    guard: Guard,
    editor: Option<String>,
    state: RwLock<Arc<State>>,
    pictures: Pictures,
    listeners: Listeners,
    wake: Mutex<Sender<Signal>>,
    stop: AtomicBool,
}

impl Shared {
    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn wake_for_language(&self) {
        self.wake(Signal::Language);
    }

    fn wake(&self, signal: Signal) {
        // The receiver is gone at the end only.
        let _ = self.wake.lock().unwrap_or_else(PoisonError::into_inner).send(signal);
    }
}

/// Serves the edition in a folder below the project's root until `stop` is set, and lays it out again with every change.
/// `news` is called for all that happens, always from this thread.
///
/// # Errors
///
/// Fails if there is no free port. Errors in records, templates and pages are shown on the page.
pub fn serve(
    project: &Project,
    folder: PathBuf,
    options: Options,
    server: ServerOptions,
    stop: &AtomicBool,
    news: &mut dyn FnMut(News),
) -> Result<(), PreviewError> {
    let (listener, port) = listen(server.port)?;
    let http =
        tiny_http::Server::from_listener(listener, None).map_err(|error| PreviewError::Start(error.to_string()))?;
    let (sender, signals) = mpsc::channel();
    let session = Session::new(project.clone(), folder.clone(), options);
    let shared = Arc::new(Shared {
        project: project.clone(),
        folder: folder.clone(),
        guard: Guard::new(port, random_token()?),
        editor: server.editor,
        state: RwLock::new(Arc::clone(session.state())),
        pictures: Pictures::default(),
        listeners: Listeners::default(),
        wake: Mutex::new(sender.clone()),
        stop: AtomicBool::new(false),
    });
    news(News::Serving(format!("http://{}:{port}/", Ipv4Addr::LOCALHOST)));
    let (teller, told) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while !shared.stop.load(Ordering::Relaxed) {
                    // A request that breaks off is none.
                    if let Ok(Some(request)) = http.recv_timeout(LOOK) {
                        routes::answer(&shared, request);
                    }
                }
            });
        }
        let builder_shared = Arc::clone(&shared);
        let watch_project = project.clone();
        let builder = std::thread::Builder::new().stack_size(STACK).spawn(move || {
            let watch = Watch::new(watch_project, folder, server.poll, (sender, signals));
            build(&builder_shared, session, watch, &teller);
        });
        while !stop.load(Ordering::Relaxed) && builder.is_ok() {
            if let Ok(event) = told.recv_timeout(LOOK) {
                news(event);
            }
        }
        shared.stop.store(true, Ordering::Relaxed);
        shared.wake(Signal::Stop);
        // A layout may be at work, which nothing can interrupt: the end does not wait for it.
        builder.map(drop).map_err(|error| PreviewError::Start(error.to_string()))
    })
}

/// Deep layouts need more stack than threads have by default, in bytes.
const STACK: usize = 16 << 20;

/// Lays out again with every change.
fn build(shared: &Arc<Shared>, mut session: Session, mut watch: Watch, news: &Sender<News>) {
    if watch.is_polling() {
        let _ = news.send(News::Polling);
    }
    let mut kept = BTreeSet::new();
    let mut woken = Woken::Changed;
    while woken != Woken::Stop {
        if woken == Woken::Polling {
            let _ = news.send(News::Polling);
        }
        session.watch(shared.listeners.languages());
        if woken == Woken::Changed || (woken == Woken::Language && session.is_behind()) {
            let update = session.update();
            *shared.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&update.state);
            shared.listeners.tell(&update.state);
            let hashes: BTreeSet<_> = update.state.books().flat_map(super::Book::hashes).collect();
            // A browser may still ask for a page of the state before.
            shared.pictures.keep(&hashes.union(&kept).copied().collect());
            kept = hashes;
            watch.add(update.state.books().flat_map(super::Book::files).collect::<BTreeSet<_>>().into_iter().collect());
            if news.send(News::Updated(update)).is_err() {
                return;
            }
        }
        woken = watch.wait();
    }
}

/// Opens a port of this computer: the one that was asked for, or a free one.
fn listen(asked: Option<u16>) -> Result<(TcpListener, u16), PreviewError> {
    let tried: Vec<_> = match asked {
        Some(port) => vec![port],
        None => (FIRST_PORT..FIRST_PORT + PORTS).chain([0]).collect(),
    };
    let mut failed = PreviewError::Busy { port: FIRST_PORT };
    for port in tried {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                send_at_once(&listener);
                let port = listener.local_addr().map_err(|error| PreviewError::Port { port, error })?.port();
                return Ok((listener, port));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failed = PreviewError::Busy { port },
            Err(error) => failed = PreviewError::Port { port, error },
        }
    }
    Err(failed)
}

/// Sends the end of an answer without waiting until the other side has confirmed its start.
#[cfg(unix)]
fn send_at_once(listener: &TcpListener) {
    // Without it, an answer may come 40 ms later.
    let _ = rustix::net::sockopt::set_tcp_nodelay(listener, true);
}

#[cfg(not(unix))]
fn send_at_once(_: &TcpListener) {}

/// Returns a token that nobody can guess.
fn random_token() -> Result<String, PreviewError> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| PreviewError::Start(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
