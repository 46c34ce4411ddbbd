//! From templates to the finished text of a letter.

use askama::Template;
use unicode_normalization::UnicodeNormalization;

use super::super::Error;
use super::wrap::wrap;
use crate::base::text::one_line;

/// A letter's words; addresses and headers are the mailer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Subject, one line, with the number of the ticket in front.
    pub subject: String,
    /// Plain text in composed form (NFC), lines of at most 72 characters ending in LF, but none at the end.
    pub body: String,
}

/// Fills the two templates of a letter.
pub(super) fn fill(subject: &impl Template, body: &impl Template) -> Result<Rendered, Error> {
    let said = |text: askama::Result<String>| text.map_err(|error| Error::Internal(format!("letter: {error}")));
    let subject = one_line(&said(subject.render())?, 200);
    let body: String = said(body.render())?.nfc().collect();
    Ok(Rendered { subject, body: wrap(&body) })
}

/// The templates of one letter in both languages, and the function that fills them.
macro_rules! letter {
    ($vi_subject:tt, $vi_body:tt, $en_subject:tt, $en_body:tt) => {
        use super::shown::Shown;
        use $crate::base::locale::Language;

        #[derive(askama::Template)]
        #[template(path = $vi_subject)]
        struct ViSubject<'a> {
            l: &'a Shown,
        }

        #[derive(askama::Template)]
        #[template(path = $vi_body)]
        struct ViBody<'a> {
            l: &'a Shown,
        }

        #[derive(askama::Template)]
        #[template(path = $en_subject)]
        struct EnSubject<'a> {
            l: &'a Shown,
        }

        #[derive(askama::Template)]
        #[template(path = $en_body)]
        struct EnBody<'a> {
            l: &'a Shown,
        }

        /// The letter in a language.
        pub(super) fn render(l: &Shown, language: Language) -> Result<super::Rendered, super::super::Error> {
            match language {
                Language::Vi => super::render::fill(&ViSubject { l }, &ViBody { l }),
                Language::En => super::render::fill(&EnSubject { l }, &EnBody { l }),
            }
        }
    };
}
pub(super) use letter;
