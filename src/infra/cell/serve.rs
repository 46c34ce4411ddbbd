//! The child's side: a loop of read, work, answer in a process that has given up its rights.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::confine::{Gauge, Limits, allow_cpu, confine};
use super::frame::{self, FrameError, MAX_ANSWER, MAX_REQUEST};

/// Resident memory, in bytes, that a cell may keep after its work; one that keeps more ends and is replaced.
const KEPT: u64 = 64 << 20;

/// What reading and writing one message may take of the processor besides the work itself.
const PASSING: Duration = Duration::from_millis(50);

/// Confines this process for good, then answers requests from `input` on `output` until the parent closes the pipe or the
/// cell has served its time. To be called first thing in a process of one thread that holds nothing but its pipes.
///
/// An error ends the cell: a broken pipe, an answer over [`MAX_ANSWER`], or a panic of `work`; the parent sees a death.
pub fn serve(
    limits: Limits,
    input: impl Read,
    output: impl Write,
    work: impl FnMut(&[u8]) -> Vec<u8>,
) -> io::Result<()> {
    let gauge = Gauge::open();
    let open = confine(&limits);
    if !open.is_empty() {
        tracing::warn!(missing = open.join(", "), "this kernel does not let a cell be shut completely");
    }
    let mut used = Duration::ZERO;
    let rested = gauge.resident();
    let before = |spent: Duration| {
        used += spent + PASSING;
        // Best effort like all of confine(), which has named it already.
        allow_cpu(used, limits.seconds).ok();
        match (rested, gauge.resident()) {
            (Some(rested), Some(now)) => now <= rested.saturating_add(KEPT),
            _ => true,
        }
    };
    answer_all(limits.jobs, input, output, work, before)
}

/// The loop alone. `go_on` is told after each answer what it took, and says whether the cell is fit for another.
fn answer_all(
    jobs: u32,
    mut input: impl Read,
    mut output: impl Write,
    mut work: impl FnMut(&[u8]) -> Vec<u8>,
    mut go_on: impl FnMut(Duration) -> bool,
) -> io::Result<()> {
    for _ in 0..jobs {
        let Some(request) = frame::read(&mut input, MAX_REQUEST).map_err(broken)? else { return Ok(()) };
        let begun = Instant::now();
        // The work is dropped with the process, so what a panic left half-done is never seen.
        let Ok(answer) = catch_unwind(AssertUnwindSafe(|| work(&request))) else {
            return Err(io::Error::other("the work panicked"));
        };
        drop(request);
        frame::write(&mut output, &answer, MAX_ANSWER).map_err(broken)?;
        drop(answer);
        if !go_on(begun.elapsed()) {
            return Ok(());
        }
    }
    Ok(())
}

fn broken(error: FrameError) -> io::Error {
    match error {
        FrameError::Broken(error) => error,
        FrameError::TooLarge(_) => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(of: &[&[u8]]) -> Vec<u8> {
        let mut wire = Vec::new();
        for request in of {
            frame::write(&mut wire, request, MAX_REQUEST).unwrap();
        }
        wire
    }

    fn reversed(request: &[u8]) -> Vec<u8> {
        request.iter().rev().copied().collect()
    }

    #[test]
    fn every_request_is_answered_in_order_until_the_pipe_closes() {
        let mut out = Vec::new();
        answer_all(9, requests(&[b"abc", b"", b"xy"]).as_slice(), &mut out, reversed, |_| true).unwrap();
        assert_eq!(out, requests(&[b"cba", b"", b"yx"]));
    }

    #[test]
    fn a_cell_ends_after_its_share_or_when_it_has_grown() {
        let wire = requests(&[b"a", b"b", b"c"]);
        let mut out = Vec::new();
        answer_all(2, wire.as_slice(), &mut out, reversed, |_| true).unwrap();
        assert_eq!(out, requests(&[b"a", b"b"]));
        out.clear();
        answer_all(9, wire.as_slice(), &mut out, reversed, |_| false).unwrap();
        assert_eq!(out, requests(&[b"a"]));
    }

    #[test]
    fn a_panic_and_a_broken_request_end_the_cell_without_an_answer() {
        let mut out = Vec::new();
        let work = |request: &[u8]| if request == b"bad" { panic!("hostile") } else { request.to_vec() };
        answer_all(9, requests(&[b"good", b"bad", b"good"]).as_slice(), &mut out, work, |_| true).unwrap_err();
        assert_eq!(out, requests(&[b"good"]));
        answer_all(9, &[0, 0, 1, 0, 7][..], Vec::new(), reversed, |_| true).unwrap_err();
    }
}
