//! hotro: forwarded suspicious mail becomes tickets with evidence, answers and warnings.

pub mod app;
pub mod cli;

pub mod edge;

pub mod desk;

pub mod record;

pub mod analysis;

pub mod infra;

pub mod base;
