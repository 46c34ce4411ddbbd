//! The keys of a mail.

use std::collections::BTreeSet;

use super::kind::{Key, Kind};
use super::{page, words};
use crate::analysis::evidence::{Attachment, Mailbox, Sample};
use crate::analysis::known::Known;
use crate::base::secret::sha256_hex;

/// How many bands the text of a mail has; two texts of which a share `s` of all shingles is common agree in about
/// `BANDS * s³` of them.
pub const BANDS: usize = 16;

/// Most files and most addresses of pages that are looked at.
const FILES: usize = 40;
const LINKS: usize = 80;
/// Longest value that is kept as it stands, in characters; of a longer one its digest stands at the end.
const LONGEST: usize = 300;
/// So many words make a text that is known again.
const WORDS: usize = 8;
/// So many words make a text of which a part is known again.
pub(super) const MANY_WORDS: usize = 12;

/// The keys of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// All keys.
    pub keys: BTreeSet<Key>,
    /// For each page the keys one of which must be known so that the page is: its address, else its pattern.
    pub pages: Vec<Vec<Key>>,
    /// Whether every file and page of the mail has its key.
    pub whole: bool,
}

/// The keys of a reported mail; names of its reader (whoever reported it) are taken out of its words.
pub fn of(sample: &Sample, reader: &Mailbox, known: &Known) -> Fingerprint {
    let mut out = Fingerprint { whole: true, ..Fingerprint::default() };
    let names = words::names(sample.to.iter().chain(std::iter::once(reader)));
    let text = words::of_text(&sample.text, &names);
    out.files(&sample.attachments, text.len() < MANY_WORDS && sample.links.is_empty());
    for link in sample.links.iter().take(LINKS) {
        let keys = page::keys(link, &sample.from.address, known);
        out.keys.extend(keys.iter().map(|(kind, value)| (*kind, bounded(value))));
        out.pages.push(keys.into_iter().map(|(kind, value)| (kind, bounded(&value))).collect());
    }
    out.whole &= sample.links.len() <= LINKS;
    out.sender(sample, &names, known);
    let families = sample.findings.iter().filter_map(|finding| page::family(sample, finding));
    out.keys.extend(families.map(|value| (Kind::Family, bounded(&value))));
    let body = sha256_hex(text.join(" ").as_bytes()).chars().take(32).collect::<String>();
    let kind = if text.len() >= WORDS { Kind::Body } else { Kind::Rest };
    out.keys.insert((kind, body));
    if text.len() >= MANY_WORDS {
        out.keys.extend(words::bands(&text, BANDS).into_iter().map(|value| (Kind::Band, value)));
    }
    out
}

impl Fingerprint {
    fn files(&mut self, files: &[Attachment], only_pictures: bool) {
        for file in files.iter().take(FILES).filter(|file| file.size > 0) {
            // Logos and signatures are in every mail; a mail that is nothing but a picture is known by it.
            let kind = if is_picture(file) && !only_pictures { Kind::Rest } else { Kind::File };
            self.keys.insert((kind, file.sha256.clone()));
        }
        self.whole &= files.len() <= FILES;
    }

    fn sender(&mut self, sample: &Sample, names: &BTreeSet<String>, known: &Known) {
        let address = sample.from.address.trim().to_lowercase();
        let Some((_, domain)) = address
            .rsplit_once('@')
            .filter(|(local, domain)| !local.is_empty() && domain.contains('.') && !known.is_ours(domain))
        else {
            return;
        };
        let subject = words::of_subject(&sample.subject, names);
        if subject.len() >= 2 && subject.iter().map(String::len).sum::<usize>() >= 8 {
            self.keys.insert((Kind::Letter, bounded(&format!("{address} {}", subject.join(" ")))));
        }
        // Everybody gets letters from them, of all sorts.
        if !known.is_genuine(domain) && !known.is_of_a_brand(domain) {
            self.keys.insert((Kind::Sender, bounded(&address)));
        }
    }
}

/// Whether there is a picture among the first files.
pub(super) fn has_picture(files: &[Attachment]) -> bool {
    files.iter().take(FILES).any(is_picture)
}

fn is_picture(file: &Attachment) -> bool {
    file.type_detected.as_deref().is_some_and(|kind| kind.starts_with("image/"))
}

