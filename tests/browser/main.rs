//! The main job in a real browser: Debian's Chromium, driven by its chromedriver, against the real program. Skipped loudly
//! where they are absent, unless `HOTRO_TEST_REQUIRE` names `browser`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may, and one that is skipped says so"
)]

mod advisory;
mod desk;
mod house;
mod pages;
mod portal;
#[path = "../program/mod.rs"]
mod program;
mod wave;
mod writing;
