//! The `hotro` program.
fn main() {}
