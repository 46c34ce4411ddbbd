//! What can happen to a mailbox, and what has to be done then. Pure.

use crate::text_enum;

text_enum! {
    /// What happened, the gravest last.
    What {
        /// A link was followed; nothing was given.
        Clicked = "clicked",
        /// A file was opened.
        Opened = "opened",
        /// A program was installed.
        App = "app",
        /// The password was given.
        Password = "password",
        /// A one-time code was given.
        Otp = "otp",
        /// Money was transferred.
        Money = "money",
        /// The mailbox sends the attacker's mail.
        Sending = "sending",
    }
}

text_enum! {
    /// A step that secures a mailbox, in the order in which they are taken.
    Step {
        /// The person was called; never written to, since the attacker reads along.
        Called = "called",
        /// The account was locked.
        Locked = "locked",
        /// Its mail that waits in the server's queue was held.
        Queue = "queue",
        /// Its sessions were ended, also those of authenticated SMTP.
        Sessions = "sessions",
        /// The password was changed.
        Password = "password",
        /// A second factor was switched on or renewed.
        SecondFactor = "second-factor",
        /// Filters and forwarding rules were looked through.
        Filters = "filters",
        /// What was sent in its name was looked through.
        Sent = "sent",
    }
}

impl What {
    /// How grave it is; a graver one takes the place of a lesser.
    pub fn rank(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap_or(0)
    }

    /// The steps that have to be taken.
    pub fn steps(self) -> &'static [Step] {
        match self {
            Self::Clicked => &[],
            Self::Opened | Self::App => &[Step::Called],
            Self::Password | Self::Otp | Self::Money | Self::Sending => Step::ALL,
        }
    }
}
