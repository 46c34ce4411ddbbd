//! hotro: forwarded suspicious mail becomes tickets with evidence, answers and warnings.

pub mod analysis;
pub mod base;
pub mod desk;
<<<<<<< HEAD
pub mod infra;
pub mod record;
=======
pub mod edge;
>>>>>>> lmtp
