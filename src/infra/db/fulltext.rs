//! Searching the words of tickets: FTS5 on SQLite, `tsvector` on PostgreSQL, both over text that we folded ourselves.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text as SqlText};

use super::{Clause, Conn};
use crate::base::text::{fold, marked};

/// The most text of one ticket that is searched, in bytes of folded text.
const BOUND: usize = 200_000;
/// Most words of a phrase.
const WORDS: usize = 12;
/// The longest word, in characters.
const LONGEST: usize = 80;

/// What can be found of a ticket, as it is written. All of it is found by words.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Everything that stands nowhere else.
    pub words: String,
    /// Names of files.
    pub files: String,
    /// Who sent the reported mail.
    pub sender: String,
    /// Who reported it.
    pub reporter: String,
}

/// Where a phrase is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everywhere, without tone marks.
    Words,
    /// Everywhere, with tone marks.
    Marks,
    /// In names of files.
    Files,
    /// In who sent the reported mail.
    Sender,
    /// In who reported it.
    Reporter,
}

/// Words that follow each other, at most 12 of 60 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    words: Vec<String>,
    open: bool,
}

impl Phrase {
    /// The phrase for all parts but [`Part::Marks`]; `open`: its last word is a beginning. `None` when no word is in it.
    pub fn folded(text: &str, open: bool) -> Option<Self> {
        Self::of(&fold(text), open)
    }

    /// The phrase for [`Part::Marks`].
    pub fn marked(text: &str, open: bool) -> Option<Self> {
        Self::of(&marked(text), open)
    }

    fn of(text: &str, open: bool) -> Option<Self> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS);
        let words: Vec<String> = words.map(|word| word.chars().take(LONGEST).collect()).collect();
        (!words.is_empty()).then_some(Self { words, open })
    }
}

/// Replaces what can be found of a ticket.
pub fn index(conn: &mut Conn, ticket: i64, text: &Text) -> QueryResult<()> {
    // The long part last: what is cut must not be a name.
    let all = [&text.files, &text.sender, &text.reporter, &text.words].map(String::as_str).join(" ");
    let values = [fold(&all), marked(&all), fold(&text.files), fold(&text.sender), fold(&text.reporter)];
    let [words, marks, files, sender, reporter] = values.map(|value| cut(&value));
    let statement = match conn {
        Conn::Sqlite(_) => {
            "INSERT OR REPLACE INTO ticket_text (rowid, words, marks, files, sender, reporter) VALUES ($1, $2, $3, $4, $5, $6)"
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => {
            "INSERT INTO ticket_text (rowid, words, marks, files, sender, reporter)
             VALUES ($1, to_tsvector('simple', $2), to_tsvector('simple', $3), to_tsvector('simple', $4),
                     to_tsvector('simple', $5), to_tsvector('simple', $6))
             ON CONFLICT (rowid) DO UPDATE SET words = excluded.words, marks = excluded.marks, files = excluded.files,
                     sender = excluded.sender, reporter = excluded.reporter"
        }
    };
    sql_query(statement)
        .bind::<BigInt, _>(ticket)
        .bind::<SqlText, _>(words)
        .bind::<SqlText, _>(marks)
        .bind::<SqlText, _>(files)
        .bind::<SqlText, _>(sender)
        .bind::<SqlText, _>(reporter)
        .execute(conn)
        .map(drop)
}

/// Cut into words here: PostgreSQL would keep hosts, addresses and signed numbers in one piece.
fn cut(text: &str) -> String {
    let end = (0..=BOUND.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
}

/// The condition that a ticket has all these phrases in a part; without a phrase it says nothing.
pub fn matching(conn: &mut Conn, part: Part, phrases: &[Phrase]) -> Clause {
    if phrases.is_empty() {
        return Clause::default();
    }
    match conn {
        Conn::Sqlite(_) => {
            let one =
                |phrase: &Phrase| format!("\"{}\"{}", phrase.words.join(" "), if phrase.open { " *" } else { "" });
            let query = phrases.iter().map(one).collect::<Vec<_>>().join(" AND ");
            let before = match part {
                Part::Words => "ticket.id IN (SELECT rowid FROM ticket_text WHERE words MATCH ",
                Part::Marks => "ticket.id IN (SELECT rowid FROM ticket_text WHERE marks MATCH ",
                Part::Files => "ticket.id IN (SELECT rowid FROM ticket_text WHERE files MATCH ",
                Part::Sender => "ticket.id IN (SELECT rowid FROM ticket_text WHERE sender MATCH ",
                Part::Reporter => "ticket.id IN (SELECT rowid FROM ticket_text WHERE reporter MATCH ",
            };
            Clause::new(before).text(query).sql(")")
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => {
            let one = |phrase: &Phrase| {
                let words: Vec<_> = phrase.words.iter().map(|word| format!("'{word}'")).collect();
                format!("({}{})", words.join(" <-> "), if phrase.open { ":*" } else { "" })
            };
            let query = phrases.iter().map(one).collect::<Vec<_>>().join(" & ");
            let before = match part {
                Part::Words => "ticket.id IN (SELECT rowid FROM ticket_text WHERE words @@ to_tsquery('simple', ",
                Part::Marks => "ticket.id IN (SELECT rowid FROM ticket_text WHERE marks @@ to_tsquery('simple', ",
                Part::Files => "ticket.id IN (SELECT rowid FROM ticket_text WHERE files @@ to_tsquery('simple', ",
                Part::Sender => "ticket.id IN (SELECT rowid FROM ticket_text WHERE sender @@ to_tsquery('simple', ",
                Part::Reporter => "ticket.id IN (SELECT rowid FROM ticket_text WHERE reporter @@ to_tsquery('simple', ",
            };
            Clause::new(before).text(query).sql("))")
        }
    }
}
