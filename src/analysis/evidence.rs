//! What hotro sees in a mail, as `hotro analyze --json` prints it, a cell sends it, and a ticket keeps it. Values only.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// The name of this shape; changes when a field changes its meaning.
pub const SCHEMA: &str = "hotro.evidence/1";

/// Everything seen in one arriving mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The mail that arrived: the reporter's.
    pub report: ReportMail,
    /// The mails it reports, strongest source first.
    pub samples: Vec<Sample>,
    /// What could not be read, one sentence each.
    pub problems: Vec<String>,
    /// The letter that it returns, where it is a mail server's report of failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounce: Option<Bounce>,
    /// The gravest stamp of state secrecy in it, which anybody may have written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<Secrecy>,
}

/// The marks of state secrecy, the gravest last (Law on Protection of State Secrets 2018, art. 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Secrecy {
    /// Mật.
    Secret,
    /// Tối mật.
    TopSecret,
    /// Tuyệt mật.
    Utmost,
}

/// A mail server's report that it gave up on a mail (RFC 3464). All of it is a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounce {
    /// Message-ID of the mail, without angle brackets.
    pub message_id: String,
    /// Whether the report says itself that nobody sent it (`Return-Path: <>`); for ways in that have no envelope.
    pub from_nobody: bool,
    /// Those who did not get it and never will, at most 50.
    pub failed: Vec<Undelivered>,
}

/// Somebody whom a mail did not reach, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// Address to which it was sent and address at which it failed, lower case; one of them may be missing.
    pub addresses: Vec<String>,
    /// Enhanced status code (RFC 3463), `5.1.1`.
    pub status: String,
    /// What the last server said, one line of at most 300 characters; may be empty.
    pub diagnostic: String,
}

/// A mailbox: display name as written (decoded, may lie) and address (may be broken).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// Display name, decoded; absent when there is none.
    pub name: Option<String>,
    /// Address as written, domain in lower case; may be empty when only a name was given.
    pub address: String,
}

/// The reporter's own mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportMail {
    /// From.
    pub from: Mailbox,
    /// Subject, decoded, one line.
    pub subject: String,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// Date as the header gives it.
    pub date: Option<DateTime<FixedOffset>>,
    /// The reporter's own words: text above the forwarded block, signature kept, at most 20,000 characters.
    pub words: String,
    /// The reporter's own attachments that are no reported mail (screenshots).
    pub attachments: Vec<Attachment>,
}

/// Where a reported mail was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// A part of type message/rfc822, or an attached file that is a mail.
    AttachedEml,
    /// An Outlook .msg file.
    AttachedMsg,
    /// winmail.dat.
    Tnef,
    /// Rebuilt from the text of an inline forward.
    Inline,
    /// The arriving mail is itself the suspicious one.
    Itself,
}

/// How much a sample can prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// The original with its headers.
    A,
    /// Parts of the original.
    B,
    /// What a forwarding client wrote: a claim, not evidence.
    C,
}

/// One reported mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Where it was found.
    pub source: Source,
    /// How much it can prove.
    pub grade: Grade,
    /// Those of ours through whose hands it went between its recipient and the reporter, the last one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<Mailbox>,
    /// From: display name and address.
    pub from: Mailbox,
    /// Reply-To.
    pub reply_to: Vec<Mailbox>,
    /// Return-Path without angle brackets; absent when unknown, empty for `<>`.
    pub return_path: Option<String>,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// Subject, decoded, one line.
    pub subject: String,
    /// Date; +07:00 is assumed for inline forwards without a zone.
    pub date: Option<DateTime<FixedOffset>>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// Hops, the newest first, as the headers stand.
    pub received: Vec<Hop>,
    /// Number in `received`, from 0, of the newest hop from a public address that is none of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<usize>,
    /// Addresses that fields such as `X-Originating-IP` give for the sender's own machine; claims, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed_origin: Vec<ClaimedOrigin>,
    /// What receiving servers wrote about authentication.
    pub auth: Auth,
    /// Readable text, at most 100,000 characters.
    pub text: String,
    /// Links in the order of appearance, at most 500.
    pub links: Vec<Link>,
    /// Attachments, at most 200.
    pub attachments: Vec<Attachment>,
    /// Signals with their reasons, strongest first.
    pub findings: Vec<Finding>,
    /// 0 to 100.
    pub score: u8,
    /// What the score suggests; never decides.
    pub suggested_verdict: SuggestedVerdict,
}

/// One Received header.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hop {
    /// Name of the sending host, first of those written (mostly the HELO).
    pub from: Option<String>,
    /// Name of the receiving host.
    pub by: Option<String>,
    /// Address of the sending host.
    pub ip: Option<String>,
    /// Protocol (`ESMTPS`).
    pub with: Option<String>,
    /// When it was received.
    pub date: Option<DateTime<FixedOffset>>,
    /// Name the sending host gave (HELO), where it is another than `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helo: Option<String>,
    /// Reverse name of the address, as the receiving host found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverse: Option<String>,
    /// TLS version and cipher as far as they are written; `TLS` where only the protocol says that there was any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<String>,
    /// Seconds since the hop before; negative where clocks or somebody lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<i64>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<HopMark>,
}

