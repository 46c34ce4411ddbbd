//! What a draft says of a lure, from the tickets that report it. Everything foreign is defanged, and the people it was sent
//! to are hidden.

use super::super::case_file::{self, Seen};
use super::super::{Desk, Error, analyse, hand_out, notify, seal};
use crate::analysis::evidence::{Mailbox, Sample};
use crate::analysis::signal::indicator::{self, Kind};
use crate::analysis::signal::{defang, quote};
use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, CampaignId, TicketId};
use crate::base::text::hide;
use crate::infra::db::Conn;
use crate::paper::dispatch::{Counts, Facts, Indicator, Issuer};
use crate::record::campaign::{self, Campaign, list};
use crate::record::evidence;
use crate::record::ticket::{self, Ticket};

/// Most rows of the appendix that are filled in.
/// Length of a part of a path from which on it may be a token: the Base64 of the shortest addresses.
const TOKEN: usize = 16;
const ROWS: usize = 40;
/// Most indicators of a campaign that are looked at for them.
const LOOKED: i64 = 400;
/// Most tickets of a campaign among which the mail is chosen that stands for all.
const CHOICE: i64 = 100;
/// Most of them that are opened for it.
const OPENED: usize = 5;

/// There is nothing to warn of.
const NOTHING: Error = Error::Invalid { field: "advisory", message: "advisory-nothing" };

/// What a draft is made of.
pub(super) struct Ground {
    /// What it says.
    pub facts: Facts,
    /// The mail that stands for all of them.
    pub lure: Lure,
}

/// A reported mail, and whom it names.
#[derive(Clone, Debug)]
pub(super) struct Lure {
    /// Of which ticket.
    pub ticket: TicketId,
    /// In which arrival it came.
    pub arrival: ArrivalId,
    /// Whether that is the mail itself.
    pub as_sample: bool,
    /// Its number in the evidence.
    pub sample: usize,
    /// Names and addresses of those it was sent to and of the reporter.
    pub hide: Vec<String>,
}

/// Who warns, as the settings say.
pub(super) fn issuer(desk: &Desk) -> Issuer {
    let settings = &desk.config.dispatch;
    Issuer {
        parent: settings.parent.clone(),
        agency: settings.agency.clone(),
        unit: desk.config.office.unit.clone(),
        symbol: settings.symbol.clone(),
        drafter: settings.drafter.clone(),
        place: settings.place.clone(),
        telephone: desk.config.office.telephone.trim().to_owned(),
        address: desk.config.mail.address.clone(),
        addressees: settings.addressees.0.clone(),
    }
}

/// From a ticket of no campaign; an error where no mail was found in it.
pub(super) fn of_ticket(conn: &mut Conn, desk: &Desk, of: &Ticket, now: Instant) -> Result<Ground, Error> {
    seal::is_open(of)?;
    let (lure, sample) = lure(conn, desk, of)?.ok_or(NOTHING)?;
    let known = analyse::known(&desk.config);
    let seen = indicator::of(&sample, &known).into_iter().map(|(kind, value)| (kind, value, 1));
    let rows = rows(desk, seen, &lure.hide, 1);
    Ok(Ground { facts: facts(desk, &lure, &sample, rows, (of.created_at, counts_of(1, 1, 1), now)), lure })
}

/// From a campaign; an error where no ticket of it has a mail that may be read.
pub(super) fn of_campaign(conn: &mut Conn, desk: &Desk, of: &Campaign, now: Instant) -> Result<Ground, Error> {
    let mut members = campaign::members(conn, of.row(), 0, CHOICE)?;
    // Of those that prove equally much the first, as it was sent before the others.
    members.sort_by(|a, b| a.grade.as_deref().unwrap_or("Z").cmp(b.grade.as_deref().unwrap_or("Z")));
    let mut found = None;
    for member in members.iter().take(OPENED) {
        let ticket = ticket::by_id(conn, TicketId(member.id))?;
        found = if ticket.is_shut() { None } else { lure(conn, desk, &ticket)? };
        if found.is_some() {
            break;
        }
    }
    let (lure, sample) = found.ok_or(NOTHING)?;
    let counts = campaign_counts(conn, of.row())?;
    let kinds: Vec<&str> = Kind::ALL.into_iter().filter(|kind| kind_name(*kind).is_some()).map(Kind::word).collect();
    let seen = evidence::indicator::of_campaign(conn, of.row(), &kinds, LOOKED)?;
    let seen = seen.into_iter().filter_map(|(row, count)| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == row.kind)?;
        Some((kind, row.value, usize::try_from(count).unwrap_or(0)))
    });
    let rows = rows(desk, seen, &lure.hide, counts.reports as usize);
    Ok(Ground { facts: facts(desk, &lure, &sample, rows, (of.first_seen_at, counts, now)), lure })
}

