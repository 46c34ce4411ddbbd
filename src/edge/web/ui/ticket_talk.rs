//! The conversation and the timeline of a ticket as its page shows them.

use super::super::page::Frame;
use super::{measure_part, shown};
use crate::base::clock::Instant;
use crate::desk::letter::LOOKUP_CODE;
use crate::record::outbox::Enclosed;
use crate::record::ticket::{Event, Exposure, Message, MessageKind};

/// What stands for the lookup code wherever a letter is shown: nobody at the desk needs it.
pub const MASK: &str = "····-····-····-····";

/// An entry of the conversation.
#[derive(Debug)]
pub struct Said {
    /// Row.
    pub id: i64,
    /// Classes: `out`, `note`, `auto`, or nothing for what came in.
    pub class: &'static str,
    /// Message key of what it is.
    pub what: &'static str,
    /// Author.
    pub author: String,
    /// Whether a stranger wrote it.
    pub stranger: bool,
    /// When.
    pub at: String,
    /// Words; may be empty.
    pub text: String,
    /// The letter it went out in.
    pub letter: Option<Letter>,
    /// Row of the mail it came in.
    pub arrival: Option<i64>,
}

/// A letter, word for word.
#[derive(Debug)]
pub struct Letter {
    /// Row, for taking it back.
    pub id: i64,
    /// Which letter, in words.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// Body, the lookup code masked.
    pub body: String,
    /// Delivery state.
    pub state: String,
    /// When it leaves or left.
    pub at: String,
    /// Why it was not delivered.
    pub error: String,
    /// Who gets a copy.
    pub copies: String,
    /// Place, name and size of its files.
    pub files: Vec<(i32, String, String)>,
}

/// Something on the timeline.
#[derive(Debug)]
pub struct Happened {
    /// When.
    pub at: String,
    /// What, in words.
    pub what: String,
    /// Who; empty for the program.
    pub by: String,
    /// Whether it changed where the ticket stands.
    pub strong: bool,
}

/// The entries, the oldest first.
pub fn said(frame: &Frame, all: &[Message], enclosed: &[Enclosed], now: Instant) -> Vec<Said> {
    all.iter().map(|message| one(frame, message, enclosed, now)).collect()
}

/// The row of the last entry; forms carry it, so that what was said since can be shown above them.
pub fn last(all: &[Message]) -> i64 {
    all.iter().map(|message| message.id).max().unwrap_or_default()
}

/// What was said behind the entry `seen`, where a form was overtaken that carries it; the newest ten.
pub fn meanwhile(frame: &Frame, all: &[Message], enclosed: &[Enclosed], seen: Option<i64>, now: Instant) -> Vec<Said> {
    let Some(seen) = seen else { return Vec::new() };
    let since: Vec<&Message> = all.iter().filter(|message| message.id > seen).collect();
    since.iter().skip(since.len().saturating_sub(10)).map(|message| one(frame, message, enclosed, now)).collect()
}

fn one(frame: &Frame, message: &Message, enclosed: &[Enclosed], now: Instant) -> Said {
    let (class, what) = match message.kind {
        MessageKind::Report => ("", "said-report"),
        MessageKind::Followup => ("", "said-followup"),
        MessageKind::Reply => ("out", "said-reply"),
        MessageKind::Note => ("note", "said-note"),
        MessageKind::Letter => ("out auto", "said-letter"),
        MessageKind::Call => ("note", "said-call"),
        MessageKind::Answer => ("", "said-answer"),
    };
    let exposure = Exposure::of(&message.body).filter(|_| message.kind == MessageKind::Answer);
    let author = if message.author.is_empty() { "hotro".into() } else { shown::line(&message.author) };
    Said {
        id: message.id,
        class,
        what,
        author: if message.kind == MessageKind::Letter && message.author.is_empty() { "hotro".into() } else { author },
        stranger: message.stranger,
        at: shown::moment(message.created_at, now),
        text: exposure.map_or_else(|| shown::prose(&message.body), |word| frame.word("exposure", word)),
        letter: letter(frame, message, enclosed, now),
        arrival: message.arrival_id,
    }
}

fn letter(frame: &Frame, message: &Message, enclosed: &[Enclosed], now: Instant) -> Option<Letter> {
    let files = enclosed.iter().filter(|file| Some(file.letter) == message.outbox_id);
    let file = |one: &Enclosed| (one.place, shown::line(&one.name), shown::size(frame, one.size.unsigned_abs()));
    Some(Letter {
        id: message.outbox_id?,
        kind: frame.word("letter", message.letter_kind.as_deref()?),
        subject: message.letter_subject.clone().unwrap_or_default(),
        body: message.letter_body.as_deref().unwrap_or_default().replace(LOOKUP_CODE, MASK),
        state: message.letter_state.clone().unwrap_or_default(),
        at: message.letter_due_at.map(|at| shown::moment(at, now)).unwrap_or_default(),
        error: message.letter_error.as_deref().map(shown::line).unwrap_or_default(),
        copies: message.letter_copies.as_deref().unwrap_or_default().replace(' ', ", "),
        files: files.map(file).collect(),
    })
}

/// The timeline, the newest first.
pub fn happened(frame: &Frame, all: &[Event], now: Instant) -> Vec<Happened> {
    let one = |event: &Event| Happened {
        at: shown::moment(event.at, now),
        what: what(frame, event),
        by: event.by.clone().unwrap_or_default(),
        strong: matches!(
            event.code.as_str(),
            "received" | "verdict" | "status" | "reopened" | "exposure" | "contested" | "stranger"
        ),
    };
    all.iter().rev().map(one).collect()
}

/// An event in words; its detail is a word of ours (then said in words), a name or a number.
fn what(frame: &Frame, event: &Event) -> String {
    let key = format!("event-{}", event.code);
    let family = match event.code.as_str() {
        "received" | "followup" | "stranger" | "automatic" => "channel",
        "status" => "status",
        "verdict" | "contested" => "verdict",
        "exposure" | "exposure-set" => "exposure",
        "letter" => "letter",
        "undone" => "undone",
        "unreadable" => "unreadable",
        _ => "",
    };
    if event.code.starts_with("measure-") {
        return frame.say_with(&key, "detail", measure_part::told(frame, &event.detail));
    }
    let detail = if family.is_empty() { shown::line(&event.detail) } else { frame.word(family, &event.detail) };
    if event.code == "assigned" && detail.is_empty() {
        return frame.say("event-unassigned");
    }
    frame.say_with(&key, "detail", detail)
}
