//! Outlook's .msg files: against what msgreader reads in its own test files, and as the reported mail of a report.

use hotro::analysis::evidence::{Evidence, Grade, Sample, Source};
use proptest::prelude::*;
use serde_json::Value;

use crate::mail_support::{examiner, files, known, shared};

/// A report with a file attached.
pub(crate) fn report(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "From: Lan <lan@laichau.gov.vn>\r\nTo: hotro@laichau.gov.vn\r\nSubject: thu la\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nXin kiem tra.\r\n\
         --b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat()
}

fn seen(raw: &[u8]) -> Evidence {
    examiner().examine(raw, &known(), false)
}

/// What a row says and hotro does not; each is one field.
fn missing(wanted: &Value, sample: &Sample) -> (usize, Vec<String>) {
    let text = |key: &str| wanted[key].as_str().unwrap_or_default().trim().to_owned();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = 0;
    let mut wrong = Vec::new();
    let mut same = |what: &str, wanted: String, found: String| {
        if !wanted.is_empty() && wanted != "Unknown" {
            all += 1;
            if wanted != found {
                wrong.push(format!("{what}: wanted {wanted:?}, found {found:?}"));
            }
        }
    };
    same("subject", text("subject"), sample.subject.clone());
    same("sender", text("senderEmail"), sample.from.address.clone());
    same(
        "message id",
        text("messageId").trim_matches(['<', '>']).into(),
        sample.message_id.clone().unwrap_or_default(),
    );
    same("body", words(&text("body")), words(&sample.text));
    for (kind, found) in [("to", &sample.to), ("cc", &sample.cc)] {
        let of_kind = wanted["recipients"].as_array().into_iter().flatten().filter(|one| one["recipType"] == kind);
        let list: Vec<&str> = of_kind.filter_map(|one| one["email"].as_str()).collect();
        let list = if list == ["Unknown"] { String::new() } else { list.join(",") };
        same(kind, list, found.iter().map(|one| one.address.as_str()).collect::<Vec<_>>().join(","));
    }
    let names = wanted["attachments"].as_array().into_iter().flatten().filter(|one| one["innerMsgContent"].is_null());
    let names: Vec<&str> = names.filter_map(|one| one["fileName"].as_str()).collect();
    let found: Vec<&str> = sample.attachments.iter().map(|one| one.name.as_str()).collect();
    same("files", names.join(","), found.join(","));
    (all, wrong)
}

#[test]
fn what_msgreader_reads_is_read() {
    let Some(folder) = shared() else { return };
    let rows = std::fs::read_to_string(folder.join("expected/msg_msgreader.jsonl")).unwrap();
    let (mut all, mut wrong) = (0, Vec::new());
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let raw = std::fs::read(folder.join(row["file"].as_str().unwrap())).unwrap();
        let seen = seen(&raw);
        let (fields, missed) = missing(&row["expected"], &seen.samples[0]);
        all += fields;
        wrong.extend(missed.into_iter().map(|one| format!("{}: {one}", row["file"])));
    }
    println!("msgreader: {} of {all} fields; {wrong:#?}", all - wrong.len());
    assert!(all >= 14 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_outlook_file_is_the_sample_and_is_found_in_a_report() {
    let Some(folder) = shared() else { return };
    let files = files(&folder.join("msg"), "msg");
    let (mut senders, mut texts) = (0, 0);
    for path in &files {
        let raw = std::fs::read(path).unwrap();
        let alone = seen(&raw);
        assert_eq!(alone.samples[0].source, Source::AttachedMsg, "{}", path.display());
        let found = seen(&report("thu.msg", &raw));
        assert!(found.report.attachments.is_empty(), "{}", path.display());
        assert_eq!(found.samples[0], alone.samples[0], "{}", path.display());
        senders += usize::from(found.samples[0].from.address.contains('@'));
        texts += usize::from(!found.samples[0].text.is_empty());
        let one = &found.samples[0];
        println!(
            "{}: {:?} {:?} <{}> {:?} {} files, {} samples",
            path.file_name().unwrap().display(),
            one.grade,
            one.from.name,
            one.from.address,
            one.subject,
            one.attachments.len(),
            found.samples.len()
        );
    }
    println!("msg: {} files, sender {senders}, text {texts}", files.len());
    assert!(files.len() >= 26 && senders >= 14 && texts >= 24, "sender {senders}, text {texts}");
}

#[test]
fn with_the_received_header_block_it_is_an_original() {
    let Some(folder) = shared() else { return };
    let of = |name: &str| seen(&std::fs::read(folder.join("msg").join(name)).unwrap()).samples.remove(0);
    let kept = of("msgreaderjs__voteItems.msg");
    assert_eq!(kept.grade, Grade::A);
    assert!(!kept.received.is_empty());
    assert_eq!(of("msgreaderjs__Subject.msg").grade, Grade::B);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_outlook_file_does_no_harm(pick in any::<prop::sample::Index>(), hurt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let Some(folder) = shared() else { return Ok(()) };
        let files = files(&folder.join("msg"), "msg");
        let mut raw = std::fs::read(pick.get(&files)).unwrap();
        for (at, byte) in hurt {
            let at = at.index(raw.len());
            raw[at] = byte;
        }
        let seen = seen(&report("thu.msg", &raw));
        prop_assert!(!seen.problems.iter().any(|problem| problem.contains("Không phân tích được")));
    }
}
