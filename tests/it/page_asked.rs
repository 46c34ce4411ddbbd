//! Who else got the mail of a campaign: imported from a log, without those who reported, by unit, and written to nobody.

use hotro::desk::account::Role;
use hotro::desk::{Error, agency, ask};
use hotro::record::audit::Actor;
use hotro::record::campaign;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::support::warning;
use crate::support::wave::{lure, report, reporter};
use crate::support::{Browser, Desk, location};

/// Sends the form of the list as a browser does.
async fn import((desk, browser): (&Desk, &Browser), path: &str, form: Form) -> reqwest::Response {
    let csrf = browser.csrf().await;
    let url = format!("{}{path}?csrf={csrf}", desk.url);
    browser.client.post(url).header("origin", &desk.url).multipart(form).send().await.unwrap()
}

/// A campaign of two reports, a directory, an officer, and the address of the list.
async fn prepared() -> (Desk, Browser, String) {
    let desk = Desk::start().await;
    let table = "slug;name;kind;group;from;until;person;role;mail;telephone;addresses\n\
        snv;Sở Nội vụ;department;Sở;1/3/2025;;;;vt.snv@laichau.gov.vn;;*.snv@laichau.gov.vn\n\
        stc;Sở Tài chính;department;Sở;1/3/2025;;;;vt.stc@laichau.gov.vn;;*.stc@laichau.gov.vn\n\
        syt;=Sở Y tế;department;Sở;1/3/2025;;;;;;*.syt@laichau.gov.vn\n";
    agency::import(desk.db(), desk.web.clock.now(), Actor::Console, table).await.unwrap();
    for n in 1..=2 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "xem", &lure(n, "quota.example"))).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Officer]).await;
    let list = an.page("/campaigns").await;
    let uuid = list.split_once("/campaigns/").unwrap().1.split('"').next().unwrap().to_owned();
    let path = format!("/campaigns/{uuid}/asked");
    assert!(an.page(&format!("/campaigns/{uuid}")).await.contains(&path), "the campaign leads there");
    assert!(an.page(&path).await.contains("Chưa có danh sách"));
    (desk, an, path)
}

