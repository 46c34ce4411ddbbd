//! Who does something, and when, where nothing else has to be said.

use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::record::audit::Actor;

/// Who does it.
#[derive(Clone, Debug)]
pub struct By {
    /// The person.
    pub account: AccountId,
    /// For the audit log.
    pub actor: Actor,
    /// The present.
    pub now: Instant,
}
