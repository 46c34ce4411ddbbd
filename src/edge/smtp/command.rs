//! One command line in, one command or the fault in it out. Pure; knows nothing of order or state.

use super::path;
use super::reply::{self, Reply};

/// The word of greeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hello {
    /// `LHLO`, RFC 2033.
    Lhlo,
    /// `EHLO`, RFC 5321.
    Ehlo,
    /// `HELO`, RFC 821.
    Helo,
}

/// A command that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Greeting; the name given is not believed and not kept.
    Hello(Hello),
    /// `MAIL FROM`: address without brackets (empty: the null path), and the size in bytes the client announces.
    Mail { sender: String, size: Option<u64> },
    /// `RCPT TO`: address without brackets.
    Rcpt { recipient: String },
    /// `DATA`.
    Data,
    /// `BDAT` (RFC 3030): so many bytes follow the line.
    Bdat { size: u64, last: bool },
    /// `RSET`.
    Rset,
    /// `NOOP`.
    Noop,
    /// `VRFY`.
    Vrfy,
    /// `QUIT`.
    Quit,
}

/// Why a line is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Say this and go on.
    Say(Reply),
    /// Say this and close: we do not know how many bytes follow, and must not read them as commands.
    Close(Reply),
}

/// Reads a command line, with or without its line end (a bare LF will do here: no mail is read from it).
pub(super) fn parse(line: &[u8]) -> Result<Command, Fault> {
    let text = std::str::from_utf8(line).unwrap_or("\0").trim_end_matches(['\r', '\n', ' ']);
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let verb = verb.to_ascii_uppercase();
    if verb == "BDAT" {
        return chunk(rest).ok_or(Fault::Close(reply::BAD_ARGUMENT));
    }
    command(&verb, rest, text).map_err(Fault::Say)
}

fn command(verb: &str, rest: &str, text: &str) -> Result<Command, Reply> {
    let bare = |command| if rest.is_empty() { Ok(command) } else { Err(reply::BAD_ARGUMENT) };
    let hello = |kind| if rest.is_empty() { Err(reply::BAD_ARGUMENT) } else { Ok(Command::Hello(kind)) };
    if text.contains(|c: char| c.is_control() && c != '\t') {
        return Err(reply::UNKNOWN);
    }
    match verb {
        "LHLO" => hello(Hello::Lhlo),
        "EHLO" => hello(Hello::Ehlo),
        "HELO" => hello(Hello::Helo),
        "MAIL" => mail(rest),
        "RCPT" => rcpt(rest),
        "DATA" => bare(Command::Data),
        "RSET" => bare(Command::Rset),
        "QUIT" => bare(Command::Quit),
        "NOOP" => Ok(Command::Noop),
        "VRFY" => Ok(Command::Vrfy),
        "EXPN" | "HELP" | "TURN" | "ETRN" | "AUTH" | "STARTTLS" => Err(reply::NOT_DONE_HERE),
        _ => Err(reply::UNKNOWN),
    }
}

/// `FROM:<path>` with SIZE (RFC 1870), BODY (RFC 6152) and SMTPUTF8 (RFC 6531). An address in UTF-8 is taken without
/// SMTPUTF8, too.
fn mail(rest: &str) -> Result<Command, Reply> {
    let (sender, parameters) = path::after(rest, "FROM:").and_then(path::split).ok_or(reply::BAD_SENDER)?;
    let mut size = None;
    for parameter in parameters.split_ascii_whitespace() {
        let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match key.to_ascii_uppercase().as_str() {
            "SIZE" => size = Some(number(value).ok_or(reply::BAD_ARGUMENT)?),
            "BODY" if value.eq_ignore_ascii_case("7BIT") || value.eq_ignore_ascii_case("8BITMIME") => {}
            "BODY" => return Err(reply::BAD_ARGUMENT),
            "SMTPUTF8" if value.is_empty() => {}
            _ => return Err(reply::UNKNOWN_PARAMETER),
        }
    }
    Ok(Command::Mail { sender: sender.to_owned(), size })
}

