//! The written rules of Decree 30/2020/NĐ-CP, annex I, one function each.

use chrono::{Datelike, NaiveDate};

use super::value::Authority;

/// `Số: 05/STTTT-TTCNTTTT`; without a number a gap for the clerk's pen. No blanks around `/` and `-`.
pub fn number_line(number: Option<u32>, symbol: &str) -> String {
    let symbol: String = symbol.split_whitespace().collect::<String>().to_uppercase();
    match number {
        Some(number) => format!("Số: {number:02}/{symbol}"),
        None => format!("Số:\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/{symbol}"),
    }
}

/// `ngày 05 tháng 02 năm 2021`: days below 10 and the months 1 and 2 take a zero. Without a date gaps for the pen.
pub fn date_words(date: Option<NaiveDate>, year: i32) -> String {
    const GAP: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
    let Some(date) = date else { return format!("ngày{GAP}tháng{GAP}năm {year}") };
    let month = if date.month() <= 2 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// Common words of a parent body abbreviated, in capitals: `UBND TỈNH LAI CHÂU`.
pub fn abbreviated(name: &str) -> String {
    let mut name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    for (long, short) in [("ỦY BAN NHÂN DÂN", "UBND"), ("UỶ BAN NHÂN DÂN", "UBND"), ("HỘI ĐỒNG NHÂN DÂN", "HĐND")]
    {
        name = name.replace(long, short);
    }
    name
}

/// A list whose lines begin with a dash and end with `;`, the last with a full stop.
pub fn dashed(items: &[String]) -> Vec<String> {
    let clean: Vec<&str> = items.iter().map(|item| bare(item)).filter(|item| !item.is_empty()).collect();
    let last = clean.len().saturating_sub(1);
    clean.iter().enumerate().map(|(at, item)| format!("- {item}{}", if at == last { '.' } else { ';' })).collect()
}

/// An item without the dash and the stop that somebody may have typed.
fn bare(item: &str) -> &str {
    item.trim().trim_start_matches(['-', '–']).trim_end_matches(['.', ';', ',']).trim()
}

/// Addressees: one stands behind `Kính gửi:` and ends with a full stop; several stand below, each behind a dash.
pub fn addressees(items: &[String]) -> Vec<String> {
    let lines = dashed(items);
    match lines.as_slice() {
        [only] => vec![only.trim_start_matches("- ").to_owned()],
        _ => lines,
    }
}

/// `Nơi nhận`: `Như trên` first, then the copies, the archive and the drafting unit last.
pub fn recipients(copies: &[String], drafter: &str) -> Vec<String> {
    let drafter = bare(drafter);
    let archive = if drafter.is_empty() { "Lưu: VT".to_owned() } else { format!("Lưu: VT, {drafter}") };
    let between = copies.iter().map(|copy| bare(copy).to_owned()).filter(|copy| !copy.is_empty());
    dashed(&std::iter::once("Như trên".to_owned()).chain(between).chain([archive]).collect::<Vec<_>>())
}

/// The lines above a signature: `KT. GIÁM ĐỐC` and `PHÓ GIÁM ĐỐC`.
pub fn signature(authority: Authority, head: &str, title: &str) -> Vec<String> {
    let (head, title) = (head.trim().to_uppercase(), title.trim().to_uppercase());
    let (prefix, second) = match authority {
        Authority::Head => ("", String::new()),
        Authority::Acting => ("Q. ", String::new()),
        Authority::For => ("KT. ", title),
        Authority::Order => ("TL. ", title),
        Authority::Authorised => ("TUQ. ", title),
        Authority::Behalf => ("TM. ", title),
    };
    [format!("{prefix}{head}"), second].into_iter().filter(|line| !line.is_empty()).collect()
}

/// A signer's name without degrees and ranks before it (annex I, II.7.b).
pub fn signer(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_degree = |word: &str| word.ends_with('.') && word.chars().count() <= 8;
    while words.first().is_some_and(|word| is_degree(word)) {
        words.remove(0);
    }
    words.join(" ")
}

/// A centred text in as few lines of at most `most` characters as it needs, about equally long, so that no word stands
/// alone on the last one.
pub fn balanced(text: &str, most: usize) -> Vec<String> {
    let wide = text.chars().count().div_ceil(text.chars().count().div_ceil(most.max(1)).max(1));
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let long = |line: &String| line.chars().count() + 1 + word.chars().count() / 2 >= wide;
        match lines.last_mut().filter(|line| !long(line)) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Paragraphs of the body, the last one ending with `./.`.
pub fn closed(body: &[String]) -> Vec<String> {
    let clean = body.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut lines: Vec<String> = clean.filter(|line| !line.is_empty()).collect();
    if let Some(last) = lines.last_mut() {
        let bare = last.trim_end_matches(['.', '/', ';', ' ']).to_owned();
        *last = bare + "./.";
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(items: &[&str]) -> Vec<String> {
        items.iter().map(|item| (*item).to_owned()).collect()
    }

    #[test]
    fn dates_and_numbers_take_zeros_where_the_decree_wants_them() {
        let of = |y, m, d| date_words(NaiveDate::from_ymd_opt(y, m, d), 0);
        assert_eq!(of(2021, 2, 9), "ngày 09 tháng 02 năm 2021");
        assert_eq!(of(2021, 3, 11), "ngày 11 tháng 3 năm 2021");
        assert_eq!(of(2021, 1, 31), "ngày 31 tháng 01 năm 2021");
        assert_eq!(of(2021, 12, 1), "ngày 01 tháng 12 năm 2021");
        assert!(date_words(None, 2021).starts_with("ngày\u{a0}") && date_words(None, 2021).ends_with("năm 2021"));
        assert_eq!(number_line(Some(5), "sttTT - TTCNTTTT"), "Số: 05/STTTT-TTCNTTTT");
        assert_eq!(number_line(Some(123), "A-B"), "Số: 123/A-B");
        assert!(number_line(None, "A-B").ends_with("\u{a0}/A-B"));
    }

    #[test]
    fn lists_are_dashed_and_stopped() {
        assert_eq!(addressees(&all(&["Sở Y tế"])), ["Sở Y tế."]);
        assert_eq!(addressees(&all(&["- Các sở;", "UBND các xã."])), ["- Các sở;", "- UBND các xã."]);
        assert_eq!(
            recipients(&all(&["UBND tỉnh (để b/c)"]), "TTCĐS"),
            ["- Như trên;", "- UBND tỉnh (để b/c);", "- Lưu: VT, TTCĐS."]
        );
        assert_eq!(recipients(&[], ""), ["- Như trên;", "- Lưu: VT."]);
    }

    #[test]
    fn signatures_say_in_whose_name() {
        let of = |authority| signature(authority, "Giám đốc", "Phó Giám đốc");
        assert_eq!(of(Authority::Head), ["GIÁM ĐỐC"]);
        assert_eq!(of(Authority::For), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(of(Authority::Order), ["TL. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(of(Authority::Authorised), ["TUQ. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        assert_eq!(of(Authority::Acting), ["Q. GIÁM ĐỐC"]);
        assert_eq!(signature(Authority::Behalf, "Ủy ban nhân dân", "Chủ tịch"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        assert_eq!(signer("TS. Nguyễn Văn A"), "Nguyễn Văn A");
        assert_eq!(signer("PGS.TS. Trần B"), "Trần B");
    }

    #[test]
    fn centred_lines_are_about_equally_long() {
        assert_eq!(balanced("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 25), ["SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"]);
        assert_eq!(balanced("SỞ Y TẾ", 25), ["SỞ Y TẾ"]);
        let about = balanced("V/v cảnh báo thư điện tử giả mạo nhằm chiếm đoạt tài khoản thư công vụ", 34);
        assert_eq!(about.join(" ").chars().count(), 70);
        assert!(about.iter().all(|line| (18..=34).contains(&line.chars().count())), "{about:?}");
    }

    #[test]
    fn the_body_is_closed_and_parents_are_abbreviated() {
        assert_eq!(closed(&all(&["Một.", "", "Hai."])), ["Một.", "Hai./."]);
        assert_eq!(closed(&all(&["Hai./."])), ["Hai./."]);
        assert_eq!(abbreviated("Ủy ban nhân dân tỉnh Lai Châu"), "UBND TỈNH LAI CHÂU");
        assert_eq!(abbreviated("Uỷ ban nhân dân  tỉnh"), "UBND TỈNH");
    }
}
