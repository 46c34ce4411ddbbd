//! A mail inside the text of another: finds the block that a client writes above a forwarded mail, and reads it.
//! What it says is a claim of the reporter's client, not evidence.

use super::address;
use super::block::{ForwardReader, Forwarded, Line};
use super::dates::DateReader;
use super::dialects::{Dialects, Label, Mark, Phrases};
use super::rendered::Rendered;
use super::wrote;
use crate::base::text::one_line;

/// Lines after a separator within which the labels must stand.
const REACH: usize = 12;
/// Lines of a block of labels.
const BLOCK: usize = 60;
/// Longest line that is looked at as part of a block, in bytes.
const LINE: usize = 20_000;

/// The labels of a block with their values, and the dialects in which most of them are written.
struct Fields {
    values: Vec<(Label, String)>,
    dialects: Dialects,
}

impl ForwardReader {
    /// Makes the words and patterns ready.
    pub(super) fn new() -> Self {
        let phrases = Phrases::new();
        Self { dates: DateReader::new(&phrases), phrases }
    }

    /// The first forwarded mail in a text. `subject` is that of the mail around it.
    pub(super) fn find(&self, page: &Rendered, subject: &str) -> Option<Forwarded> {
        let lines = lines(&page.text);
        let mut anchors = page.anchors.iter().peekable();
        let mut separated: Option<(usize, usize)> = None;
        let mut bare: Option<usize> = None;
        for (number, line) in lines.iter().enumerate() {
            let mut anchored = false;
            while anchors.next_if(|at| **at <= line.start).is_some() {
                anchored = true;
            }
            let mark = self.phrases.mark(line.text);
            if anchored || mark.is_some() {
                // Two separators in a row (Zimbra's divider and header marks) begin where the first stands.
                let start =
                    separated.filter(|(at, _)| only_blank(&lines, *at, number)).map_or(line.start, |(_, start)| start);
                separated = Some((number, start));
            }
            if matches!(mark, Some((Mark::Forwarded, _))) {
                bare = bare.or(Some(number));
            }
            let near = separated.filter(|(at, _)| number - at <= REACH);
            let glued = mark.map(|(_, rest)| Line { text: rest, ..*line }).filter(|line| !line.text.is_empty());
            if let Some(found) = self.block(&lines, number, glued.unwrap_or(*line), near.map(|(_, start)| start), page)
            {
                return Some(found);
            }
            let near = near.filter(|(at, _)| number > *at && number - at <= 3).map(|(_, start)| start);
            if let Some(found) = wrote::find(self, &lines, number, near, subject) {
                return Some(found);
            }
        }
        nameless(&lines, bare?, page)
    }

