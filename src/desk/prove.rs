//! Own checks of originals, when DNS is switched on: the cell says what it would have to know, the parent asks DNS, until
//! nothing is missing or the time is over. What could not be asked is a temporary error of the check, never of the analysis.

use std::collections::BTreeSet;
use std::time::Instant;

use super::examine::{self, Known, Question};
use crate::analysis::evidence::{Checked, Evidence, Grade, Sample};
use crate::analysis::signal::{Remembered, add};
use crate::base::locale::{Language, Languages};
use crate::infra::cell::CellPool;
use crate::infra::dns::{Answer, Query, Resolver};

/// Most samples of one mail that are checked.
const SAMPLES: usize = 3;
/// Most names that are asked for one sample; the limits of SPF and ten signatures stay below.
const NAMES: usize = 80;
/// Most rounds of asking; policies include each other up to ten deep.
const ROUNDS: usize = 14;

/// Puts what DNS tells of the originals into the evidence.
pub(super) async fn prove(
    (cells, dns): (&CellPool, &Resolver),
    known: &Known,
    as_sample: bool,
    raw: &[u8],
    seen: &mut Evidence,
) {
    if !dns.is_on() {
        return;
    }
    let begun = Instant::now();
    let words = Languages::default().words(Language::Vi);
    let originals = seen.samples.iter_mut().enumerate().filter(|(_, sample)| sample.grade == Grade::A);
    for (at, sample) in originals.take(SAMPLES) {
        let Some(proof) = one((cells, dns), (known, as_sample, at), raw, begun).await else { continue };
        sample.auth.signatures = proof.signatures;
        sample.auth.own = Some(proof.own);
        if let Some(told) = failed(sample) {
            // The same fact, better known.
            let known = ["AUTH_FAIL", "AUTH_NONE", "KNOWN_GOOD"];
            sample.findings.retain(|finding| !known.contains(&finding.code.as_str()));
            add(sample, told, &words);
        } else if proven(sample) && known.knows_sender(&sample.from.address) {
            let values = vec![("address", sample.from.address.clone())];
            add(sample, Remembered { code: "KNOWN_GOOD", at: "from", values }, &words);
        }
    }
}

async fn one(
    (cells, dns): (&CellPool, &Resolver),
    (known, as_sample, sample): (&Known, bool, usize),
    raw: &[u8],
    begun: Instant,
) -> Option<examine::Proof> {
    let mut answers: Vec<(Query, Answer)> = Vec::new();
    for round in 0..=ROUNDS {
        let known = known.clone();
        let question = examine::ask(&Question::Prove { known, as_sample, sample, answers: answers.clone() });
        let answer =
            cells.run(&[&question, raw]).await.inspect_err(|error| tracing::info!(%error, "a mail was not checked"));
        let proof = examine::read_proof(&answer.ok()?)?;
        // The last word: with every question answered, if only by a failure, nothing is missing.
        if proof.asks.is_empty() || round == ROUNDS {
            return Some(proof);
        }
        let left = dns.time().saturating_sub(begun.elapsed());
        let had: BTreeSet<Query> = answers.iter().map(|(query, _)| query.clone()).collect();
        let new: Vec<Query> = proof.asks.into_iter().filter(|query| !had.contains(query)).collect();
        if answers.len() + new.len() > NAMES || round + 3 > ROUNDS {
            answers.extend(new.into_iter().map(|query| (query, Answer::Failed)));
        } else {
            answers.extend(dns.ask(new, left).await);
        }
    }
    None
}

fn proven(sample: &Sample) -> bool {
    sample.auth.own.as_ref().is_some_and(|own| own.dmarc == Some(Checked::Pass))
}

/// The finding where a check failed for good: DMARC, or SPF of a domain that has no DMARC policy.
fn failed(sample: &Sample) -> Option<Remembered> {
    let own = sample.auth.own.as_ref()?;
    let spf = own.dmarc == Some(Checked::None) && own.spf == Some(Checked::Fail);
    let signed = sample.auth.signatures.iter().any(|one| one.result == Some(Checked::Pass));
    let domain = sample.from.address.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    let detail = match own.dmarc {
        Some(Checked::Fail) => "DMARC",
        _ if spf && !signed => "SPF",
        _ => return None,
    };
    Some(Remembered { code: "OWN_AUTH_FAIL", at: "auth", values: vec![("domain", domain), ("detail", detail.into())] })
}
