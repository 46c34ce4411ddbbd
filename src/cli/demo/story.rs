//! Lets the demo's mails arrive and its desk work on them, in the order in which it would have happened, on a clock of its
//! own. Everything goes through the real door, cells, use-cases and letters.

use chrono::TimeDelta;

use super::mails::{DESK, DemoMail, Step};
use super::people::{ANALYST, USERS};
use crate::app::App;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, LetterId};
use crate::desk::change::Change;
use crate::desk::door::Door;
use crate::desk::receive::{Channel, Incoming};
use crate::desk::verdict::Conclusion;
use crate::desk::{Error, assign, case_file, duplicate, note, reply, status, verdict};
use crate::edge::worker::Worker;
use crate::record::audit::Actor;
use crate::record::outbox;
use crate::record::ticket::{self, Status, Ticket, Verdict};

/// The longest time between two steps of a ticket.
const PACE: TimeDelta = TimeDelta::minutes(25);

/// What the desk asks when it asks for more.
const ASKED: &str = "Đề nghị Ông/Bà chuyển tiếp lại thư dưới dạng tệp đính kèm để có đủ phần đầu thư.";

/// Everything that the story works with.
pub(super) struct Story<'a> {
    /// The program, on a standing clock that stands before the first mail.
    pub(super) app: &'a App,
    /// Where mail is handed in.
    pub(super) door: &'a Door,
    /// Who analyses and delivers.
    pub(super) worker: &'a Worker,
    /// The accounts of [`USERS`].
    pub(super) accounts: [AccountId; USERS.len()],
}

/// Something that happens.
struct Moment<'a> {
    at: Instant,
    mail: usize,
    what: What<'a>,
}

