//! Pictures of reported mails: drawn once, replaced when the arrival is drawn again.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::db::schema::{arrival, picture};
use crate::infra::db::{Backend, Conn};

/// A picture without its pixels.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = picture)]
pub struct Row {
    /// Row of the arrival.
    pub arrival_id: i64,
    /// Number of the sample in its evidence.
    pub sample: i32,
    /// Width in pixels; 0 where nothing could be drawn.
    pub width: i32,
    /// Height in pixels; 0 where nothing could be drawn.
    pub height: i32,
    /// Perceptual hash (`analysis::picture::likeness`), its 64 bits as a signed number.
    pub likeness: i64,
    /// Why nothing could be drawn: `overrun`, `died`, `empty`; else nothing.
    pub problem: String,
    /// When.
    pub drawn_at: Instant,
}

/// A picture to be kept.
#[derive(Clone, Debug)]
pub struct New {
    /// What stands beside the pixels.
    pub row: Row,
    /// The picture, PNG; empty where nothing could be drawn.
    pub png: Vec<u8>,
    /// The thumbnail, PNG; empty where nothing could be drawn.
    pub thumb: Vec<u8>,
}

/// Puts the pictures of an arrival in the place of those before.
pub fn replace(conn: &mut Conn, of: ArrivalId, all: &[New]) -> QueryResult<()> {
    diesel::delete(picture::table.filter(picture::arrival_id.eq(of.0))).execute(conn)?;
    for New { row, png, thumb } in all {
        diesel::insert_into(picture::table)
            .values((
                picture::arrival_id.eq(of.0),
                picture::sample.eq(row.sample),
                picture::width.eq(row.width),
                picture::height.eq(row.height),
                picture::likeness.eq(row.likeness),
                picture::png.eq(png),
                picture::thumb.eq(thumb),
                picture::problem.eq(&row.problem),
                picture::drawn_at.eq(row.drawn_at),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The pictures of a ticket, at most 100.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Row>> {
    picture::table
        .inner_join(arrival::table)
        .filter(arrival::ticket_id.eq(ticket.0))
        .order((picture::arrival_id.asc(), picture::sample.asc()))
        .limit(100)
        .select(<Row as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The oldest picture of each of these tickets: ticket, arrival, sample.
pub fn first_of(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<(i64, i64, i32)>> {
    let mut all: Vec<(i64, i64, i32)> = picture::table
        .inner_join(arrival::table)
        .filter(arrival::ticket_id.eq_any(tickets))
        .filter(picture::problem.eq(""))
        .order((arrival::ticket_id.asc(), picture::arrival_id.asc(), picture::sample.asc()))
        .limit(1000)
        .select((arrival::ticket_id, picture::arrival_id, picture::sample))
        .load(conn)?;
    all.dedup_by_key(|(ticket, _, _)| *ticket);
    Ok(all)
}

/// The picture of a sample, PNG; the thumbnail where `small`. Nothing where nothing was drawn.
pub fn png(conn: &mut Conn, of: ArrivalId, sample: i32, small: bool) -> QueryResult<Option<Vec<u8>>> {
    let row = picture::table.find((of.0, sample)).filter(picture::problem.eq(""));
    if small {
        row.select(picture::thumb).first(conn).optional()
    } else {
        row.select(picture::png).first(conn).optional()
    }
}
