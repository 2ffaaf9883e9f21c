//! The `regulars` binary: reads the command line, sets things up, calls one use case.

mod backup;
mod bench;
mod columns;
mod config;
mod coupon;
mod data;
mod demo;
mod experiment;
mod failure;
mod game;
mod gift_card;
mod import;
mod key;
mod language;
mod log;
mod migrate_store;
mod openapi;
mod output;
mod program;
mod progress;
mod report;
mod restore;
mod resume;
mod segment;
mod serve;
mod serving;
mod spend;
mod stamp;
mod user;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// What one thread decides another writes and frees: the system's allocator makes them wait for one another.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// A self-hosted loyalty CRM: knows a shop's customers, prices their baskets, keeps their points.
#[derive(Debug, Parser)]
#[command(name = "regulars", version, about, after_help = failure::EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the HTTP API over a data folder.
    Serve(serve::Args),
    /// Serve a generated burger chain with two years of history.
    Demo(demo::Args),
    /// Print the OpenAPI document of the HTTP API.
    #[command(hide = true)]
    Openapi,
    /// Plan, run and read experiments.
    #[command(subcommand)]
    Experiment(experiment::Command),
    /// Bring in files of other systems.
    #[command(subcommand)]
    Import(import::Command),
    /// Work with program files.
    #[command(subcommand)]
    Program(program::Command),
    /// Report what members did, and what they will do.
    #[command(subcommand)]
    Report(report::Command),
    /// Work with money spent on customers.
    #[command(subcommand)]
    Spend(spend::Command),
    /// Work with segments: who a condition is true of.
    #[command(subcommand)]
    Segment(segment::Command),
    /// Work with the columns that analytics keep on disk as Parquet.
    #[command(subcommand)]
    Columns(columns::Command),
    /// Work out what analytics say of each member: scores, stage of life, forecasts.
    Stamp(stamp::Args),
    /// Recompute the books from their entries and report what differs.
    Verify(verify::Args),
    /// Copy all data, from a folder or from PostgreSQL, while it is in use.
    Backup(backup::Args),
    /// Put a backup into a new folder or an empty database.
    Restore(restore::Args),
    /// Move an installation from a folder to PostgreSQL, or back, while it is in use.
    MigrateStore(migrate_store::Args),
    /// Let a restored copy run its jobs.
    Resume(resume::Args),
    /// Work with coupons: make codes.
    #[command(subcommand)]
    Coupon(coupon::Command),
    /// Check what was drawn in games of chance.
    #[command(subcommand)]
    Game(game::Command),
    /// Work with gift cards: make them, look at one.
    #[command(subcommand)]
    GiftCard(gift_card::Command),
    /// Work with API keys.
    #[command(subcommand)]
    Key(key::Command),
    /// Work with staff: people who log in.
    #[command(subcommand)]
    User(user::Command),
    /// Measure the parts, in a release build (`cargo xtask bench`). Read ratios: machines differ.
    #[command(subcommand)]
    Bench(bench::Command),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(args) => serve::run(args),
        Command::Openapi => openapi::run(),
        Command::Demo(args) => demo::run(args),
        Command::Experiment(command) => experiment::run(&command),
        Command::Import(command) => import::run(&command),
        Command::Program(command) => program::run(command),
        Command::Report(command) => report::run(&command),
        Command::Spend(command) => spend::run(command),
        Command::Segment(command) => segment::run(&command),
        Command::Columns(command) => columns::run(&command),
        Command::Stamp(args) => stamp::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::MigrateStore(args) => migrate_store::run(&args),
        Command::Resume(args) => resume::run(&args),
        Command::Coupon(command) => coupon::run(command),
        Command::Game(command) => game::run(&command),
        Command::GiftCard(command) => gift_card::run(command),
        Command::Key(command) => key::run(command),
        Command::User(command) => user::run(command),
        Command::Bench(command) => bench::run(&command),
    };
    failure::exit(done)
}
