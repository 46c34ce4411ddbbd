//! The names of fields and the words for their values, in both languages, folded, words joined by a hyphen.

use chrono::{Datelike, Days, NaiveDate};

use super::super::{Exposure, Kind, Status, Verdict};
use super::phrase::{plain, refanged};
use super::term::{Field, Missed, Sought, Whose};
use crate::base::text::fold;

/// Names of fields.
const NAMES: &[(&str, Field)] = &[
    ("status", Field::Status),
    ("trang-thai", Field::Status),
    ("tt", Field::Status),
    ("verdict", Field::Verdict),
    ("ket-luan", Field::Verdict),
    ("kl", Field::Verdict),
    ("kind", Field::Kind),
    ("loai", Field::Kind),
    ("exposure", Field::Exposure),
    ("muc-do", Field::Exposure),
    ("da-lam", Field::Exposure),
    ("from", Field::From),
    ("sender", Field::From),
    ("nguoi-gui", Field::From),
    ("tu", Field::From),
    ("reporter", Field::Reporter),
    ("nguoi-bao", Field::Reporter),
    ("nguoi-phan-anh", Field::Reporter),
    ("unit", Field::Unit),
    ("don-vi", Field::Unit),
    ("co-quan", Field::Unit),
    ("domain", Field::Domain),
    ("host", Field::Domain),
    ("ten-mien", Field::Domain),
    ("may-chu", Field::Domain),
    ("indicator", Field::Indicator),
    ("ioc", Field::Indicator),
    ("chi-dau", Field::Indicator),
    ("file", Field::File),
    ("attachment", Field::File),
    ("tep", Field::File),
    ("tag", Field::Tag),
    ("nhan", Field::Tag),
    ("before", Field::Before),
    ("truoc", Field::Before),
    ("truoc-ngay", Field::Before),
    ("after", Field::After),
    ("since", Field::After),
    ("sau", Field::After),
    ("tu-ngay", Field::After),
    ("assignee", Field::Assignee),
    ("nguoi-xu-ly", Field::Assignee),
    ("xu-ly", Field::Assignee),
    ("giao-cho", Field::Assignee),
    ("phu-trach", Field::Assignee),
];

const STATUS: &[(&str, &[Status])] = &[
    ("new", &[Status::New]),
    ("moi", &[Status::New]),
    ("moi-tiep-nhan", &[Status::New]),
    ("triage", &[Status::Triage]),
    ("phan-loai", &[Status::Triage]),
    ("dang-phan-loai", &[Status::Triage]),
    ("waiting", &[Status::Waiting]),
    ("cho", &[Status::Waiting]),
    ("cho-bo-sung", &[Status::Waiting]),
    ("working", &[Status::Working]),
    ("dang-xu-ly", &[Status::Working]),
    ("resolved", &[Status::Resolved]),
    ("da-xu-ly", &[Status::Resolved]),
    ("closed", &[Status::Closed]),
    ("dong", &[Status::Closed]),
    ("da-dong", &[Status::Closed]),
    ("duplicate", &[Status::Duplicate]),
    ("trung", &[Status::Duplicate]),
    ("phieu-trung", &[Status::Duplicate]),
    ("open", &Status::OPEN),
    ("mo", &Status::OPEN),
    ("dang-mo", &Status::OPEN),
    ("done", &[Status::Resolved, Status::Closed, Status::Duplicate]),
    ("xong", &[Status::Resolved, Status::Closed, Status::Duplicate]),
];

const VERDICT: &[(&str, &[Verdict])] = &[
    ("phishing", &[Verdict::Phishing]),
    ("lua-dao", &[Verdict::Phishing]),
    ("thu-lua-dao", &[Verdict::Phishing]),
    ("malware", &[Verdict::Malware]),
    ("ma-doc", &[Verdict::Malware]),
    ("spam", &[Verdict::Spam]),
    ("thu-rac", &[Verdict::Spam]),
    ("rac", &[Verdict::Spam]),
    ("legitimate", &[Verdict::Legitimate]),
    ("hop-le", &[Verdict::Legitimate]),
    ("thu-hop-le", &[Verdict::Legitimate]),
    ("undetermined", &[Verdict::Undetermined]),
    ("chua-ro", &[Verdict::Undetermined]),
    ("chua-ket-luan", &[Verdict::Undetermined]),
    ("none", &[]),
    ("chua", &[]),
    ("chua-co", &[]),
];

const KIND: &[(&str, Kind)] = &[
    ("report", Kind::Report),
    ("phan-anh", Kind::Report),
    ("phan-anh-thu", Kind::Report),
    ("request", Kind::Request),
    ("yeu-cau", Kind::Request),
    ("yeu-cau-ho-tro", Kind::Request),
    ("sample", Kind::Sample),
    ("thu-gui-thang", Kind::Sample),
];

