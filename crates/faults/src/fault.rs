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

    /// Whether this machine can be made to suffer it.
    pub fn is_possible(self, machine: &Machine) -> bool {
        match self {
            Self::DiskFull | Self::DiskFullKill | Self::ReadOnly => machine.disk.is_own(),
            _ => true,
        }
    }

    /// Lets it happen and puts it right: the server runs when this returns.
    ///
    /// # Errors
    /// A server that does not come back, or starts where it cannot work.
    pub fn strike(self, machine: &mut Machine, random: &mut Random) -> Result<()> {
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
                machine.disk.fill()?;
                pass_ms(random.between(200, 900));
                machine.disk.free();
                Ok(())
            }
            Self::DiskFullKill => {
                machine.disk.fill()?;
                pass_ms(random.between(50, 300));
                machine.server.kill();
                // It may start or say that there is no room; what it may not do is harm.
                drop(machine.server.start());
                machine.server.kill();
                machine.disk.free();
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
        }
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
        })
    }
}

fn kill(machine: &mut Machine, random: &mut Random) -> Result<()> {
    machine.server.kill();
    pass_ms(random.between(0, 200));
    machine.server.start()
}

fn stall(machine: &Machine, ms: u64) {
    let process: Vec<_> = machine.server.process().into_iter().collect();
    signal("STOP", &process);
    pass_ms(ms);
    signal("CONT", &process);
}

fn read_only(machine: &mut Machine) -> Result<()> {
    machine.server.kill();
    machine.disk.set_read_only(true)?;
    let started = machine.server.start();
    machine.server.kill();
    machine.disk.set_read_only(false)?;
    match started {
        Ok(()) => bail!("a server started on a disk that can only be read"),
        Err(error) if error.to_string().contains("panicked") => Err(error),
        Err(_) => machine.server.start(),
    }
}
