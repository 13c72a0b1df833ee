use serde_json::{Value, json};

use super::{Edit, write_back};
use crate::edition::records::node::Step;
use crate::edition::records::schema::RecordKind;

/// Returns a path of keys and numbers such as `members.1.date`.
fn path(text: &str) -> Vec<Step> {
    let step = |step: &str| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::Index);
    text.split('.').map(step).collect()
}

fn written(text: &str, edits: &[Edit]) -> String {
    let written = write_back(RecordKind::Cluster, text, edits).expect("TOML");
    assert!(written.parse::<toml::Table>().is_ok(), "{written}");
    written
}

fn set(text: &str, field: &str, value: impl Into<Value>) -> String {
    written(text, &[Edit::Set { path: path(field), value: value.into() }])
}

fn remove(text: &str, field: &str) -> String {
    written(text, &[Edit::Remove { path: path(field) }])
}

fn append(text: &str, list: &str, entry: &Value) -> String {
    written(text, &[Edit::Append { path: path(list), entry: entry.as_object().expect("a table").clone() }])
}

const RECORD: &str = "\
#:schema ../../schema/cluster.json

official_name = \"A e. V.\" # as registered
short_name = 'A'
description = { de = \"x\", en = \"y\" }
fields = [\"metal\"]

# Where it is.
[seat]
city = \"Unna\"
land = \"NW\"

# Counted.
[[members]]
count = 1_200
date = 2006-11-02 # by the board
source = \"a\"
# Another count was not found.

# The silver label.
[[labels]]
level = \"silver\"

[[sources]]
id = \"a\"
";

#[test]
fn only_the_span_of_a_value_changes() {
    for (field, value, from, to) in [
        ("official_name", json!("B"), "\"A e. V.\"", "\"B\""),
        ("short_name", json!("B"), "'A'", "'B'"),
        ("description.en", json!("=1+1"), "\"y\"", "\"=1+1\""),
        ("members.0.count", json!(1300), "1_200", "1_300"),
        ("members.0.date", json!("2007-01-31"), "2006-11-02", "2007-01-31"),
        ("members.0.date", json!("2007-01"), "2006-11-02", "\"2007-01\""),
        ("members.0.date", json!(2007), "2006-11-02", "2007"),
        ("seat.city", json!({ "de": "Köln", "en": "Cologne" }), "\"Unna\"", "{ de = \"Köln\", en = \"Cologne\" }"),
        ("fields", json!(["metal", "ai"]), "[\"metal\"]", "[\"metal\", \"ai\"]"),
    ] {
        assert_eq!(set(RECORD, field, value), RECORD.replacen(from, to, 1), "{field}");
    }
}

#[test]
fn changes_are_written_together_and_back_again() {
    let edits = |name: &str, count: i64| {
        let name = Edit::Set { path: path("short_name"), value: json!(name) };
        [name, Edit::Set { path: path("members.0.count"), value: json!(count) }]
    };
    let changed = written(RECORD, &edits("Bär", 9000));
    assert!(changed.contains("short_name = 'Bär'") && changed.contains("count = 9_000\n"));
    assert_eq!(written(&changed, &edits("A", 1200)), RECORD);
}

#[test]
fn a_new_key_stands_where_the_order_of_keys_puts_it() {
    let added = set(RECORD, "seat.region.de", "R");
    assert_eq!(added, RECORD.replace("land = \"NW\"\n", "land = \"NW\"\nregion = { de = \"R\" }\n"));
    let added = set(RECORD, "members.0.qualifier", "about");
    assert_eq!(added, RECORD.replace("count = 1_200\n", "count = 1_200\nqualifier = \"about\"\n"));
    let added = set(RECORD, "legal_form", "association");
    assert_eq!(added, RECORD.replace("'A'\n", "'A'\nlegal_form = \"association\"\n"));
    let added = set(RECORD, "labels.0.date", 2020);
    assert_eq!(added, RECORD.replace("level = \"silver\"\n", "level = \"silver\"\ndate = 2020\n"));
    let added = set("[seat]\nland = \"NW\"", "seat.city", "Unna");
    assert_eq!(added, "[seat]\ncity = \"Unna\"\nland = \"NW\"");
    let added = set("seat.city = \"Unna\"\n", "seat.land", "NW");
    assert_eq!(added, "seat.city = \"Unna\"\nseat.land = \"NW\"\n");
    let added = set("description = { en = \"y\" }\n", "description.de", "x");
    assert_eq!(added, "description = { de = \"x\", en = \"y\" }\n");
}

#[test]
fn a_new_table_stands_behind_the_one_before_it() {
    let both = [("de", "T"), ("en", "U")]
        .map(|(language, text)| Edit::Set { path: path(&format!("headline.{language}")), value: json!(text) });
    let added = written(RECORD, &both);
    let seat = "land = \"NW\"\n";
    assert_eq!(added, RECORD.replace(seat, &format!("{seat}\n[headline]\nde = \"T\"\nen = \"U\"\n")));
    let added = set("official_name = \"A\"", "contact.email", "a@b.de");
    assert_eq!(added, "official_name = \"A\"\n\n[contact]\nemail = \"a@b.de\"\n");
    let added = set("[headline]\nde = \"T\"\n", "headline.en", "U\nV");
    assert_eq!(added, "[headline]\nde = \"T\"\nen = \"\"\"\nU\nV\"\"\"\n");
}

#[test]
fn a_new_entry_stands_behind_the_last_of_its_list() {
    let entry = json!({ "source": "a", "date": "2026-05", "count": 130 });
    let block = "[[members]]\ncount = 130\ndate = \"2026-05\"\nsource = \"a\"\n";
    let comment = "# Another count was not found.\n";
    assert_eq!(append(RECORD, "members", &entry), RECORD.replace(comment, &format!("{comment}\n{block}")));
    let person = json!({ "name": "Ada" });
    let added = append(RECORD, "people", &person);
    let label = "level = \"silver\"\n";
    assert_eq!(added, RECORD.replace(label, &format!("{label}\n[[people]]\nname = \"Ada\"\n")));
    assert_eq!(append("a = 1", "members", &json!({ "count": 1 })), "a = 1\n\n[[members]]\ncount = 1\n");
    let windows = append("[[members]]\r\ncount = 1\r\n", "members", &json!({ "count": 2 }));
    assert_eq!(windows, "[[members]]\r\ncount = 1\r\n\r\n[[members]]\r\ncount = 2\r\n");
}

#[test]
fn a_list_in_brackets_grows_in_its_own_way() {
    let entry = json!({ "percent": 5, "name": { "de": "x" } });
    let added = "{ name = { de = \"x\" }, percent = 5 }";
    let grown = |list: &str| append(&format!("[mix]\nshares = {list}\n"), "mix.shares", &entry);
    assert_eq!(grown("[{ percent = 1 }]"), format!("[mix]\nshares = [{{ percent = 1 }}, {added}]\n"));
    assert_eq!(grown("[]"), format!("[mix]\nshares = [{added}]\n"));
    let lines = "[\n  { percent = 1 } # a\n]";
    assert_eq!(grown(lines), format!("[mix]\nshares = [\n  {{ percent = 1 }}, # a\n  {added},\n]\n"));
    assert_eq!(append("[mix]\ndate = 1\n", "mix.shares", &entry), format!("[mix]\nshares = [{added}]\ndate = 1\n"));
}

#[test]
fn what_is_removed_leaves_nothing_empty_and_no_comment_of_others_goes() {
    assert_eq!(remove(RECORD, "members.0.source"), RECORD.replace("source = \"a\"\n", ""));
    let removed = remove(RECORD, "members.0.date");
    assert_eq!(removed, RECORD.replace("date = 2006-11-02 # by the board", "# by the board"));
    assert_eq!(remove(RECORD, "description.en"), RECORD.replace(", en = \"y\"", ""));
    assert_eq!(remove(RECORD, "description.de"), RECORD.replace("de = \"x\", ", ""));
    assert_eq!(remove(RECORD, "fields.0"), RECORD.replace("fields = [\"metal\"]\n", ""));
    assert_eq!(remove("[a]\nb = { c = 1 }\nd = 2\n", "a.b.c"), "[a]\nd = 2\n");
    let label = "# The silver label.\n[[labels]]\nlevel = \"silver\"\n\n";
    assert_eq!(remove(RECORD, "labels.0"), RECORD.replace(label, ""));
    assert_eq!(remove(RECORD, "labels.0.level"), RECORD.replace(label, ""));
    assert_eq!(remove(RECORD, "sources.0"), RECORD.replace("\n[[sources]]\nid = \"a\"\n", ""));
    assert_eq!(remove("seat.city = \"U\"\nseat.land = \"NW\"\nx = 1\n", "seat"), "x = 1\n");
}

#[test]
fn entries_keep_their_numbers_while_others_are_removed() {
    let text = "[[members]]\ncount = 1\n\n[[members]]\ncount = 2\n\n[[members]]\ncount = 3\n";
    let edits = [
        Edit::Remove { path: path("members.0") },
        Edit::Set { path: path("members.2.count"), value: json!(4) },
        Edit::Remove { path: path("members.1") },
    ];
    assert_eq!(written(text, &edits), "[[members]]\ncount = 4\n");
}

#[test]
fn a_text_that_is_no_toml_is_refused() {
    assert!(write_back(RecordKind::Cluster, "a = ", &[]).is_err());
}