fn bounded(value: &str) -> String {
    let clean = value.replace('\0', "");
    if clean.chars().count() <= LONGEST {
        return clean;
    }
    let head: String = clean.chars().take(LONGEST - 65).collect();
    format!("{head}#{}", sha256_hex(clean.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evidence::{Finding, Link};

    fn known() -> Known {
        Known {
            our_domains: vec!["laichau.gov.vn".into()],
            protected: vec!["laichau.gov.vn".into(), "google.com".into()],
            ..Known::default()
        }
    }

    fn sample(from: &str, subject: &str, text: &str, links: &[&str]) -> Sample {
        let link = |url: &&str| {
            let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
            let owner = host.as_deref().and_then(psl::domain_str).map(str::to_owned);
            Link {
                url: (*url).into(),
                text: None,
                host,
                registrable_domain: owner,
                within: None,
                wrapped: None,
                source: None,
            }
        };
        let mut sample: Sample = serde_json::from_value(serde_json::json!({
            "source": "itself", "grade": "A", "from": { "name": null, "address": from }, "reply_to": [], "return_path": null,
            "to": [{ "name": "Trần Thị Bình", "address": "binh.snv@laichau.gov.vn" }], "cc": [], "subject": subject,
            "date": null, "message_id": null, "received": [],
            "auth": { "spf": null, "dkim": null, "dmarc": null, "by": null }, "text": text, "links": [], "attachments": [],
            "findings": [], "score": 0, "suggested_verdict": "undetermined",
        }))
        .unwrap();
        sample.links = links.iter().map(link).collect();
        sample
    }

    fn keys(sample: &Sample, kind: Kind) -> Vec<String> {
        let reader = Mailbox { name: Some("Lò Văn Páo".into()), address: "pao@laichau.gov.vn".into() };
        of(sample, &reader, &known()).keys.into_iter().filter(|(one, _)| *one == kind).map(|(_, value)| value).collect()
    }

    const LURE: &str = "Kính gửi: Trần Thị Bình\nHộp thư của Ông/Bà đã vượt quá dung lượng 2048 MB cho phép. Để tránh bị khóa trong 24 \
        giờ tới, đề nghị Ông/Bà cập nhật ngay tại http://x.example/1 hoặc trả lời thư này. Mã hồ sơ 7781.";

    #[test]
    fn a_copy_with_other_names_numbers_and_tokens_has_the_same_text_and_subject() {
        let one = sample("a@x.example", "Fwd: Re: Hộp thư #4411 sắp hết dung lượng", LURE, &[]);
        let copy = LURE.replace("Trần Thị Bình", "ông Lò Văn Páo").replace("7781", "9002").replace("/1", "/abc?z=1");
        let two = sample("A@X.example", "HỘP THƯ #9 SẮP HẾT DUNG LƯỢNG", &copy, &[]);
        for kind in [Kind::Body, Kind::Letter, Kind::Band, Kind::Sender] {
            assert_eq!(keys(&one, kind), keys(&two, kind), "{}", kind.word());
            assert!(!keys(&one, kind).is_empty());
        }
        assert_eq!(keys(&one, Kind::Letter), ["a@x.example hop thu sap het dung luong"]);
        let other = sample("b@x.example", "Hộp thư sắp hết dung lượng", LURE, &[]);
        assert_ne!(keys(&one, Kind::Letter), keys(&other, Kind::Letter), "another sender");
    }

    #[test]
    fn near_copies_agree_in_most_bands_and_strangers_in_next_to_none() {
        let common = |one: &str, other: &str| {
            let bands = |text: &str| keys(&sample("", "", text, &[]), Kind::Band);
            let (one, other) = (bands(one), bands(other));
            one.iter().filter(|band| other.contains(band)).count()
        };
        let near = LURE.replace("đề nghị", "yêu cầu").replace("Mã hồ sơ 7781.", "Trân trọng cảm ơn.");
        assert!(common(LURE, &near) >= 4, "{}", common(LURE, &near));
        let notice = "Kính gửi các đơn vị, Văn phòng thông báo lịch họp giao ban tuần tới vào sáng thứ hai tại phòng họp tầng ba. \
            Đề nghị các đơn vị chuẩn bị báo cáo và gửi về Văn phòng trước ngày thứ sáu để tổng hợp.";
        assert!(common(LURE, notice) <= 1, "{}", common(LURE, notice));
        assert!(keys(&sample("", "", "Xem tệp đính kèm.", &[]), Kind::Band).is_empty(), "too short to be told");
        assert!(keys(&sample("", "", "", &[]), Kind::Body).is_empty(), "an empty text is everybody's");
    }

    #[test]
    fn a_page_is_known_by_its_address_and_by_its_pattern() {
        let urls = [
            "https://zimbra-quota.example/Login/?utm_source=x&id=9f86d081884c7d65#top",
            "https://zimbra-quota.example/login/?id=Yi5AbGFpY2hhdS5nb3Yudm4",
        ];
        let one = sample("", "", "", &urls[..1]);
        assert_eq!(keys(&one, Kind::Url), ["https://zimbra-quota.example/Login?id=9f86d081884c7d65"]);
        assert_eq!(keys(&one, Kind::Template), keys(&sample("", "", "", &urls[1..]), Kind::Template));
        assert_eq!(keys(&one, Kind::Template), ["zimbra-quota.example/login?id={}"]);
        let path = sample("", "", "", &["http://a7f3.mail-lc.example/u/binh@laichau.gov.vn/verify"]);
        assert_eq!(keys(&path, Kind::Template), ["{}.mail-lc.example/u/{}/verify"]);
        assert!(
            keys(&sample("", "", "", &["http://mail-lc.example/verify"]), Kind::Template).is_empty(),
            "nothing changes"
        );
    }

    #[test]
    fn what_everybody_links_to_binds_nobody() {
        for everybodys in [
            "https://mail.laichau.gov.vn/",
            "https://www.facebook.com/sonoivu",
            "https://click.list-manage.com/track/click?u=0123456789abcdef",
            "https://bit.ly/abc123?x=1",
        ] {
            let one = sample("", "", "", &[everybodys]);
            assert!(keys(&one, Kind::Template).is_empty(), "{everybodys}");
        }
        assert!(keys(&sample("", "", "", &["https://www.facebook.com/sonoivu"]), Kind::Url).is_empty());
        let form = "https://docs.google.com/forms/d/e/1FAIpQLSd0a1b2c3d4e5f6g7h8i9/viewform";
        assert_eq!(keys(&sample("", "", "", &[form]), Kind::Url).len(), 1, "one page of a big host is somebody's");
        let home = sample("tin@bao.example", "", "", &["https://www.bao.example/"]);
        assert!(keys(&home, Kind::Url).is_empty(), "a sender's own front page is in all its letters");
        assert!(keys(&sample("a@laichau.gov.vn", "", "", &[]), Kind::Sender).is_empty(), "our own domain");
        assert!(keys(&sample("no-reply@accounts.google.com", "", "", &[]), Kind::Sender).is_empty());
    }

    #[test]
    fn borrowed_names_are_families() {
        let mut one = sample("", "", "", &["http://laichau-gov-vn2.top/x"]);
        let mut two = sample("a@laichau-gov-vn.xyz", "", "", &[]);
        let finding = |at: &str| Finding {
            code: "LOOKALIKE_PROTECTED".into(),
            weight: 30,
            reason: String::new(),
            values: [("protected".to_owned(), "laichau[.]gov[.]vn".to_owned())].into(),
            at: at.into(),
            spans: Vec::new(),
        };
        one.findings = vec![finding("link:0")];
        two.findings = vec![finding("from")];
        assert_eq!(keys(&one, Kind::Family), ["laichau.gov.vn laichau-gov-vn"]);
        assert_eq!(keys(&one, Kind::Family), keys(&two, Kind::Family));
    }

    #[test]
    fn every_file_and_page_is_accounted_for() {
        let many: Vec<String> = (0..90).map(|n| format!("http://x{n}.example/")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let of = |sample: &Sample| of(sample, &Mailbox::default(), &known());
        assert!(!of(&sample("", "", "", &many)).whole);
        let few = of(&sample("", "", "", &many[..2]));
        assert!(few.whole && few.pages.len() == 2);
        let mut bounded = sample("", "", "", &[&format!("http://x.example/{}", "a".repeat(900))]);
        bounded.text = String::new();
        assert!(of(&bounded).keys.iter().all(|(_, value)| value.chars().count() <= LONGEST));
    }
}
