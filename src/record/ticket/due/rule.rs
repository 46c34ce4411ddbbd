//! How soon the desk answers and concludes: the rules, in their order, and what goes for all of them.

use diesel::prelude::*;

use crate::infra::db::schema::{due_plan, due_rule};
use crate::infra::db::{Backend, Conn};
use crate::record::ticket::Exposure;
use crate::text_enum;

text_enum! {
    /// What happened to somebody of the ticket, as far as time matters.
    Harm {
        /// A link was followed or a file opened.
        Touched = "touched",
        /// An account or a device may be lost.
        Lost = "lost",
        /// Money left.
        Money = "money",
    }
}

impl Harm {
    /// How grave it is.
    pub fn rank(self) -> u8 {
        match self {
            Self::Touched => 1,
            Self::Lost => 2,
            Self::Money => 3,
        }
    }

    /// What an answer of the reporter means; nothing where nothing happened.
    pub fn of_exposure(exposure: Exposure) -> Option<Self> {
        match exposure {
            Exposure::Nothing => None,
            Exposure::Clicked | Exposure::Opened => Some(Self::Touched),
            Exposure::Password | Exposure::Otp | Exposure::App => Some(Self::Lost),
            Exposure::Money => Some(Self::Money),
        }
    }
}

/// How soon, for the tickets that it fits.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = due_rule)]
pub struct Rule {
    /// Its place: the first that fits is taken.
    pub place: i32,
    /// Only where at least this happened; counted from when it became known.
    pub harm: Option<Harm>,
    /// Only from this score, 0 to 100.
    pub score: Option<i32>,
    /// Only for reporters of this agency, by its row.
    pub agency_id: Option<i64>,
    /// Minutes to the first answer of a person.
    pub answer_minutes: i32,
    /// Minutes to the conclusion.
    pub verdict_minutes: i32,
    /// Whether they pass at night and on holidays too.
    pub round_the_clock: bool,
}

impl Rule {
    /// Whether it fits every ticket.
    pub fn is_for_all(&self) -> bool {
        self.harm.is_none() && self.score.is_none() && self.agency_id.is_none()
    }
}

/// What goes for all rules.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = due_plan)]
pub struct Plan {
    /// Raised with every change of calendar and rules; forms carry the one they were made from.
    pub version: i32,
    /// How many minutes before it a promise is warned of.
    pub warn_minutes: i32,
    /// Word of the role whose people are told of what is late, besides whoever works on it.
    pub escalate_to: Option<String>,
}

/// What goes for all rules.
pub fn plan(conn: &mut Conn) -> QueryResult<Plan> {
    due_plan::table.find(1).select(<Plan as Selectable<Backend>>::construct_selection()).first(conn)
}

/// Raises the version, if it still is the one that a form was made from.
pub fn raise(conn: &mut Conn, version: i32) -> QueryResult<bool> {
    let row = due_plan::table.find(1).filter(due_plan::version.eq(version));
    Ok(diesel::update(row).set(due_plan::version.eq(version + 1)).execute(conn)? == 1)
}

/// Writes warning and escalation.
pub fn set_plan(conn: &mut Conn, warn_minutes: i32, escalate_to: Option<&str>) -> QueryResult<()> {
    diesel::update(due_plan::table.find(1))
        .set((due_plan::warn_minutes.eq(warn_minutes), due_plan::escalate_to.eq(escalate_to)))
        .execute(conn)
        .map(drop)
}

/// The rules in their order, at most 100.
pub fn rules(conn: &mut Conn) -> QueryResult<Vec<Rule>> {
    due_rule::table
        .order((due_rule::place.asc(), due_rule::id.asc()))
        .limit(100)
        .select(<Rule as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// Writes these rules in place of all.
pub fn set_rules(conn: &mut Conn, rules: &[Rule]) -> QueryResult<()> {
    diesel::delete(due_rule::table).execute(conn)?;
    for rule in rules {
        diesel::insert_into(due_rule::table).values(rule).execute(conn)?;
    }
    Ok(())
}
