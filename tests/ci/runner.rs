//! A small runner for the action: it runs the steps in turn as GitHub does, and notes the inputs of actions of
//! others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::expression::Context;
use crate::common::git::without_settings;
use crate::common::root;

/// Reads a YAML file of this repository.
pub fn yaml(name: &str) -> Value {
    let text = fs::read_to_string(root().join(name)).expect(name);
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns the entries of a table; none of any other value.
pub fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

/// Returns the items of a list; none of any other value.
pub fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Returns a value as text.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A run of the action.
pub struct Action {
    context: Context,
    system: [String; 2],
    temp: TempDir,
    paths: Vec<String>,
    left_out: Option<&'static str>,
    /// The only programs that scripts find.
    only: Option<PathBuf>,
    /// The output of each step by its name.
    pub printed: BTreeMap<String, String>,
    /// The inputs of each action of others by the name of the step.
    pub inputs: BTreeMap<String, BTreeMap<String, String>>,
    /// The outputs of the action.
    pub outputs: BTreeMap<String, String>,
    /// The step that failed, with its exit code.
    pub failed: Option<(String, i32)>,
}

impl Action {
    /// Prepares a run in a repository.
    pub fn new(workspace: &Path, inputs: &[(&str, &str)]) -> Self {
        let mut context = Context { workspace: workspace.to_owned(), ..Context::default() };
        context.set("runner.os", "Linux");
        context.set("github.server_url", "https://github.com");
        context.set("github.action_repository", "");
        context.set("github.token", "a token");
        context.set("github.event.pull_request.base.sha", "");
        for (name, value) in inputs {
            context.set(&format!("inputs.{name}"), value);
        }
        let printed = BTreeMap::new();
        Self {
            context,
            system: ["Linux".to_owned(), "X64".to_owned()],
            temp: tempfile::tempdir().expect("a folder"),
            paths: Vec::new(),
            left_out: None,
            only: None,
            printed,
            inputs: BTreeMap::new(),
            outputs: BTreeMap::new(),
            failed: None,
        }
    }

    /// Sets a value of the `github` context.
    pub fn github(mut self, name: &str, value: &str) -> Self {
        self.context.set(&format!("github.{name}"), value);
        self
    }

    /// Sets the system of the runner.
    pub fn on(mut self, os: &str, machine: &str) -> Self {
        self.context.set("runner.os", os);
        self.system = [os.to_owned(), machine.to_owned()];
        self
    }

    /// Puts a folder with programs before those of the system.
    pub fn with_programs(mut self, folder: &Path) -> Self {
        self.paths.push(folder.display().to_string());
        self
    }

    /// Lets scripts find only the programs in a folder.
    pub fn with_only_programs(mut self, folder: PathBuf) -> Self {
        self.only = Some(folder);
        self
    }

    /// Leaves out a step that takes long and does not matter to a test.
    pub fn without(mut self, step: &'static str) -> Self {
        self.left_out = Some(step);
        self
    }

    /// Runs the steps up to the first that fails.
    pub fn run(self) -> Self {
        self.run_to("")
    }

    /// Runs the steps up to the one with this name.
    pub fn run_to(mut self, last: &str) -> Self {
        let action = yaml("action.yml");
        for (name, input) in entries(&action["inputs"]) {
            let path = format!("inputs.{name}");
            let value = self.context.text(&text(&input["default"]));
            self.context.values.entry(path).or_insert(value);
        }
        let steps = items(&action["runs"]["steps"]);
        self.context.steps = steps.iter().filter_map(|step| step["id"].as_str()).map(str::to_owned).collect();
        for step in steps {
            let name = text(&step["name"]);
            let is_off = step["if"].as_str().is_some_and(|condition| !self.context.holds(condition));
            if is_off || self.left_out == Some(name.as_str()) {
                continue;
            }
            self.step(&name, step);
            if self.failed.is_some() || name == last {
                break;
            }
        }
        let outputs = entries(&action["outputs"]).map(|(name, output)| (name.to_owned(), text(&output["value"])));
        self.outputs = outputs.map(|(name, value)| (name, self.context.text(&value))).collect();
        self
    }

    fn step(&mut self, name: &str, step: &Value) {
        let evaluated = |table| entries(table).map(|(key, value)| (key.to_owned(), self.context.text(&text(value))));
        if step.get("uses").is_some() {
            let inputs = evaluated(&step["with"]).collect();
            self.inputs.insert(name.to_owned(), inputs);
            if let Some(id) = step["id"].as_str() {
                self.context.set(&format!("steps.{id}.outputs.artifact-url"), &format!("https://example.org/{id}"));
            }
            return;
        }
        let env: Vec<_> = evaluated(&step["env"]).collect();
        let folder = self.context.text(step["working-directory"].as_str().unwrap_or("."));
        let mut command = self.shell(&text(&step["run"]), &folder);
        let output = command.envs(env).output().expect("these tests need bash: install it");
        let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text")).concat();
        self.printed.insert(name.to_owned(), printed);
        if !output.status.success() {
            self.failed = Some((name.to_owned(), output.status.code().unwrap_or(-1)));
        }
        self.take_results(step["id"].as_str());
    }

    /// Bash as runners call it.
    fn shell(&self, script: &str, folder: &str) -> Command {
        let file = self.file("step.sh");
        fs::write(&file, script).expect("a script");
        let mut command = Command::new("bash");
        without_settings(&mut command).args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(file);
        for (name, file) in FILES {
            command.env(name, self.file(file));
        }
        let all = std::env::var("PATH").unwrap_or_default();
        let path = self.only.as_ref().map_or(all, |only| only.display().to_string());
        let path = self.paths.iter().rev().chain([&path]).cloned().collect::<Vec<_>>().join(":");
        command
            .current_dir(self.context.workspace.join(folder))
            .env("PATH", path)
            .env("GITHUB_ACTION_PATH", root())
            .env("GITHUB_WORKSPACE", &self.context.workspace)
            .env("RUNNER_OS", &self.system[0])
            .env("RUNNER_ARCH", &self.system[1])
            .env("RUNNER_TEMP", self.temp.path());
        command
    }

    /// Takes what a step wrote for those after it.
    fn take_results(&mut self, id: Option<&str>) {
        let read = |name| fs::read_to_string(self.file(name)).unwrap_or_default();
        let (written, paths) = (read("output"), read("path"));
        self.paths.extend(paths.lines().map(str::to_owned));
        let mut lines = written.lines();
        while let Some(line) = lines.next() {
            let (name, value) = match line.split_once("<<") {
                Some((name, end)) if !name.contains('=') => {
                    (name, lines.by_ref().take_while(|line| *line != end).collect::<Vec<_>>().join("\n"))
                }
                _ => line.split_once('=').map(|(name, value)| (name, value.to_owned())).expect("name=value"),
            };
            self.context.set(&format!("steps.{}.outputs.{name}", id.expect("an id")), &value);
        }
        for name in ["output", "path"] {
            let _ = fs::remove_file(self.file(name));
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// Asserts that no step failed.
    pub fn passes(self) -> Self {
        assert_eq!(self.failed, None, "{:#?}", self.printed);
        self
    }

    /// Asserts that a step failed, and returns what it printed.
    pub fn fails_in(&self, step: &str, code: i32) -> &str {
        assert_eq!(self.failed, Some((step.to_owned(), code)), "{:#?}", self.printed);
        &self.printed[step]
    }

    /// Returns the summary of the run.
    pub fn summary(&self) -> String {
        fs::read_to_string(self.file("summary")).unwrap_or_default()
    }
}

/// The files in which a step writes results for others.
const FILES: [(&str, &str); 4] =
    [("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary"), ("GITHUB_PATH", "path"), ("GITHUB_ENV", "env")];
