//! What stands beside a ticket, as its page shows it: tags, what is to be done, related tickets, followers, time spent.

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::Signed;
use super::super::page::Frame;
use super::shown;
use crate::base::clock::Instant;
use crate::desk::aside::{self, Aside};
use crate::record::agency::Contact;
use crate::record::ticket::task::Task;
use crate::record::ticket::tie::Related;

/// What stands beside a ticket.
#[derive(Debug)]
pub struct Beside {
    /// Row and name of each tag on it.
    pub tags: Vec<(i64, String)>,
    /// Row and name of the tags that can be put on it.
    pub offered: Vec<(i64, String)>,
    /// What is to be done: name of the checklist, and its things.
    pub lists: Vec<(String, Vec<Todo>)>,
    /// How many of all things are not done.
    pub left: usize,
    /// Row and name of the checklists that can be added.
    pub checklists: Vec<(i64, String)>,
    /// Number, subject and state of related tickets.
    pub related: Vec<(String, String, String)>,
    /// Who follows it, in words.
    pub followers: String,
    /// Whether the reader does.
    pub follows: bool,
    /// Each entry of time: how long, on what, who and when.
    pub efforts: Vec<(String, String, String)>,
    /// Time in all; empty for none.
    pub spent: String,
    /// Telephone of the reporter; empty where unknown.
    pub telephone: String,
    /// Row of the reporter's agency, and whom to call there, each with a number.
    pub unit: Option<(i64, Vec<(String, String)>)>,
    /// Number of the ticket into which it was put.
    pub merged: Option<String>,
    /// Number of the ticket from which it was split off.
    pub split_from: Option<String>,
    /// Numbers of the tickets that were put into it, and of those that were split off from it.
    pub family: (Vec<String>, Vec<String>),
}

/// Something to be done.
#[derive(Debug)]
pub struct Todo {
    /// Row.
    pub id: i64,
    /// What.
    pub words: String,
    /// Who did it and when; nothing while it is to be done.
    pub done: Option<String>,
}

/// What stands beside the ticket of a number.
pub(super) async fn load<P>(web: &Web, signed: &Signed<P>, number: &str) -> Result<Beside, Fault> {
    let (number, me, now) = (number.to_owned(), signed.id, web.clock.now());
    let found = web.db.read(move |conn| aside::of(conn, &number, me)).await?;
    Ok(shown(&signed.frame(""), found, now))
}

fn shown(frame: &Frame, found: Aside, now: Instant) -> Beside {
    let mut lists: Vec<(String, Vec<Todo>)> = Vec::new();
    let left = found.tasks.iter().filter(|task| task.done_at.is_none()).count();
    for task in found.tasks {
        let (name, todo) = (task.checklist.clone(), todo(task, now));
        match lists.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => all.push(todo),
            None => lists.push((name, vec![todo])),
        }
    }
    let efforts = found.efforts.iter().map(|one| {
        let by = one.by.clone().unwrap_or_default();
        (minutes(frame, i64::from(one.minutes)), one.what.clone(), format!("{by} · {}", shown::moment(one.at, now)))
    });
    let call = |one: Contact| (if one.person.is_empty() { one.mail } else { one.person }, one.telephone);
    Beside {
        telephone: found.telephone,
        unit: found.unit.map(|(id, contacts)| (id, contacts.into_iter().map(call).collect())),
        merged: found.merged,
        split_from: found.split_from,
        family: found.family,
        tags: found.tags.into_iter().map(|tag| (tag.id, tag.name)).collect(),
        offered: found.offered.into_iter().map(|tag| (tag.id, tag.name)).collect(),
        lists,
        left,
        checklists: found.checklists.into_iter().map(|list| (list.id, list.name)).collect(),
        related: found.related.into_iter().map(|one| related(frame, one)).collect(),
        followers: found.followers.join(", "),
        follows: found.follows,
        efforts: efforts.collect(),
        spent: if found.minutes == 0 { String::new() } else { minutes(frame, found.minutes) },
    }
}

fn todo(task: Task, now: Instant) -> Todo {
    let by = task.done_by.unwrap_or_default();
    Todo { id: task.id, words: task.words, done: task.done_at.map(|at| format!("{by} · {}", shown::moment(at, now))) }
}

fn related(frame: &Frame, one: Related) -> (String, String, String) {
    let state = one.verdict.map_or_else(|| frame.word("status", one.status), |verdict| frame.word("verdict", verdict));
    (one.number, shown::subject(frame, &one.subject, one.seal), state)
}

/// A span of minutes in words: `1 giờ 25 phút`.
fn minutes(frame: &Frame, all: i64) -> String {
    let (hours, minutes) = (all / 60, all % 60);
    if hours == 0 {
        return frame.say_with("effort-short", "minutes", minutes);
    }
    let (hours, minutes) = (hours.to_string(), minutes.to_string());
    frame.words.say_with("effort-long", [("hours", hours.as_str()), ("minutes", minutes.as_str())])
}
