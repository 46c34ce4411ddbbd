//! Conclusion: unwanted advertising.

super::render::letter! {
    "mail/vi/spam/subject.txt",
    "mail/vi/spam/body.txt",
    "mail/en/spam/subject.txt",
    "mail/en/spam/body.txt"
}