fn rcpt(rest: &str) -> Result<Command, Reply> {
    let (recipient, parameters) = path::after(rest, "TO:").and_then(path::split).ok_or(reply::BAD_RECIPIENT)?;
    if recipient.is_empty() {
        return Err(reply::BAD_RECIPIENT);
    }
    if !parameters.trim().is_empty() {
        return Err(reply::UNKNOWN_PARAMETER);
    }
    Ok(Command::Rcpt { recipient: recipient.to_owned() })
}

/// `size [LAST]`.
fn chunk(rest: &str) -> Option<Command> {
    let mut words = rest.split_ascii_whitespace();
    let size = number(words.next()?)?;
    let last = match words.next() {
        None => false,
        Some(word) if word.eq_ignore_ascii_case("LAST") => true,
        Some(_) => return None,
    };
    words.next().is_none().then_some(Command::Bdat { size, last })
}

/// Digits alone: `str::parse` would take a sign as well.
fn number(digits: &str) -> Option<u64> {
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(sender: &str, size: Option<u64>) -> Command {
        Command::Mail { sender: sender.into(), size }
    }

    #[test]
    fn understands_the_commands_of_a_delivery() {
        assert_eq!(parse(b"lhlo mx.example\r\n"), Ok(Command::Hello(Hello::Lhlo)));
        assert_eq!(parse(b"MAIL FROM:<a@b> SIZE=12 BODY=8BITMIME SMTPUTF8\r\n"), Ok(mail("a@b", Some(12))));
        assert_eq!(parse(b"mail from: <>\n"), Ok(mail("", None)));
        assert_eq!(parse(b"RCPT TO:<a@b> \r\n"), Ok(Command::Rcpt { recipient: "a@b".into() }));
        assert_eq!(parse(b"BDAT 10\r\n"), Ok(Command::Bdat { size: 10, last: false }));
        assert_eq!(parse(b"bdat 0 last\r\n"), Ok(Command::Bdat { size: 0, last: true }));
        assert_eq!(parse(b"NOOP anything\r\n"), Ok(Command::Noop));
    }

    #[test]
    fn names_the_fault() {
        for (line, reply) in [
            (&b"\r\n"[..], reply::UNKNOWN),
            (b"GET / HTTP/1.1\r\n", reply::UNKNOWN),
            (b"NOOP \x00\r\n", reply::UNKNOWN),
            (b"NOOP\rRSET\r\n", reply::UNKNOWN),
            (b"\xff\xfe\r\n", reply::UNKNOWN),
            (b"LHLO\r\n", reply::BAD_ARGUMENT),
            (b"DATA now\r\n", reply::BAD_ARGUMENT),
            (b"MAIL <a@b>\r\n", reply::BAD_SENDER),
            (b"MAIL FROM:a@b\r\n", reply::BAD_SENDER),
            (b"MAIL FROM:<a@b> SIZE=-1\r\n", reply::BAD_ARGUMENT),
            (b"MAIL FROM:<a@b> SIZE=99999999999999999999999\r\n", reply::BAD_ARGUMENT),
            (b"MAIL FROM:<a@b> BODY=BINARYMIME\r\n", reply::BAD_ARGUMENT),
            (b"MAIL FROM:<a@b> RET=HDRS\r\n", reply::UNKNOWN_PARAMETER),
            (b"RCPT TO:<>\r\n", reply::BAD_RECIPIENT),
            (b"RCPT TO:<a@b> NOTIFY=NEVER\r\n", reply::UNKNOWN_PARAMETER),
            (b"STARTTLS\r\n", reply::NOT_DONE_HERE),
        ] {
            assert_eq!(parse(line), Err(Fault::Say(reply)), "{}", line.escape_ascii());
        }
    }

    #[test]
    fn a_chunk_of_unknown_length_closes() {
        for line in [&b"BDAT\r\n"[..], b"BDAT x\r\n", b"BDAT 1 FIRST\r\n", b"BDAT -1\r\n", b"BDAT 1 LAST LAST\r\n"] {
            assert_eq!(parse(line), Err(Fault::Close(reply::BAD_ARGUMENT)), "{}", line.escape_ascii());
        }
    }
}
