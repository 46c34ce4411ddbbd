//! An agency: its names with their dates, whom to reach, which addresses are theirs, its reporters.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Anyone, Signed};
use super::super::page::{self, Frame};
use super::reporters::{self, Row};
use crate::base::text::Zone;
use crate::desk::policy::Permission;
use crate::desk::reporter::{self, Unit};
use crate::record::agency::Agency;

#[derive(Template)]
#[template(path = "page/agency.html")]
struct Page {
    frame: Frame,
    unit: Unit,
    /// Only for whoever reads tickets.
    people: Vec<Row>,
    /// The list of its tickets.
    tickets: String,
}

impl Page {
    /// From when until when a name is in force.
    fn dates(&self, agency: &Agency) -> String {
        let from = agency.valid_from.format("%d/%m/%Y").to_string();
        match agency.valid_until {
            None => self.frame.say_with("agency-since", "from", from),
            Some(until) => {
                let until = until.format("%d/%m/%Y").to_string();
                let values = [("from", from.as_str()), ("until", until.as_str())];
                self.frame.words.say_with("agency-between", values)
            }
        }
    }
}

/// `GET /agencies/{id}`.
pub async fn show(signed: Signed<Anyone>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let (ours, today) = (web.config.reporter.domains.0.clone(), Zone::default().local(web.clock.now()).date());
    let mut unit = web.db.read(move |conn| reporter::of_agency(conn, &ours, *id, today)).await?;
    let people = std::mem::take(&mut unit.people);
    let people = if signed.may(Permission::ReadTickets) { people } else { Vec::new() };
    let tickets = page::with_query("/tickets", "q", &format!("unit:{}", unit.agency.slug));
    let people = people.into_iter().map(reporters::row).collect();
    page::html(&Page { frame: signed.frame("agencies"), unit, people, tickets })
}
