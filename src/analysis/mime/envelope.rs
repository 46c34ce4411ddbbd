//! The header block alone, read at the door before the cell looks at the mail: who writes, what it answers,
//! and whether a machine wrote it.

use chrono::{DateTime, FixedOffset};
use mail_parser::{HeaderName, MessageParser};

use super::head::Head;
use super::split::head_end;
use crate::analysis::evidence::Mailbox;
use crate::base::text::one_line;

/// Most references that are kept, the newest.
const REFERENCES: usize = 200;

/// What the header block of a mail says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Envelope {
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// From; empty when there is none.
    pub from: Mailbox,
    /// Sender.
    pub sender: Option<Mailbox>,
    /// Reply-To.
    pub reply_to: Vec<Mailbox>,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// Subject, decoded, one line.
    pub subject: String,
    /// Date.
    pub date: Option<DateTime<FixedOffset>>,
    /// In-Reply-To, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// References, without angle brackets, the newest 200.
    pub references: Vec<String>,
    /// Why this is no mail of a person; absent when it is one.
    pub automatic: Option<Automatic>,
    /// `X-Zimbra-Spam-Report-Sender`: the address that pressed *Thư rác*; to be believed only on a trusted way.
    pub spam_report_sender: Option<String>,
    /// Return-Path without angle brackets: empty for `<>`.
    pub return_path: Option<String>,
    /// `X-Hotro-Loop`: the mark that every letter of ours carries.
    pub loop_of: Option<String>,
    /// `X-Hotro-Entry`: the ticket entry that a letter of ours belongs to.
    pub entry: Option<String>,
}

/// Why a mail is not written by a person. Nothing automatic is ever answered (RFC 3834).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Automatic {
    /// A delivery report: `multipart/report`, or from a mailer daemon.
    Bounce,
    /// `Auto-Submitted` with any value but `no`.
    AutoSubmitted,
    /// A mailing list or bulk mail.
    List,
    /// An absence notice or other automatic answer by one of the older headers.
    Auto,
}

/// Reads the header block of a mail: at most 256 KB, any bytes, never panics.
pub fn read(raw: &[u8]) -> Envelope {
    let head = Head::parse(raw.get(..head_end(raw)).unwrap_or(raw), &MessageParser::default());
    let from = head.mailbox(&HeaderName::From).unwrap_or_default();
    Envelope {
        message_id: head.ids(&HeaderName::MessageId, 1).pop(),
        automatic: automatic(&head, &from),
        from,
        sender: head.mailbox(&HeaderName::Sender),
        reply_to: head.mailboxes(&HeaderName::ReplyTo),
        to: head.mailboxes(&HeaderName::To),
        cc: head.mailboxes(&HeaderName::Cc),
        subject: head.subject(),
        date: head.date(),
        in_reply_to: head.ids(&HeaderName::InReplyTo, REFERENCES),
        references: head.ids(&HeaderName::References, REFERENCES),
        spam_report_sender: head.other("X-Zimbra-Spam-Report-Sender").map(super::address::clean_address),
        return_path: head.return_path(),
        loop_of: own_mark(&head, "X-Hotro-Loop"),
        entry: own_mark(&head, "X-Hotro-Entry"),
    }
}

fn own_mark(head: &Head, name: &str) -> Option<String> {
    head.other(name).map(|value| one_line(value, 200)).filter(|value| !value.is_empty())
}

fn automatic(head: &Head, from: &Mailbox) -> Option<Automatic> {
    if is_bounce(head, from) {
        return Some(Automatic::Bounce);
    }
    let submitted = head.raw(&HeaderName::AutoSubmitted).map(first_word);
    if submitted.is_some_and(|word| !word.is_empty() && word != "no") {
        return Some(Automatic::AutoSubmitted);
    }
    let precedence = head.other("Precedence").map(first_word).unwrap_or_default();
    let suppress = head.other("X-Auto-Response-Suppress").map(str::to_lowercase).unwrap_or_default();
    // Exchange sets `DR, RN, NRN, OOF, AutoReply` on its own notices; people's mail carries `None` or nothing.
    let suppressed = suppress.contains("all") || suppress.contains("autoreply") || suppress.contains("oof");
    let old =
        ["X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Vacation"].iter().any(|name| head.other(name).is_some());
    if old || precedence == "auto_reply" || suppressed {
        return Some(Automatic::Auto);
    }
    let list = [&HeaderName::ListId, &HeaderName::ListUnsubscribe, &HeaderName::ListPost, &HeaderName::ListHelp];
    if list.iter().any(|name| head.has(name)) || matches!(precedence.as_str(), "list" | "bulk" | "junk") {
        return Some(Automatic::List);
    }
    None
}

fn is_bounce(head: &Head, from: &Mailbox) -> bool {
    let kind = head.raw(&HeaderName::ContentType).map(str::to_lowercase).unwrap_or_default();
    let report = kind.starts_with("multipart/report")
        && ["delivery-status", "disposition-notification"].iter().any(|word| kind.contains(word));
    let local = from.address.split('@').next().unwrap_or_default().to_lowercase();
    let daemon = matches!(local.as_str(), "mailer-daemon" | "postmaster" | "mail-daemon");
    report || daemon || head.other("X-Failed-Recipients").is_some()
}

fn first_word(value: &str) -> String {
    value.split([';', ' ', '\r', '\n', '\t', '(']).next().unwrap_or_default().to_lowercase()
}
