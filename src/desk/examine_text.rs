//! Evidence in words, for a person at a terminal, or as one JSON line. No address in it can be opened by a click, and no
//! control of a mail reaches the terminal.

use crate::analysis::evidence::{Evidence, Mailbox, Sample};
use crate::analysis::signal::{defang, quote};
use crate::base::locale::{Language, Languages, Words};

/// Most links that are printed for people.
const LINKS: usize = 20;
/// Most files inside an attachment that are printed for people.
const CONTENTS: usize = 20;
/// Most recipients that are printed for people.
const RECIPIENTS: usize = 5;
/// Most characters of the reporter's words that are printed for people.
const WORDS: usize = 1000;

/// What is seen in a mail: in Vietnamese for people, or with `json` as one object of schema `hotro.evidence/1`. Ends with
/// a line feed.
pub fn print(seen: &Evidence, json: bool) -> String {
    if json {
        return serde_json::to_string(seen).unwrap_or_default() + "\n";
    }
    let mut page = Page { words: Languages::default().words(Language::Vi), out: String::new() };
    page.report(seen);
    page.out
}

struct Page {
    words: Words,
    out: String,
}

impl Page {
    fn line(&mut self, indent: usize, text: &str) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn field(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            let line = format!("{}: {value}", self.words.say(key));
            self.line(2, &line);
        }
    }

    fn report(&mut self, seen: &Evidence) {
        let title = self.words.say("analyze-report");
        self.line(0, &title);
        self.field("analyze-from", &person(&seen.report.from));
        self.field("analyze-subject", &defang(&seen.report.subject));
        self.field("analyze-words", &quote(&seen.report.words, WORDS));
        for problem in &seen.problems {
            self.field("analyze-problem", problem);
        }
        if seen.samples.is_empty() {
            self.field("analyze-result", &self.words.say("analyze-none"));
        }
        for (at, sample) in seen.samples.iter().enumerate() {
            self.sample(at + 1, sample);
        }
    }

    fn sample(&mut self, number: usize, sample: &Sample) {
        let number = number.to_string();
        let (source, grade) = (word(&sample.source), word(&sample.grade));
        let values = [("number", &*number), ("source", &*source), ("grade", &*grade)];
        let title = self.words.say_with("analyze-sample", values);
        self.line(0, &title);
        self.field("analyze-from", &person(&sample.from));
        for to in sample.to.iter().take(RECIPIENTS) {
            self.field("analyze-to", &person(to));
        }
        self.field("analyze-subject", &defang(&sample.subject));
        self.field("analyze-date", &sample.date.map(|date| date.to_rfc3339()).unwrap_or_default());
        for link in sample.links.iter().take(LINKS) {
            let text = link.text.as_deref().map(|text| format!("“{}” → ", defang(text))).unwrap_or_default();
            let around = link.wrapped.as_deref().map(|url| format!("{} → ", defang(url))).unwrap_or_default();
            self.field("analyze-link", &format!("{text}{around}{}", defang(&link.url)));
        }
        for file in &sample.attachments {
            let kind = file.type_detected.as_deref().unwrap_or(&file.type_declared);
            let facts = format!("{}, {} B, SHA-256 {}", quote(kind, 100), file.size, file.sha256);
            self.field("analyze-attachment", &format!("{} ({facts})", defang(&file.name)));
            for inner in file.contents.iter().take(CONTENTS) {
                let lock = if inner.encrypted { " 🔒" } else { "" };
                self.line(4, &format!("{} ({} B){lock}", defang(&inner.name), inner.size));
            }
        }
        let (score, verdict) = (sample.score.to_string(), word(&sample.suggested_verdict));
        let rating = self.words.say_with("analyze-score", [("score", &*score), ("verdict", &*verdict)]);
        self.field("analyze-result", &rating);
        for finding in &sample.findings {
            self.line(4, &format!("{:>3}  {}  {}", finding.weight, finding.code, finding.reason));
        }
    }
}

fn person(mailbox: &Mailbox) -> String {
    match mailbox.name.as_deref() {
        Some(name) => format!("{} <{}>", defang(name), defang(&mailbox.address)),
        None => defang(&mailbox.address),
    }
}

/// The word that a value has in the JSON form.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}
