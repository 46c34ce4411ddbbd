//! The unit of a person: as the directory of agencies names it on the day, else as far as the address tells. Nowhere else
//! is a unit named.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Desk, Error};
use crate::analysis::known::is_under;
use crate::base::ids::ReporterId;
use crate::infra::db::Conn;
use crate::record::agency::{self, Agency};
use crate::record::people;
use crate::record::ticket::Ticket;

/// Codes and short names with which agencies and communes end the local part of their people's addresses (`ten.sotttt@…`).
const CODES: &[&str] = &[
    "snv",
    "stp",
    "stc",
    "sct",
    "sxd",
    "syt",
    "sgddt",
    "skhcn",
    "stttt",
    "snnmt",
    "snnptnt",
    "sgtvt",
    "stnmt",
    "sldtbxh",
    "svhttdl",
    "skhdt",
    "bdt",
    "cat",
    "tct",
    "congan",
    "thanhtra",
    "bandantoc",
    "hdnd",
    "vpubnd",
    "vpddbqh",
    "dichvucong",
];
/// How longer names of units begin.
const BEGINNINGS: &[&str] =
    &["ubnd", "sotu", "sota", "sono", "soxa", "soyt", "sogd", "sokh", "sott", "sogt", "soco", "sonn"];

/// The unit of an address on a day, by the directory alone.
pub(super) fn known(conn: &mut Conn, address: &str, on: NaiveDate) -> Result<Option<String>, Error> {
    Ok(agency::of_address(conn, address, on)?.map(|agency| agency.name))
}

/// The units of the reporters of these tickets, each on the day of its report and in their order; empty where neither
/// directory nor address tells.
pub(super) fn of_tickets(conn: &mut Conn, desk: &Desk, tickets: &[&Ticket]) -> Result<Vec<String>, Error> {
    let people: Vec<ReporterId> = tickets.iter().filter_map(|one| one.reporter_id.map(ReporterId)).collect();
    let people: BTreeMap<i64, String> =
        people::several(conn, &people)?.into_iter().map(|person| (person.id.0, person.address)).collect();
    let of = |one: &&Ticket| {
        let address = one.reporter_id.and_then(|id| people.get(&id)).cloned().unwrap_or_default();
        (address, one.created_at.date())
    };
    let wanted: Vec<(String, NaiveDate)> = tickets.iter().map(of).collect();
    of_addresses(conn, &desk.config.reporter.domains.0, &wanted)
}

/// The units of addresses (lower case), each on a day and in their order; empty where neither directory nor address tells.
pub fn of_addresses(conn: &mut Conn, ours: &[String], wanted: &[(String, NaiveDate)]) -> Result<Vec<String>, Error> {
    let agencies = agency::of_addresses(conn, wanted)?;
    let name = |((address, _), agency): (&(String, NaiveDate), Option<Agency>)| {
        agency.map(|agency| agency.name).or_else(|| of_shape(address, ours)).unwrap_or_default()
    };
    Ok(wanted.iter().zip(agencies).map(name).collect())
}

/// The unit that an address (lower case) in one of our domains tells; absent where it does not.
fn of_shape(address: &str, our_domains: &[String]) -> Option<String> {
    let (local, host) = address.rsplit_once('@')?;
    let ours = our_domains.iter().find(|ours| is_under(host, ours))?;
    let below = host.strip_suffix(ours.as_str())?.trim_end_matches('.');
    if let Some(label) = below.rsplit('.').next().filter(|label| !label.is_empty() && *label != "mail") {
        return Some(label.to_owned());
    }
    let (_, last) = local.rsplit_once('.')?;
    let known = CODES.contains(&last) || BEGINNINGS.iter().any(|beginning| last.starts_with(beginning));
    known.then(|| last.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_tells_its_unit_or_nothing() {
        let ours = ["laichau.gov.vn".to_owned()];
        let of = |address| super::of_shape(address, &ours);
        assert_eq!(of("binh.snv@laichau.gov.vn").as_deref(), Some("snv"));
        assert_eq!(of("an.ubndphongtho@laichau.gov.vn").as_deref(), Some("ubndphongtho"));
        assert_eq!(of("an@soyte.laichau.gov.vn").as_deref(), Some("soyte"));
        for unknown in
            ["lo.may@laichau.gov.vn", "an@laichau.gov.vn", "an@mail.laichau.gov.vn", "x.snv@else.example", ""]
        {
            assert_eq!(of(unknown), None, "{unknown}");
        }
    }
}
