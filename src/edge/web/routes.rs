//! Every URL of hotro, on one page. Names are English in both languages: they are addresses, not text.

use actix_web::web::{ServiceConfig, route};

use super::fault::Fault;
use super::gate::{get, post};
use super::{api, assets, health, live, portal, ui};

/// The table of URLs.
pub fn routes(app: &mut ServiceConfig) {
    // What machines ask for.
    app.route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/assets/{name}", get(assets::show));

    // One's own account.
    app.route("/", get(ui::login::home))
        .route("/sign-in", get(ui::login::show))
        .route("/sign-in", post(ui::login::submit))
        .route("/sign-out", post(ui::login::leave))
        .route("/profile", get(ui::profile::show))
        .route("/profile", post(ui::profile::save))
        .route("/profile/password", get(ui::password::show))
        .route("/profile/password", post(ui::password::submit))
        .route("/profile/sessions/end", post(ui::profile::end_session))
        .route("/profile/sessions/end-others", post(ui::profile::end_others))
        .route("/profile/notices", post(ui::profile::notices))
        .route("/notifications", get(ui::notifications::show))
        .route("/notifications/read", post(ui::notifications::read_all));

    // Pages for reporters, who have no account.
    app.route("/status", get(portal::status::show))
        .route("/status", post(portal::status::submit))
        .route("/status/leave", post(portal::status::leave))
        .route("/status/ticket", get(portal::ticket::show))
        .route("/status/exposure", post(portal::ticket::exposure))
        .route("/status/words", post(portal::ticket::words))
        .route("/report", get(portal::report::show))
        .route("/report", post(portal::report::submit))
        .route("/how-to", get(portal::report::how_to))
        .route("/receipt", get(portal::receipt::show))
        .route("/receipt", post(portal::receipt::submit))
        .route("/receipt/confirm", post(portal::receipt::confirm))
        .route("/status/contest", post(portal::ticket::contest))
        .route("/status/rating", post(portal::ticket::rating));

    // For programs, with a token.
    app.route("/api/v1/reports", post(api::report::submit))
        .route("/api/v1/entries", post(api::entry::submit))
        .route("/api/v1/tickets", get(api::ticket::list))
        .route("/api/v1/tickets/{number}", get(api::ticket::show));

    desk(app);
    campaigns(app);
    evidence(app);
    warnings(app);
    administration(app);
    app.default_service(route().to(|| async { Err::<&str, Fault>(Fault::NotFound) }));
}

/// The desk.
fn desk(app: &mut ServiceConfig) {
    app.route("/tickets", get(ui::tickets::show))
        .route("/events", get(live::show))
        .route("/tickets/counts", get(ui::tickets::counts))
        .route("/tickets/bulk", post(ui::tickets_bulk::submit))
        .route("/tickets/bulk/{id}/undo", post(ui::tickets_bulk::undo))
        .route("/tickets/columns", post(ui::views::columns))
        .route("/tickets/new", get(ui::entry::show))
        .route("/tickets/new", post(ui::entry::submit))
        .route("/tickets/{number}", get(ui::ticket::show))
        .route("/tickets/{number}/print", get(ui::ticket_print::show))
        .route("/tickets/{number}/verdict", get(ui::ticket_verdict::show))
        .route("/tickets/{number}/verdict", post(ui::ticket_verdict::submit))
        .route("/tickets/{number}/reply", post(ui::ticket_reply::submit))
        .route("/tickets/{number}/macros/{id}", post(ui::ticket_macro::run))
        .route("/tickets/{number}/canned/{id}", get(ui::ticket_compose::canned))
        .route("/tickets/{number}/letters/{letter}/files/{place}", get(ui::ticket_reply::file))
        .route("/tickets/{number}/letters/{letter}/take-back", post(ui::ticket_reply::take_back))
        .route("/tickets/{number}/assign", post(ui::ticket_move::give))
        .route("/tickets/{number}/status", post(ui::ticket_move::shift))
        .route("/tickets/{number}/duplicate", post(ui::ticket_move::same))
        .route("/tickets/{number}/exposure", post(ui::ticket_exposure::submit))
        .route("/tickets/{number}/official", post(ui::ticket_official::submit))
        .route("/tickets/{number}/seal", post(ui::ticket_seal::close))
        .route("/tickets/{number}/unseal", post(ui::ticket_seal::lift))
        .route("/tickets/{number}/erase", post(ui::ticket_seal::erase));
    app.route("/tickets/{number}/tags", post(ui::ticket_tags::submit))
        .route("/tickets/{number}/tasks", post(ui::ticket_tasks::submit))
        .route("/tickets/{number}/related", post(ui::ticket_ties::relate))
        .route("/tickets/{number}/follow", post(ui::ticket_ties::follow))
        .route("/tickets/{number}/effort", post(ui::ticket_ties::spend))
        .route("/tickets/{number}/merge", post(ui::ticket_merge::submit))
        .route("/tickets/{number}/merge/undo", post(ui::ticket_merge::undo))
        .route("/tickets/{number}/split", post(ui::ticket_split::submit))
        .route("/tickets/{number}/split/undo", post(ui::ticket_split::undo));
    app.route("/views", post(ui::views::save))
        .route("/views/{id}", post(ui::views::change))
        .route("/views/{id}/delete", post(ui::views::delete));
    app.route("/exposures", get(ui::exposures::show))
        .route("/exposures/new", get(ui::exposure_new::show))
        .route("/exposures/new", post(ui::exposure_new::submit))
        .route("/exposures/{id}/steps", post(ui::exposures::mark));
    app.route("/measures", get(ui::measures::show))
        .route("/measures/{id}", post(ui::measures::mark))
        .route("/tickets/{number}/measures", post(ui::measures::ask_ticket))
        .route("/campaigns/{id}/measures", post(ui::measures::ask_campaign));
    app.route("/indicators", get(ui::indicators::show)).route("/indicators/{id}", get(ui::indicator::show));
}

