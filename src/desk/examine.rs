//! From raw mail to evidence with findings: no database, clock or network. Serves the worker (inside a cell), the
//! command line and the benchmark.
//!
//! A cell is asked with bytes and answers with bytes: [`ask`] makes what stands before the raw mail in a request, so that
//! the mail itself is never copied; [`answer`] runs in the cell; [`read_evidence`] and [`read_bytes`] read what came back.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::analysis::evidence::{Evidence, Grade, ReportMail, SCHEMA, Sample, Source};
pub use crate::analysis::known::Known;
use crate::analysis::mime::{Reader, Reading, envelope, stamp};
use crate::analysis::picture::{Drawn, figure};
use crate::analysis::proof;
pub use crate::analysis::proof::Proof;
use crate::analysis::signal::{Detectors, View, defang, rate};
use crate::base::locale::{Language, Languages, Words};
use crate::infra::dns::{Answer, Query};

pub use super::examine_show::Show;
pub use super::examine_text::print;

/// Looks at mails; built once, since it holds the messages and the compiled patterns.
#[derive(Debug)]
pub struct Examiner {
    reader: Reader,
    detectors: Detectors,
    words: Words,
}

impl Default for Examiner {
    fn default() -> Self {
        let words = Languages::default().words(Language::Vi);
        Self { reader: Reader::default(), detectors: Detectors::default(), words }
    }
}

impl Examiner {
    /// An examiner that gives its reasons in Vietnamese.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything seen in a mail; any bytes, never panics. `as_sample` takes the mail itself as the suspicious one;
    /// otherwise `samples` is empty when it reports none.
    pub fn examine(&self, raw: &[u8], known: &Known, as_sample: bool) -> Evidence {
        contained(|| self.look(raw, known, as_sample)).unwrap_or_else(|| self.unreadable(raw))
    }

    fn look(&self, raw: &[u8], known: &Known, as_sample: bool) -> Evidence {
        let mut reading = self.reader.read(raw, known, as_sample);
        for at in 0..reading.samples.len() {
            let signatures = original(&reading, at).map(|(_, raw)| proof::signatures(raw)).unwrap_or_default();
            reading
                .samples
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|one| one.sample.auth.signatures.clone_from(&signatures));
        }
        let problems = reading.problems.iter().map(|key| self.words.say(key)).collect();
        let samples = reading.samples.into_iter().map(|found| {
            let rating = rate(&self.detectors, &View::new(&found.sample, &found.traits, known), &self.words);
            let mut sample = found.sample;
            sample.findings = rating.findings;
            sample.score = rating.score;
            sample.suggested_verdict = rating.verdict;
            sample
        });
        let samples: Vec<_> = samples.collect();
        let report = reading.report;
        let stamps = samples.iter().map(|sample| stamp(&sample.subject, &sample.text));
        let files = samples.iter().flat_map(|sample| &sample.attachments).chain(&report.attachments);
        let stamps = stamps.chain(files.map(|file| stamp(&file.name, "")));
        let secrecy = stamps.chain([stamp(&report.subject, &report.words)]).max().flatten();
        Evidence { schema: SCHEMA.into(), samples, report, problems, bounce: reading.bounce, secrecy }
    }

    /// What the header block alone says, where the rest broke the reader.
    fn unreadable(&self, raw: &[u8]) -> Evidence {
        let head = contained(|| envelope::read(raw)).unwrap_or_default();
        let report = ReportMail {
            from: head.from,
            subject: head.subject,
            message_id: head.message_id,
            date: head.date,
            ..ReportMail::default()
        };
        let problems = vec![self.words.say("problem-unreadable")];
        let secrecy = stamp(&report.subject, "");
        Evidence { schema: SCHEMA.into(), report, samples: Vec::new(), problems, bounce: None, secrecy }
    }

    /// Checks an original by what DNS answered.
    fn prove(
        &self,
        raw: &[u8],
        known: &Known,
        as_sample: bool,
        sample: usize,
        answers: &[(Query, Answer)],
    ) -> Option<Proof> {
        let host = domain_of(&known.our_address);
        let found = contained(|| {
            let reading = self.reader.read(raw, known, as_sample);
            original(&reading, sample).and_then(|(sample, raw)| proof::prove(raw, sample, host, answers))
        });
        found.flatten()
    }

    /// Bytes inside a mail, which `pick` points out.
    fn part<F>(&self, raw: &[u8], known: &Known, as_sample: bool, pick: F) -> Vec<u8>
    where
        F: for<'r> FnOnce(&'r Reading<'_>) -> Option<Cow<'r, [u8]>>,
    {
        let found = contained(|| {
            let reading = self.reader.read(raw, known, as_sample);
            pick(&reading).map(|bytes| [&[BYTES], &*bytes].concat())
        });
        found.flatten().unwrap_or_else(|| vec![NOTHING])
    }

    /// The page of a reported mail alone: of an inline forward without the words of whoever forwarded it.
    fn own_page(&self, raw: &[u8], known: &Known, as_sample: bool, sample: usize) -> Vec<u8> {
        self.part(raw, known, as_sample, |reading| {
            let found = &reading.samples.get(sample)?.sample;
            let page = match found.source {
                Source::Inline => figure::plain_page(&found.text),
                _ => self.reader.page(reading, sample, &defang)?,
            };
            Some(Cow::Owned(page.into_bytes()))
        })
    }

    fn page(&self, raw: &[u8], known: &Known, as_sample: bool, sample: usize) -> Vec<u8> {
        let page = |reading: &Reading<'_>| self.reader.page(reading, sample, &defang);
        self.part(raw, known, as_sample, |reading| page(reading).map(|page| Cow::Owned(page.into_bytes())))
    }
}

