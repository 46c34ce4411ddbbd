//! Telling people of the desk: in the page, and by mail where they want that. Nobody is told of what they did themselves.

use chrono::{NaiveTime, TimeDelta};

use super::policy::Permission;
use super::{Desk, Error, letter};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, CampaignId, TicketId};
use crate::base::locale::{Language, Languages};
use crate::base::secret::{hex, random};
use crate::base::text::Zone;
use crate::infra::db::{Conn, Db};
use crate::infra::mailer;
use crate::record::audit::{self, Actor, Entry};
use crate::record::notice::{self, NewNotice, Waiting};
pub use crate::record::notice::{ByMail, Kind, Row, Taste};
use crate::record::outbox::{self, NewLetter};
use crate::record::people::{self, Role};
use crate::record::ticket::Ticket;

/// What comes within this time is one mail.
const GATHER: TimeDelta = TimeDelta::minutes(2);
/// When the mail of a day leaves, in hours of the day.
const MORNING: TimeDelta = TimeDelta::minutes(7 * 60 + 30);
/// Rows of a page.
pub const ROWS: i64 = 50;
/// Notices told by mail in one round.
const ROUND: i64 = 200;

/// What somebody is told.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What.
    pub kind: Kind,
    /// Which ticket.
    pub ticket: TicketId,
    /// Which campaign, where it is about one.
    pub campaign: Option<CampaignId>,
    /// Who caused it; absent where the program did.
    pub by: Option<(AccountId, &'a str)>,
    /// When.
    pub at: Instant,
}

/// Tells people, each once, but for whoever caused it. In the transaction of what they are told of.
pub fn tell(conn: &mut Conn, to: &[AccountId], told: &Told<'_>) -> Result<(), Error> {
    let mut to: Vec<i64> = to.iter().filter(|id| told.by.is_none_or(|(by, _)| by != **id)).map(|id| id.0).collect();
    to.sort_unstable();
    to.dedup();
    let tastes = notice::tastes(conn, &to)?;
    for account in to {
        let taste = tastes.iter().find(|(id, _)| *id == account).map(|(_, taste)| *taste).unwrap_or_default();
        let new = NewNotice {
            account: AccountId(account),
            kind: told.kind,
            ticket: told.ticket,
            campaign: told.campaign,
            by: told.by.map_or("", |(_, name)| name),
            mail_at: mail_at(&taste, told.at),
            at: told.at,
        };
        notice::add(conn, &new)?;
    }
    Ok(())
}

/// Tells whoever works on a ticket that its reporter wrote.
pub(super) fn answered(conn: &mut Conn, ticket: &Ticket, at: Instant) -> Result<(), Error> {
    let Some(assignee) = ticket.assignee_id else { return Ok(()) };
    let told = Told { kind: Kind::Answered, ticket: ticket.row(), campaign: None, by: None, at };
    tell(conn, &[AccountId(assignee)], &told)
}

/// Accounts in use with one of these roles, by name.
pub(super) fn with_roles(conn: &mut Conn, roles: &[Role]) -> Result<Vec<AccountId>, Error> {
    let all = people::accounts(conn)?.into_iter();
    let fit = all.filter(|(one, own)| one.disabled_at.is_none() && own.iter().any(|role| roles.contains(role)));
    Ok(fit.map(|(account, _)| account.key()).collect())
}

/// Tells everybody who may approve it that a conclusion waits for a second person.
pub(super) fn proposed(
    conn: &mut Conn,
    (campaign, ticket): (CampaignId, TicketId),
    by: Option<(AccountId, &str)>,
    at: Instant,
) -> Result<(), Error> {
    let to = with_roles(conn, Permission::Decide.roles())?;
    tell(conn, &to, &Told { kind: Kind::Proposal, ticket, campaign: Some(campaign), by, at })
}

/// When a notice of `at` is told by mail.
fn mail_at(taste: &Taste, at: Instant) -> Option<Instant> {
    let zone = Zone::default();
    let local = zone.local(at);
    let begin = local.date().and_time(NaiveTime::MIN);
    let day = |days: i64, minutes: TimeDelta| zone.utc(begin + TimeDelta::days(days) + minutes);
    match taste.mail {
        ByMail::Never => None,
        ByMail::Daily => Some(day(i64::from(local - begin >= MORNING), MORNING)),
        ByMail::Once => {
            let soon = at + GATHER;
            let minutes = |minute: i32| TimeDelta::minutes(i64::from(minute));
            let quiet = taste.quiet_from.zip(taste.quiet_until).map(|(from, until)| (minutes(from), minutes(until)));
            let Some((from, until)) = quiet else { return Some(soon) };
            // Over midnight it is two stretches: to the end of this day, and from its beginning.
            let passed = zone.local(soon) - begin;
            Some(match () {
                () if from <= until && (from..until).contains(&passed) => day(0, until),
                () if from > until && passed < until => day(0, until),
                () if from > until && passed >= from => day(1, until),
                () => soon,
            })
        }
    }
}

/// Notices of an account, the newest first, older than the row `before`; one more than a page shows.
pub async fn page(db: &Db, me: AccountId, before: Option<i64>) -> Result<Vec<Row>, Error> {
    db.read(move |conn| Ok(notice::page(conn, me, before, ROWS + 1)?)).await
}

