//! What a reported mail looked like: a harmless page drawn without browser, network and scripts. Runs only in a cell, where
//! a panic or a bomb costs a note. Feature `picture`; without it nothing is drawn.
//!
//! `draw` lays out and paints (crate `blitz`), `fonts` are embedded so that pictures agree between hosts, `drawn` is the
//! outcome and how it passes the pipe, `likeness` is its perceptual hash, `figure` makes a page fit for print.

#[cfg(feature = "picture")]
mod draw;
mod drawn;
pub mod figure;
#[cfg(feature = "picture")]
mod fonts;
mod likeness;

#[cfg(feature = "picture")]
pub use draw::{HEIGHT, draw};
pub use drawn::Drawn;
pub use likeness::likeness;

/// Whether this program can draw.
pub const DRAWS: bool = cfg!(feature = "picture");
