//! Reading what was typed into the search bar. Whatever is typed gives a search; nothing is an error.

use std::ops::Range;

use chrono::NaiveDate;

use super::field;
use super::phrase::{QUOTES, refanged};
use super::term::{Field, Missed, Sought, Term};

/// Most things that are asked for at once.
const MOST: usize = 20;
/// Most words of a name of a field, and of one of our words for a value.
const NAME: usize = 3;
const VALUE: usize = 4;

/// What was understood, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is asked for, in the order in which it was typed.
    pub terms: Vec<Term>,
    /// What was not understood.
    pub missed: Vec<Missed>,
}

/// A piece of the text between blanks; quotation marks hold blanks.
#[derive(Clone, Debug)]
struct Piece<'a> {
    text: &'a str,
    at: Range<usize>,
    quoted: bool,
}

/// Reads a search. `today` is the day in the reader's zone, for days without a year.
pub fn read(text: &str, today: NaiveDate) -> Search {
    // PostgreSQL takes no NUL in a text; a blank keeps every place where it is.
    let text = &text.replace('\0', " ");
    let pieces = pieces(text);
    let mut out = Search::default();
    let mut n = 0;
    while let Some(piece) = pieces.get(n) {
        if out.terms.len() >= MOST {
            out.missed.push(Missed::More);
            break;
        }
        let begin = out.terms.len();
        n += match name(&pieces, n) {
            Some((field, length, not)) => fielded(&pieces, n, (field, length, not), today, &mut out),
            None => worded(piece, n + 1 == pieces.len(), &mut out),
        };
        let end = pieces.get(n - 1).map_or(text.len(), |last| last.at.end);
        for term in out.terms.iter_mut().skip(begin) {
            term.at = piece.at.start..end;
        }
    }
    out
}

/// Cuts the text at blanks outside quotation marks.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut start, mut quoted, mut inside) = (None, false, false);
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let is_end = at == text.len();
        if QUOTES.contains(&c) {
            inside = !inside;
            quoted = true;
            start = start.or(Some(at));
        } else if is_end || c.is_whitespace() && !inside {
            if let Some(from) = start.take() {
                out.push(Piece { text: text.get(from..at).unwrap_or_default(), at: from..at, quoted });
            }
            quoted = false;
        } else {
            start = start.or(Some(at));
        }
    }
    out
}

