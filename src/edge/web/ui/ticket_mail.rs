//! A reported mail as the page of its ticket shows it: why it is suspicious, who sent it, where its links lead.

use super::super::page::Frame;
use super::shown::{self, Indicator};
use super::ticket_trace::{self, Trace};
use crate::analysis::evidence::{Attachment, Content, Finding, Grade, LinkSource, Mailbox, Sample, Source};
use crate::analysis::signal::indicator::Kind;
use crate::base::locale::Language;
use crate::base::text::fold;
use crate::desk::case_file::{CaseFile, Seen};
use crate::record::evidence::{Role, picture};

/// Most links and recipients that are shown; the raw mail has them all.
const LINKS: usize = 100;
const RECIPIENTS: usize = 10;

/// A reported mail.
#[derive(Debug)]
pub struct Mail {
    /// Where its downloads are: `/tickets/…/arrivals/7/samples/0`.
    pub path: String,
    /// First part of the ids on the page.
    pub id: String,
    /// Its evidence grade.
    pub grade: &'static str,
    /// Message key of where it was found.
    pub source: &'static str,
    /// Whether a stranger sent it.
    pub stranger: bool,
    /// Whether there are raw bytes of it.
    pub has_raw: bool,
    /// 0 to 100.
    pub score: i32,
    /// Colour of the score.
    pub level: &'static str,
    /// Word of the suggested verdict.
    pub suggested: &'static str,
    /// Reasons, the strongest first.
    pub findings: Vec<Reason>,
    /// Display name of the sender.
    pub name: String,
    /// Address of the sender.
    pub address: Indicator,
    /// Other tickets with this sender: row of the indicator, how many.
    pub address_seen: Option<(i64, i64)>,
    /// Other tickets with this subject.
    pub subject_seen: Option<(i64, i64)>,
    /// Reply-To, and whether it is another than the sender.
    pub reply_to: Vec<(Indicator, bool)>,
    /// Return-Path, where it is known.
    pub return_path: Option<Indicator>,
    /// Those of ours through whose hands it went, the last one first.
    pub through: Vec<String>,
    /// Recipients (To and Cc).
    pub recipients: Vec<String>,
    /// How many recipients are not shown.
    pub more_recipients: usize,
    /// Subject.
    pub subject: String,
    /// When it was sent, by its header.
    pub date: String,
    /// Message-ID.
    pub message_id: String,
    /// Where it came from.
    pub trace: Trace,
    /// Its picture, as far as it is drawn.
    pub picture: Option<Picture>,
    /// Text in pieces: whether a reason rests on it, and its words.
    pub text: Vec<(bool, String)>,
    /// Links.
    pub links: Vec<Link>,
    /// How many links are not shown.
    pub more_links: usize,
    /// Attachments.
    pub files: Vec<File>,
}

/// A picture of a mail.
#[derive(Debug)]
pub struct Picture {
    /// Width in pixels.
    pub width: i32,
    /// Height in pixels.
    pub height: i32,
    /// Word of why nothing could be drawn; else empty.
    pub problem: String,
}

