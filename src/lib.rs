//! hotro: forwarded suspicious mail becomes tickets with evidence, answers and warnings.

pub mod analysis;
pub mod base;
pub mod desk;
pub mod edge;
