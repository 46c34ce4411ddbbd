//! What a letter is made from, as the caller knows it: who we are, and what the ticket says.

use chrono::NaiveDate;

use crate::base::clock::Instant;
use crate::base::config::Config;
use crate::base::text::Zone;
use crate::record::measure::Done;

/// Who we are, under every letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Name of the service.
    pub name: String,
    /// The unit that runs it.
    pub unit: String,
    /// The body above that unit.
    pub parent: String,
    /// Telephone of the desk; empty where none is configured, and then no letter speaks of one.
    pub telephone: String,
    /// Our mail address.
    pub address: String,
    /// The address of our public pages, without a slash at the end.
    pub public_url: String,
}

impl Sender {
    /// The sender that the settings name.
    pub fn of(config: &Config) -> Self {
        Self {
            name: config.office.name.clone(),
            unit: config.office.unit.clone(),
            parent: config.office.parent.clone(),
            telephone: config.office.telephone.trim().to_owned(),
            address: config.mail.address.clone(),
            public_url: config.public_url(),
        }
    }
}

/// What the ticket says. Texts that come from mail are given raw; the letter makes them fit.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Number of the ticket.
    pub number: &'a str,
    /// Name of the reporter; empty where unknown.
    pub reporter_name: &'a str,
    /// Subject of the reported mail; empty where it has none.
    pub subject: &'a str,
    /// Sender of the reported mail as its reader saw it; empty where unknown.
    pub shown_sender: &'a str,
    /// When the report came in.
    pub received_at: Instant,
    /// Until when the first answer is promised.
    pub due_at: Instant,
    /// Whether the original is missing or incomplete (evidence of grade C), so that it is asked for.
    pub grade_c: bool,
    /// Whether the report bears a stamp of state secrecy, so that nothing of it is said.
    pub sealed: bool,
    /// Name of the file that the reported mail carries.
    pub attachment: Option<&'a str>,
    /// Whether the letter says how to look up the ticket; then [`super::LOOKUP_CODE`] stands in it once.
    pub lookup: bool,
    /// What was done against the attack and is still in force; conclusions speak of it, but the one that a mail is legitimate.
    pub done: &'a [Done],
    /// The zone in which times are written.
    pub zone: Zone,
}

/// What a letter says of an issued advisory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is called: `Thư điện tử giả mạo “…”`; everything foreign defanged.
    pub headline: String,
    /// What it says, several lines; everything foreign defanged.
    pub text: String,
    /// Number with symbol, `15/SKHCN-TTCĐS`.
    pub number: String,
    /// Date of the document.
    pub issued_on: NaiveDate,
    /// Whether it was sent before and was not confirmed.
    pub reminder: bool,
}
