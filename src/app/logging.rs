//! The log: to standard error, for people or for a collector. Never addresses, subjects, bodies or tokens.

use tracing_subscriber::EnvFilter;

use crate::base::config::{Log, LogFormat};

/// Starts the log as the settings say; a filter that cannot be read is `info`. A log that runs already is left alone.
pub fn start_log(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match log.format {
        LogFormat::Text => lines.try_init().ok(),
        LogFormat::Json => lines.json().try_init().ok(),
    };
}
