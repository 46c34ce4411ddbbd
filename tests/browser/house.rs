//! The program and a browser for one test, ended with the test.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use thirtyfour::prelude::*;

use crate::program::{self, Place, Program, wait_until};

/// The password that everybody chooses.
const OWN: &str = "Đá trắng núi Pu Ta Leng";

/// The program, serving; its letters lie in a folder.
pub(crate) struct House {
    pub(crate) url: String,
    lmtp: std::net::SocketAddr,
    _program: Program,
    place: Place,
}

impl House {
    /// Starts it with an analyst and an admin; gives their password, which both have.
    pub(crate) fn start() -> (Self, &'static str) {
        let place = Place::new(&[("HOTRO_LETTER_HOLD", "2s")]);
        let password = "Nậm Na chảy qua bản 7";
        for (email, role) in [("an@laichau.gov.vn", "analyst"), ("quantri@laichau.gov.vn", "admin")] {
            let words = ["user", "add", "--email", email, "--name", "Lò Thị An", "--role", role, "--password-stdin"];
            assert!(place.run(&words, password.as_bytes()).status.success());
        }
        let program = place.start();
        let addresses = program.stand();
        let url = format!("http://{}", addresses.http);
        (Self { url, lmtp: addresses.lmtp, _program: program, place }, password)
    }

    /// Starts it with so many tickets of all sorts; gives the address and the password of somebody who has every role.
    pub(crate) fn filled(tickets: u32) -> (Self, String, String) {
        let place = Place::new(&[]);
        let filled = place.run(&["bench", "fill", &tickets.to_string()], b"");
        assert!(filled.status.success(), "{}", String::from_utf8_lossy(&filled.stderr));
        let said = String::from_utf8(filled.stdout).unwrap();
        let (_, told) = said.split_once(", as ").unwrap();
        let (email, told) = told.split_once(", password ").unwrap();
        let password = told.split_whitespace().next().unwrap().to_owned();
        let program = place.start();
        let addresses = program.stand();
        let url = format!("http://{}", addresses.http);
        (Self { url, lmtp: addresses.lmtp, _program: program, place }, email.to_owned(), password)
    }

    /// Delivers a mail by LMTP and waits until it is accepted.
    pub(crate) fn deliver(&self, sender: &str, mail: &str) {
        program::deliver(self.lmtp, sender, mail);
    }

