//! The foreword: a page with the consent of its author, with and without portrait and signature.

use brochure::Language;
use brochure::internals::Purpose;

use crate::common::{EDITION, ProjectCopy, bare_text, root};
use crate::edition_sizes::pages_for;

/// A drawing that stands for a signature.
const SIGNATURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 50'>\
                         <path d='M5 40 C50 -20 80 90 120 20 S180 30 195 10' fill='none' stroke='black' stroke-width='2'/></svg>";

/// A copy of one chapter with a foreword for tests.
fn with_foreword(keys: &str, words: usize) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
    let paragraph = |words: usize| "Muster ".repeat(words).trim_end().to_owned();
    let text = format!("{}\n\n{}\n\n{}", paragraph(words / 3), paragraph(words / 3), paragraph(words - words / 3 * 2));
    let foreword = format!(
        "[foreword]\nname = \"Prof. Dr. Test Person\"\nconsent = 2019-10-01\n\
         office = {{ de = \"Amt zum Test\", en = \"Office for tests\" }}\n{keys}\n\
         text = {{ de = \"\"\"\n{text}\n\"\"\", en = \"\"\"\n{text}\n\"\"\" }}\n\n[introduction]"
    );
    copy.replace(EDITION, "[introduction]", &foreword);
    let short = "[introduction.text]\nde = \"Testtext.\"\nen = \"Test text.\"\n\n";
    copy.replace_part(EDITION, "[introduction.text]", "# The chart below", short);
    let photo = std::fs::read(root().join("tests/fixtures/photos/seeding.jpg")).expect("a photograph");
    copy.write("data/2019/pictures/author.jpg", photo);
    copy.write("data/2019/signature.svg", SIGNATURE);
    copy
}

const PORTRAIT: &str = "portrait = { file = \"pictures/author.jpg\", credit = \"Foto: Testfotograf\", \
                        focus = [0.5, 0.4], alt = { de = \"im Test\", en = \"in the test\" } }\n\
                        signature = \"signature.svg\"";

/// Returns the texts of the pages of a copy, which have no faults, without spaces.
fn pages(copy: &ProjectCopy, language: Language) -> Vec<String> {
    pages_for(copy, language, Purpose { whole: true, print: false, screen: true })
        .iter()
        .map(|text| bare_text(text))
        .collect()
}

#[test]
fn a_foreword_of_180_words_fits_its_page_with_and_without_a_portrait() {
    for keys in [PORTRAIT, ""] {
        for (language, title) in [(Language::De, "Vorwort"), (Language::En, "Foreword")] {
            let pages = pages(&with_foreword(keys, 180), language);
            let page = &pages[3];
            assert!(page.contains(title) && page.contains("Prof.Dr.TestPerson"), "{page}");
            assert_eq!(page.matches("Muster").count(), 180, "the whole text is on the page");
            assert_eq!(page.contains("Foto:Testfotograf"), !keys.is_empty());
            assert!(pages[1].contains(&format!("{title}4")), "the contents name it: {}", pages[1]);
        }
    }
}

#[test]
fn the_portrait_is_credited_with_its_page_and_the_signature_has_words() {
    let copy = with_foreword(PORTRAIT, 60);
    let pages = pages(&copy, Language::De);
    assert!(pages.iter().any(|page| page.contains("Impressum") && page.contains("Testfotograf:S.4")), "{pages:?}");
    let files = copy.values(Language::De).files().expect("values");
    let foreword: serde_json::Value = serde_json::from_slice(&files["foreword.json"]).expect("JSON");
    let alt = foreword["signature"]["alt"].as_str().expect("words").replace('\u{a0}', " ");
    assert_eq!(alt, "Unterschrift von Prof. Dr. Test Person");
    assert_eq!(foreword["portrait"]["alt"], "Prof. Dr. Test Person, im Test");
}

#[test]
fn a_foreword_of_more_words_is_refused_with_their_number() {
    let found = with_foreword("", 181).check();
    let fault = found.iter().find(|it| it.field.as_deref() == Some("foreword.text.de")).expect("a fault");
    assert!(fault.message.contains("181 words"), "{fault:?}");
    assert!(fault.hint.as_deref().is_some_and(|hint| hint.contains("180 words")), "{fault:?}");
}
