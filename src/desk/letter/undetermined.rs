//! Conclusion: it cannot be said; treat the mail as suspicious.

super::render::letter! {
    "mail/vi/undetermined/subject.txt",
    "mail/vi/undetermined/body.txt",
    "mail/en/undetermined/subject.txt",
    "mail/en/undetermined/body.txt"
}
