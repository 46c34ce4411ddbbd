//! What the figure of a public document shows of a mail: its texts without people, and without addresses that work. Pure.

use serde::{Deserialize, Serialize};

use super::letter::quote::defang;
use crate::base::text::hide;

/// What a picture that everybody will see shows and does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Show {
    /// The lines above the mail: what, and text.
    pub head: Vec<(String, String)>,
    /// Names and addresses that are hidden.
    pub hide: Vec<String>,
    /// Domains whose mail addresses are hidden, lower case.
    pub domains: Vec<String>,
}

impl Show {
    /// A text of the mail without the people it was sent to, its web addresses unusable and cut behind the host.
    pub fn fit(&self, text: &str) -> String {
        let cut = |word: &str| -> String {
            let start = word.find("://").map(|at| at + 3);
            let path = start.and_then(|start| {
                let rest = word.get(start..)?;
                rest.find(['/', '?', '#']).filter(|at| at + 1 < rest.trim_end().len()).map(|at| start + at)
            });
            match path.and_then(|path| word.split_at_checked(path)) {
                Some((kept, rest)) => {
                    let space = if rest.ends_with(char::is_whitespace) { " " } else { "" };
                    format!("{kept}/…{space}")
                }
                None => word.to_owned(),
            }
        };
        let words: String = text.split_inclusive(char::is_whitespace).map(cut).collect();
        defang(&hide(&words, &self.hide, &self.domains))
    }
}

#[cfg(test)]
mod tests {
    use super::Show;

    #[test]
    fn a_figure_names_nobody_and_leads_nowhere() {
        let show = Show {
            head: Vec::new(),
            hide: vec!["Trần Thị Bình".into(), "binh.snv".into()],
            domains: vec!["laichau.gov.vn".into()],
        };
        for (text, shown) in [
            ("Kính gửi Trần Thị Bình (binh.snv@laichau.gov.vn)", "Kính gửi (đã che) ((đã che))"),
            ("https://evil.example/login?u=binh.snv&t=1 ngay\n", "hxxps://evil[.]example/… ngay\n"),
            ("http://evil.example/", "hxxp://evil[.]example/"),
            ("http://evil.example?x", "hxxp://evil[.]example/…"),
            ("Mở a@evil.example", "Mở a[@]evil[.]example"),
        ] {
            assert_eq!(show.fit(text), shown);
        }
    }
}
