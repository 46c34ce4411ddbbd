//! The public test mails as pages and pictures: nothing live is left in any page, and a mail that cannot be drawn says so.

use hotro::desk::examine::{Question, answer, ask, read_bytes};
use regex::Regex;

use crate::mail_support::{examiner, files, known, shared};

/// Kinds of mail that are looked at.
const KINDS: &[&str] = &["phish", "ham-html", "torture"];

#[test]
fn nothing_live_is_left_in_any_page() {
    let Some(folder) = shared() else { return };
    let live = Regex::new(
        r#"(?i)<(?:script|form|input|iframe|object|embed|link|base|svg|math|video|audio|meta http)|<[^>]*\s(?:href|on\w+|action|background|srcset|id|class="(?:[^gp]))|<[^>]*\ssrc="(?:[^d]|d[^a])|style="[^"]*(?:url|@|\\|expression|position)"#,
    )
    .unwrap();
    let titles = Regex::new(r#"\btitle="[^"]*""#).unwrap();
    let (mut pages, mut all) = (0, 0);
    for path in KINDS.iter().flat_map(|kind| files(&folder.join(kind), "eml")) {
        let raw = std::fs::read(&path).unwrap();
        let question = ask(&Question::Page { known: known(), as_sample: true, sample: 0 });
        all += 1;
        let Some(page) = read_bytes(&answer(examiner(), &[question, raw].concat())) else { continue };
        pages += 1;
        let page = String::from_utf8(page).unwrap();
        // A title is text, whatever it says.
        let body = titles.replace_all(page.split_once("</head>").unwrap().1, "");
        assert!(!live.is_match(&body), "{}: {:?}", path.display(), live.find(&body));
    }
    println!("{pages} pages of {all} mails");
    assert!(pages * 100 >= all * 90, "{pages} pages of {all} mails");
}

#[cfg(feature = "picture")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn most_mails_can_be_drawn_and_none_takes_the_program_along() {
    use hotro::desk::examine::read_picture;
    use hotro::infra::cell::{CellConfig, CellPool};

    let Some(folder) = shared() else { return };
    let mut config = CellConfig::new(env!("CARGO_BIN_EXE_hotro").into(), vec!["cell".into()]);
    // A debug build on a busy machine; what is tested here is not the deadline.
    (config.memory, config.deadline) = (512 << 20, std::time::Duration::from_mins(1));
    let cells = CellPool::new(config);
    let (mut drawn, mut failed) = (0, Vec::new());
    for path in KINDS.iter().flat_map(|kind| files(&folder.join(kind), "eml").into_iter().step_by(40)) {
        let raw = std::fs::read(&path).unwrap();
        let page = ask(&Question::Page { known: known(), as_sample: true, sample: 0 });
        if read_bytes(&answer(examiner(), &[page, raw.clone()].concat())).is_none() {
            // There is nothing to draw.
            continue;
        }
        let question = ask(&Question::Picture { known: known(), as_sample: true, sample: 0 });
        match cells.run(&[&question, &raw]).await {
            Ok(answer) if read_picture(&answer).is_some() => drawn += 1,
            other => failed.push(format!("{}: {:?}", path.display(), other.map(|answer| answer.len()))),
        }
    }
    println!("{drawn} drawn, not: {failed:#?}");
    assert!(drawn >= 5 && failed.len() * 10 <= drawn, "{drawn} drawn, not: {failed:#?}");
}
