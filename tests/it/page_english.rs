//! English pages are English: a crawl finds no Vietnamese letters outside data.

use hotro::cli::bench::urls::PAGES;
use hotro::desk::account::Role;
use regex::Regex;

use crate::support::Desk;

/// A report in plain ASCII, so that whatever has marks is ours.
const REPORT: &str = "From: Binh <binh@laichau.gov.vn>
Subject: Fwd: strange
Message-ID: <e1@laichau.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Please look.
--b
Content-Type: message/rfc822

From: Mail admin <admin@mail-lc.example>
Reply-To: other@proton.example
Subject: Your mailbox is full
Message-ID: <evil@mail-lc.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=c

--c
Content-Type: text/html

<a href=\"http://203.0.113.7/login\">https://mail.laichau.gov.vn</a> Your mailbox exceeded its storage quota. Verify your account password.
--c
Content-Type: application/octet-stream; name=\"invoice.pdf.exe\"
Content-Disposition: attachment; filename=\"invoice.pdf.exe\"
Content-Transfer-Encoding: base64

TVqQAAMAAAAEAAAA
--c--
--b--
";

/// What a page says without what is data: what it marks as Vietnamese (letters, reasons for them), the office's names.
fn own(page: &str) -> String {
    let mut text = page.to_owned();
    for tag in ["div", "summary", "span", "b", "option", "textarea"] {
        let marked = Regex::new(&format!(r#"(?s)<{tag} [^>]*lang="vi"[^>]*>.*?</{tag}>"#)).unwrap();
        text = marked.replace_all(&text, "").into_owned();
    }
    // What people typed is data.
    text = Regex::new(r"(?s)<textarea[^>]*>.*?</textarea>").unwrap().replace_all(&text, "").into_owned();
    text = Regex::new(r"(?s)<[^>]*>").unwrap().replace_all(&text, "\n").into_owned();
    let office = hotro::base::config::Config::default().office;
    for data in [office.name, office.unit, office.parent, office.place, "Tiếng Việt".into()] {
        text = text.replace(&data, "");
    }
    text
}

/// Pages whose address is known beforehand.
fn pages(number: &str) -> Vec<String> {
    let mut pages: Vec<String> =
        ["triage", "mine", "unassigned", "waiting", "overdue", "password", "requests", "open", "done", "all"]
            .iter()
            .map(|view| format!("/tickets?view={view}"))
            .collect();
    for tail in ["", "/print", "/verdict"] {
        pages.push(format!("/tickets/{number}{tail}"));
    }
    for path in [
        "/tickets?q=nothing",
        "/admin/audit?check=1",
        "/admin/canned/1",
        "/admin/calendar?year=2028",
        "/reporters/1",
        "/nowhere",
    ] {
        pages.push(path.into());
    }
    let machines = ["/health", "/metrics", "/api", "/assets", "/tickets/counts"];
    let whole = PAGES.iter().map(|(path, _)| *path).filter(|path| !path.contains('{') && !path.ends_with("/export"));
    // What somebody without a session sees is looked at below.
    let open = ["/", "/sign-in", "/status", "/status/ticket", "/receipt", "/report", "/how-to"];
    let wanted = whole.filter(|path| !open.contains(path) && !machines.iter().any(|begin| path.starts_with(begin)));
    pages.extend(wanted.map(str::to_owned));
    pages
}

#[tokio::test]
async fn no_english_page_says_anything_in_vietnamese() {
    let desk = Desk::start().await;
    let number = desk.receive("binh@laichau.gov.vn", REPORT).await.number;
    let again = REPORT.replace("<e1@", "<e2@").replace("Binh <binh@", "Ha <ha@");
    desk.receive("ha@laichau.gov.vn", &again).await;
    let letter = desk.letters().await.remove(0).letter.text;
    let everything = [Role::Admin, Role::Analyst, Role::Officer, Role::Clerk];
    let an = desk.signed_in("an@laichau.gov.vn", &everything).await;
    an.post("/profile", &[("language", "en"), ("theme", "system")]).await;
    an.post(&format!("/tickets/{number}/assign"), &[("version", "1"), ("assignee", "1")]).await;
    an.post(&format!("/tickets/{number}/reply"), &[("version", "2"), ("kind", "reply"), ("text", "Dear all")]).await;
    let mut pages = pages(&number);
    for list in ["campaigns", "indicators"] {
        let page = an.page(&format!("/{list}")).await;
        let link = Regex::new(&format!("href=\"(/{list}/[^\"?]+)\"")).unwrap();
        pages.push(link.captures(&page).unwrap_or_else(|| panic!("no link on /{list}"))[1].to_owned());
    }
    assert!(pages.len() > 30, "{pages:?}");
    let code = letter.split_whitespace().find(|word| word.matches('-').count() == 3 && word.len() >= 19).unwrap();
    let visitor = desk.visitor();
    let csrf = crate::support::token_on(&visitor.page("/status?lang=en").await);
    visitor.post_bare("/status?lang=en", &[("csrf", &csrf), ("code", code.trim_end_matches('.'))]).await;
    let mut wrong = Vec::new();
    let mut look = |path: &str, page: String| {
        assert!(page.contains("<html lang=\"en\""), "{path} is not English");
        let marked = Regex::new(r"[^\n]*[À-ÖØ-öø-ỹ][^\n]*").unwrap();
        // Names that people gave are data, and so are the checklists that come with the program.
        let data = ["Tên của an", "Xử lý thư lừa đảo", "Xử lý mã độc"];
        let text = data.iter().fold(own(&page), |text, name| text.replace(name, ""));
        wrong.extend(marked.find_iter(&text).map(|line| format!("{path}: {}", line.as_str().trim())));
    };
    for path in pages {
        look(&path, an.get(&path).await.text().await.unwrap());
    }
    for path in [
        "/status?lang=en",
        "/status/ticket?lang=en",
        "/receipt?lang=en",
        "/report?lang=en",
        "/how-to?lang=en",
        "/sign-in?lang=en",
    ] {
        look(path, visitor.get(path).await.text().await.unwrap());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(Regex::new("[À-ỹ]").unwrap().is_match(&own("<p>Phiếu</p>")), "the check sees marks");
}
