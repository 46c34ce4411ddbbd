//! Text that a style hides from the reader and shows to filters.

use super::view::{Raised, View};

/// Hidden characters from which on it is no preview line of a newsletter.
const HIDDEN: usize = 400;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let hidden = view.traits.looks.hidden;
    if hidden >= HIDDEN {
        out.push(Raised::new("HIDDEN_TEXT", "text").with("count", hidden.to_string()));
    }
}
