//! How mail clients write an inline forward: one table of separators, labels and HTML anchors, in Vietnamese and English.
//! A new client or language is a new row here.

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Label {
    /// Sender.
    From,
    /// Recipients.
    To,
    /// Copies.
    Cc,
    /// Blind copies.
    Bcc,
    /// When it was sent.
    Date,
    /// Subject.
    Subject,
    /// Where answers go.
    ReplyTo,
}

/// Words between dashes on a line of their own, lower case, composed (NFC).
pub(super) const SEPARATORS: &[&str] = &[
    // Zimbra, Yahoo, home-grown Vietnamese programs
    "thư đã chuyển tiếp",
    "thư được chuyển tiếp",
    "thư chuyển tiếp",
    "forwarded message",
    // Zimbra replies, Roundcube, Thunderbird, K-9, Outlook
    "thư gốc",
    "tin nhắn gốc",
    "original message",
    "original mail",
    // Thunderbird
    "tin nhắn đã được chuyển tiếp",
    "tin nhắn chuyển tiếp",
    // Outlook meetings
    "original appointment",
    "cuộc hẹn ban đầu",
];

/// Words that stand before a colon on a line of their own, without dashes: Apple Mail, and old clients.
pub(super) const OPENINGS: &[&str] =
    &["begin forwarded message", "bắt đầu thư được chuyển tiếp", "bắt đầu thư chuyển tiếp", "forwarded message"];

/// Labels before a colon, lower case, composed (NFC).
pub(super) const LABELS: &[(&str, Label)] = &[
    ("từ", Label::From),
    ("gửi từ", Label::From),
    ("người gửi", Label::From),
    ("from", Label::From),
    ("tới", Label::To),
    ("đến", Label::To),
    ("người nhận", Label::To),
    ("gửi đến", Label::To),
    ("gửi tới", Label::To),
    ("to", Label::To),
    ("cc", Label::Cc),
    ("đồng gửi", Label::Cc),
    ("đồng kính gửi", Label::Cc),
    ("bcc", Label::Bcc),
    ("đã gửi", Label::Date),
    ("ngày gửi", Label::Date),
    ("gửi lúc", Label::Date),
    ("ngày", Label::Date),
    ("thời gian", Label::Date),
    ("sent", Label::Date),
    ("date", Label::Date),
    ("chủ đề", Label::Subject),
    ("tiêu đề", Label::Subject),
    ("subject", Label::Subject),
    ("trả lời tới", Label::ReplyTo),
    ("trả lời cho", Label::ReplyTo),
    ("trả lời đến", Label::ReplyTo),
    ("reply-to", Label::ReplyTo),
    ("reply to", Label::ReplyTo),
];

/// How the value of an attribute is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    Is,
    EndsWith,
    Word,
    Contains,
}

/// Attributes of HTML elements with which a client begins a forwarded mail, before its labels.
const ANCHORS: &[(&str, Match, &str)] = &[
    // Zimbra
    ("id", Match::Is, "zwchr"),
    ("data-marker", Match::Is, "__DIVIDER__"),
    ("data-marker", Match::Is, "__HEADERS__"),
    // Gmail
    ("class", Match::Word, "gmail_attr"),
    // Outlook on the web; re-forwarded it becomes x_divRplyFwdMsg
    ("id", Match::EndsWith, "divRplyFwdMsg"),
    // Outlook desktop
    ("style", Match::Contains, "border-top:solid #E1E1E1"),
    ("style", Match::Contains, "border-top:solid #B5C4DF"),
    // Thunderbird
    ("class", Match::Word, "moz-forward-container"),
    ("class", Match::Word, "moz-email-headers-table"),
];

/// Whether an element with these attributes begins a forwarded mail.
pub(super) fn is_anchor<'a>(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    attributes.into_iter().any(|(name, value)| {
        ANCHORS.iter().any(|(wanted, how, text)| {
            *wanted == name
                && match how {
                    Match::Is => value == *text,
                    Match::EndsWith => value.ends_with(text),
                    Match::Word => value.split_whitespace().any(|word| word == *text),
                    Match::Contains => value.len() < 2000 && value.contains(text),
                }
        })
    })
}

/// Prefixes of a forwarded subject, lower case.
pub(super) const FORWARD_PREFIXES: &[&str] = &["fwd:", "fw:", "chuyển tiếp:", "ct:", "tr:"];

/// Whether a subject says that the mail is a forward.
pub(super) fn is_forward(subject: &str) -> bool {
    let subject = subject.trim_start().to_lowercase();
    FORWARD_PREFIXES.iter().any(|prefix| subject.starts_with(prefix))
}