/// Greatest height of a figure, in pixels: more would be too small to read on paper.
#[cfg(feature = "picture")]
const FIGURE: u32 = 620;

/// Draws the page that was answered. A panic is not contained: it ends the cell, since nobody knows what the engine keeps.
#[cfg(feature = "picture")]
fn picture(page: &[u8], show: Option<&Show>) -> Vec<u8> {
    use crate::analysis::picture::{HEIGHT, draw};
    let page = read_bytes(page).and_then(|bytes| String::from_utf8(bytes).ok());
    let drawn = page.and_then(|page| match show {
        Some(show) => draw(&figured(&page, show), FIGURE),
        None => draw(&page, HEIGHT),
    });
    drawn.map_or_else(|| vec![NOTHING], |drawn| [&[BYTES], drawn.to_bytes().as_slice()].concat())
}

/// The page as a figure. Where somebody still stands in it, since a name or a host is cut up by marks, its words alone.
#[cfg(feature = "picture")]
fn figured(page: &str, show: &Show) -> String {
    let fit = |text: &str| show.fit(text);
    let made = figure::figure(page, &show.head, &fit);
    let told = figure::words(&made);
    if fit(&told) == told { made } else { figure::figure(&figure::plain_page(&told), &show.head, &fit) }
}

#[cfg(not(feature = "picture"))]
fn picture(_page: &[u8], _show: Option<&Show>) -> Vec<u8> {
    vec![NOTHING]
}

/// A sample with its bytes, where these are the ones that were sent: an Outlook file keeps no mail as it was signed.
fn original<'r>(reading: &'r Reading<'_>, sample: usize) -> Option<(&'r Sample, &'r [u8])> {
    let found = &reading.samples.get(sample)?.sample;
    let sent = found.grade == Grade::A && matches!(found.source, Source::AttachedEml | Source::Itself);
    sent.then_some((found, reading.sample_raw(sample)?))
}

fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
}

/// Runs something over hostile bytes; nothing when it panicked.
fn contained<T>(run: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(run)).ok()
}

/// What a cell is asked about a mail. Samples are numbered under what the desk knows (a forward of a colleague stands for
/// the mail inside it), so the questions about one carry what the numbering rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Everything seen in it.
    Examine {
        /// What the desk knows.
        known: Known,
        /// Whether the mail itself is the suspicious one.
        as_sample: bool,
    },
    /// The raw bytes of a reported mail; an inline forward has none.
    SampleRaw {
        /// What the desk knew when the sample was numbered.
        known: Known,
        /// Whether the mail itself was taken as the suspicious one.
        as_sample: bool,
        /// Number in `samples`, from 0.
        sample: usize,
    },
    /// The decoded bytes of an attachment.
    Attachment {
        /// What the desk knew when the sample was numbered.
        known: Known,
        /// Whether the mail itself was taken as the suspicious one.
        as_sample: bool,
        /// Number in `samples`, from 0; `None` for the reporter's own attachments.
        sample: Option<usize>,
        /// Number in `attachments`, from 0.
        attachment: usize,
    },
    /// What DKIM, SPF, DMARC and ARC say of an original, and what DNS has still to be asked for that.
    Prove {
        /// What the desk knew when the sample was numbered.
        known: Known,
        /// Whether the mail itself was taken as the suspicious one.
        as_sample: bool,
        /// Number in `samples`, from 0.
        sample: usize,
        /// What DNS answered so far.
        answers: Vec<(Query, Answer)>,
    },
    /// A reported mail as a page that can do nothing.
    Page {
        /// What the desk knew when the sample was numbered.
        known: Known,
        /// Whether the mail itself was taken as the suspicious one.
        as_sample: bool,
        /// Number in `samples`, from 0.
        sample: usize,
    },
    /// That page as a picture.
    Picture {
        /// What the desk knew when the sample was numbered.
        known: Known,
        /// Whether the mail itself was taken as the suspicious one.
        as_sample: bool,
        /// Number in `samples`, from 0.
        sample: usize,
    },
    /// A picture for everybody: hosts defaced, the people it was sent to hidden, pictures left out.
    Figure {
        /// What the desk knew when the sample was numbered.
        known: Known,
        /// Whether the mail itself was taken as the suspicious one.
        as_sample: bool,
        /// Number in `samples`, from 0.
        sample: usize,
        /// What it shows and does not.
        show: Show,
    },
}

