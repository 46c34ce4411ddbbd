//! The end of a request for help: there is no mail to judge, so no verdict is spoken of.

super::render::letter! {
    "mail/vi/done/subject.txt",
    "mail/vi/done/body.txt",
    "mail/en/done/subject.txt",
    "mail/en/done/body.txt"
}
