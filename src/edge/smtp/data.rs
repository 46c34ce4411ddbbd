//! The mail on the wire: after `DATA` up to the dot (RFC 5321 §4.5.2), or after `BDAT` by count (RFC 3030).
//!
//! The trap is smuggling: only CR LF `.` CR LF ends a mail, and only a dot after CR LF is taken off. A bare LF or CR
//! begins no line, ends no mail and stays in it as it came.

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;

use super::body::Body;
use super::wire::{Cut, Wire};

/// Where in a line the reader stands; a mail begins at [`Place::Start`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// After CR LF.
    Start,
    /// After CR LF `.`; the dot is held back.
    Dot,
    /// After CR LF `.` CR; both are held back.
    DotCr,
    /// Within a line.
    Middle,
    /// After a CR, which has been passed on.
    Cr,
    /// After the final dot.
    End,
}

/// Takes off the stuffing and finds the end, across any cut of the input.
#[derive(Debug)]
struct Unstuffer {
    place: Place,
}

impl Unstuffer {
    fn new() -> Self {
        Self { place: Place::Start }
    }

    /// Passes the bytes of the mail on, and says how many bytes of `input` belong to it with its end; all of them unless
    /// the end was found. Passes on at most one byte more than `input` has.
    fn feed(&mut self, input: &[u8], mut pass: impl FnMut(&[u8])) -> usize {
        let mut rest = input;
        while self.place != Place::End {
            let Some((&byte, after)) = rest.split_first() else { break };
            let (place, step) = match (self.place, byte) {
                (Place::Start, b'.') => (Place::Dot, after),
                (Place::Dot, b'\r') => (Place::DotCr, after),
                (Place::DotCr, b'\n') => (Place::End, after),
                (Place::DotCr, _) => {
                    pass(b"\r");
                    (Place::Cr, rest)
                }
                (Place::Cr, b'\n') => {
                    pass(b"\n");
                    (Place::Start, after)
                }
                _ => {
                    let (run, more) = run_to_cr(rest);
                    pass(run);
                    (if run.ends_with(b"\r") { Place::Cr } else { Place::Middle }, more)
                }
            };
            (self.place, rest) = (place, step);
        }
        input.len() - rest.len()
    }
}

/// Splits behind the first CR; everything is the run if there is none.
fn run_to_cr(bytes: &[u8]) -> (&[u8], &[u8]) {
    let cut = bytes.iter().position(|b| *b == b'\r').map_or(bytes.len(), |at| at + 1);
    bytes.split_at_checked(cut).unwrap_or((bytes, &[]))
}

/// Reads to the final dot, whether or not the mail can be kept.
pub(super) async fn read_to_dot<S: AsyncRead + AsyncWrite + Unpin>(
    wire: &mut Wire<S>,
    body: &mut Body,
    until: Instant,
) -> Result<(), Cut> {
    let mut unstuffer = Unstuffer::new();
    while unstuffer.place != Place::End {
        let waiting = wire.wait(Some(until)).await?;
        body.make_room(waiting + 1).await;
        let used = unstuffer.feed(wire.buffered(), |part| body.push(part));
        wire.used(used);
    }
    Ok(())
}

/// Reads `size` bytes into the mail, or throws them away where there is none.
pub(super) async fn read_chunk<S: AsyncRead + AsyncWrite + Unpin>(
    wire: &mut Wire<S>,
    mut size: u64,
    mut body: Option<&mut Body>,
    until: Instant,
) -> Result<(), Cut> {
    while size > 0 {
        let waiting = wire.wait(Some(until)).await?;
        let now = usize::try_from(size).map_or(waiting, |size| size.min(waiting));
        if let Some(body) = body.as_deref_mut() {
            body.make_room(now).await;
            body.push(wire.buffered().get(..now).unwrap_or_default());
        }
        wire.used(now);
        size -= now as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Feeds the input in pieces of `step` bytes; the mail, and what was left after its end (`None`: no end found).
    fn read(input: &[u8], step: usize) -> (Vec<u8>, Option<Vec<u8>>) {
        let (mut unstuffer, mut mail, mut used) = (Unstuffer::new(), Vec::new(), 0);
        for piece in input.chunks(step) {
            used += unstuffer.feed(piece, |part| mail.extend_from_slice(part));
        }
        let left = (unstuffer.place == Place::End).then(|| input[used..].to_vec());
        (mail, left)
    }

    #[test]
    fn the_same_wherever_the_input_is_cut() {
        for (input, mail, left) in [
            (&b".\r\nQUIT\r\n"[..], &b""[..], Some(&b"QUIT\r\n"[..])),
            (b"\r\n.\r\n", b"\r\n", Some(b"")),
            (b"a\r\n..\r\n...b\r\n.\r\nX", b"a\r\n.\r\n..b\r\n", Some(b"X")),
            (b".a\r\n.\r\n", b"a\r\n", Some(b"")),
            (b"a\r\n.\rb\r\n.\r\n", b"a\r\n\rb\r\n", Some(b"")),
            (b"a\r\n.\r\r\n.\r\n", b"a\r\n\r\r\n", Some(b"")),
            (b"a\r\r\n.\r\n", b"a\r\r\n", Some(b"")),
            (b"\0\r\n\xff\r\n.\r\n", b"\0\r\n\xff\r\n", Some(b"")),
        ] {
            for step in 1..=input.len() {
                let (got, rest) = read(input, step);
                assert_eq!((&got[..], rest.as_deref()), (mail, left), "{} by {step}", input.escape_ascii());
            }
        }
    }

    #[test]
    fn nothing_but_crlf_dot_crlf_ends_a_mail() {
        for trick in [
            "a\n.\n",
            "a\n.\r\n",
            "a\r\n.\n",
            "a\r.\r\n",
            "a\r.\r",
            "a\r\n.\r",
            "a\n.\nMAIL FROM:<x@y>\r\n",
            "a\r\n. \r\n",
        ] {
            assert_eq!(read(trick.as_bytes(), 3).1, None, "{}", trick.escape_debug());
        }
    }

    #[test]
    fn bare_line_ends_and_their_dots_stay() {
        assert_eq!(read(b"a\n.\nb\n..c\r.\r\n.\r\n", 2).0, b"a\n.\nb\n..c\r.\r\n");
    }

    /// The client's side of RFC 5321 §4.5.2.
    fn stuff(mail: &[u8]) -> Vec<u8> {
        let mut wire = Vec::new();
        for (at, byte) in mail.iter().enumerate() {
            if *byte == b'.' && (at == 0 || mail[..at].ends_with(b"\r\n")) {
                wire.push(b'.');
            }
            wire.push(*byte);
        }
        wire.extend_from_slice(b".\r\n");
        wire
    }

    proptest! {
        #[test]
        fn any_mail_comes_back_byte_for_byte(parts in prop::collection::vec("[.\r\n\0a]{0,4}", 0..20), step in 1_usize..9) {
            let mail = [parts.concat().as_bytes(), b"\r\n"].concat();
            let (got, left) = read(&stuff(&mail), step);
            prop_assert_eq!(got, mail);
            prop_assert_eq!(left, Some(Vec::new()));
        }
    }
}
