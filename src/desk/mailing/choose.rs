//! Whom an advisory can be sent to: the agencies of today with their contacts, by group.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::Error;
use crate::base::ids::AdvisoryId;
use crate::infra::db::Conn;
use crate::record::agency::{self, Agency, Contact};
use crate::record::{exposure, mailing};

/// A group of agencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name; may be empty.
    pub band: String,
    /// Its agencies.
    pub offices: Vec<Office>,
}

/// An agency that could be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The agency.
    pub agency: Agency,
    /// Its contacts; none: it cannot be told by mail.
    pub contacts: Vec<Contact>,
    /// Whether the advisory is on its way to all of them already.
    pub told: bool,
}

/// What was ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Rows of agencies.
    pub agencies: BTreeSet<i64>,
    /// Whole groups.
    pub bands: BTreeSet<String>,
}

/// Whom the choice reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Agencies that will be told.
    pub agencies: usize,
    /// Letters that will leave.
    pub letters: usize,
    /// Chosen agencies without a contact.
    pub unreachable: usize,
}

impl Choice {
    /// Whether an agency is chosen.
    pub fn has(&self, agency: &Agency) -> bool {
        self.agencies.contains(&agency.id) || self.bands.contains(&agency.band)
    }

    /// Whom it reaches among these.
    pub fn count(&self, groups: &[Group]) -> Chosen {
        let mut out = Chosen::default();
        for office in groups.iter().flat_map(|group| &group.offices).filter(|office| self.has(&office.agency)) {
            if office.contacts.is_empty() {
                out.unreachable += 1;
            } else if !office.told {
                out.agencies += 1;
                out.letters += office.contacts.len();
            }
        }
        out
    }
}

/// The agencies whose names are in force on a day, by group, with their contacts; those whose mailbox is exposed are none.
pub fn choose(conn: &mut Conn, advisory: AdvisoryId, on: NaiveDate) -> Result<Vec<Group>, Error> {
    let agencies = agency::in_force(conn, on)?;
    let ids: Vec<i64> = agencies.iter().map(|agency| agency.id).collect();
    let mut contacts = agency::contacts(conn, &ids)?;
    // Who holds an exposed mailbox would confirm in the name of the agency.
    let mails: Vec<String> = contacts.iter().map(|one| one.mail.clone()).collect();
    let exposed = exposure::exposed_among(conn, &mails)?;
    contacts.retain(|one| !exposed.contains(&one.mail));
    let known: BTreeSet<String> = mailing::of_advisory(conn, advisory)?.into_iter().map(|one| one.recipient).collect();
    let mut groups: Vec<Group> = Vec::new();
    for agency in agencies {
        let contacts: Vec<Contact> = contacts.iter().filter(|one| one.agency_id == agency.id).cloned().collect();
        let told = !contacts.is_empty() && contacts.iter().all(|one| known.contains(&one.mail));
        let office = Office { agency, contacts, told };
        match groups.last_mut().filter(|group| group.band == office.agency.band) {
            Some(group) => group.offices.push(office),
            None => groups.push(Group { band: office.agency.band.clone(), offices: vec![office] }),
        }
    }
    Ok(groups)
}
