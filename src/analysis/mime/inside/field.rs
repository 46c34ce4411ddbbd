//! Field codes of Word (`DDEAUTO`, `HYPERLINK`, `INCLUDEPICTURE`) in text, whatever file it came from.

use super::facts::{Facts, Trick};

/// Most characters of a command that are kept.
const SHOWN: usize = 200;

/// Reads one field code.
pub(super) fn read(code: &str, out: &mut Facts) {
    let code = code.trim();
    let word = code.split(|c: char| c.is_whitespace() || c == '"').next().unwrap_or_default();
    match word.to_ascii_uppercase().as_str() {
        "DDE" | "DDEAUTO" => out.trick(Trick::Dde, code.chars().take(SHOWN).collect::<String>()),
        "HYPERLINK" => {
            if let Some(target) = quoted(code).filter(|target| target.contains(':') || target.contains('.')) {
                out.link(target);
            }
        }
        "INCLUDEPICTURE" | "INCLUDETEXT" | "IMPORT" | "INCLUDE" => {
            if let Some(target) = quoted(code).filter(|target| remote(target)) {
                out.trick(Trick::Remote, target);
                out.link(target);
            }
        }
        _ => {}
    }
}

/// Whether a target is on another machine.
pub(super) fn remote(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    // `file:///C:/…` is here, `file://host/…` and `file:////host/…` are not.
    if target.strip_prefix("file:///").is_some_and(|rest| !rest.starts_with(['/', '\\'])) {
        return false;
    }
    ["http:", "https:", "ftp:", "\\\\", "//", "mhtml:", "file://", "ms-msdt:"]
        .iter()
        .any(|start| target.starts_with(start))
}

/// The first quoted string, or the second word.
fn quoted(code: &str) -> Option<&str> {
    match code.split_once('"') {
        Some((_, rest)) => rest.split('"').next(),
        None => code.split_whitespace().nth(1),
    }
}
