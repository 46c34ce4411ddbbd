//! Attributes of HTML elements with which clients begin a forwarded mail: they need no language.

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
    ("id", Match::EndsWith, "mail-editor-reference-message-container"),
    ("class", Match::Word, "OutlookMessageHeader"),
    ("style", Match::Contains, "border-top:solid #B5C4DF"),
    // Thunderbird
    ("class", Match::Word, "moz-forward-container"),
    ("class", Match::Word, "moz-email-headers-table"),
    // Yahoo
    ("class", Match::Word, "yahoo_quoted"),
    // NetEase
    ("id", Match::Is, "isForwardContent"),
];

/// Whether an element with these attributes begins a forwarded mail.
pub(in super::super) fn is_anchor<'a>(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
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
