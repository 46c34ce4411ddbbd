//! What was done against an attack, as one sentence of a letter. It names what was blocked, made unclickable; it names no
//! mailbox and no machine of ours. Nothing done, nothing said. Pure.

use super::quote::defang;
use crate::base::locale::Language;
use crate::base::text::one_line;
use crate::record::measure::{Done, Kind};

/// So many targets of one kind are named, each of so many characters; the rest is counted.
const NAMED: usize = 3;
const LONGEST: usize = 100;

/// The words behind “Bộ phận hỗ trợ đã” or “We have”; empty where nothing was done.
pub(super) fn said(done: &[Done], language: Language) -> String {
    let parts = Kind::ALL.iter().filter_map(|kind| {
        let targets: Vec<&str> =
            done.iter().filter(|(one, _)| one == kind).map(|(_, target)| target.as_str()).collect();
        (!targets.is_empty()).then(|| part(*kind, &targets, language))
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn part(kind: Kind, targets: &[&str], language: Language) -> String {
    let vi = language == Language::Vi;
    match kind {
        Kind::BlockSender => named(if vi { "chặn người gửi" } else { "blocked the sender" }, targets, vi),
        Kind::BlockDomain => named(if vi { "chặn tên miền" } else { "blocked the domain" }, targets, vi),
        Kind::BlockUrl => named(if vi { "chặn liên kết" } else { "blocked the link" }, targets, vi),
        Kind::RemoveMail if vi => "gỡ thư khỏi các hộp thư".into(),
        Kind::RemoveMail => "taken the mail out of mailboxes".into(),
        Kind::ResetPassword if vi => "đặt lại mật khẩu của tài khoản bị lộ".into(),
        Kind::ResetPassword => "set the passwords of exposed accounts anew".into(),
        Kind::Warn if vi => "cảnh báo các cơ quan, đơn vị".into(),
        Kind::Warn => "warned the agencies".into(),
        Kind::ReportPolice if vi => "báo cơ quan Công an".into(),
        Kind::ReportPolice => "told the police".into(),
    }
}

fn named(what: &str, targets: &[&str], vi: bool) -> String {
    let shown: Vec<String> = targets.iter().take(NAMED).map(|one| defang(&one_line(one, LONGEST))).collect();
    let more = match (targets.len().saturating_sub(NAMED), vi) {
        (0, _) => String::new(),
        (more, true) => format!(" và {more} địa chỉ khác"),
        (more, false) => format!(" and {more} more"),
    };
    format!("{what} {}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_said_without_names_of_mailboxes() {
        let done = |kind, target: &str| (kind, target.to_owned());
        assert_eq!(said(&[], Language::Vi), "");
        let all = [
            done(Kind::Warn, "các sở"),
            done(Kind::BlockDomain, "evil.test"),
            done(Kind::ResetPassword, "binh@laichau.gov.vn"),
            done(Kind::BlockDomain, "b.test"),
            done(Kind::BlockDomain, "c.test"),
            done(Kind::BlockDomain, "d.test"),
            done(Kind::BlockUrl, "https://evil.test/a"),
        ];
        assert_eq!(
            said(&all, Language::Vi),
            "chặn tên miền evil[.]test, b[.]test, c[.]test và 1 địa chỉ khác; chặn liên kết hxxps://evil[.]test/a; \
             đặt lại mật khẩu của tài khoản bị lộ; cảnh báo các cơ quan, đơn vị"
        );
        assert!(said(&all, Language::En).starts_with("blocked the domain evil[.]test, b[.]test, c[.]test and 1 more;"));
    }
}