fn log() -> String {
    format!(
        "Người nhận;Thời gian\r\n{};11/03/2026 09:05\r\nx.snv@laichau.gov.vn;11/03/2026 09:06\r\n\
         Y.SNV@laichau.gov.vn;11/03/2026 09:06\r\nz.syt@laichau.gov.vn;11/03/2026 09:07\r\nx.snv@laichau.gov.vn;11/03/2026 09:09\r\n\
         aido@laichau.gov.vn;11/03/2026 09:08\r\n<script>;1\r\nke@evil.example;11/03/2026 09:08\r\nla@laichau.gov.vn;hôm qua\r\n",
        reporter(1)
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_is_looked_at_before_it_is_kept_and_exported_by_unit() {
    let (desk, an, path) = prepared().await;
    let file = || Form::new().part("file", Part::bytes(log().into_bytes()).file_name("log.csv"));
    let plan = import((&desk, &an), &path, file()).await.text().await.unwrap();
    for seen in [
        "5 người",
        "1 dòng lặp lại",
        "3 dòng không dùng được",
        "Dòng 8 (“&#60;script&#62;; 1”): không có địa chỉ thư hợp lệ.",
        "Dòng 9 (“ke[@]evil[.]example; 11/03/2026 09:08”): địa chỉ không thuộc hệ thống thư công vụ.",
        "Dòng 10 (“la[@]laichau[.]gov[.]vn; hôm qua”): không đọc được thời gian",
        "y.snv@laichau.gov.vn",
    ] {
        assert!(plan.contains(seen), "{seen}: {plan}");
    }
    assert!(an.page(&path).await.contains("Chưa có danh sách"), "a look keeps nothing");
    let kept = plan.split_once("<textarea name=\"table\" hidden>\n").unwrap().1.split_once("</textarea>").unwrap().0;
    let kept = kept.replace("&#39;", "'").replace("&#34;", "\"");
    let done = import((&desk, &an), &path, Form::new().text("table", kept).text("keep", "yes")).await;
    assert_eq!(location(&done), format!("{path}?done=ask-kept"));

    let page = an.page(&path).await;
    for seen in ["4 người chưa phản ánh", "1 người đã phản ánh", "5 người trong danh sách", "11/03/2026 09:06"]
    {
        assert!(page.contains(seen), "{seen}: {page}");
    }
    assert!(page.contains("<span>Sở Nội vụ</span> <b>2</b>") && page.contains("Chưa xác định đơn vị"), "{page}");
    assert!(!page.contains(&reporter(1)), "who reported is off the list");
    let csv = an.get(&format!("{path}/export")).await.text().await.unwrap();
    assert!(csv.contains("Sở Nội vụ,x.snv@laichau.gov.vn,11/03/2026 09:06"), "the earliest time: {csv}");
    assert!(csv.contains("'=Sở Y tế,z.syt@") && !csv.contains(&reporter(1)), "no cell is a formula: {csv}");
    let nobody = import((&desk, &an), &path, Form::new().text("table", "")).await;
    assert_eq!(nobody.status(), StatusCode::UNPROCESSABLE_ENTITY);
    an.post(&format!("{path}/clear"), &[]).await;
    assert!(an.page(&path).await.contains("Chưa có danh sách"));
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert_eq!(viewer.get(&path).await.status(), StatusCode::FORBIDDEN);
    assert!(!viewer.page(path.trim_end_matches("/asked")).await.contains(&path));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_reports_leaves_the_list_and_nobody_on_it_is_written_to() {
    let (desk, an, path) = prepared().await;
    let letters = desk.letters().await.len();
    import((&desk, &an), &path, Form::new().text("table", log()).text("keep", "yes")).await;
    let uuid = path.split('/').nth(2).unwrap().to_owned();
    let of = uuid.clone();
    let silent = async || {
        let of = of.clone();
        desk.db()
            .read(move |c| {
                let campaign = campaign::by_uuid(c, &of)?.unwrap();
                ask::silent_agencies(c, campaign.row())
            })
            .await
            .map(|all: Vec<_>| all.len())
            .map_err(|error: Error| error.to_string())
    };
    assert_eq!(silent().await, Ok(2));
    // Another one reports, and leaves the list; their unit is not silent any more.
    let late = "z.syt@laichau.gov.vn";
    desk.receive(late, &report(late, "r9", "xem", &lure(1, "quota.example"))).await;
    let after = desk.letters().await.len();
    assert_eq!(silent().await, Ok(1));
    assert!(an.page(&path).await.contains("3 người chưa phản ánh"));
    let sent = desk.worker.transport.sent();
    assert_eq!(after - letters, 1, "one letter, to the one who reported");
    assert!(
        sent.iter().all(|one| !["x.snv@", "y.snv@", "aido@"].iter().any(|who| one.letter.to_address.starts_with(who)))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_warning_of_the_campaign_is_opened_for_the_agencies_of_the_list_and_not_sent() {
    let (desk, officer, path) = prepared().await;
    let campaign = path.trim_end_matches("/asked");
    import((&desk, &officer), &path, Form::new().text("table", log()).text("keep", "yes")).await;
    let page = officer.page(&path).await;
    let write = format!("action=\"{campaign}/advisory\"");
    assert!(page.contains("Chưa có cảnh báo nào cho đợt tấn công này.") && page.contains(&write), "{page}");
    let opened = officer.post(&format!("{campaign}/advisory"), &[]).await;
    let advisory = location(&opened).split('?').next().unwrap().to_owned();
    let page = officer.page(&path).await;
    assert!(
        page.contains("chưa ban hành nên chưa gửi được") && page.contains(&format!("href=\"{advisory}\"")),
        "{page}"
    );
    assert!(!page.contains(&write) && !page.contains("/mailing/send"), "{page}");

    warning::issue(&desk, &advisory).await;
    let letters = desk.letters().await.len();
    let button = format!("href=\"{advisory}/mailing/send?whom=silent\"");
    let page = officer.page(&path).await;
    assert!(
        page.contains("Chuyên viên hoặc văn thư gửi cảnh báo") && !page.contains(&button),
        "an officer does not send"
    );
    let analyst = desk.signed_in("phantich@laichau.gov.vn", &[Role::Analyst]).await;
    let page = analyst.page(&path).await;
    assert!(page.contains(&button) && page.contains("Gửi cảnh báo cho các đơn vị này"), "{page}");
    let ticked = |page: &str, name: &str| {
        let rows = page.split("<label>").find(|row| row.contains(&format!("<span>{name}</span>"))).map(str::to_owned);
        rows.unwrap_or_else(|| panic!("no {name}: {page}")).split('>').next().unwrap().contains("checked")
    };
    let form = format!("{advisory}/mailing/send");
    let page = analyst.page(&format!("{form}?whom=silent")).await;
    let told = ["Sở Nội vụ", "=Sở Y tế", "Sở Tài chính"].map(|name| ticked(&page, name));
    assert_eq!(told, [true, true, false], "those of the list, and not the one whose person reported: {page}");
    assert!(
        page.contains("Sẽ gửi 1 thư tới 1 đơn vị.") && page.contains("1 đơn vị được chọn chưa có địa chỉ"),
        "{page}"
    );
    assert!(!analyst.page(&form).await.contains(" checked"), "nobody is ticked otherwise");
    assert_eq!(desk.letters().await.len(), letters, "a look sends nothing");
}
