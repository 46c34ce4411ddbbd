//! Letters and jobs that were given up.

use hotro::base::ids::{JobId, LetterId};
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::outbox;
use hotro::record::queue::{self, JobKind};
use reqwest::StatusCode;

use crate::support::location;
use crate::support::report::reported;

#[tokio::test]
async fn letters_that_failed_are_shown_and_tried_again() {
    let desk = reported().await;
    let now = desk.web.clock.now();
    desk.db()
        .write(move |c| {
            outbox::fail(c, LetterId(1), "550 no such mailbox")?;
            queue::push(c, JobKind::Analyse, 1, now, now)?;
            let job = queue::lease(c, "test", now, now, 1)?.remove(0);
            Ok::<_, Error>(queue::give_up(c, JobId(job.id), now, "the cell died")?)
        })
        .await
        .unwrap();
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let page = admin.page("/admin/outbox?state=failed").await;
    assert!(page.contains("550 no such mailbox") && page.contains("không gửi được: 1"));
    assert!(!page.contains("Kính gửi"), "no words of a letter");
    assert_eq!(location(&admin.post("/admin/outbox/letters/1/retry", &[]).await), "/admin/outbox?done=retried");
    assert_eq!(desk.letters().await.len(), 2, "it left again");
    assert_eq!(admin.post("/admin/outbox/letters/1/retry", &[]).await.status(), StatusCode::NOT_FOUND);
    assert!(page.contains("the cell died") && page.contains("phân tích thư"));
    let action = page.split("action=\"/admin/outbox/jobs/").nth(1).unwrap().split('"').next().unwrap();
    admin.post(&format!("/admin/outbox/jobs/{action}"), &[]).await;
    assert_eq!(desk.letters().await.len(), 2, "analysed again, and nobody is written to again");
    assert!(admin.page("/admin/outbox").await.contains("Không có việc nào bị dừng."));
}
