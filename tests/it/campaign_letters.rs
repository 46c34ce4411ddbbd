//! One conclusion for three hundred reporters: each gets one letter in their own thread, also when the program is killed while
//! they leave.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};

use crate::program::{self, Place, wait_until};
use crate::support::wave::{lure, report};

/// Reports.
const COUNT: usize = 300;

fn who(n: usize) -> String {
    format!("nguoi{n}@dv{}.laichau.gov.vn", n % 40)
}

/// The letters of conclusion: their Message-IDs, by who got them.
fn conclusions(place: &Place) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for raw in place.letters() {
        let mail = mail_parser::MessageParser::new().parse(&raw).unwrap();
        if mail.subject().unwrap().contains("Kết luận") {
            let to = mail.to().unwrap().first().unwrap().address().unwrap().to_owned();
            assert!(mail.in_reply_to().as_text().is_some(), "outside the reporter's thread");
            out.entry(to).or_default().insert(mail.message_id().unwrap().to_owned());
        }
    }
    out
}

#[test]
fn three_hundred_letters_leave_once_each_though_the_program_is_killed_meanwhile() {
    let place = Place::new(&[("HOTRO_VERDICT_HOLD", "1s"), ("HOTRO_LETTER_HOLD", "1s")]);
    let secret = |scope: &str| {
        let output = place.run(&["token", "add", "--name", scope, "--scope", scope], b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let (reader, writer) = (secret("read"), secret("write"));
    let mut running = place.start();
    let mut at = running.stand();
    for n in 0..COUNT {
        let mail = report(&who(n), &format!("r{n}"), "Nhờ kiểm tra giúp.", &lure(n, "zimbra-quota.example"));
        program::deliver(at.lmtp, &who(n), &mail);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::new();
    let get = |http: std::net::SocketAddr, path: &str| -> Value {
        let request = client.get(format!("http://{http}/api/v1{path}")).bearer_auth(&reader);
        runtime.block_on(async { request.send().await.unwrap().error_for_status().unwrap().json().await.unwrap() })
    };
    let id = wait_until("a campaign of all", Duration::from_mins(3), || {
        let page = get(at.http, "/campaigns");
        let home = page["items"].as_array()?.first()?;
        (home["reports"] == json!(COUNT)).then(|| home["id"].as_str().unwrap().to_owned())
    });
    let url = format!("http://{}/api/v1/campaigns/{id}/verdict", at.http);
    let body = json!({ "verdict": "phishing", "reply": true });
    let request = client.post(url).bearer_auth(&writer).json(&body);
    let said: Value = runtime.block_on(async { request.send().await.unwrap().json().await.unwrap() });
    assert_eq!(said, json!({ "state": "decided", "letters": COUNT }));
    for part in [COUNT / 6, COUNT / 2] {
        wait_until("some letters", Duration::from_mins(3), || (conclusions(&place).len() >= part).then_some(()));
        running.kill();
        assert!(conclusions(&place).len() < COUNT, "killed too late");
        running = place.start();
        at = running.stand();
    }
    wait_until("the last letter", Duration::from_mins(3), || {
        (get(at.http, &format!("/campaigns/{id}"))["letters"]["sent"] == json!(COUNT)).then_some(())
    });
    let letters = conclusions(&place);
    let all: BTreeSet<String> = (0..COUNT).map(who).collect();
    assert!(letters.keys().eq(all.iter()), "everybody and nobody else");
    assert!(letters.values().all(|ids| ids.len() == 1), "one letter each: {letters:?}");
}
