//! A warning to the province from what one ticket shows. Nothing is numbered, sent or stored.

use super::case_file::CaseFile;
use super::{Desk, Error};
use crate::analysis::evidence::Sample;
use crate::analysis::signal::indicator::{self, Kind};
use crate::analysis::signal::{defang, quote};
use crate::base::clock::Instant;
use crate::base::config::Config;
use crate::base::text::one_line;
use crate::infra::db::Db;
use crate::paper::dispatch::{Counts, Facts, Indicator, Issuer};

use crate::record::audit::{self, Actor, Entry};
use crate::record::ticket;

/// Most rows of the appendix that are filled in.
const MOST_ROWS: usize = 40;

/// Who warns, as the settings say.
pub fn issuer(config: &Config) -> Issuer {
    let settings = &config.dispatch;
    Issuer {
        parent: settings.parent.clone(),
        agency: settings.agency.clone(),
        unit: config.office.unit.clone(),
        symbol: settings.symbol.clone(),
        drafter: settings.drafter.clone(),
        place: settings.place.clone(),
        telephone: config.office.telephone.trim().to_owned(),
        address: config.mail.address.clone(),
        addressees: settings.addressees.0.clone(),
    }
}

/// What the strongest sample of a ticket shows, everything foreign defanged; `None` where no mail was found in it.
pub fn facts(desk: &Desk, file: &CaseFile, now: Instant) -> Option<Facts> {
    let (_, _, sample) = file.samples().into_iter().next()?;
    let address = &sample.from.address;
    let elsewhere = file.elsewhere(Kind::Address, &address.to_lowercase()).map_or(0, |(_, others)| others);
    Some(Facts {
        detected_at: desk.zone.local(file.ticket.created_at),
        display_name: sample.from.name.as_deref().map(|name| quote(name, 120)).unwrap_or_default(),
        address: defang(address),
        subject: quote(&sample.subject, 200),
        trick: trick(sample),
        counts: Counts { reports: u32::try_from(elsewhere + 1).unwrap_or(u32::MAX), agencies: 1 },
        counted_at: desk.zone.local(now),
        indicators: rows(desk, sample),
    })
}

/// What the mail makes people do, from what it carries; an officer corrects it.
fn trick(sample: &Sample) -> String {
    let has = |code: &str| sample.findings.iter().any(|finding| finding.code == code);
    let file = sample.attachments.first().map(|file| quote(&file.name, 80));
    match (sample.links.is_empty(), file) {
        (false, _) if has("S09") => {
            "dụ người nhận bấm vào liên kết và nhập tài khoản, mật khẩu vào trang giả mạo".into()
        }
        (false, _) => "dụ người nhận bấm vào liên kết trong thư để cung cấp thông tin tài khoản, mật khẩu".into(),
        (true, Some(name)) => format!("dụ người nhận mở tệp đính kèm “{name}”"),
        (true, None) => "dụ người nhận trả lời thư và cung cấp thông tin cá nhân".into(),
    }
}

/// The indicators as rows of the appendix: what names a sender, a host or a file, not what only describes the text.
fn rows(desk: &Desk, sample: &Sample) -> Vec<Indicator> {
    let known = super::analyse::known(&desk.config);
    let named = indicator::of(sample, &known).into_iter().filter_map(|(kind, value)| {
        let kind = match kind {
            Kind::Url => "Liên kết",
            Kind::Host => "Tên máy chủ",
            Kind::Domain => "Tên miền",
            Kind::Address => "Địa chỉ thư",
            Kind::Sha256 => "Mã băm tệp",
            Kind::Ip | Kind::Subject | Kind::Phone | Kind::Bank => return None,
        };
        Some(Indicator { kind: kind.into(), value: defang(&value), note: String::new() })
    });
    named.take(MOST_ROWS).collect()
}

/// Rows of the appendix as an officer types them, `kind | value | note` a line; values are defanged again.
pub fn typed_rows(text: &str) -> Vec<Indicator> {
    let row = |line: &str| {
        let mut cells = line.split('|').map(|cell| one_line(cell, 400));
        let (kind, value) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        (!value.is_empty()).then(|| Indicator { kind, value: defang(&value), note: cells.next().unwrap_or_default() })
    };
    text.lines().filter_map(row).take(200).collect()
}

/// Puts down that a document was made from a ticket; `NotFound` where there is none.
pub async fn handed_out(db: &Db, actor: Actor, number: &str, now: Instant) -> Result<(), Error> {
    let number = number.to_owned();
    db.write(move |conn| {
        let ticket = ticket::by_number(conn, &number)?.ok_or(Error::NotFound)?;
        let entry = Entry { action: "advisory.document", object: &ticket.object(), detail: "" };
        Ok(audit::append(conn, now, &actor, &[entry])?)
    })
    .await
}
