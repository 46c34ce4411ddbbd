//! The pipe between parent and cell: each message is its length (four bytes, big-endian) and its bytes.

use std::io::{self, ErrorKind, Read, Write};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The largest request, in bytes (128 MiB): more than twice the largest mail that is let in by default.
pub const MAX_REQUEST: u32 = 128 << 20;

/// The largest answer, in bytes (64 MiB).
pub const MAX_ANSWER: u32 = 64 << 20;

/// Why a message did not pass.
#[derive(Debug, thiserror::Error)]
pub(super) enum FrameError {
    /// The message is longer than its bound; nothing of it was passed on.
    #[error("a message of {0} bytes is too large")]
    TooLarge(u64),
    /// The other end is gone, or broke off within the message.
    #[error("the pipe broke: {0}")]
    Broken(#[from] io::Error),
}

/// The length of a message in parts, if it is at most `bound` bytes.
pub(super) fn length(parts: &[&[u8]], bound: u32) -> Result<u32, FrameError> {
    let total = parts.iter().map(|part| part.len() as u64).sum();
    match u32::try_from(total) {
        Ok(length) if length <= bound => Ok(length),
        _ => Err(FrameError::TooLarge(total)),
    }
}

/// Writes one message, its parts one after another.
pub(super) async fn send(pipe: &mut (impl AsyncWrite + Unpin), parts: &[&[u8]], bound: u32) -> Result<(), FrameError> {
    pipe.write_all(&length(parts, bound)?.to_be_bytes()).await?;
    for part in parts {
        pipe.write_all(part).await?;
    }
    Ok(pipe.flush().await?)
}

/// Reads one message of at most `bound` bytes. Memory grows with what arrives, not with what is announced.
pub(super) async fn receive(pipe: &mut (impl AsyncRead + Unpin), bound: u32) -> Result<Vec<u8>, FrameError> {
    let mut header = [0; 4];
    pipe.read_exact(&mut header).await?;
    let length = u32::from_be_bytes(header);
    if length > bound {
        return Err(FrameError::TooLarge(length.into()));
    }
    let mut message = Vec::new();
    pipe.take(length.into()).read_to_end(&mut message).await?;
    if message.len() as u64 == u64::from(length) { Ok(message) } else { Err(broken_off()) }
}

/// The cell's side of [`send`].
pub(super) fn write(pipe: &mut impl Write, message: &[u8], bound: u32) -> Result<(), FrameError> {
    pipe.write_all(&length(&[message], bound)?.to_be_bytes())?;
    pipe.write_all(message)?;
    Ok(pipe.flush()?)
}

/// The cell's side of [`receive`]; `None` when the parent has closed the pipe between two messages.
pub(super) fn read(pipe: &mut impl Read, bound: u32) -> Result<Option<Vec<u8>>, FrameError> {
    let mut header = [0; 4];
    match pipe.read_exact(&mut header) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_be_bytes(header);
    if length > bound {
        return Err(FrameError::TooLarge(length.into()));
    }
    // The parent is trusted with the length; a mail at the bound must not cost twice its size by growing.
    let mut message = Vec::new();
    message.try_reserve_exact(length as usize).map_err(io::Error::other)?;
    pipe.take(length.into()).read_to_end(&mut message)?;
    if message.len() as u64 == u64::from(length) { Ok(Some(message)) } else { Err(broken_off()) }
}

fn broken_off() -> FrameError {
    FrameError::Broken(ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_speak_the_same_and_parts_leave_no_seam() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut wire = Vec::new();
            send(&mut wire, &[b"mail ", b"", b"one"], 8).await.unwrap();
            assert_eq!(read(&mut wire.as_slice(), 8).unwrap().unwrap(), b"mail one");
            let mut back = Vec::new();
            write(&mut back, b"", 0).unwrap();
            assert_eq!(receive(&mut back.as_slice(), 0).await.unwrap(), b"");
        });
    }

    #[test]
    fn a_length_is_believed_only_within_its_bound() {
        assert!(matches!(read(&mut &[0, 0, 0, 9][..], 8), Err(FrameError::TooLarge(9))));
        assert!(matches!(read(&mut &[0, 0, 0, 9, 1][..], 9), Err(FrameError::Broken(_))));
        assert!(read(&mut &[][..], 9).unwrap().is_none());
        assert!(matches!(length(&[&[0; 5], &[0; 4]], 8), Err(FrameError::TooLarge(9))));
    }
}
