//! Use-cases: one function is one transaction, with one audit line for each changed record.

pub mod account;
pub mod advisory;
pub mod agency;
pub mod analyse;
pub mod aside;
pub mod ask;
pub mod ask_list;
pub mod assign;
pub mod bond;
mod bounce;
pub mod bulk;
pub mod by;
pub mod campaign;
pub mod campaign_file;
pub mod campaign_verdict;
pub mod canned;
pub mod case_file;
pub mod change;
pub mod checklist;
mod cluster;
pub mod deliver;
pub mod door;
pub mod draft;
pub mod draw;
pub mod due;
pub mod due_plan;
pub mod duplicate;
pub mod enclose;
pub mod enter;
pub mod entry_mail;
mod error;
pub mod examine;
mod examine_show;
mod examine_text;
pub mod exposed_account;
pub mod figures;
pub mod filling;
pub mod find;
pub mod hand_out;
mod history;
mod incoming;
mod join;
mod late;
pub mod letter;
pub mod live;
pub mod look;
pub mod look_up;
pub mod mailing;
mod mailing_reply;
pub mod measure;
pub mod mention;
pub mod merge;
pub mod note;
pub mod notice;
pub mod notify;
mod open;
pub mod password;
pub mod policy;
pub mod portal_report;
mod prove;
pub mod receive;
pub mod reply;
pub mod reporter;
pub mod reporter_answer;
pub mod reporter_record;
pub mod retry;
pub mod routine;
pub mod routine_run;
pub mod said;
pub mod seal;
mod show;
pub mod sign_in;
pub mod split;
pub mod statistics;
pub mod status;
pub mod tag;
pub mod task;
pub mod thread;
pub mod tie;
pub mod token;
mod transfer;
pub mod unit;
pub mod unit_contact;
pub mod verdict;
pub mod view;
pub mod vouch;
pub mod watch;
pub mod writing;
pub mod zimbra;

use std::sync::Arc;

pub use error::Error;

use crate::base::config::Config;
use crate::base::secret::SigningKey;
use crate::base::text::Zone;

/// What every use-case needs to know: settings, the signing secret, the zone in which people read times.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Settings.
    pub config: Arc<Config>,
    /// The signing secret.
    pub key: SigningKey,
    /// The zone of people's clocks.
    pub zone: Zone,
}

impl Desk {
    /// Whether letters go to an address (lower case) unasked: it lies in one of the configured domains.
    pub fn answers(&self, address: &str) -> bool {
        let Some((_, domain)) = address.rsplit_once('@') else { return false };
        self.config.reporter.domains.0.iter().map(|ours| ours.to_lowercase()).any(|ours| {
            ours == "*" || domain == ours || domain.strip_suffix(ours.as_str()).is_some_and(|rest| rest.ends_with('.'))
        })
    }

    /// The domain of our own Message-IDs.
    pub fn domain(&self) -> &str {
        self.config.mail.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }
}
