//! Asks the reporter for more; the ticket waits.

super::render::letter! {
    "mail/vi/more/subject.txt",
    "mail/vi/more/body.txt",
    "mail/en/more/subject.txt",
    "mail/en/more/body.txt"
}
