//! Tells a unit that one of its accounts is exposed, and what to do.

super::render::letter! {
    "mail/vi/exposed/subject.txt",
    "mail/vi/exposed/body.txt",
    "mail/en/exposed/subject.txt",
    "mail/en/exposed/body.txt"
}
