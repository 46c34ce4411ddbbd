//! A person's words between our greeting and our footer.

super::render::letter! {
    "mail/vi/reply/subject.txt",
    "mail/vi/reply/body.txt",
    "mail/en/reply/subject.txt",
    "mail/en/reply/body.txt"
}
