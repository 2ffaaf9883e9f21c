//! `regulars user password`, and where passwords come from.

use std::io::Read;
use std::path::{Path, PathBuf};

use regulars_app::folder::Role;
use regulars_app::staff::{self, Login, Password, StaffPatch};
use regulars_app::{AppError, Caller, Thing, secret};

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Characters of a password that is made up.
const MADE_UP_LENGTH: usize = 16;

/// Arguments of `user password`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars user password --data /var/lib/regulars --login anna\n\nWithout --password-file a password is made up and printed."
)]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// What they log in by.
    #[arg(long)]
    login: String,
    #[command(flatten)]
    password: Source,
}

/// Where a password comes from.
#[derive(Debug, clap::Args)]
pub struct Source {
    /// A file whose first line is the password; - is standard input.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// A password to be.
pub struct Chosen {
    /// It.
    pub password: Password,
    /// As it is to be printed, if nobody has chosen it.
    pub made_up: Option<String>,
}

/// Gives somebody another password and tells it if it was made up.
///
/// # Errors
/// A login that nobody has, a password that is too short, a folder that cannot be used.
pub fn run(args: &Args) -> Done {
    let login = Login::parse(&args.login);
    let login = login.map_err(|fault| Failure::Usage(format!("--login {fault}")))?;
    let chosen = args.password.choose()?;
    let app = data::start(&args.data.place()?, Role::Command)?;
    let patch = StaffPatch {
        password: Some(chosen.password),
        ..StaffPatch::default()
    };
    data::block_on(async {
        let found = staff::find(&app, login).await?;
        let found = found.ok_or_else(|| AppError::not_found(Thing::Login, &args.login))?;
        staff::change(&app, &Caller::local(), found.id, patch).await?;
        Ok::<_, Failure>(())
    })?;
    if let Some(made_up) = chosen.made_up {
        output::say(format_args!("password {made_up}"));
    }
    Ok(())
}

impl Source {
    /// The password, read or made up.
    ///
    /// # Errors
    /// A file that cannot be read, a password that is too short.
    pub fn choose(&self) -> Result<Chosen, Failure> {
        let (text, made_up) = match &self.password_file {
            Some(file) => (first_line(file)?, None),
            None => {
                let text: String = secret()?.chars().take(MADE_UP_LENGTH).collect();
                (text.clone(), Some(text))
            }
        };
        let password = Password::parse(text)
            .map_err(|fault| Failure::Usage(format!("the password {fault}")))?;
        Ok(Chosen { password, made_up })
    }
}

fn first_line(file: &Path) -> Result<String, Failure> {
    let failed = |error| Failure::of_file(file, &error);
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map_err(failed)?;
    } else {
        text = std::fs::read_to_string(file).map_err(failed)?;
    }
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
