//! Command lines for Zimbra that secure a mailbox, step by step, for an administrator to copy; nothing here runs them. An
//! address comes from the board, which takes none with a character that a shell would read.

use crate::record::exposure::Step;

/// The lines of a step for a mailbox, run as user `zimbra`; none where the step is no work on the server.
pub fn commands(step: Step, mailbox: &str) -> Vec<String> {
    let lines: &[&str] = match step {
        Step::Called => &[],
        Step::Locked => &["zmprov ma '@' zimbraAccountStatus locked"],
        Step::Queue => &[
            "mailq | awk -v who='@' '$7 == who {print $1}' | tr -d '*!' | sudo /opt/zimbra/common/sbin/postsuper -h -",
        ],
        // A new value makes every token worthless; SMTP keeps a connection that was let in, so the server lets go of all.
        Step::Sessions => &[
            "zmprov ma '@' zimbraAuthTokenValidityValue $(date +%s)",
            "zmprov fc account '@'",
            "zmsaslauthdctl restart && zmmtactl restart",
        ],
        Step::Password => &["read -rs P && zmprov sp '@' \"$P\"", "zmprov ma '@' zimbraPasswordMustChange TRUE"],
        Step::SecondFactor => &["zmprov ma '@' zimbraFeatureTwoFactorAuthRequired TRUE"],
        Step::Filters => &[
            "zmprov ga '@' zimbraMailSieveScript zimbraMailOutgoingSieveScript",
            "zmprov ga '@' zimbraPrefMailForwardingAddress zimbraMailForwardingAddress zimbraPrefReplyToAddress",
        ],
        Step::Sent => &["zmmailbox -z -m '@' search -t message -l 50 'in:sent'"],
    };
    lines.iter().map(|line| line.replace("'@'", &format!("'{mailbox}'"))).collect()
}
