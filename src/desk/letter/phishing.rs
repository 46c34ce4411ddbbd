//! Conclusion: the mail tries to get passwords, money or data.

super::render::letter! {
    "mail/vi/phishing/subject.txt",
    "mail/vi/phishing/body.txt",
    "mail/en/phishing/subject.txt",
    "mail/en/phishing/body.txt"
}
