//! The line `On 11 March 2021, N <a@b> wrote:` above a quoted mail. Under a subject that says that it is a forward, or after
//! dashes (Zimbra with its headers off), the mail below is the reported one; else it is a common answer.

use super::address;
use super::block::{ForwardReader, Forwarded, Line};
use super::dialects::is_forward;
use crate::analysis::evidence::Mailbox;
use crate::base::text::fold;

/// Longest such line, in bytes.
const LINE: usize = 600;

/// The mail below such a line, or one that it wraps into the next. `separator` is where a separator stands right above:
/// below one the words are not needed (Yandex writes `11.03.2021, 09:29, "N" <a@b>:`).
pub(super) fn find(
    reader: &ForwardReader,
    lines: &[Line<'_>],
    number: usize,
    separator: Option<usize>,
    subject: &str,
) -> Option<Forwarded> {
    let line = lines.get(number).filter(|line| line.text.len() <= LINE && !line.text.is_empty())?;
    let dashed = line.text.starts_with("--");
    let next = lines.get(number + 1).filter(|next| next.text.len() < 200);
    let ends = |text: &str| text.trim_end_matches(['-', ' ']).ends_with(':');
    let (text, body) = if ends(line.text) {
        (line.text.to_owned(), number + 1)
    } else {
        let next = next.filter(|next| ends(next.text))?;
        (format!("{} {}", line.text, next.text), number + 2)
    };
    let said = text.trim_matches(['-', ' ']).trim_end_matches([':', ' ']);
    if !said.contains('@') && !dashed || separator.is_none() && !dashed && !is_forward(subject) {
        return None;
    }
    let verbs = reader.phrases.without_wrote(&fold(said));
    let date = reader.dates.read(&without_address(said), &reader.phrases, 0);
    if verbs.is_none() && (separator.is_none() || date.is_none()) {
        return None;
    }
    let last = lines.get(body - 1)?;
    let quotes = lines.get(body..)?.iter().find(|line| !line.text.is_empty()).map_or(0, |line| line.quotes);
    let found = Forwarded {
        start: separator.unwrap_or(line.start),
        body: last.end,
        from: sender(reader, said),
        date,
        ..Forwarded::default()
    };
    Some(found.quoted(lines, body, quotes))
}

/// The line without its address, whose digits are no date.
fn without_address(said: &str) -> String {
    said.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ")
}

/// The sender: the name in quotes, or what stands between the date and the address.
fn sender(reader: &ForwardReader, said: &str) -> Mailbox {
    let open = said.rfind(['<', '[', '(']).filter(|open| said.get(*open..).is_some_and(|rest| rest.contains('@')));
    let Some((head, rest)) = open.and_then(|open| said.split_at_checked(open)) else {
        let cut = said.rfind(", ").map_or(0, |at| at + 2);
        return address::parse_one(said.get(cut..).map(|rest| bare(reader, rest)).as_deref().unwrap_or_default());
    };
    let quoted = head.trim_end().strip_suffix(['"', '”', '»', '\'']).and_then(|head| {
        let at = head.rfind(['"', '„', '“', '«', '\''])?;
        head.get(at..).map(|name| name.trim_start_matches(['"', '„', '“', '«', '\'']).to_owned())
    });
    let name = quoted.unwrap_or_else(|| {
        let after_date = head.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
        let after_comma = head.rfind(", ").map_or(0, |at| at + 2);
        bare(reader, head.get(after_date.max(after_comma)..).unwrap_or_default())
    });
    address::mailbox(Some(&name), &address::parse_one(rest).address)
}

/// A name without the words around it: `SA Tên`, `schrieb N`.
fn bare(reader: &ForwardReader, name: &str) -> String {
    let halves = |word: &str| {
        let word = fold(word);
        let said = |list: &[String]| list.iter().any(|half| *half == word.trim_matches(','));
        said(&reader.phrases.halves.0) || said(&reader.phrases.halves.1)
    };
    let verb = |word: &str| reader.phrases.without_wrote(&fold(word)).is_some_and(|rest| rest.trim().is_empty());
    let all: Vec<&str> = name.split_whitespace().collect();
    let words = all.iter().skip_while(|word| halves(word) || verb(word) || word.trim_matches(',').is_empty());
    words.copied().collect::<Vec<_>>().join(" ")
}
