//! What was found inside one attachment, put together from all that is in it.

use super::facts::Trick;
use crate::analysis::evidence::{Content, Link};

/// What was found inside one attachment.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Opened {
    /// Files inside, at most 200.
    pub(in super::super) contents: Vec<Content>,
    /// Whether it or a file inside is encrypted.
    pub(in super::super) encrypted: bool,
    /// Tricks: of which kind, in which file, and what shows it.
    pub(in super::super) tricks: Vec<(Trick, String, String)>,
    /// What QR codes say that lead to no page: in which file, and the words.
    pub(in super::super) codes: Vec<(String, String)>,
    /// Links, each with the path of the file that holds it.
    pub(in super::super) links: Vec<Link>,
}