/// Administration.
fn administration(app: &mut ServiceConfig) {
    app.route("/admin/users", get(ui::users::show))
        .route("/admin/users", post(ui::users::add))
        .route("/admin/users/{id}/roles", post(ui::users::roles))
        .route("/admin/users/{id}/disable", post(ui::users::disable))
        .route("/admin/users/{id}/enable", post(ui::users::enable))
        .route("/admin/users/{id}/reset", post(ui::users::reset))
        .route("/admin/tokens", get(ui::tokens::show))
        .route("/admin/tokens", post(ui::tokens::add))
        .route("/admin/tokens/{id}/revoke", post(ui::tokens::revoke))
        .route("/admin/outbox", get(ui::outbox::show))
        .route("/admin/outbox/letters/{id}/retry", post(ui::outbox::retry_letter))
        .route("/admin/outbox/jobs/{id}/retry", post(ui::outbox::retry_job))
        .route("/admin/audit", get(ui::audit::show));
    app.route("/admin/canned", get(ui::canned::show))
        .route("/admin/canned", post(ui::canned::add))
        .route("/admin/canned/preview", post(ui::canned::preview))
        .route("/admin/canned/{id}", get(ui::canned::open))
        .route("/admin/canned/{id}", post(ui::canned::change))
        .route("/admin/canned/{id}/disable", post(ui::canned::disable))
        .route("/admin/canned/{id}/enable", post(ui::canned::enable));
    app.route("/admin/macros", get(ui::macros::show))
        .route("/admin/macros", post(ui::macros::add))
        .route("/admin/macros/{id}", get(ui::macros::open))
        .route("/admin/macros/{id}", post(ui::macros::change))
        .route("/admin/macros/{id}/disable", post(ui::macros::disable))
        .route("/admin/macros/{id}/enable", post(ui::macros::enable));
    app.route("/admin/tags", get(ui::tags::show))
        .route("/admin/tags", post(ui::tags::add))
        .route("/admin/tags/{id}", post(ui::tags::change))
        .route("/admin/checklists", get(ui::checklists::show))
        .route("/admin/checklists", post(ui::checklists::add))
        .route("/admin/checklists/{id}", post(ui::checklists::change));
    app.route("/admin/calendar", get(ui::calendar::show))
        .route("/admin/calendar/hours", post(ui::calendar::hours))
        .route("/admin/calendar/days", post(ui::calendar::put))
        .route("/admin/calendar/days/remove", post(ui::calendar::remove))
        .route("/admin/due", get(ui::due_rules::show))
        .route("/admin/due", post(ui::due_rules::save));
}

