//! A mail inside the text of another: finds the block that a client writes above a forwarded mail, and reads it.
//! What it says is a claim of the reporter's client, not evidence.

use chrono::{DateTime, FixedOffset};
use regex::Regex;

use super::address;
use super::dates::DateReader;
use super::dialects::{LABELS, Label, OPENINGS, SEPARATORS, is_forward};
use super::rendered::Rendered;
use crate::analysis::evidence::Mailbox;
use crate::base::text::one_line;

/// Lines after a separator within which the labels must stand.
const REACH: usize = 12;
/// Lines of a block of labels.
const BLOCK: usize = 60;
/// Longest line that is looked at as part of a block, in bytes.
const LINE: usize = 20_000;

/// The mail that was found in a text.
#[derive(Debug, PartialEq)]
pub(super) struct Forwarded {
    /// Where the block begins: the reporter's words end here.
    pub(super) start: usize,
    /// Where the body of the forwarded mail begins.
    pub(super) body: usize,
    /// Sender.
    pub(super) from: Mailbox,
    /// Recipients.
    pub(super) to: Vec<Mailbox>,
    /// Copies.
    pub(super) cc: Vec<Mailbox>,
    /// Where answers go.
    pub(super) reply_to: Vec<Mailbox>,
    /// Subject.
    pub(super) subject: String,
    /// When it was sent.
    pub(super) date: Option<DateTime<FixedOffset>>,
}

/// Finds inline forwards; patterns compiled once.
#[derive(Debug)]
pub(super) struct ForwardReader {
    separator: Option<Regex>,
    label: Option<Regex>,
    inline_label: Option<Regex>,
    wrote: Option<Regex>,
    dates: DateReader,
}