/// How far the lure of an advisory got until now: its campaign's figures, or those of a single ticket.
pub(super) fn counts(conn: &mut Conn, of: Option<CampaignId>) -> Result<Counts, Error> {
    match of {
        Some(id) => campaign_counts(conn, id),
        None => Ok(counts_of(1, 1, 1)),
    }
}

fn campaign_counts(conn: &mut Conn, of: CampaignId) -> Result<Counts, Error> {
    let found = list::figures(conn, &[of.0])?;
    Ok(found.first().map_or_else(Counts::default, |f| counts_of(f.reports, f.reporters, f.units)))
}

fn counts_of(reports: i64, reporters: i64, agencies: i64) -> Counts {
    let small = |n: i64| u32::try_from(n).unwrap_or(0);
    Counts { reports: small(reports), reporters: small(reporters), agencies: small(agencies) }
}

/// The strongest reported mail of a ticket, and whom it names.
fn lure(conn: &mut Conn, desk: &Desk, of: &Ticket) -> Result<Option<(Lure, Sample)>, Error> {
    let arrivals = evidence::arrivals(conn, of.row())?;
    let all = case_file::seen(conn, of, &arrivals)?;
    let Some((Seen { arrival, evidence }, number, sample)) = case_file::strongest(&all).into_iter().next() else {
        return Ok(None);
    };
    let ours = desk.config.mail.address.to_lowercase();
    let as_sample = hand_out::as_sample(evidence);
    let mut people = Vec::new();
    if let Some(reporter) = notify::recipient(conn, of)? {
        people.push(Mailbox { name: Some(reporter.name), address: reporter.address });
    }
    people.push(evidence.report.from.clone());
    // Where the lure came straight to the desk, who sent it is what the warning is about. Where it was reported, a sender
    // who is the reporter or a reader is a mask that the attacker wears, and that person is hidden like the others.
    people.retain(|one| !as_sample || !one.address.eq_ignore_ascii_case(&sample.from.address));
    people.extend(sample.to.iter().chain(&sample.cc).chain(&sample.through).cloned());
    people.retain(|one| one.address.to_lowercase() != ours);
    let lure = Lure {
        ticket: of.row(),
        arrival: ArrivalId(arrival.id),
        as_sample,
        sample: number,
        hide: people.iter().flat_map(names).collect(),
    };
    Ok(Some((lure, sample.clone())))
}

/// What of a mailbox names a person: the address, its local part where it is no common word, a name of several words.
fn names(of: &Mailbox) -> Vec<String> {
    let local = of.address.split_once('@').map(|(local, _)| local.to_owned());
    let telling =
        |local: &String| local.len() >= 5 && local.contains(|c: char| "._-".contains(c) || c.is_ascii_digit());
    let name = of.name.clone().filter(|name| name.split_whitespace().count() > 1);
    [Some(of.address.clone()).filter(|address| !address.is_empty()), local.filter(telling), name]
        .into_iter()
        .flatten()
        .collect()
}

