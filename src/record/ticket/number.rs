//! Ticket numbers: `HOTRO-2026-000123`, counted by year. A number taken in a transaction that fails is given again,
//! so people see no gaps; the counter's row makes concurrent transactions wait for each other.

use diesel::prelude::*;

use crate::infra::db::Conn;
use crate::infra::db::schema::ticket_counter;

/// The next number of a year.
pub fn next_number(conn: &mut Conn, prefix: &str, year: i32) -> QueryResult<String> {
    let year = i64::from(year);
    let raise =
        || diesel::update(ticket_counter::table.find(year)).set(ticket_counter::last.eq(ticket_counter::last + 1));
    let last: Option<i64> = raise().returning(ticket_counter::last).get_result(conn).optional()?;
    let last = match last {
        Some(last) => last,
        None => first_of_year(conn, year)?,
    };
    Ok(format!("{prefix}-{year}-{last:06}"))
}

/// Makes the counter of a new year. Two first mails of a year may race: the second waits and counts on.
fn first_of_year(conn: &mut Conn, year: i64) -> QueryResult<i64> {
    diesel::sql_query("INSERT INTO ticket_counter (year, last) VALUES ($1, 0) ON CONFLICT (year) DO NOTHING")
        .bind::<diesel::sql_types::BigInt, _>(year)
        .execute(conn)?;
    diesel::update(ticket_counter::table.find(year))
        .set(ticket_counter::last.eq(ticket_counter::last + 1))
        .returning(ticket_counter::last)
        .get_result(conn)
}

/// The numbers of our form that a text names, capital letters or not, at most five.
pub fn numbers_in(prefix: &str, text: &str) -> Vec<String> {
    let upper = text.to_ascii_uppercase();
    let start = format!("{prefix}-");
    upper
        .match_indices(&start)
        .filter_map(|(at, _)| {
            let rest = upper.get(at + start.len()..)?;
            let (year, rest) = rest.split_at_checked(4)?;
            let digits: String = rest.strip_prefix('-')?.chars().take_while(char::is_ascii_digit).collect();
            let whole = year.bytes().all(|b| b.is_ascii_digit()) && (6..=9).contains(&digits.len());
            whole.then(|| format!("{prefix}-{year}-{digits}"))
        })
        .take(5)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::numbers_in;

    #[test]
    fn numbers_are_found_in_subjects() {
        assert_eq!(numbers_in("HOTRO", "Re: [hotro-2026-000123] Xác nhận"), ["HOTRO-2026-000123"]);
        assert_eq!(numbers_in("HOTRO", "HOTRO-2026-12 HOTRO-20x6-000001 HOTRO-"), Vec::<String>::new());
    }
}
