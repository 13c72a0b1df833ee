//! The explanations of codes, each with an example before and after.

use super::Code;

impl Code {
    /// Finds a code by its number (`E0104`, `104`) or its name (`unknown-key`).
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        // The form in messages, "E0104 unknown-key", is accepted as well.
        let wanted = text.split_whitespace().next().unwrap_or_default().to_lowercase();
        let digits = wanted.strip_prefix('e').unwrap_or(&wanted).trim_start_matches('0');
        Self::ALL.iter().copied().find(|code| code.name() == wanted || code.digits() == digits)
    }

    fn digits(self) -> String {
        self.number().trim_start_matches(['E', '0']).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_number_and_by_name() {
        for text in ["E0104", "e0104", "0104", "104", "unknown-key", " Unknown-Key "] {
            assert_eq!(Code::find(text), Some(Code::UNKNOWN_KEY), "{text}");
        }
        for text in ["", "E", "E9999", "unknown"] {
            assert_eq!(Code::find(text), None, "{text}");
        }
    }

    #[test]
    fn every_page_begins_with_its_code_and_shows_wrong_and_right() {
        for code in Code::ALL {
            let page = code.page();
            assert!(page.starts_with(&format!("# {code}\n")), "{code}");
            let (_, examples) = page.split_once("\nWrong:\n").expect("a wrong example");
            assert!(examples.contains("\nRight:\n"), "{code}");
            let long = page.lines().find(|line| line.chars().count() > 78);
            assert_eq!(long, None, "{code}");
        }
    }

    #[test]
    fn the_right_examples_are_toml() {
        for code in Code::ALL {
            let right = code.page().split("\nRight:\n").nth(1).expect("a right example");
            for example in right.split("```toml\n").skip(1) {
                let example = example.split("```").next().unwrap_or_default();
                assert!(example.parse::<toml::Table>().is_ok(), "{code}:\n{example}");
            }
        }
    }
}