/// What is odd about a hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HopMark {
    /// The next hop comes from somebody else than this one led to.
    Gap,
    /// Its time lies after the arrival of the mail.
    Future,
    /// Its time lies before that of the hop before, by more than clocks differ.
    Backwards,
    /// A private address is said to be a host of somebody else.
    PrivateOutside,
    /// The HELO is a name worth imitating, the address belongs to another.
    HeloClaims,
    /// It says neither who nor when, unlike those that came later.
    Malformed,
}

/// What a header field says about the sender's own machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedOrigin {
    /// Name of the field.
    pub field: String,
    /// The address.
    pub ip: String,
}

/// Authentication results in the words of a receiving server (`pass`, `fail`, `none`…), and what was checked here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Auth {
    /// SPF (RFC 7208).
    pub spf: Option<String>,
    /// DKIM (RFC 6376).
    pub dkim: Option<String>,
    /// DMARC (RFC 7489).
    pub dmarc: Option<String>,
    /// The server that says so (authserv-id, RFC 8601).
    pub by: Option<String>,
    /// Whether that server is one of those that the settings name; others may be the sender's invention.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trusted: bool,
    /// DKIM signatures found in an original, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature>,
    /// What was checked here by DNS; absent when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Own>,
}

/// A DKIM signature.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Signing domain (`d=`), lower case.
    pub domain: String,
    /// Selector (`s=`).
    pub selector: String,
    /// Whether the body is still the signed one; needs no DNS.
    pub body_intact: bool,
    /// What the check by DNS gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Checked>,
}

/// What was found out here by DNS, at the time of the analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// SPF of the domain below for the address of the external hop; absent when one of them is not known.
    pub spf: Option<Checked>,
    /// The domain that SPF was asked for: of the Return-Path, else the HELO.
    pub spf_domain: String,
    /// DMARC of the sender's domain.
    pub dmarc: Option<Checked>,
    /// What that domain wants done with mail that fails: `none`, `quarantine`, `reject`.
    pub policy: Option<String>,
    /// The ARC chain (RFC 8617); absent when there is none.
    pub arc: Option<Checked>,
}

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Checked {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// It does not hold, and the domain is not sure about that (SPF `~all`).
    SoftFail,
    /// The domain does not want to say.
    Neutral,
    /// There is nothing to check against.
    None,
    /// The signature's time is over.
    Expired,
    /// DNS did not answer in time.
    TempError,
    /// What the domain publishes, or the signature, cannot be used.
    PermError,
}

/// A link: shown text and real target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Target, normalised by the WHATWG rules where it is a URL; never to be fetched.
    pub url: String,
    /// Shown text; absent when the link is the bare URL.
    pub text: Option<String>,
    /// Host of the target, lower case; absent for `mailto:`, `data:` and broken ones.
    pub host: Option<String>,
    /// Registrable domain of the host by the Public Suffix List.
    pub registrable_domain: Option<String>,
    /// The attachment that holds it, with the path inside (`ho-so.zip/a.pdf`); absent for a link of the mail's own text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The address as it stood in the mail, where a filter or a big site had put its own around the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrapped: Option<String>,
    /// How it is written, where not as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<LinkSource>,
}

/// How a link is written that no reader could have followed in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkSource {
    /// In a QR code (ISO/IEC 18004) of a picture.
    Qr,
}

/// An attachment; its bytes stay in the raw mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// File name, decoded, controls removed, no path.
    pub name: String,
    /// Declared media type.
    pub type_declared: String,
    /// Media type by content; absent when nothing is recognised.
    pub type_detected: Option<String>,
    /// Decoded size in bytes.
    pub size: u64,
    /// SHA-256 of the decoded bytes, hexadecimal.
    pub sha256: String,
    /// Whether it, or a file inside, is encrypted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub encrypted: bool,
    /// Files inside (of archives, documents, disk images), at most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Content>,
}

/// A file inside an attachment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Name with the path inside the attachment, on one line.
    pub name: String,
    /// Unpacked size in bytes, as declared.
    pub size: u64,
    /// Media type by content; absent when it was not unpacked or nothing is recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_detected: Option<String>,
    /// Whether it is encrypted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub encrypted: bool,
}

/// One signal with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable code (`LINK_HOST_NEQ_TEXT`), also the key of its sentence: message `finding-` + code in lower case, `_` as `-`.
    pub code: String,
    /// Share of the score; 0 for a remark, negative lowers.
    pub weight: i16,
    /// The sentence in Vietnamese with its values filled in.
    pub reason: String,
    /// The values of the sentence, defanged and on one line, for other languages.
    pub values: BTreeMap<String, String>,
    /// What it rests on: `from`, `reply-to`, `auth`, `text`, `link:N`, `attachment:N` (N from 0).
    pub at: String,
    /// Where its words stand in the sample's `text`: first byte and the one behind the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<(usize, usize)>,
}

/// What the score suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestedVerdict {
    /// Tries to get passwords, money or data.
    Phishing,
    /// Carries a harmful file.
    Malware,
    /// Unwanted advertising.
    Spam,
    /// Nothing is wrong with it.
    Legitimate,
    /// The machine cannot say.
    Undetermined,
}
