//! `brochure export` and `brochure import` with files for translators, as they are run.

use super::{LEDGER, translate};
use crate::common::{EDITION, NIRO, ProjectCopy, brochure};

const HEADLINE: &str = "clusters/niro.toml#headline";

#[test]
fn texts_go_out_and_translations_come_back() {
    let copy = ProjectCopy::of_records();
    for file in ["texts.po", "texts.xlf"] {
        let run = brochure(copy.root(), &["export", file, "--to", "en"]).exits_with(0);
        run.stdout_has(&format!("{file}  ")).stdout_has(" translated, 0 out of date, 0 to translate\n");
        run.stdout_has(&format!("next: send it, and bring it back with `brochure import {file}`\n"));
    }
    let po = copy.read("texts.po");
    copy.write("texts.po", translate(&po, HEADLINE, "Side by side in the eastern Ruhr"));
    let before = copy.read(NIRO);
    let line = format!("{HEADLINE}: Buying together in the eastern Ruhr → Side by side in the eastern Ruhr\n");
    let run = brochure(copy.root(), &["import", "texts.po", "--dry-run"]).exits_with(0);
    run.stdout_has(&line).stdout_has("1 change, ").stdout_has("; nothing was written\n");
    assert_eq!(copy.read(NIRO), before);
    assert!(!copy.path(LEDGER).exists());

    brochure(copy.root(), &["import", "texts.po"]).exits_with(0).stdout_has(&line).stdout_has("1 change written, ");
    assert!(copy.read(NIRO).contains("en = \"Side by side in the eastern Ruhr\""));
    assert!(copy.path(LEDGER).exists());
    let old = translate(&po, HEADLINE, "Elsewhere in the Ruhr");
    copy.write("old.po", old);
    let run = brochure(copy.root(), &["import", "old.po", "--format", "short"]).exits_with(1);
    run.stderr_has("E0270").stderr_has("this translation was changed here and, since the export, in the record too");
}

#[test]
fn a_file_that_somebody_may_have_translated_is_not_replaced() {
    let copy = ProjectCopy::of_records();
    copy.write("texts.po", "translated");
    brochure(copy.root(), &["export", "texts.po"]).exits_with(2).stderr_has("texts.po");
    assert_eq!(copy.read("texts.po"), "translated");
    brochure(copy.root(), &["export", "texts.po", "--force"]).exits_with(0);
}

#[test]
fn wrong_usage_is_explained() {
    let copy = ProjectCopy::of_records();
    let refused = |args: &[&str]| brochure(copy.root(), args).exits_with(2).stderr;
    assert!(refused(&["export", "a.po", "--to", "fr"]).contains("unknown language `fr`: write de or en"));
    assert!(refused(&["export", "a.po", "--cluster", "nir"]).contains("the edition has no chapter `nir`"));
    assert!(refused(&["import", "a.po", "b.po"]).contains("translations are imported one file at a time"));
    copy.replace(EDITION, "languages = [\"de\", \"en\"]", "languages = [\"de\"]");
    assert!(refused(&["export", "a.po", "--to", "en"]).contains("`en` is not a language of the edition"));
    assert!(refused(&["export", "a.po"]).contains("it is not clear into which language to translate"));
}

#[test]
fn the_next_edition_knows_from_which_texts_its_translations_were_made() {
    let copy = ProjectCopy::of_records();
    brochure(copy.root(), &["export", "texts.po"]).exits_with(0);
    brochure(copy.root(), &["import", "texts.po"]).exits_with(0);
    brochure(copy.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    assert_eq!(copy.read("data/2027/translations/en.toml"), copy.read(LEDGER));
}
