//! Searching the words of tickets: FTS5 on SQLite, `tsvector` on PostgreSQL, both over text that we folded ourselves.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};

use super::Conn;

/// The most text of one ticket that is searched, in bytes of folded text.
const BOUND: usize = 200_000;

/// Replaces the searchable words of a ticket; `folded` comes from `base::text::fold`.
pub fn index(conn: &mut Conn, ticket: i64, folded: &str) -> QueryResult<()> {
    let end = (0..=BOUND.min(folded.len())).rev().find(|end| folded.is_char_boundary(*end)).unwrap_or(0);
    // Cut into words here: PostgreSQL would keep hosts, addresses and signed numbers in one piece.
    let cut = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = folded.get(..end).unwrap_or_default().chars().map(cut).collect();
    let statement = match conn {
        Conn::Sqlite(_) => "INSERT OR REPLACE INTO ticket_text (rowid, words) VALUES ($1, $2)",
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => {
            "INSERT INTO ticket_text (rowid, words) VALUES ($1, to_tsvector('simple', $2))
             ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"
        }
    };
    sql_query(statement).bind::<BigInt, _>(ticket).bind::<Text, _>(words).execute(conn).map(drop)
}

/// The parts of a condition on `ticket.id`: SQL before and after the bound query.
#[derive(Clone, Debug)]
pub struct Matching {
    /// SQL up to the query.
    pub before: &'static str,
    /// The query, every word of it quoted.
    pub query: String,
    /// SQL behind the query.
    pub after: &'static str,
}

/// Tickets that have all the words a person typed (folded), the last one as a beginning. `None` when no word is left.
pub fn matching(conn: &mut Conn, folded: &str) -> Option<Matching> {
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| word.chars().take(60).collect())
        .collect();
    let (last, head) = words.split_last()?;
    Some(match conn {
        Conn::Sqlite(_) => Matching {
            before: "ticket.id IN (SELECT rowid FROM ticket_text WHERE words MATCH ",
            query: head.iter().map(|word| format!("\"{word}\" ")).collect::<String>() + &format!("\"{last}\"*"),
            after: ")",
        },
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => Matching {
            before: "ticket.id IN (SELECT rowid FROM ticket_text WHERE words @@ to_tsquery('simple', ",
            query: head.iter().map(|word| format!("'{word}' & ")).collect::<String>() + &format!("'{last}':*"),
            after: "))",
        },
    })
}
