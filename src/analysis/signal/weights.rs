//! What each signal weighs: the one table. Starting points, not measurements; they are summed in `score`.

/// A signal and its share of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The stable code.
    pub code: &'static str,
    /// Share of the score.
    pub weight: i16,
    /// Whether it speaks of a harmful file rather than of a lure.
    pub harmful_file: bool,
}

const fn lure(code: &'static str, weight: i16) -> Weight {
    Weight { code, weight, harmful_file: false }
}

const fn file(code: &'static str, weight: i16) -> Weight {
    Weight { code, weight, harmful_file: true }
}

/// Every signal that there is, by code.
pub const WEIGHTS: &[Weight] = &[
    lure("LOOKALIKE_PROTECTED", 40),
    lure("PROTECTED_AS_SUBDOMAIN", 40),
    file("DANGEROUS_ATTACHMENT", 35),
    lure("CREDENTIAL_FORM", 35),
    lure("LINK_HOST_NEQ_TEXT", 30),
    lure("FOREIGN_SENDER_CLAIMS_ADMIN", 30),
    lure("DISPLAYNAME_CLAIMS_ADDRESS", 25),
    lure("DISPLAYNAME_CLAIMS_GOV", 25),
    lure("AUTH_FAIL", 20),
    lure("THREAT_AND_LINK", 20),
    lure("NOTYOU_AND_LINK", 20),
    lure("QUOTA_AND_LINK", 20),
    lure("VERIFY_AND_LINK", 20),
    lure("IP_HOST", 20),
    lure("URL_USERINFO", 20),
    lure("REPLYTO_NEQ_FROM", 10),
    lure("SHORTENER", 10),
    lure("FREE_HOST", 10),
    lure("RISKY_TLD", 8),
    lure("AUTH_PASS_UNRELATED", 0),
    // What the desk remembers (`desk::history`).
    lure("KNOWN_IOC", 50),
    lure("MASS_CAMPAIGN", 15),
    lure("OWN_LETTER_FORGED", 60),
    lure("OWN_LETTER", -100),
    file("HTML_SMUGGLING", 40),
    file("CONTAINED_PROGRAM", 35),
    file("REMOTE_TEMPLATE", 35),
    file("OFFICE_DDE", 35),
    file("SHORTCUT_COMMAND", 35),
    file("MACRO_AUTORUN", 30),
    file("EXPLOIT_OBJECT", 30),
    lure("CONTAINED_FORM", 35),
    file("PASSWORD_IN_MAIL", 25),
    file("PDF_ACTION", 20),
    file("ARCHIVE_BOMB", 20),
];

/// The row of a code.
pub(super) fn of(code: &str) -> Option<&'static Weight> {
    WEIGHTS.iter().find(|row| row.code == code)
}
