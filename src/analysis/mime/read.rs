//! From the mail that arrived to the mails that it reports: attached ones first, else the one forwarded in its text.

use std::borrow::Cow;

use mail_parser::{HeaderName, MessageParser};

use super::attachment::FileReader;
use super::block::{ForwardReader, Forwarded};
use super::bounce;
use super::carried::{self, Carried};
use super::dialects::is_forward;
use super::inside::Budget;
use super::plain::UrlFinder;
use super::rendered::{Rendered, at_most};
use super::safe;
use super::sample::{self, Body, Files, Tools, Traits};
use super::split::{Leaf, Split, split};
use crate::analysis::evidence::{Bounce, Grade, Mailbox, ReportMail, Sample, Source};
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
    /// Key of what is said where its text was read in another character set than the declared one.
    read_as: Option<&'static str>,
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
        // A feedback report speaks of the mail that it carries, whoever sends it.
        let as_sample = as_sample && !feedback(&outer);
        let mut budget = Budget::default();
        let mut samples = Vec::new();
        let mut inline = None;
        let mut taken = Vec::new();
        if as_sample {
            samples.push(self.whole(itself, &outer, &body, (&mut budget, known)));
        } else {
            let way = Way { known, depth: 0, through: &[] };
            taken = self.attached(&raw, &outer, way, &mut budget, &mut samples);
            inline = self.inline(&body, &outer.head.subject(), known);
        }
        let is_sample = |leaf: &Leaf| as_sample || taken.contains(&leaf.body.start);
        let mut own = sample::files(&raw, &outer, &mut self.tools(&mut budget), &body.shown.text, is_sample);
        if let Some(inline) = inline.as_ref().filter(|_| samples.is_empty()) {
            samples.push(forwarded_sample(inline, &mut own));
        }
        let words = inline.as_ref().map_or(body.shown.text.as_str(), |inline| inline.words.as_str());
        let mut problems = outer.problems.clone();
        note(&mut problems, &outer, &body);
        for key in samples.iter().filter_map(|found| found.read_as) {
            if !problems.contains(&key) {
                problems.push(key);
            }
        }
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

    fn tools<'t>(&'t self, budget: &'t mut Budget) -> Tools<'t> {
        Tools { files: &self.files, urls: &self.urls, budget }
    }

    /// A mail with its own headers.
    fn whole<'a>(
        &self,
        mail: Carried<'a>,
        split: &Split,
        body: &Body,
        (budget, known): (&mut Budget, &Known),
    ) -> SampleReading<'a> {
        let files = sample::files(&mail.bytes, split, &mut self.tools(budget), &body.shown.text, |_| false);
        let mut sample = sample::of_mail(split, body, &files, mail.source, known);
        sample.grade = mail.grade;
        let traits = Traits::of(&body.shown, &files).with_head(&split.head);
        let read_as = body.shown.read_as.or(body.hidden.read_as);
        SampleReading { sample, traits, read_as, raw: Some(mail.bytes), leaves: files.leaves }
    }

    /// The mails attached to a mail. One that a colleague forwarded stands for the mails inside it. Gives where the bodies
    /// of the parts begin that are nothing else than such mails.
    #[expect(clippy::ptr_arg, reason = "a borrowed mail lends its parts for longer than this call")]
    fn attached<'a>(
        &self,
        raw: &Cow<'a, [u8]>,
        outer: &Split,
        way: Way<'_>,
        budget: &mut Budget,
        out: &mut Vec<SampleReading<'a>>,
    ) -> Vec<usize> {
        let returned = outer.head.typed(&HeaderName::ContentType).is_some_and(|typed| typed.kind == "multipart/report");
        let mut taken = Vec::new();
        for leaf in &outer.leaves {
            if out.len() >= SAMPLES {
                break;
            }
            for mail in carried::mails(raw, leaf, budget) {
                if !carried::is_archive(&leaf.encoding.decode(leaf.bytes(raw))) {
                    taken.push(leaf.body.start);
                }
                self.one(mail, returned, way, budget, out);
            }
        }
        taken
    }

    /// A mail that another carried.
    fn one<'a>(
        &self,
        mail: Carried<'a>,
        returned: bool,
        way: Way<'_>,
        budget: &mut Budget,
        out: &mut Vec<SampleReading<'a>>,
    ) {
        let known = way.known;
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
        let inner = mail.bytes.clone();
        if passed_on && way.depth < CHAIN {
            let mut through = way.through.to_vec();
            through.extend(Some(from).filter(|_| mail.source != Source::Tnef));
            let below = Way { known, depth: way.depth + 1, through: &through };
            self.attached(&inner, &parts, below, budget, out);
            if out.len() == before
                && let Some(inline) = self.inline(&body, &parts.head.subject(), known)
            {
                let mut files =
                    sample::files(&mail.bytes, &parts, &mut self.tools(budget), &body.shown.text, |_| false);
                let mut found = forwarded_sample(&inline, &mut files);
                through.append(&mut found.sample.through);
                found.sample.through = through;
                found.raw = Some(inner.clone());
                out.push(found);
            }
            if mail.source == Source::Tnef {
                out.iter_mut().skip(before).for_each(|found| found.sample.source = Source::Tnef);
                return;
            }
        }
        let nested = mail.source == Source::AttachedMsg && way.depth < CHAIN;
        if out.len() == before {
            let mut whole = self.whole(mail, &parts, &body, (budget, known));
            whole.sample.through = way.through.to_vec();
            out.push(whole);
            if nested {
                self.attached(&inner, &parts, Way { depth: way.depth + 1, ..way }, budget, out);
            }
        }
    }

    /// The mail forwarded in a text: the innermost one as long as the forwarders are ours. Our own letters, which people
    /// quote when they answer, are no reported mail.
    fn inline(&self, body: &Body, subject: &str, known: &Known) -> Option<Inline> {
        let (page, mut found) = [&body.shown, &body.hidden]
            .into_iter()
            .find_map(|page| self.forwards.find(page, subject).map(|found| (page, found)))?;
        if found.from.address.eq_ignore_ascii_case(&known.our_address) && !known.our_address.is_empty() {
            return None;
        }
        let start = found.start;
        let end = found.end;
        let mut through = Vec::new();
        for _ in 0..CHAIN {
            if !super::address::domain(&found.from.address).is_some_and(|domain| known.is_ours(domain)) {
                break;
            }
            let base = found.body;
            let rest = page.cut(base..found.end.unwrap_or(page.text.len()));
            let Some(inner) = self.forwards.find(&rest, &found.subject) else { break };
            if inner.from.address.is_empty() || inner.from.address.eq_ignore_ascii_case(&known.our_address) {
                break;
            }
            through.push(std::mem::take(&mut found.from));
            let inner_end = inner.end.map(|end| end + base).or(found.end);
            found = Forwarded { start: inner.start + base, body: inner.body + base, end: inner_end, ..inner };
        }
        let words = [page.text.get(..start), end.and_then(|end| page.text.get(end..))];
        let words = words.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty());
        Some(Inline { words: words.collect::<Vec<_>>().join("\n\n"), page: page.clone(), found, through })
    }
}

