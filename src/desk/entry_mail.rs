//! Staff entry: a report that came without mail (telephone, visit, SMS, Zalo, own finding) becomes the mail that it would have
//! been, so that it goes through the same door as every other. Pure; nothing is sent.

use std::fmt::Write;
use std::time::{Duration, UNIX_EPOCH};

use lettre::address::{Address, Envelope};
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, Date, HeaderName, HeaderValue,
};
use lettre::message::{Attachment, Body, Mailbox, Message, MultiPart, SinglePart};

use crate::base::clock::Instant;
use crate::base::text::{one_line, visible};

/// The header that says how the report came.
pub const ENTRY_HEADER: &str = "X-Hotro-Entry";
/// Name of the part that holds the text of the suspicious message.
pub const PASTED_NAME: &str = "noi-dung.txt";
/// Longest name, unit, telephone and subject, in characters.
const LONGEST_LINE: usize = 200;

/// How a report came that came without mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A call.
    Telephone,
    /// Somebody came by.
    Visit,
    /// A text message.
    Sms,
    /// A Zalo message.
    Zalo,
    /// Found by the desk itself.
    Finding,
    /// The form for reporters; not one of those that staff choose.
    Form,
}

impl How {
    /// Those that staff choose from, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Telephone, Self::Visit, Self::Sms, Self::Zalo, Self::Finding];

    /// The word of the header, of the form and of message keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::Visit => "visit",
            Self::Sms => "sms",
            Self::Zalo => "zalo",
            Self::Finding => "finding",
            Self::Form => "form",
        }
    }

    /// Reads [`word`](Self::word) back; `None` for any other.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.word() == word)
    }
}

/// What staff typed into the entry form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// How the report came.
    pub how: How,
    /// Who reports; may be empty.
    pub reporter_name: String,
    /// The reporter's address; without one nobody is answered by mail and the mail comes from our own address.
    pub reporter_address: Option<String>,
    /// The reporter's agency; may be empty.
    pub unit: String,
    /// The number to call back.
    pub phone: Option<String>,
    /// What it is about, one line.
    pub subject: String,
    /// What the reporter said.
    pub words: String,
    /// The text of the suspicious message as it was pasted, kept apart from the words.
    pub pasted: Option<String>,
    /// Pictures: file name and bytes.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// When it was entered, UTC.
    pub at: Instant,
    /// Who entered it.
    pub entered_by: String,
}

/// Why no mail can be built; each names the field to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The reporter's address is none.
    #[error("the reporter's address is not a mail address")]
    Reporter,
    /// Our own address is none.
    #[error("our own address is not a mail address")]
    Ours,
    /// The Message-ID is none.
    #[error("the Message-ID is not one")]
    MessageId,
    /// The library refused the whole for a reason that the above should have found.
    #[error("the mail could not be put together")]
    Message,
}

