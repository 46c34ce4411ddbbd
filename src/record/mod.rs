//! Rows and their queries. Records never import each other; they meet in `desk`, through the types of `base::ids`.
//! A list query may join another record's table, never its module.

pub mod advisory;
pub mod agency;
pub mod audit;
pub mod campaign;
pub mod canned;
pub mod draft;
pub mod evidence;
pub mod exposure;
pub mod figures;
pub mod mailing;
pub mod measure;
pub mod mention;
pub mod notice;
pub mod outbox;
pub mod people;
pub mod queue;
pub mod routine;
pub mod ticket;
