//! Which module imports which: `use` lines and paths from `crate` or `super`, through re-exports to where a thing is.

use std::collections::BTreeMap;

use super::source::Source;

type Path = Vec<String>;

/// A module uses something of another.
#[derive(Debug, Clone)]
pub struct Arrow {
    pub from: Path,
    pub to: Path,
    /// The file and line with the path that is written there: `src/a.rs:3: crate::b::C`.
    pub place: String,
}

/// A path as it is written, and where.
#[derive(Debug)]
struct Import {
    path: Path,
    /// The name that it gets in the module.
    name: String,
    at: usize,
}

/// The arrows of all modules.
pub fn arrows(sources: &[Source]) -> Vec<Arrow> {
    let tree = Tree::new(sources);
    let mut arrows = Vec::new();
    // The exports of the root are the library, which imports all.
    for source in sources.iter().filter(|source| !source.module.is_empty()) {
        for import in uses(source).into_iter().chain(inline(source)) {
            let Some(to) = tree.find(&source.module, &import.path) else { continue };
            if to != source.module && !to.is_empty() {
                let place = format!("src/{}:{}: {}", source.name, source.line(import.at), import.path.join("::"));
                arrows.push(Arrow { from: source.module.clone(), to, place });
            }
        }
    }
    arrows
}

/// The `use` lines that import all that a module has, but for preludes.
pub fn globs(source: &Source) -> Vec<String> {
    let all = |import: &Import| import.name == "*" && !import.path.iter().any(|step| step == "prelude");
    let globs = uses(source).into_iter().filter(all);
    globs.map(|it| format!("src/{}:{}: {}", source.name, source.line(it.at), it.path.join("::"))).collect()
}

/// All modules with the names that they import.
struct Tree {
    names: BTreeMap<Path, BTreeMap<String, Path>>,
}

impl Tree {
    fn new(sources: &[Source]) -> Self {
        let names = |source: &Source| uses(source).into_iter().map(|import| (import.name, import.path)).collect();
        Self { names: sources.iter().map(|source| (source.module.clone(), names(source))).collect() }
    }

    /// The module in which the thing at the end of a path is; none for another crate.
    fn find(&self, from: &[String], path: &[String]) -> Option<Path> {
        self.follow(from, path, 0)
    }

    fn follow(&self, from: &[String], path: &[String], depth: usize) -> Option<Path> {
        let mut module = from.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (module, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|step| step == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            first if !self.names.contains_key(&[from, &[first.to_owned()]].concat()) => return None,
            _ => {}
        }
        while let Some((step, after)) = rest.split_first() {
            let below = [module.as_slice(), std::slice::from_ref(step)].concat();
            if self.names.contains_key(&below) {
                (module, rest) = (below, after);
                continue;
            }
            let named = self.names.get(&module).and_then(|names| names.get(step));
            let elsewhere = named.filter(|_| depth < 8).map(|named| [named.as_slice(), after].concat());
            return elsewhere.and_then(|path| self.follow(&module, &path, depth + 1)).or(Some(module));
        }
        Some(module)
    }
}

/// The imports of all `use` lines.
fn uses(source: &Source) -> Vec<Import> {
    let mut found = Vec::new();
    for at in source.places("use") {
        let body = &source.code[at + "use".len()..];
        let Some((body, _)) = body.split_once(';').filter(|(body, _)| body.starts_with(char::is_whitespace)) else {
            continue;
        };
        expand(&[], body, at, &mut found);
    }
    found
}

/// The paths of a tree such as `a::{b::C, d as e}`.
fn expand(above: &[String], tree: &str, at: usize, found: &mut Vec<Import>) {
    let tree = tree.trim();
    let open = tree.find('{').unwrap_or(tree.len());
    let (head, alias) = tree[..open].split_once(" as ").unwrap_or((&tree[..open], ""));
    let steps = head.split("::").map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned);
    let mut path: Path = above.iter().cloned().chain(steps).collect();
    if let Some(inner) = tree[open..].strip_prefix('{') {
        let inner = inner.strip_suffix('}').unwrap_or(inner);
        for part in parts(inner) {
            expand(&path, part, at, found);
        }
        return;
    }
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let last = path.last().cloned().unwrap_or_default();
    let name = if alias.is_empty() { last } else { alias.trim().to_owned() };
    found.push(Import { path, name, at });
}

/// What commas part outside of braces.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// Paths from `crate` or `super` outside of `use` lines.
fn inline(source: &Source) -> Vec<Import> {
    let starts = ["crate::", "super::"].into_iter().flat_map(|word| source.places(word));
    let first = starts.filter(|at| !source.code[..*at].ends_with("::"));
    let outside = first.filter(|at| {
        let line = source.code[..*at].rsplit([';', '}']).next().unwrap_or_default();
        !line.split_whitespace().any(|word| word == "use")
    });
    outside
        .map(|at| {
            let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let path = source.code[at..].split(|c| !is_path(c)).next().unwrap_or_default();
            let path: Path = path.split("::").filter(|step| !step.is_empty()).map(str::to_owned).collect();
            Import { name: path.last().cloned().unwrap_or_default(), path, at }
        })
        .collect()
}
