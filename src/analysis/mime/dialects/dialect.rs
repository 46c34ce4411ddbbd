//! The shape of a row of the table.

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in super::super) enum Label {
    /// Sender.
    From,
    /// Recipients.
    To,
    /// Copies.
    Cc,
    /// Blind copies.
    Bcc,
    /// When it was sent.
    Date,
    /// Subject.
    Subject,
    /// Where answers go.
    ReplyTo,
}

/// What clients write in one language. Words are apart by `|`; case and marks do not matter.
#[derive(Debug)]
pub(super) struct Dialect {
    /// Words between dashes on a line of their own, above a forwarded mail.
    pub(super) forwarded: &'static str,
    /// The same above a mail that is answered or passed on.
    pub(super) original: &'static str,
    /// Words before a colon on a line of their own, without dashes.
    pub(super) opening: &'static str,
    /// Labels of the sender, before a colon.
    pub(super) from: &'static str,
    /// Labels of recipients.
    pub(super) to: &'static str,
    /// Labels of copies.
    pub(super) cc: &'static str,
    /// Labels of blind copies.
    pub(super) bcc: &'static str,
    /// Labels of the date.
    pub(super) date: &'static str,
    /// Labels of the subject.
    pub(super) subject: &'static str,
    /// Labels of the address for answers.
    pub(super) reply_to: &'static str,
    /// Words of the line `On …, N <a@b> wrote:`, and those around them.
    pub(super) wrote: &'static str,
    /// Prefixes of a forwarded subject, before a colon.
    pub(super) prefix: &'static str,
    /// The months, apart by commas, each in its forms.
    pub(super) months: &'static str,
    /// The word for the hours before noon and the one for those after.
    pub(super) halves: (&'static str, &'static str),
}

/// A row without words.
pub(super) const NONE: Dialect = Dialect {
    forwarded: "",
    original: "",
    opening: "",
    from: "",
    to: "",
    cc: "",
    bcc: "",
    date: "",
    subject: "",
    reply_to: "",
    wrote: "",
    prefix: "",
    months: "",
    halves: ("", ""),
};

impl Dialect {
    /// The labels with what they name.
    pub(super) fn labels(&self) -> [(Label, &'static str); 7] {
        [
            (Label::From, self.from),
            (Label::To, self.to),
            (Label::Cc, self.cc),
            (Label::Bcc, self.bcc),
            (Label::Date, self.date),
            (Label::Subject, self.subject),
            (Label::ReplyTo, self.reply_to),
        ]
    }
}
