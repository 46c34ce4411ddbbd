//! Reading an upload within limits: of its size, of the time between two pieces, of the memory of all uploads.

use std::pin::pin;
use std::time::Duration;

use actix_web::web::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};

use super::budget::Share;
use super::fault::Fault;

/// So long a sender may send nothing in the middle of an upload.
pub(super) const STALL: Duration = Duration::from_secs(30);

/// The smallest step by which a buffer grows, in bytes.
const STEP: usize = 64 * 1024;

/// How much of an upload is taken, and how patiently.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    /// The most bytes.
    pub(super) bytes: usize,
    /// The longest time without a byte.
    pub(super) stall: Duration,
}

/// The next piece of a stream; [`Fault::Stalled`] when none comes in time, `broken` when it cannot be read.
pub(super) async fn next<T, E>(
    stream: &mut (impl Stream<Item = Result<T, E>> + Unpin),
    stall: Duration,
    broken: Fault,
) -> Result<Option<T>, Fault> {
    match tokio::time::timeout(stall, stream.next()).await {
        Err(_) => Err(Fault::Stalled),
        Ok(Some(Err(_))) => Err(broken),
        Ok(Some(Ok(piece))) => Ok(Some(piece)),
        Ok(None) => Ok(None),
    }
}

/// Reads a whole body. `announced` is its length as the sender gives it, for which room is made at once; without one the
/// share grows as the bytes come.
pub(super) async fn collect<E>(
    body: impl Stream<Item = Result<Bytes, E>>,
    limit: Limit,
    announced: Option<usize>,
    share: &mut Share,
) -> Result<Bytes, Fault> {
    let mut body = pin!(body);
    let mut out = BytesMut::new();
    let mut room = announced.unwrap_or(0);
    if room > limit.bytes {
        return Err(Fault::TooLarge);
    }
    share.grow(room).await?;
    out.reserve(room);
    while let Some(piece) = next(&mut body, limit.stall, Fault::BadRequest).await? {
        let length = out.len().saturating_add(piece.len());
        if length > limit.bytes {
            return Err(Fault::TooLarge);
        }
        if length > room {
            room = length.max(room.saturating_mul(2)).max(STEP).min(limit.bytes);
            share.grow(room).await?;
            out.reserve(room.saturating_sub(out.len()));
        }
        out.extend_from_slice(&piece);
    }
    Ok(out.freeze())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream;

    use super::super::budget::Budget;
    use super::*;

    fn pieces(count: usize, size: usize) -> impl Stream<Item = Result<Bytes, Infallible>> {
        stream::iter((0..count).map(move |_| Ok(Bytes::from(vec![b'x'; size]))))
    }

    const LIMIT: Limit = Limit { bytes: 1 << 20, stall: Duration::from_millis(20) };

    #[tokio::test]
    async fn a_body_is_read_whole_up_to_the_limit() {
        let budget = Budget::new(1 << 20);
        for (count, announced) in [(0, None), (1, None), (16, None), (16, Some(1 << 20)), (16, Some(7))] {
            let read = collect(pieces(count, 64 << 10), LIMIT, announced, &mut budget.share()).await.unwrap();
            assert_eq!(read.len(), count << 16);
        }
        for (count, announced) in [(17, None), (17, Some(1)), (0, Some((1 << 20) + 1))] {
            let read = collect(pieces(count, 64 << 10), LIMIT, announced, &mut budget.share()).await;
            assert!(matches!(read, Err(Fault::TooLarge)));
        }
    }

    #[tokio::test]
    async fn a_sender_that_stops_is_cut_off() {
        let body = pieces(1, 10).chain(stream::pending());
        let read = collect(body, LIMIT, Some(20), &mut Budget::new(1 << 20).share()).await;
        assert!(matches!(read, Err(Fault::Stalled)));
    }
}
