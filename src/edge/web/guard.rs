//! Who may call a handler is its first argument: [`Signed`] for people, [`Bearer`] for programs, [`Open`] for everybody;
//! `gate` lets no other handler in.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::fault::Fault;
pub use super::open::Open;
use super::page::{self, Frame};
use super::session::Visit;
use super::{Web, client};
use crate::base::ids::TokenId;
use crate::base::locale::{Language, Words};
use crate::desk;
use crate::desk::by::By;
use crate::desk::policy::Permission;
use crate::desk::sign_in::Who;
use crate::desk::token::{self, Scope};
use crate::record::audit::Actor;

/// What a handler needs of the account; see the markers below.
pub trait Needs {
    /// The permission; `None`: being signed in is enough.
    const PERMISSION: Option<Permission>;
    /// Whether it is open to somebody who must change the password first.
    const BEFORE_CHANGE: bool = false;
}

macro_rules! markers {
    ($($name:ident)*) => {$(
        /// The permission of the same name in `desk::policy`.
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Needs for $name {
            const PERMISSION: Option<Permission> = Some(Permission::$name);
        }
    )*};
}
markers! {
    ReadTickets ReadEvidence Work Decide ReturnAdvisory IssueAdvisory MailAdvisory Enter ReadAudit ManageAccounts ManageTokens
    ManageDesk ManageOutbox ReadReplies ManageReplies ManageCalendar
}

/// Anybody who is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Anyone;
impl Needs for Anyone {
    const PERMISSION: Option<Permission> = None;
}

/// Anybody who is signed in, even before the first password was changed.
#[derive(Clone, Copy, Debug)]
pub struct Changing;
impl Needs for Changing {
    const PERMISSION: Option<Permission> = None;
    const BEFORE_CHANGE: bool = true;
}

/// Somebody who is signed in and has the permission of `P`: their [`Who`] (by deref), their words, their address.
#[derive(Clone, Debug)]
pub struct Signed<P> {
    who: Who,
    request: HttpRequest,
    /// Messages in the person's language.
    pub words: Words,
    /// Network address.
    pub address: String,
    needs: PhantomData<P>,
}

impl<P> Deref for Signed<P> {
    type Target = Who;

    fn deref(&self) -> &Who {
        &self.who
    }
}

impl<P> Signed<P> {
    /// The person for the audit log.
    pub fn actor(&self) -> Actor {
        Actor::Account(self.who.id, self.address.clone())
    }

    /// The person as a use-case takes it, at this moment.
    pub fn by(&self, web: &Web) -> By {
        By { account: self.who.id, actor: self.actor(), now: web.clock.now() }
    }

    /// Whether the person also has another permission, for showing a button.
    pub fn may(&self, permission: Permission) -> bool {
        permission.given_to(&self.who.roles)
    }

    /// The frame of a page; `on` names the entry of the rail to mark: a word of `View`, or `users`, `tokens`, `audit`…
    pub fn frame(&self, on: &str) -> Frame {
        frame_of(&self.request).at(on)
    }
}

impl<P: Needs> FromRequest for Signed<P> {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(signed(request))
    }
}

fn signed<P: Needs>(request: &HttpRequest) -> Result<Signed<P>, Fault> {
    let web = web_of(request)?;
    let Some(who) = request.extensions().get::<Who>().cloned() else {
        let back = if request.method() == Method::GET { request.uri().to_string() } else { String::new() };
        return Err(Fault::SignIn(back));
    };
    if who.must_change && !P::BEFORE_CHANGE {
        return Err(Fault::MustChange);
    }
    if P::PERMISSION.is_some_and(|permission| !permission.given_to(&who.roles)) {
        return Err(desk::Error::Forbidden.into());
    }
    let words = web.languages.words(who.language);
    let address = client::address(web, request);
    Ok(Signed { who, words, address, request: request.clone(), needs: PhantomData })
}

/// The frame of a page for whoever asks: signed in or not.
pub fn frame_of(request: &HttpRequest) -> Frame {
    let who = request.extensions().get::<Who>().cloned();
    let language = who.as_ref().map_or_else(|| visitor_language(request), |who| who.language);
    match web_of(request) {
        Ok(web) => Frame::new(web.languages.words(language), who, &web.config.office, page::done(request)),
        Err(_) => Frame::new(crate::base::locale::Languages::default().words(language), who, &<_>::default(), None),
    }
    .visited(request.extensions().get::<Visit>())
}

/// The language of somebody without an account: `?lang=`, else English only where the browser asks for it first.
fn visitor_language(request: &HttpRequest) -> Language {
    let asked = page::query(request, "lang");
    let browser = || {
        let wanted = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?.to_lowercase();
        (wanted.starts_with("en") && !wanted.contains("vi")).then_some("en".to_owned())
    };
    asked.or_else(browser).map_or(Language::Vi, |tag| Language::of(&tag))
}

/// The shared state of a request.
pub fn web_of(request: &HttpRequest) -> Result<&Data<Web>, Fault> {
    request.app_data::<Data<Web>>().ok_or_else(|| desk::Error::Internal("no state in the request".into()).into())
}

/// What a program's token must allow; see the markers below.
pub trait NeedsScope {
    /// The scopes that do.
    const SCOPES: &'static [Scope];
}

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident = [$($scope:ident),*];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl NeedsScope for $name {
            const SCOPES: &'static [Scope] = &[$(Scope::$scope),*];
        }
    )*};
}
scopes! {
    /// May hand in reports.
    IntakeScope = [Intake, Write];
    /// May read tickets.
    ReadScope = [Read, Write];
    /// May change tickets.
    WriteScope = [Write];
}

/// A program with a token in force whose scope fits `S`: else 401 or 403.
#[derive(Clone, Debug)]
pub struct Bearer<S> {
    /// The token's row.
    pub id: TokenId,
    /// Network address.
    pub address: String,
    needs: PhantomData<S>,
}

impl<S> Bearer<S> {
    /// The program for the audit log.
    pub fn actor(&self) -> Actor {
        Actor::Token(self.id.0, self.address.clone())
    }
}

impl<S: NeedsScope> FromRequest for Bearer<S> {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Fault>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let web = web_of(&request)?;
            let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
            let secret =
                header.and_then(|value| value.split_once(' ')).filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"));
            let Some((_, secret)) = secret else { return Err(Fault::NoToken) };
            let found = token::by_secret(&web.db, web.clock.now(), secret.trim()).await?;
            let Some(token) = found else { return Err(Fault::NoToken) };
            if !S::SCOPES.contains(&token.scope) {
                return Err(Fault::WrongScope);
            }
            Ok(Self { id: TokenId(token.id), address: client::address(web, &request), needs: PhantomData })
        })
    }
}