/// What came in mails, for whoever may read it.
fn evidence(app: &mut ServiceConfig) {
    app.route("/tickets/{number}/arrivals/{arrival}/raw", get(ui::evidence::arrival))
        .route("/tickets/{number}/arrivals/{arrival}/attachments/{attachment}", get(ui::evidence::own_attachment))
        .route("/tickets/{number}/arrivals/{arrival}/samples/{sample}/raw", get(ui::evidence::sample))
        .route("/tickets/{number}/arrivals/{arrival}/samples/{sample}/html", get(ui::evidence_html::show))
        .route("/tickets/{number}/arrivals/{arrival}/samples/{sample}/source", get(ui::evidence_source::show))
        .route("/tickets/{number}/arrivals/{arrival}/samples/{sample}/picture", get(ui::evidence_picture::show))
        .route("/tickets/{number}/arrivals/{arrival}/samples/{sample}/thumb", get(ui::evidence_picture::small))
        .route(
            "/tickets/{number}/arrivals/{arrival}/samples/{sample}/attachments/{attachment}",
            get(ui::evidence::attachment),
        );
}

/// One attack as many report it, for people and for programs.
fn campaigns(app: &mut ServiceConfig) {
    app.route("/campaigns", get(ui::campaigns::show))
        .route("/campaigns/{id}", get(ui::campaign::show))
        .route("/campaigns/{id}/asked", get(ui::campaign_asked::show))
        .route("/campaigns/{id}/asked", post(ui::campaign_asked::submit))
        .route("/campaigns/{id}/asked/clear", post(ui::campaign_asked::clear))
        .route("/campaigns/{id}/asked/export", get(ui::campaign_asked::export))
        .route("/campaigns/{id}/verdict", get(ui::campaign_verdict::show))
        .route("/campaigns/{id}/verdict", post(ui::campaign_verdict::submit))
        .route("/campaigns/{id}/approve", post(ui::campaign_verdict::approve))
        .route("/campaigns/{id}/stop", post(ui::campaign_verdict::stop))
        .route("/campaigns/{id}/join", post(ui::campaign_move::join))
        .route("/campaigns/{id}/split", post(ui::campaign_move::split))
        .route("/campaigns/{id}/merge", post(ui::campaign_move::merge))
        .route("/campaigns/{id}/rename", post(ui::campaign_move::rename))
        .route("/campaigns/{id}/undo", post(ui::campaign_move::undo));
    app.route("/api/v1/campaigns", get(api::campaign::list))
        .route("/api/v1/campaigns/{id}", get(api::campaign::show))
        .route("/api/v1/campaigns/{id}/verdict", post(api::campaign::decide));
}

/// Warnings, and the directory of agencies.
fn warnings(app: &mut ServiceConfig) {
    app.route("/tickets/{number}/advisory", post(ui::advisory_open::from_ticket))
        .route("/campaigns/{id}/advisory", post(ui::advisory_open::from_campaign))
        .route("/advisories", get(ui::advisories::show))
        .route("/advisories/{id}", get(ui::advisory::show))
        .route("/advisories/{id}", post(ui::advisory_save::save))
        .route("/advisories/{id}/preview", post(ui::advisory_save::preview))
        .route("/advisories/{id}/figures", post(ui::advisory_save::count))
        .route("/advisories/{id}/submit", post(ui::advisory_save::submit))
        .route("/advisories/{id}/return", post(ui::advisory_move::send_back))
        .route("/advisories/{id}/issue", post(ui::advisory_move::issue))
        .route("/advisories/{id}/replace", post(ui::advisory_open::replacement))
        .route("/advisories/{id}/print", get(ui::advisory_print::show))
        .route("/advisories/{id}/document", get(ui::advisory_print::document))
        .route("/advisories/{id}/figure", get(ui::advisory_print::figure));
    app.route("/advisories/{id}/mailing", get(ui::mailing::show))
        .route("/advisories/{id}/mailing/send", get(ui::mailing_send::show))
        .route("/advisories/{id}/mailing/send", post(ui::mailing_send::submit))
        .route("/advisories/{id}/mailing/remind", post(ui::mailing::remind))
        .route("/advisories/{id}/mailing/stop", post(ui::mailing::stop))
        .route("/advisories/{id}/mailing/export", get(ui::mailing::export));
    app.route("/agencies", get(ui::agencies::show))
        .route("/figures", get(ui::statistics::show))
        .route("/figures/{table}", get(ui::statistics::export))
        .route("/agencies/export", get(ui::agencies::export))
        .route("/agencies/{id}", get(ui::agency::show))
        .route("/admin/agencies/preview", post(ui::agencies::preview))
        .route("/admin/agencies/import", post(ui::agencies::import));
    app.route("/reporters", get(ui::reporters::show))
        .route("/reporters/export", get(ui::reporters::export))
        .route("/reporters/{id}", get(ui::reporter::show))
        .route("/reporters/{id}", post(ui::reporter::save))
        .route("/admin/reporters/preview", post(ui::reporters::preview))
        .route("/admin/reporters/import", post(ui::reporters::import));
}