/// A mail that was found in a text.
struct Inline {
    /// The text.
    page: Rendered,
    /// What its block says.
    found: Forwarded,
    /// The forwarders whose blocks stand above it, the last one first.
    through: Vec<Mailbox>,
    /// The words above all blocks, and those below where the mail is quoted.
    words: String,
}

/// How deep in a report a mail stands, and through whose hands it came there.
#[derive(Clone, Copy)]
struct Way<'w> {
    known: &'w Known,
    depth: usize,
    through: &'w [Mailbox],
}

/// A sample of an inline forward. The files of the forwarded mail came along with it; only a picture that stands beside
/// the text is taken for a screenshot of the reporter.
fn forwarded_sample(inline: &Inline, files: &mut Files) -> SampleReading<'static> {
    let (page, found) = (&inline.page, &inline.found);
    let rest = page.cut(found.body..found.end.unwrap_or(page.text.len())).unquoted(found.quotes);
    let mut sample = sample::of_text(&rest, found.from.clone(), Source::Inline, Grade::C);
    sample.through.clone_from(&inline.through);
    sample.to.clone_from(&found.to);
    sample.cc.clone_from(&found.cc);
    sample.reply_to.clone_from(&found.reply_to);
    sample.subject.clone_from(&found.subject);
    sample.date = found.date;
    sample.text = rest.text.trim().chars().take(super::rendered::TEXT).collect();
    let mut own = Files::default();
    let mut parts = std::mem::take(files);
    let mut theirs = Files { drawn: std::mem::take(&mut parts.drawn), ..Files::default() };
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
    let traits = Traits::of(&rest, &theirs);
    sample.attachments = theirs.attachments;
    SampleReading { sample, traits, read_as: page.read_as, raw: None, leaves: theirs.leaves }
}

/// Whether a mail is by its structure a report about another one that it carries (RFC 5965).
fn feedback(mail: &Split) -> bool {
    let declared = mail.head.typed(&HeaderName::ContentType);
    let report =
        declared.is_some_and(|typed| typed.report.is_some_and(|kind| kind.eq_ignore_ascii_case("feedback-report")));
    let has = |kinds: &[&str]| mail.leaves.iter().any(|leaf| kinds.contains(&leaf.kind.as_str()));
    report && has(&["message/feedback-report"]) && has(&["message/rfc822", "message/global", "text/rfc822-headers"])
}

fn note(problems: &mut Vec<&'static str>, outer: &Split, body: &Body) {
    if !outer.head.has(&HeaderName::From) && !problems.contains(&"problem-empty") {
        problems.push("problem-no-sender");
    }
    problems.extend(body.shown.read_as.or(body.hidden.read_as));
    if body.shown.stopped || body.hidden.stopped {
        problems.push("problem-text-cut");
    }
}
