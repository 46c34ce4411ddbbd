//! The command line: one file a command. Exit codes are those of sysexits: 0 done, 64 wrong words, 65 wrong data,
//! 70 ours to mend, 75 may pass, 78 wrong settings.

mod agency;
mod analyze;
pub mod bench;
mod cell;
mod check;
pub mod demo;
mod failure;
mod files;
mod import;
mod intake;
mod out;
mod token;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

use crate::app::{App, StartError, serve, start_log, work};
use crate::base::clock::Clock;
use crate::base::config::{self, Config};

#[derive(Parser)]
#[command(
    name = "hotro",
    version,
    about = "Forwarded suspicious mail becomes tickets with evidence, answers and warnings."
)]
struct Line {
    /// The settings file (default: hotro.toml where it exists).
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the program at work: a fresh folder, four accounts, about sixty tickets.
    Demo,
    /// Take mail, show pages and work on what comes in.
    Serve,
    /// Analyse mail and deliver letters, without listening.
    Worker,
    /// Bring the database up to date.
    Migrate,
    /// Check the settings, the database and the audit chain.
    Check,
    /// Show the settings.
    Config {
        /// Print the documented sample of hotro.toml.
        #[arg(long)]
        sample: bool,
    },
    /// Take one mail from a file or standard input, for the pipe of a mail alias: 0 when durable, 75 when it may pass.
    Intake(intake::Words),
    /// Take mail from .eml files, mbox files and Maildir folders; the same mail twice is one ticket.
    Import(import::Words),
    /// Print what hotro sees in a mail; needs no database.
    Analyze(analyze::Words),
    /// People who work at the desk.
    User {
        #[command(subcommand)]
        command: user::Command,
    },
    /// The directory of agencies.
    Agency {
        #[command(subcommand)]
        command: agency::Command,
    },
    /// Tokens of programs.
    Token {
        #[command(subcommand)]
        command: token::Command,
    },
    /// A database of any size, and how fast the pages are on it.
    #[command(hide = true)]
    Bench {
        #[command(subcommand)]
        command: bench::Command,
    },
    /// The limited child process in which mail is parsed.
    #[command(hide = true)]
    Cell(cell::Words),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            error.print().ok();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    // A cell confines itself, so it comes before the log, the settings and any thread.
    if let Command::Cell(words) = &line.command {
        return cell::run(words);
    }
    let pipe = matches!(line.command, Command::Intake(_));
    match run(line) {
        Ok(code) => code,
        Err(failure) => {
            out::complain(&failure.sentence());
            ExitCode::from(if pipe { failure.pipe_code() } else { failure.code() })
        }
    }
}

fn run(line: Line) -> Result<ExitCode, Failure> {
    if let Command::Config { sample: true } = line.command {
        out::say(&config::sample());
        return Ok(ExitCode::SUCCESS);
    }
    let settings = config::load(line.config.as_deref(), &config::environment()).map_err(StartError::Config)?;
    start_log(&settings.log);
    if let Command::Analyze(words) = &line.command {
        return analyze::run(words, settings);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|why| Failure::File { what: "threads".into(), why })?;
    runtime.block_on(command(line.command, settings))
}

async fn command(command: Command, settings: Config) -> Result<ExitCode, Failure> {
    if let Command::Config { .. } = command {
        out::say(&toml::to_string(&redacted(settings)).unwrap_or_default());
        return Ok(ExitCode::SUCCESS);
    }
    if let Command::Demo = command {
        demo::run::run(settings).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Command::Bench { command } = &command {
        return bench::run(command, settings).await;
    }
    let app = App::open(settings, Clock::System)?;
    match command {
        Command::Serve => {
            user::hint(&app).await?;
            serve(app, |addresses| {
                for listen in &addresses.lmtp {
                    tracing::info!(%listen, "taking mail by LMTP");
                }
                tracing::info!(url = format!("http://{}", addresses.http), "showing pages");
            })
            .await?;
        }
        Command::Worker => work(app).await?,
        Command::Migrate => out::say("The database is up to date.\n"),
        Command::Check => return check::run(&app).await,
        Command::Intake(words) => return intake::run(&words, &app).await,
        Command::Import(words) => return import::run(&words, &app).await,
        Command::User { command } => user::run(command, &app).await?,
        Command::Agency { command } => agency::run(command, &app).await?,
        Command::Token { command } => token::run(command, &app).await?,
        Command::Demo | Command::Bench { .. } | Command::Config { .. } | Command::Analyze(_) | Command::Cell(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// The settings without their secrets.
fn redacted(mut settings: Config) -> Config {
    for secret in [&mut settings.secret.key, &mut settings.smtp.url, &mut settings.database.url] {
        if !secret.is_empty() {
            "…".clone_into(secret);
        }
    }
    settings
}
