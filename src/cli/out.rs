//! The one place that prints.

use std::io::Write;

/// Prints to standard output; a reader that has gone away is no error of ours.
pub(super) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).ok();
}

/// Prints a sentence to standard error.
pub(super) fn complain(text: &str) {
    writeln!(std::io::stderr().lock(), "hotro: {text}").ok();
}
