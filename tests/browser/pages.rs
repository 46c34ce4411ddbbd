//! Every page as people see it: for those who cannot see it (axe-core), in both themes, on three widths, while it loads, and
//! without script. Pictures of all of them lie under `target/screens` afterwards.

use std::path::{Path, PathBuf};

use hotro::cli::bench::urls::PAGES;
use serde_json::json;
use thirtyfour::By;

use crate::house::{Browser, House};

/// The version of axe-core that `.ci/run` fetches into the cache of its user.
const AXE: &str = "axe-core-4.11.0/axe.min.js";
/// Beginnings of addresses that are no pages for people.
const NO_PAGES: [&str; 7] =
    ["/health", "/metrics", "/assets", "/api", "/tickets/counts", "/agencies/export", "/figures/{table}"];
/// How far things may move while a page loads (CLS; 0.1 is what is called good).
const SHIFT: f64 = 0.02;
/// Most that the queue may weigh when a browser comes for the first time, in bytes.
const COLD: u64 = 60 * 1024;

/// Puts down what moves from the first paint on.
const WATCH: &str = "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => { \
    if (!entry.hadRecentInput) window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });";

/// What is seriously wrong for somebody who uses a screen reader, a keyboard or strong magnification.
const CHECK: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { resultTypes: ['violations'], iframes: false }).then((found) => done(found.violations \
      .filter((one) => one.impact === 'serious' || one.impact === 'critical') \
      .map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + \
        ((node.any[0] || node.all[0] || node.none[0] || {}).message || '')).join(' | '))), (error) => done(['' + error]));";

/// The source of axe-core; says loudly where it is absent.
fn axe() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "a test looks where the machine keeps its caches")]
    let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let cache = var("XDG_CACHE_HOME").or_else(|| Some(var("HOME")? + "/.cache")).unwrap_or_default();
    let found = std::fs::read_to_string(format!("{cache}/hotro/{AXE}")).ok();
    if found.is_none() {
        let required = var("HOTRO_TEST_REQUIRE").unwrap_or_default();
        assert!(!required.split(',').any(|one| one == "axe"), "axe-core is required and absent; .ci/run fetches it");
        eprintln!("SKIPPED: axe-core is not in {cache}/hotro, so nobody looked for what shuts people out");
    }
    found
}

/// The addresses of all pages, with what stands in their places taken from the pages themselves.
async fn addresses(browser: &Browser, house: &House) -> Vec<String> {
    let mut places = Vec::new();
    for (list, link) in [("campaigns", "campaigns"), ("indicators", "indicators"), ("advisories", "advisories")] {
        browser.go(&format!("{}/{list}", house.url)).await;
        let found = browser.find(&format!("main a[href^='/{link}/']")).await.attr("href").await.unwrap().unwrap();
        places.push((link, found.rsplit('/').next().unwrap().to_owned()));
    }
    browser.go(&format!("{}/campaigns/{}", house.url, places[0].1)).await;
    let ticket = browser.find("main a[href^='/tickets/HOTRO-']").await.attr("href").await.unwrap().unwrap();
    browser.go(&format!("{}{ticket}", house.url)).await;
    let source = browser.find("a[href$='/source']").await.attr("href").await.unwrap().unwrap();
    let number = ticket.rsplit('/').next().unwrap().to_owned();
    let fill = |pattern: &str| {
        if pattern.ends_with("/source") {
            return source.clone();
        }
        let id = places.iter().find(|(link, _)| pattern.contains(link)).map_or("", |(_, id)| id);
        pattern.replace("{number}", &number).replace("{id}", id)
    };
    let pages = PAGES.iter().filter(|(page, _)| !NO_PAGES.iter().any(|begin| page.starts_with(begin)));
    let pages = pages.filter(|(page, _)| !page.ends_with("/export"));
    let all =
        pages.flat_map(|(page, queries)| queries.iter().take(2).map(move |query| format!("{}{query}", fill(page))));
    all.chain(["/nowhere".to_owned()]).collect()
}

