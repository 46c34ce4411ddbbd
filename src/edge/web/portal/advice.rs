//! What the status page says of a ticket, as message keys: the conclusion, and what to do now. Pure.

use crate::desk::look_up::Shown;
use crate::record::ticket::{Exposure, Kind, Status, Verdict};

/// The conclusion, or what stands in its place: colour and icon, never without the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Class: `bad`, `warn`, `good`, `open`.
    pub(super) tone: &'static str,
    /// Id of the icon in `part/icons.html`.
    pub(super) icon: &'static str,
    /// Last part of its message keys.
    key: &'static str,
}

impl Outcome {
    /// Key of the conclusion itself, one sentence.
    pub(super) fn sentence(&self) -> String {
        format!("portal-outcome-{}", self.key)
    }

    /// Whether what matters stands in the latest letter.
    pub(super) fn in_letter(&self) -> bool {
        ["waiting", "request-waiting", "request-done"].contains(&self.key)
    }

    /// Key of the sentence below it.
    pub(super) fn text(&self) -> String {
        format!("portal-outcome-{}-text", self.key)
    }
}

/// What a ticket's conclusion is.
pub(super) fn outcome(shown: &Shown) -> Outcome {
    let (tone, icon, key) = match (shown.kind, shown.verdict, shown.status) {
        (Kind::Request, _, Status::New) => ("open", "clock", "request-new"),
        (Kind::Request, _, Status::Triage | Status::Working) => ("open", "clock", "request-working"),
        (Kind::Request, _, Status::Waiting) => ("warn", "reply", "request-waiting"),
        (Kind::Request, _, _) => ("good", "check", "request-done"),
        (_, Some(Verdict::Phishing), _) => ("bad", "alarm", "phishing"),
        (_, Some(Verdict::Malware), _) => ("bad", "alarm", "malware"),
        (_, Some(Verdict::Spam), _) => ("warn", "mail", "spam"),
        (_, Some(Verdict::Legitimate), _) => ("good", "check", "legitimate"),
        (_, Some(Verdict::Undetermined), _) => ("warn", "help", "undetermined"),
        (_, None, Status::New) => ("open", "clock", "new"),
        (_, None, Status::Triage | Status::Working) => ("open", "clock", "working"),
        (_, None, Status::Waiting) => ("warn", "reply", "waiting"),
        (_, None, Status::Duplicate) => ("open", "copy", "duplicate"),
        (_, None, Status::Resolved | Status::Closed) => ("open", "check", "closed"),
    };
    Outcome { tone, icon, key }
}

/// What to do now, as last parts of the message keys `portal-step-…`; the most urgent first.
pub(super) fn steps(shown: &Shown, telephone: bool) -> Vec<&'static str> {
    if shown.kind == Kind::Request {
        return vec![match shown.status {
            Status::Waiting => "answer",
            status if status.is_open() => "request-open",
            _ => "request-done",
        }];
    }
    let mut steps = first_aid(shown, telephone);
    if shown.status == Status::Waiting {
        steps.push("answer");
    }
    let opened = shown.exposure == Some(Exposure::Opened);
    match shown.verdict {
        Some(Verdict::Phishing) => steps.extend(["ignore", "delete"]),
        Some(Verdict::Malware) if opened => steps.push("no-open"),
        Some(Verdict::Malware) => steps.extend(["no-open", "delete"]),
        Some(Verdict::Spam) => steps.extend(["mark", "unsubscribe"]),
        Some(Verdict::Legitimate) => steps.push("handle"),
        Some(Verdict::Undetermined) => steps.push("suspect"),
        None if shown.status.is_open() => steps.extend(["do-not", "forward"]),
        None => steps.push("again"),
    }
    let unclear = matches!(shown.verdict, None | Some(Verdict::Undetermined));
    if unclear && shown.original_missing && shown.status != Status::Duplicate {
        steps.push("original");
    }
    let harmless = matches!(shown.verdict, Some(Verdict::Legitimate | Verdict::Spam));
    if !harmless && shown.exposure.is_none() {
        steps.push("say");
    }
    steps
}

/// What somebody does first who did something with the mail.
fn first_aid(shown: &Shown, telephone: bool) -> Vec<&'static str> {
    let call = if telephone { "call" } else { "write" };
    match (shown.verdict, shown.exposure) {
        (Some(Verdict::Legitimate), _) => vec![],
        (_, Some(Exposure::Money)) => vec!["bank", call, "proof", "no-otp", "password"],
        (_, Some(Exposure::Otp)) => vec!["bank-otp", "no-otp", "password", "filters", call],
        (_, Some(Exposure::Password)) => vec!["password", "filters", call],
        (_, Some(Exposure::App)) => vec!["flight-mode", call, "other-device", "technician"],
        (Some(Verdict::Spam), _) => vec![],
        (_, Some(Exposure::Opened)) => vec!["unplug", call, "other-computer", "technician"],
        (_, Some(Exposure::Clicked)) => vec!["leave-page", "typed", call],
        (_, Some(Exposure::Nothing) | None) => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::locale::{Language, Languages};

    fn every() -> Vec<Shown> {
        let at = crate::base::clock::Instant::default();
        let mut out = Vec::new();
        for kind in Kind::ALL {
            for status in Status::ALL {
                for verdict in Verdict::ALL.iter().copied().map(Some).chain([None]) {
                    for exposure in Exposure::ALL.iter().copied().map(Some).chain([None]) {
                        out.push(Shown {
                            number: "HOTRO-2026-000001".into(),
                            kind: *kind,
                            status: *status,
                            verdict,
                            subject: String::new(),
                            original_missing: true,
                            exposure,
                            received_at: at,
                            begun_at: None,
                            ended_at: None,
                            due_at: None,
                            contested: false,
                            rating: None,
                            letters: Vec::new(),
                        });
                    }
                }
            }
        }
        out
    }

    #[test]
    fn everything_that_may_be_said_has_its_words_in_both_languages() {
        let languages = Languages::default();
        for shown in every() {
            let outcome = outcome(&shown);
            let steps = [true, false].into_iter().flat_map(|telephone| steps(&shown, telephone));
            let mut keys: Vec<String> = steps.map(|step| format!("portal-step-{step}")).collect();
            assert!(!keys.is_empty(), "there is always something to do: {shown:?}");
            keys.extend([outcome.sentence(), outcome.text()]);
            for language in Language::ALL {
                let words = languages.words(language);
                assert!(keys.iter().all(|key| words.knows(key)), "{language:?} {keys:?}");
            }
        }
    }

    #[test]
    fn somebody_who_opened_a_harmful_file_is_not_told_to_delete_it() {
        for shown in every() {
            let steps = steps(&shown, true);
            if shown.verdict == Some(Verdict::Malware) && shown.exposure == Some(Exposure::Opened) {
                assert!(shown.kind == Kind::Request || (steps[0] == "unplug" && !steps.contains(&"delete")));
            }
            let calm = shown.kind == Kind::Request || shown.verdict == Some(Verdict::Legitimate);
            let harmed = shown.kind != Kind::Request && shown.verdict != Some(Verdict::Legitimate);
            if harmed && shown.exposure == Some(Exposure::Money) {
                assert_eq!(steps[..2], ["bank", "call"], "money first");
            }
            assert_eq!(steps[0] == "password", !calm && shown.exposure == Some(Exposure::Password));
        }
    }
}
