//! The message files, embedded. A new concern is a new pair of files and a new row here.

macro_rules! pairs {
    ($($stem:literal),* $(,)?) => {
        &[$(($stem, include_str!(concat!("vi/", $stem, ".ftl")), include_str!(concat!("en/", $stem, ".ftl")))),*]
    };
}

/// Stem, Vietnamese text, English text.
pub const FILES: &[(&str, &str, &str)] = pairs![
    "common", "account", "admin", "campaign", "error", "event", "finding", "letter", "portal", "queue", "ticket",
    "entry", "exposure", "advisory", "measure", "mailing", "asked", "search", "figures", "report", "writing", "aside",
    "reporter", "due", "notice"
];
