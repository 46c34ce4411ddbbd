//! The public test mails beside the repository: none panics, none takes long, most are understood; and the rows of
//! quotequail are read as they say.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hotro::analysis::evidence::{Evidence, Mailbox};
use serde_json::Value;

use crate::mail_support::{examiner, files, known, shared};

/// Generous, since tests are built without optimisation and share the machine.
const LONG: Duration = Duration::from_secs(20);

/// Kinds of mail, and how many of them in a hundred must give a sender.
const KINDS: &[(&str, usize)] = &[
    ("arf", 90),
    ("auth", 90),
    ("autoreply", 100),
    ("bounce", 95),
    ("crypto", 75),
    ("ham", 95),
    ("ham-html", 95),
    ("phish", 98),
    ("phish-redacted", 80),
    ("reply", 40),
    ("report", 95),
    ("report-auto", 100),
    ("spam", 90),
    ("torture", 85),
];

#[test]
fn every_public_mail_is_read() {
    let Some(folder) = shared() else { return };
    let examiner = examiner();
    let mut slowest = (Duration::ZERO, String::new());
    let mut wrong = Vec::new();
    for (kind, floor) in KINDS {
        let mails = files(&folder.join(kind), "eml");
        let (mut senders, mut texts, mut links, mut found) = (0, 0, 0, 0);
        for path in &mails {
            let raw = std::fs::read(path).unwrap();
            let start = Instant::now();
            let itself = examiner.examine(&raw, &known(), true);
            let took = start.elapsed();
            if took > slowest.0 {
                slowest = (took, path.display().to_string());
            }
            let sample = &itself.samples[0];
            senders += usize::from(sample.from.address.contains('@'));
            texts += usize::from(!sample.text.is_empty() || !sample.attachments.is_empty());
            links += usize::from(!sample.links.is_empty());
            found += usize::from(!examiner.examine(&raw, &known(), false).samples.is_empty());
        }
        let count = mails.len();
        println!("{kind}: {count} mails, sender {senders}, content {texts}, links {links}, report something {found}");
        if count == 0 || senders * 100 < count * floor {
            wrong.push(format!("{kind}: only {senders} of {count} have a sender"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    println!("slowest: {:?} {}", slowest.0, slowest.1);
    assert!(slowest.0 < LONG, "{slowest:?}");
}

#[test]
fn no_good_mail_is_called_phishing() {
    let Some(folder) = shared() else { return };
    for kind in ["ham", "ham-html"] {
        for path in files(&folder.join(kind), "eml") {
            let seen = examiner().examine(&std::fs::read(&path).unwrap(), &known(), true);
            assert!(seen.samples[0].score < 50, "{}: {:?}", path.display(), seen.samples[0].findings);
        }
    }
}

#[test]
fn attached_reports_hold_their_sample() {
    let Some(folder) = shared() else { return };
    let examiner = examiner();
    for (kind, floor) in [("arf", 80), ("bounce", 50)] {
        let mails = files(&folder.join(kind), "eml");
        let found = mails
            .iter()
            .filter(|path| !examiner.examine(&std::fs::read(path).unwrap(), &known(), false).samples.is_empty())
            .count();
        assert!(found * 100 >= mails.len() * floor, "{kind}: {found} of {}", mails.len());
    }
}

/// The rows of two readers of bounces. They also take free text for one; we take only reports by RFC 3464 that are the mail
/// itself and name the mail that was sent, and of those each says who did not get it.
#[test]
fn bounces_name_whom_they_did_not_reach() {
    let Some(folder) = shared() else { return };
    let (mut told, mut untold, mut wrong) = (0, 0, Vec::new());
    for file in ["bounce_flufl.jsonl", "bounce_sisimai.jsonl"] {
        let text = std::fs::read_to_string(folder.join("expected").join(file)).unwrap();
        let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        for row in rows.filter(|row| row["file"].as_str().unwrap().starts_with("bounce/")) {
            let raw = std::fs::read(folder.join(row["file"].as_str().unwrap())).unwrap();
            let Some(bounce) = examiner().examine(&raw, &known(), false).bounce else {
                untold += 1;
                continue;
            };
            told += 1;
            let (wanted, first) = (&row["expected"], &bounce.failed[0]);
            let right = match wanted["permanent"].as_array() {
                Some(people) => bounce.failed.iter().all(|one| people.iter().any(|who| *who == one.addresses[0])),
                // A server's words may name another code of the same class than its fields.
                None => {
                    wanted[0]["dsn"].as_str().unwrap().starts_with(first.status.split('.').next().unwrap())
                        && !first.addresses.is_empty()
                }
            };
            if !right {
                wrong.push(format!("{}: {wanted}, saw {:?}", row["file"], bounce.failed));
            }
        }
    }
    println!("bounces: {told} reports read, {untold} without one");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told >= 9, "{told}");
}

/// A field of a row without what differs between readers of text: quotes of names, blanks.
fn plain(text: &str) -> String {
    let bare: String = text.chars().filter(|c| !matches!(c, '"' | '\'' | '<' | '>' | '(' | ')')).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What of a row's forward is not as it should be.
fn differs(wanted: &Value, seen: &Evidence) -> Vec<String> {
    let Some(sample) = seen.samples.first() else { return vec!["no sample".into()] };
    let boxes = |all: &[Mailbox]| {
        let one = |found: &Mailbox| format!("{} {}", found.name.clone().unwrap_or_default(), found.address);
        plain(&all.iter().map(one).collect::<Vec<_>>().join(", "))
    };
    let mut wrong = Vec::new();
    for (field, found) in [
        ("from", boxes(std::slice::from_ref(&sample.from))),
        ("to", boxes(&sample.to)),
        ("reply-to", boxes(&sample.reply_to)),
        ("subject", plain(&sample.subject)),
        ("text", plain(&sample.text)),
        ("text_top", plain(seen.report.words.split("\n\nText bottom").next().unwrap_or_default())),
    ] {
        match wanted[field].as_str() {
            Some(said) if plain(said) != found => wrong.push(format!("{field}: {said:?}, saw {found:?}")),
            _ => {}
        }
    }
    if wanted["date"].is_string() != sample.date.is_some() {
        wrong.push(format!("date: {}, saw {:?}", wanted["date"], sample.date));
    }
    if let Some(below) = wanted["text_bottom"].as_str()
        && (!seen.report.words.ends_with(below) || sample.text.contains(below))
    {
        wrong.push(format!("text_bottom: {:?}", seen.report.words));
    }
    wrong
}

/// Every row of a file: a forward is read as it says, an answer is one only under a subject that says so, and the rest is none.
fn quotequail(file: &str, field: &str, kind: &str, rows: usize) {
    let Some(folder) = shared() else { return };
    let text = std::fs::read_to_string(folder.join("expected").join(file)).unwrap();
    let (mut all, mut wrong) = (0, Vec::new());
    for row in text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let read = |subject: &str| {
            let body = row[field].as_str().unwrap();
            let raw = format!("From: a@example.com\nSubject: {subject}\nContent-Type: {kind}; charset=utf-8\n\n{body}");
            examiner().examine(raw.as_bytes(), &known(), false)
        };
        let (plain, forward) = (read("x"), read("Fwd: x"));
        let found = match row["expected"]["type"].as_str() {
            Some("forward") => differs(&row["expected"], &plain),
            Some("reply") if plain.samples.is_empty() => differs(&row["expected"], &forward),
            _ if plain.samples.is_empty() => Vec::new(),
            _ => vec!["a sample".into()],
        };
        all += 1;
        if !found.is_empty() {
            wrong.push(format!("{}: {}", row["id"], found.join("; ")));
        }
    }
    println!("{file}: {} of {all}", all - wrong.len());
    assert!(wrong.is_empty() && all == rows, "{all} rows\n{}", wrong.join("\n"));
}

#[test]
fn forwards_of_quotequail_are_read_from_text() {
    quotequail("forward_quotequail.jsonl", "body", "text/plain", 20);
}

#[test]
fn forwards_of_quotequail_are_read_from_html() {
    quotequail("forward_quotequail_html.jsonl", "body_html", "text/html", 9);
}

/// Texts of the public collection in old sets, the name of the set, and words that stand in them.
const TEXTS: &[(&str, &str, &str)] = &[
    ("vi/uchardet__viscii.txt", "viscii", "Chữ Quốc ngữ là hệ chữ viết thống nhất chính thức hiện nay của tiếng Việt"),
    ("vi/uchardet__windows-1258.txt", "windows-1258", "Chữ Quốc ngữ là hệ chữ viết thống nhất chính thức hiện nay"),
    ("charset/uchardet__windows-1251.txt", "windows-1251", " "),
    ("charset/uchardet__uhc.smi", "euc-kr", "다"),
];

#[test]
fn texts_in_old_character_sets_are_read_with_and_without_their_name() {
    let Some(folder) = shared() else { return };
    for (file, set, wanted) in TEXTS {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let read = |set: &str| {
            let head = format!("From: a@b.example\nContent-Type: text/plain; charset={set}\n\n");
            let seen = examiner().examine(&[head.as_bytes(), &bytes].concat(), &known(), true);
            (seen.samples[0].text.clone(), seen.problems)
        };
        let (named, guessed) = (read(set), read("us-ascii"));
        assert!(named.0.contains(wanted) && !named.0.contains('\u{fffd}'), "{file}: {}", named.0);
        assert!(named.1.is_empty(), "{file}: {:?}", named.1);
        assert_eq!(named.0, guessed.0, "{file}");
        assert!(guessed.1.iter().any(|problem| problem.contains("bảng mã")), "{file}: {:?}", guessed.1);
    }
}

fn all_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all_files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn whatever_is_no_mail_does_no_harm_either() {
    let Some(folder) = shared() else { return };
    let mut all = Vec::new();
    all_files(&folder, &mut all);
    let examiner = examiner();
    for path in all {
        let begun = Instant::now();
        let seen = examiner.examine(&std::fs::read(&path).unwrap(), &known(), true);
        assert!(begun.elapsed() < LONG, "{}: {:?}", path.display(), begun.elapsed());
        assert!(!seen.problems.iter().any(|problem| problem.starts_with("Không phân tích")), "{}", path.display());
    }
}
