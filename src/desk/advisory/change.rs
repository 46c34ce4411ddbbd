//! Everything that is done with an advisory after it was opened, each one transaction with a version and an audit line.

use chrono::{Datelike, NaiveDate};

use super::super::{Desk, Error};
use super::content::Content;
use super::facts;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, AdvisoryId, CampaignId};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::paper::dispatch::{counted_anew, rules};
use crate::record::advisory::{self, Advisory, State, Step, Version};
use crate::record::audit::{self, Actor, Entry};

/// Longest comment, in characters.
const COMMENT: usize = 2_000;

/// Who does something with which advisory, as the form says.
#[derive(Clone, Debug)]
pub struct Act {
    /// The person.
    pub account: AccountId,
    /// For the audit log.
    pub actor: Actor,
    /// Public id of the advisory.
    pub uuid: String,
    /// The version that the form was made from.
    pub version: i32,
    /// The present.
    pub now: Instant,
}

impl Act {
    /// The advisory and what it says, unless somebody changed it since the form was made ([`Error::Conflict`]).
    pub(super) fn begin(&self, conn: &mut Conn) -> Result<(Advisory, Content), Error> {
        let found = advisory::at_version(conn, &self.uuid, self.version)?.ok_or(Error::NotFound)?;
        let found = found.map_err(|by| Error::Conflict { by })?;
        let json = advisory::content(conn, found.row(), found.version)?.ok_or(Error::NotFound)?;
        Ok((found, Content::of_json(&json)?))
    }

    /// Takes a step, if it is legal, and puts down what the advisory says from then on.
    fn end(
        &self,
        conn: &mut Conn,
        mut changed: Advisory,
        step: Step,
        content: &Content,
        comment: &str,
    ) -> Result<(), Error> {
        let illegal = Error::Invalid { field: "state", message: "advisory-step-illegal" };
        changed.state = changed.state.after(step).ok_or(illegal)?;
        changed.subject = content.subject();
        advisory::change(conn, &mut changed, self.account, self.now)?;
        let version = Version { version: changed.version, step, content: &content.to_json()?, comment };
        advisory::add_version(conn, changed.row(), &version, self.account, self.now)?;
        let action = match step {
            Step::Opened => "advisory.open",
            Step::Saved => "advisory.save",
            Step::Counted => "advisory.count",
            Step::Submitted => "advisory.submit",
            Step::Returned => "advisory.return",
            Step::Issued => "advisory.issue",
            Step::Replaced => "advisory.replace",
        };
        let detail = changed.number.clone().unwrap_or_default();
        let entry = Entry { action, object: &changed.object(), detail: &detail };
        Ok(audit::append(conn, self.now, &self.actor, &[entry])?)
    }
}

/// What a draft says is never issued by its form: number, date and mark come with the issue alone.
fn drafted(mut content: Content) -> Result<Content, Error> {
    content.dispatch.number = None;
    content.dispatch.date = None;
    content.dispatch.draft = true;
    let missing = |field| Err(Error::Invalid { field, message: "advisory-field-missing" });
    let blank = |lines: &[String]| lines.iter().all(|line| line.trim().is_empty());
    match &content.dispatch {
        d if d.subject.trim().is_empty() => missing("subject"),
        d if blank(&d.addressees) => missing("addressees"),
        d if blank(&d.body) => missing("body"),
        _ => Ok(content),
    }
}

/// Keeps a new version of the words. A returned one is a draft again.
pub fn save(conn: &mut Conn, act: &Act, content: Content) -> Result<(), Error> {
    let (found, _) = act.begin(conn)?;
    act.end(conn, found, Step::Saved, &drafted(content)?, "")
}

/// Keeps a new version of the words in which the figures are those of now.
pub fn count(conn: &mut Conn, desk: &Desk, act: &Act, content: Content) -> Result<(), Error> {
    let (mut found, _) = act.begin(conn)?;
    let counts = facts::counts(conn, found.campaign_id.map(CampaignId))?;
    let mut content = drafted(content)?;
    counted_anew(&mut content.dispatch.body, counts, desk.zone.local(act.now));
    found.counted_at = act.now;
    (found.reports, found.reporters, found.agencies) = counts.columns();
    act.end(conn, found, Step::Counted, &content, "")
}

/// Lays the words before the one who signs.
pub fn submit(conn: &mut Conn, act: &Act, content: Content) -> Result<(), Error> {
    let (found, _) = act.begin(conn)?;
    act.end(conn, found, Step::Submitted, &drafted(content)?, "")
}

/// Gives it back unsigned, with what has to be mended.
pub fn send_back(conn: &mut Conn, act: &Act, comment: &str) -> Result<(), Error> {
    let (found, content) = act.begin(conn)?;
    let comment: String = comment.trim().chars().take(COMMENT).collect();
    if comment.is_empty() {
        return Err(Error::Invalid { field: "comment", message: "advisory-comment-missing" });
    }
    act.end(conn, found, Step::Returned, &content, &comment)
}

/// Gives it the number and date of the registry: it is issued, and no draft any more. What it replaces is replaced. Errors
/// beside `number`: none, or one that is taken in that year; beside `date`: before the draft or in the future.
pub fn issue(conn: &mut Conn, desk: &Desk, act: &Act, number: &str, date: Option<NaiveDate>) -> Result<(), Error> {
    let (mut found, mut content) = act.begin(conn)?;
    let unfit = |field, message| Error::Invalid { field, message };
    let typed = one_line(number, 12).parse::<u32>().ok().filter(|number| (1..=99_999).contains(number));
    let typed = typed.ok_or_else(|| unfit("number", "advisory-number-unfit"))?;
    let days = desk.zone.local(found.created_at).date()..=desk.zone.local(act.now).date();
    let date = date.filter(|date| days.contains(date)).ok_or_else(|| unfit("date", "advisory-date-unfit"))?;
    let line = rules::number_line(Some(typed), &content.dispatch.symbol);
    let number = line.trim_start_matches("Số:").trim().to_owned();
    if advisory::number_is_taken(conn, date.year(), &number)? {
        return Err(unfit("number", "advisory-number-taken"));
    }
    content.dispatch.number = Some(typed);
    content.dispatch.date = Some(date);
    content.dispatch.year = date.year();
    content.dispatch.draft = false;
    (found.number, found.issued_on, found.issued_year) = (Some(number), Some(date), Some(date.year()));
    let id = found.row();
    act.end(conn, found, Step::Issued, &content, "")?;
    for old in advisory::replaced_by(conn, id)? {
        replaced(conn, act, old)?;
    }
    Ok(())
}

/// An issued one whose place was taken.
fn replaced(conn: &mut Conn, act: &Act, old: Advisory) -> Result<(), Error> {
    if old.state != State::Issued {
        return Ok(());
    }
    let json = advisory::content(conn, AdvisoryId(old.id), old.version)?.ok_or(Error::NotFound)?;
    act.end(conn, old, Step::Replaced, &Content::of_json(&json)?, "")
}
