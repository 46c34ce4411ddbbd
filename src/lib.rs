//! hotro: forwarded suspicious mail becomes tickets with evidence, answers and warnings.
//!
//! # Floors
//! A module imports only lower floors; rooms of one floor never import each other.
//!
//! | floor | modules | |
//! |---|---|---|
//! | 6 | `cli`, [`app`] | start things, own nothing else |
//! | 5 | [`edge`]: `smtp` (LMTP), `web` (desk, portal, API), `worker` | translate the outside world |
//! | 4 | [`desk`] | use-cases: one function is one transaction, one audit line for each changed record |
//! | 3 | [`record`] | rows and their queries |
//! | 2 | [`analysis`], [`paper`] | bytes or values in, values out |
//! | 1 | [`infra`] | database, raw mail, mail out, cells, the bell |
//! | 0 | [`base`] | settings, time, secrets, languages, text |
//!
//! # A mail's journey
//! Every way in ends with one value, [`desk::receive::Incoming`], handed to [`desk::door::Door`]. The door gathers what is
//! waiting, hashes and compresses it, reads the header block, and puts the batch into one transaction: raw mail once by
//! hash, [`desk::thread`] decides where it belongs, the ticket is opened or appended, a job is pushed. Only when that is
//! synced to disk is the sender answered. The worker then asks a cell ([`infra::cell`]) what is in the mail
//! ([`desk::examine`]), stores that, and queues the acknowledgement ([`desk::notify`]), which [`desk::deliver`] hands to
//! the mail server, at least once, always under the same Message-ID. A letter that a mail server returns for good is marked
//! as failed when its report is analysed.
//!
//! # A decision's way
//! A route takes only handlers whose first argument says who may call them (`edge::web::gate`). The page's form carries the
//! version of the ticket that it was made from; the use-case refuses an older one ([`desk::change`]). Row, timeline, letter
//! and audit line are one transaction; a letter of a person waits out a hold, in which it can be taken back.
//!
//! # Many reports of one attack
//! When a mail is analysed, keys are taken from it ([`analysis::fingerprint`]) and looked up: what they have in common with
//! a campaign, or with a ticket of none, is weighed ([`desk::bond`]) and kept as the reason. The second ticket opens the
//! campaign. People split, join, merge and undo ([`desk::campaign`]); what they decided the program leaves alone. One
//! conclusion ([`desk::campaign_verdict`]) is one transaction with a letter for each reporter. Later copies are answered at
//! once, but only by what a person decided about: pages, files and words that were there then.
//!
//! # A warning's way
//! An advisory ([`desk::advisory`]) begins as a draft filled with the facts of a campaign or ticket. The words are versions;
//! the figures stand still until somebody counts again; only the clerk, with number and date, issues. The picture of the lure
//! is drawn anew in a cell, without readers and working addresses. An issued advisory goes to agencies ([`desk::mailing`]),
//! to each contact once; what they answer is kept before it is read, and what is no bare confirmation becomes a ticket.
//!
//! # Time
//! Until when a ticket is to be answered and concluded is reckoned ([`desk::due`]) from working hours, rules and the time it
//! waited for its reporter, with every change that matters, and stored on it: lists only read. [`desk::watch`] warns once of
//! each promise; [`desk::notice`] tells people of the desk, on the page and by mail.
//!
//! # What is deliberately absent
//! - Nothing found in a mail is fetched, executed or opened. DNS is asked only for keys and policies (TXT, MX, A, AAAA), only
//!   where the settings say so, and by the parent: the cell names the questions and judges the answers.
//! - Mail is parsed in a cell: a child process without files and network, killed on overrun. The one exception is the
//!   header block, which the door reads itself, bounded and with panics contained, since a number is promised at once.
//! - Parsing never fails: it gives a value and a list of problems.
//! - No global state; time comes in as a parameter.
//! - The code that opens a status page is not in the database: a seed is, which is worth nothing without the secret.

pub mod app;
pub mod cli;

pub mod edge;

pub mod desk;

pub mod record;

pub mod analysis;
pub mod paper;

pub mod infra;

pub mod base;
