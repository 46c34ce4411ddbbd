//! Letters to reporters: plain text, Vietnamese first. One file a letter; its texts are the templates of the same stem
//! under `templates/mail/<language>/`.
//!
//! Whatever a letter quotes from a mail is on one line and cannot be clicked; the one web address in it is our own.
//! Nothing here sends or stores.

mod acknowledgement;
mod advisory;
mod done;
mod done_words;
mod exposed;
mod facts;
mod legitimate;
mod malware;
mod more;
mod notices;
mod phishing;
pub mod quote;
mod render;
mod reply;
mod request;
mod shown;
mod spam;
mod undetermined;
mod wrap;

pub use facts::{Facts, Notice, Sender};
pub use render::Rendered;
pub use shown::{LOOKUP_CODE, moment, verdict_words};
pub use wrap::unfold;

use super::Error;
use crate::base::clock::Instant;
use crate::base::locale::Language;
use crate::base::text::{Zone, one_line};
use crate::record::ticket::Verdict;
use shown::Shown;

/// The automatic confirmation that a report has arrived (Decision 05/2017/QĐ-TTg, article 12).
pub fn acknowledgement(sender: &Sender, facts: &Facts<'_>, language: Language) -> Result<Rendered, Error> {
    acknowledgement::render(&Shown::new(sender, facts, language), language)
}

/// The automatic confirmation that a request for help has arrived; speaks of no suspicious mail.
pub fn request(sender: &Sender, facts: &Facts<'_>, language: Language) -> Result<Rendered, Error> {
    request::render(&Shown::new(sender, facts, language), language)
}

/// A person's words. Web addresses in them are made unclickable unless they are our own.
pub fn reply(sender: &Sender, facts: &Facts<'_>, text: &str, language: Language) -> Result<Rendered, Error> {
    reply::render(&Shown::new(sender, facts, language).saying(text), language)
}

/// Asks the reporter for more; `text` is what is asked besides the original mail, and may be empty.
pub fn more(sender: &Sender, facts: &Facts<'_>, text: &str, language: Language) -> Result<Rendered, Error> {
    more::render(&Shown::new(sender, facts, language).saying(text), language)
}

/// The end of a request for help, with a person's note on what was done, if given; also closes.
pub fn done(sender: &Sender, facts: &Facts<'_>, note: Option<&str>, language: Language) -> Result<Rendered, Error> {
    done::render(&Shown::new(sender, facts, language).saying(note.unwrap_or_default()), language)
}

/// An issued advisory for an agency, or the reminder of it; [`LOOKUP_CODE`] stands once in it. `at` and `zone` are the present.
pub fn advisory(
    sender: &Sender,
    notice: &Notice,
    (at, zone): (Instant, Zone),
    language: Language,
) -> Result<Rendered, Error> {
    let shown = Shown::bare(sender, zone, at, language).saying(&notice.text);
    let (number, day) = (one_line(&notice.number, 60), notice.issued_on);
    let told = advisory::Told {
        headline: one_line(&notice.headline, 150),
        document: match language {
            Language::Vi => format!("Công văn số {number} ngày {}", day.format("%-d/%-m/%Y")),
            Language::En => format!("Document {number} of {}", day.format("%-d %B %Y")),
        },
        receipt_url: shown.page("/receipt"),
    };
    advisory::render(&shown, &told, notice.reminder, language)
}

/// To somebody of the desk, by `name`: what to look at, one sentence of ours a line. `at` and `zone` are the present.
pub fn notices(
    sender: &Sender,
    (name, lines): (&str, &[String]),
    (at, zone): (Instant, Zone),
    language: Language,
) -> Result<Rendered, Error> {
    notices::render(&Shown::bare(sender, zone, at, language), &notices::Listed::new(name, lines), language)
}

/// To the contact of a unit, never to the mailbox itself: an account there is exposed, and what to do. `what` says in words
/// what happened.
pub fn exposed(
    sender: &Sender,
    facts: &Facts<'_>,
    (mailbox, person, what): (&str, &str, &str),
    language: Language,
) -> Result<Rendered, Error> {
    exposed::render(&Shown::new(sender, facts, language).about(mailbox, person, what), language)
}

/// The conclusion, with its reasons in plain words and, if given, a person's note on what was done; also closes. `was` is an
/// earlier conclusion that was sent and that this one corrects.
pub fn verdict(
    sender: &Sender,
    facts: &Facts<'_>,
    verdict: Verdict,
    reasons: &[String],
    note: Option<&str>,
    was: Option<Verdict>,
    language: Language,
) -> Result<Rendered, Error> {
    let shown = Shown::new(sender, facts, language).saying(note.unwrap_or_default()).because(reasons);
    let shown = shown.correcting(was, language);
    match verdict {
        Verdict::Phishing => phishing::render(&shown, language),
        Verdict::Malware => malware::render(&shown, language),
        Verdict::Spam => spam::render(&shown, language),
        Verdict::Legitimate => legitimate::render(&shown, language),
        Verdict::Undetermined => undetermined::render(&shown, language),
    }
}