/// The field whose name begins at a piece: the field, how many pieces its name goes through, whether a minus stands before
/// it. The longest name counts: `người phản ánh:` is not `ánh:`.
fn name(pieces: &[Piece<'_>], n: usize) -> Option<(Field, usize, bool)> {
    let first = pieces.get(n)?;
    let not = first.text.starts_with('-');
    let mut name = String::new();
    for (length, piece) in pieces.iter().skip(n).take(NAME).enumerate() {
        let text = if length == 0 && not { piece.text.get(1..).unwrap_or_default() } else { piece.text };
        name.push(' ');
        if let Some((head, rest)) = text.split_once(':') {
            name.push_str(head);
            let value = !rest.is_empty() || pieces.get(n + length + 1).is_some();
            return field::named(name.trim()).filter(|_| value).map(|field| (field, length + 1, not));
        }
        if piece.quoted {
            return None;
        }
        name.push_str(text);
    }
    None
}

/// Takes a field with its value; says how many pieces that were.
fn fielded(
    pieces: &[Piece<'_>],
    n: usize,
    (field, length, not): (Field, usize, bool),
    today: NaiveDate,
    out: &mut Search,
) -> usize {
    let head = pieces.get(n + length - 1).map_or("", |piece| piece.text);
    let after = head.split_once(':').map_or("", |(_, after)| after);
    // `field: value` is one more piece.
    let (mut value, mut taken) = if after.is_empty() {
        (pieces.get(n + length).map_or("", |piece| piece.text).to_owned(), length + 1)
    } else {
        (after.to_owned(), length)
    };
    if field::has_words(field) {
        let (mut longer, base) = (value.clone(), taken);
        for (more, piece) in pieces.iter().skip(n + base).take(VALUE).enumerate() {
            longer = format!("{longer} {}", piece.text);
            if field::is_word(field, &longer) {
                value.clone_from(&longer);
                taken = base + more + 1;
            }
        }
    }
    let value = value.trim_matches(|c: char| QUOTES.contains(&c)).trim();
    match field::sought(field, value, today) {
        Ok(sought) => out.terms.push(Term { not, sought, at: 0..0 }),
        Err(missed) => out.missed.push(missed),
    }
    taken
}

/// Takes a word or a phrase. The last word of the text may go on: somebody is still typing it.
fn worded(piece: &Piece<'_>, last: bool, out: &mut Search) -> usize {
    let not = piece.text.starts_with('-') && piece.text.len() > 1;
    let text = if not { piece.text.trim_start_matches('-') } else { piece.text };
    if let Some((name, value)) = text.split_once(':') {
        let is_name = name.chars().count() >= 2 && name.chars().all(|c| c.is_alphabetic() || c == '-');
        if is_name && !value.is_empty() && !value.starts_with("//") && !piece.quoted {
            out.missed.push(Missed::Field(name.to_owned()));
        }
    }
    let text = refanged(text.trim_matches(|c: char| QUOTES.contains(&c)));
    if text.chars().any(char::is_alphanumeric) {
        let open = last && !piece.quoted && text.ends_with(char::is_alphanumeric);
        out.terms.push(Term { not, sought: Sought::Words { text, open }, at: 0..0 });
    }
    1
}

#[cfg(test)]
mod tests {
    use super::super::super::{Exposure, Kind, Status, Verdict};
    use super::super::term::Whose;
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 11).unwrap()
    }

    fn one(text: &str) -> Sought {
        let found = read(text, today());
        assert_eq!((found.terms.len(), found.missed.len()), (1, 0), "{text}: {found:?}");
        assert_eq!(found.terms[0].at, 0..text.len(), "{text}");
        found.terms[0].sought.clone()
    }

    fn words(text: &str, open: bool) -> Sought {
        Sought::Words { text: text.into(), open }
    }

    #[test]
    fn fields_are_read_in_both_languages_with_and_without_marks() {
        for text in
            ["trạng thái:mới", "trạng-thái:mới", "trang thai: moi tiep nhan", "STATUS:new", "tt:\"mới tiếp nhận\""]
        {
            assert_eq!(one(text), Sought::Status(vec![Status::New]), "{text}");
        }
        assert_eq!(one("trạng thái:đang xử lý"), Sought::Status(vec![Status::Working]));
        assert_eq!(one("status:new,waiting"), Sought::Status(vec![Status::New, Status::Waiting]));
        assert_eq!(one("status:open"), Sought::Status(Status::OPEN.to_vec()));
        assert_eq!(one("kết luận:thư lừa đảo"), Sought::Verdict(vec![Verdict::Phishing]));
        assert_eq!(one("verdict:none"), Sought::Verdict(vec![]));
        assert_eq!(one("loại:yêu cầu"), Sought::Kind(Kind::Request));
        assert_eq!(one("exposure:password"), Sought::Exposure(Exposure::Password));
        assert_eq!(one("người gửi:admin@evil.top"), Sought::From("admin@evil.top".into()));
        assert_eq!(one("người phản ánh:\"Nguyễn An\""), Sought::Reporter("Nguyễn An".into()));
        assert_eq!(one("đơn vị:sotaichinh"), Sought::Unit("sotaichinh".into()));
        assert_eq!(one("tên miền:hxxps://Evil[.]top/a?b"), Sought::Domain("evil.top".into()));
        assert_eq!(one("ioc:a[@]b[.]vn"), Sought::Indicator("a@b.vn".into()));
        assert_eq!(one("tệp:hoa_don.zip"), Sought::File("hoa_don.zip".into()));
        assert_eq!(one("nhãn:\"thuế điện tử\""), Sought::Tag("thuế điện tử".into()));
        assert_eq!(one("tag:thue-dien-tu"), Sought::Tag("thue-dien-tu".into()));
        assert_eq!(one("assignee:me"), Sought::Assignee(Whose::Mine));
        assert_eq!(one("người xử lý:chưa phân công"), Sought::Assignee(Whose::Nobodys));
        assert_eq!(one("giao cho:Mai"), Sought::Assignee(Whose::Of("Mai".into())));
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (text, expected) in [
            ("before:11/3/2026", day(2026, 3, 11)),
            ("trước ngày:11-03-2026", day(2026, 3, 11)),
            ("trước:2026-03-11", day(2026, 3, 11)),
            ("before:1/3", day(2026, 3, 1)),
            ("before:12/3", day(2025, 3, 12)),
            ("before:7d", day(2026, 3, 4)),
            ("before:\"hôm qua\"", day(2026, 3, 10)),
        ] {
            assert_eq!(one(text), Sought::Before(expected), "{text}");
        }
        assert_eq!(one("sau:hôm-nay"), Sought::After(today()));
    }

    #[test]
    fn words_and_phrases_stand_beside_fields_and_a_minus_excludes() {
        let found = read("mật khẩu status:new -\"hóa đơn\" -from:x evil[.]top", today());
        let terms: Vec<_> = found.terms.iter().map(|term| (term.not, term.sought.clone())).collect();
        assert_eq!(
            terms,
            [
                (false, words("mật", false)),
                (false, words("khẩu", false)),
                (false, Sought::Status(vec![Status::New])),
                (true, words("hóa đơn", false)),
                (true, Sought::From("x".into())),
                (false, words("evil.top", true)),
            ]
        );
        let text = "trạng thái:đang xử lý hóa đơn";
        let found = read(text, today());
        assert_eq!(text.get(found.terms[0].at.clone()).unwrap(), "trạng thái:đang xử lý", "a term knows its place");
        assert_eq!(found.terms.len(), 3);
    }

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_counts() {
        let found = read("mau:do trạng thái:lạ before:32/13 xin", today());
        assert_eq!(
            found.missed,
            [
                Missed::Field("mau".into()),
                Missed::Value(Field::Status, "lạ".into()),
                Missed::Value(Field::Before, "32/13".into())
            ]
        );
        assert_eq!(found.terms.len(), 2, "{found:?}");
        // What only looks like a field is words.
        for text in ["http://evil.top/a", "Re: xin", "10:30", "\"mau:do\"", "a:b", ":", "-", "status:", "\"", ""] {
            assert!(read(text, today()).missed.is_empty(), "{text}");
        }
        assert_eq!(read(&"a ".repeat(30), today()).missed, [Missed::More]);
    }

    #[test]
    fn any_text_can_be_typed() {
        for text in
            ["-trạng", "::::", "-:-", "trạng thái: ", "“chưa đóng", "é\u{301}:x", "\u{0}", "-\"", "from:\"\"", "unit:-"]
        {
            read(text, today());
        }
    }
}
