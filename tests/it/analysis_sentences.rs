//! Findings as people read them: both languages, defanged values, one table of weights; and the cell's questions.

use std::collections::BTreeSet;

use hotro::analysis::evidence::SuggestedVerdict;
use hotro::analysis::signal::{WEIGHTS, sentence};
use hotro::base::locale::{Language, Languages};
use hotro::desk::examine::{Question, answer, ask, print, read_bytes, read_evidence};

use crate::mail_support::{examiner, known, own};

/// Signals whose mails are made in a test: of attachments in `analysis_tricks`, of pictures in `analysis_codes`, of what the
/// desk remembers in `history`, of what DNS tells in `own_auth`.
const ELSEWHERE: &[&str] = &[
    "ARCHIVE_BOMB",
    "CONTAINED_FORM",
    "CONTAINED_PROGRAM",
    "EXPLOIT_OBJECT",
    "HTML_SMUGGLING",
    "KNOWN_IOC",
    "LOOKS_OFFICIAL",
    "MACRO_AUTORUN",
    "MASS_CAMPAIGN",
    "OFFICE_DDE",
    "OWN_AUTH_FAIL",
    "OWN_LETTER",
    "OWN_LETTER_FORGED",
    "PASSWORD_IN_MAIL",
    "PDF_ACTION",
    "QR_LINK",
    "QR_WORDS",
    "REMOTE_TEMPLATE",
    "SHORTCUT_COMMAND",
];

#[test]
fn every_signal_has_a_fixture_and_a_sentence_in_both_languages() {
    let languages = Languages::default();
    let examiner = examiner();
    let mut raised = BTreeSet::new();
    for path in own("signal") {
        let seen = examiner.examine(&std::fs::read(&path).unwrap(), &known(), true);
        for finding in seen.samples.iter().flat_map(|sample| &sample.findings) {
            raised.insert(finding.code.clone());
            assert_eq!(finding.reason, sentence(&languages.words(Language::Vi), finding));
            let english = sentence(&languages.words(Language::En), finding);
            assert!(english != finding.reason && !english.starts_with("finding-"), "{english}");
            for text in [&finding.reason, &english] {
                assert!(!text.contains("{ $") && !text.contains("{$") && !text.contains("http"), "{text}");
                for value in finding.values.values().filter(|value| value.contains("[.]")) {
                    assert!(!text.contains(&value.replace("[.]", ".")), "{text}");
                }
            }
        }
    }
    let declared = WEIGHTS.iter().map(|row| row.code).filter(|code| !ELSEWHERE.contains(code));
    assert_eq!(raised, declared.map(str::to_owned).collect());
}

#[test]
fn a_score_is_the_sum_of_its_findings() {
    let examiner = examiner();
    for path in own("signal").into_iter().chain(own("forward")).chain(own("attached")) {
        let raw = std::fs::read(&path).unwrap();
        for sample in examiner.examine(&raw, &known(), path.to_string_lossy().contains("/signal/")).samples {
            let sum: i16 = sample.findings.iter().map(|finding| finding.weight).sum();
            assert_eq!(i16::from(sample.score), sum.clamp(0, 100), "{}", path.display());
            assert!(sample.findings.is_sorted_by_key(|finding| -finding.weight));
            assert!((sample.score >= 50) == (sample.suggested_verdict != SuggestedVerdict::Undetermined));
        }
    }
}

#[test]
fn a_cell_gives_evidence_and_parts_of_a_mail() {
    let examiner = examiner();
    let path = own("attached").into_iter().find(|path| path.to_string_lossy().contains("006")).unwrap();
    let raw = std::fs::read(path).unwrap();
    let put = |question: &Question| answer(examiner, &[ask(question), raw.clone()].concat());
    let (known, as_sample) = (known(), false);
    let seen = read_evidence(&put(&Question::Examine { known: known.clone(), as_sample })).unwrap();
    assert_eq!(seen, examiner.examine(&raw, &known, false));
    let original = read_bytes(&put(&Question::SampleRaw { known: known.clone(), as_sample, sample: 0 })).unwrap();
    assert!(original.starts_with(b"Return-Path: <bounce@webmail-update.top>"));
    let attachment = |sample| Question::Attachment { known: known.clone(), as_sample, sample, attachment: 0 };
    let picture = read_bytes(&put(&attachment(None))).unwrap();
    assert!(picture.starts_with(b"\x89PNG") && picture.len() == 48);
    assert_eq!(read_bytes(&put(&attachment(Some(0)))), None);
    assert_eq!(read_bytes(&put(&attachment(Some(9)))), None);
    assert!(read_evidence(&answer(examiner, b"\xff\xff\xff\xffx")).is_err());
    assert!(read_evidence(&[]).is_err());
}

#[test]
fn analyze_prints_one_json_line_and_harmless_text() {
    let examiner = examiner();
    let path = own("forward").into_iter().find(|path| path.to_string_lossy().contains("029")).unwrap();
    let seen = examiner.examine(&std::fs::read(path).unwrap(), &known(), false);
    let json = print(&seen, true);
    assert_eq!(json.lines().count(), 1);
    assert!(json.starts_with(r#"{"schema":"hotro.evidence/1","report":{"#));
    let text = print(&seen, false);
    assert!(text.contains("Держлікслужба у Хмельницькій області <dls[.]km[@]dls[.]gov[.]ua>"), "{text}");
    assert!(text.contains("hxxp://mail-capnhat[.]weebly[.]com/") && !text.contains("http://"), "{text}");
}
