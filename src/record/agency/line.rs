//! The directory as a table that people keep in a spreadsheet: one line an agency and contact. Pure.

use chrono::NaiveDate;

use crate::base::text::one_line;
use crate::paper::table;
use crate::text_enum;

/// Agencies of the province from 2021 on, with their dates; names of the provincial bodies and of the communes of 2025.
pub const SEED: &str = include_str!("seed.csv");

/// Names of the columns, in the order in which they are written.
const COLUMNS: [&str; 11] =
    ["slug", "name", "kind", "group", "from", "until", "person", "role", "mail", "telephone", "addresses"];

text_enum! {
    /// What an agency is.
    Kind {
        /// A department or office of the province.
        Department = "department",
        /// People's committee of a district or town.
        District = "district",
        /// People's committee of a commune or ward.
        Commune = "commune",
        /// A centre or other service unit.
        Centre = "centre",
        /// Party, front, associations.
        Party = "party",
        /// A branch of a ministry.
        Sector = "sector",
        /// Anything else.
        Other = "other",
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Short name in lower case, the same under every name of the agency.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Group in which it is addressed: `Sở, ban, ngành`.
    pub band: String,
    /// First day of the name.
    pub from: NaiveDate,
    /// Last day of the name.
    pub until: Option<NaiveDate>,
    /// A contact: person, post, mail address, telephone; without an address none.
    pub contact: [String; 4],
    /// Rules that say which addresses are theirs.
    pub patterns: Vec<String>,
}

/// A line that cannot be used: its number (the heading is 1) and the column that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Number of the line.
    pub line: usize,
    /// Name of the column.
    pub column: &'static str,
}

/// The lines of a table with a heading, and those that cannot be used. Columns may come in any order.
pub fn lines(text: &str) -> (Vec<Line>, Vec<Bad>) {
    let mut rows = table::read(text).into_iter();
    let heading = rows.next().unwrap_or_default();
    let place = |column: &str| heading.iter().position(|name| name.eq_ignore_ascii_case(column));
    let places = COLUMNS.map(place);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (at, row) in rows.enumerate() {
        let cells = places.map(|place| place.and_then(|at| row.get(at)).map_or("", String::as_str));
        match one(cells) {
            Ok(line) => good.push(line),
            Err(column) => bad.push(Bad { line: at + 2, column }),
        }
    }
    (good, bad)
}

fn one(cells: [&str; 11]) -> Result<Line, &'static str> {
    let [slug, name, kind, band, from, until, person, role, mail, telephone, addresses] = cells;
    let slug = slug.to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if slug.is_empty() || slug.len() > 60 || !slug.chars().all(plain) {
        return Err("slug");
    }
    let name = one_line(name, 200);
    if name.is_empty() {
        return Err("name");
    }
    let mail = mail.to_lowercase();
    let is_address =
        |text: &str| text.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    if !mail.is_empty() && (!is_address(&mail) || mail.contains(char::is_whitespace) || mail.len() > 254) {
        return Err("mail");
    }
    let patterns: Vec<String> = addresses.split_whitespace().take(50).map(str::to_lowercase).collect();
    if patterns.iter().any(|pattern| !pattern.contains('@') || pattern.len() > 254) {
        return Err("addresses");
    }
    Ok(Line {
        slug,
        name,
        kind: Kind::of(kind).ok_or("kind")?,
        band: one_line(band, 100),
        from: day(from).ok_or("from")?,
        until: if until.is_empty() { None } else { Some(day(until).ok_or("until")?) },
        contact: [one_line(person, 120), one_line(role, 120), mail, one_line(telephone, 40)],
        patterns,
    })
}

/// `2025-03-01`, or as people write it, `1/3/2025`.
fn day(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y"].into_iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

/// The table of these lines.
pub fn text(lines: &[Line]) -> String {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let [person, role, mail, telephone] = line.contact.clone();
            let until = line.until.map(|day| day.to_string()).unwrap_or_default();
            let (kind, from) = (line.kind.word().to_owned(), line.from.to_string());
            let start = [line.slug.clone(), line.name.clone(), kind, line.band.clone(), from, until];
            start.into_iter().chain([person, role, mail, telephone, line.patterns.join(" ")]).collect()
        })
        .collect();
    let heading = std::iter::once(COLUMNS.to_vec());
    table::write(heading.chain(rows.iter().map(|row| row.iter().map(String::as_str).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_is_whole_and_comes_back_as_it_was_written() {
        let (seed, bad) = lines(SEED);
        assert!(bad.is_empty(), "{bad:?}");
        let on = |y, m, d| {
            let day = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            seed.iter().filter(|line| line.from <= day && line.until.is_none_or(|until| until >= day)).count()
        };
        assert_eq!((on(2021, 3, 11), on(2026, 11, 24)), (33, 58));
        assert_eq!(seed.iter().filter(|line| line.kind == Kind::Commune).count(), 38);
        assert_eq!(lines(&text(&seed)), (seed, Vec::new()));
    }

    #[test]
    fn bad_lines_are_named() {
        let text = "slug;name;kind;from;mail\na b;A;other;1/3/2025;\nab;;other;1/3/2025;\nab;A;huh;1/3/2025;\nab;A;other;soon;\n\
                    ab;A;other;1/3/2025;x\nab;A;other;1/3/2025;x@y.vn\n";
        let (good, bad) = lines(text);
        assert_eq!(
            bad.iter().map(|bad| (bad.line, bad.column)).collect::<Vec<_>>(),
            [(2, "slug"), (3, "name"), (4, "kind"), (5, "from"), (6, "mail")]
        );
        assert_eq!(good.len(), 1);
    }
}
