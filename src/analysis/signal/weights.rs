//! What each signal weighs and what it speaks for: the one table. Chosen by hand after looking at one half of the public
//! test mails, checked on the other (`benches/detection.rs`); they are summed in `score`.

/// What a signal says about a mail beyond that something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// It wants something of its reader: phishing.
    Lure,
    /// It carries something harmful: malware.
    File,
    /// It advertises: spam.
    Offer,
    /// Nothing: honest senders, advertisers and attackers leave such traces, in different measure.
    Trace,
}

/// A signal and its share of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The stable code.
    pub code: &'static str,
    /// Share of the score.
    pub weight: i16,
    /// What it speaks for.
    pub speaks: Speaks,
}

const fn lure(code: &'static str, weight: i16) -> Weight {
    Weight { code, weight, speaks: Speaks::Lure }
}

const fn file(code: &'static str, weight: i16) -> Weight {
    Weight { code, weight, speaks: Speaks::File }
}

const fn offer(code: &'static str, weight: i16) -> Weight {
    Weight { code, weight, speaks: Speaks::Offer }
}

const fn trace(code: &'static str, weight: i16) -> Weight {
    Weight { code, weight, speaks: Speaks::Trace }
}

/// Every signal that there is, by weight.
pub const WEIGHTS: &[Weight] = &[
    lure("EXTORTION", 50),
    lure("LOOKALIKE_PROTECTED", 40),
    lure("PROTECTED_AS_SUBDOMAIN", 40),
    lure("ADVANCE_FEE", 40),
    lure("INTERNAL_COMPROMISED", 40),
    file("DANGEROUS_ATTACHMENT", 35),
    lure("CREDENTIAL_FORM", 35),
    lure("BEC_REQUEST", 35),
    lure("LINK_HOST_NEQ_TEXT", 30),
    lure("FOREIGN_SENDER_CLAIMS_ADMIN", 30),
    lure("BRAND_CLAIMED", 30),
    lure("MAILBOX_NOT_THEIRS", 30),
    lure("PARCEL_LURE", 30),
    lure("DISPLAYNAME_CLAIMS_ADDRESS", 25),
    lure("DISPLAYNAME_CLAIMS_GOV", 25),
    lure("BRAND_IN_HOST", 25),
    lure("THREAT_AND_LINK", 25),
    lure("NOTYOU_AND_LINK", 25),
    lure("QUOTA_AND_LINK", 25),
    lure("ROLE_WITHOUT_OWNER", 25),
    lure("CRYPTO_LURE", 25),
    lure("AUTHORITY_LURE", 25),
    offer("INDECENT_OFFER", 25),
    lure("REPLYTO_FREEMAIL", 25),
    lure("VERIFY_AND_LINK", 20),
    trace("IP_HOST", 20),
    trace("URL_USERINFO", 20),
    lure("CLAIMS_OFFICE", 20),
    trace("OBFUSCATED_TEXT", 20),
    lure("PRIZE_LURE", 20),
    lure("HELD_MAIL", 20),
    lure("FEE_DEMAND", 20),
    trace("BARE_LINK", 20),
    trace("PAGE_ATTACHED", 20),
    lure("JOB_LURE", 20),
    trace("BARE_ATTACHMENT", 20),
    trace("AUTH_FAIL", 15),
    lure("PAYMENT_LURE", 15),
    lure("QR_LINK", 15),
    lure("MAILTO_CALL", 15),
    trace("RANDOM_SENDER", 15),
    trace("LINK_CARRIES_ADDRESS", 12),
    trace("GENERIC_GREETING", 12),
    trace("SUBJECT_BAIT", 12),
    trace("LINKS_ELSEWHERE", 12),
    trace("FREE_HOST", 12),
    lure("DOCUMENT_LURE", 10),
    trace("HIDDEN_TEXT", 10),
    trace("REPLYTO_NEQ_FROM", 10),
    trace("SHORTENER", 10),
    trace("RISKY_TLD", 10),
    trace("NAME_NEQ_ADDRESS", 8),
    trace("COMMAND_LINK", 8),
    trace("ODD_HOST", 8),
    trace("ENVELOPE_NEQ_FROM", 8),
    trace("UNDISCLOSED_BULK", 8),
    trace("AUTH_NONE", 6),
    trace("OPEN_REDIRECT", 5),
    offer("SALES_OFFER", 5),
    trace("AUTH_PASS_UNRELATED", 0),
    trace("QR_WORDS", 0),
    trace("OWN_AUTH_FAIL", 15),
    // Rented servers, wrong clocks and address translation do this to honest mail too: of the public test mails more
    // ordinary ones than phishing bear these marks.
    lure("HOP_HELO_CLAIMS", 0),
    trace("HOP_TIME", 0),
    trace("HOP_PRIVATE", 0),
    trace("HOP_MALFORMED", 0),
    // What the desk remembers (`desk::history`).
    lure("KNOWN_IOC", 50),
    lure("MASS_CAMPAIGN", 15),
    lure("OWN_LETTER_FORGED", 60),
    lure("OWN_LETTER", -100),
    // What a person says (`desk::vouch`).
    trace("LOOKS_OFFICIAL", -15),
    // Whom the settings trust, and who is proven to be it.
    trace("KNOWN_GOOD", -40),
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
