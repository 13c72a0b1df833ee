//! Output: results on standard output, progress and errors on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;

use codespan_reporting::term::termcolor::{Color, ColorChoice, ColorSpec, StandardStream, WriteColor as _};
use serde::Serialize;

use super::args::{Format, Source};
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::pipeline::Step;
use crate::text::shown;

/// Standard output and standard error.
pub(super) struct Console {
    errors: StandardStream,
}

impl Console {
    pub(super) fn new() -> Self {
        let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let choice = if colour && io::stderr().is_terminal() { ColorChoice::Auto } else { ColorChoice::Never };
        Self { errors: StandardStream::stderr(choice) }
    }

    /// Shows diagnostics in the requested format. Returns whether the program may go on: there is no error, and no
    /// warning if warnings are denied.
    pub(super) fn diagnostics(&mut self, diagnostics: &[Diagnostic], source: &Source) -> io::Result<bool> {
        self.listed(diagnostics, source.format)?;
        let refused = if source.deny_warnings { Severity::Warning } else { Severity::Error };
        Ok(diagnostics.iter().all(|diagnostic| diagnostic.severity < refused))
    }

    /// Shows diagnostics in a format, and for people how many there are.
    pub(super) fn listed(&mut self, diagnostics: &[Diagnostic], format: Format) -> io::Result<()> {
        for diagnostic in diagnostics {
            match format {
                Format::Human => diagnostics::render(&mut self.errors, diagnostic).map_err(io::Error::other)?,
                Format::Short => writeln!(self.errors, "{}", diagnostics::short(diagnostic))?,
                Format::Json => Self::text(&diagnostics::json(diagnostic))?,
                Format::Github => Self::text(&diagnostics::github(diagnostic))?,
            }
        }
        if format == Format::Human {
            self.count(diagnostics)?;
        }
        Ok(())
    }

    /// Shows errors for people, for commands without a choice of format.
    pub(super) fn faults(&mut self, diagnostics: &[Diagnostic]) -> io::Result<()> {
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
            diagnostics::render(&mut self.errors, diagnostic).map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// Shows the number of errors, warnings and notes.
    fn count(&mut self, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let parts =
            [(count(Severity::Error), "error"), (count(Severity::Warning), "warning"), (count(Severity::Note), "note")];
        let parts: Vec<_> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| counted(count, what)).collect();
        if !parts.is_empty() {
            writeln!(self.errors, "{}", parts.join(", "))?;
        }
        Ok(())
    }

    /// Shows why the program cannot go on.
    pub(super) fn failure(&mut self, message: &str, help: Option<&str>) {
        // If standard error cannot be written to, there is no other way to report it.
        let _ = self.errors.set_color(ColorSpec::new().set_fg(Some(Color::Red)).set_bold(true));
        let _ = write!(self.errors, "error");
        let _ = self.errors.reset();
        let _ = writeln!(self.errors, ": {}", shown::short(message));
        if let Some(help) = help {
            self.hint(help);
        }
    }

    /// Shows what happens, beside the results.
    pub(super) fn remark(&mut self, line: &str) {
        // A failure to show it must not end the program.
        let _ = writeln!(self.errors, "{}", shown::line(line));
    }

    /// Shows what to do.
    pub(super) fn hint(&mut self, help: &str) {
        let _ = writeln!(self.errors, "  = help: {}", shown::short(help));
    }

    /// Prints a line of a result, in which names and texts may be anything.
    pub(super) fn line(line: &str) -> io::Result<()> {
        Self::text(&shown::line(line))
    }

    /// Prints what is safe as it is: a text of the program, JSON, or a command of a workflow.
    pub(super) fn text(text: &str) -> io::Result<()> {
        writeln!(io::stdout(), "{text}")
    }

    /// Prints a result for programs: one JSON object in one line.
    pub(super) fn object(object: &impl Serialize) -> io::Result<()> {
        // Strings, numbers and lists of them always serialise.
        Self::text(&shown::json(&serde_json::to_string(object).unwrap_or_default()))
    }
}

/// Returns "1 file" or "2 files".
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Shows the current step: one changing line on a terminal, a line per step elsewhere.
pub(super) struct Progress {
    terminal: bool,
    quiet: bool,
    shown: Mutex<usize>,
}

/// The callback of a task for each of its steps.
pub(super) type Steps<'a> = &'a (dyn Fn(Step) + Sync);

impl Progress {
    /// Runs a task and shows its steps, each after a prefix that says what it belongs to.
    pub(super) fn show<T>(quiet: bool, whose: &str, work: impl FnOnce(Steps<'_>) -> T) -> T {
        let progress = Self { terminal: io::stderr().is_terminal(), quiet, shown: Mutex::new(0) };
        let done = work(&|step| progress.step(&shown::line(&format!("{whose}{}", words(step)))));
        progress.end();
        done
    }

    fn step(&self, step: &str) {
        if self.quiet {
            return;
        }
        let mut shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut errors = io::stderr().lock();
        // A failure to show progress must not end the task.
        if self.terminal {
            let _ = write!(errors, "\r{step:<width$}", width = *shown);
            *shown = step.chars().count();
        } else {
            let _ = writeln!(errors, "{step}");
        }
        let _ = errors.flush();
    }

    /// Erases the changing line.
    fn end(&self) {
        if self.terminal && !self.quiet {
            let shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let _ = write!(io::stderr(), "\r{:width$}\r", "", width = *shown);
        }
    }
}

fn words(step: Step) -> String {
    match step {
        Step::Load => "reading records".to_owned(),
        Step::Merge(language) => format!("merging {language}"),
        Step::Typeset(language) => format!("typesetting {language}"),
        Step::Photos(1) => "scaling a photograph".to_owned(),
        Step::Photos(count) => format!("scaling {count} photographs"),
        Step::Export(language, target) => format!("exporting {language} for {}", target.name()),
    }
}
