//! A running preview, spoken to as a browser does, over plain TCP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::{BROCHURE, ProjectCopy, command};

/// The longest that anything takes, also on a busy machine.
const LONGEST: Duration = Duration::from_mins(1);

/// The program, which ends with the test.
pub struct Preview {
    pub child: Child,
    pub port: u16,
    pub token: String,
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Preview {
    /// Starts the preview of a project, and waits until it has printed its address.
    pub fn start(copy: &ProjectCopy, args: &[&str]) -> Self {
        let line = [&[BROCHURE, "preview"], args].concat();
        let mut child =
            command(copy.root(), &line).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a process");
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut address).expect("an address");
        let port = address.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address: {address:?}"));
        let mut preview = Self { child, port, token: String::new() };
        let page = preview.get("/").body;
        let (_, token) = page.split_once("brochure-token\" content=\"").expect("a token");
        token.split('"').next().expect("a token").clone_into(&mut preview.token);
        preview
    }

    /// Sends bytes as they are, and reads until the other side has nothing more to say.
    pub fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(LONGEST)).expect("a time");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// Sends a request with some headers in place of the usual ones.
    pub fn request(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let headers = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<Vec<_>>().concat();
        let length = body.len();
        self.send(&format!(
            "{method} {address} HTTP/1.1\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ))
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.host())
    }

    pub fn get(&self, address: &str) -> Answer {
        self.request("GET", address, &[("Host", &self.host())], "")
    }

    pub fn post(&self, address: &str, body: &Value) -> Answer {
        let (host, origin) = (self.host(), self.origin());
        let headers = [
            ("Host", host.as_str()),
            ("Origin", &origin),
            ("X-Brochure-Token", &self.token),
            ("Content-Type", "application/json"),
        ];
        self.request("POST", address, &headers, &body.to_string())
    }

    /// Listens to the events of a language.
    pub fn listen(&self, language: &str) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let body = json!({ "language": language }).to_string();
        let request = format!(
            "POST /events HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nX-Brochure-Token: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.host(),
            self.origin(),
            self.token,
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("a request");
        let (sender, states) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let state = line.strip_prefix("data: ").map(|data| serde_json::from_str(data).expect("JSON"));
                if state.is_some_and(|state| sender.send(state).is_err()) {
                    return;
                }
            }
        });
        Events(states)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // A test may have ended it already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The states that a page is told of.
pub struct Events(Receiver<Value>);

