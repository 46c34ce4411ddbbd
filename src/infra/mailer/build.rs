//! From a letter to the bytes that go out. Pure: the same letter gives the same bytes.
//!
//! What is deliberately absent: HTML, `Reply-To` (answers come to the sender's address), `Precedence` (never a standard;
//! RFC 3834 replaced it by `Auto-Submitted`, and filters count `bulk` against a letter that must be read).

use std::time::{Duration, UNIX_EPOCH};

use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, Date, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};

use super::flowed::flowed;
use super::letter::{Letter, MOST_COPIES};
use crate::base::clock::Instant;
use crate::base::secret::sha256_hex;
use crate::base::text::one_line;

/// In every letter of ours, with our address as its value: a mail that arrives with it has come back in a circle.
pub const LOOP_HEADER: &str = "X-Hotro-Loop";

/// The longest subject and the longest name, in characters.
const LONGEST_LINE: usize = 250;

/// The longest foreign Message-ID that is repeated, in bytes; a header line ends at 998 (RFC 5322 §2.1.1).
const LONGEST_ID: usize = 250;

/// The most references that are named: the first and the newest.
const MOST_REFERENCES: usize = 20;

/// A message ready to go.
#[derive(Clone, Debug)]
pub struct Mail {
    pub(super) envelope: Envelope,
    /// The message with CRLF line ends, 7-bit only.
    pub bytes: Vec<u8>,
}

impl Mail {
    /// Where a bounce goes; `None` is the null return path `<>`.
    ///
    /// Automatic letters have none (RFC 3834 §3.3, RFC 5321 §4.5.5): a bounce of an acknowledgement would only come back
    /// as a new report, and two programs could answer each other for ever. A person's letter has our own address, so that
    /// its author learns that it did not arrive.
    pub fn return_path(&self) -> Option<&str> {
        self.envelope.from().map(AsRef::as_ref)
    }

    /// The one address it goes to.
    pub fn recipient(&self) -> &str {
        self.envelope.to().first().map_or("", AsRef::as_ref)
    }
}

/// Why a letter can never go out as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The receiver's address is none.
    #[error("the receiver's address is not a mail address")]
    Recipient,
    /// Our own address is none.
    #[error("the sender's address is not a mail address")]
    Sender,
    /// The letter's own Message-ID is none.
    #[error("the letter has no proper Message-ID")]
    MessageId,
    /// The library refused the whole for a reason that the above should have found.
    #[error("the message could not be put together")]
    Message,
}

/// Builds the message. Whatever the letter's fields hold, no header of another's making comes out.
pub fn build(letter: &Letter) -> Result<Mail, BuildError> {
    let from = address(&letter.from_address).ok_or(BuildError::Sender)?;
    let to = address(&letter.to_address).ok_or(BuildError::Recipient)?;
    let own_id = bracketed(&letter.message_id).ok_or(BuildError::MessageId)?;
    let return_path = letter.auto_submitted.is_none().then(|| from.clone());
    let copies: Option<Vec<Address>> = letter.copies.iter().take(MOST_COPIES).map(|one| address(one)).collect();
    let copies = copies.ok_or(BuildError::Recipient)?;
    let everybody = std::iter::once(&to).chain(&copies).cloned().collect();
    let envelope = Envelope::new(return_path, everybody).map_err(|_refused| BuildError::Message)?;
    let loop_mark = from.to_string();

    let mut message = Message::builder()
        .envelope(envelope)
        .header(Date::new(UNIX_EPOCH + since_epoch(letter.date)))
        .from(Mailbox::new(name(Some(&letter.from_name)), from))
        .to(Mailbox::new(name(letter.to_name.as_deref()), to))
        .subject(quiet(&letter.subject))
        .raw_header(line("Message-ID", own_id));
    for copy in copies {
        message = message.cc(Mailbox::new(None, copy));
    }
    if let Some(id) = letter.in_reply_to.as_deref().and_then(bracketed) {
        message = message.raw_header(line("In-Reply-To", id));
    }
    let references = references(&letter.references);
    if !references.is_empty() {
        message = message.raw_header(line("References", references.join(" ")));
    }
    if let Some(automatic) = letter.auto_submitted {
        message = message
            .raw_header(line("Auto-Submitted", automatic.as_str().to_owned()))
            // What Exchange and Outlook look at instead.
            .raw_header(line("X-Auto-Response-Suppress", "All".to_owned()));
    }
    message = message.raw_header(line(LOOP_HEADER, loop_mark));
    if let Some(tag) = language(&letter.language) {
        message = message.raw_header(line("Content-Language", tag));
    }
    let kind =
        ContentType::parse("text/plain; charset=utf-8; format=flowed").map_err(|_refused| BuildError::Message)?;
    // The library takes the shorter of 7bit, quoted-printable and base64; all pass every relay.
    let body = SinglePart::builder().header(kind).body(flowed(&letter.text));
    let message =
        if letter.files.is_empty() { message.singlepart(body) } else { message.multipart(whole(letter, body)?) };
    let message = message.map_err(|_refused| BuildError::Message)?;
    Ok(Mail { envelope: message.envelope().clone(), bytes: message.formatted() })
}