/// A line without its quote marks, and where it stands.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl ForwardReader {
    /// Compiles the patterns.
    pub(super) fn new() -> Self {
        let labels = LABELS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|").replace(' ', r"\s{1,3}");
        let words = |list: &[&str]| list.join("|").replace(' ', r"\s{1,3}");
        let separator =
            format!(r"(?i)^(?:-{{2,}}\s*(?:{})\s*-{{2,}}|_{{20,}}|(?:{})\s*:)\s*$", words(SEPARATORS), words(OPENINGS));
        Self {
            separator: Regex::new(&separator).ok(),
            label: Regex::new(&format!(r"(?is)^\*?\s?({labels})\s?\*?\s?[:：]\s?\*?\s*(.*)$")).ok(),
            inline_label: Regex::new(&format!(r"(?i)\s({labels})\s?:\s")).ok(),
            wrote: Regex::new(
                r"(?is)^(?:-{2,}\s*)?(?:vào|on)\s(.{3,300}?)\s(?:đã\s+viết|viết|wrote)\s*:\s*(?:-{2,})?$",
            )
            .ok(),
            dates: DateReader::new(),
        }
    }

    /// The first forwarded mail in a text. `subject` is that of the mail around it.
    pub(super) fn find(&self, page: &Rendered, subject: &str) -> Option<Forwarded> {
        let lines = lines(&page.text);
        let mut anchors = page.anchors.iter().peekable();
        let mut separated: Option<(usize, usize)> = None;
        for (number, line) in lines.iter().enumerate() {
            let mut anchored = false;
            while anchors.next_if(|at| **at <= line.start).is_some() {
                anchored = true;
            }
            if anchored || self.is_separator(line.text) {
                // Two separators in a row (Zimbra's divider and header marks) begin where the first stands.
                let start =
                    separated.filter(|(at, _)| only_blank(&lines, *at, number)).map_or(line.start, |(_, start)| start);
                separated = Some((number, start));
            }
            let near = separated.filter(|(at, _)| number - at <= REACH);
            if let Some(found) = self.block(&lines, number, near.map(|(_, start)| start), page) {
                return Some(found);
            }
            if let Some(found) = self.wrote(&lines, number, subject, page) {
                return Some(found);
            }
        }
        None
    }

    fn is_separator(&self, line: &str) -> bool {
        line.len() < 200
            && line.starts_with(['-', '_', 'b', 'B', 'f', 'F'])
            && self.separator.as_ref().is_some_and(|pattern| pattern.is_match(line))
    }

    fn label<'a>(&self, line: &'a str) -> Option<(Label, &'a str)> {
        if line.len() > LINE || !line.get(..line.len().min(80)).is_none_or(|head| head.contains([':', '：'])) {
            return None;
        }
        let found = self.label.as_ref()?.captures(line)?;
        let word = one_line(found.get(1)?.as_str(), 40).to_lowercase();
        let (_, label) = LABELS.iter().find(|(known, _)| *known == word)?;
        Some((*label, found.get(2)?.as_str()))
    }

    /// Reads a block of labels that begins at a line: after a separator two labels are enough, without one it takes
    /// three with the sender and the subject or date among them, since `Từ:` and `Ngày:` are common words.
    fn block(&self, lines: &[Line<'_>], number: usize, separator: Option<usize>, page: &Rendered) -> Option<Forwarded> {
        let line = lines.get(number)?;
        self.label(line.text)?;
        let mut fields: Vec<(Label, String)> = Vec::new();
        let mut at = number;
        let mut body = line.end;
        while let Some(line) = lines.get(at).filter(|_| at - number < BLOCK) {
            let folded = separator.is_some() && line.text.len() < 200 && self.goes_on(lines, at, 1, &fields);
            match self.label(line.text) {
                Some((label, _)) if fields.iter().any(|(seen, _)| *seen == label) => break,
                Some((label, value)) => self.push(&mut fields, label, value),
                None if line.text.is_empty() => {
                    if !self.goes_on(lines, at, 3, &fields) {
                        break;
                    }
                }
                None => match fields.last_mut() {
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
        let has = |label: Label| fields.iter().any(|(seen, _)| *seen == label);
        let enough = match separator {
            Some(_) => fields.len() >= 2 && (has(Label::From) || has(Label::Subject)),
            None => fields.len() >= 3 && has(Label::From) && (has(Label::Subject) || has(Label::Date)),
        };
        enough.then(|| self.forwarded(&fields, separator.unwrap_or(line.start), body, page))
    }

    /// Whether a new label follows within a few lines, blank ones between: old programs put blank lines between labels,
    /// and fold long subjects.
    fn goes_on(&self, lines: &[Line<'_>], at: usize, reach: usize, fields: &[(Label, String)]) -> bool {
        let next = lines.iter().skip(at + 1).take(reach).find(|line| !line.text.is_empty());
        let label = next.and_then(|line| self.label(line.text));
        label.is_some_and(|(label, _)| !fields.iter().any(|(seen, _)| *seen == label))
    }

    /// Takes a label and its value; Yahoo writes all labels on one line.
    fn push(&self, fields: &mut Vec<(Label, String)>, label: Label, value: &str) {
        let Some(pattern) = self.inline_label.as_ref().filter(|_| fields.is_empty() && value.contains('@')) else {
            fields.push((label, value.trim().to_owned()));
            return;
        };
        let mut label = label;
        let mut start = 0;
        for found in pattern.captures_iter(value).take(8) {
            let (Some(all), Some(word)) = (found.get(0), found.get(1)) else { continue };
            let word = one_line(word.as_str(), 40).to_lowercase();
            let Some((_, next)) = LABELS.iter().find(|(known, _)| *known == word) else { continue };
            if *next == label || fields.iter().any(|(seen, _)| seen == next) {
                continue;
            }
            fields.push((label, value.get(start..all.start()).unwrap_or_default().trim().to_owned()));
            label = *next;
            start = all.end();
        }
        fields.push((label, value.get(start..).unwrap_or_default().trim().to_owned()));
    }

    fn forwarded(&self, fields: &[(Label, String)], start: usize, body: usize, page: &Rendered) -> Forwarded {
        let get = |label: Label| fields.iter().find(|(seen, _)| *seen == label).map_or("", |(_, value)| value.as_str());
        Forwarded {
            start,
            body: body.min(page.text.len()),
            from: address::parse_list(get(Label::From)).into_iter().next().unwrap_or_default(),
            to: address::parse_list(get(Label::To)),
            cc: address::parse_list(get(Label::Cc)),
            reply_to: address::parse_list(get(Label::ReplyTo)),
            subject: one_line(get(Label::Subject).trim_matches('*'), 1000),
            date: self.dates.read(get(Label::Date)),
        }
    }

    /// `----- Vào 11 Tháng Ba, 2021, lúc 9:29 SA, Tên <a@b> đã viết:`: Zimbra with its headers off. The same line without
    /// dashes is a common reply, and counts only under a subject that says it is a forward.
    fn wrote(&self, lines: &[Line<'_>], number: usize, subject: &str, page: &Rendered) -> Option<Forwarded> {
        let line = lines.get(number)?;
        let lower = super::rendered::at_most(line.text, 4).to_lowercase();
        let opens = line.text.starts_with("--") || lower.starts_with("on ") || lower.starts_with("vào");
        if !opens || line.text.len() > 600 || !line.text.starts_with("--") && !is_forward(subject) {
            return None;
        }
        let next = lines.get(number + 1).filter(|next| next.text.len() < 200);
        let joined = next.map(|next| (format!("{} {}", line.text, next.text), next.end));
        let (text, body) = [Some((line.text.to_owned(), line.end)), joined]
            .into_iter()
            .flatten()
            .find(|(text, _)| self.wrote.as_ref().is_some_and(|pattern| pattern.is_match(text)))?;
        let said = self.wrote.as_ref()?.captures(&text)?.get(1)?.as_str().to_owned();
        // What stands before the last comma (or the whole, in Gmail's form) is the date.
        let open = said.rfind(['<', '[']).unwrap_or(said.len());
        let head = said.get(..open)?;
        let cut = head.rfind(", ").map_or(0, |at| at + 2);
        Some(Forwarded {
            start: line.start,
            body: body.min(page.text.len()),
            from: address::parse_one(said.get(cut..)?),
            to: Vec::new(),
            cc: Vec::new(),
            reply_to: Vec::new(),
            subject: String::new(),
            date: self.dates.read(head),
        })
    }
}

/// Whether a line continues the value above it: an empty value, or a list that ends with a comma.
fn continues(value: &str, line: &str) -> bool {
    value.is_empty() && line.len() < 1000 || value.ends_with([',', ';']) && line.contains('@')
}

fn only_blank(lines: &[Line<'_>], from: usize, to: usize) -> bool {
    lines.get(from..to).unwrap_or_default().iter().skip(1).all(|line| line.text.is_empty())
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let cut = |line: &str, start: usize| (start, start + line.len());
    text.split_inclusive('\n')
        .map(|line| {
            let (at, end) = cut(line, start);
            start = end;
            let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
            let text = if text.starts_with("**") { text } else { text.strip_prefix('*').unwrap_or(text) };
            Line { text: text.trim(), start: at, end }
        })
        .collect()
}