/// The first byte of an answer that is evidence.
const EVIDENCE: u8 = b'E';
/// The first byte of an answer that is a proof.
const PROOF: u8 = b'P';
/// The first byte of an answer that is bytes of the mail.
const BYTES: u8 = b'B';
/// The whole answer where there is no such sample or attachment.
const NOTHING: u8 = b'N';
/// The whole answer to a question that cannot be read.
const BAD: u8 = b'!';

/// The start of a request: a request is these bytes and then the raw mail.
pub fn ask(question: &Question) -> Vec<u8> {
    let json = serde_json::to_vec(question).unwrap_or_default();
    let length = u32::try_from(json.len()).unwrap_or(0);
    [&length.to_be_bytes(), json.as_slice()].concat()
}

/// Answers a request; runs in the cell.
pub fn answer(examiner: &Examiner, request: &[u8]) -> Vec<u8> {
    let Some((question, raw)) = take(request) else { return vec![BAD] };
    match question {
        Question::Examine { known, as_sample } => json(EVIDENCE, &examiner.examine(raw, &known, as_sample)),
        Question::Prove { known, as_sample, sample, answers } => {
            let found = examiner.prove(raw, &known, as_sample, sample, &answers);
            found.map_or_else(|| vec![NOTHING], |proof| json(PROOF, &proof))
        }
        Question::SampleRaw { known, as_sample, sample } => {
            examiner.part(raw, &known, as_sample, |reading| reading.sample_raw(sample).map(Cow::Borrowed))
        }
        Question::Attachment { known, as_sample, sample, attachment } => {
            examiner.part(raw, &known, as_sample, |reading| reading.attachment(sample, attachment))
        }
        Question::Page { known, as_sample, sample } => examiner.page(raw, &known, as_sample, sample),
        Question::Picture { known, as_sample, sample } => picture(&examiner.page(raw, &known, as_sample, sample), None),
        Question::Figure { known, as_sample, sample, show } => {
            picture(&examiner.own_page(raw, &known, as_sample, sample), Some(&show))
        }
    }
}

fn json(kind: u8, value: &impl Serialize) -> Vec<u8> {
    let mut out = vec![kind];
    match serde_json::to_writer(&mut out, value) {
        Ok(()) => out,
        Err(_) => vec![BAD],
    }
}

fn take(request: &[u8]) -> Option<(Question, &[u8])> {
    let (length, rest) = request.split_first_chunk::<4>()?;
    let (json, raw) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    Some((serde_json::from_slice(json).ok()?, raw))
}

/// The evidence that a cell answered to [`Question::Examine`]; an error says what is wrong with the answer, for the log.
pub fn read_evidence(answer: &[u8]) -> Result<Evidence, String> {
    match answer.split_first() {
        Some((&EVIDENCE, json)) => serde_json::from_slice(json).map_err(|why| format!("the cell's evidence: {why}")),
        Some((&BAD, [])) => Err("the cell could not read the question".into()),
        _ => Err("the cell answered something else than evidence".into()),
    }
}

/// The proof that a cell answered to [`Question::Prove`]; nothing when it answered something else.
pub fn read_proof(answer: &[u8]) -> Option<Proof> {
    match answer.split_first() {
        Some((&PROOF, json)) => serde_json::from_slice(json).ok(),
        _ => None,
    }
}

/// The bytes that a cell answered to the other questions; nothing when there is no such sample or attachment.
pub fn read_bytes(answer: &[u8]) -> Option<Vec<u8>> {
    match answer.split_first() {
        Some((&BYTES, found)) => Some(found.to_vec()),
        _ => None,
    }
}

/// The picture that a cell answered to [`Question::Picture`] or [`Question::Figure`]; nothing when there is nothing to draw.
pub fn read_picture(answer: &[u8]) -> Option<Drawn> {
    Drawn::from_bytes(&read_bytes(answer)?)
}

/// The evidence of a mail that could not be read at all: nothing but the problem.
pub fn nothing(problem: &str) -> Evidence {
    Evidence {
        schema: crate::analysis::evidence::SCHEMA.into(),
        report: crate::analysis::evidence::ReportMail::default(),
        samples: Vec::new(),
        problems: vec![problem.into()],
        bounce: None,
        secrecy: None,
    }
}
