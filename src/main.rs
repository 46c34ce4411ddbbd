//! The `hotro` program: reads the command line, runs it, turns an error into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    hotro::cli::main()
}
