//! Any bytes as the descriptors of a disk image, whose first 32 KiB mean nothing.
#![no_main]

use std::sync::LazyLock;

use hotro::analysis::mime::probe::{Parser, Probe};
use libfuzzer_sys::fuzz_target;

static PROBE: LazyLock<Probe> = LazyLock::new(Probe::default);

fuzz_target!(|bytes: &[u8]| {
    let mut image = vec![0; 0x8000];
    image.extend_from_slice(b"\x01CD001");
    image.extend_from_slice(bytes);
    PROBE.read(Parser::File, &image);
});
