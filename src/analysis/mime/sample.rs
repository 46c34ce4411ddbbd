//! A whole mail as a sample: header fields, readable text, links, attachments, and traits that only the bytes show.

use super::attachment::{FileReader, Inside};
use super::head::Head;
use super::inside::{Budget, Opener, Trick, password};
use super::links;
use super::plain::{self, UrlFinder};
use super::rendered::{LINKS, Looks, Rendered, TEXT, at_most};
use super::split::{Leaf, Split};
use super::{auth, charset, html, received, trace};
use crate::analysis::evidence::{Attachment, Grade, Link, Mailbox, Sample, Source, SuggestedVerdict};
use crate::analysis::known::Known;
use mail_parser::HeaderName;

/// Most attachments of a mail that are described.
const ATTACHMENTS: usize = 200;
/// Most undecoded bytes of one text part that are read.
const PART: usize = 4 * 1024 * 1024;
/// Most bytes of text that are gathered from all parts.
const GATHERED: usize = 600_000;

/// What the bytes of a mail show beyond its evidence; signals read it, nobody stores it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// Its text holds a form with a password field.
    pub password_form: bool,
    /// Inside each attachment, in their order.
    pub inside: Vec<Inside>,
    /// Tricks of attachments.
    pub found: Vec<Found>,
    /// What QR codes say that lead to no page.
    pub codes: Vec<Code>,
    /// What the source of its text gives away.
    pub looks: Looks,
    /// It answers another mail, by In-Reply-To or References; an inline forward cannot tell.
    pub answers: bool,
    /// It says that it comes from a mailing list (List-Id, List-Post, or bulk precedence).
    pub from_list: bool,
}

/// A QR code that leads to no page.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Number of the attachment, from 0; absent for a picture in the source of the text.
    pub attachment: Option<usize>,
    /// What it says, on one line.
    pub text: String,
}

/// A trick of an attachment.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Number of the attachment, from 0.
    pub attachment: usize,
    /// The trick.
    pub trick: Trick,
    /// Path of the file that plays it: the name of the attachment, and the names inside it.
    pub path: String,
    /// What shows it, on one line; may be empty.
    pub detail: String,
}

impl Traits {
    /// What the text of a mail and its files give away.
    pub(super) fn of(shown: &Rendered, files: &Files) -> Self {
        Self {
            password_form: shown.password_form,
            inside: files.inside.clone(),
            found: files.found(),
            codes: files.codes(),
            looks: shown.looks,
            ..Self::default()
        }
    }

    /// The same with what its headers say.
    pub(super) fn with_head(self, head: &Head) -> Self {
        let precedence = head.other("Precedence").is_some_and(|word| word.eq_ignore_ascii_case("list"));
        Self {
            answers: head.has(&HeaderName::InReplyTo) || head.has(&HeaderName::References),
            from_list: precedence
                || head.other("Mailing-List").is_some()
                || head.has(&HeaderName::ListId)
                || head.has(&HeaderName::ListPost),
            ..self
        }
    }
}

/// The texts of a mail: what a reader sees, and the plain alternatives that a reader of HTML does not see.
pub(super) struct Body {
    /// What a reader sees.
    pub(super) shown: Rendered,
    /// Plain alternatives to HTML.
    pub(super) hidden: Rendered,
}

/// Attachments with what is inside, and the parts they come from.
#[derive(Default)]
pub(super) struct Files {
    pub(super) attachments: Vec<Attachment>,
    pub(super) inside: Vec<Inside>,
    pub(super) leaves: Vec<Leaf>,
    /// What is in each.
    pub(super) opened: Vec<Contained>,
    /// Links of QR codes in the source of the text, and the words of those that lead to no page.
    pub(super) drawn: (Vec<Link>, Vec<String>),
}

/// What was found in an attachment.
#[derive(Default)]
pub(super) struct Contained {
    pub(super) found: Vec<Found>,
    pub(super) links: Vec<Link>,
    pub(super) codes: Vec<String>,
}

impl Files {
    /// The tricks, numbered by attachment.
    pub(super) fn found(&self) -> Vec<Found> {
        let numbered = self.opened.iter().enumerate();
        let numbered = numbered.flat_map(|(at, opened)| opened.found.iter().map(move |one| (at, one)));
        numbered.map(|(attachment, one)| Found { attachment, ..one.clone() }).collect()
    }

    /// The QR codes that lead to no page.
    fn codes(&self) -> Vec<Code> {
        let of_files = self.opened.iter().enumerate();
        let of_files = of_files.flat_map(|(at, opened)| opened.codes.iter().map(move |text| (Some(at), text)));
        let all = self.drawn.1.iter().map(|text| (None, text)).chain(of_files);
        all.map(|(attachment, text)| Code { attachment, text: text.clone() }).collect()
    }

    /// Adds the links of the attachments to those of the text.
    pub(super) fn add_links(&self, links: &mut Vec<Link>) {
        let room = LINKS.saturating_sub(links.len());
        let inside = self.opened.iter().flat_map(|opened| &opened.links);
        links.extend(self.drawn.0.iter().chain(inside).take(room).cloned());
    }
}

/// What files are described with.
pub(super) struct Tools<'a> {
    pub(super) files: &'a FileReader,
    pub(super) urls: &'a UrlFinder,
    /// What may still be unpacked for the whole arriving mail.
    pub(super) budget: &'a mut Budget,
}