fn facts(
    desk: &Desk,
    lure: &Lure,
    sample: &Sample,
    indicators: Vec<Indicator>,
    (seen, counts, now): (Instant, Counts, Instant),
) -> Facts {
    let ours = analyse::known(&desk.config).our_domains;
    let shown = |text: &str, limit| quote(&hide(text, &lure.hide, &ours), limit);
    Facts {
        detected_at: desk.zone.local(seen),
        display_name: sample.from.name.as_deref().map(|name| shown(name, 120)).unwrap_or_default(),
        address: defang(&hide(&sample.from.address, &lure.hide, &[])),
        subject: shown(&sample.subject, 200),
        trick: trick(sample, &|name| shown(name, 80)),
        counts,
        counted_at: desk.zone.local(now),
        indicators,
    }
}

/// What the mail makes people do, from what it carries; an officer corrects it.
fn trick(sample: &Sample, shown: &dyn Fn(&str) -> String) -> String {
    let has = |code: &str| sample.findings.iter().any(|finding| finding.code == code);
    let file = sample.attachments.first().map(|file| shown(&file.name));
    match (sample.links.is_empty(), file) {
        (false, _) if has("S09") => {
            "dụ người nhận bấm vào liên kết và nhập tài khoản, mật khẩu vào trang giả mạo".into()
        }
        (false, _) => "dụ người nhận bấm vào liên kết trong thư để cung cấp thông tin tài khoản, mật khẩu".into(),
        (true, Some(name)) => format!("dụ người nhận mở tệp đính kèm “{name}”"),
        (true, None) => "dụ người nhận trả lời thư và cung cấp thông tin cá nhân".into(),
    }
}

/// What an indicator is called in the appendix: what names a sender, a host or a file, not what only describes the text.
fn kind_name(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Url => Some("Liên kết"),
        Kind::Host => Some("Tên máy chủ"),
        Kind::Domain => Some("Tên miền"),
        Kind::Address => Some("Địa chỉ thư"),
        Kind::Sha256 => Some("Mã băm tệp"),
        Kind::Ip | Kind::Subject | Kind::Phone | Kind::Bank => None,
    }
}

/// A link without what may name its reader: what stands behind the page, and from the first part of its path that is long
/// enough to be an address in disguise.
fn page_of(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (page, rest) = url.split_at_checked(end).unwrap_or((url, ""));
    let host = page.find("://").map_or(0, |at| at + 3);
    let mut kept = String::new();
    for (n, part) in page.get(host..).unwrap_or_default().split('/').enumerate() {
        if n > 0 && part.chars().count() >= TOKEN {
            return format!("{}{kept}/…", page.get(..host).unwrap_or_default());
        }
        if n > 0 {
            kept.push('/');
        }
        kept.push_str(part);
    }
    format!("{page}{}", if rest.is_empty() { "" } else { "?…" })
}

/// The indicators as rows of the appendix, those of most reports first. What stands behind the page of a link is cut: it
/// names the reader, and is another for each.
fn rows(
    desk: &Desk,
    seen: impl Iterator<Item = (Kind, String, usize)>,
    hidden: &[String],
    reports: usize,
) -> Vec<Indicator> {
    let ours = analyse::known(&desk.config).our_domains;
    let mut rows: Vec<(&'static str, String, usize)> = Vec::new();
    for (kind, value, count) in seen {
        let Some(name) = kind_name(kind) else { continue };
        let value = if kind == Kind::Url { page_of(&value) } else { value };
        let value = defang(&hide(&value, hidden, &ours));
        match rows.iter_mut().find(|(known, same, _)| *known == name && *same == value) {
            Some((_, _, all)) => *all = (*all + count).min(reports.max(1)),
            None => rows.push((name, value, count)),
        }
    }
    // A host that is a domain by itself is named once.
    let domains: Vec<String> =
        rows.iter().filter(|(name, ..)| Some(*name) == kind_name(Kind::Domain)).map(|row| row.1.clone()).collect();
    rows.retain(|(name, value, _)| Some(*name) != kind_name(Kind::Host) || !domains.contains(value));
    rows.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let note = |count| if reports > 1 { format!("{count}/{reports} phản ánh") } else { String::new() };
    let named = rows.into_iter().take(ROWS);
    named.map(|(kind, value, count)| Indicator { kind: kind.into(), value, note: note(count) }).collect()
}
