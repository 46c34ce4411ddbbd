//! Conclusion: nothing is wrong with the mail.

super::render::letter! {
    "mail/vi/legitimate/subject.txt",
    "mail/vi/legitimate/body.txt",
    "mail/en/legitimate/subject.txt",
    "mail/en/legitimate/body.txt"
}
