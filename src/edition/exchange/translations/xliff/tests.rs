use super::super::unit::{Returned, Sent, Unit};
use super::read;

const HEAD: &str = "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\">\n<file original=\"a.toml\" source-language=\"de\" \
    target-language=\"en\" product-name=\"brochure\" product-version=\"2019\"><body>\n";

fn version_1(units: &str) -> Returned {
    read(&format!("{HEAD}{units}\n</body></file></xliff>"))
}

fn version_2(units: &str) -> Returned {
    read(&format!(
        "<xliff version=\"2.0\" srcLang=\"de\" trgLang=\"en-GB\"><file id=\"f\" original=\"a.toml\">{units}</file></xliff>"
    ))
}

fn only(read: Returned) -> Unit {
    assert_eq!(read.faults, []);
    assert_eq!(read.units.len(), 1);
    read.units.into_iter().next().unwrap_or_default()
}

fn messages(read: &Returned) -> Vec<&str> {
    read.faults.iter().map(|fault| fault.message.as_str()).collect()
}

#[test]
fn a_unit_of_version_1_is_read() {
    let read = version_1(
        "<trans-unit id=\"b/1\"><source><mrk mtype=\"protected\">NIRO</mrk> &amp; <bpt id=\"1\">*</bpt>er<ept \
        id=\"1\">*</ept></source><seg-source>x</seg-source><target state=\"needs-review-translation\">NIRO &#38; \
        <![CDATA[<he>]]></target><note>The story.\n[sent -]</note><alt-trans><source>y</source><target>z</target>\
        </alt-trans></trans-unit>",
    );
    let head = (read.edition.as_deref(), read.from.as_deref(), read.to.as_deref());
    assert_eq!(head, (Some("2019"), Some("de"), Some("en")));
    let unit = only(read);
    assert_eq!((unit.source.as_str(), unit.target.as_str()), ("NIRO & *er*", "NIRO & <he>"));
    assert_eq!(unit.id.as_deref(), Some("a.toml#b/1"));
    assert!(unit.needs_review && unit.sent == Some(Sent::Nothing));
}

#[test]
fn a_unit_of_version_2_is_read_with_its_codes() {
    let read = version_2(
        "<unit id=\"b\"><originalData><data id=\"d1\">[^a]</data><data id=\"d2\">**</data></originalData>\
        <segment state=\"translated\"><source>Eins.<ph id=\"1\" dataRef=\"d1\"/></source><target>One.<ph id=\"1\" \
        dataRef=\"d1\"/></target></segment><ignorable><source> </source></ignorable><segment><source>\
        <pc id=\"2\" dataRefStart=\"d2\" dataRefEnd=\"d2\">Zwei</pc></source><target><pc id=\"2\" dataRefStart=\"d2\" \
        dataRefEnd=\"d2\">Two</pc></target></segment></unit>",
    );
    assert_eq!(read.to.as_deref(), Some("en-GB"));
    let unit = only(read);
    assert_eq!((unit.source.as_str(), unit.target.as_str()), ("Eins.[^a] **Zwei**", "One.[^a] **Two**"));
    assert!(!unit.needs_review);
}

#[test]
fn blanks_that_a_program_put_before_codes_are_no_part_of_a_text() {
    let unit = only(version_1(
        "<trans-unit id=\"b\">\n  <source>\n            <ph id=\"1\">[^a]</ph> Eins.\n            <ph id=\"2\">[^b]</ph>\n\
        \u{20}         </source>\n<target>One.\n            <ph id=\"2\">[^b]</ph></target></trans-unit>",
    ));
    assert_eq!((unit.source.as_str(), unit.target.as_str()), ("[^a] Eins.[^b]", "One.[^b]"));
    let as_written = only(version_1(
        "<trans-unit id=\"b\"><source>a\n    <ph id=\"1\">[^a]</ph></source><target>b</target></trans-unit>",
    ));
    assert_eq!(as_written.source, "a\n    [^a]");
}

#[test]
fn a_unit_with_a_part_that_is_not_translated_is_not_translated() {
    let unit = only(version_2(
        "<unit id=\"b\"><segment><source>Eins. </source><target>One. </target></segment><segment><source>Zwei.\
        </source></segment></unit>",
    ));
    assert_eq!((unit.source.as_str(), unit.target.as_str()), ("Eins. Zwei.", ""));
}

#[test]
fn a_document_type_is_refused_before_its_entities_are_read() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<xliff \
        version=\"1.2\"><file original=\"a\"><body/></file></xliff>";
    assert_eq!(messages(&read(bomb)), ["the file has a document type (<!DOCTYPE …>)"]);
}

#[test]
fn entities_that_nothing_defines_are_reported() {
    let read = version_1("<trans-unit id=\"b\"><source>a</source><target>&b; &#0;</target></trans-unit>");
    assert_eq!(messages(&read), ["`&b;` stands for no character", "`&#0;` stands for no character"]);
}

#[test]
fn other_files_are_reported() {
    assert_eq!(messages(&read("<html/>")), ["the file is not XLIFF: its first element is <html>"]);
    assert_eq!(messages(&read("prose")), ["the file is not XLIFF"]);
    assert_eq!(messages(&read("<xliff version=\"3.0\"/>")), ["the file is XLIFF of version `3.0`"]);
    assert_eq!(messages(&read(HEAD)), ["the file ends too early"]);
    let crossed = read("<xliff version=\"1.2\"><a></b></xliff>");
    assert_eq!(messages(&crossed), ["the file is not well-formed XML from here on"]);
    let deep = format!("<xliff version=\"1.2\">{}", "<a>".repeat(100_000));
    assert_eq!(messages(&read(&deep)), ["elements are nested too deep"]);
}

#[test]
fn a_code_that_says_nothing_is_reported() {
    let read = version_1("<trans-unit id=\"b\"><source>a</source><target><x id=\"1\"/></target></trans-unit>");
    assert_eq!(messages(&read), ["the code <x> with the id `1` does not say what it stands for"]);
    assert!(read.units.is_empty());
}
