//! Where a reported mail came from, as the page of its ticket shows it: its hops, what servers wrote about it, and what
//! was checked here, each in one sentence.

use super::super::page::Frame;
use super::shown;
use crate::analysis::evidence::{Checked, ClaimedOrigin, Grade, Hop, Own, Sample, Signature};
use crate::analysis::known::is_under;
use crate::base::text::{Zone, list_time};

/// Most hops that are shown; the raw mail has them all.
const HOPS: usize = 20;

/// A hop.
#[derive(Debug)]
pub struct HopRow {
    /// Sending host, as it called itself.
    pub from: String,
    /// Its address and reverse name.
    pub address: String,
    /// Receiving host.
    pub by: String,
    /// When it was received.
    pub at: String,
    /// How long after the hop before; empty where that is not known.
    pub delay: String,
    /// Protocol and TLS.
    pub with: String,
    /// Whether the mail came in from outside here.
    pub external: bool,
    /// What is odd, in words.
    pub marks: Vec<String>,
}

/// What a mail's sender could be shown to be.
#[derive(Debug)]
pub struct Trace {
    /// Hops, the oldest first.
    pub hops: Vec<HopRow>,
    /// What fields say about the sender's own machine, in sentences.
    pub origins: Vec<String>,
    /// What a server wrote: mechanism and result.
    pub auth: Vec<(&'static str, String)>,
    /// Who wrote it; empty where nobody did.
    pub auth_by: String,
    /// Whether that server is one that the settings name.
    pub trusted: bool,
    /// What was checked here, in sentences; what was not is said too.
    pub own: Vec<String>,
}

/// What the page shows of where a mail came from.
pub(super) fn trace(frame: &Frame, sample: &Sample) -> Trace {
    let hops = sample.received.iter().enumerate().rev().take(HOPS);
    Trace {
        hops: hops.map(|(at, hop)| row(frame, hop, sample.external == Some(at))).collect(),
        origins: sample.claimed_origin.iter().map(|one| origin(frame, one)).collect(),
        auth: auth(frame, sample),
        auth_by: sample.auth.by.as_deref().map(shown::line).unwrap_or_default(),
        trusted: sample.auth.trusted,
        own: if sample.grade == Grade::C { Vec::new() } else { own(frame, sample) },
    }
}

fn row(frame: &Frame, hop: &Hop, external: bool) -> HopRow {
    let part = |value: Option<&str>| value.map(shown::line).unwrap_or_default();
    let reverse = hop.reverse.as_deref().filter(|name| Some(*name) != hop.helo());
    let address = [part(hop.ip.as_deref()), part(reverse)];
    let with = [part(hop.with.as_deref()), part(hop.tls.as_deref().filter(|tls| *tls != "TLS"))];
    let all = |parts: [String; 2]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    HopRow {
        from: part(hop.helo()),
        address: all(address),
        by: part(hop.by.as_deref()),
        at: hop.date.map(|at| list_time(at.naive_utc(), Zone::default())).unwrap_or_default(),
        delay: hop.delay.map(|seconds| delay(frame, seconds)).unwrap_or_default(),
        with: all(with),
        external,
        marks: hop.marks.iter().map(|mark| frame.word("hop-mark", word(mark))).collect(),
    }
}

fn delay(frame: &Frame, seconds: i64) -> String {
    let length = seconds.unsigned_abs();
    let (unit, number) = match length {
        0..120 => ("second", length),
        120..7200 => ("minute", length / 60),
        7200..172_800 => ("hour", length / 3600),
        _ => ("day", length / 86_400),
    };
    let said = frame.say_with(&format!("hop-delay-{unit}"), "count", number);
    if seconds < 0 { frame.say_with("hop-delay-before", "time", said) } else { said }
}

fn origin(frame: &Frame, one: &ClaimedOrigin) -> String {
    let values = [("field", one.field.as_str()), ("ip", one.ip.as_str())];
    frame.words.say_with("mail-origin", values)
}

fn auth(frame: &Frame, sample: &Sample) -> Vec<(&'static str, String)> {
    let all = [("SPF", &sample.auth.spf), ("DKIM", &sample.auth.dkim), ("DMARC", &sample.auth.dmarc)];
    let result = |word: &str| match word.to_ascii_lowercase().as_str() {
        known @ ("pass" | "fail" | "softfail" | "neutral" | "none" | "temperror" | "permerror") => {
            frame.word("auth", known)
        }
        _ => shown::line(word),
    };
    all.into_iter().filter_map(|(name, word)| Some((name, result(word.as_deref()?)))).collect()
}

/// What was checked here, in sentences.
fn own(frame: &Frame, sample: &Sample) -> Vec<String> {
    let from = sample.from.address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()).unwrap_or_default();
    let signatures = sample.auth.signatures.iter();
    let mut out: Vec<String> = signatures
        .map(|one| {
            frame.words.say_with(
                signed(one, &from),
                [("domain", shown::line(&one.domain).as_str()), ("from", shown::line(&from).as_str())],
            )
        })
        .collect();
    let Some(own) = &sample.auth.own else {
        out.push(frame.say("own-unchecked"));
        return out;
    };
    if out.is_empty() {
        out.push(frame.say("own-dkim-absent"));
    }
    out.push(spf(frame, sample, own));
    if let Some(result) = own.dmarc {
        let policy = own.policy.as_deref().unwrap_or("none");
        let values = [("from", shown::line(&from)), ("policy", frame.word("dmarc-policy", policy))];
        let values = values.iter().map(|(name, value)| (*name, value.as_str()));
        out.push(frame.words.say_with(&format!("own-dmarc-{}", word(&result)), values));
    }
    if let Some(result) = own.arc {
        let key = if result == Checked::Pass { "own-arc-pass" } else { "own-arc-other" };
        out.push(frame.say_with(key, "result", frame.word("auth", word(&result))));
    }
    out
}

/// The sentence for a signature: whether it holds, and whether it is the sender's.
fn signed(one: &Signature, from: &str) -> &'static str {
    match one.result {
        None if one.body_intact => "own-body-intact",
        _ if !one.body_intact => "own-body-changed",
        Some(Checked::Pass) if is_under(from, &one.domain) || is_under(&one.domain, from) => "own-dkim-aligned",
        Some(Checked::Pass) => "own-dkim-other",
        Some(Checked::Expired) => "own-dkim-expired",
        Some(Checked::None) => "own-dkim-no-key",
        Some(Checked::TempError) => "own-dkim-temperror",
        Some(Checked::PermError) => "own-dkim-permerror",
        _ => "own-dkim-fail",
    }
}

fn spf(frame: &Frame, sample: &Sample, own: &Own) -> String {
    let Some(result) = own.spf else { return frame.say("own-spf-unknown") };
    let hop = sample.external.and_then(|at| sample.received.get(at));
    let ip = hop.and_then(|hop| hop.ip.as_deref()).map(shown::line).unwrap_or_default();
    let domain = shown::line(&own.spf_domain);
    frame.words.say_with(&format!("own-spf-{}", word(&result)), [("ip", ip.as_str()), ("domain", domain.as_str())])
}

/// The word that a value has in the evidence.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}
