//! The unit of a reporter, as far as the address tells; a directory of addresses knows better where there is one. Pure.

use crate::analysis::known::is_under;

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

/// The unit of an address (lower case) in one of our domains; absent where the address does not tell.
pub fn of(address: &str, our_domains: &[String]) -> Option<String> {
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
        let of = |address| super::of(address, &ours);
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
