//! Pages: the frame around each of them, and how they are sent.

use std::sync::OnceLock;

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::assets;
use super::csrf;
use super::fault::Fault;
use super::session::Visit;
use crate::base::config::Office;
use crate::base::locale::Words;
use crate::desk::policy::Permission;
use crate::desk::sign_in::Who;
use crate::desk::view::{self, Shown};
use crate::record::people::Theme;

/// An entry of the rail.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Name, also the last part of its message key `rail-…`.
    pub name: &'static str,
    /// Address.
    pub href: &'static str,
    /// Id of its icon in `part/icons.html`.
    pub icon: &'static str,
    /// Tickets in it, where they are counted.
    pub count: Option<i64>,
    /// Whether a count above zero is bad news.
    pub bad: bool,
}

/// A saved view in the rail.
#[derive(Clone, Debug)]
pub struct Kept {
    /// `view-` and its row.
    pub mark: String,
    /// Address.
    pub href: String,
    /// Name as its owner wrote it.
    pub name: String,
    /// Tickets in it.
    pub count: Option<String>,
    /// Whether others see it too.
    pub shared: bool,
}

/// A count that goes no further than [`view::MOST`]: `99+`.
pub(super) fn counted(count: i64) -> String {
    if count < view::MOST { count.to_string() } else { format!("{}+", view::MOST - 1) }
}

/// What every layout needs. A page struct has it as its field `frame`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Messages in the reader's language.
    pub words: Words,
    /// Who is signed in.
    pub who: Option<Who>,
    /// Who we are.
    pub office: Office,
    /// The sentence about what was just done, shown once.
    pub done: Option<String>,
    /// Name of the rail's entry that is marked.
    pub on: String,
    /// What the forms of this browser carry while nobody is signed in.
    visit: String,
    /// The token as this page carries it, once it is asked for.
    csrf: OnceLock<String>,
}

impl Frame {
    /// A frame in these words, for this person or for a visitor.
    pub fn new(words: Words, who: Option<Who>, office: &Office, done: Option<String>) -> Self {
        let done = done.map(|key| format!("done-{key}")).filter(|key| words.knows(key)).map(|key| words.say(&key));
        Self {
            words,
            who,
            office: office.clone(),
            done,
            on: String::new(),
            visit: String::new(),
            csrf: OnceLock::new(),
        }
    }

    /// The same frame with an entry of the rail marked.
    pub fn at(mut self, on: &str) -> Self {
        on.clone_into(&mut self.on);
        self
    }

    /// The same frame for this browser's visit.
    pub(super) fn visited(mut self, visit: Option<&Visit>) -> Self {
        self.visit = visit.map(|visit| visit.token.clone()).unwrap_or_default();
        self
    }

    /// The message `key`.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The message `key` with one value.
    pub fn say_with(&self, key: &str, name: &str, value: impl std::fmt::Display) -> String {
        self.words.say_with(key, [(name, value.to_string().as_str())])
    }

    /// The message `prefix-word`: `frame.word("role", role)`.
    pub fn word(&self, prefix: &str, word: impl std::fmt::Display) -> String {
        self.words.say(&format!("{prefix}-{word}"))
    }

