//! The HTTP server: limits, and what every request passes.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{Data, FormConfig, PathConfig, PayloadConfig, QueryConfig};
use actix_web::{App, HttpServer};

use super::csrf::FORM_LIMIT;
use super::fault::Fault;
use super::{Web, csrf, error, headers, live, routes, session};

/// A server on `listener`, running once it is polled; its handle stops it. It installs no signal handlers.
pub fn server(web: Arc<Web>, listener: TcpListener) -> std::io::Result<Server> {
    let workers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(Data::from(Arc::clone(&web)))
            .app_data(PayloadConfig::new(FORM_LIMIT))
            .app_data(FormConfig::default().limit(FORM_LIMIT).error_handler(|_, _| Fault::BadRequest.into()))
            .app_data(QueryConfig::default().error_handler(|_, _| Fault::BadRequest.into()))
            .app_data(PathConfig::default().error_handler(|_, _| Fault::NotFound.into()))
            .configure(routes::routes)
            .wrap(from_fn(live::tell))
            .wrap(from_fn(csrf::check))
            .wrap(from_fn(session::attach))
            .wrap(from_fn(error::paint))
            .wrap(from_fn(headers::set))
            .wrap(Compress::default())
    })
    .workers(workers)
    .max_connections(2048)
    .client_request_timeout(Duration::from_secs(15))
    .keep_alive(Duration::from_secs(75))
    .shutdown_timeout(10)
    .disable_signals();
    Ok(server.listen(listener)?.run())
}
