//! What an advisory says, as its versions keep it.

use serde::{Deserialize, Serialize};

use super::super::Error;
use crate::analysis::signal::quote;
use crate::base::text::one_line;
use crate::paper::dispatch::{Dispatch, Indicator};

/// What an advisory says in one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The document.
    pub dispatch: Dispatch,
    /// The text for chat groups.
    pub short: String,
    /// Whether the picture of the lure stands in it.
    pub figure: bool,
}

impl Content {
    pub(super) fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Internal(error.to_string()))
    }

    pub(super) fn of_json(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json).map_err(|error| Error::Internal(format!("stored advisory: {error}")))
    }

    /// What lists call it.
    pub(super) fn subject(&self) -> String {
        one_line(&self.dispatch.subject, 300)
    }
}

/// Rows of the appendix as an officer types them, `kind | value | note` a line, defanged again.
pub fn typed_rows(text: &str) -> Vec<Indicator> {
    let row = |line: &str| {
        let mut cells = line.splitn(3, '|').map(|cell| quote(cell, 400));
        let (kind, value) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        (!value.is_empty()).then(|| Indicator { kind, value, note: cells.next().unwrap_or_default() })
    };
    text.lines().filter_map(row).take(200).collect()
}
