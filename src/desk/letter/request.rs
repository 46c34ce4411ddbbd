//! Says that a request for help has arrived.

super::render::letter! {
    "mail/vi/request/subject.txt",
    "mail/vi/request/body.txt",
    "mail/en/request/subject.txt",
    "mail/en/request/body.txt"
}
