//! `hotro bench`: which pages it measures, and that a small database is filled and measured by the real program.

use std::collections::BTreeSet;

use hotro::cli::bench::urls::{LEFT_OUT, PAGES};
use regex::Regex;

use crate::program::Place;

#[test]
fn every_address_of_the_table_is_measured_or_left_out_for_a_reason() {
    let table = include_str!("../../src/edge/web/routes.rs");
    let route = Regex::new(r#"\.route\(\s*"([^"]+)",\s*get\("#).unwrap();
    let routes: BTreeSet<&str> = route.captures_iter(table).map(|found| found.get(1).unwrap().as_str()).collect();
    assert!(routes.len() > 50, "the table is read: {routes:?}");
    let known: Vec<&str> = PAGES.iter().map(|(page, _)| *page).chain(LEFT_OUT.iter().map(|(page, _)| *page)).collect();
    let missing: Vec<_> = routes.iter().filter(|page| !known.contains(page)).collect();
    assert!(missing.is_empty(), "neither measured nor left out: {missing:?}");
    let gone: Vec<_> = known.iter().filter(|page| !routes.contains(*page)).collect();
    assert!(gone.is_empty(), "no route any more: {gone:?}");
    assert_eq!(known.len(), routes.len(), "each stands once");
    assert!(LEFT_OUT.iter().all(|(_, why)| !why.is_empty()) && PAGES.iter().all(|(_, queries)| !queries.is_empty()));
}

#[test]
fn a_small_database_is_filled_and_measured_and_nothing_of_it_leaves() {
    let place = Place::new(&[]);
    let filled = place.run(&["bench", "fill", "120"], b"");
    assert!(filled.status.success(), "{}", String::from_utf8_lossy(&filled.stderr));
    assert!(String::from_utf8_lossy(&filled.stdout).contains("120 tickets stand in"));
    assert!(place.letters().is_empty(), "no letter was written");
    let measured = place.run(&["bench", "pages", "--rounds", "1", "--within", "60000", "--weight", "2000"], b"");
    let said = String::from_utf8_lossy(&measured.stdout).into_owned();
    assert!(measured.status.success(), "{said}{}", String::from_utf8_lossy(&measured.stderr));
    assert!(said.contains("  /tickets?view=overdue\n") && said.contains("0 pages break a bound"), "{said}");
    let strict = place.run(&["bench", "pages", "--rounds", "1", "--within", "0", "--only", "/figures"], b"");
    assert_eq!(strict.status.code(), Some(1), "a broken bound is told by the exit code");
    assert!(String::from_utf8_lossy(&strict.stdout).contains("breaks a bound"));
    let spared = Place::new(&[]).run(&["bench", "pages"], b"");
    assert_eq!(spared.status.code(), Some(64), "only a filled folder is measured");
}