/// Builds the mail (RFC 5322): the words with unit and telephone, the pasted text as an attached `noi-dung.txt`, the pictures.
/// A pasted text that holds the head of a mail stays in the body, where the analysis finds the forwarded mail.
/// `message_id` comes without angle brackets; the same entry gives the same bytes.
pub fn build(entry: &Entry, our_address: &str, message_id: &str) -> Result<Vec<u8>, EntryError> {
    let ours: Address = our_address.trim().parse().map_err(|_unfit| EntryError::Ours)?;
    let from = match entry.reporter_address.as_deref().map(str::trim).filter(|address| !address.is_empty()) {
        Some(address) => address.parse().map_err(|_unfit| EntryError::Reporter)?,
        None => ours.clone(),
    };
    let fit = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>');
    if !message_id.contains('@') || message_id.len() > 200 || !message_id.chars().all(fit) {
        return Err(EntryError::MessageId);
    }
    let envelope = Envelope::new(Some(from.clone()), vec![ours.clone()]).map_err(|_refused| EntryError::Message)?;
    let name = Some(one_line(&entry.reporter_name, LONGEST_LINE)).filter(|name| !name.is_empty());
    let subject = one_line(&entry.subject, LONGEST_LINE);
    let message = Message::builder()
        .envelope(envelope)
        .header(Date::new(UNIX_EPOCH + Duration::from_secs(entry.at.and_utc().timestamp().max(0).unsigned_abs())))
        .from(Mailbox::new(name, from))
        .to(Mailbox::new(None, ours))
        .subject(subject)
        .raw_header(raw("Message-ID", format!("<{message_id}>")))
        .raw_header(raw(ENTRY_HEADER, entry.how.word().to_owned()))
        .multipart(parts(entry, message_id)?)
        .map_err(|_refused| EntryError::Message)?;
    Ok(message.formatted())
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn parts(entry: &Entry, message_id: &str) -> Result<MultiPart, EntryError> {
    let pasted = entry.pasted.as_deref().map(prose).filter(|text| !text.is_empty());
    let (inline, apart) = match pasted {
        Some(text) if looks_like_a_mail(&text) => (Some(text), None),
        other => (None, other),
    };
    // The library would roll dice; the id makes the boundary unique and the bytes repeatable.
    let boundary: String = message_id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let mut mixed = MultiPart::mixed()
        .boundary(format!("hotro_{boundary}_entry"))
        .singlepart(text_part(&body(entry, inline.as_deref()))?);
    if let Some(text) = apart {
        let kind = ContentType::parse("text/plain; charset=utf-8").map_err(|_refused| EntryError::Message)?;
        mixed = mixed.singlepart(attached(text.into_bytes(), kind, PASTED_NAME)?);
    }
    for (number, (name, bytes)) in entry.pictures.iter().enumerate() {
        let kind = infer::get(bytes).map(|found| found.mime_type()).filter(|kind| kind.starts_with("image/"));
        let kind = kind.unwrap_or("application/octet-stream");
        let kind = ContentType::parse(kind).map_err(|_refused| EntryError::Message)?;
        let name = one_line(name.rsplit(['/', '\\']).next().unwrap_or_default(), LONGEST_LINE);
        let name = if name.is_empty() { format!("anh-{}", number + 1) } else { name };
        mixed = mixed.singlepart(attached(bytes.clone(), kind, &name)?);
    }
    Ok(mixed)
}

/// The text in base64, whose alphabet has no `_`: nobody's words can look like our boundary.
fn text_part(text: &str) -> Result<SinglePart, EntryError> {
    let kind = ContentType::parse("text/plain; charset=utf-8").map_err(|_refused| EntryError::Message)?;
    let body = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::Base64);
    let body = body.map_err(|_refused| EntryError::Message)?;
    Ok(SinglePart::builder().header(kind).header(ContentDisposition::inline()).body(body))
}

/// An attachment in base64, so that bytes come back as they were.
fn attached(bytes: Vec<u8>, kind: ContentType, name: &str) -> Result<SinglePart, EntryError> {
    let body =
        Body::new_with_encoding(bytes, ContentTransferEncoding::Base64).map_err(|_refused| EntryError::Message)?;
    Ok(Attachment::new(name.to_owned()).body(body, kind))
}

/// The words, then who reports and who entered it, then a pasted mail.
fn body(entry: &Entry, mail: Option<&str>) -> String {
    let mut out = prose(&entry.words);
    let lines = [
        ("Đơn vị", entry.unit.as_str()),
        ("Điện thoại", entry.phone.as_deref().unwrap_or_default()),
        ("Người nhập", entry.entered_by.as_str()),
    ];
    let mut gap = "\n\n-- \n";
    for (label, value) in lines {
        let value = one_line(value, LONGEST_LINE);
        if !value.is_empty() && write!(out, "{gap}{label}: {value}").is_ok() {
            gap = "\n";
        }
    }
    if let Some(mail) = mail {
        out.push_str("\n\n");
        if !starts_with_separator(mail) {
            out.push_str("---------- Thư đã chuyển tiếp ----------\n");
        }
        out.push_str(mail);
    }
    out.push('\n');
    out.replace('\n', "\r\n")
}

/// Text of several lines without control and direction characters.
fn prose(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim().chars().filter(|c| *c == '\n' || *c == '\t' || visible(*c)).collect()
}

fn starts_with_separator(text: &str) -> bool {
    text.starts_with("--") || text.starts_with("____")
}

/// Whether a pasted text begins with the head of a mail: a sender and a subject or date among its first lines.
fn looks_like_a_mail(text: &str) -> bool {
    let has = |labels: &[&str]| {
        text.lines().take(15).any(|line| {
            line.split_once(':')
                .is_some_and(|(label, _)| labels.contains(&label.trim_matches(['>', ' ', '*']).to_lowercase().as_str()))
        })
    };
    has(&["từ", "from", "gửi từ", "người gửi"])
        && has(&["chủ đề", "tiêu đề", "subject", "đã gửi", "ngày", "date", "sent"])
}
