//! What lists and letters show of a ticket: its best sample.

use crate::analysis::evidence::{Grade, Sample};
use crate::base::text::one_line;
use crate::record::ticket::{Ticket, Verdict};

/// The letter of a grade.
pub(super) fn word(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
    }
}

/// What lists and letters show of a ticket comes from its best sample.
pub(super) fn show(ticket: &mut Ticket, sample: &Sample) {
    if !sample.subject.is_empty() {
        ticket.subject = one_line(&sample.subject, 300);
    }
    ticket.sender_name = one_line(sample.from.name.as_deref().unwrap_or(""), 200);
    ticket.sender_address = one_line(&sample.from.address, 320);
    ticket.grade = Some(word(sample.grade).into());
    ticket.score = Some(i32::from(sample.score));
    ticket.suggested = serde_json::to_value(sample.suggested_verdict).ok().and_then(|word| Verdict::of(word.as_str()?));
    ticket.links = sample.links.len() as i32;
    ticket.attachments = sample.attachments.len() as i32;
}
