//! From the mail that arrived to the mails that it reports: attached ones first, else the one forwarded in its text.

use std::borrow::Cow;

use mail_parser::{HeaderName, MessageParser};

use super::attachment::FileReader;
use super::bounce;
use super::carried::{self, Carried};
use super::dialects::is_forward;
use super::forwarded::{ForwardReader, Forwarded};
use super::plain::UrlFinder;
use super::rendered::{Rendered, at_most};
use super::safe;
use super::sample::{self, Body, Files, Tools, Traits};
use super::split::{Leaf, Split, split};
use crate::analysis::evidence::{Bounce, Grade, ReportMail, Sample, Source};
use crate::analysis::known::Known;

/// Most samples of one mail.
const SAMPLES: usize = 20;
/// How many forwards inside forwards are followed.
const CHAIN: usize = 4;
/// Longest words of a reporter, in characters.
const WORDS: usize = 20_000;

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
    raw: Cow<'a, [u8]>,
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
    /// The raw bytes of a sample, of an Outlook file the mail rebuilt from it; nothing for an inline forward.
    pub fn sample_raw(&self, sample: usize) -> Option<&[u8]> {
        self.samples.get(sample)?.raw.as_deref()
    }

    /// The decoded bytes of an attachment: of a sample, or with `None` one of the reporter's own.
    pub fn attachment(&self, sample: Option<usize>, attachment: usize) -> Option<Cow<'_, [u8]>> {
        let (raw, leaves) = match sample {
            None => (&*self.raw, &self.leaves),
            Some(at) => {
                let found = self.samples.get(at)?;
                (found.raw.as_deref().unwrap_or(&self.raw), &found.leaves)
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
    /// Reads an arriving mail. `as_sample` takes the mail itself as the suspicious one; an Outlook file always is.
    pub fn read<'a>(&self, raw: &'a [u8], known: &Known, as_sample: bool) -> Reading<'a> {
        let opened = carried::opened(raw);
        let as_sample = as_sample || opened.is_some();
        let itself = opened.unwrap_or(Carried { bytes: Cow::Borrowed(raw), source: Source::Itself, grade: Grade::A });
        let raw = itself.bytes.clone();
        let outer = split(&raw, &self.parser);
        let body = sample::body(&raw, &outer, &self.urls);
        let mut samples = Vec::new();
        let mut inline = None;
        let mut taken = Vec::new();
        if as_sample {
            samples.push(self.whole(itself, &outer, &body));
        } else {
            taken = self.attached(&raw, &outer, known, 0, &mut samples);
            inline = self.inline(&body, &outer.head.subject(), known);
        }
        let is_sample = |leaf: &Leaf| as_sample || taken.contains(&leaf.body.start);
        let mut own = sample::files(&raw, &outer, &self.tools(), &body.shown.text, is_sample);
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
        let bounce = bounce::read(&raw, &outer, &self.parser);
        Reading { report, samples, problems, bounce, raw, leaves: own.leaves }
    }

    /// A reported mail as a page that can do nothing: an HTML document of at most 27 MB. Of an inline forward it is the page
    /// of the mail that arrived, with the words of the reporter. Nothing where there is neither text nor picture. `defang`
    /// makes the target of a link harmless to read.
    pub fn page(&self, reading: &Reading<'_>, sample: usize, defang: &dyn Fn(&str) -> String) -> Option<String> {
        let found = reading.samples.get(sample)?;
        let raw = found.raw.as_deref().unwrap_or(&reading.raw);
        safe::page(raw, &split(raw, &self.parser), defang)
    }

    fn tools(&self) -> Tools<'_> {
        Tools { files: &self.files, urls: &self.urls }
    }

    /// A mail with its own headers.
    fn whole<'a>(&self, mail: Carried<'a>, split: &Split, body: &Body) -> SampleReading<'a> {
        let files = sample::files(&mail.bytes, split, &self.tools(), &body.shown.text, |_| false);
        let mut sample = sample::of_mail(split, body, &files, mail.source);
        sample.grade = mail.grade;
        let found = files.found();
        let traits = Traits::of(&body.shown, files.inside, found).with_head(&split.head);
        SampleReading { sample, traits, raw: Some(mail.bytes), leaves: files.leaves }
    }

    /// The mails attached to a mail. One that a colleague forwarded stands for the mails inside it. Gives where the bodies
    /// of the parts begin that are nothing else than such mails.
    #[expect(clippy::ptr_arg, reason = "a borrowed mail lends its parts for longer than this call")]
    fn attached<'a>(
        &self,
        raw: &Cow<'a, [u8]>,
        outer: &Split,
        known: &Known,
        depth: usize,
        out: &mut Vec<SampleReading<'a>>,
    ) -> Vec<usize> {
        let returned = outer.head.typed(&HeaderName::ContentType).is_some_and(|typed| typed.kind == "multipart/report");
        let mut taken = Vec::new();
        for leaf in &outer.leaves {
            if out.len() >= SAMPLES {
                break;
            }
            for mail in carried::mails(raw, leaf) {
                if !carried::is_archive(&leaf.encoding.decode(leaf.bytes(raw))) {
                    taken.push(leaf.body.start);
                }
                self.one(mail, returned, known, depth, out);
            }
        }
        taken
    }

    /// A mail that another carried.
    fn one<'a>(
        &self,
        mail: Carried<'a>,
        returned: bool,
        known: &Known,
        depth: usize,
        out: &mut Vec<SampleReading<'a>>,
    ) {
        let parts = split(&mail.bytes, &self.parser);
        let from = parts.head.mailbox(&HeaderName::From).unwrap_or_default();
        if returned && from.address.eq_ignore_ascii_case(&known.our_address) {
            return;
        }
        let before = out.len();
        let ours = super::address::domain(&from.address).is_some_and(|domain| known.is_ours(domain));
        let body = sample::body(&mail.bytes, &parts, &self.urls);
        // winmail.dat is the body of the mail that carries it.
        let passed_on = mail.source == Source::Tnef || ours && is_forward(&parts.head.subject());
        if passed_on && depth < CHAIN {
            self.attached(&mail.bytes, &parts, known, depth + 1, out);
            if out.len() == before
                && let Some((page, found)) = self.inline(&body, &parts.head.subject(), known)
            {
                let mut files = sample::files(&mail.bytes, &parts, &self.tools(), &body.shown.text, |_| false);
                let mut found = forwarded_sample(&page, &found, &mut files);
                found.raw = Some(mail.bytes.clone());
                out.push(found);
            }
            if mail.source == Source::Tnef {
                out.iter_mut().skip(before).for_each(|found| found.sample.source = Source::Tnef);
                return;
            }
        }
        let nested = mail.source == Source::AttachedMsg && depth < CHAIN;
        let inner = mail.bytes.clone();
        if out.len() == before {
            out.push(self.whole(mail, &parts, &body));
            if nested {
                self.attached(&inner, &parts, known, depth + 1, out);
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
    let whole = parts.attachments.into_iter().zip(parts.inside).zip(parts.leaves).zip(parts.opened);
    for (((attachment, inside), leaf), opened) in whole {
        let screenshot = leaf.kind.starts_with("image/") && leaf.content_id.is_none();
        let target = if screenshot { &mut own } else { &mut theirs };
        target.attachments.push(attachment);
        target.inside.push(inside);
        target.leaves.push(leaf);
        target.opened.push(opened);
    }
    *files = own;
    theirs.add_links(&mut sample.links);
    let found = theirs.found();
    sample.attachments = theirs.attachments;
    let traits = Traits::of(&rest, theirs.inside, found);
    SampleReading { sample, traits, raw: None, leaves: theirs.leaves }
}

fn note(problems: &mut Vec<&'static str>, outer: &Split, body: &Body) {
    if !outer.head.has(&HeaderName::From) && !problems.contains(&"problem-empty") {
        problems.push("problem-no-sender");
    }
    if body.shown.stopped || body.hidden.stopped {
        problems.push("problem-text-cut");
    }
}
