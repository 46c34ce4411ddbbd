//! A ticket as programs read it. Words from mail are foreign text; times are RFC 3339 in UTC.

use chrono::SecondsFormat;
use serde::Serialize;

use crate::analysis::evidence::Finding;
use crate::base::clock::Instant;
use crate::record::people::Reporter;
use crate::record::ticket::{self, Ticket, list};

/// A ticket in a list.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    number: String,
    id: String,
    kind: &'static str,
    status: &'static str,
    verdict: Option<&'static str>,
    score: Option<i32>,
    grade: Option<String>,
    subject: String,
    sender: Person,
    reporter: Option<Person>,
    message_id: Option<String>,
    exposure: Option<&'static str>,
    outside: bool,
    campaign: Option<Home>,
    assignee: Option<String>,
    created_at: String,
    due_at: String,
}

/// The campaign of a ticket.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Home {
    pub(super) id: String,
    pub(super) title: String,
}

#[derive(Debug, Serialize)]
struct Person {
    name: String,
    address: String,
}

/// A ticket by itself: as in a list, and more.
#[derive(Debug, Serialize)]
pub(super) struct Whole {
    #[serde(flatten)]
    item: Item,
    words: String,
    findings: Vec<Reason>,
    arrivals: i32,
    updated_at: String,
    resolved_at: Option<String>,
    closed_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct Reason {
    code: String,
    weight: i16,
    reason: String,
    at: String,
}

impl Item {
    pub(super) fn of_row(row: list::Row, campaign: Option<Home>) -> Self {
        Self {
            number: row.number,
            id: row.uuid,
            kind: row.kind.word(),
            status: row.status.word(),
            verdict: row.verdict.map(ticket::Verdict::word),
            score: row.score,
            grade: row.grade,
            subject: row.subject,
            sender: Person { name: row.sender_name, address: row.sender_address },
            reporter: row
                .reporter_address
                .map(|address| Person { name: row.reporter_name.unwrap_or_default(), address }),
            message_id: row.message_id,
            exposure: row.exposure.map(ticket::Exposure::word),
            outside: row.outside,
            campaign,
            assignee: row.assignee,
            created_at: time(row.created_at),
            due_at: time(row.due_at),
        }
    }
}

impl Whole {
    pub(super) fn of(
        ticket: Ticket,
        reporter: Option<Reporter>,
        assignee: Option<String>,
        findings: Vec<Finding>,
        campaign: Option<Home>,
    ) -> Self {
        let reason = |one: Finding| Reason { code: one.code, weight: one.weight, reason: one.reason, at: one.at };
        Self {
            words: ticket.words,
            findings: findings.into_iter().map(reason).collect(),
            arrivals: ticket.arrivals,
            updated_at: time(ticket.updated_at),
            resolved_at: ticket.resolved_at.map(time),
            closed_at: ticket.closed_at.map(time),
            item: Item {
                number: ticket.number,
                id: ticket.uuid,
                kind: ticket.kind.word(),
                status: ticket.status.word(),
                verdict: ticket.verdict.map(ticket::Verdict::word),
                score: ticket.score,
                grade: ticket.grade,
                subject: ticket.subject,
                sender: Person { name: ticket.sender_name, address: ticket.sender_address },
                reporter: reporter.map(|one| Person { name: one.name, address: one.address }),
                message_id: ticket.message_id,
                exposure: ticket.exposure.map(ticket::Exposure::word),
                outside: ticket.outside,
                campaign,
                assignee,
                created_at: time(ticket.created_at),
                due_at: time(ticket.due_at),
            },
        }
    }
}

pub(super) fn time(at: Instant) -> String {
    at.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}