/// Looks at a page in one theme; gives what is wrong with it.
async fn look(browser: &Browser, axe: bool, (path, url, theme): (&str, &str, &str), screens: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    browser.width(1440).await;
    browser.go(url).await;
    if axe {
        let found = browser.driver.execute_async(CHECK, vec![]).await.unwrap().convert::<Vec<String>>().unwrap();
        wrong.extend(found.into_iter().map(|one| format!("{path} ({theme}): {one}")));
    }
    let moved: f64 = browser.asked("return window.moved").await;
    if moved >= SHIFT {
        wrong.push(format!("{path} ({theme}) moves while it loads: {moved:.3}"));
    }
    let name: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(80).collect();
    for width in [1440, 820, 360] {
        browser.width(width).await;
        let over: i64 =
            browser.asked("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
        if over > 0 {
            wrong.push(format!("{path} is {over} px too wide at {width}"));
        }
        let picture = browser.driver.screenshot_as_png().await.unwrap();
        std::fs::write(screens.join(format!("{}-{width}-{theme}.png", name.trim_matches('-'))), picture).unwrap();
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_for_everybody_in_both_themes_on_every_screen() {
    let Some(browser) = Browser::start().await else { return };
    let axe = axe();
    let (house, email, password) = House::filled(120);
    browser.enter(&house, &email, &password).await;
    let screens = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screens");
    std::fs::create_dir_all(&screens).unwrap();
    let pages = addresses(&browser, &house).await;
    assert!(pages.len() > 30, "{pages:?}");
    browser.tell("Page.enable", json!({})).await;
    for source in axe.iter().map(String::as_str).chain([WATCH]) {
        browser.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }
    let mut wrong = Vec::new();
    for theme in ["light", "dark"] {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        browser.tell("Emulation.setEmulatedMedia", features).await;
        for path in &pages {
            let url = format!("{}{path}", house.url);
            wrong.extend(look(&browser, axe.is_some(), (path, &url, theme), &screens).await);
        }
    }
    browser.end().await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_queue_is_light_for_a_browser_that_comes_for_the_first_time() {
    let Some(browser) = Browser::start().await else { return };
    let (house, email, password) = House::filled(120);
    browser.enter(&house, &email, &password).await;
    browser.tell("Network.clearBrowserCache", json!({})).await;
    browser.go(&format!("{}/tickets?view=all", house.url)).await;
    let rows: usize = browser.asked("return document.querySelectorAll('.list .row').length").await;
    assert!(rows >= 50, "a whole page of tickets: {rows}");
    let all = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] \
        .filter((entry) => !entry.name.endsWith('/events')).map((entry) => entry.transferSize)";
    let sizes: Vec<u64> = browser.asked(all).await;
    let sum: u64 = sizes.iter().sum();
    assert!(sizes.len() >= 3 && sizes.iter().all(|size| *size > 0), "page, style and script were fetched: {sizes:?}");
    assert!(sum < COLD, "{sum} bytes: {sizes:?}");
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_job_without_script() {
    let Some(browser) = Browser::start().await else { return };
    let (house, first) = House::start();
    house.deliver("binh.snv@laichau.gov.vn", crate::desk::REPORT);
    house.letter("HOTRO-2026-000001");
    browser.tell("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    browser.sign_in(&house, "an@laichau.gov.vn", first).await;
    browser.go(&format!("{}/tickets", house.url)).await;
    browser.click(".list .row a.over, .list a.row").await;
    browser.find("main.ticket h1").await;
    browser.click("main a[href$='/verdict']").await;
    browser.click("label:has([name=verdict][value=phishing])").await;
    browser.click("button[value=send]").await;
    browser.see("Đã kết luận").await;
    browser.go(&format!("{}/tickets/HOTRO-2026-000001", house.url)).await;
    let page = browser.find("main.ticket").await.text().await.unwrap();
    assert!(page.contains("Đã đóng") && page.contains("Kết luận: thư lừa đảo"), "{page}");
    house.letter("THƯ LỪA ĐẢO");
    // What a script would have shown stays hidden.
    assert!(!browser.driver.find_all(By::Css("[data-copy][hidden]")).await.unwrap().is_empty());
    assert!(browser.driver.find_all(By::Css("[data-copy]:not([hidden])")).await.unwrap().is_empty());
    browser.end().await;
}
