//! What a list is asked for in an address, and the address of the same list again.

use actix_web::web::Query;
use serde::Deserialize;

use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::base::text::Zone;
use crate::record::ticket::list::{Cursor, Filter, View};
use crate::record::ticket::saved::Saved;
use crate::record::ticket::search::{self, Search};
use crate::record::ticket::{Status, Verdict};

/// Longest search, in characters.
const LONGEST_SEARCH: usize = 400;

/// What is asked for in an address; words that mean nothing are left out.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    view: Option<String>,
    status: Option<String>,
    verdict: Option<String>,
    q: Option<String>,
    sort: Option<String>,
    saved: Option<String>,
    after: Option<String>,
}

impl Asked {
    /// What a query asks for.
    pub(super) fn read(query: &str) -> Self {
        Query::from_query(query).map_or_else(|_| Self::default(), Query::into_inner)
    }

    /// The list of a saved view.
    pub(super) fn of_saved(view: &Saved) -> Self {
        Self { saved: Some(view.id.to_string()), ..Self::read(&view.query) }
    }

    /// The view; a search goes through all tickets unless it names one.
    pub(super) fn view(&self) -> View {
        self.view.as_deref().and_then(View::of).unwrap_or_else(|| View::usual(!self.q().is_empty()))
    }

    /// Only this state.
    pub(super) fn status(&self) -> Option<Status> {
        self.status.as_deref().and_then(Status::of)
    }

    /// Only this verdict.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        self.verdict.as_deref().and_then(Verdict::of)
    }

    /// The search as typed.
    pub(super) fn q(&self) -> String {
        self.q.as_deref().unwrap_or_default().trim().chars().take(LONGEST_SEARCH).collect()
    }

    /// The search as understood.
    pub(super) fn search(&self, now: Instant) -> Search {
        search::read(&self.q(), Zone::default().local(now).date())
    }

    /// Whether this is not the first page.
    pub(super) fn is_later(&self) -> bool {
        self.after.is_some()
    }

    /// The same list with another search, from its first page.
    pub(super) fn with_search(&self, q: String) -> Self {
        Self { q: Some(q), after: None, saved: None, ..self.clone() }
    }

    /// The saved view that it is.
    pub(super) fn saved(&self) -> Option<i64> {
        self.saved.as_deref().and_then(|id| id.parse().ok())
    }

    /// What narrows and orders this list, as a query.
    pub(super) fn narrowed(&self) -> String {
        Self { saved: None, ..self.clone() }.query()
    }

    /// The query that leads back to this list, without its page; empty for the usual one.
    pub fn query(&self) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        let q = self.q.as_ref().map(|_| self.q());
        let pairs = [
            ("view", &self.view),
            ("status", &self.status),
            ("verdict", &self.verdict),
            ("q", &q),
            ("sort", &self.sort),
            ("saved", &self.saved),
        ];
        for (name, value) in pairs {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                out.append_pair(name, value);
            }
        }
        out.finish()
    }

    /// A path followed by the query of this list.
    pub fn beside(&self, path: &str) -> String {
        let query = self.query();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The list in the words of its rows, as `me` asks for it.
    pub(super) fn filter(&self, me: AccountId, now: Instant) -> Filter {
        Filter { after: self.after.as_deref().and_then(read), ..Filter::read(&self.narrowed(), me, now) }
    }
}

/// A cursor as it stands in an address.
pub(super) fn written(Cursor { value, id, exact }: Cursor) -> String {
    format!("{value}.{id}{}", if exact { ".e" } else { "" })
}

fn read(text: &str) -> Option<Cursor> {
    let (value, id) = text.split_once('.')?;
    let (id, exact) = id.strip_suffix(".e").map_or((id, false), |id| (id, true));
    Some(Cursor { value: value.parse().ok()?, id: id.parse().ok()?, exact })
}
