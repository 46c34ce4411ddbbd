//! A condition in SQL that is put together while the program runs; every value in it is bound, never written.

use diesel::expression::{AppearsOnTable, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Text, Timestamp};

use super::Backend;
use crate::base::clock::Instant;

#[derive(Clone, Debug)]
enum Piece {
    Sql(&'static str),
    Text(String),
    Number(i64),
    Time(Instant),
}

/// A condition. SQL comes only from constants of the program; values are bound.
#[derive(Clone, Debug, Default)]
pub struct Clause(Vec<Piece>);

impl Clause {
    /// A condition that begins so.
    pub fn new(sql: &'static str) -> Self {
        Self(vec![Piece::Sql(sql)])
    }

    /// The condition with more SQL behind it.
    #[must_use]
    pub fn sql(mut self, sql: &'static str) -> Self {
        self.0.push(Piece::Sql(sql));
        self
    }

    /// The condition with a text behind it.
    #[must_use]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.0.push(Piece::Text(value.into()));
        self
    }

    /// The condition with a number behind it.
    #[must_use]
    pub fn number(mut self, value: i64) -> Self {
        self.0.push(Piece::Number(value));
        self
    }

    /// The condition with an instant behind it.
    #[must_use]
    pub fn time(mut self, value: Instant) -> Self {
        self.0.push(Piece::Time(value));
        self
    }

    /// The condition with a list of texts in brackets behind it; an empty list holds nothing.
    #[must_use]
    pub fn texts<T: Into<String>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        let mut begin = "(";
        for value in values {
            self = self.sql(begin).text(value);
            begin = ", ";
        }
        if begin == "(" { self.sql("(NULL)") } else { self.sql(")") }
    }

    /// Both conditions.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        if self.0.is_empty() {
            return other;
        }
        if !other.0.is_empty() {
            self.0.push(Piece::Sql(" AND "));
            self.0.extend(other.0);
        }
        self
    }

    /// The condition with another one right behind it.
    #[must_use]
    pub fn followed_by(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Any of the conditions, in brackets.
    pub fn any(all: impl IntoIterator<Item = Self>) -> Self {
        let mut out = Self::new("(");
        for (n, one) in all.into_iter().enumerate() {
            if n > 0 {
                out = out.sql(" OR ");
            }
            out.0.extend(one.0);
        }
        out.sql(")")
    }

    /// The opposite; what is unknown counts as not so.
    #[must_use]
    pub fn denied(self) -> Self {
        let mut out = Self::new("NOT coalesce((");
        out.0.extend(self.0);
        // Written so that both databases have a truth value of their own.
        out.sql("), 1 = 0)")
    }

    /// Whether it says anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Expression for Clause {
    type SqlType = Bool;
}

impl QueryId for Clause {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl ValidGrouping<()> for Clause {
    type IsAggregate = is_aggregate::No;
}

impl<Q> AppearsOnTable<Q> for Clause {}
impl<Q> SelectableExpression<Q> for Clause {}

impl QueryFragment<Backend> for Clause {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        if self.0.is_empty() {
            out.push_sql("1 = 1");
        }
        for piece in &self.0 {
            match piece {
                Piece::Sql(sql) => out.push_sql(sql),
                Piece::Text(value) => out.push_bind_param::<Text, _>(value)?,
                Piece::Number(value) => out.push_bind_param::<BigInt, _>(value)?,
                Piece::Time(value) => out.push_bind_param::<Timestamp, _>(value)?,
            }
        }
        Ok(())
    }
}
