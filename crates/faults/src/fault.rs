//! What can happen to a machine.

use std::fmt;

use anyhow::{Result, bail};

use crate::machine::Machine;
use crate::random::Random;
use crate::server::signal;
use crate::time::pass_ms;

/// A fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The server is killed with −9 and started again.
    Kill,
    /// The server is killed as soon as it runs again, twice.
    KillTwice,
    /// The machine under the server stands still.
    Stall,
    /// It goes in jerks, as over a slow disk.
    Stutter,
    /// The disk is full, then there is room again.
    DiskFull,
    /// The disk is full, the server is killed, and started while there is no room.
    DiskFullKill,
    /// The disk can only be read when the server starts.
    ReadOnly,
    /// The clock is put back, then right again.
    ClockBack,
    /// PostgreSQL is stopped in good order and started again.
    PostgresRestart,
    /// Every process of PostgreSQL is killed with −9, and it recovers.
    PostgresKill,
    /// It is killed together with the server.
    BothKilled,
    /// PostgreSQL stands still.
    PostgresStall,
    /// All connections to it are cut.
    Cut,
    /// They are cut again and again after any number of bytes.
    CutAfterBytes,
    /// One is cut behind its COMMIT, before the answer.
    CutBehindCommit,
    /// PostgreSQL lets nobody write.
    PostgresReadOnly,
}

impl Fault {
    /// All that can happen to a data folder.
    pub const SQLITE: &[Self] = &[
        Self::Kill,
        Self::KillTwice,
        Self::Stall,
        Self::Stutter,
        Self::DiskFull,
        Self::DiskFullKill,
        Self::ReadOnly,
        Self::ClockBack,
    ];

    /// All that can happen to a database of PostgreSQL.
    pub const POSTGRES: &[Self] = &[
        Self::Kill,
        Self::Stall,
        Self::DiskFull,
        Self::ClockBack,
        Self::PostgresRestart,
        Self::PostgresKill,
        Self::BothKilled,
        Self::PostgresStall,
        Self::Cut,
        Self::CutAfterBytes,
        Self::CutBehindCommit,
        Self::CutBehindCommit,
        Self::PostgresReadOnly,
    ];

    /// Whether this machine can be made to suffer it.
    pub fn is_possible(self, machine: &Machine<'_>) -> bool {
        match self {
            Self::DiskFull | Self::DiskFullKill | Self::ReadOnly => machine.disk().is_own(),
            _ => true,
        }
    }

    /// Lets it happen and puts it right: the server runs when this returns.
    ///
    /// # Errors
    /// A server that does not come back, or starts where it cannot work.
    pub fn strike(self, machine: &mut Machine<'_>, random: &mut Random) -> Result<()> {
        match self {
            Self::Kill => kill(machine, random),
            Self::KillTwice => {
                machine.server.kill();
                for _ in 0..2 {
                    machine.server.start()?;
                    pass_ms(random.between(0, 60));
                    machine.server.kill();
                }
                machine.server.start()
            }
            Self::Stall => {
                stall(machine, random.between(200, 1_500));
                Ok(())
            }
            Self::Stutter => {
                for _ in 0..15 {
                    stall(machine, random.between(20, 90));
                    pass_ms(random.between(1, 20));
                }
                Ok(())
            }
            Self::DiskFull => {
                machine.disk().fill()?;
                pass_ms(random.between(200, 900));
                machine.disk().free();
                Ok(())
            }
            Self::DiskFullKill => {
                machine.disk().fill()?;
                pass_ms(random.between(50, 300));
                machine.server.kill();
                // It may start or say that there is no room; what it may not do is harm.
                drop(machine.server.start());
                machine.server.kill();
                machine.disk().free();
                machine.server.start()
            }
            Self::ReadOnly => read_only(machine),
            Self::ClockBack => {
                let back = random.between(1_000, 7_200_000);
                machine.server.move_clock(-i64::try_from(back)?)?;
                pass_ms(random.between(300, 800));
                if random.chance(30) {
                    kill(machine, random)?;
                    pass_ms(random.between(100, 300));
                }
                machine.server.move_clock(0)
            }
            _ => self.strike_postgres(machine, random),
        }
    }

    fn strike_postgres(self, machine: &mut Machine<'_>, random: &mut Random) -> Result<()> {
        if self == Self::BothKilled {
            machine.server.kill();
        }
        let cluster = machine.cluster()?;
        match self {
            Self::PostgresRestart => {
                cluster.server.stop();
                pass_ms(random.between(0, 500));
                cluster.server.start_again();
            }
            Self::PostgresKill | Self::BothKilled => {
                cluster.server.kill_hard();
                pass_ms(random.between(0, 500));
                cluster.server.start_again();
            }
            Self::PostgresStall => {
                let processes = cluster.processes()?;
                signal("STOP", &processes);
                pass_ms(random.between(200, 1_200));
                signal("CONT", &processes);
            }
            Self::Cut => cluster.wire.cut(),
            Self::CutAfterBytes => {
                for _ in 0..random.between(1, 6) {
                    let bytes = random.between(1, 60_000);
                    cluster.wire.cut_after(i64::try_from(bytes)?);
                    pass_ms(random.between(20, 150));
                }
            }
            Self::CutBehindCommit => {
                for _ in 0..random.between(1, 8) {
                    cluster.wire.cut_behind_commit();
                    pass_ms(random.between(10, 100));
                }
            }
            Self::PostgresReadOnly => {
                cluster.set_read_only(true);
                pass_ms(random.between(200, 800));
                cluster.set_read_only(false);
            }
            other => bail!("{other} is no fault of PostgreSQL"),
        }
        cluster.wire.mend();
        if self == Self::BothKilled {
            machine.server.start()?;
        }
        Ok(())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kill => "server killed",
            Self::KillTwice => "server killed as it starts",
            Self::Stall => "server stalled",
            Self::Stutter => "slow disk",
            Self::DiskFull => "disk full",
            Self::DiskFullKill => "disk full and server killed",
            Self::ReadOnly => "disk read-only at the start",
            Self::ClockBack => "clock back",
            Self::PostgresRestart => "PostgreSQL restarted",
            Self::PostgresKill => "PostgreSQL killed",
            Self::BothKilled => "PostgreSQL and server killed",
            Self::PostgresStall => "PostgreSQL stalled",
            Self::Cut => "connections cut",
            Self::CutAfterBytes => "connections cut after some bytes",
            Self::CutBehindCommit => "connection cut behind COMMIT",
            Self::PostgresReadOnly => "PostgreSQL read-only",
        })
    }
}

fn kill(machine: &mut Machine<'_>, random: &mut Random) -> Result<()> {
    machine.server.kill();
    pass_ms(random.between(0, 200));
    machine.server.start()
}

fn stall(machine: &Machine<'_>, ms: u64) {
    let process: Vec<_> = machine.server.process().into_iter().collect();
    signal("STOP", &process);
    pass_ms(ms);
    signal("CONT", &process);
}

fn read_only(machine: &mut Machine<'_>) -> Result<()> {
    machine.server.kill();
    machine.disk().set_read_only(true)?;
    let started = machine.server.start();
    machine.server.kill();
    machine.disk().set_read_only(false)?;
    match started {
        Ok(()) => bail!("a server started on a disk that can only be read"),
        Err(error) if error.to_string().contains("panicked") => Err(error),
        Err(_) => machine.server.start(),
    }
}
