//! Which measures there are, and how far one can be. Pure.

use crate::text_enum;

text_enum! {
    /// What is to be done.
    Kind {
        /// Mail of a sender is refused.
        BlockSender = "block-sender",
        /// Mail from a domain, and its pages, are refused.
        BlockDomain = "block-domain",
        /// A page is made unreachable.
        BlockUrl = "block-url",
        /// The mail is taken out of mailboxes.
        RemoveMail = "remove-mail",
        /// The password of a mailbox is set anew.
        ResetPassword = "reset-password",
        /// Agencies are warned.
        Warn = "warn",
        /// The police (Công an) are told.
        ReportPolice = "report-police",
    }
}

text_enum! {
    /// How far a measure is.
    Stage {
        /// It was asked for.
        Requested = "requested",
        /// It was carried out.
        Done = "done",
        /// It was taken off again, or is not wanted any more.
        Lifted = "lifted",
    }
}

impl Kind {
    /// Whether it is nothing without something that it is aimed at.
    pub fn needs_target(self) -> bool {
        !matches!(self, Self::RemoveMail | Self::Warn | Self::ReportPolice)
    }
}
