//! The signing secret: configured, or a file made on first start and readable by its owner only.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use super::error::StartError;
use crate::base::config::Config;
use crate::base::secret::{SigningKey, token};

/// Reads the secret, or makes it. Two processes that start together agree: the file is linked into place whole.
pub(super) fn signing_key(config: &Config) -> Result<SigningKey, StartError> {
    let short = || StartError::Setting("secret.key must have at least 16 characters".into());
    if !config.secret.key.is_empty() {
        return SigningKey::new(config.secret.key.clone().into_bytes()).ok_or_else(short);
    }
    let path = config.secret_file();
    let trouble = |why| StartError::File { what: format!("secret {}", path.display()), why };
    if !path.exists() {
        let text = token().map_err(|error| StartError::Setting(error.to_string()))?;
        let fresh = path.with_extension(format!("new{}", std::process::id()));
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&fresh)
            .map_err(trouble)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(trouble)?;
        let linked = std::fs::hard_link(&fresh, &path);
        std::fs::remove_file(&fresh).map_err(trouble)?;
        match linked {
            Err(why) if why.kind() != std::io::ErrorKind::AlreadyExists => return Err(trouble(why)),
            _ => {}
        }
    }
    let text = std::fs::read_to_string(&path).map_err(trouble)?;
    SigningKey::new(text.trim().as_bytes().to_vec()).ok_or_else(short)
}
