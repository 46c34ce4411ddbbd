//! Which mails have enough in common, without a desk: five lures at once in many disguises against each other, and public
//! mail that has nothing to do with each other.

use hotro::analysis::fingerprint::{self, Fingerprint};
use hotro::desk::bond;

use crate::mail_support::{examiner, files, known, shared};
use crate::support::disguise::{Dice, reported};

/// The strongest reported mail of a raw one, as the desk would put it together with others.
struct Seen {
    name: String,
    print: Fingerprint,
    score: i32,
}

fn seen(name: &str, raw: &[u8], itself: bool) -> Option<Seen> {
    let found = examiner().examine(raw, &known(), itself);
    let sample = found.samples.iter().min_by_key(|sample| sample.grade)?;
    let print = fingerprint::of(sample, &found.report.from, &known());
    Some(Seen { name: name.into(), print, score: i32::from(sample.score) })
}

/// Whether the later mail finds the earlier one.
fn together(later: &Seen, earlier: &Seen) -> bool {
    let common = later.print.keys.intersection(&earlier.print.keys).cloned().collect();
    bond::weigh(&later.print.keys, &common, later.score).strength >= bond::enough(later.score)
}

#[test]
fn public_mails_are_strangers_to_each_other() {
    let Some(folder) = shared() else { return };
    let mut all = Vec::new();
    for kind in ["phish", "ham", "ham-html", "spam"] {
        for path in files(&folder.join(kind), "eml") {
            let name = format!("{kind}/{}", path.file_name().unwrap().to_string_lossy());
            all.extend(seen(&name, &std::fs::read(&path).unwrap(), true));
        }
    }
    let mut glued = Vec::new();
    for (at, later) in all.iter().enumerate() {
        for earlier in all.iter().take(at).filter(|earlier| together(later, earlier)) {
            glued.push(format!("{} + {}", earlier.name, later.name));
        }
    }
    println!("{} mails, {} pairs have enough in common: {glued:#?}", all.len(), glued.len());
    assert!(all.len() > 200);
    // Lures of one hand are among the phishing; of tens of thousands of other pairs next to none has.
    let lures = |pair: &&String| pair.matches("phish/").count() == 2;
    let others: Vec<_> = glued.iter().filter(|pair| !lures(pair)).collect();
    assert!(others.len() <= 3, "{others:#?}");
    assert!(!others.iter().any(|pair| pair.contains("phish/")), "{others:#?}");
}

#[test]
fn five_lures_at_once_are_told_apart_and_put_together() {
    let (mut worst_precision, mut worst_recall) = (1.0_f64, 1.0_f64);
    for seed in [11, 23, 47, 101, 977] {
        let mut dice = Dice::new(seed);
        let mut all: Vec<(usize, Seen)> = Vec::new();
        for n in 0..60 {
            let which = n % 5;
            all.push((
                which,
                seen(&n.to_string(), reported(which, &format!("nguoi{n}@laichau.gov.vn"), &mut dice).as_bytes(), false)
                    .unwrap(),
            ));
        }
        let (mut right, mut wrong, mut missed) = (0, 0, 0);
        for (at, (which, later)) in all.iter().enumerate() {
            for (other, earlier) in all.iter().take(at) {
                match (which == other, together(later, earlier)) {
                    (true, true) => right += 1,
                    (false, true) => wrong += 1,
                    (true, false) => missed += 1,
                    (false, false) => {}
                }
            }
        }
        worst_precision = worst_precision.min(f64::from(right) / f64::from(right + wrong));
        worst_recall = worst_recall.min(f64::from(right) / f64::from(right + missed));
    }
    println!("worst of five seeds: pairwise precision {worst_precision:.4}, recall {worst_recall:.4}");
    assert!(worst_precision >= 0.99 && worst_recall >= 0.95, "{worst_precision} {worst_recall}");
}
