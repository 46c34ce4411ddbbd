//! Integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may, and one that is skipped says so"
)]

mod analysis_archives;
mod analysis_bounds;
mod analysis_codes;
mod analysis_documents;
mod analysis_examine;
mod analysis_fixtures;
mod analysis_hops;
mod analysis_hostile;
mod analysis_inside;
mod analysis_msg;
mod analysis_reports;
mod analysis_sentences;
mod analysis_tnef;
mod analysis_tricks;
mod api;
mod bench;
mod bounce;
mod campaign;
mod campaign_api;
mod campaign_bonds;
mod campaign_letters;
mod campaign_look;
mod campaign_wave;
mod cell;
mod corpus;
mod corpus_look;
mod crash;
mod demo_mails;
mod demo_run;
mod detection;
mod dispatch;
mod entry_mail;
mod history;
mod hostile_intake;
mod intake_lmtp;
mod journey;
mod letters;
mod mail_support;
mod mailer;
mod mailing;
mod mailing_answers;
mod measure;
mod measures;
mod original;
mod own_auth;
mod page_account;
mod page_advisory;
mod page_advisory_facts;
mod page_agencies;
mod page_answers;
mod page_aside;
mod page_asked;
mod page_audit;
mod page_bulk;
mod page_calendar;
mod page_campaigns;
mod page_canned;
mod page_drafts;
mod page_enclosed;
mod page_english;
mod page_entry;
mod page_evidence;
mod page_exposures;
mod page_figures;
mod page_indicators;
mod page_live;
mod page_look;
mod page_macros;
mod page_mentions;
mod page_merge;
mod page_notices;
mod page_outbox;
mod page_report;
mod page_reporters;
mod page_seal;
mod page_search;
mod page_security;
mod page_status;
mod page_status_flood;
mod page_ticket;
mod page_tickets;
mod page_transfer;
mod page_views;
#[path = "../program/mod.rs"]
mod program;
mod schema;
mod storage_trouble;
mod support;
mod tidy;
mod words;