/// The words and the files behind them. The boundary follows from the Message-ID, so that the same letter is the same bytes.
fn whole(letter: &Letter, body: SinglePart) -> Result<MultiPart, BuildError> {
    let boundary: String = sha256_hex(letter.message_id.as_bytes()).chars().take(40).collect();
    let mut parts = MultiPart::mixed().boundary(boundary).singlepart(body);
    for file in &letter.files {
        // What it is, the receiver's mail program tells by its name; our word for it would only be another guess.
        let kind = ContentType::parse("application/octet-stream").map_err(|_refused| BuildError::Message)?;
        parts = parts.singlepart(Attachment::new(quiet(&file.name)).body(file.bytes.clone(), kind));
    }
    Ok(parts)
}

/// Whether a text is a mail address that a letter can go to.
pub fn is_address(text: &str) -> bool {
    address(text).is_some()
}

/// A mail address with its domain in ASCII form (IDNA), so that any server takes it.
fn address(text: &str) -> Option<Address> {
    let (local, domain) = text.trim().rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    if local.chars().any(|c| c.is_control() || c.is_whitespace()) || local.len() > 64 {
        return None;
    }
    Address::new(local, domain).ok()
}

/// Text for a header: one line, and nothing in it that a reader would decode into something else.
fn quiet(text: &str) -> String {
    one_line(text, LONGEST_LINE).replace("=?", "= ?")
}

fn name(name: Option<&str>) -> Option<String> {
    name.map(quiet).filter(|name| !name.is_empty())
}

/// `<left@right>`, if it is a Message-ID that may stand in a header of ours.
fn bracketed(id: &str) -> Option<String> {
    let bare = id.trim().trim_start_matches('<').trim_end_matches('>');
    let fit = bare.len() <= LONGEST_ID
        && bare.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty())
        && bare.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<' && byte != b'>');
    fit.then(|| format!("<{bare}>"))
}

fn references(ids: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = ids.iter().filter_map(|id| bracketed(id)).collect();
    kept.dedup();
    if kept.len() > MOST_REFERENCES {
        kept.drain(1..=kept.len() - MOST_REFERENCES);
    }
    kept
}

fn language(tag: &str) -> Option<String> {
    let fit = (2..=35).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fit.then(|| tag.to_owned())
}

fn line(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// Whole seconds since 1970, kept within the years that a mail date can say.
fn since_epoch(at: Instant) -> Duration {
    const END_OF_9999: i64 = 253_402_300_799;
    Duration::from_secs(at.and_utc().timestamp().clamp(0, END_OF_9999).unsigned_abs())
}
