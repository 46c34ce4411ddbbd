//! Where an arriving mail belongs: a new ticket, an old one, or nobody's. Pure; the facts are looked up by `receive`.

use crate::analysis::mime::Envelope;
use crate::base::ids::TicketId;
use crate::record::ticket::Kind;

/// What is known about an arriving mail and the tickets it may belong to.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its header block.
    pub envelope: &'a Envelope,
    /// The envelope's sender is empty: no answer is wanted (RFC 5321 §4.5.5).
    pub null_sender: bool,
    /// `X-Zimbra-*` headers may be believed.
    pub trusted: bool,
    /// It comes from our own address.
    pub ours: bool,
    /// Its sender is one of those whom we answer.
    pub inside: bool,
    /// The ticket at which the same raw mail, or the same Message-ID of the same sender, arrived before.
    pub same: Option<TicketId>,
    /// The ticket of one of our Message-IDs that it refers to, and whether its sender takes part in it.
    pub referred: Option<(TicketId, bool)>,
    /// The ticket whose number the subject names, and whether its sender takes part in it.
    pub numbered: Option<(TicketId, bool)>,
    /// A number of our form in the subject.
    pub claimed: Option<String>,
}

/// Where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The same mail once more.
    Again(TicketId),
    /// A participant writes again.
    FollowUp(TicketId),
    /// Somebody else writes with a valid reference: shown, but it moves nothing and is not answered.
    Stranger(TicketId),
    /// A machine writes on a ticket: kept there, moves nothing.
    Automatic(TicketId),
    /// A new ticket.
    New {
        /// What it is taken for until it is analysed.
        kind: Kind,
        /// Nobody is answered unasked.
        silent: bool,
        /// A number that its sender claims without taking part.
        claimed: Option<String>,
    },
}

/// Decides where a mail belongs.
pub fn place(facts: &Facts<'_>) -> Place {
    let button = facts.trusted && facts.envelope.spam_report_sender.is_some();
    let machine = !button && (facts.ours || facts.null_sender || facts.envelope.automatic.is_some());
    if let Some(ticket) = facts.same {
        return Place::Again(ticket);
    }
    match (facts.referred, facts.numbered) {
        (Some((ticket, _)), _) | (None, Some((ticket, true))) if machine => return Place::Automatic(ticket),
        (Some((ticket, true)), _) | (None, Some((ticket, true))) => return Place::FollowUp(ticket),
        (Some((ticket, false)), _) => return Place::Stranger(ticket),
        _ => {}
    }
    Place::New {
        kind: if facts.inside || button { Kind::Report } else { Kind::Sample },
        silent: button || machine || !facts.inside,
        claimed: facts.claimed.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mime::Automatic;

    fn facts(envelope: &Envelope) -> Facts<'_> {
        Facts {
            envelope,
            null_sender: false,
            trusted: false,
            ours: false,
            inside: true,
            same: None,
            referred: None,
            numbered: None,
            claimed: None,
        }
    }

    #[test]
    fn a_reference_counts_for_participants_only() {
        let mail = Envelope::default();
        let ticket = TicketId(7);
        assert_eq!(place(&Facts { referred: Some((ticket, true)), ..facts(&mail) }), Place::FollowUp(ticket));
        assert_eq!(place(&Facts { referred: Some((ticket, false)), ..facts(&mail) }), Place::Stranger(ticket));
        assert_eq!(place(&Facts { numbered: Some((ticket, true)), ..facts(&mail) }), Place::FollowUp(ticket));
        let claimed = Some("HOTRO-2026-000007".to_owned());
        let stranger = Facts { numbered: Some((ticket, false)), claimed: claimed.clone(), ..facts(&mail) };
        assert_eq!(place(&stranger), Place::New { kind: Kind::Report, silent: false, claimed });
    }

    #[test]
    fn machines_move_nothing_and_are_not_answered() {
        let mail = Envelope { automatic: Some(Automatic::AutoSubmitted), ..Envelope::default() };
        let ticket = TicketId(7);
        assert_eq!(place(&Facts { referred: Some((ticket, true)), ..facts(&mail) }), Place::Automatic(ticket));
        assert_eq!(place(&facts(&mail)), Place::New { kind: Kind::Report, silent: true, claimed: None });
    }

    #[test]
    fn the_spam_button_is_a_silent_report_on_trusted_ways_only() {
        let mail = Envelope { spam_report_sender: Some("a@laichau.gov.vn".into()), ..Envelope::default() };
        let pressed = Facts { null_sender: true, inside: false, trusted: true, ..facts(&mail) };
        assert_eq!(place(&pressed), Place::New { kind: Kind::Report, silent: true, claimed: None });
        let forged = Facts { trusted: false, ..pressed };
        assert_eq!(place(&forged), Place::New { kind: Kind::Sample, silent: true, claimed: None });
    }
}
