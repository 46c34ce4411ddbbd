//! Every mail of tests/fixtures/mail against what its .json says, with LF and with CRLF.

use hotro::base::locale::{Language, Languages};
use serde_json::Value;

use crate::mail_support::{both_line_ends, examiner, known, own};

/// Whether `seen` says everything that `wanted` says; arrays must be equally long.
fn says(wanted: &Value, seen: &Value, path: &str, wrong: &mut Vec<String>) {
    match (wanted, seen) {
        (Value::Object(wanted), Value::Object(seen)) => {
            for (key, value) in wanted {
                says(value, seen.get(key).unwrap_or(&Value::Null), &format!("{path}.{key}"), wrong);
            }
        }
        (Value::Array(wanted), Value::Array(seen)) if wanted.len() == seen.len() => {
            for (at, (wanted, seen)) in wanted.iter().zip(seen).enumerate() {
                says(wanted, seen, &format!("{path}[{at}]"), wrong);
            }
        }
        _ if wanted == seen => {}
        _ => wrong.push(format!("{path}: wanted {wanted}, saw {seen}")),
    }
}

fn words(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn check(kind: &str, at_least: usize) {
    let examiner = examiner();
    let vietnamese = Languages::default().words(Language::Vi);
    let mails = own(kind);
    assert!(mails.len() >= at_least, "only {} fixtures of {kind}", mails.len());
    let mut wrong = Vec::new();
    for path in mails {
        let raw = std::fs::read(&path).unwrap();
        let spec: Value = serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
        let as_sample = spec["as_sample"].as_bool().unwrap_or(false);
        for (ends, raw) in ["LF", "CRLF"].iter().zip(both_line_ends(&raw)) {
            let seen = examiner.examine(&raw, &known(), as_sample);
            let name = format!("{} ({ends})", path.file_name().unwrap().display());
            let codes: Vec<&str> = seen.samples.iter().flat_map(|s| &s.findings).map(|f| f.code.as_str()).collect();
            for code in words(&spec["has"]).iter().filter(|code| !codes.contains(&code.as_str())) {
                wrong.push(format!("{name}: {code} is missing from {codes:?}"));
            }
            for code in words(&spec["has_not"]).iter().filter(|code| codes.contains(&code.as_str())) {
                wrong.push(format!("{name}: {code} is raised"));
            }
            for key in words(&spec["problems"]) {
                if !seen.problems.contains(&vietnamese.say(&key)) {
                    wrong.push(format!("{name}: {key} is missing from {:?}", seen.problems));
                }
            }
            says(&spec["expect"], &serde_json::to_value(&seen).unwrap(), &name, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn inline_forwards_of_every_client_are_read() {
    check("forward", 80);
}

#[test]
fn text_is_read_in_every_character_set() {
    check("charset", 11);
}

#[test]
fn attached_mails_are_found_under_any_type() {
    check("attached", 11);
}

#[test]
fn each_signal_is_raised_and_its_near_miss_is_not() {
    check("signal", 40);
}

#[test]
fn broken_mails_still_say_what_they_can() {
    check("broken", 6);
}