/// Somebody read all that they were told.
pub async fn read_all(db: &Db, me: AccountId, now: Instant) -> Result<(), Error> {
    db.write(move |conn| Ok(notice::read_all(conn, me, now).map(drop)?)).await
}

/// Somebody looks at a ticket: what they were told of it is read. Says whether there was anything.
pub async fn looked(db: &Db, me: AccountId, ticket: TicketId, now: Instant) -> Result<bool, Error> {
    if db.read(move |conn| Ok::<_, Error>(notice::unread(conn, me)?)).await? == 0 {
        return Ok(false);
    }
    db.write(move |conn| Ok(notice::read(conn, me, ticket, now)? > 0)).await
}

/// How an account wants to be told.
pub async fn taste(db: &Db, me: AccountId) -> Result<Taste, Error> {
    db.read(move |conn| Ok(notice::taste(conn, me)?)).await
}

/// Puts down how an account wants to be told.
pub async fn set_taste(db: &Db, now: Instant, actor: Actor, me: AccountId, taste: Taste) -> Result<(), Error> {
    db.write(move |conn| {
        notice::set_taste(conn, me, taste)?;
        let entry = Entry { action: "account.notices", object: &format!("account:{me}"), detail: taste.mail.word() };
        Ok(audit::append(conn, now, &actor, &[entry])?)
    })
    .await
}

/// Queues the mails whose time has come, one for each person; says how many.
pub(super) fn mail(conn: &mut Conn, desk: &Desk, now: Instant) -> Result<usize, Error> {
    let waiting = notice::waiting(conn, (now, now + GATHER), ROUND)?;
    let ids: Vec<i64> = waiting.iter().map(|one| one.id).collect();
    let taken = if ids.is_empty() { ids } else { notice::mailed(conn, &ids)? };
    let waiting: Vec<Waiting> = waiting.into_iter().filter(|one| taken.contains(&one.id)).collect();
    let mut count = 0;
    for own in waiting.chunk_by(|a, b| a.account_id == b.account_id) {
        count += usize::from(letter(conn, desk, own, now)?);
    }
    Ok(count)
}

/// Queues the mail of a person; none where the account is no longer in use. It says what is to be looked at, and nothing of
/// what was reported.
fn letter(conn: &mut Conn, desk: &Desk, own: &[Waiting], now: Instant) -> Result<bool, Error> {
    let Some(last) = own.last() else { return Ok(false) };
    let account = people::account_by_id(conn, AccountId(last.account_id))?;
    if account.disabled_at.is_some() {
        return Ok(false);
    }
    let language = Language::of(&account.language);
    let words = Languages::default().words(language);
    let line = |one: &Waiting| words.say_with(&format!("notice-mail-{}", one.kind), [("number", one.number.as_str())]);
    let mut lines: Vec<String> = own.iter().map(line).collect();
    lines.dedup();
    let sender = letter::Sender::of(&desk.config);
    let told = letter::notices(&sender, (&account.name, &lines), (now, desk.zone), language)?;
    let serial = format!("n{}-{}", last.id, hex(&random::<6>()?));
    let new = NewLetter {
        ticket: Some(TicketId(last.ticket_id)),
        mailing: None,
        kind: "notices",
        language: language.tag(),
        recipient_name: &account.name,
        recipient: &account.email,
        subject: &told.subject,
        body: &told.body,
        message_id: &mailer::message_id(&desk.key, &last.uuid, &serial, desk.domain()),
        in_reply_to: None,
        refs: "",
        automatic: true,
        lookup: None,
        due_at: now,
        by: None,
        at: now,
    };
    outbox::queue(conn, &new)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn quiet_hours_hold_a_mail_back_until_they_end() {
        let at = |day, hour, minute| {
            let local = NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
            Zone::default().utc(local)
        };
        let night = Taste { mail: ByMail::Once, quiet_from: Some(22 * 60), quiet_until: Some(6 * 60) };
        assert_eq!(mail_at(&night, at(11, 9, 0)), Some(at(11, 9, 2)));
        assert_eq!(mail_at(&night, at(11, 21, 59)), Some(at(12, 6, 0)));
        assert_eq!(mail_at(&night, at(11, 23, 59)), Some(at(12, 6, 0)), "on the other side of midnight");
        assert_eq!(mail_at(&night, at(12, 5, 0)), Some(at(12, 6, 0)));
        assert_eq!(mail_at(&night, at(12, 5, 59)), Some(at(12, 6, 1)));
        let noon = Taste { quiet_from: Some(11 * 60), quiet_until: Some(13 * 60), ..night };
        assert_eq!(mail_at(&noon, at(11, 12, 0)), Some(at(11, 13, 0)));
        assert_eq!(mail_at(&noon, at(11, 14, 0)), Some(at(11, 14, 2)));
        let daily = Taste { mail: ByMail::Daily, ..night };
        assert_eq!(mail_at(&daily, at(11, 7, 29)), Some(at(11, 7, 30)));
        assert_eq!(mail_at(&daily, at(11, 7, 30)), Some(at(12, 7, 30)));
        assert_eq!(mail_at(&Taste::default(), at(11, 9, 0)), None);
    }
}
