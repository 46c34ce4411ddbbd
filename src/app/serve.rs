//! Serving until told to stop: listeners, worker, and an orderly end.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use tokio::sync::watch;

use super::{App, StartError};
use crate::edge::smtp::{self, Listen, LmtpConfig};
use crate::edge::web;

/// Where the program listens.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// The pages and the API.
    pub http: SocketAddr,
    /// LMTP.
    pub lmtp: Vec<Listen>,
}

/// Takes mail, shows pages and, where the settings say so, works on what came in, until SIGTERM or SIGINT. `ready` is told
/// when the listeners stand.
pub async fn serve(app: App, ready: impl FnOnce(&Addresses)) -> Result<(), StartError> {
    let (stopper, stop) = watch::channel(false);
    let (door, attended) = app.door();
    let bell = app.bell.clone();
    let trouble = |what: &str| {
        let what = what.to_owned();
        move |why| StartError::File { what, why }
    };
    let lmtp = smtp::bind(lmtp_config(&app)?).await.map_err(trouble("the LMTP listener"))?;
    let worker = app.config.worker.inside.then(|| app.worker()).transpose()?;
    let http = app.config.http.listen;
    let listener = TcpListener::bind(http).map_err(trouble(&format!("the web listener {http}")))?;
    let addresses = Addresses {
        http: listener.local_addr().map_err(trouble("the web listener"))?,
        lmtp: lmtp.addresses().map_err(trouble("the LMTP listener"))?,
    };
    let pages = web::server(Arc::new(app.web(door.clone())), listener).map_err(trouble("the web server"))?;
    let stop_pages = pages.handle();
    let pages = tokio::spawn(pages);
    let worker = worker.map(|worker| tokio::spawn(worker.run(stop.clone())));
    let listening = tokio::spawn(lmtp.serve(door, app.clock.clone(), stop));
    ready(&addresses);
    ended().await;
    tracing::info!("stopping");
    stopper.send_replace(true);
    // Streams would hold the server until its patience ends.
    bell.silence();
    stop_pages.stop(true).await;
    if let Ok(Err(error)) = pages.await {
        tracing::error!(%error, "the web server ended badly");
    }
    for task in [Some(listening), worker, Some(attended)].into_iter().flatten() {
        if let Err(error) = task.await {
            tracing::error!(%error, "a task ended badly");
        }
    }
    Ok(())
}

/// Works without listening, until SIGTERM or SIGINT.
pub async fn work(app: App) -> Result<(), StartError> {
    let (stopper, stop) = watch::channel(false);
    let worker = tokio::spawn(app.worker()?.run(stop));
    ended().await;
    stopper.send_replace(true);
    if let Err(error) = worker.await {
        tracing::error!(%error, "the worker ended badly");
    }
    Ok(())
}

async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

fn lmtp_config(app: &App) -> Result<LmtpConfig, StartError> {
    let lmtp = &app.config.lmtp;
    let listen = lmtp
        .listen
        .0
        .iter()
        .map(|text| match text.strip_prefix("unix:") {
            Some(path) => Ok(Listen::Unix(path.into())),
            None => text.parse().map(Listen::Tcp).map_err(|_unparsed| {
                StartError::Setting(format!("lmtp.listen: “{text}” is neither address:port nor unix:path"))
            }),
        })
        .collect::<Result<_, _>>()?;
    Ok(LmtpConfig {
        listen,
        max_size: app.config.intake.max_size.0,
        recipients: Some(lmtp.recipients.0.clone()).filter(|list| !list.is_empty()),
        max_connections: lmtp.max_connections,
        trusted: lmtp.trusted,
        hostname: app.desk.domain().to_owned(),
        ..LmtpConfig::default()
    })
}
