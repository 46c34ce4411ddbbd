//! States, verdicts, kinds and exposure of a ticket, and which moves are legal. Pure.

use crate::text_enum;

text_enum! {
    /// Where a ticket stands.
    Status {
        /// Nobody has looked at it.
        New = "new",
        /// Somebody is finding out what it is.
        Triage = "triage",
        /// The reporter was asked for more.
        Waiting = "waiting",
        /// Known what it is; work goes on.
        Working = "working",
        /// The reporter has the conclusion.
        Resolved = "resolved",
        /// Nothing is left to do.
        Closed = "closed",
        /// Another ticket stands for it.
        Duplicate = "duplicate",
    }
}

impl Status {
    /// The states in which work is left.
    pub const OPEN: [Self; 4] = [Self::New, Self::Triage, Self::Waiting, Self::Working];

    /// Whether work is left.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }

    /// Whether a person may move a ticket from here to there. From the last three states the way back is `triage`: reopened.
    pub fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (_, Self::New) => false,
            (Self::Resolved, Self::Closed) => true,
            (Self::Resolved | Self::Closed | Self::Duplicate, next) => next == Self::Triage,
            (from, next) => from != next,
        }
    }
}

text_enum! {
    /// What a reported mail turned out to be.
    Verdict {
        /// Tries to get passwords, money or data.
        Phishing = "phishing",
        /// Carries a harmful file.
        Malware = "malware",
        /// Unwanted advertising.
        Spam = "spam",
        /// Nothing is wrong with it.
        Legitimate = "legitimate",
        /// It cannot be said.
        Undetermined = "undetermined",
    }
}

text_enum! {
    /// What an arriving mail is.
    Kind {
        /// It reports a mail.
        Report = "report",
        /// It asks for help and reports no mail; outside the phishing figures.
        Request = "request",
        /// It came from outside and is itself the suspicious mail.
        Sample = "sample",
    }
}

text_enum! {
    /// What the reporter did with the reported mail, the worst known; in the order of the digits that the acknowledgement
    /// asks for, which never change.
    Exposure {
        /// Nothing.
        Nothing = "nothing",
        /// Followed a link.
        Clicked = "clicked",
        /// Opened an attachment.
        Opened = "opened",
        /// Typed a password.
        Password = "password",
        /// Gave a one-time code.
        Otp = "otp",
        /// Transferred money.
        Money = "money",
        /// Installed a program.
        App = "app",
    }
}

text_enum! {
    /// What a stamp of state secrecy did to a ticket.
    Seal {
        /// Its content is closed to everybody, until somebody finds out whether the stamp is true.
        Stamped = "stamped",
        /// The stamp was found to be false.
        Lifted = "lifted",
        /// The stamp was found to be true: the content is gone.
        Erased = "erased",
    }
}

impl Exposure {
    /// The answers by which an account, a device or money may be lost.
    pub const LOSSES: [Self; 4] = [Self::App, Self::Password, Self::Otp, Self::Money];

    /// How bad it is; a worse answer counts at once, a lower one never replaces a worse one.
    pub fn rank(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Clicked => 1,
            Self::Opened => 2,
            Self::App => 3,
            Self::Password => 4,
            Self::Otp => 5,
            Self::Money => 6,
        }
    }

    /// Whether an account, a device or money may be lost.
    pub fn is_loss(self) -> bool {
        Self::LOSSES.contains(&self)
    }

    /// The answer of a digit in a reply to the acknowledgement.
    pub fn of_digit(digit: &str) -> Option<Self> {
        let place: usize = digit.parse().ok().filter(|_| digit.len() == 1)?;
        Self::ALL.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{Closed, Duplicate, New, Resolved, Triage, Waiting, Working};

    #[test]
    fn closed_tickets_only_reopen() {
        for from in [Closed, Duplicate] {
            assert!(from.may_become(Triage));
            for to in [New, Waiting, Working, Resolved, Closed, Duplicate] {
                assert!(!from.may_become(to), "{from} to {to}");
            }
        }
        assert!(Resolved.may_become(Closed) && Resolved.may_become(Triage) && !Resolved.may_become(Working));
        assert!(
            New.may_become(Closed)
                && Waiting.may_become(Working)
                && !Triage.may_become(Triage)
                && !Triage.may_become(New)
        );
    }
}
