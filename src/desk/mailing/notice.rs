//! The words of the letter that tells agencies of an issued advisory.

use super::super::advisory::short_mail;
use super::super::letter::{self, Notice, Rendered};
use super::super::{Desk, Error};
use crate::base::clock::Instant;
use crate::base::locale::Language;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::advisory::{self, Advisory, State};

/// How the text for chat groups begins; in a mail that is the subject.
const MARK: &str = "[CẢNH BÁO]";
/// What it ends with before the document is issued.
const LATER: &str = "(Công văn chính thức gửi sau qua Hệ thống quản lý văn bản.)";

/// The letter as it would leave; the placeholder of the code stands in it.
pub fn preview(conn: &mut Conn, desk: &Desk, uuid: &str, now: Instant) -> Result<Rendered, Error> {
    let found = advisory::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    words(conn, desk, &found, false, now)
}

/// The letter of an issued advisory, or the reminder of it.
pub(super) fn words(
    conn: &mut Conn,
    desk: &Desk,
    of: &Advisory,
    reminder: bool,
    now: Instant,
) -> Result<Rendered, Error> {
    let notice = Notice { reminder, ..notice(conn, of)? };
    letter::advisory(&letter::Sender::of(&desk.config), &notice, (now, desk.zone), Language::Vi)
}

/// An issued advisory; one that was not issued, or that a newer one replaced, is sent to nobody.
pub(super) fn issued(conn: &mut Conn, uuid: &str) -> Result<Advisory, Error> {
    let found = advisory::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    if found.state == State::Issued {
        return Ok(found);
    }
    Err(Error::Invalid { field: "advisory", message: "mailing-not-issued" })
}

fn notice(conn: &mut Conn, of: &Advisory) -> Result<Notice, Error> {
    let unissued = Error::Invalid { field: "advisory", message: "mailing-not-issued" };
    let told = match short_mail(conn, of) {
        Err(Error::NotFound) => return Err(unissued),
        told => told?,
    };
    let (headline, text) = parts(&told.summary);
    let subject = one_line(&told.subject, 150);
    Ok(Notice {
        headline: if headline.is_empty() { subject.clone() } else { headline },
        text: if text.is_empty() { subject } else { text },
        number: told.number,
        issued_on: told.issued_on,
        reminder: false,
    })
}

/// What the text for chat groups calls the lure, and what it says of it.
fn parts(short: &str) -> (String, String) {
    let short = short.replace(LATER, "");
    let (first, rest) = short.trim().split_once('\n').unwrap_or((short.trim(), ""));
    match first.trim().strip_prefix(MARK) {
        Some(headline) => (one_line(headline, 150), rest.trim().to_owned()),
        None => (String::new(), short.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn the_text_for_chat_groups_becomes_subject_and_body() {
        let short = "[CẢNH BÁO] Thư điện tử giả mạo “x”\nTừ 09 giờ.\nXóa thư. (Công văn chính thức gửi sau qua Hệ thống quản lý văn bản.)";
        assert_eq!(parts(short), ("Thư điện tử giả mạo “x”".into(), "Từ 09 giờ.\nXóa thư.".into()));
        assert_eq!(parts("Đề nghị xóa thư."), (String::new(), "Đề nghị xóa thư.".into()));
        assert_eq!(parts(""), (String::new(), String::new()));
    }
}
