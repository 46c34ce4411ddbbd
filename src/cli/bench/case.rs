//! One ticket before it is stored: its mail, what is seen in it, and what becomes of it. Made without a database, so that it
//! is done beside the writing of those before.

use chrono::TimeDelta;

use super::chance::Chance;
use super::mail::{self, Lure, Person};
use crate::analysis::evidence::Evidence;
use crate::base::clock::Instant;
use crate::desk::examine::{Examiner, Known};
use crate::desk::receive::{self, Channel, Incoming, Prepared};
use crate::record::ticket::{Exposure, Verdict};

/// How far back the tickets reach.
pub(super) const SPAN: TimeDelta = TimeDelta::days(730);
/// How many campaigns there are in that time.
const CAMPAIGNS: i64 = 30;
/// How long one of them goes on.
const CAMPAIGN: TimeDelta = TimeDelta::days(35);

/// What mails that look bad turn out to be, and those that do not.
const BAD: [Option<Verdict>; 4] = [Some(Verdict::Phishing), Some(Verdict::Phishing), Some(Verdict::Malware), None];
const GOOD: [Option<Verdict>; 3] = [Some(Verdict::Legitimate), Some(Verdict::Spam), Some(Verdict::Spam)];
/// What reporters say they did, if they say so.
const DONE: [Option<Exposure>; 4] =
    [Some(Exposure::Clicked), Some(Exposure::Clicked), Some(Exposure::Password), Some(Exposure::Opened)];

/// What becomes of a ticket, in this order.
#[derive(Clone, Debug, Default)]
pub(super) struct Fate {
    pub(super) exposure: Option<Exposure>,
    pub(super) taken: bool,
    pub(super) noted: bool,
    /// The reporter is asked for more; the ticket waits.
    pub(super) asked: bool,
    /// The reporter writes again.
    pub(super) again: bool,
    pub(super) verdict: Option<Verdict>,
    pub(super) closed: bool,
    /// The reporter does not agree.
    pub(super) contested: bool,
    /// How long the desk takes, in minutes.
    pub(super) minutes: i64,
}

/// A ticket to be stored.
pub(super) struct Case {
    pub(super) incoming: Incoming,
    pub(super) mail: Prepared,
    pub(super) seen: Evidence,
    pub(super) fate: Fate,
    pub(super) who: Person,
    pub(super) serial: u64,
}

/// Makes them.
pub(super) struct Maker {
    examiner: Examiner,
    known: Known,
    to: String,
    now: Instant,
    count: u32,
}

impl Maker {
    /// `count` tickets until `now`, reported to `to`.
    pub(super) fn new(known: Known, to: &str, now: Instant, count: u32) -> Self {
        Self { examiner: Examiner::new(), known, to: to.into(), now, count: count.max(1) }
    }

    /// A mail to the desk and what is seen in it.
    pub(super) fn arrived(&self, sender: &str, raw: Vec<u8>, at: Instant) -> (Incoming, Prepared, Evidence) {
        let known = Known { arrived: Some(at.and_utc().timestamp()), ..self.known.clone() };
        let seen = self.examiner.examine(&raw, &known, false);
        let incoming = Incoming {
            channel: Channel::Lmtp,
            sender: Some(sender.into()),
            recipients: vec![self.to.clone()],
            at,
            bytes: raw.into(),
            trusted: false,
            answer: true,
        };
        (incoming.clone(), receive::prepare(&incoming), seen)
    }

    /// What a reporter writes again.
    pub(super) fn later(&self, case: &Case, number: &str, at: Instant) -> (Incoming, Prepared, Evidence) {
        let raw = mail::later(&case.who, number, (&self.to, at, case.serial | 1 << 40));
        self.arrived(&case.who.address, raw, at)
    }

    /// The ticket of a place in the row; the same place is the same ticket.
    pub(super) fn make(&self, place: u32) -> Case {
        let serial = u64::from(place) + 1;
        let mut chance = Chance::new(serial);
        let age = SPAN / self.count as i32 * (self.count - place.min(self.count)) as i32;
        let at = self.now - age + TimeDelta::seconds(chance.below(30) as i64);
        let who = mail::person(&mut chance);
        let place = (self.to.as_str(), at, serial);
        let (raw, verdict) = match chance.below(100) {
            0..5 => (mail::request(&who, place), None),
            5..25 => (mail::report(&who, &Lure::bad(campaign(age, &mut chance)), place), Some(Verdict::Phishing)),
            25..60 => (mail::report(&who, &Lure::bad(serial << 8), place), chance.pick(&BAD)),
            _ => (mail::report(&who, &Lure::good(serial << 8), place), chance.pick(&GOOD)),
        };
        let (incoming, mail, seen) = self.arrived(&who.address, raw, at);
        let fate = fate(&mut chance, age, verdict.unwrap_or(Verdict::Undetermined));
        Case { incoming, mail, seen, fate, who, serial }
    }
}

/// The seed of a campaign that goes on at this age.
fn campaign(age: TimeDelta, chance: &mut Chance) -> u64 {
    let apart = SPAN.num_hours() / CAMPAIGNS;
    let running = 1 + CAMPAIGN.num_hours() / apart;
    let newest = age.num_hours() / apart;
    (newest + chance.below(running as u64) as i64) as u64 + 1
}

/// Old tickets are done, but for a few; of those of the last days many are not.
fn fate(chance: &mut Chance, age: TimeDelta, verdict: Verdict) -> Fate {
    let done = chance.happens(if age > TimeDelta::days(3) { 985 } else { 400 });
    Fate {
        exposure: if chance.happens(40) { chance.pick(&DONE) } else { None },
        taken: done || chance.happens(500),
        noted: chance.happens(150),
        asked: chance.happens(60),
        again: chance.happens(50),
        verdict: done.then_some(verdict),
        closed: done && chance.happens(800),
        contested: done && chance.happens(2),
        minutes: 5 + chance.below(600) as i64,
    }
}
