//! Every URL of hotro, on one page. Names are English in both languages: they are addresses, not text.

use actix_web::web::{ServiceConfig, get, post, route};

use super::error::Fault;
use super::{assets, health, ui};

/// The table of URLs.
pub fn routes(app: &mut ServiceConfig) {
    // What machines ask for.
    app.route("/health/live", get().to(health::live))
        .route("/health/ready", get().to(health::ready))
        .route("/metrics", get().to(health::metrics))
        .route("/assets/{name}", get().to(assets::show));

    // One's own account.
    app.route("/", get().to(ui::login::home))
        .route("/sign-in", get().to(ui::login::show))
        .route("/sign-in", post().to(ui::login::submit))
        .route("/sign-out", post().to(ui::login::leave))
        .route("/profile", get().to(ui::profile::show))
        .route("/profile", post().to(ui::profile::save))
        .route("/profile/password", get().to(ui::password::show))
        .route("/profile/password", post().to(ui::password::submit))
        .route("/profile/sessions/end", post().to(ui::profile::end_session))
        .route("/profile/sessions/end-others", post().to(ui::profile::end_others));

    // Administration.
    app.route("/admin/users", get().to(ui::users::show))
        .route("/admin/users", post().to(ui::users::add))
        .route("/admin/users/{id}/roles", post().to(ui::users::roles))
        .route("/admin/users/{id}/disable", post().to(ui::users::disable))
        .route("/admin/users/{id}/enable", post().to(ui::users::enable))
        .route("/admin/users/{id}/reset", post().to(ui::users::reset))
        .route("/admin/tokens", get().to(ui::tokens::show))
        .route("/admin/tokens", post().to(ui::tokens::add))
        .route("/admin/tokens/{id}/revoke", post().to(ui::tokens::revoke))
        .route("/admin/audit", get().to(ui::audit::show));

    app.default_service(route().to(|| async { Err::<&str, Fault>(Fault::NotFound) }));
}
