//! Links: in the tree, with words, leading somewhere.

use super::byhand::{File, link, mark, part};
use super::reader::{Child, Element, Target, Tree, read};
use super::rules::{Findings, clip};
use super::screens;
use super::spoken::words;

/// A link that a listener can take: in the tree, with words, and leading somewhere.
pub fn links(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    let elements: Vec<_> = tree.all().into_iter().filter(|it| it.kind == "Link").collect();
    let objects = |it: &Element| {
        let ids = it.children.iter().filter_map(|it| if let Child::Object { id, .. } = it { Some(*id) } else { None });
        ids.collect::<Vec<_>>()
    };
    let named: Vec<_> = elements.iter().flat_map(|it| objects(it)).collect();
    for (n, page) in tree.pages.iter().enumerate() {
        for link in &page.links {
            let times = named.iter().filter(|id| Some(**id) == link.id).count();
            let name = link.contents.clone().unwrap_or_default();
            let mut wrong = |what: &str| found.push(format!("p. {}: link {:?} {what}", n + 1, clip(&name)));
            if times != 1 {
                wrong(&format!("is in the tree {times} times"));
            }
            if name.trim().is_empty() {
                wrong("has no contents");
            }
            match &link.target {
                Target::Page(_) => {}
                Target::Address(address) if leads_out(address) => {}
                Target::Address(address) => wrong(&format!("leads to {address:?}")),
                Target::Nothing => wrong("leads nowhere"),
            }
        }
    }
    for element in elements {
        let said = words(tree, element, None);
        let bare = matches!(said.to_lowercase().as_str(), "here" | "hier" | "link" | "more" | "mehr" | "click here");
        // A drawing in a link, such as a code, is heard by its alternative text.
        let pictured = element.all().iter().any(|it| it.alt.as_deref().is_some_and(|alt| !alt.trim().is_empty()));
        if said.is_empty() && !pictured || bare {
            found.push(format!("a link says {said:?}"));
        }
        if objects(element).is_empty() {
            found.push(format!("{:?} is no link to take", clip(&said)));
        }
    }
    found
}

fn leads_out(address: &str) -> bool {
    let rest = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| address.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

#[test]
fn every_link_can_be_taken_and_leads_somewhere() {
    for screen in screens() {
        assert!(screen.tree.pages.iter().any(|page| !page.links.is_empty()), "{}", screen.name);
        assert_eq!(links(&screen.tree), [""; 0], "{}", screen.name);
    }
}

#[test]
fn links_that_cannot_be_taken_are_found() {
    let found = |file: File| links(&read(&file.bytes()));
    let with = |name: Option<&str>, address: &str, said: &str| File {
        contents: vec![format!("/Link <</MCID 0>> BDC BT /F1 10 Tf 50 700 Td ({said}) Tj ET EMC")],
        tree: vec![part("P", vec![part("Link", vec![mark(0, 0), link(0, name, address)])])],
        ..File::default()
    };
    assert_eq!(found(with(Some("A page"), "https://example.org", "A page")), [""; 0]);
    assert_eq!(found(with(None, "https://example.org", "A page")), ["p. 1: link \"\" has no contents"]);
    assert_eq!(found(with(Some("A"), "example.org", "A")), ["p. 1: link \"A\" leads to \"example.org\""]);
    assert_eq!(found(with(Some("A"), "https://example.org", "here")), ["a link says \"here\""]);
    let stray = File { stray_link: true, ..with(Some("A"), "https://example.org", "A") };
    assert_eq!(found(stray), ["p. 1: link \"stray\" is in the tree 0 times", "p. 1: link \"stray\" leads nowhere"]);
    let mut lost = with(Some("A"), "https://example.org", "A");
    lost.tree = vec![part("P", vec![part("Link", vec![mark(0, 0)])])];
    assert_eq!(found(lost), ["\"A\" is no link to take"]);
}
