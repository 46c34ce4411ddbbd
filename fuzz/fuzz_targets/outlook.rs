//! Any bytes as `Parser::Outlook`.
#![no_main]

use std::sync::LazyLock;

use hotro::analysis::mime::probe::{Parser, Probe};
use libfuzzer_sys::fuzz_target;

static PROBE: LazyLock<Probe> = LazyLock::new(Probe::default);

fuzz_target!(|bytes: &[u8]| {
    PROBE.read(Parser::Outlook, bytes);
});
