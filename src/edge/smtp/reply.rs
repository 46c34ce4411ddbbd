//! Every reply code there is here (RFC 5321 §4.2, RFC 3463), in one table. Replies carry no address and no cause:
//! those would land in the log of the mail server and in letters to strangers.

use std::borrow::Cow;

/// One reply line: code, enhanced code (RFC 2034; empty where it has none), text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    code: u16,
    enhanced: &'static str,
    text: Cow<'static, str>,
}

const fn fixed(code: u16, enhanced: &'static str, text: &'static str) -> Reply {
    Reply { code, enhanced, text: Cow::Borrowed(text) }
}

pub(super) const DONE: Reply = fixed(250, "2.0.0", "OK");
pub(super) const SENDER_OK: Reply = fixed(250, "2.1.0", "Sender OK");
pub(super) const RECIPIENT_OK: Reply = fixed(250, "2.1.5", "Recipient OK");
pub(super) const CHUNK_OK: Reply = fixed(250, "2.0.0", "Chunk received");
pub(super) const CANNOT_VERIFY: Reply = fixed(252, "2.5.2", "Cannot verify, send some mail");
pub(super) const BYE: Reply = fixed(221, "2.0.0", "Bye");
pub(super) const GO_AHEAD: Reply = fixed(354, "", "End data with <CR><LF>.<CR><LF>");

pub(super) const UNKNOWN: Reply = fixed(500, "5.5.2", "Command not recognised");
pub(super) const WRONG_HELLO: Reply = fixed(500, "5.5.1", "This is LMTP, greet with LHLO");
pub(super) const LINE_TOO_LONG: Reply = fixed(500, "5.5.2", "Line too long");
pub(super) const BAD_ARGUMENT: Reply = fixed(501, "5.5.4", "Syntax error in arguments");
pub(super) const BAD_SENDER: Reply = fixed(501, "5.1.7", "Bad sender address syntax");
pub(super) const BAD_RECIPIENT: Reply = fixed(501, "5.1.3", "Bad recipient address syntax");
pub(super) const NOT_DONE_HERE: Reply = fixed(502, "5.5.1", "Command not implemented");
pub(super) const HELLO_FIRST: Reply = fixed(503, "5.5.1", "Greet first");
pub(super) const MAIL_FIRST: Reply = fixed(503, "5.5.1", "Say MAIL FROM first");
pub(super) const MAIL_TWICE: Reply = fixed(503, "5.5.1", "Sender already given");
pub(super) const NO_RECIPIENT: Reply = fixed(503, "5.5.1", "No valid recipients");
pub(super) const MIXED: Reply = fixed(503, "5.5.1", "DATA and RCPT do not follow BDAT");
pub(super) const NOT_OURS: Reply = fixed(550, "5.1.1", "No such recipient here");
pub(super) const UNKNOWN_PARAMETER: Reply = fixed(555, "5.5.4", "Parameter not recognised");

pub(super) const TOO_MANY_RECIPIENTS: Reply = fixed(452, "4.5.3", "Too many recipients");
pub(super) const LATER: Reply = fixed(451, "4.3.0", "Cannot store the mail now, try again later");
pub(super) const NOT_TAKEN: Reply = fixed(554, "5.3.0", "Mail not accepted");

pub(super) const TOO_MANY_CONNECTIONS: Reply = fixed(421, "4.3.2", "Too many connections, try again later");
pub(super) const STOPPING: Reply = fixed(421, "4.3.2", "Service is stopping, try again later");
pub(super) const TOO_SLOW: Reply = fixed(421, "4.4.2", "Waited too long, closing");
pub(super) const TOO_MANY_FAULTS: Reply = fixed(421, "4.7.0", "Too many errors, closing");

/// The mail is larger than `limit` bytes.
pub(super) fn too_large(limit: usize) -> Reply {
    Reply { code: 552, enhanced: "5.3.4", text: format!("Mail larger than {limit} bytes").into() }
}

/// The mail is durable on disk as this ticket.
pub(super) fn stored(number: &str) -> Reply {
    Reply { code: 250, enhanced: "2.0.0", text: format!("Stored as {number}").into() }
}

/// The first line of a connection; it carries no enhanced code (RFC 2034 §3).
pub(super) fn banner(hostname: &str, protocol: &str) -> Reply {
    Reply { code: 220, enhanced: "", text: format!("{hostname} {protocol} hotro").into() }
}

/// The answer to the greeting: our name and what we can do, one line each.
pub(super) fn extensions(hostname: &str, max_size: usize) -> Vec<u8> {
    format!(
        "250-{hostname}\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n\
         250-SIZE {max_size}\r\n250 ENHANCEDSTATUSCODES\r\n"
    )
    .into_bytes()
}

impl Reply {
    /// The line as it goes over the wire.
    pub(super) fn line(&self) -> Vec<u8> {
        let gap = if self.enhanced.is_empty() { "" } else { " " };
        format!("{} {}{gap}{}\r\n", self.code, self.enhanced, self.text).into_bytes()
    }

    /// Whether the client made a mistake in the protocol; too many of them end the connection.
    pub(super) fn is_fault(&self) -> bool {
        matches!(self.code, 500..=503 | 555)
    }
}
