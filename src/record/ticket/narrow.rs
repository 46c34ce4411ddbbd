//! Conditions of a list in SQL: what a view, a search and a cursor leave of the tickets. Every one of them has an index, or
//! narrows what another one found.

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use super::filter::{Cursor, Filter, Sort, View};
use super::search::{Field, Sought, Term, Whose, plain};
use super::{Exposure, Seal, Status, Verdict, tag};
use crate::base::clock::Instant;
use crate::base::text::{Zone, fold};
use crate::infra::db::fulltext::{self, Part, Phrase};
use crate::infra::db::schema::{account, agency, agency_rule};
use crate::infra::db::{Clause, Conn};

/// Most accounts and rules of agencies that a part of a name may mean.
const MEANT: usize = 50;

/// What a filter leaves, its cursor apart.
pub(super) fn filtered(conn: &mut Conn, filter: &Filter) -> QueryResult<Clause> {
    let mut out = viewed(filter);
    if !filter.status.is_empty() {
        out = out.and(statuses(&filter.status));
    }
    if let Some(verdict) = filter.verdict {
        out = out.and(Clause::new("ticket.verdict = ").text(verdict.word()));
    }
    if let Some(reporter) = filter.reporter {
        out = out.and(Clause::new("ticket.reporter_id = ").number(reporter.0));
    }
    Ok(out.and(searched(conn, filter)?))
}

fn viewed(filter: &Filter) -> Clause {
    let states = match filter.view {
        View::Triage => statuses(&[Status::New, Status::Triage]),
        View::Waiting => statuses(&[Status::Waiting]),
        // Most tickets are done: the index of the order finds a page of them sooner than that of their states.
        View::Done => Clause::new("ticket.status NOT IN ").texts(Status::OPEN.iter().map(|one| one.word())),
        View::All | View::Sealed | View::Contested | View::Mentions | View::Followed => Clause::default(),
        _ => statuses(&Status::OPEN),
    };
    states.and(match filter.view {
        View::Mine => mine(filter),
        View::Mentions => Clause::new("ticket.id IN (SELECT ticket_id FROM mention WHERE account_id = ")
            .number(filter.me.map_or(-1, |id| id.0))
            .sql(")"),
        View::Unassigned => Clause::new("ticket.assignee_id IS NULL"),
        View::Overdue => Clause::new("ticket.next_due_at < ").time(filter.now),
        View::Password => Clause::new("ticket.exposure IN ").texts(Exposure::LOSSES.iter().map(|one| one.word())),
        View::Contested => Clause::new("ticket.id IN (SELECT ticket_id FROM contest WHERE settled_at IS NULL)"),
        View::Sealed => Clause::new("ticket.seal = ").text(Seal::Stamped.word()),
        View::Followed => Clause::new("ticket.id IN (SELECT ticket_id FROM follower WHERE account_id = ")
            .number(filter.me.map_or(-1, |id| id.0))
            .sql(")"),
        View::Requests => Clause::new("ticket.kind = 'request'"),
        _ => Clause::default(),
    })
}

fn statuses(some: &[Status]) -> Clause {
    Clause::new("ticket.status IN ").texts(some.iter().map(|one| one.word()))
}

fn mine(filter: &Filter) -> Clause {
    Clause::new("ticket.assignee_id = ").number(filter.me.map_or(-1, |id| id.0))
}

/// What the search asks for. Words are one condition together; several values of the same field are one, too: any of them.
fn searched(conn: &mut Conn, filter: &Filter) -> QueryResult<Clause> {
    let (not, wanted): (Vec<&Term>, Vec<&Term>) = filter.search.iter().partition(|term| term.not);
    let mut out = fulltext::matching(conn, Part::Words, &phrases(wanted.iter().copied()));
    let mut fields: Vec<(Field, Vec<Clause>)> = Vec::new();
    for term in wanted {
        let Some(field) = term.sought.field() else { continue };
        let one = asked(conn, &term.sought, filter)?;
        match fields.iter_mut().find(|(known, _)| *known == field && either(&term.sought)) {
            Some((_, all)) => all.push(one),
            None => fields.push((field, vec![one])),
        }
    }
    for (_, all) in fields {
        out = out.and(Clause::any(all));
    }
    for term in not {
        out = out.and(asked(conn, &term.sought, filter)?.denied());
    }
    Ok(out)
}

/// Whether a ticket can have only one value of the field, so that two of them mean either.
fn either(sought: &Sought) -> bool {
    !matches!(
        sought,
        Sought::Domain(_)
            | Sought::Indicator(_)
            | Sought::File(_)
            | Sought::Tag(_)
            | Sought::Before(_)
            | Sought::After(_)
    )
}

fn phrases<'a>(terms: impl Iterator<Item = &'a Term>) -> Vec<Phrase> {
    terms.filter_map(|term| worded(term, Phrase::folded)).collect()
}

fn worded(term: &Term, of: fn(&str, bool) -> Option<Phrase>) -> Option<Phrase> {
    match &term.sought {
        Sought::Words { text, open } => of(text, *open),
        _ => None,
    }
}

/// The condition that the words stand there with the tone marks that were typed; none where they were typed without.
pub(super) fn exact(conn: &mut Conn, search: &[Term]) -> Option<Clause> {
    let wanted = search.iter().filter(|term| !term.not);
    let marked: Vec<Phrase> = wanted.clone().filter_map(|term| worded(term, Phrase::marked)).collect();
    let has_marks = marked != phrases(wanted);
    has_marks.then(|| fulltext::matching(conn, Part::Marks, &marked))
}