/// A reason.
#[derive(Debug)]
pub struct Reason {
    /// Its share of the score.
    pub weight: i16,
    /// Colour of that.
    pub level: &'static str,
    /// The sentence.
    pub sentence: String,
    /// Where on the page it rests, and message key of the words of that link.
    pub at: Option<(String, &'static str, String)>,
}

/// A link.
#[derive(Debug)]
pub struct Link {
    /// Id on the page.
    pub id: String,
    /// Shown text; empty when the link is bare.
    pub text: String,
    /// The attachment that holds it; empty for a link of the mail's own text.
    pub within: String,
    /// Whether it stands in a QR code.
    pub drawn: bool,
    /// Target.
    pub target: Indicator,
    /// Other tickets with this link, else with its host: row of the indicator, how many.
    pub seen: Option<(i64, i64)>,
    /// The address of the rewriter in which the target stood; empty where there is none.
    pub wrapped: String,
}

/// An attachment.
#[derive(Debug)]
pub struct File {
    /// Id on the page.
    pub id: String,
    /// Address of the locked zip.
    pub href: String,
    /// Name.
    pub name: String,
    /// Declared type.
    pub declared: String,
    /// Type by content, where it is another.
    pub detected: Option<String>,
    /// Size in words.
    pub size: String,
    /// Whether it, or a file inside, is encrypted.
    pub encrypted: bool,
    /// Files inside: name, size, type by content, whether it is encrypted.
    pub contents: Vec<(String, String, String, bool)>,
    /// SHA-256.
    pub sha256: String,
    /// Other tickets with this very file: row of the indicator, how many.
    pub seen: Option<(i64, i64)>,
}

/// All reported mails of a ticket, the strongest first.
pub fn mails(frame: &Frame, file: &CaseFile) -> Vec<Mail> {
    file.samples().into_iter().map(|(seen, number, sample)| mail(frame, file, seen, number, sample)).collect()
}

/// The attachments that reporters sent beside the reported mails.
pub fn own_files(frame: &Frame, file: &CaseFile) -> Vec<File> {
    let all = file.evidence.iter().flat_map(|seen| {
        let base = format!("/tickets/{}/arrivals/{}", file.ticket.number, seen.arrival.id);
        let own = seen.evidence.report.attachments.iter().enumerate();
        own.map(move |(n, one)| attachment(frame, file, (&base, &format!("own{}", seen.arrival.id)), n, one))
    });
    all.collect()
}

fn mail(frame: &Frame, file: &CaseFile, seen: &Seen, number: usize, sample: &Sample) -> Mail {
    let path = format!("/tickets/{}/arrivals/{}/samples/{number}", file.ticket.number, seen.arrival.id);
    let id = format!("m{}-{number}", seen.arrival.id);
    let score = i32::from(sample.score);
    let recipients: Vec<&Mailbox> = sample.to.iter().chain(&sample.cc).collect();
    Mail {
        grade: grade(sample.grade),
        source: source(sample.source),
        stranger: matches!(seen.arrival.role, Role::Stranger | Role::Automatic),
        has_raw: sample.source != Source::Inline,
        level: shown::level(Some(score)),
        score,
        suggested: suggested(sample),
        findings: sample.findings.iter().map(|finding| reason(frame, &id, finding)).collect(),
        name: shown::line(sample.from.name.as_deref().unwrap_or_default()),
        address: Indicator::address(&sample.from.address),
        address_seen: file.elsewhere(Kind::Address, &sample.from.address.to_lowercase()),
        subject_seen: file.elsewhere(Kind::Subject, fold(&sample.subject).trim()),
        reply_to: sample.reply_to.iter().map(|to| reply_to(sample, to)).collect(),
        return_path: sample.return_path.as_deref().map(Indicator::address),
        through: sample.through.iter().map(person).collect(),
        recipients: recipients.iter().take(RECIPIENTS).map(|one| person(one)).collect(),
        more_recipients: recipients.len().saturating_sub(RECIPIENTS),
        subject: shown::prose(&sample.subject),
        date: sample.date.map(|at| at.format("%d/%m/%Y %H:%M (%:z)").to_string()).unwrap_or_default(),
        message_id: sample.message_id.as_deref().map(shown::line).unwrap_or_default(),
        picture: picture(file, seen, number),
        trace: ticket_trace::trace(frame, sample),
        text: text(sample),
        links: sample.links.iter().take(LINKS).enumerate().map(|(n, link)| one_link(file, &id, n, link)).collect(),
        more_links: sample.links.len().saturating_sub(LINKS),
        files: sample
            .attachments
            .iter()
            .enumerate()
            .map(|(n, one)| attachment(frame, file, (&path, &id), n, one))
            .collect(),
        path,
        id,
    }
}

/// The text, cut where the words of reasons begin and end.
fn text(sample: &Sample) -> Vec<(bool, String)> {
    let mut spans: Vec<(usize, usize)> = sample.findings.iter().flat_map(|finding| finding.spans.clone()).collect();
    spans.sort_unstable();
    let (mut pieces, mut at) = (Vec::new(), 0);
    let mut piece = |marked: bool, from: usize, to: usize| {
        let words = sample.text.get(from..to).unwrap_or_default();
        if !words.is_empty() {
            pieces.push((marked, shown::prose(words)));
        }
    };
    for (from, to) in spans {
        // What overlaps the one before is marked already.
        if from >= at && sample.text.get(from..to).is_some() {
            piece(false, at, from);
            piece(true, from, to);
            at = to;
        }
    }
    piece(false, at, sample.text.len());
    pieces
}

fn picture(file: &CaseFile, seen: &Seen, number: usize) -> Option<Picture> {
    let of = |row: &&picture::Row| row.arrival_id == seen.arrival.id && usize::try_from(row.sample) == Ok(number);
    let row = file.pictures.iter().find(of)?;
    Some(Picture { width: row.width, height: row.height, problem: row.problem.clone() })
}

fn one_link(file: &CaseFile, id: &str, number: usize, link: &crate::analysis::evidence::Link) -> Link {
    Link {
        id: format!("{id}-link-{number}"),
        text: link.text.as_deref().map(shown::line).unwrap_or_default(),
        drawn: link.source == Some(LinkSource::Qr),
        within: link.within.as_deref().map(shown::line).unwrap_or_default(),
        target: Indicator::url(&link.url, link.host.as_deref(), link.registrable_domain.as_deref()),
        seen: file
            .elsewhere(Kind::Url, &link.url)
            .or_else(|| file.elsewhere(Kind::Host, link.host.as_deref().unwrap_or_default())),
        wrapped: link.wrapped.as_deref().map(|url| Indicator::url(url, None, None).whole()).unwrap_or_default(),
    }
}

fn reply_to(sample: &Sample, to: &Mailbox) -> (Indicator, bool) {
    (Indicator::address(&to.address), !to.address.eq_ignore_ascii_case(&sample.from.address))
}

fn attachment(frame: &Frame, file: &CaseFile, (base, id): (&str, &str), number: usize, one: &Attachment) -> File {
    let detected = one.type_detected.as_deref().filter(|found| *found != one.type_declared);
    File {
        id: format!("{id}-file-{number}"),
        href: format!("{base}/attachments/{number}"),
        name: shown::line(&one.name),
        declared: shown::line(&one.type_declared),
        detected: detected.map(shown::line),
        size: shown::size(frame, one.size),
        encrypted: one.encrypted,
        contents: one.contents.iter().map(|inner| content(frame, inner)).collect(),
        seen: file.elsewhere(Kind::Sha256, &one.sha256),
        sha256: one.sha256.clone(),
    }
}

fn content(frame: &Frame, inner: &Content) -> (String, String, String, bool) {
    let kind = inner.type_detected.as_deref().map(shown::line).unwrap_or_default();
    (shown::line(&inner.name), shown::size(frame, inner.size), kind, inner.encrypted)
}

fn reason(frame: &Frame, id: &str, finding: &Finding) -> Reason {
    let sentence = match frame.words.language {
        Language::Vi => finding.reason.clone(),
        Language::En => {
            let key = format!("finding-{}", finding.code.to_lowercase().replace('_', "-"));
            frame.words.say_with(&key, finding.values.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        }
    };
    let level = match finding.weight {
        30.. => "bad",
        10.. => "warn",
        _ => "",
    };
    Reason { weight: finding.weight, level, sentence, at: place(id, &finding.at) }
}

/// Where a finding rests: anchor, message key, number for people.
fn place(id: &str, at: &str) -> Option<(String, &'static str, String)> {
    let number = |text: &str| text.parse::<usize>().map(|n| (n + 1).to_string()).unwrap_or_default();
    match at.split_once(':') {
        Some(("link", n)) => Some((format!("{id}-link-{n}"), "at-link", number(n))),
        Some(("attachment", n)) => Some((format!("{id}-file-{n}"), "at-file", number(n))),
        _ => match at {
            "from" => Some((format!("{id}-from"), "at-from", String::new())),
            "reply-to" => Some((format!("{id}-reply-to"), "at-reply-to", String::new())),
            "auth" => Some((format!("{id}-auth"), "at-auth", String::new())),
            "hops" => Some((format!("{id}-hops"), "at-hops", String::new())),
            "text" => Some((format!("{id}-text"), "at-text", String::new())),
            _ => None,
        },
    }
}

fn person(mailbox: &Mailbox) -> String {
    match mailbox.name.as_deref() {
        Some(name) => format!("{} <{}>", shown::line(name), shown::line(&mailbox.address)),
        None => shown::line(&mailbox.address),
    }
}

fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::AttachedEml => "source-attached-eml",
        Source::AttachedMsg => "source-attached-msg",
        Source::Tnef => "source-tnef",
        Source::Inline => "source-inline",
        Source::Itself => "source-itself",
    }
}

fn suggested(sample: &Sample) -> &'static str {
    use crate::analysis::evidence::SuggestedVerdict::{Legitimate, Malware, Phishing, Spam, Undetermined};
    match sample.suggested_verdict {
        Phishing => "phishing",
        Malware => "malware",
        Spam => "spam",
        Legitimate => "legitimate",
        Undetermined => "undetermined",
    }
}
