//! Instants in the words of Vietnamese documents (Decree 30/2020, annex I) and of lists.

use chrono::{Datelike, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;

/// The zone in which people read times; stored instants are UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Default for Zone {
    fn default() -> Self {
        Self(chrono_tz::Asia::Ho_Chi_Minh)
    }
}

impl Zone {
    /// The wall-clock time of a UTC instant in this zone.
    pub fn local(self, utc: NaiveDateTime) -> NaiveDateTime {
        self.0.from_utc_datetime(&utc).naive_local()
    }

    /// The UTC instant of a wall-clock time; the earlier one where clocks were set back.
    pub fn utc(self, local: NaiveDateTime) -> NaiveDateTime {
        self.0.from_local_datetime(&local).earliest().map_or(local, |at| at.naive_utc())
    }
}

/// `09 giờ 29 phút ngày 11/3/2021`: how a letter says an instant.
pub fn in_text(utc: NaiveDateTime, zone: Zone) -> String {
    let at = zone.local(utc);
    format!("{:02} giờ {:02} phút ngày {}/{}/{}", at.hour(), at.minute(), at.day(), at.month(), at.year())
}

/// `11/03/2021 09:29`: how a list says an instant.
pub fn list_time(utc: NaiveDateTime, zone: Zone) -> String {
    zone.local(utc).format("%d/%m/%Y %H:%M").to_string()
}

/// `ngày 05 tháng 02 năm 2021`: days below 10 and the months 1 and 2 take a leading zero, other months do not.
pub fn dispatch_date(utc: NaiveDateTime, zone: Zone) -> String {
    let at = zone.local(utc);
    let month = if at.month() <= 2 { format!("{:02}", at.month()) } else { at.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", at.day(), at.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn dates_follow_the_decree() {
        let zone = Zone::default();
        let at = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(2, 29, 0).unwrap();
        assert_eq!(in_text(at(2021, 3, 11), zone), "09 giờ 29 phút ngày 11/3/2021");
        assert_eq!(list_time(at(2021, 3, 11), zone), "11/03/2021 09:29");
        assert_eq!(dispatch_date(at(2021, 2, 9), zone), "ngày 09 tháng 02 năm 2021");
        assert_eq!(dispatch_date(at(2021, 3, 11), zone), "ngày 11 tháng 3 năm 2021");
    }
}
