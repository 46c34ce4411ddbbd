//! Rows of tags: words that the desk puts on tickets to find them again.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::TicketId;
use crate::base::text::fold;
use crate::infra::db::schema::{tag, ticket_tag};
use crate::infra::db::{Backend, Conn};

/// A tag as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = tag)]
pub struct Tag {
    /// Row id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Since when it is not offered any more.
    pub retired_at: Option<Instant>,
}

fn columns() -> <Tag as Selectable<Backend>>::SelectExpression {
    <Tag as Selectable<Backend>>::construct_selection()
}

/// The form in which tags are told apart and searched: folded words with one blank between them.
pub fn folded(name: &str) -> String {
    let name = fold(name);
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// All tags by name, at most 500.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Tag>> {
    tag::table.order((tag::folded.asc(), tag::id.asc())).limit(500).select(columns()).load(conn)
}

/// The tags that can be put on tickets, by name, at most 500.
pub fn offered(conn: &mut Conn) -> QueryResult<Vec<Tag>> {
    let kept = tag::table.filter(tag::retired_at.is_null());
    kept.order((tag::folded.asc(), tag::id.asc())).limit(500).select(columns()).load(conn)
}

/// The tag of a row.
pub fn by_id(conn: &mut Conn, id: i64) -> QueryResult<Option<Tag>> {
    tag::table.find(id).select(columns()).first(conn).optional()
}

/// Row of the tag with this name, however it is written.
pub fn named(conn: &mut Conn, name: &str) -> QueryResult<Option<i64>> {
    tag::table.filter(tag::folded.eq(folded(name))).select(tag::id).first(conn).optional()
}

/// How many tags there are.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    tag::table.count().get_result(conn)
}

/// Adds a tag; gives its row.
pub fn add(conn: &mut Conn, name: &str) -> QueryResult<i64> {
    diesel::insert_into(tag::table)
        .values((tag::name.eq(name), tag::folded.eq(folded(name))))
        .returning(tag::id)
        .get_result(conn)
}

/// Writes name and state of a tag back.
pub fn change(conn: &mut Conn, row: &Tag) -> QueryResult<()> {
    diesel::update(tag::table.find(row.id))
        .set((tag::name.eq(&row.name), tag::folded.eq(folded(&row.name)), tag::retired_at.eq(row.retired_at)))
        .execute(conn)
        .map(drop)
}

/// On how many tickets each tag is, by its row.
pub fn uses(conn: &mut Conn) -> QueryResult<Vec<(i64, i64)>> {
    ticket_tag::table.group_by(ticket_tag::tag_id).select((ticket_tag::tag_id, diesel::dsl::count_star())).load(conn)
}

/// The tags of a ticket, by name.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Tag>> {
    ticket_tag::table
        .inner_join(tag::table)
        .filter(ticket_tag::ticket_id.eq(ticket.0))
        .order((tag::folded.asc(), tag::id.asc()))
        .select(columns())
        .load(conn)
}

/// Names of the tags of several tickets (rows), each with its ticket, by name.
pub fn of_tickets(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    ticket_tag::table
        .inner_join(tag::table)
        .filter(ticket_tag::ticket_id.eq_any(tickets))
        .order((tag::folded.asc(), tag::id.asc()))
        .select((ticket_tag::ticket_id, tag::name))
        .load(conn)
}

/// Whether a tag is on a ticket.
pub fn is_on(conn: &mut Conn, ticket: TicketId, id: i64) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(ticket_tag::table.find((ticket.0, id)))).get_result(conn)
}

/// Puts a tag on a ticket on which it is not.
pub fn put(conn: &mut Conn, ticket: TicketId, id: i64) -> QueryResult<()> {
    diesel::insert_into(ticket_tag::table)
        .values((ticket_tag::ticket_id.eq(ticket.0), ticket_tag::tag_id.eq(id)))
        .execute(conn)
        .map(drop)
}

/// Takes a tag off a ticket; says whether it was on it.
pub fn take_off(conn: &mut Conn, ticket: TicketId, id: i64) -> QueryResult<bool> {
    diesel::delete(ticket_tag::table.find((ticket.0, id))).execute(conn).map(|rows| rows == 1)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_tag_is_the_same_however_it_is_written() {
        assert_eq!(folded("  Thuế – điện_tử "), "thue dien tu");
        assert_eq!(folded("thue-dien-tu"), folded("THUẾ ĐIỆN TỬ"));
        assert_eq!(folded("100%"), "100");
    }
}
