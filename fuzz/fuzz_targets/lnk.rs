//! Any bytes as a file of one kind: those that do not begin like one are given its first bytes.
#![no_main]

use std::sync::LazyLock;

use hotro::analysis::mime::probe::{Parser, Probe};
use libfuzzer_sys::fuzz_target;

static PROBE: LazyLock<Probe> = LazyLock::new(Probe::default);

const START: &[u8] = b"L\0\0\0\x01\x14\x02\0";

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(START) {
        PROBE.read(Parser::File, bytes);
    } else {
        PROBE.read(Parser::File, &[START, bytes].concat());
    }
});
