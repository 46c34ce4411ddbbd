//! Signals: named reasons why a mail is suspicious. One detector a file, each a pure function of a [`View`]; what a signal
//! weighs stands in `weights`, what a sum of signals means in `score`. A signal never decides: people do.

mod account;
mod attachment;
mod auth;
mod bare;
mod brand;
mod calls;
mod carried;
mod code;
mod contained;
mod defang;
mod display;
mod envelope;
mod foreign;
mod form;
mod free_mail;
mod hidden;
mod hops;
pub mod indicator;
mod internal;
mod known_good;
mod link_text;
mod lookalike;
mod lures;
mod obfuscated;
mod odd_host;
mod odd_word;
mod office;
mod pattern;
mod phrases;
mod reply_to;
mod score;
mod spans;
mod subject;
mod urls;
mod view;
mod weights;
mod wording;

pub use defang::{defang, quote};
pub use score::{Rating, Remembered, add, rate, sentence, take_out};
pub use urls::is_shared;
pub use view::View;
pub use weights::{Speaks, WEIGHTS, Weight};

use calls::Buttons;
use lures::Lures;
use obfuscated::Disguises;
use office::Offices;
use phrases::Phrases;
use view::Raised;

/// Most findings of one code.
const SAME: usize = 3;

/// Runs the detectors; holds the compiled phrases, so one is made at start and shared.
#[derive(Debug, Default)]
pub struct Detectors {
    phrases: Phrases,
    lures: Lures,
    offices: Offices,
    buttons: Buttons,
    disguises: Disguises,
}

impl Detectors {
    /// The signals of a mail, unweighed, in the order of the detectors.
    fn raise(&self, view: &View<'_>) -> Vec<Raised> {
        let mut out = Vec::new();
        reply_to::find(view, &mut out);
        office::replies(view, &mut out);
        office::stranger(view, &mut out);
        envelope::find(view, &mut out);
        odd_word::find(view, &mut out);
        self.offices.find(view, &mut out);
        brand::find(view, &mut out);
        display::find(view, &self.phrases, &mut out);
        foreign::find(view, &self.phrases, &mut out);
        link_text::find(view, &mut out);
        lookalike::find(view, &mut out);
        urls::find(view, &mut out);
        odd_host::find(view, &mut out);
        carried::find(view, &mut out);
        self.buttons.find(view, &mut out);
        attachment::find(view, &mut out);
        contained::find(view, &mut out);
        code::find(view, &mut out);
        form::find(view, &mut out);
        wording::find(view, &self.phrases, &mut out);
        self.lures.find(view, &mut out);
        account::find(view, &self.phrases, &mut out);
        self.disguises.find(view, &mut out);
        subject::find(view, &mut out);
        hidden::find(view, &mut out);
        bare::find(view, &mut out);
        auth::find(view, &mut out);
        hops::find(view, &mut out);
        internal::find(view, &mut out);
        known_good::find(view, &mut out);
        out
    }
}