/// Reads the texts of a mail.
pub(super) fn body(raw: &[u8], split: &Split, urls: &UrlFinder) -> Body {
    let only = split.leaves.len() == 1;
    let texts = || split.leaves.iter().filter(|leaf| leaf.is_text(only));
    let mut with_html: Vec<usize> =
        texts().filter(|leaf| leaf.kind == "text/html").filter_map(|leaf| leaf.alternative).collect();
    with_html.dedup();
    let mut body = Body { shown: Rendered::default(), hidden: Rendered::default() };
    for leaf in texts() {
        let hidden = leaf.kind == "text/plain" && leaf.alternative.is_some_and(|group| with_html.contains(&group));
        let target = if hidden { &mut body.hidden } else { &mut body.shown };
        if target.text.len() > GATHERED {
            target.stopped = true;
            break;
        }
        target.append(text(raw, leaf));
    }
    urls.add_links(&mut body.shown);
    urls.add_links(&mut body.hidden);
    body
}

fn text(raw: &[u8], leaf: &Leaf) -> Rendered {
    let bytes = leaf.bytes(raw);
    let cut = bytes.get(..PART).unwrap_or(bytes);
    let source = charset::read(&leaf.encoding.decode(cut), leaf.charset.as_deref());
    let mut page = if leaf.kind == "text/plain" { plain::render(&source.text) } else { html::render(&source.text) };
    page.read_as = source.problem;
    page.stopped |= cut.len() < bytes.len();
    page
}

/// Describes the attachments of a mail and what is inside them. `skip` leaves out parts that are looked at elsewhere;
/// `text` is that of the mail, in which a password may stand.
pub(super) fn files(
    raw: &[u8],
    split: &Split,
    tools: &mut Tools<'_>,
    text: &str,
    skip: impl Fn(&Leaf) -> bool,
) -> Files {
    let only = split.leaves.len() == 1;
    let mut out = Files::default();
    let passwords = password::candidates(text);
    let mut opener = Opener { files: tools.files, urls: tools.urls, passwords: &passwords, budget: &mut *tools.budget };
    for leaf in split.leaves.iter().filter(|leaf| !leaf.is_text(only) && !skip(leaf)).take(ATTACHMENTS) {
        let bytes = leaf.encoding.decode(leaf.bytes(raw));
        let (mut attachment, inside) = tools.files.read(leaf, &bytes);
        let opened = opener.open(&attachment.name, &bytes);
        attachment.contents = opened.contents;
        attachment.encrypted = opened.encrypted;
        let found = opened.tricks.into_iter().map(|(trick, path, detail)| Found { attachment: 0, trick, path, detail });
        let codes = opened.codes.into_iter().map(|(_, text)| text).collect();
        out.opened.push(Contained { found: found.collect(), links: opened.links, codes });
        out.attachments.push(attachment);
        out.inside.push(inside);
        out.leaves.push(leaf.clone());
    }
    for leaf in split.leaves.iter().filter(|leaf| leaf.is_text(only) && leaf.kind == "text/html") {
        let bytes = leaf.bytes(raw);
        let source = leaf.encoding.decode(bytes.get(..PART).unwrap_or(bytes));
        if memchr::memmem::find(&source, b"data:image/").is_some() {
            let (links, texts) = opener.page_codes(&String::from_utf8_lossy(&source));
            out.drawn.0.extend(links);
            out.drawn.1.extend(texts);
        }
    }
    out
}

/// The links of texts, each target once for each shown text.
pub(super) fn links_of(pages: &[&Rendered]) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for shown in pages.iter().flat_map(|page| &page.links) {
        if out.len() >= LINKS {
            break;
        }
        let Some(link) = links::link(shown) else { continue };
        // A bare address adds nothing to a link that has its target already.
        if link.text.is_none() && seen.contains(&(link.url.clone(), None)) {
            continue;
        }
        seen.insert((link.url.clone(), None));
        if seen.insert((link.url.clone(), Some(link.text.clone().unwrap_or_default()))) {
            out.push(link);
        }
    }
    out
}

/// A mail with its own headers as a sample, without findings yet.
pub(super) fn of_mail(split: &Split, body: &Body, files: &Files, source: Source, known: &Known) -> Sample {
    let head = &split.head;
    let mut links = links_of(&[&body.shown, &body.hidden]);
    files.add_links(&mut links);
    let named = |name: &HeaderName<'_>| head.mailboxes(name);
    let mut sample = Sample {
        source,
        grade: Grade::A,
        through: Vec::new(),
        from: head.mailbox(&HeaderName::From).unwrap_or_default(),
        reply_to: named(&HeaderName::ReplyTo),
        return_path: head.return_path(),
        to: named(&HeaderName::To),
        cc: named(&HeaderName::Cc),
        subject: head.subject(),
        date: head.date(),
        message_id: head.ids(&HeaderName::MessageId, 1).pop(),
        received: received::hops(head),
        external: None,
        claimed_origin: Vec::new(),
        auth: auth::results(head, known),
        text: at_most(&body.shown.text, TEXT).to_owned(),
        links,
        attachments: files.attachments.clone(),
        findings: Vec::new(),
        score: 0,
        suggested_verdict: SuggestedVerdict::Undetermined,
    };
    trace::judge(&mut sample, head, known);
    sample
}

/// A sample of which only the text is known.
pub(super) fn of_text(page: &Rendered, from: Mailbox, source: Source, grade: Grade) -> Sample {
    Sample {
        source,
        grade,
        through: Vec::new(),
        from,
        reply_to: Vec::new(),
        return_path: None,
        to: Vec::new(),
        cc: Vec::new(),
        subject: String::new(),
        date: None,
        message_id: None,
        received: Vec::new(),
        external: None,
        claimed_origin: Vec::new(),
        auth: crate::analysis::evidence::Auth::default(),
        text: at_most(&page.text, TEXT).to_owned(),
        links: links_of(&[page]),
        attachments: Vec::new(),
        findings: Vec::new(),
        score: 0,
        suggested_verdict: SuggestedVerdict::Undetermined,
    }
}
