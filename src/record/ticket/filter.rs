//! What a list is asked for: view, filters, search, order, page.

use super::search::{self, Term};
use super::{Status, Verdict};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ReporterId};
use crate::base::text::Zone;
use crate::text_enum;

text_enum! {
    /// A view of the queue.
    View {
        /// New, or being triaged.
        Triage = "triage",
        /// Mine, with work left.
        Mine = "mine",
        /// Nobody's, with work left.
        Unassigned = "unassigned",
        /// Waiting for the reporter.
        Waiting = "waiting",
        /// The promised first answer is late.
        Overdue = "overdue",
        /// An account, a device or money may be lost, with work left.
        Password = "password",
        /// A note names me.
        Mentions = "mentions",
        /// A reporter does not agree with the conclusion.
        Contested = "contested",
        /// Under seal, for its stamp of state secrecy.
        Sealed = "sealed",
        /// Requests for help, with work left.
        Requests = "requests",
        /// Those that I follow.
        Followed = "followed",
        /// Everything with work left.
        Open = "open",
        /// Resolved, closed or duplicate.
        Done = "done",
        /// Everything.
        All = "all",
    }
}

text_enum! {
    /// The order of a list.
    Sort {
        /// The riskiest first: the score, what the reporter did (money 50, a code 45, a password or a program 40, a file 15,
        /// a link 10), and from -5 to +4 for how many of the reporter's earlier reports were right. Kept in `ticket.risk`.
        Risk = "risk",
        /// The newest first.
        Newest = "newest",
        /// The earliest due first.
        Due = "due",
        /// The oldest first.
        Oldest = "oldest",
    }
}

impl View {
    /// The view where none is named; a search goes through all tickets.
    pub fn usual(searched: bool) -> Self {
        if searched { Self::All } else { Self::Triage }
    }
}

impl Sort {
    /// The order in which a view is worked.
    pub fn usual(view: View) -> Self {
        match view {
            View::Done | View::All | View::Mentions | View::Followed => Self::Newest,
            View::Overdue => Self::Due,
            _ => Self::Risk,
        }
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The view.
    pub view: View,
    /// Only these states; empty: those of the view.
    pub status: Vec<Status>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// Only this reporter.
    pub reporter: Option<ReporterId>,
    /// What is searched for; empty: no search.
    pub search: Vec<Term>,
    /// Who looks, for [`View::Mine`], [`View::Mentions`], [`View::Followed`] and `assignee:me`.
    pub me: Option<AccountId>,
    /// The order.
    pub sort: Sort,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Rows of a page.
    pub limit: i64,
    /// The present, for [`View::Overdue`].
    pub now: Instant,
}

/// Where a page ended: the sort value of its last row, and the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Risk, or microseconds of the due time; 0 by age.
    pub value: i64,
    /// Row id.
    pub id: i64,
    /// Whether it ended among those that have the words with their tone marks.
    pub exact: bool,
}

impl Filter {
    /// The first page of the list that the query of an address asks for (`view=…&status=…&verdict=…&q=…&sort=…`), as `me`
    /// asks for it; words that mean nothing are left out.
    pub fn read(query: &str, me: AccountId, now: Instant) -> Self {
        let value = |name: &str| {
            let found = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name);
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let search = search::read(&value("q"), Zone::default().local(now).date()).terms;
        let view = View::of(&value("view")).unwrap_or_else(|| View::usual(!value("q").is_empty()));
        Self {
            view,
            status: Status::of(&value("status")).into_iter().collect(),
            verdict: Verdict::of(&value("verdict")),
            reporter: None,
            search,
            me: Some(me),
            sort: Sort::of(&value("sort")).unwrap_or_else(|| Sort::usual(view)),
            after: None,
            limit: 0,
            now,
        }
    }
}
