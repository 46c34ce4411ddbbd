//! From the mail that arrived to the mails that it reports: attached ones first, else the one forwarded in its text.

use std::borrow::Cow;

use mail_parser::{HeaderName, MessageParser};

use super::attachment::{FileReader, looks_like_mail};
use super::bounce;
use super::decode::Encoding;
use super::dialects::is_forward;
use super::forwarded::{ForwardReader, Forwarded};
use super::plain::UrlFinder;
use super::rendered::{Rendered, at_most};
use super::sample::{self, Body, Files, Traits};
use super::split::{Leaf, Split, split};
use crate::analysis::evidence::{Bounce, Grade, ReportMail, Sample, Source};
use crate::analysis::known::Known;

/// Most samples of one mail.
const SAMPLES: usize = 20;
/// How many forwards inside forwards are followed.
const CHAIN: usize = 4;
/// Longest words of a reporter, in characters.
const WORDS: usize = 20_000;
/// Undecoded bytes of a part in which a mail is recognised.
const SNIFF: usize = 24 * 1024;

/// Reads mails; holds the compiled patterns, so one is made at start and shared.
#[derive(Debug)]
pub struct Reader {
    parser: MessageParser,
    urls: UrlFinder,
    files: FileReader,
    forwards: ForwardReader,
}

/// What was read of an arriving mail.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The arriving mail.
    pub report: ReportMail,
    /// The mails that it reports, without findings yet.
    pub samples: Vec<SampleReading<'a>>,
    /// Message keys of what could not be read (`problem-…`).
    pub problems: Vec<&'static str>,
    /// The letter that it returns, where it is a mail server's report of failure.
    pub bounce: Option<Bounce>,
    raw: &'a [u8],
    leaves: Vec<Leaf>,
}

/// A reported mail with its traits and bytes.
#[derive(Debug)]
pub struct SampleReading<'a> {
    /// The evidence, without findings yet.
    pub sample: Sample,
    /// What only the bytes show.
    pub traits: Traits,
    /// Its own bytes; absent for an inline forward, whose parts are those of the arriving mail.
    raw: Option<Cow<'a, [u8]>>,
    leaves: Vec<Leaf>,
}

impl Reading<'_> {
    /// The raw bytes of a sample; nothing for an inline forward, of which there are none.
    pub fn sample_raw(&self, sample: usize) -> Option<&[u8]> {
        self.samples.get(sample)?.raw.as_deref()
    }

    /// The decoded bytes of an attachment: of a sample, or with `None` one of the reporter's own.
    pub fn attachment(&self, sample: Option<usize>, attachment: usize) -> Option<Cow<'_, [u8]>> {
        let (raw, leaves) = match sample {
            None => (self.raw, &self.leaves),
            Some(at) => {
                let found = self.samples.get(at)?;
                (found.raw.as_deref().unwrap_or(self.raw), &found.leaves)
            }
        };
        let leaf = leaves.get(attachment)?;
        Some(leaf.encoding.decode(leaf.bytes(raw)))
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            parser: MessageParser::default(),
            urls: UrlFinder::new(),
            files: FileReader::new(),
            forwards: ForwardReader::new(),
        }
    }
}

