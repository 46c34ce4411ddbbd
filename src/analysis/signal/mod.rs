//! Signals: named reasons why a mail is suspicious. One detector a file, each a pure function of a [`View`]; what a signal
//! weighs stands in `weights`, what a sum of signals means in `score`. A signal never decides: people do.

mod attachment;
mod auth;
mod contained;
mod defang;
mod display;
mod foreign;
mod form;
pub mod indicator;
mod link_text;
mod lookalike;
mod phrases;
mod reply_to;
mod score;
mod urls;
mod view;
mod weights;
mod wording;

pub use defang::{defang, quote};
pub use score::{Rating, Remembered, add, rate, sentence};
pub use view::View;
pub use weights::{WEIGHTS, Weight};

use phrases::Phrases;
use view::Raised;

/// Most findings of one code.
const SAME: usize = 3;

/// Runs the detectors; holds the compiled phrases, so one is made at start and shared.
#[derive(Debug, Default)]
pub struct Detectors {
    phrases: Phrases,
}

impl Detectors {
    /// The signals of a mail, unweighed, in the order of the detectors.
    fn raise(&self, view: &View<'_>) -> Vec<Raised> {
        let mut out = Vec::new();
        reply_to::find(view, &mut out);
        display::find(view, &self.phrases, &mut out);
        foreign::find(view, &self.phrases, &mut out);
        link_text::find(view, &mut out);
        lookalike::find(view, &mut out);
        urls::find(view, &mut out);
        attachment::find(view, &mut out);
        contained::find(view, &mut out);
        form::find(view, &mut out);
        wording::find(view, &self.phrases, &mut out);
        auth::find(view, &mut out);
        out
    }
}
