//! winmail.dat: against what the program tnef lists, and as the body of a report.

use hotro::analysis::evidence::Source;
use proptest::prelude::*;
use serde_json::Value;

use crate::analysis_msg::report;
use crate::mail_support::{examiner, known, shared};

#[test]
fn what_tnef_lists_is_listed() {
    let Some(folder) = shared() else { return };
    let rows = std::fs::read_to_string(folder.join("expected/tnef_list.jsonl")).unwrap();
    let (mut all, mut wrong) = (0, Vec::new());
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let raw = std::fs::read(folder.join(row["file"].as_str().unwrap())).unwrap();
        let seen = examiner().examine(&raw, &known(), false);
        let sample = &seen.samples[0];
        assert_eq!(sample.source, Source::Tnef);
        let names: Vec<&str> = sample.attachments.iter().map(|one| one.name.as_str()).collect();
        for wanted in row["expected"]["attachments"].as_array().unwrap().iter().filter_map(Value::as_str) {
            all += 1;
            // The program gives the body a name of its own.
            let there = if wanted.ends_with("-body.rtf") { !sample.text.is_empty() } else { names.contains(&wanted) };
            if !there {
                wrong.push(format!("{}: {wanted} is not in {names:?}", row["file"]));
            }
        }
    }
    println!("tnef: {} of {all}", all - wrong.len());
    assert!(all >= 11 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_winmail_dat_gives_its_files() {
    let Some(folder) = shared() else { return };
    for entry in std::fs::read_dir(folder.join("tnef")).unwrap() {
        let path = entry.unwrap().path();
        let raw = std::fs::read(&path).unwrap();
        if !raw.starts_with(b"\x78\x9f\x3e\x22") {
            continue;
        }
        let seen = examiner().examine(&raw, &known(), false);
        let sample = &seen.samples[0];
        assert_eq!(sample.source, Source::Tnef, "{}", path.display());
        println!(
            "{}: {:?} {:?} {:?}",
            path.display(),
            sample.subject,
            sample.text.len(),
            sample.attachments.iter().map(|one| &one.name).collect::<Vec<_>>()
        );
        assert!(!sample.attachments.is_empty() || !sample.text.is_empty(), "{}", path.display());
        let seen = examiner().examine(&report("winmail.dat", &raw), &known(), false);
        assert!(seen.samples.iter().all(|sample| sample.source == Source::Tnef), "{}", path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_attributes_do_no_harm(rest in prop::collection::vec(any::<u8>(), 0..2000)) {
        let raw = [b"\x78\x9f\x3e\x22\0\0".as_slice(), &rest].concat();
        let seen = examiner().examine(&raw, &known(), false);
        prop_assert!(!seen.problems.iter().any(|problem| problem.contains("Không phân tích được")));
    }
}
