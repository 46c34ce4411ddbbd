//! Says that a report has arrived, what to do meanwhile, and how to send the original where it is missing.

super::render::letter! {
    "mail/vi/acknowledgement/subject.txt",
    "mail/vi/acknowledgement/body.txt",
    "mail/en/acknowledgement/subject.txt",
    "mail/en/acknowledgement/body.txt"
}
