//! How reporters' mail programs pass a mail on: attached whole, or retold in the text.

use chrono::{DateTime, Datelike, FixedOffset, Timelike};

use super::mime::{mailbox, message, multipart, part, text};
use super::original::Original;

/// How a mail is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As `message/rfc822`.
    Attached,
    /// As an `.eml` file that the program calls `application/octet-stream`.
    EmlFile,
    /// Zimbra, Vietnamese, plain text.
    ZimbraText,
    /// Zimbra, Vietnamese, HTML.
    ZimbraHtml,
    /// Gmail.
    Gmail,
    /// Outlook for Windows, Vietnamese.
    OutlookVi,
    /// Outlook on the web: English labels in every language.
    OutlookWeb,
}

/// Content headers and body of a report: the reporter's words and the mail that is passed on.
pub(super) fn body(
    form: Form,
    words: &str,
    what: &Original,
    to: (&str, &str),
    sent: DateTime<FixedOffset>,
    serial: usize,
) -> String {
    let (name, address) = to;
    let shown = format!("{name} <{address}>");
    let from = if what.name.is_empty() { what.from.to_owned() } else { format!("\"{}\" <{}>", what.name, what.from) };
    let boundary = format!("_phan_anh_{serial}_");
    let original = || what.mail(&mailbox(name, address), address, &sent.to_rfc2822(), serial);
    match form {
        Form::Attached => {
            let parts = [text("plain", words), message(&format!("{}.eml", what.subject), &original())];
            multipart("mixed", &boundary, &parts)
        }
        Form::EmlFile => {
            let file = part("application/octet-stream", Some(("attachment", "thu-goc.eml")), original().as_bytes());
            multipart("mixed", &boundary, &[text("plain", words), file])
        }
        Form::ZimbraText => text(
            "plain",
            &format!(
                "{words}\n\n----- Thư đã chuyển tiếp -----\nTừ: {from}\nTới: {shown}\nĐã gửi: {}\nChủ đề: {}\n\n{}\n",
                zimbra_date(sent),
                what.subject,
                what.zimbra()
            ),
        ),
        Form::ZimbraHtml => zimbra_html(words, what, &from, &shown, sent, &boundary),
        Form::Gmail => gmail(words, what, &shown, sent, &boundary),
        Form::OutlookVi => text(
            "plain",
            &format!(
                "{words}\n\n-----Thư gốc-----\nTừ: {} [mailto:{}]\nĐã gửi: {}\nTới: {shown}\nChủ đề: {}\n\n{}\n",
                what.name,
                what.from,
                outlook_date(sent),
                what.subject,
                what.plain()
            ),
        ),
        Form::OutlookWeb => text(
            "plain",
            &format!(
                "{words}\n\n________________________________\nFrom: {from}\nSent: {}\nTo: {shown}\nSubject: {}\n\n{}\n",
                sent.format("%A, %B %-d, %Y %-I:%M %p"),
                what.subject,
                what.plain()
            ),
        ),
    }
}

/// Zimbra's HTML: a rule without words; its plain alternative begins with the labels.
fn zimbra_html(
    words: &str,
    what: &Original,
    from: &str,
    shown: &str,
    sent: DateTime<FixedOffset>,
    boundary: &str,
) -> String {
    let date = zimbra_date(sent);
    let plain = format!(
        "{words}\n\n\nTừ: {from}\nTới: {shown}\nĐã gửi: {date}\nChủ đề: {}\n\n{}\n",
        what.subject,
        what.zimbra()
    );
    let html = format!(
        "<html><body><div>{}</div><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\">\
         <b>Từ: </b>{}<br><b>Tới: </b>{}<br><b>Đã gửi: </b>{date}<br><b>Chủ đề: </b>{}<br></div><br>\
         <div data-marker=\"__QUOTED_TEXT__\">{}</div></body></html>",
        escaped(words).replace('\n', "<br>"),
        escaped(from),
        escaped(shown),
        escaped(what.subject),
        what.html()
    );
    multipart("alternative", boundary, &[text("plain", &plain), text("html", &html)])
}

fn gmail(words: &str, what: &Original, shown: &str, sent: DateTime<FixedOffset>, boundary: &str) -> String {
    let date = gmail_date(sent);
    let plain = format!(
        "{words}\n\n---------- Forwarded message ---------\nTừ: {} <{}>\nDate: {date}\nSubject: {}\nTo: {shown}\n\n\n{}\n",
        what.name,
        what.from,
        what.subject,
        what.plain()
    );
    let html = format!(
        "<div dir=\"ltr\">{}<br><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">---------- Forwarded message \
         ---------<br>Từ: <strong class=\"gmail_sendername\" dir=\"auto\">{}</strong> <span dir=\"auto\">&lt;<a href=\"mailto:{}\">{}</a>&gt;\
         </span><br>Date: {date}<br>Subject: {}<br>To: {}<br></div><br><br>{}</div></div>",
        escaped(words).replace('\n', "<br>"),
        escaped(what.name),
        what.from,
        what.from,
        escaped(what.subject),
        escaped(shown),
        what.html()
    );
    multipart("alternative", boundary, &[text("plain", &plain), text("html", &html)])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn weekday(at: DateTime<FixedOffset>) -> &'static str {
    match at.weekday() {
        chrono::Weekday::Mon => "Thứ Hai",
        chrono::Weekday::Tue => "Thứ Ba",
        chrono::Weekday::Wed => "Thứ Tư",
        chrono::Weekday::Thu => "Thứ Năm",
        chrono::Weekday::Fri => "Thứ Sáu",
        chrono::Weekday::Sat => "Thứ Bảy",
        chrono::Weekday::Sun => "Chủ Nhật",
    }
}

/// Hour of twelve and `SA` or `CH`.
fn half_day(at: DateTime<FixedOffset>) -> (u32, &'static str) {
    let (afternoon, hour) = at.hour12();
    (hour, if afternoon { "CH" } else { "SA" })
}

/// `Thứ Năm, 11 Tháng Ba, 2021 9:29:00 SA`.
fn zimbra_date(at: DateTime<FixedOffset>) -> String {
    const MONTHS: [&str; 12] =
        ["Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"];
    let month = MONTHS.get(at.month0() as usize).copied().unwrap_or_default();
    let (hour, half) = half_day(at);
    let (day, year) = (at.day(), at.year());
    format!("{}, {day} Tháng {month}, {year} {hour}:{:02}:{:02} {half}", weekday(at), at.minute(), at.second())
}

/// `Thứ Năm, 11 tháng 3, 2021 9:29 SA`.
fn outlook_date(at: DateTime<FixedOffset>) -> String {
    let (hour, half) = half_day(at);
    format!("{}, {} tháng {}, {} {hour}:{:02} {half}", weekday(at), at.day(), at.month(), at.year(), at.minute())
}

/// `Th 5, 11 thg 3, 2021 lúc 09:29`.
fn gmail_date(at: DateTime<FixedOffset>) -> String {
    let day = match at.weekday().number_from_monday() {
        7 => "CN".to_owned(),
        number => format!("Th {}", number + 1),
    };
    format!("{day}, {} thg {}, {} lúc {:02}:{:02}", at.day(), at.month(), at.year(), at.hour(), at.minute())
}