enum What<'a> {
    Arrives(&'a DemoMail),
    Step(&'a Step),
}

impl Story<'_> {
    /// Plays all mails until `now`; `told` hears of each moment: how many are done, of how many.
    pub(super) async fn play(
        &self,
        mails: &[DemoMail],
        now: Instant,
        told: impl Fn(usize, usize),
    ) -> Result<(), Error> {
        let moments = moments(mails, now);
        let mut numbers = vec![String::new(); mails.len()];
        let mut acting = vec![ANALYST; mails.len()];
        for (done, moment) in moments.iter().enumerate() {
            self.app.clock.advance(moment.at - self.app.clock.now());
            match moment.what {
                What::Arrives(mail) => {
                    let number = self.arrive(mail.sender.clone(), mail.raw.clone()).await?;
                    if let Some(slot) = numbers.get_mut(moment.mail) {
                        *slot = number;
                    }
                }
                What::Step(step) => {
                    if let (Step::Take(who), Some(slot)) = (step, acting.get_mut(moment.mail)) {
                        *slot = *who;
                    }
                    let (Some(number), Some(who)) = (numbers.get(moment.mail), acting.get(moment.mail)) else {
                        continue;
                    };
                    self.step(number, *who, step).await?;
                }
            }
            self.worker.drain().await?;
            told(done + 1, moments.len());
        }
        Ok(())
    }

    async fn arrive(&self, sender: String, raw: Vec<u8>) -> Result<String, Error> {
        let incoming = Incoming {
            channel: Channel::Lmtp,
            sender: Some(sender),
            recipients: vec![DESK.into()],
            at: self.app.clock.now(),
            bytes: raw.into(),
            trusted: false,
            answer: true,
        };
        Ok(self.door.submit(incoming).await?.number)
    }

    async fn step(&self, number: &str, who: u8, step: &Step) -> Result<(), Error> {
        let file = case_file::open(&self.app.db, number, true).await?;
        let ticket = file.ticket.clone();
        let change = self.change(&ticket, who)?;
        let desk = self.app.desk.clone();
        let db = &self.app.db;
        match step {
            Step::Take(_) => db.write(move |c| assign::set(c, &change, Some((change.account, &change.name)))).await,
            Step::Note(text) => {
                let text = text.clone();
                db.write(move |c| note::add(c, &change, &text)).await
            }
            Step::Reply(text) => {
                let text = text.clone();
                db.write(move |c| reply::send(c, &desk, &change, &text, false)).await.map(drop)
            }
            Step::AskMore => db.write(move |c| reply::send(c, &desk, &change, ASKED, true)).await.map(drop),
            Step::Verdict(word) => {
                let found = file.samples().first().map(|(.., sample)| sample.findings.clone()).unwrap_or_default();
                let conclusion = Conclusion {
                    verdict: Verdict::of(word).unwrap_or(Verdict::Undetermined),
                    reasons: found.into_iter().take(3).map(|finding| finding.reason).collect(),
                    remark: String::new(),
                    letter: true,
                    close: false,
                };
                db.write(move |c| verdict::decide(c, &desk, &change, &conclusion)).await.map(drop)
            }
            Step::Close if ticket.status == Status::Closed => Ok(()),
            Step::Close => db.write(move |c| status::set(c, &change, Status::Closed)).await,
            Step::Duplicate => {
                let subject = ticket.subject.clone();
                db.write(move |c| {
                    let older = ticket::list::oldest_about(c, &subject)?.ok_or(Error::NotFound)?;
                    duplicate::mark(c, &change, &older)
                })
                .await
            }
            Step::Reopen => db.write(move |c| status::set(c, &change, Status::Triage)).await,
            Step::FollowUp(text) => self.follow_up(&file, text).await,
        }
    }

    fn change(&self, ticket: &Ticket, who: u8) -> Result<Change, Error> {
        let at = usize::from(who);
        let (Some(account), Some(user)) = (self.accounts.get(at), USERS.get(at)) else { return Err(Error::NotFound) };
        Ok(Change {
            account: *account,
            name: user.name.into(),
            actor: Actor::Account(*account, "127.0.0.1".into()),
            number: ticket.number.clone(),
            version: ticket.version,
            now: self.app.clock.now(),
        })
    }

    /// The reporter answers the last letter by mail.
    async fn follow_up(&self, file: &case_file::CaseFile, text: &str) -> Result<(), Error> {
        let Some(person) = file.reporter.clone() else { return Ok(()) };
        let Some(letter) = file.conversation.iter().rev().find_map(|entry| entry.outbox_id) else { return Ok(()) };
        let letter = self.app.db.read(move |c| Ok::<_, Error>(outbox::by_id(c, LetterId(letter))?)).await?;
        let date = self.app.clock.now().and_utc().to_rfc2822();
        let serial = letter.id;
        let name = super::mime::mailbox(&person.name, &person.address);
        let mail = format!(
            "From: {name}\r\nTo: {DESK}\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <demo-reply-{serial}.{stamp}@mail.laichau.gov.vn>\r\n\
             In-Reply-To: <{id}>\r\nReferences: <{id}>\r\nMIME-Version: 1.0\r\n{body}",
            subject = super::mime::encoded(&format!("Re: {}", letter.subject)),
            stamp = self.app.clock.now().and_utc().timestamp(),
            id = letter.message_id,
            body = super::mime::text("plain", &format!("{text}\n")),
        );
        self.arrive(person.address, mail.into_bytes()).await.map(drop)
    }
}

/// Arrivals and steps in the order of time; the steps of a mail spread over the time since it came.
fn moments(mails: &[DemoMail], now: Instant) -> Vec<Moment<'_>> {
    let mut all = Vec::new();
    for (mail, one) in mails.iter().enumerate() {
        let arrived = now - one.ago;
        all.push(Moment { at: arrived, mail, what: What::Arrives(one) });
        let pace = (one.ago / (one.then.len() as i32 + 1)).min(PACE);
        all.extend(one.then.iter().zip(1..).map(|(step, nth)| Moment {
            at: arrived + pace * nth,
            mail,
            what: What::Step(step),
        }));
    }
    all.sort_by_key(|moment| moment.at);
    all
}
