//! `brochure preview`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::args::Preview;
use super::console::{Console, counted};
use super::context::{cache_folder, project, trusts_cache};
use super::{CommandError, Exit, clock};
use crate::edition::records::{Language, LanguageError};
use crate::fs::project::Project;
use crate::pipeline::{self, BuildError, Options};
use crate::preview::{Fault, News, ServerOptions, Update, serve};

pub(super) fn run(args: &Preview, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    let languages: Result<Vec<Language>, LanguageError> = args.lang.iter().map(|code| code.trim().parse()).collect();
    let languages = languages?;
    check_languages(&project, &folder, &languages)?;
    let cache = cache_folder(&project, None)?;
    let options = Options {
        languages,
        date: clock::source_date()?,
        cache: trusts_cache(&cache).then_some(cache),
        ..Options::default()
    };
    let server = ServerOptions { port: args.port, poll: args.poll, editor: args.editor.clone() };
    let stop = Arc::new(AtomicBool::new(false));
    end_with_signals(&stop);
    let mut teller = Teller { console, open: args.open, faults: Vec::new() };
    serve(&project, folder, options, server, &stop, &mut |news| teller.tell(news))?;
    Ok(Exit::Done)
}

/// Checks that the edition has the languages. One that cannot be read may have them later.
fn check_languages(project: &Project, folder: &Path, asked: &[Language]) -> Result<(), CommandError> {
    if asked.is_empty() {
        return Ok(());
    }
    let known = pipeline::records(project, folder)?.records.map(|records| records.edition.value.languages);
    let known = known.unwrap_or_default();
    match asked.iter().find(|language| !known.is_empty() && !known.contains(language)) {
        None => Ok(()),
        Some(&language) => {
            let known: Vec<_> = known.iter().map(|language| language.code()).collect();
            Err(BuildError::NotInEdition { language, known: known.join(", ") }.into())
        }
    }
}

/// Sets `stop` at Ctrl+C, at the end of the process, and where the terminal is closed. A second Ctrl+C ends at once.
#[cfg(unix)]
fn end_with_signals(stop: &Arc<AtomicBool>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // Without them, the signal ends the program all the same.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, Exit::Outside as i32, Arc::clone(stop));
        let _ = signal_hook::flag::register(signal, Arc::clone(stop));
    }
}

/// Ctrl+C ends the program.
#[cfg(not(unix))]
fn end_with_signals(_: &Arc<AtomicBool>) {}

/// Tells on the terminal what happens.
struct Teller<'a> {
    console: &'a mut Console,
    open: bool,
    faults: Vec<Fault>,
}

impl Teller<'_> {
    fn tell(&mut self, news: News) {
        match news {
            News::Serving(address) => {
                // Nobody may read what is printed; the page is served all the same.
                let _ = Console::line(&address);
                if self.open && open::that_detached(&address).is_err() {
                    self.console.remark("no browser could be opened: open this address yourself");
                }
            }
            News::Polling => self.console.remark(
                "the system does not tell of changes in this folder: the files are looked at three times a second",
            ),
            News::Updated(update) => self.update(&update),
        }
    }

    fn update(&mut self, update: &Update) {
        let faults = &update.state.faults;
        if *faults != self.faults {
            for fault in faults.iter().filter(|fault| fault.severity == "error" && !self.faults.contains(fault)) {
                fault.excerpt.lines().for_each(|line| self.console.remark(line));
            }
            let count = |severity| faults.iter().filter(|fault| fault.severity == severity).count();
            let (errors, warnings) = (count("error"), count("warning"));
            if errors + warnings > 0 {
                self.console.remark(&format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")));
            } else if !self.faults.is_empty() {
                self.console.remark("no errors");
            }
            self.faults.clone_from(faults);
        }
        let pages: usize = update.dirty.values().map(Vec::len).sum();
        if pages > 0 {
            self.console.remark(&format!("{} in {} ms", counted(pages, "page"), update.time.as_millis()));
        }
    }
}
