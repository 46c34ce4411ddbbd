//! Counted failures: so many of them lock a key for a while. A key names who and what, never a secret.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::infra::db::Conn;
use crate::infra::db::schema::throttle;

/// Until when a key is locked, if it is at `now`.
pub fn locked_until(conn: &mut Conn, key: &str, now: Instant) -> QueryResult<Option<Instant>> {
    let until: Option<Option<Instant>> =
        throttle::table.find(key).select(throttle::locked_until).first(conn).optional()?;
    Ok(until.flatten().filter(|until| *until > now))
}

/// Counts a failure; the `limit`th within `lock` locks the key for that long, which the answer then says.
/// Rows that nobody needs any more go at the same time.
pub fn fail(conn: &mut Conn, key: &str, now: Instant, limit: u32, lock: TimeDelta) -> QueryResult<bool> {
    let old = now.checked_sub_signed(lock).unwrap_or(now);
    diesel::delete(
        throttle::table
            .filter(throttle::since.lt(old))
            .filter(throttle::locked_until.is_null().or(throttle::locked_until.le(now))),
    )
    .execute(conn)?;
    let before: Option<i32> = throttle::table.find(key).select(throttle::failures).first(conn).optional()?;
    let failures = before.unwrap_or(0).saturating_add(1);
    let locked = i64::from(failures) >= i64::from(limit.max(1));
    let until = locked.then(|| now.checked_add_signed(lock).unwrap_or(now));
    if before.is_some() {
        diesel::update(throttle::table.find(key))
            .set((throttle::failures.eq(if locked { 0 } else { failures }), throttle::locked_until.eq(until)))
            .execute(conn)?;
    } else {
        diesel::insert_into(throttle::table)
            .values((
                throttle::key.eq(key),
                throttle::failures.eq(if locked { 0 } else { failures }),
                throttle::since.eq(now),
                throttle::locked_until.eq(until),
            ))
            .execute(conn)?;
    }
    Ok(locked)
}

/// Forgets the failures of a key.
pub fn clear_failures(conn: &mut Conn, key: &str) -> QueryResult<()> {
    diesel::delete(throttle::table.find(key)).execute(conn).map(drop)
}
