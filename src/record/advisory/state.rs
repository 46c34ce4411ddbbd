//! Where an advisory can stand, which moves are legal, and what is put down of a change. Pure.

use crate::text_enum;

text_enum! {
    /// Where an advisory stands.
    State {
        /// It is being written.
        Draft = "draft",
        /// It lies before the one who signs.
        ToSign = "to_sign",
        /// It came back unsigned, with a comment.
        Returned = "returned",
        /// It was signed, and the clerk gave it number and date.
        Issued = "issued",
        /// A newer one was issued in its place.
        Replaced = "replaced",
    }
}

text_enum! {
    /// What a change of an advisory was.
    Step {
        /// Its first draft was made.
        Opened = "opened",
        /// Its words were changed.
        Saved = "saved",
        /// Its figures were counted anew.
        Counted = "counted",
        /// It was laid before the one who signs.
        Submitted = "submitted",
        /// It came back.
        Returned = "returned",
        /// It got number and date.
        Issued = "issued",
        /// A newer one took its place.
        Replaced = "replaced",
    }
}

impl State {
    /// Whether its words may be changed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Where a step leads from here; nowhere where it is not legal.
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Draft | Self::Returned, Step::Saved | Step::Counted) => Some(Self::Draft),
            (Self::Draft | Self::Returned, Step::Submitted) => Some(Self::ToSign),
            (Self::ToSign, Step::Returned) => Some(Self::Returned),
            (Self::ToSign, Step::Issued) => Some(Self::Issued),
            (Self::Issued, Step::Replaced) => Some(Self::Replaced),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_is_issued_and_what_is_issued_is_never_edited() {
        for state in State::ALL {
            assert_eq!(state.after(Step::Issued).is_some(), *state == State::ToSign, "{state}");
            assert_eq!(state.after(Step::Saved).is_some(), state.is_open(), "{state}");
            assert_eq!(state.after(Step::Replaced).is_some(), *state == State::Issued, "{state}");
            assert_eq!(state.after(Step::Opened), None, "{state}");
        }
        assert_eq!(State::Returned.after(Step::Submitted), Some(State::ToSign));
    }
}
