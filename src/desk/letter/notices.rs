//! What somebody of the desk is told by mail: which tickets to look at, and nothing of what was reported.

use super::render::{Rendered, fill};
use super::shown::Shown;
use crate::base::locale::Language;
use crate::base::text::one_line;

/// Most lines of a letter.
const LINES: usize = 40;

/// What the templates read.
#[derive(Debug)]
pub(super) struct Listed {
    name: String,
    lines: Vec<String>,
    count: usize,
}

impl Listed {
    /// For whom, and a sentence of ours for each notice.
    pub(super) fn new(name: &str, lines: &[String]) -> Self {
        let shown = lines.iter().take(LINES).cloned().collect();
        Self { name: one_line(name, 120), lines: shown, count: lines.len() }
    }
}

macro_rules! listed {
    ($name:ident, $path:tt, $($field:ident: $kind:ty),*) => {
        #[derive(askama::Template)]
        #[template(path = $path)]
        struct $name<'a> {
            $($field: &'a $kind,)*
        }
    };
}
listed!(ViSubject, "mail/vi/notices/subject.txt", n: Listed);
listed!(ViBody, "mail/vi/notices/body.txt", l: Shown, n: Listed);
listed!(EnSubject, "mail/en/notices/subject.txt", n: Listed);
listed!(EnBody, "mail/en/notices/body.txt", l: Shown, n: Listed);

/// The letter in a language.
pub(super) fn render(l: &Shown, n: &Listed, language: Language) -> Result<Rendered, super::super::Error> {
    match language {
        Language::Vi => fill(&ViSubject { n }, &ViBody { l, n }),
        Language::En => fill(&EnSubject { n }, &EnBody { l, n }),
    }
}
