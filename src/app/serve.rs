//! Serving until told to stop: listeners, worker, and an orderly end.

use tokio::sync::watch;

use super::{App, StartError};
use crate::edge::smtp::{self, Listen, LmtpConfig};

/// Takes mail by LMTP and, where the settings say so, works on it, until SIGTERM or SIGINT. `ready` is told when the
/// listeners stand.
pub async fn serve(app: App, ready: impl FnOnce(&[Listen])) -> Result<(), StartError> {
    let (stopper, stop) = watch::channel(false);
    let (door, attended) = app.door();
    let lmtp = smtp::bind(lmtp_config(&app)?)
        .await
        .map_err(|why| StartError::File { what: "the LMTP listener".into(), why })?;
    ready(&lmtp.addresses().map_err(|why| StartError::File { what: "the LMTP listener".into(), why })?);
    let worker = if app.config.worker.inside { Some(tokio::spawn(app.worker()?.run(stop.clone()))) } else { None };
    let listening = tokio::spawn(lmtp.serve(door, app.clock.clone(), stop));
    ended().await;
    tracing::info!("stopping");
    stopper.send_replace(true);
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
