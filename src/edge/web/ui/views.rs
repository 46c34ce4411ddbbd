//! Saving a list under a name, changing and deleting it; and what of a ticket lists show.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page;
use super::campaign_move::one;
use super::queue_asked::Asked;
use super::tickets;
use crate::desk::policy::Permission;
use crate::desk::view::{self, Wish};
use crate::desk::{self, account};
use crate::record::people::{Part, Role};
use crate::record::ticket::saved::Saved;

type Pairs = Form<Vec<(String, String)>>;

/// `POST /views`: `name`, `role`, `query`.
pub async fn save(signed: Signed<ReadTickets>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let (act, wish, asked) = (signed.by(&web), wish(&signed, &form)?, Asked::read(one(&form, "query")));
    let query = asked.narrowed();
    let saved = web.db.write(move |conn| view::save(conn, &act, &wish, &query)).await;
    answer(&web, &signed, asked, saved).await
}

/// `POST /views/{id}`: `name`, `role`.
pub async fn change(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    id: Path<i64>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (act, wish, asked) = (signed.by(&web), wish(&signed, &form)?, Asked::read(one(&form, "query")));
    let changed = web.db.write(move |conn| view::change(conn, &act, *id, &wish)).await;
    answer(&web, &signed, asked, changed).await
}

/// `POST /views/{id}/delete`.
pub async fn delete(signed: Signed<ReadTickets>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let (act, id) = (signed.by(&web), id.into_inner());
    web.db.write(move |conn| view::delete(conn, &act, id)).await?;
    Ok(page::back_to("/tickets", "view-deleted"))
}

/// `POST /tickets/columns`: `part`, several; `query` of the list to go back to.
pub async fn columns(signed: Signed<ReadTickets>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let wanted = form.iter().filter(|(key, _)| key == "part");
    let parts: Vec<Part> = wanted.filter_map(|(_, word)| Part::of(word)).collect();
    let list = Asked::read(one(&form, "query")).beside("/tickets");
    account::set_parts(&web.db, web.clock.now(), signed.actor(), signed.id, parts).await?;
    Ok(page::back_to(&list, "columns"))
}

/// Only those who work at the desk share with others.
fn wish(signed: &Signed<ReadTickets>, form: &[(String, String)]) -> Result<Wish, Fault> {
    let role = match one(form, "role") {
        "" => None,
        word => Some(Role::of(word).filter(|role| view::ROLES.contains(role)).ok_or(Fault::BadRequest)?),
    };
    if role.is_some() && !signed.may(Permission::Work) {
        return Err(desk::Error::Forbidden.into());
    }
    Ok(Wish { name: one(form, "name").to_owned(), role })
}

async fn answer(
    web: &Web,
    signed: &Signed<ReadTickets>,
    asked: Asked,
    outcome: Result<Saved, desk::Error>,
) -> Result<HttpResponse, Fault> {
    match outcome {
        Ok(view) => Ok(page::back_to(&Asked::of_saved(&view).beside("/tickets"), "view-saved")),
        Err(error) => tickets::again(web, signed, asked, error).await,
    }
}
