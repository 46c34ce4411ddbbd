//! Message-IDs that only we can make, so that a reply finds its ticket and a guess does not. Pure.

use crate::base::secret::{SigningKey, base32, same};

/// Keeps these tags apart from any other made with the same key.
const PURPOSE: &str = "message-id";

/// Longer ones are none of ours.
const LONGEST: usize = 250;

/// What a genuine Message-ID of ours says, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnId {
    /// The public id of the ticket.
    pub ticket_uuid: String,
    /// Which letter of the ticket.
    pub serial: String,
}

/// `<ticket-uuid>.<serial>.<tag>@domain` without brackets, in lower case; the tag is 80 bits of HMAC as 16 base32 characters.
///
/// The domain is not under the tag: an answer to a letter from before a change of domain is still an answer.
pub fn message_id(key: &SigningKey, ticket_uuid: &str, serial: &str, domain: &str) -> String {
    let (ticket, serial) = (ticket_uuid.to_ascii_lowercase(), serial.to_ascii_lowercase());
    format!("{ticket}.{serial}.{}@{}", tag(key, &ticket, &serial), domain.to_ascii_lowercase())
}

/// What a Message-ID says if we made it. Case, brackets and blanks around it do not matter; some mail systems change them.
pub fn verify(key: &SigningKey, message_id: &str) -> Option<OwnId> {
    let bare = message_id.trim_matches(|c: char| c.is_whitespace() || c == '<' || c == '>');
    if bare.len() > LONGEST {
        return None;
    }
    let lower = bare.to_ascii_lowercase();
    let (local, _domain) = lower.rsplit_once('@')?;
    let (named, shown) = local.rsplit_once('.')?;
    let (ticket, serial) = named.split_once('.')?;
    same(shown, &tag(key, ticket, serial)).then(|| OwnId { ticket_uuid: ticket.to_owned(), serial: serial.to_owned() })
}

fn tag(key: &SigningKey, ticket: &str, serial: &str) -> String {
    let mut text = base32(&key.tag(PURPOSE, &[ticket, serial])).to_ascii_lowercase();
    text.truncate(16);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKET: &str = "0190A7C4-0000-7000-8000-00000000000a";

    fn key(byte: u8) -> SigningKey {
        SigningKey::new(vec![byte; 32]).unwrap()
    }

    #[test]
    fn a_reply_finds_its_ticket_however_its_reference_was_bent() {
        let id = message_id(&key(1), TICKET, "7", "LaiChau.gov.vn");
        assert_eq!(id.len(), TICKET.len() + ".7.".len() + 16 + "@laichau.gov.vn".len());
        let own = OwnId { ticket_uuid: TICKET.to_lowercase(), serial: "7".to_owned() };
        for bent in [id.clone(), format!(" <{id}>\r\n"), id.to_uppercase(), id.replace("laichau", "other")] {
            assert_eq!(verify(&key(1), &bent).as_ref(), Some(&own), "{bent}");
        }
    }

    #[test]
    fn a_guess_finds_nothing() {
        let id = message_id(&key(1), TICKET, "7", "laichau.gov.vn");
        assert_eq!(verify(&key(2), &id), None);
        assert_eq!(verify(&key(1), &id.replacen(".7.", ".8.", 1)), None);
        assert_eq!(verify(&key(1), &id.replacen("a.7", ".a7", 1)), None);
        for junk in ["", "@", "a@b", "a.b@c", "...@", "<>", "đ.đ.đ@đ", &id.repeat(9)] {
            assert_eq!(verify(&key(1), junk), None, "{junk}");
        }
    }
}
