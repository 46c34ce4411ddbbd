//! What was understood of a search, as chips that can be taken out one by one, and sentences about what was not.

use super::super::page::Frame;
use super::queue_asked::Asked;
use crate::record::ticket::Status;
use crate::record::ticket::list::View;
use crate::record::ticket::search::{Missed, Search, Sought, Term, Whose};

/// A part of a search that was understood.
#[derive(Clone, Debug)]
pub struct Chip {
    /// Name of its field; empty for words.
    pub field: String,
    /// What must be there, or must not.
    pub value: String,
    /// Whether it must not.
    pub not: bool,
    /// The list without it.
    pub without: String,
}

/// A chip for each part.
pub(super) fn chips(frame: &Frame, asked: &Asked, search: &Search) -> Vec<Chip> {
    let q = asked.q();
    let chip = |term: &Term| {
        let (before, after) = (q.get(..term.at.start).unwrap_or_default(), q.get(term.at.end..).unwrap_or_default());
        let rest: Vec<_> = [before.trim(), after.trim()].into_iter().filter(|part| !part.is_empty()).collect();
        Chip {
            field: term.sought.field().map(|field| frame.word("search", field)).unwrap_or_default(),
            value: value(frame, &term.sought),
            not: term.not,
            without: asked.with_search(rest.join(" ")).beside("/tickets"),
        }
    };
    search.terms.iter().map(chip).collect()
}

fn value(frame: &Frame, sought: &Sought) -> String {
    let list = |words: Vec<String>| words.join(", ");
    match sought {
        Sought::Status(some) if some.as_slice() == Status::OPEN => frame.word("rail", View::Open),
        Sought::Status(some) => list(some.iter().map(|one| frame.word("status", one)).collect()),
        Sought::Verdict(some) if some.is_empty() => frame.say("search-no-verdict"),
        Sought::Verdict(some) => list(some.iter().map(|one| frame.word("verdict", one)).collect()),
        Sought::Kind(one) => frame.word("kind", one),
        Sought::Exposure(one) => frame.word("exposure", one),
        Sought::From(text)
        | Sought::Reporter(text)
        | Sought::Unit(text)
        | Sought::Domain(text)
        | Sought::Indicator(text)
        | Sought::File(text)
        | Sought::Tag(text)
        | Sought::Assignee(Whose::Of(text))
        | Sought::Words { text, .. } => text.clone(),
        Sought::Before(day) | Sought::After(day) => day.format("%d/%m/%Y").to_string(),
        Sought::Assignee(Whose::Mine) => frame.say("search-me"),
        Sought::Assignee(Whose::Nobodys) => frame.say("search-nobody"),
    }
}

/// A sentence for each part that was not understood, at most five.
pub(super) fn missed(frame: &Frame, search: &Search) -> Vec<String> {
    let sentence = |missed: &Missed| match missed {
        Missed::Field(name) => frame.say_with("search-missed-field", "name", name),
        Missed::Value(field, value) => {
            let field = frame.word("search", field);
            frame.words.say_with("search-missed-value", [("field", field.as_str()), ("value", value.as_str())])
        }
        Missed::More => frame.say("search-missed-more"),
    };
    search.missed.iter().take(5).map(sentence).collect()
}