impl Events {
    /// Waits for a state that satisfies a condition.
    #[track_caller]
    pub fn wait_for(&self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        while let Some(left) = LONGEST.checked_sub(start.elapsed()) {
            match self.0.recv_timeout(left) {
                Ok(state) if is(&state) => return state,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        panic!("no state with {what}");
    }

    /// Waits until the pages are laid out for the first time.
    #[track_caller]
    pub fn first(&self) -> Value {
        self.wait_for("current pages", |state| state["current"] == true)
    }

    /// Returns the states of a time in which nothing should happen.
    pub fn during(&self, time: Duration) -> Vec<Value> {
        std::thread::sleep(time);
        self.0.try_iter().collect()
    }
}

/// Returns the hashes of the pages of a state.
pub fn hashes(state: &Value) -> Vec<String> {
    let pages = state["pages"].as_array().expect("pages").iter();
    pages.map(|page| page["hash"].as_str().expect("a hash").to_owned()).collect()
}

#[test]
fn the_page_its_pictures_and_its_texts_are_served() {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    let state = preview.listen("de").first();
    assert_eq!((state["edition"].as_str(), &state["languages"]), (Some("2019"), &json!(["de", "en"])));
    let hash = &hashes(&state)[0];
    let said = state["pages"][0]["said"].as_str().expect("a hash");
    let picture = preview.get(&format!("/picture/screen/{hash}.svg"));
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/svg+xml")));
    assert!(picture.body.starts_with("<svg") && picture.header("cache-control").expect("a rule").contains("immutable"));
    let paper = preview.get(&format!("/picture/paper/{hash}.svg"));
    assert!(paper.status == 200 && paper.body.len() > picture.body.len(), "the sheet has marks");
    let words = preview.get(&format!("/text/{hash}-{said}.json")).json();
    assert!(words["runs"].as_array().expect("runs").iter().any(|run| run["text"] == "NIRO"), "{words}");
    for file in
        ["/", "/preview.css", "/preview.js", "/pages.js", "/faults.js", "/connection.js", "/icon.svg", "/sans.otf"]
    {
        assert_eq!(preview.get(file).status, 200, "{file}");
    }
    assert!(preview.get("/explain/E0104").body.starts_with("# E0104 unknown-key"));
    assert_eq!(preview.get("/explain/E9999").status, 404);
    assert_eq!(preview.get(&format!("/picture/screen/{}.svg", "0".repeat(32))).status, 404);
}

#[test]
fn a_page_in_another_language_gets_its_own_states() {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    let german = preview.listen("de");
    let first = german.first();
    let english = preview.listen("en").first();
    assert_eq!((&first["language"], &english["language"]), (&json!("de"), &json!("en")));
    copy.replace("data/2019/clusters/niro.toml", "short_name = \"NIRO\"", "short_name = \"NIRO West\"");
    let changed = german.wait_for("another page", |state| hashes(state) != hashes(&first));
    assert_eq!(hashes(&changed)[1..], hashes(&first)[1..], "one page has the name");
}

#[test]
fn an_error_is_told_with_the_last_good_pages_and_is_gone_when_it_is_mended() {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    let events = preview.listen("de");
    let first = events.first();
    let record = copy.read("data/2019/clusters/niro.toml");
    copy.write("data/2019/clusters/niro.toml", record.replacen("short_name =", "shortname =", 1));
    let broken = events.wait_for("an error", |state| state["faults"][0]["severity"] == "error");
    assert_eq!((&broken["current"], hashes(&broken)), (&json!(false), hashes(&first)));
    let fault = &broken["faults"][0];
    assert_eq!((&fault["code"], &fault["file"]), (&json!("E0104"), &json!("data/2019/clusters/niro.toml")));
    assert!(fault["excerpt"].as_str().expect("an excerpt").contains("^^^"), "{fault}");
    // The pictures of the last good pages are still there.
    assert_eq!(preview.get(&format!("/picture/screen/{}.svg", hashes(&first)[0])).status, 200);
    copy.write("data/2019/clusters/niro.toml", record);
    let mended = events.wait_for("no error", |state| state["current"] == true);
    assert!(mended["faults"].as_array().expect("faults").iter().all(|fault| fault["severity"] != "error"));
    assert_eq!(hashes(&mended), hashes(&first));
}

#[test]
fn a_place_of_a_page_leads_to_its_field_and_back() {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    let state = preview.listen("de").first();
    let (hash, said) = (&hashes(&state)[0], state["pages"][0]["said"].as_str().expect("a hash"));
    let words = preview.get(&format!("/text/{hash}-{said}.json")).json();
    let run = words["runs"].as_array().expect("runs").iter().find(|run| run["text"] == "NIRO").expect("the name");
    let (x, y) = (run["x"].as_f64().expect("x") + 3.0, run["y"].as_f64().expect("y") - 3.0);
    let behind = preview.post("/behind", &json!({ "language": "de", "page": 0, "x": x, "y": y })).json();
    assert_eq!((&behind["kind"], &behind["field"]), (&json!("record"), &json!("short_name")));
    assert_eq!(behind["file"], "data/2019/clusters/niro.toml");
    let line = copy.read("data/2019/clusters/niro.toml").lines().position(|line| line.starts_with("short_name"));
    assert_eq!(behind["line"].as_u64(), line.map(|line| line as u64 + 1));
    let asked = json!({ "language": "de", "file": behind["file"], "field": "short_name" });
    let boxes = preview.post("/boxes", &asked).json();
    assert_eq!(boxes[0]["page"], 0);
    let found = &boxes[0]["boxes"][0];
    let covers = |at: f64, from: &str, size: &str| {
        let from = found[from].as_f64().expect("a place");
        (from..from + found[size].as_f64().expect("a size")).contains(&at)
    };
    assert!(covers(x, "x", "width") && covers(y, "y", "height"), "{found}");
    assert_eq!(preview.post("/behind", &json!({ "language": "de", "page": 99, "x": 1, "y": 1 })).json(), Value::Null);
}

#[test]
fn the_editor_is_opened_at_the_place_and_only_for_files_of_the_edition() {
    let copy = ProjectCopy::with_tiny_pages();
    let script = copy.path("editor.sh");
    std::fs::write(&script, "printf '%s' \"$*\" > \"$(dirname \"$0\")/opened\"\n").expect("a script");
    let editor = format!("sh {} -g {{file}}:{{line}}", script.display());
    let preview = Preview::start(&copy, &["--editor", &editor]);
    let open = |file: &str| preview.post("/open", &json!({ "file": file, "line": 7, "column": 1 })).status;
    assert_eq!(open("data/2019/clusters/niro.toml"), 200);
    let opened = copy.path("opened");
    let start = Instant::now();
    while std::fs::read(&opened).unwrap_or_default().is_empty() && start.elapsed() < LONGEST {
        std::thread::sleep(Duration::from_millis(20));
    }
    let words = std::fs::read_to_string(&opened).expect("the editor was started");
    assert!(words.starts_with("-g ") && words.ends_with("data/2019/clusters/niro.toml:7"), "{words}");
    for file in ["editor.sh", "../secret", "/etc/passwd", "data/2019/clusters/$(id).toml", "data/2019"] {
        assert_eq!(open(file), 404, "{file}");
    }
    let without = Preview::start(&copy, &[]);
    assert_eq!(without.post("/open", &json!({ "file": "data/2019/edition.toml", "line": 1, "column": 1 })).status, 404);
}
