//! Conclusions that many people get.

use serde::{Deserialize, Serialize};

use super::Span;

/// How a conclusion over a whole campaign leaves.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Verdict {
    /// With more letters than this the longer hold applies.
    pub many: u32,
    /// How long so many letters can be taken back before the first leaves.
    pub hold: Span,
    /// Whether so many letters need a second person's approval.
    pub second_approver: bool,
    /// Whether later reports of a campaign that was concluded are answered at once.
    pub late_answers: bool,
    /// Every so many such answers stay before a person; 0: none.
    pub sample_every: u32,
}

impl Default for Verdict {
    fn default() -> Self {
        Self { many: 20, hold: Span::seconds(300), second_approver: false, late_answers: true, sample_every: 10 }
    }
}
