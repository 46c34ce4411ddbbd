//! The figures that pages follow while they are open: counted once for all who look.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::policy::Permission;
use super::{Error, view};
use crate::base::clock::Instant;
use crate::base::config;
use crate::base::ids::AccountId;
use crate::infra::db::Conn;
use crate::record::mention;
use crate::record::notice;
use crate::record::people::{self, Role};
use crate::record::ticket::list::{self, Counts};
use crate::record::ticket::tie;

/// What is the same for all who look.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The counts, those of one's own tickets and mentions apart.
    counts: Counts,
    /// Open tickets by the row of the account that works on them.
    mine: BTreeMap<i64, i64>,
    /// Tickets with unseen notes that name an account, by its row.
    mentions: BTreeMap<i64, i64>,
    /// Tickets that an account follows, by its row.
    followed: BTreeMap<i64, i64>,
    /// Unread notices by the row of the account.
    notices: BTreeMap<i64, i64>,
    /// Digests of the sessions that are in force and may see it.
    sessions: BTreeSet<String>,
}

impl Figures {
    /// The counts for an account.
    pub fn counts(&self, me: AccountId) -> Counts {
        let of = |map: &BTreeMap<i64, i64>| map.get(&me.0).copied().unwrap_or_default();
        Counts {
            mine: of(&self.mine),
            mentions: of(&self.mentions),
            followed: of(&self.followed),
            notices: of(&self.notices),
            ..self.counts
        }
    }

    /// Whether a session is in force, by its digest.
    pub fn has_session(&self, digest: &str) -> bool {
        self.sessions.contains(digest)
    }
}

/// Counts everything. Looking at it keeps no session open.
pub fn figures(conn: &mut Conn, rules: &config::Session, now: Instant) -> Result<Figures, Error> {
    let before = |by: TimeDelta| now.checked_sub_signed(by).unwrap_or(Instant::MIN);
    let oldest = (before(rules.idle.delta()), before(rules.lifetime.delta()));
    let sessions = people::sessions_in_force(conn, oldest, Permission::ReadTickets.roles())?;
    Ok(Figures {
        counts: list::counts(conn, None, now)?,
        mine: list::open_by_assignee(conn)?.into_iter().collect(),
        mentions: mention::unseen_by_account(conn)?.into_iter().collect(),
        followed: tie::followed_by(conn)?.into_iter().collect(),
        notices: notice::unread_by_account(conn)?.into_iter().collect(),
        sessions: sessions.into_iter().collect(),
    })
}

/// The tickets in the saved views of an account, by the row of the view.
pub fn views(conn: &mut Conn, me: AccountId, roles: &[Role], now: Instant) -> Result<Vec<(i64, i64)>, Error> {
    let shown = view::shown(conn, me, roles, now)?;
    Ok(shown.into_iter().filter_map(|one| Some((one.view.id, one.count?))).collect())
}