fn asked(conn: &mut Conn, sought: &Sought, filter: &Filter) -> QueryResult<Clause> {
    let mut within = |part, text: &str| match Phrase::folded(text, true) {
        Some(phrase) => fulltext::matching(conn, part, &[phrase]),
        None => Clause::new("1 = 0"),
    };
    Ok(match sought {
        Sought::Status(some) => statuses(some),
        Sought::Verdict(some) => verdicts(some),
        Sought::Kind(kind) => Clause::new("ticket.kind = ").text(kind.word()),
        Sought::Exposure(exposure) => Clause::new("ticket.exposure = ").text(exposure.word()),
        Sought::From(text) => within(Part::Sender, text),
        Sought::Reporter(text) => within(Part::Reporter, text),
        Sought::File(text) => within(Part::Files, text),
        Sought::Words { text, open } => match Phrase::folded(text, *open) {
            Some(phrase) => fulltext::matching(conn, Part::Words, &[phrase]),
            None => Clause::new("1 = 0"),
        },
        Sought::Domain(host) => seen("kind IN ('host', 'domain') AND ", [plain(host)]),
        Sought::Indicator(value) => seen("", [value.trim().to_owned(), plain(value)]),
        Sought::Tag(name) => tagged(name),
        Sought::Before(day) => Clause::new("ticket.created_at < ").time(begin(*day)),
        Sought::After(day) => Clause::new("ticket.created_at >= ").time(begin(*day)),
        Sought::Assignee(Whose::Mine) => mine(filter),
        Sought::Assignee(Whose::Nobodys) => Clause::new("ticket.assignee_id IS NULL"),
        Sought::Assignee(Whose::Of(who)) => assigned(conn, who)?,
        Sought::Unit(unit) => of_unit(conn, unit)?,
    })
}

fn verdicts(some: &[Verdict]) -> Clause {
    if some.is_empty() {
        return Clause::new("ticket.verdict IS NULL");
    }
    Clause::new("ticket.verdict IN ").texts(some.iter().map(|one| one.word()))
}

/// Where an indicator with one of these values was seen.
fn seen<const N: usize>(of: &'static str, values: [String; N]) -> Clause {
    Clause::new("ticket.id IN (SELECT ticket_id FROM sighting WHERE indicator_id IN (SELECT id FROM indicator WHERE ")
        .sql(of)
        .sql("value IN ")
        .texts(values)
        .sql("))")
}

/// Tickets with a tag whose name begins so. Folded, it holds nothing that `LIKE` would take for a sign.
fn tagged(name: &str) -> Clause {
    Clause::new("ticket.id IN (SELECT ticket_id FROM ticket_tag WHERE tag_id IN (SELECT id FROM tag WHERE folded LIKE ")
        .text(format!("{}%", tag::folded(name)))
        .sql("))")
}

/// The instant at which a day begins where people read times.
fn begin(day: NaiveDate) -> Instant {
    Zone::default().utc(day.and_time(NaiveTime::MIN))
}

/// Tickets of accounts with this in their name or address.
fn assigned(conn: &mut Conn, who: &str) -> QueryResult<Clause> {
    let who = fold(who);
    let all: Vec<(i64, String, String)> =
        account::table.select((account::id, account::name, account::email)).limit(5_000).load(conn)?;
    let fits = all.into_iter().filter(|(_, name, email)| fold(name).contains(&who) || email.contains(&who));
    let any = fits.take(MEANT).map(|(id, ..)| Clause::new("ticket.assignee_id = ").number(id));
    let any: Vec<_> = any.collect();
    Ok(if any.is_empty() { Clause::new("1 = 0") } else { Clause::any(any) })
}

/// Tickets of reporters whose address says the unit, by the rules of the directory or by itself: `x.snv@`, `x@snv.`.
fn of_unit(conn: &mut Conn, unit: &str) -> QueryResult<Clause> {
    let wanted = fold(unit);
    let rules: Vec<(String, String, String)> = agency_rule::table
        .inner_join(agency::table)
        .select((agency::slug, agency::name, agency_rule::pattern))
        .order(agency_rule::id.asc())
        .limit(20_000)
        .load(conn)?;
    let fits = rules.into_iter().filter(|(slug, name, _)| *slug == wanted || fold(name).contains(&wanted));
    let mut likes: Vec<String> = fits.take(MEANT).map(|(.., pattern)| like(&pattern)).collect();
    let slug = escaped(&wanted);
    likes.extend([format!("%.{slug}@%"), format!("%@{slug}.%"), format!("%.{slug}.%"), format!("{slug}@%")]);
    let any = likes.into_iter().map(|like| Clause::new("address LIKE ").text(like).sql(" ESCAPE '!'"));
    Ok(Clause::new("ticket.reporter_id IN (SELECT id FROM reporter WHERE ").followed_by(Clause::any(any)).sql(")"))
}

/// A rule of the directory, `*` and the end of an address, for `LIKE`.
fn like(pattern: &str) -> String {
    escaped(pattern).replace('*', "%")
}

fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// What comes behind a cursor.
pub(super) fn behind(sort: Sort, Cursor { value, id, .. }: Cursor) -> Clause {
    let at = || chrono::DateTime::from_timestamp_micros(value).unwrap_or_default().naive_utc();
    match sort {
        Sort::Newest => Clause::new("ticket.id < ").number(id),
        Sort::Oldest => Clause::new("ticket.id > ").number(id),
        Sort::Risk => Clause::new("(ticket.risk, ticket.id) < (").number(value).sql(", ").number(id).sql(")"),
        Sort::Due => Clause::new("(ticket.next_due_at, ticket.id) > (").time(at()).sql(", ").number(id).sql(")"),
    }
}