const EXPOSURE: &[(&str, Exposure)] = &[
    ("nothing", Exposure::Nothing),
    ("chua-lam-gi", Exposure::Nothing),
    ("clicked", Exposure::Clicked),
    ("bam", Exposure::Clicked),
    ("da-bam-lien-ket", Exposure::Clicked),
    ("opened", Exposure::Opened),
    ("mo-tep", Exposure::Opened),
    ("da-mo-tep", Exposure::Opened),
    ("otp", Exposure::Otp),
    ("ma-otp", Exposure::Otp),
    ("money", Exposure::Money),
    ("chuyen-tien", Exposure::Money),
    ("da-chuyen-tien", Exposure::Money),
    ("app", Exposure::App),
    ("cai-ung-dung", Exposure::App),
    ("da-cai-ung-dung", Exposure::App),
    ("password", Exposure::Password),
    ("mat-khau", Exposure::Password),
    ("nhap-mat-khau", Exposure::Password),
    ("da-nhap-mat-khau", Exposure::Password),
];

const MINE: &[&str] = &["me", "toi", "minh"];
const NOBODYS: &[&str] = &["none", "nobody", "chua", "khong", "chua-ai", "chua-giao", "chua-phan-cong"];

/// The field of a name, however it is written: `Trạng thái`, `trang-thai`, `STATUS`.
pub(super) fn named(name: &str) -> Option<Field> {
    let name = hyphened(name);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}

fn hyphened(text: &str) -> String {
    fold(text).split([' ', '-', '_']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Whether the values of a field are words of ours, some of which have a blank in them.
pub(super) fn has_words(field: Field) -> bool {
    matches!(field, Field::Status | Field::Verdict | Field::Kind | Field::Exposure | Field::Assignee)
}

/// Whether a text is such a value.
pub(super) fn is_word(field: Field, text: &str) -> bool {
    let word = hyphened(text);
    let among = |mut words: Box<dyn Iterator<Item = &str>>| words.any(|known| known == word);
    match field {
        Field::Status => among(Box::new(STATUS.iter().map(|one| one.0))),
        Field::Verdict => among(Box::new(VERDICT.iter().map(|one| one.0))),
        Field::Kind => among(Box::new(KIND.iter().map(|one| one.0))),
        Field::Exposure => among(Box::new(EXPOSURE.iter().map(|one| one.0))),
        Field::Assignee => among(Box::new(MINE.iter().chain(NOBODYS).copied())),
        _ => false,
    }
}

/// What a field and a value ask for.
pub(super) fn sought(field: Field, value: &str, today: NaiveDate) -> Result<Sought, Missed> {
    let missed = || Missed::Value(field, value.to_owned());
    let words = || if value.chars().any(char::is_alphanumeric) { Ok(value.to_owned()) } else { Err(missed()) };
    Ok(match field {
        Field::Status => Sought::Status(several(STATUS, value).ok_or_else(missed)?),
        Field::Verdict => Sought::Verdict(several(VERDICT, value).ok_or_else(missed)?),
        Field::Kind => Sought::Kind(one(KIND, value).ok_or_else(missed)?),
        Field::Exposure => Sought::Exposure(one(EXPOSURE, value).ok_or_else(missed)?),
        Field::From => Sought::From(words()?),
        Field::Reporter => Sought::Reporter(words()?),
        Field::Unit => Sought::Unit(words()?),
        Field::Domain => Sought::Domain(host(&words()?)),
        Field::Indicator => Sought::Indicator(refanged(&words()?)),
        Field::File => Sought::File(words()?),
        Field::Tag => Sought::Tag(words()?),
        Field::Before => Sought::Before(day(value, today).ok_or_else(missed)?),
        Field::After => Sought::After(day(value, today).ok_or_else(missed)?),
        Field::Assignee => Sought::Assignee(match hyphened(value).as_str() {
            word if MINE.contains(&word) => Whose::Mine,
            word if NOBODYS.contains(&word) => Whose::Nobodys,
            _ => Whose::Of(words()?),
        }),
    })
}

fn one<T: Copy>(known: &[(&str, T)], value: &str) -> Option<T> {
    let word = hyphened(value);
    known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The values of a list separated by commas; none where one of them is unknown.
fn several<T: Copy>(known: &[(&str, &[T])], value: &str) -> Option<Vec<T>> {
    let found: Option<Vec<&[T]>> = value.split(',').take(10).map(|word| one(known, word)).collect();
    found.map(|all| all.concat())
}

/// The host of what was typed, which may be a whole address or link.
fn host(value: &str) -> String {
    let value = refanged(&plain(value));
    let value = value.split_once("://").map_or(value.as_str(), |(_, rest)| rest);
    let value = value.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let value = value.rsplit('@').next().unwrap_or_default();
    value.trim_start_matches("*.").trim_matches('.').to_owned()
}

/// A day: `11/3/2026`, `11/3`, `2026-03-11`, `today`, `hôm qua`, `7d` (so many days ago). Without a year it lies behind us.
fn day(value: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = hyphened(value);
    match word.as_str() {
        "today" | "hom-nay" | "homnay" => return Some(today),
        "yesterday" | "hom-qua" | "homqua" => return today.pred_opt(),
        _ => {}
    }
    if let Some(days) = word.strip_suffix('d').or_else(|| word.strip_suffix("-ngay")).and_then(|n| n.parse().ok()) {
        return today.checked_sub_days(Days::new(days));
    }
    let whole = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    if let Some(day) = whole.into_iter().find_map(|form| NaiveDate::parse_from_str(value, form).ok()) {
        return (1900..=9999).contains(&day.year()).then_some(day);
    }
    let (day, month) = value.split_once('/')?;
    let on = |year| NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?);
    on(today.year()).filter(|day| *day <= today).or_else(|| on(today.year() - 1))
}
