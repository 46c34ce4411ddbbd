//! Colleagues named in a note by `@`: by their whole name, or by what stands before the `@` of their address. They find the
//! ticket in a view of their own, which counts it until they have looked.

use std::collections::BTreeSet;

use super::Error;
use super::notice::{self, Kind, Told};
use super::policy::Permission;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, MessageId, TicketId};
use crate::base::text::fold;
use crate::infra::db::{Conn, Db};
use crate::record::{mention, people, ticket};

/// Most signs `@` that are looked at, and most colleagues of one note.
const MOST: usize = 20;

/// Puts down whom the words of a note name; whoever wrote it is not told of it.
pub(super) fn put(
    conn: &mut Conn,
    (ticket, note): (TicketId, MessageId),
    words: &str,
    (by, name): (AccountId, &str),
    now: Instant,
) -> Result<(), Error> {
    if !words.contains('@') {
        return Ok(());
    }
    let fit = people::accounts(conn)?.into_iter().filter(|(account, roles)| {
        account.disabled_at.is_none() && account.key() != by && Permission::Work.given_to(roles)
    });
    let all: Vec<(AccountId, String, String)> =
        fit.map(|(account, _)| (account.key(), account.name, account.email)).collect();
    let named: Vec<AccountId> = named(words, &all).into_iter().collect();
    for who in &named {
        mention::add(conn, *who, ticket, note, now)?;
    }
    let told = Told { kind: Kind::Mention, ticket, campaign: None, by: Some((by, name)), at: now };
    notice::tell(conn, &named, &told)
}

/// Those of these people (account, name, address) whom the words name.
fn named(words: &str, all: &[(AccountId, String, String)]) -> BTreeSet<AccountId> {
    let mut out = BTreeSet::new();
    let signs = words.match_indices('@').filter(|(at, _)| {
        // In the middle of a word it is a mail address.
        !words.get(..*at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
    });
    for (at, _) in signs.take(MOST) {
        let behind: String = words.get(at + 1..).unwrap_or_default().chars().take(100).collect();
        let behind = fold(&behind);
        let begins = |name: &str| {
            let name = fold(name);
            let rest = behind.strip_prefix(name.as_str()).filter(|_| !name.is_empty());
            // A dot may end the sentence; a longer name goes on behind it.
            rest.is_some_and(|rest| {
                let mut rest = rest.chars();
                match rest.next() {
                    Some('.' | '-' | '_') => !rest.next().is_some_and(char::is_alphanumeric),
                    other => !other.is_some_and(char::is_alphanumeric),
                }
            })
        };
        let local = |address: &str| address.split('@').next().unwrap_or_default().to_owned();
        let found = all.iter().filter(|(_, name, address)| begins(name) || begins(&local(address)));
        out.extend(found.map(|(id, ..)| *id));
    }
    out.into_iter().take(MOST).collect()
}

/// Puts down that somebody has looked at a ticket, where a note there named them.
pub async fn seen(db: &Db, who: AccountId, number: &str, now: Instant) -> Result<(), Error> {
    let number = number.to_owned();
    let unseen = db
        .read(move |conn| {
            let Some(ticket) = ticket::by_number(conn, &number)? else { return Ok::<_, Error>(None) };
            Ok(mention::is_unseen(conn, who, ticket.row())?.then_some(ticket.row()))
        })
        .await?;
    match unseen {
        Some(ticket) => db.write(move |conn| Ok::<_, Error>(mention::see(conn, who, ticket, now)?)).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_is_named_by_name_or_address_and_a_mail_address_names_nobody() {
        let all = [
            (AccountId(1), "Lò Thị An".to_owned(), "an@laichau.gov.vn".to_owned()),
            (AccountId(2), "Vừ A Anh".to_owned(), "an.vu@laichau.gov.vn".to_owned()),
        ];
        let of = |words: &str| named(words, &all).into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(of("Nhờ @Lò Thị An xem giúp"), [1]);
        assert_eq!(of("@lo thi an, @an.vu: xem"), [1, 2]);
        assert_eq!(of("nhờ @an."), [1]);
        assert_eq!(of("@an.vu"), [2], "not the one whose address is the beginning of it");
        for nobody in ["gửi tới x@an", "an@laichau.gov.vn", "@anh ơi", "@ an", "@", "@an-ninh"] {
            assert_eq!(of(nobody), [0_i64; 0], "{nobody}");
        }
    }
}