    /// BCP 47 tag of the page.
    pub fn lang(&self) -> &'static str {
        self.words.language.tag()
    }

    /// Colours: `system`, `light`, `dark`.
    pub fn theme(&self) -> &'static str {
        self.who.as_ref().map_or(Theme::System, |who| who.theme).word()
    }

    /// The token for the hidden field `csrf`: the session's, or the visit's while nobody is signed in.
    pub fn csrf(&self) -> &str {
        self.csrf.get_or_init(|| csrf::masked(self.who.as_ref().map_or(&self.visit, |who| &who.csrf)))
    }

    /// The address of an asset, with the digest of its content in it: `look.css`, `portal.css`, `desk.js`.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    /// Whether the person has a permission, by its word: `frame.may("work")`.
    pub fn may(&self, permission: &str) -> bool {
        let roles = self.who.as_ref().map_or(&[][..], |who| &who.roles);
        Permission::of(permission).is_some_and(|permission| permission.given_to(roles))
    }

    /// Entries of the rail: views of the queue, with live counts.
    pub fn views(&self) -> Vec<Entry> {
        if !self.may("read-tickets") {
            return Vec::new();
        }
        let n = self.who.as_ref().and_then(|who| who.counts);
        let entry = |name, href, icon, count, bad| Entry { name, href, icon, count, bad };
        vec![
            entry("notices", "/notifications", "bell", n.map(|n| n.notices), true),
            entry("triage", "/tickets?view=triage", "inbox", n.map(|n| n.triage), false),
            entry("mine", "/tickets?view=mine", "person", n.map(|n| n.mine), false),
            entry("mentions", "/tickets?view=mentions", "reply", n.map(|n| n.mentions), false),
            entry("unassigned", "/tickets?view=unassigned", "person-off", n.map(|n| n.unassigned), false),
            entry("waiting", "/tickets?view=waiting", "clock", n.map(|n| n.waiting), false),
            entry("overdue", "/tickets?view=overdue", "alarm", n.map(|n| n.overdue), true),
            entry("password", "/tickets?view=password", "key", n.map(|n| n.password), true),
            entry("contested", "/tickets?view=contested", "reply", n.map(|n| n.contested), true),
            entry("sealed", "/tickets?view=sealed", "shield", n.map(|n| n.sealed), true),
            entry("requests", "/tickets?view=requests", "help", n.map(|n| n.requests), false),
            entry("followed", "/tickets?view=followed", "person", n.map(|n| n.followed), false),
            entry("open", "/tickets?view=open", "list", n.map(|n| n.open), false),
            entry("done", "/tickets?view=done", "check", None, false),
        ]
        .into_iter()
        // Rare, so they come only with one.
        .filter(|entry| entry.name != "mentions" || self.may("work"))
        .filter(|entry| !["contested", "sealed", "followed"].contains(&entry.name) || entry.count > Some(0))
        .chain(self.may("work").then(|| entry("exposures", "/exposures", "alarm", n.map(|n| n.exposed), true)))
        .chain(std::iter::once(entry("campaigns", "/campaigns", "wave", None, false)))
        .chain(std::iter::once(entry("advisories", "/advisories", "book", None, false)))
        .chain(self.may("read-evidence").then(|| entry("indicators", "/indicators", "shield", None, false)))
        .chain(self.may("read-evidence").then(|| entry("measures", "/measures", "check", None, false)))
        .chain([entry("figures", "/figures", "list", None, false)])
        .chain([entry("agencies", "/agencies", "people", None, false)])
        .chain([entry("reporters", "/reporters", "person", None, false)])
        .collect()
    }

    /// Saved views for the rail: mark, address, name, count (at most 100), whether it is shared.
    pub fn saved(&self) -> Vec<Kept> {
        let kept = |shown: &Shown| Kept {
            mark: format!("view-{}", shown.view.id),
            href: with_query(&format!("/tickets?{}", shown.view.query), "saved", &shown.view.id.to_string()),
            name: shown.view.name.clone(),
            count: shown.count.map(counted),
            shared: shown.view.role.is_some(),
        };
        self.who.iter().flat_map(|who| &who.views).map(kept).collect()
    }

    /// Entries of the rail: administration, as far as the person's roles go.
    pub fn admin(&self) -> Vec<Entry> {
        let all = [
            ("read-replies", "canned", "/admin/canned", "reply"),
            ("read-replies", "macros", "/admin/macros", "list"),
            ("manage-desk", "tags", "/admin/tags", "check"),
            ("manage-desk", "checklists", "/admin/checklists", "list"),
            ("manage-outbox", "outbox", "/admin/outbox", "send"),
            ("manage-accounts", "users", "/admin/users", "people"),
            ("manage-tokens", "tokens", "/admin/tokens", "key"),
            ("manage-calendar", "calendar", "/admin/calendar", "clock"),
            ("manage-calendar", "due-rules", "/admin/due", "alarm"),
            ("read-audit", "audit", "/admin/audit", "book"),
        ];
        let may = all.into_iter().filter(|(permission, ..)| self.may(permission));
        // Whoever reads tickets has it among the views.
        let agencies = ("manage-accounts", "agencies", "/agencies", "people");
        let more = (self.may(agencies.0) && !self.may("read-tickets")).then_some(agencies);
        may.chain(more).map(|(_, name, href, icon)| Entry { name, href, icon, count: None, bad: false }).collect()
    }
}

/// Sends a page, 200.
pub fn html(page: &impl Template) -> Result<HttpResponse, Fault> {
    html_as(StatusCode::OK, page)
}

/// Sends a page with another status: 422 for a form that comes back with its mistakes.
pub fn html_as(status: StatusCode, page: &impl Template) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(page.render()?))
}

/// 303 to a path of ours, whose page then says `done-{done}` once.
pub fn back_to(path: &str, done: &str) -> HttpResponse {
    see_other(&with_query(path, "done", done))
}

/// A path with one more value in its query.
pub fn with_query(path: &str, name: &str, value: &str) -> String {
    let pair = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
    format!("{path}{}{pair}", if path.contains('?') { '&' } else { '?' })
}

/// A value of the query.
pub fn query(request: &HttpRequest, name: &str) -> Option<String> {
    url::form_urlencoded::parse(request.query_string().as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// What was just done, as [`back_to`] put it.
pub(super) fn done(request: &HttpRequest) -> Option<String> {
    query(request, "done")
}

/// 303 to a path of ours.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}
