//! Routes only for handlers that say who may call them: the first argument is [`Signed`], [`Bearer`] or [`Open`].
//! A handler that forgot it does not compile.

use actix_web::{FromRequest, Handler, Responder, Route, web};

use super::guard::{Bearer, Open, Signed};

/// An argument that says who may call a handler.
pub trait Guard {}

impl<P> Guard for Signed<P> {}
impl<S> Guard for Bearer<S> {}
impl Guard for Open {}

/// Arguments of a handler, of which the first is a [`Guard`].
pub trait Guarded {}

impl<G: Guard> Guarded for (G,) {}
impl<G: Guard, A> Guarded for (G, A) {}
impl<G: Guard, A, B> Guarded for (G, A, B) {}
impl<G: Guard, A, B, C> Guarded for (G, A, B, C) {}
impl<G: Guard, A, B, C, D> Guarded for (G, A, B, C, D) {}

/// A route for GET.
pub fn get<F, Args>(handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + Guarded + 'static,
    F::Output: Responder + 'static,
{
    web::get().to(handler)
}

/// A route for POST.
pub fn post<F, Args>(handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + Guarded + 'static,
    F::Output: Responder + 'static,
{
    web::post().to(handler)
}
