//! The three ways out behind one name.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use lettre::SmtpTransport;

use super::build::{Mail, build};
use super::error::SendError;
use super::folder;
use super::letter::Letter;
use super::smtp::{self, SmtpSettings, UnfitUrl};

/// How letters leave. Cheap to clone; the clones share connections and memory.
#[derive(Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(SmtpTransport),
    /// One `.eml` a letter in this folder.
    Folder(PathBuf),
    /// Kept in memory, for tests.
    Memory(Arc<Mutex<Vec<Sent>>>),
}

/// A letter that went into memory, and what it became.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The letter as it was given.
    pub letter: Letter,
    /// The message as it would have gone out.
    pub mail: Mail,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Smtp(_) => f.write_str("Smtp(…)"),
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
            Self::Memory(_) => f.write_str("Memory(…)"),
        }
    }
}

impl Transport {
    /// To the mail server of the settings; connects when the first letter goes.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, UnfitUrl> {
        smtp::connect(settings).map(Self::Smtp)
    }

    /// Into a folder, which is made when needed.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self::Folder(folder.into())
    }

    /// Into memory; [`sent`](Self::sent) shows it.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// What went into memory so far, oldest first; nothing for the other ways.
    pub fn sent(&self) -> Vec<Sent> {
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::Smtp(_) | Self::Folder(_) => Vec::new(),
        }
    }

    /// Sends one letter and returns when it is taken: accepted by the server, or on disk. Blocks; call it on a thread
    /// that may wait. A letter may arrive twice if the connection breaks after it was taken; its Message-ID is the same.
    pub fn send(&self, letter: &Letter) -> Result<(), SendError> {
        let mail = build(letter).map_err(|error| SendError { permanent: true, detail: error.to_string() })?;
        match self {
            Self::Smtp(server) => smtp::hand_over(server, &mail),
            Self::Folder(folder) => folder::put(folder, &letter.message_id, &mail)
                .map_err(|error| SendError { permanent: false, detail: format!("the folder for mail: {error}") }),
            Self::Memory(sent) => {
                let letter = letter.clone();
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(Sent { letter, mail });
                Ok(())
            }
        }
    }
}
