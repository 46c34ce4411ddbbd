//! The ways in and out: each room translates one protocol of the outside world. Rooms never import each other.

pub mod smtp;
pub mod web;
pub mod worker;
