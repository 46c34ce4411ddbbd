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

/// Every signal that there is, by code.
pub const WEIGHTS: &[Weight] = &[
    lure("LOOKALIKE_PROTECTED", 40),
    lure("PROTECTED_AS_SUBDOMAIN", 40),
    Weight { code: "DANGEROUS_ATTACHMENT", weight: 35, harmful_file: true },
    lure("CREDENTIAL_FORM", 35),
    lure("LINK_HOST_NEQ_TEXT", 30),
    lure("FOREIGN_SENDER_CLAIMS_ADMIN", 30),
    lure("DISPLAYNAME_CLAIMS_ADDRESS", 25),
    lure("DISPLAYNAME_CLAIMS_GOV", 25),
    lure("AUTH_FAIL", 15),
    lure("THREAT_AND_LINK", 20),
    lure("NOTYOU_AND_LINK", 20),
    lure("QUOTA_AND_LINK", 20),
    lure("VERIFY_AND_LINK", 20),
    lure("IP_HOST", 20),
    lure("URL_USERINFO", 20),
    lure("EXTORTION", 50),
    lure("ADVANCE_FEE", 40),
    lure("BEC_REQUEST", 35),
    lure("BRAND_CLAIMED", 30),
    lure("BRAND_IN_HOST", 25),
    lure("CRYPTO_LURE", 25),
    lure("PARCEL_LURE", 30),
    lure("AUTHORITY_LURE", 25),
    lure("INDECENT_OFFER", 25),
    lure("CLAIMS_OFFICE", 20),
    lure("REPLYTO_FREEMAIL", 25),
    lure("OBFUSCATED_TEXT", 20),
    lure("PRIZE_LURE", 20),
    lure("HELD_MAIL", 20),
    lure("FEE_DEMAND", 20),
    lure("PAYMENT_LURE", 15),
    lure("BARE_LINK", 20),
    lure("MAILTO_CALL", 15),
    lure("NAME_NEQ_ADDRESS", 8),
    lure("PAGE_ATTACHED", 20),
    lure("JOB_LURE", 20),
    lure("BARE_ATTACHMENT", 20),
    lure("COMMAND_LINK", 8),
    lure("LINK_CARRIES_ADDRESS", 12),
    lure("RANDOM_SENDER", 15),
    lure("DOCUMENT_LURE", 10),
    lure("ODD_HOST", 8),
    lure("OPEN_REDIRECT", 5),
    lure("HIDDEN_TEXT", 10),
    lure("GENERIC_GREETING", 12),
    lure("AUTH_NONE", 6),
    lure("SUBJECT_BAIT", 12),
    lure("SALES_OFFER", 5),
    lure("ENVELOPE_NEQ_FROM", 8),
    lure("LINKS_ELSEWHERE", 12),
    lure("UNDISCLOSED_BULK", 8),
    lure("REPLYTO_NEQ_FROM", 10),
    lure("SHORTENER", 10),
    lure("FREE_HOST", 12),
    lure("RISKY_TLD", 10),
    lure("AUTH_PASS_UNRELATED", 0),
];

/// The row of a code.
pub(super) fn of(code: &str) -> Option<&'static Weight> {
    WEIGHTS.iter().find(|row| row.code == code)
}