    /// Runs a command of the program beside the serving one.
    pub(crate) fn run(&self, words: &[&str], input: &[u8]) {
        let output = self.place.run(words, input);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Who got the letters that hold `words`; waits until they are `count`.
    pub(crate) fn letters(&self, count: usize, words: &str) -> BTreeSet<String> {
        wait_until(&format!("{count} letters with “{words}”"), Duration::from_mins(1), || {
            let letters = self.place.letters();
            let read = letters.iter().filter_map(|raw| mail_parser::MessageParser::new().parse(raw));
            let told = read.filter(|mail| mail.body_text(0).is_some_and(|text| text.contains(words)));
            let people: BTreeSet<String> =
                told.filter_map(|mail| Some(mail.to()?.first()?.address()?.to_owned())).collect();
            (people.len() >= count).then_some(people)
        })
    }

    /// The newest letter that holds `words`, as text; waits for it.
    pub(crate) fn letter(&self, words: &str) -> String {
        wait_until(&format!("a letter with “{words}”"), Duration::from_secs(30), || {
            let letters = self.place.letters();
            let texts = letters.iter().rev().map(|raw| {
                let mail = mail_parser::MessageParser::new().parse(raw).unwrap();
                mail.body_text(0).unwrap().into_owned()
            });
            texts.into_iter().find(|text| text.contains(words))
        })
    }
}

/// A browser; its driver ends with it.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    process: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one, or says that the test is skipped.
    pub(crate) async fn start() -> Option<Self> {
        let found = |name: &str| {
            ["/usr/bin", "/usr/local/bin"]
                .iter()
                .map(|dir| format!("{dir}/{name}"))
                .find(|path| std::path::Path::new(path).exists())
        };
        let (Some(driver), Some(chromium)) = (found("chromedriver"), found("chromium")) else {
            let required = std::env::var("HOTRO_TEST_REQUIRE").unwrap_or_default();
            assert!(
                !required.split(',').any(|one| one == "browser"),
                "chromium and chromedriver are required and absent"
            );
            eprintln!("SKIPPED: chromium and chromedriver are not installed");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut process =
            Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("chromedriver ended").unwrap();
            // The first line names the port that was asked for, 0; the second one the port it got.
            let port = line.split_once("started successfully on port ").map(|(_, rest)| rest.trim_end_matches('.'));
            if let Some(port) = port {
                break port.parse::<u16>().unwrap();
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&chromium).unwrap();
        let user = format!("--user-data-dir={}", profile.path().display());
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--window-size=1440,1000",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--accept-lang=vi-VN,vi",
            "--disable-dev-shm-usage",
            &user,
        ] {
            wanted.add_arg(argument).unwrap();
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.unwrap();
        driver.set_implicit_wait_timeout(Duration::from_secs(20)).await.unwrap();
        Some(Self { driver, process, _profile: profile })
    }

    /// Ends the browser, then its driver.
    pub(crate) async fn end(mut self) {
        self.driver.clone().quit().await.ok();
        self.process.kill().ok();
        self.process.wait().ok();
    }

    pub(crate) async fn go(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// The element of a CSS selector; waits for it.
    pub(crate) async fn find(&self, css: &str) -> WebElement {
        self.driver.find(By::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// All text of the page as a reader sees it.
    pub(crate) async fn text(&self) -> String {
        self.find("body").await.text().await.unwrap()
    }

    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub(crate) async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap();
    }

    /// Waits until the page says so.
    pub(crate) async fn see(&self, words: &str) {
        let path = format!("//*[contains(normalize-space(.), '{words}')]");
        self.driver.find(By::XPath(&path)).await.unwrap_or_else(|error| panic!("“{words}”: {error}"));
    }

    /// Shows pages as on a screen of so many pixels; below 500 a window cannot be made so narrow.
    pub(crate) async fn width(&self, width: u32) {
        let screen =
            serde_json::json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.tell("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// The element that has the focus.
    pub(crate) async fn focused(&self) -> WebElement {
        self.driver.active_element().await.unwrap()
    }

    /// Presses a key where nothing is typed.
    pub(crate) async fn key(&self, key: &str) {
        self.find("body").await.send_keys(key).await.unwrap();
    }

    /// Signs in where no other password has to be chosen, and waits for the rail.
    pub(crate) async fn enter(&self, house: &House, email: &str, password: &str) {
        self.go(&format!("{}/sign-in", house.url)).await;
        self.fill("[name=email]", email).await;
        self.fill("[name=password]", password).await;
        self.click("main button").await;
        self.find("nav.rail").await;
    }

    /// Tells the browser itself something, as its developer tools would.
    pub(crate) async fn tell(&self, method: &str, values: serde_json::Value) {
        self.driver.cdp().send_raw(method, values).await.unwrap_or_else(|error| panic!("{method}: {error}"));
    }

    /// What a script says.
    pub(crate) async fn asked<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        self.driver.execute(script, vec![]).await.unwrap().convert().unwrap()
    }

    /// Signs in with the first password, chooses another one, and waits for the rail.
    pub(crate) async fn sign_in(&self, house: &House, email: &str, first: &str) {
        self.go(&format!("{}/sign-in", house.url)).await;
        self.fill("[name=email]", email).await;
        self.fill("[name=password]", first).await;
        self.click("main button").await;
        self.fill("[name=current]", first).await;
        self.fill("[name=password]", OWN).await;
        self.fill("[name=again]", OWN).await;
        self.click("main button.primary").await;
        self.find("nav.rail").await;
    }

    /// Signs in once more with the password that was chosen.
    pub(crate) async fn again(&self, house: &House, email: &str) {
        self.go(&format!("{}/sign-in", house.url)).await;
        self.fill("[name=email]", email).await;
        self.fill("[name=password]", OWN).await;
        self.click("main button").await;
        self.find("nav.rail").await;
    }
}