impl Reader {
    /// Reads an arriving mail. `as_sample` takes the mail itself as the suspicious one.
    pub fn read<'a>(&self, raw: &'a [u8], known: &Known, as_sample: bool) -> Reading<'a> {
        let outer = split(raw, &self.parser);
        let body = sample::body(raw, &outer, &self.urls);
        let mut samples = Vec::new();
        let mut inline = None;
        if as_sample {
            samples.push(self.whole(Cow::Borrowed(raw), &outer, &body, Source::Itself));
        } else {
            self.attached(&Cow::Borrowed(raw), &outer, known, 0, &mut samples);
            inline = self.inline(&body, &outer.head.subject(), known);
        }
        let is_sample = |leaf: &Leaf| as_sample || is_mail(raw, leaf);
        let mut own = sample::files(raw, &outer, &self.files, is_sample);
        let mut words = body.shown.text.as_str();
        if let Some((page, found)) = &inline {
            words = page.text.get(..found.start).unwrap_or_default();
            if samples.is_empty() {
                samples.push(forwarded_sample(page, found, &mut own));
            }
        }
        let mut problems = outer.problems.clone();
        note(&mut problems, &outer, &body);
        if samples.len() >= SAMPLES {
            problems.push("problem-many-samples");
        }
        let head = &outer.head;
        let report = ReportMail {
            from: head.mailbox(&HeaderName::From).unwrap_or_default(),
            subject: head.subject(),
            message_id: head.ids(&HeaderName::MessageId, 1).pop(),
            date: head.date(),
            words: at_most(words.trim(), WORDS).to_owned(),
            attachments: own.attachments,
        };
        let bounce = bounce::read(raw, &outer, &self.parser);
        Reading { report, samples, problems, bounce, raw, leaves: own.leaves }
    }

    /// A mail with its own headers.
    fn whole<'a>(&self, raw: Cow<'a, [u8]>, split: &Split, body: &Body, source: Source) -> SampleReading<'a> {
        let files = sample::files(&raw, split, &self.files, |_| false);
        SampleReading {
            sample: sample::of_mail(split, body, &files, source),
            traits: Traits::of(&body.shown, files.inside).with_head(&split.head),
            raw: Some(raw),
            leaves: files.leaves,
        }
    }

    /// The mails attached to a mail. One that a colleague forwarded stands for the mails inside it.
    #[expect(clippy::ptr_arg, reason = "a borrowed mail lends its parts for longer than this call")]
    fn attached<'a>(
        &self,
        raw: &Cow<'a, [u8]>,
        outer: &Split,
        known: &Known,
        depth: usize,
        out: &mut Vec<SampleReading<'a>>,
    ) {
        let returned = outer.head.typed(&HeaderName::ContentType).is_some_and(|typed| typed.kind == "multipart/report");
        for leaf in outer.leaves.iter().filter(|leaf| is_mail(raw, leaf)) {
            if out.len() >= SAMPLES {
                return;
            }
            let inner: Cow<'a, [u8]> = match (raw, leaf.encoding) {
                (Cow::Borrowed(raw), Encoding::Plain) => Cow::Borrowed(leaf.bytes(raw)),
                (raw, encoding) => Cow::Owned(encoding.decode(leaf.bytes(raw)).into_owned()),
            };
            let parts = split(&inner, &self.parser);
            let from = parts.head.mailbox(&HeaderName::From).unwrap_or_default();
            let own_letter = from.address.eq_ignore_ascii_case(&known.our_address);
            if returned && own_letter {
                continue;
            }
            let before = out.len();
            let ours = super::address::domain(&from.address).is_some_and(|domain| known.is_ours(domain));
            let body = sample::body(&inner, &parts, &self.urls);
            if ours && depth < CHAIN && is_forward(&parts.head.subject()) {
                self.attached(&inner, &parts, known, depth + 1, out);
                if out.len() == before
                    && let Some((page, found)) = self.inline(&body, &parts.head.subject(), known)
                {
                    let mut files = sample::files(&inner, &parts, &self.files, |_| false);
                    let mut found = forwarded_sample(&page, &found, &mut files);
                    found.raw = Some(inner.clone());
                    out.push(found);
                }
            }
            if out.len() == before {
                out.push(self.whole(inner, &parts, &body, Source::AttachedEml));
            }
        }
    }

    /// The mail forwarded in a text: the innermost one as long as the forwarders are ours. Our own letters, which people
    /// quote when they answer, are no reported mail.
    fn inline(&self, body: &Body, subject: &str, known: &Known) -> Option<(Rendered, Forwarded)> {
        let (page, mut found) = [&body.shown, &body.hidden]
            .into_iter()
            .find_map(|page| self.forwards.find(page, subject).map(|found| (page, found)))?;
        if found.from.address.eq_ignore_ascii_case(&known.our_address) && !known.our_address.is_empty() {
            return None;
        }
        for _ in 0..CHAIN {
            if !super::address::domain(&found.from.address).is_some_and(|domain| known.is_ours(domain)) {
                break;
            }
            let rest = page.cut(found.body..page.text.len());
            let Some(inner) = self.forwards.find(&rest, &found.subject) else { break };
            if inner.from.address.eq_ignore_ascii_case(&known.our_address) {
                break;
            }
            let (start, base) = (found.start, found.body);
            found = Forwarded { start, body: inner.body + base, ..inner };
        }
        Some((page.clone(), found))
    }
}

/// A sample of an inline forward. The files of the forwarded mail came along with it; only a picture that stands beside
/// the text is taken for a screenshot of the reporter.
fn forwarded_sample(page: &Rendered, found: &Forwarded, files: &mut Files) -> SampleReading<'static> {
    let rest = page.cut(found.body..page.text.len());
    let mut sample = sample::of_text(&rest, found.from.clone(), Source::Inline, Grade::C);
    sample.to.clone_from(&found.to);
    sample.cc.clone_from(&found.cc);
    sample.reply_to.clone_from(&found.reply_to);
    sample.subject.clone_from(&found.subject);
    sample.date = found.date;
    sample.text = rest.text.trim().chars().take(super::rendered::TEXT).collect();
    let mut own = Files::default();
    let mut theirs = Files::default();
    let parts = std::mem::take(files);
    for ((attachment, inside), leaf) in parts.attachments.into_iter().zip(parts.inside).zip(parts.leaves) {
        let screenshot = leaf.kind.starts_with("image/") && !leaf.content_id;
        let target = if screenshot { &mut own } else { &mut theirs };
        target.attachments.push(attachment);
        target.inside.push(inside);
        target.leaves.push(leaf);
    }
    *files = own;
    sample.attachments = theirs.attachments;
    let traits = Traits::of(&rest, theirs.inside);
    SampleReading { sample, traits, raw: None, leaves: theirs.leaves }
}

/// Whether a part is a whole mail: by its type, by its name, or a file that is one by content.
fn is_mail(raw: &[u8], leaf: &Leaf) -> bool {
    if matches!(leaf.kind.as_str(), "message/rfc822" | "message/global") {
        return !leaf.body.is_empty();
    }
    let named = leaf.name.as_deref().is_some_and(|name| name.trim_end().to_ascii_lowercase().ends_with(".eml"));
    if !(named || leaf.attached || leaf.name.is_some() || leaf.kind == "application/octet-stream") {
        return false;
    }
    let bytes = leaf.bytes(raw);
    let start = leaf.encoding.decode(bytes.get(..SNIFF).unwrap_or(bytes));
    looks_like_mail(&start)
}

fn note(problems: &mut Vec<&'static str>, outer: &Split, body: &Body) {
    if !outer.head.has(&HeaderName::From) && !problems.contains(&"problem-empty") {
        problems.push("problem-no-sender");
    }
    if body.shown.stopped || body.hidden.stopped {
        problems.push("problem-text-cut");
    }
}
