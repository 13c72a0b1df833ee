//! The server of the preview: on this computer only, for its own page only.

mod editor;
mod events;
mod guard;
mod http;
mod pictures;
mod reply;
mod routes;
mod told;

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use self::events::Listeners;
use self::guard::Guard;
use self::http::{Connection, Received};
use self::pictures::Pictures;
use self::routes::Answer;
use super::session::{Session, State, Update};
use super::watch::{Signal, Watch, Woken};
use crate::fs::hash::hex;
use crate::fs::project::Project;
use crate::pipeline::Options;

/// The port that is tried first, and how many after it.
const FIRST_PORT: u16 = 4019;
const PORTS: u16 = 20;

/// The most connections at the same time: browsers have six for a page.
const MOST_CONNECTIONS: usize = 128;

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
    start("requests", &shared, move |shared| accept(shared, &listener))?;
    let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let threads = threads.map_err(|error| PreviewError::Start(error.to_string()))?;
    let watch_project = project.clone();
    start("layouts", &shared, move |shared| {
        let watch = Watch::new(watch_project, folder, server.poll, (sender, signals));
        build(shared, session, watch, &threads, &teller);
    })?;
    while !stop.load(Ordering::Relaxed) {
        match told.recv_timeout(LOOK) {
            Ok(event) => news(event),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LOOK),
        }
    }
    // A layout may be at work, which nothing can interrupt: the end does not wait for it.
    shared.stop.store(true, Ordering::Relaxed);
    shared.wake(Signal::Stop);
    // One more connection ends the wait for the next, and with it the port is free.
    let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
    Ok(())
}

/// Starts a thread.
fn start(
    name: &str,
    shared: &Arc<Shared>,
    work: impl FnOnce(&Arc<Shared>) + Send + 'static,
) -> Result<(), PreviewError> {
    let shared = Arc::clone(shared);
    let builder = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    builder.spawn(move || work(&shared)).map(drop).map_err(|error| PreviewError::Start(error.to_string()))
}

/// Answers requests, each connection in a thread of its own.
fn accept(shared: &Arc<Shared>, listener: &TcpListener) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        if shared.stop.load(Ordering::Relaxed) {
            return;
        }
        // A connection that ends before it is answered is none.
        let Some(connection) = stream.ok().and_then(|stream| Connection::new(stream).ok()) else { continue };
        if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let (shared, counted) = (Arc::clone(shared), Arc::clone(&open));
        let serve = move || {
            answer_all(&shared, connection);
            counted.fetch_sub(1, Ordering::Relaxed);
        };
        if std::thread::Builder::new().spawn(serve).is_err() {
            open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// Answers the requests of a connection, one after the other.
fn answer_all(shared: &Arc<Shared>, mut connection: Connection) {
    loop {
        let request = match connection.receive() {
            Received::Request(request) => request,
            Received::Refused(refusal) => {
                // If the other side has gone, nobody misses the answer.
                let _ = routes::refuse(refusal).send(connection.stream(), false);
                return connection.end();
            }
            Received::Closed => return,
        };
        match routes::answer(shared, &request) {
            Answer::Events(language) => return events::stream(shared, connection.stream(), language),
            Answer::Reply(reply) => {
                if reply.send(connection.stream(), request.method == "HEAD").is_err() || request.is_last() {
                    return;
                }
            }
        }
    }
}

/// Deep layouts need more stack than threads have by default, in bytes.
const STACK: usize = 16 << 20;

/// Lays out again with every change.
fn build(
    shared: &Arc<Shared>,
    mut session: Session,
    mut watch: Watch,
    threads: &rayon::ThreadPool,
    news: &Sender<News>,
) {
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
            let update = threads.install(|| session.update());
            let new = Arc::clone(&update.state);
            let old = std::mem::replace(&mut *shared.state.write().unwrap_or_else(PoisonError::into_inner), new);
            shared.listeners.tell(&update.state);
            // To free the pages of before takes a moment, for which no browser has to wait.
            drop(old);
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
                let port = listener.local_addr().map_err(|error| PreviewError::Port { port, error })?.port();
                return Ok((listener, port));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failed = PreviewError::Busy { port },
            Err(error) => failed = PreviewError::Port { port, error },
        }
    }
    Err(failed)
}

/// Returns a token that nobody can guess.
fn random_token() -> Result<String, PreviewError> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| PreviewError::Start(error.to_string()))?;
    Ok(hex(&bytes))
}
