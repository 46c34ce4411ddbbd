//! What the tests of mail share: the examiner, what it knows, and the fixtures.

use std::path::{Path, PathBuf};

use crate::support::postgres::required;
use std::sync::LazyLock;

use hotro::analysis::known::{Brand, Known};
use hotro::desk::examine::Examiner;

/// One examiner for all tests: it holds compiled patterns, which take long to make without optimisation.
pub(crate) fn examiner() -> &'static Examiner {
    static EXAMINER: LazyLock<Examiner> = LazyLock::new(Examiner::new);
    &EXAMINER
}

pub(crate) fn known() -> Known {
    Known {
        our_domains: vec!["laichau.gov.vn".into()],
        our_address: "hotro@laichau.gov.vn".into(),
        protected: vec!["laichau.gov.vn".into(), "vneid.gov.vn".into(), "vietcombank.com.vn".into()],
        trusted: vec!["tin-cay.example".into()],
        agencies: vec!["Trung tâm Công nghệ thông tin và Truyền thông".into()],
        brands: ["Vietcombank = vietcombank.com.vn", "Microsoft = microsoft.com onmicrosoft.com", "DHL = dhl.com"]
            .iter()
            .filter_map(|line| Brand::parse(line))
            .collect(),
        ..Known::default()
    }
}

/// The same mail with LF and with CRLF line ends.
pub(crate) fn both_line_ends(raw: &[u8]) -> [Vec<u8>; 2] {
    let mut unix = Vec::with_capacity(raw.len());
    for (at, byte) in raw.iter().enumerate() {
        if *byte != b'\r' || raw.get(at + 1) != Some(&b'\n') {
            unix.push(*byte);
        }
    }
    let mut network = Vec::with_capacity(raw.len() + raw.len() / 30);
    for byte in &unix {
        if *byte == b'\n' {
            network.push(b'\r');
        }
        network.push(*byte);
    }
    [unix, network]
}

/// The files of a folder with an ending, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|found| found == ending));
    found.sort();
    found
}

/// Our own fixtures of a kind.
pub(crate) fn own(kind: &str) -> Vec<PathBuf> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail").join(kind), "eml")
}

/// The shared fixtures beside the repository; says loudly when they are absent, and fails where they are required.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(!required("shared"), "the shared fixtures are required and absent");
    eprintln!("SKIPPED: the shared fixtures (../shared/fixtures) are absent");
    None
}
