//! `with-postgres COMMAND ARGUMENTS…` runs a command beside a server of PostgreSQL that keeps what it has acknowledged, and
//! tells it the address: `--postgres postgres://USER@HOST:PORT` behind its arguments. The server is gone with the command.

use std::env;
use std::process::{Command, ExitCode};

use regulars_testkit::PostgresServer;

fn main() -> ExitCode {
    let mut words = env::args_os().skip(1);
    let Some(program) = words.next() else {
        return ExitCode::from(2);
    };
    let server = PostgresServer::durable();
    let mut command = Command::new(program);
    command.args(words).args(["--postgres", &server.url()]);
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
