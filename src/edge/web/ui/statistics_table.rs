//! Figures as tiles and tables in words, the same for the page and for its files.

use super::super::page::Frame;
use super::shown;
use crate::analysis::signal::defang;
use crate::base::text::{Zone, list_time};
use crate::desk::statistics::Statistics;
use crate::desk::statistics::count::Counts;
use crate::record::exposure::What;

/// A figure with that of the period before.
pub(super) struct Tile {
    /// What it is.
    pub label: String,
    /// The figure.
    pub now: String,
    /// That of the period before.
    pub before: String,
}

/// A table.
pub(super) struct Table {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
pub(super) struct Row {
    /// Its cells, as many as the table has columns.
    pub cells: Vec<String>,
    /// Where its first cell leads to.
    pub href: Option<String>,
    /// The length of its bar, in hundredths of the longest.
    pub bar: i64,
}

/// Minutes as people say them: minutes below two hours, hours below two days, else days; one figure behind the comma.
fn time(frame: &Frame, minutes: Option<i64>) -> String {
    let tenths = |whole: i64, unit: i64| format!("{},{}", whole / unit, whole % unit * 10 / unit);
    match minutes {
        None => "–".to_owned(),
        Some(m @ ..120) => frame.say_with("figures-minutes", "count", m),
        Some(m @ 120..2_880) => frame.say_with("figures-hours", "count", tenths(m, 60)),
        Some(m) => frame.say_with("figures-of-days", "count", tenths(m, 1_440)),
    }
}

fn share(part: i64, whole: i64) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{part}/{whole} ({} %)", part * 100 / whole) }
}

/// The tiles.
pub(super) fn tiles(frame: &Frame, found: &Statistics) -> Vec<Tile> {
    let tile = |label: String, read: &dyn Fn(&Counts) -> String| Tile {
        label,
        now: read(&found.now),
        before: read(&found.before),
    };
    let plain = |key: &str, read: &dyn Fn(&Counts) -> String| tile(frame.word("figure", key), read);
    let verdict = |counts: &Counts, word: &str| {
        let of = counts.verdicts.iter().find(|(verdict, _)| verdict.word() == word);
        of.map_or(0, |(_, count)| *count).to_string()
    };
    let mut tiles = vec![
        plain("reports", &|c| c.reports.to_string()),
        plain("tickets", &|c| c.tickets.to_string()),
        plain("reporters", &|c| c.reporters.to_string()),
        plain("campaigns", &|c| c.campaigns.to_string()),
    ];
    for (one, _) in &found.now.verdicts {
        let word = one.word();
        tiles.push(tile(frame.word("verdict-long", word), &|c| verdict(c, word)));
    }
    tiles.extend([
        plain("answer-median", &|c| time(frame, c.answer.median)),
        plain("answer-ninetieth", &|c| time(frame, c.answer.ninetieth)),
        plain("verdict-median", &|c| time(frame, c.verdict.median)),
        plain("verdict-ninetieth", &|c| time(frame, c.verdict.ninetieth)),
        plain("late", &|c| share(c.late, c.due)),
        plain("exposed", &|c| c.exposed.values().sum::<i64>().to_string()),
        plain("secured-median", &|c| time(frame, c.secured.median)),
        plain("secured-ninetieth", &|c| time(frame, c.secured.ninetieth)),
        plain("advisories", &|c| c.advisories.to_string()),
        plain("confirmed", &|c| share(c.confirmed, c.told)),
    ]);
    tiles
}

fn table(frame: &Frame, name: &'static str, columns: &[&str], rows: Vec<(Vec<String>, Option<String>, i64)>) -> Table {
    let longest = rows.iter().map(|(.., count)| *count).max().unwrap_or(0).max(1);
    let row =
        |(cells, href, count): (Vec<String>, Option<String>, i64)| Row { cells, href, bar: count * 100 / longest };
    Table {
        name,
        title: frame.word("figures-table", name),
        head: columns.iter().map(|column| frame.word("figures-column", column)).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// The tiles as a table, for a file.
pub(super) fn summary(frame: &Frame, found: &Statistics) -> Table {
    let rows = tiles(frame, found).into_iter().map(|tile| (vec![tile.label, tile.now, tile.before], None, 0));
    table(frame, "summary", &["figure", "now", "before"], rows.collect())
}

/// The tables of the page; hosts only for those who may read what came in mails.
pub(super) fn all(frame: &Frame, found: &Statistics, with_hosts: bool) -> Vec<Table> {
    let mut tables = vec![campaigns(frame, found), units(frame, found), exposed(frame, found)];
    let lures = found.lures.iter().map(|(code, count)| {
        let key = code.to_lowercase().replace('_', "-");
        (vec![frame.word("lure", key), count.to_string()], None, *count)
    });
    tables.push(table(frame, "lures", &["lure", "tickets"], lures.collect()));
    if with_hosts {
        let hosts = found.hosts.iter().map(|(host, count)| (vec![defang(host), count.to_string()], None, *count));
        tables.push(table(frame, "hosts", &["host", "tickets"], hosts.collect()));
    }
    tables
}

fn campaigns(frame: &Frame, found: &Statistics) -> Table {
    let row = |one: &crate::desk::statistics::read::Wave| {
        let secured = match one.open {
            0 => time(frame, one.secured),
            open => frame.say_with("figures-unsecured", "count", open),
        };
        let first = one.first.map_or_else(String::new, |at| list_time(at, Zone::default()));
        let (verdict, warning) = (time(frame, one.verdict), time(frame, one.warning));
        let cells = vec![shown::prose(&one.title), one.tickets.to_string(), first, verdict, warning, secured];
        (cells, Some(format!("/campaigns/{}", one.uuid)), one.tickets)
    };
    let columns = ["campaign", "tickets", "first", "to-verdict", "to-warning", "to-secured"];
    table(frame, "campaigns", &columns, found.waves.iter().map(row).collect())
}

fn units(frame: &Frame, found: &Statistics) -> Table {
    let row = |one: &crate::desk::statistics::read::Unit| {
        let name = if one.name.is_empty() { frame.say("figures-no-unit") } else { shown::line(&one.name) };
        let counts = [one.tickets, one.bad, one.reporters, one.exposed].map(|count| count.to_string());
        (std::iter::once(name).chain(counts).collect(), None, one.tickets)
    };
    let columns = ["unit", "tickets", "bad", "reporters", "exposed"];
    table(frame, "units", &columns, found.units.iter().map(row).collect())
}

fn exposed(frame: &Frame, found: &Statistics) -> Table {
    let of = |counts: &Counts, what: &What| counts.exposed.get(what.word()).copied().unwrap_or(0);
    let row = |what: &What| {
        let (now, before) = (of(&found.now, what), of(&found.before, what));
        (vec![frame.word("exposed", what), now.to_string(), before.to_string()], None, now)
    };
    table(frame, "exposed", &["what", "now", "before"], What::ALL.iter().map(row).collect())
}
