//! How much a record may hold: the one place for the limits of texts and lists.
//!
//! Each is several times what a brochure can show, so that no editor meets one by writing, and low enough that an edition
//! at all of them is checked in seconds and built in a minute with less than 1.5 GB. Laying out a story takes time that
//! grows faster than its number of paragraphs, because its pages are balanced; everything else grows with its length.

/// The most characters of a text of one line: a name, a street, a credit.
pub(crate) const LINE: u32 = 300;

/// The most characters of a paragraph, such as a caption or a standfirst, and of a note to the editor.
pub(crate) const PARAGRAPH: u32 = 2000;

/// The most characters of a running text. A story of 1,200 words has 9,000 and fills three pages.
pub(crate) const RUNNING_TEXT: u32 = 20_000;

/// The most characters of a web address, which is printed.
pub(crate) const WEB_ADDRESS: u32 = 500;

/// The most characters of a mail address (RFC 5321, 4.5.3.1).
pub(crate) const MAIL_ADDRESS: u32 = 254;

/// The most characters of a telephone number. It has at most fifteen digits (ITU-T E.164).
pub(crate) const PHONE: u32 = 40;

/// The most entries of a list.
pub(crate) const LIST: u32 = 50;

/// The most sources of a file.
pub(crate) const SOURCES: u32 = 200;

/// The most names that are kept together, in a whole edition.
pub(crate) const NAMES: u32 = 500;

/// The most chapters. The pages are made for 24.
pub(crate) const CHAPTERS: u32 = 40;

/// The most characters of all texts of an edition together, in all languages: ten times those of eight chapters. Laid-out
/// text takes half a kilobyte of memory for each.
pub(crate) const ALL_TEXTS: usize = 1_000_000;

/// The most photographs of a chapter. Each is decoded and converted to the inks of the press.
pub(crate) const PICTURES: u32 = 20;

/// The most technology fields of a chapter: each raises a summit of its relief.
pub(crate) const FIELDS: u32 = 20;

/// The most paragraphs, headings, list entries and line breaks of a running text.
pub(crate) const BLOCKS: usize = 150;

/// The most members of a programme. Its chart has a line for every five.
pub(crate) const PROGRAMME: u32 = 20_000;

/// The most marks on the back cover.
pub(crate) const LOGOS: u32 = 4;

/// The most places where readers can go on: one is on the back cover, and three on the page of contacts.
pub(crate) const NEXT: u32 = 3;

/// The most criteria of the programme, which share one row.
pub(crate) const CRITERIA: u32 = 4;

/// The most terms of the glossary, below the sources.
pub(crate) const GLOSSARY: u32 = 100;

/// The most entries of the index that an editor adds.
pub(crate) const INDEX: u32 = 200;
