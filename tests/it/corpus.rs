//! Every mail of the shared collection is read without harm and in bounded time.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hotro::desk::examine::{Examiner, Known};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn the_whole_collection_is_read_in_time() {
    let root = Path::new("../shared/fixtures");
    if !root.is_dir() {
        let required =
            std::env::var_os("HOTRO_TEST_REQUIRE").is_some_and(|what| what.to_string_lossy().contains("shared"));
        assert!(!required, "the shared collection is required and absent");
        eprintln!("SKIPPED: the shared collection is absent");
        return;
    }
    let mut all = Vec::new();
    files(root, &mut all);
    let examiner = Examiner::new();
    let known = Known::default();
    let mut named = 0;
    for path in &all {
        let raw = std::fs::read(path).unwrap();
        let begun = Instant::now();
        let seen = examiner.examine(&raw, &known, true);
        assert!(begun.elapsed() < Duration::from_secs(20), "{}: {:?}", path.display(), begun.elapsed());
        assert!(!seen.problems.iter().any(|p| p.starts_with("Không phân tích")), "{}", path.display());
        named += usize::from(seen.samples[0].from.address.contains('@'));
    }
    assert!(named * 10 > all.len() * 4, "{named} of {} name a sender", all.len());
}
