//! The facts of a letter as its template shows them: everything foreign quoted, times in words.

use super::facts::{Facts, Sender};
use super::quote::{defang, quote, words};
use crate::base::clock::Instant;
use crate::base::locale::Language;
use crate::base::text::{Zone, in_text, one_line};
use crate::record::ticket::Verdict;

/// Stands once in a letter where the lookup code belongs; delivery puts the code there. Foreign text never carries it.
pub const LOOKUP_CODE: &str = "%LOOKUP-CODE%";

/// So many reasons stand in a letter at most, each of so many characters.
const MOST_REASONS: usize = 6;
const LONGEST_REASON: usize = 400;

/// What the templates read, ready to print.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) from: String,
    pub(super) received: String,
    pub(super) due: String,
    pub(super) grade_c: bool,
    pub(super) sealed: bool,
    pub(super) file: String,
    pub(super) status_url: String,
    pub(super) code: &'static str,
    pub(super) office: String,
    pub(super) office_heading: String,
    pub(super) unit: String,
    pub(super) telephone: String,
    pub(super) address: String,
    pub(super) reasons: Vec<String>,
    pub(super) text: String,
    pub(super) was: &'static str,
    pub(super) done: String,
    pub(super) mailbox: String,
    pub(super) person: String,
    pub(super) what: String,
    pub(super) public_url: String,
}

impl Shown {
    pub(super) fn new(sender: &Sender, facts: &Facts<'_>, language: Language) -> Self {
        let office = one_line(&sender.name, 120);
        let body = [&sender.unit, &sender.parent].map(|part| one_line(part, 120));
        let unit: Vec<&str> = body.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Self {
            number: one_line(facts.number, 40),
            name: foreign(facts.reporter_name),
            subject: foreign(facts.subject),
            from: foreign(facts.shown_sender),
            received: moment(facts.received_at, facts.zone, language),
            due: moment(facts.due_at, facts.zone, language),
            grade_c: facts.grade_c && !facts.sealed,
            sealed: facts.sealed,
            file: foreign(facts.attachment.unwrap_or_default()),
            status_url: if facts.lookup { format!("{}/status", sender.public_url) } else { String::new() },
            code: LOOKUP_CODE,
            office_heading: office.to_uppercase(),
            office,
            unit: unit.join(" – "),
            telephone: one_line(&sender.telephone, 60),
            address: one_line(&sender.address, 120),
            reasons: Vec::new(),
            text: String::new(),
            was: "",
            done: without_code(super::done_words::said(facts.done, language)),
            mailbox: String::new(),
            person: String::new(),
            what: String::new(),
            public_url: sender.public_url.clone(),
        }
    }

    /// A letter about no ticket.
    pub(super) fn bare(sender: &Sender, zone: Zone, at: Instant, language: Language) -> Self {
        let facts = Facts {
            number: "",
            reporter_name: "",
            subject: "",
            shown_sender: "",
            received_at: at,
            due_at: at,
            grade_c: false,
            sealed: false,
            attachment: None,
            lookup: false,
            done: &[],
            zone,
        };
        Self::new(sender, &facts, language)
    }

    /// A page of our public address.
    pub(super) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// With a person's words.
    pub(super) fn saying(mut self, text: &str) -> Self {
        self.text = without_code(words(text, &self.public_url));
        self
    }

    /// Correcting an earlier conclusion.
    pub(super) fn correcting(mut self, was: Option<Verdict>, language: Language) -> Self {
        self.was = was.map_or("", |was| verdict_words(was, language));
        self
    }

    /// About an exposed mailbox of ours.
    pub(super) fn about(mut self, mailbox: &str, person: &str, what: &str) -> Self {
        self.mailbox = without_code(one_line(mailbox, 254));
        self.person = foreign(person);
        what.clone_into(&mut self.what);
        self
    }

    /// With the reasons of a verdict.
    pub(super) fn because(mut self, reasons: &[String]) -> Self {
        let ready = reasons.iter().map(|reason| without_code(defang(&one_line(reason, LONGEST_REASON))));
        self.reasons = ready.filter(|reason| !reason.is_empty()).take(MOST_REASONS).collect();
        self
    }
}

fn foreign(text: &str) -> String {
    without_code(quote(text))
}

/// Text of others cannot make delivery print the code at a place of their choice.
fn without_code(text: String) -> String {
    if text.contains(LOOKUP_CODE) { text.replace(LOOKUP_CODE, "lookup-code") } else { text }
}

/// A conclusion within a sentence of a letter.
pub fn verdict_words(verdict: Verdict, language: Language) -> &'static str {
    match (verdict, language) {
        (Verdict::Phishing, Language::Vi) => "thư lừa đảo",
        (Verdict::Malware, Language::Vi) => "thư chứa mã độc",
        (Verdict::Spam, Language::Vi) => "thư rác",
        (Verdict::Legitimate, Language::Vi) => "thư hợp lệ",
        (Verdict::Undetermined, Language::Vi) => "chưa đủ căn cứ xác định",
        (Verdict::Phishing, Language::En) => "phishing",
        (Verdict::Malware, Language::En) => "malware",
        (Verdict::Spam, Language::En) => "spam",
        (Verdict::Legitimate, Language::En) => "legitimate",
        (Verdict::Undetermined, Language::En) => "undetermined",
    }
}

/// An instant as a letter says it.
pub fn moment(at: Instant, zone: Zone, language: Language) -> String {
    match language {
        Language::Vi => in_text(at, zone),
        Language::En => zone.local(at).format("%H:%M on %-d %B %Y").to_string(),
    }
}