    fn label<'a>(&self, line: &'a str) -> Option<(Label, Dialects, &'a str)> {
        if line.len() > LINE {
            return None;
        }
        let (word, value) = line.split_once([':', '：'])?;
        let (label, dialects) = self.phrases.label(word)?;
        Some((label, dialects, value.trim_start_matches(['*', ' ', '\t'])))
    }

    /// Reads a block of labels that begins with a line: after a separator two labels are enough, without one it takes
    /// three with the sender and the subject or date among them, since `Từ:` and `Ngày:` are common words.
    fn block(
        &self,
        lines: &[Line<'_>],
        number: usize,
        first: Line<'_>,
        separator: Option<usize>,
        page: &Rendered,
    ) -> Option<Forwarded> {
        self.label(first.text)?;
        let mut fields = Fields { values: Vec::new(), dialects: Dialects::MAX };
        let mut at = number;
        let mut body = first.end;
        while let Some(line) = lines.get(at).filter(|_| at - number < BLOCK) {
            let line = if at == number { &first } else { line };
            let folded = separator.is_some() && line.text.len() < 200 && self.goes_on(lines, at, 1, &fields);
            match self.label(line.text) {
                Some((label, ..)) if fields.has(label) => break,
                Some((label, dialects, value)) => {
                    // Gmail writes only the sender's label in the reader's language, the others in English.
                    let both = fields.dialects & dialects;
                    fields.dialects = if both == 0 { fields.dialects } else { both };
                    self.push(&mut fields.values, label, value);
                }
                None if line.text.is_empty() => {
                    if !self.goes_on(lines, at, 3, &fields) {
                        break;
                    }
                }
                None => match fields.values.last_mut() {
                    Some((_, value)) if continues(value, line.text) || folded => {
                        value.push(' ');
                        value.push_str(line.text);
                    }
                    _ => break,
                },
            }
            body = line.end;
            at += 1;
        }
        let enough = match separator {
            Some(_) => fields.values.len() >= 2 && (fields.has(Label::From) || fields.has(Label::Subject)),
            None => {
                fields.values.len() >= 3
                    && fields.has(Label::From)
                    && (fields.has(Label::Subject) || fields.has(Label::Date))
            }
        };
        let start = separator.or_else(|| unknown_separator(lines, number)).unwrap_or(first.start);
        enough.then(|| self.forwarded(&fields, start, body.min(page.text.len())).quoted(lines, at, first.quotes))
    }

    /// Whether a new label follows within a few lines, blank ones between: old programs put blank lines between labels,
    /// and fold long subjects.
    fn goes_on(&self, lines: &[Line<'_>], at: usize, reach: usize, fields: &Fields) -> bool {
        let next = lines.iter().skip(at + 1).take(reach).find(|line| !line.text.is_empty());
        next.and_then(|line| self.label(line.text)).is_some_and(|(label, ..)| !fields.has(label))
    }

    /// Takes a label and its value; Yahoo writes all labels on one line.
    fn push(&self, fields: &mut Vec<(Label, String)>, label: Label, value: &str) {
        let mut label = label;
        let mut start = 0;
        let inside = if fields.is_empty() && value.contains('@') { self.phrases.labels_in(value) } else { Vec::new() };
        for (at, after, next) in inside {
            if next == label || at < start || fields.iter().any(|(seen, _)| *seen == next) {
                continue;
            }
            fields.push((label, value.get(start..at).unwrap_or_default().trim().to_owned()));
            label = next;
            start = after;
        }
        fields.push((label, value.get(start..).unwrap_or_default().trim().to_owned()));
    }

    fn forwarded(&self, fields: &Fields, start: usize, body: usize) -> Forwarded {
        let get = |label: Label| {
            fields.values.iter().find(|(seen, _)| *seen == label).map_or("", |(_, value)| value.as_str())
        };
        Forwarded {
            start,
            body,
            from: address::parse_list(get(Label::From)).into_iter().next().unwrap_or_default(),
            to: address::parse_list(get(Label::To)),
            cc: address::parse_list(get(Label::Cc)),
            reply_to: address::parse_list(get(Label::ReplyTo)),
            subject: one_line(get(Label::Subject).trim_matches('*'), 1000),
            date: self.dates.read(get(Label::Date), &self.phrases, fields.dialects),
            ..Forwarded::default()
        }
    }
}

impl Fields {
    fn has(&self, label: Label) -> bool {
        self.values.iter().any(|(seen, _)| *seen == label)
    }
}

/// A mail of which the reporter left nothing but the line above it and its text.
fn nameless(lines: &[Line<'_>], number: usize, page: &Rendered) -> Option<Forwarded> {
    let line = lines.get(number)?;
    let body = line.end.min(page.text.len());
    let says = page.text.get(body..).is_some_and(|rest| !rest.trim().is_empty());
    let quotes = lines.get(number + 1..)?.iter().find(|line| !line.text.is_empty()).map_or(0, |line| line.quotes);
    let found = Forwarded { start: line.start, body, ..Forwarded::default() };
    says.then(|| found.quoted(lines, number + 1, quotes))
}

/// Where the dashed line stands right above a block whose words are in no dialect.
fn unknown_separator(lines: &[Line<'_>], number: usize) -> Option<usize> {
    let above = lines.get(..number)?.iter().rev().take(2).find(|line| !line.text.is_empty())?;
    (above.text.starts_with("---") && above.text.ends_with("---") && above.text.len() < 200).then_some(above.start)
}

/// Whether a line continues the value above it: an empty value, or a list that ends with a comma.
fn continues(value: &str, line: &str) -> bool {
    value.is_empty() && line.len() < 1000 || value.ends_with([',', ';']) && line.contains('@')
}

fn only_blank(lines: &[Line<'_>], from: usize, to: usize) -> bool {
    lines.get(from..to).unwrap_or_default().iter().skip(1).all(|line| line.text.is_empty())
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut end = 0;
    let cut = |line: &str, start: usize| start + line.len();
    text.split_inclusive('\n')
        .map(|line| {
            let start = end;
            end = cut(line, start);
            let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
            let quotes = line.get(..line.trim_end().len() - text.len()).unwrap_or_default().matches('>').count();
            let text = if text.starts_with("**") { text } else { text.strip_prefix('*').unwrap_or(text) };
            Line { text: text.trim(), start, end, quotes }
        })
        .collect()
}
