//! An issued advisory told to an agency, and the reminder to one that has not confirmed it.

use super::render::{Rendered, fill};
use super::shown::Shown;
use crate::base::locale::Language;

/// What the templates read.
#[derive(Debug)]
pub(super) struct Told {
    /// What it is called, one line.
    pub(super) headline: String,
    /// Number and date of the document, in words.
    pub(super) document: String,
    /// Where the code is typed.
    pub(super) receipt_url: String,
}

macro_rules! told {
    ($name:ident, $path:tt, $($field:ident: $kind:ty),*) => {
        #[derive(askama::Template)]
        #[template(path = $path)]
        struct $name<'a> {
            $($field: &'a $kind,)*
        }
    };
}
told!(ViSubject, "mail/vi/advisory/subject.txt", a: Told);
told!(ViBody, "mail/vi/advisory/body.txt", l: Shown, a: Told);
told!(EnSubject, "mail/en/advisory/subject.txt", a: Told);
told!(EnBody, "mail/en/advisory/body.txt", l: Shown, a: Told);
told!(ViReminderSubject, "mail/vi/reminder/subject.txt", a: Told);
told!(ViReminder, "mail/vi/reminder/body.txt", l: Shown, a: Told);
told!(EnReminderSubject, "mail/en/reminder/subject.txt", a: Told);
told!(EnReminder, "mail/en/reminder/body.txt", l: Shown, a: Told);

/// The letter in a language.
pub(super) fn render(l: &Shown, a: &Told, reminder: bool, language: Language) -> Result<Rendered, super::super::Error> {
    match (language, reminder) {
        (Language::Vi, false) => fill(&ViSubject { a }, &ViBody { l, a }),
        (Language::En, false) => fill(&EnSubject { a }, &EnBody { l, a }),
        (Language::Vi, true) => fill(&ViReminderSubject { a }, &ViReminder { l, a }),
        (Language::En, true) => fill(&EnReminderSubject { a }, &EnReminder { l, a }),
    }
}
