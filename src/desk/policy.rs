//! Who may do what: the one table. What is not in it is denied.

use crate::record::people::Role::{self, Admin, Analyst, Clerk, Officer, Viewer};
use crate::text_enum;

text_enum! {
    /// Something that not everybody may do.
    Permission {
        /// See lists of tickets, their state and conversation.
        ReadTickets = "read-tickets",
        /// See what was found in a mail, the mail itself and its attachments.
        ReadEvidence = "read-evidence",
        /// Take, assign, note and reply.
        Work = "work",
        /// Conclude, and take a conclusion back.
        Decide = "decide",
        /// Give an advisory back to its writers with a comment, instead of a signature.
        ReturnAdvisory = "return-advisory",
        /// Enter number and date of a signed advisory.
        IssueAdvisory = "issue-advisory",
        /// Send an issued advisory to agencies, and remind them.
        MailAdvisory = "mail-advisory",
        /// Enter a report that came by telephone, paper or visit.
        Enter = "enter",
        /// Read the audit log.
        ReadAudit = "read-audit",
        /// Add, change and disable accounts.
        ManageAccounts = "manage-accounts",
        /// Add and revoke API tokens.
        ManageTokens = "manage-tokens",
        /// Change what the desk works with: tags and checklists.
        ManageDesk = "manage-desk",
        /// See letters and jobs that failed, and try them again.
        ManageOutbox = "manage-outbox",
        /// See the canned replies and macros as they are kept.
        ReadReplies = "read-replies",
        /// Add, change and disable canned replies and macros.
        ManageReplies = "manage-replies",
        /// Change working hours, holidays, and how soon the desk has to answer.
        ManageCalendar = "manage-calendar",
    }
}

impl Permission {
    /// The roles that give it. An admin alone reads no mail.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ReadTickets => &[Analyst, Officer, Clerk, Viewer],
            Self::ReadEvidence | Self::Work => &[Analyst, Officer],
            Self::Decide => &[Analyst],
            Self::ReturnAdvisory => &[Analyst, Clerk, Viewer],
            Self::IssueAdvisory => &[Clerk],
            Self::MailAdvisory => &[Analyst, Clerk],
            Self::Enter => &[Analyst, Officer, Clerk],
            Self::ManageDesk => &[Admin, Analyst],
            Self::ReadAudit
            | Self::ManageAccounts
            | Self::ManageTokens
            | Self::ManageOutbox
            | Self::ManageReplies
            | Self::ManageCalendar => &[Admin],
            Self::ReadReplies => &[Admin, Analyst, Officer],
        }
    }

    /// Whether somebody with these roles has it.
    pub fn given_to(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles().contains(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row: a permission and, for admin, analyst, officer, clerk and viewer, whether that role alone gives it.
    const EXPECTED: [(Permission, [bool; 5]); 16] = [
        (Permission::ReadTickets, [false, true, true, true, true]),
        (Permission::ReadEvidence, [false, true, true, false, false]),
        (Permission::Work, [false, true, true, false, false]),
        (Permission::Decide, [false, true, false, false, false]),
        (Permission::ReturnAdvisory, [false, true, false, true, true]),
        (Permission::IssueAdvisory, [false, false, false, true, false]),
        (Permission::MailAdvisory, [false, true, false, true, false]),
        (Permission::Enter, [false, true, true, true, false]),
        (Permission::ReadAudit, [true, false, false, false, false]),
        (Permission::ManageAccounts, [true, false, false, false, false]),
        (Permission::ManageTokens, [true, false, false, false, false]),
        (Permission::ManageDesk, [true, true, false, false, false]),
        (Permission::ManageOutbox, [true, false, false, false, false]),
        (Permission::ReadReplies, [true, true, true, false, false]),
        (Permission::ManageReplies, [true, false, false, false, false]),
        (Permission::ManageCalendar, [true, false, false, false, false]),
    ];

    #[test]
    fn each_role_alone_may_do_what_the_table_says() {
        assert_eq!(EXPECTED.len(), Permission::ALL.len());
        for (permission, expected) in EXPECTED {
            for (role, may) in Role::ALL.iter().zip(expected) {
                assert_eq!(permission.given_to(&[*role]), may, "{role} {permission}");
            }
            assert!(!permission.given_to(&[]), "{permission} without a role");
        }
    }

    #[test]
    fn an_admin_reads_mail_only_with_a_second_role() {
        assert!(Permission::ReadEvidence.given_to(&[Admin, Analyst]));
        assert!(!Permission::ReadEvidence.given_to(&[Admin, Viewer]));
    }
}
