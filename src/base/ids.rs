//! Identifiers that several records share, each its own type so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

row_id! {
    /// Row of a ticket; people see its number, programs its uuid.
    TicketId;
    /// Row of a person who reported something.
    ReporterId;
    /// Row of an account that signs in at the desk.
    AccountId;
    /// Row of one arrival of a mail (the same mail may arrive twice).
    ArrivalId;
    /// Row of an entry of a ticket's conversation.
    MessageId;
    /// Row of a letter in the outbox.
    LetterId;
    /// Row of a job in the queue.
    JobId;
    /// Row of an exposed mailbox.
    ExposedId;
    /// Row of an advisory on its way to one address.
    MailingId;
    /// Row of a mail that answers an advisory.
    ReplyId;
    /// Row of a measure against an attack.
    MeasureId;
    /// Row of an agency under one name.
    AgencyId;
    /// Row of an API token.
    TokenId;
    /// Row of a campaign; people and programs see its uuid.
    CampaignId;
    /// Row of a step in a campaign's history.
    StepId;
    /// Row of an advisory; people and programs see its uuid.
    AdvisoryId;
}

/// A new public identifier (UUID version 7: random, and ordered by time).
pub fn public_id() -> String {
    Uuid::now_v7().to_string()
}
