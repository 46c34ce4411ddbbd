//! Words everybody may use: settings, time, identifiers, secrets, languages, text. Imports nothing of ours.

pub mod clock;
pub mod config;
pub mod hours;
pub mod ids;
pub mod locale;
pub mod secret;
pub mod text;
