//! The mails that the demo receives, and what happens to each afterwards.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::forward::{self, Form};
use super::mime::{encoded, mailbox, text};
use super::people::Person;
pub use super::scene::Step;
use super::scene::{Content, Scene};
use super::{campaign, others, requests};
use crate::base::clock::Instant;

/// Our address in the demo.
pub const DESK: &str = "hotro@laichau.gov.vn";

/// A mail that arrives in the demo.
#[derive(Clone, Debug)]
pub struct DemoMail {
    /// The mail (RFC 5322), CRLF line ends.
    pub raw: Vec<u8>,
    /// Envelope sender.
    pub sender: String,
    /// How long before now it arrived.
    pub ago: TimeDelta,
    /// What happens to its ticket, in this order.
    pub then: Vec<Step>,
}

/// About sixty mails as they would have arrived by `now` (UTC), the oldest first. The same `now` gives the same bytes.
pub fn mails(now: Instant) -> Vec<DemoMail> {
    let mut scenes = campaign::scenes();
    scenes.extend(others::scenes());
    scenes.extend(requests::scenes());
    // The tables count in hours and days; people do not write on the hour.
    for (at, scene) in (0..).zip(&mut scenes).filter(|(_, scene)| scene.minutes > 10 * 60) {
        scene.minutes += at * 37 % 211;
    }
    scenes.sort_by_key(|scene| std::cmp::Reverse(scene.minutes));
    scenes.into_iter().enumerate().map(|(at, scene)| write(scene, now, at + 1)).collect()
}

fn write(scene: Scene, now: Instant, serial: usize) -> DemoMail {
    let ago = TimeDelta::minutes(scene.minutes);
    let arrived = vietnam(now - ago);
    let before = |minutes| arrived - TimeDelta::minutes(minutes);
    let address = scene.who.address();
    let signed = format!("{}\n\n--\n{}\n{}", scene.words, scene.who.name, scene.who.unit);
    let (sender, raw) = match &scene.content {
        Content::Report(form, what) => {
            let sent = DateTime::from_timestamp(what.sent, 0).filter(|_| what.sent > 0);
            let sent = sent.map_or(before(35), |at| vietnam(at.naive_utc()));
            let body = forward::body(*form, &signed, what, (scene.who.name, &address), sent, serial);
            let prefix = if *form == Form::OutlookVi || *form == Form::OutlookWeb { "FW" } else { "Fwd" };
            let subject = format!("{prefix}: {}", what.subject);
            (address, head(&scene.who, &subject, before(1), serial) + &body)
        }
        Content::Request(subject) => {
            (address, head(&scene.who, subject, before(1), serial) + &text("plain", &format!("{signed}\n")))
        }
        Content::Itself(what) => (what.from.to_owned(), what.mail(DESK, DESK, &before(1).to_rfc2822(), serial)),
    };
    DemoMail { raw: raw.into_bytes(), sender, ago, then: scene.then }
}

/// The headers of a reporter's mail.
fn head(who: &Person, subject: &str, date: DateTime<FixedOffset>, serial: usize) -> String {
    format!(
        "Return-Path: <{address}>\r\n\
         Received: from mail.laichau.gov.vn (localhost [127.0.0.1])\r\n by mail.laichau.gov.vn (Postfix) with ESMTP id 4DEMO{serial:03}R;\r\n {date}\r\n\
         From: {from}\r\nTo: {DESK}\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <demo-{serial:03}.{stamp}@mail.laichau.gov.vn>\r\nMIME-Version: 1.0\r\n",
        address = who.address(),
        from = mailbox(who.name, &who.address()),
        subject = encoded(subject),
        date = date.to_rfc2822(),
        stamp = date.timestamp(),
    )
}

/// The wall-clock time at +07:00 of a UTC instant.
fn vietnam(utc: Instant) -> DateTime<FixedOffset> {
    FixedOffset::east_opt(7 * 3600)
        .map_or_else(|| utc.and_utc().fixed_offset(), |zone| utc.and_utc().with_timezone(&zone))
}
