//! Passwords: what may be one, how it is kept, how it is checked.
//!
//! Kept as Argon2id with the parameters of OWASP (19 MiB, two passes). The work is done on a thread that may block, for
//! few at once, so that guessing takes neither the memory nor the processors from the tills.

use std::fmt;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use regulars_engine::language::Said;
use regulars_engine::said;

use crate::app::App;
use crate::error::{AppError, Result};
use crate::secret::secret;

/// Nobody's password, with the same parameters: checked where there is no login, so that both take as long.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmVndWxhcnMtbm9ib2R5$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

/// A password somebody chose. Is never printed.
#[derive(Clone)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// The fewest characters.
    pub const SHORTEST: usize = 8;
    /// The most characters.
    pub const LONGEST: usize = 200;

    /// Takes a password.
    ///
    /// # Errors
    /// What is wrong with it and what would be right.
    pub fn parse(text: String) -> std::result::Result<Self, Said> {
        let length = text.chars().count();
        if (Self::SHORTEST..=Self::LONGEST).contains(&length) {
            return Ok(Self(text));
        }
        Err(said!(
            "has {length} characters; a password has {} to {}",
            "знаков: {length}; в пароле от {} до {}",
            Self::SHORTEST,
            Self::LONGEST
        ))
    }
}

/// The hash to keep.
pub(crate) async fn hash(app: &App, password: Password) -> Result<String> {
    let salt = secret()?;
    work(app, move || {
        let salt = salt.as_bytes().get(..16).unwrap_or_default();
        let hashed = Argon2::default().hash_password_with_salt(password.0.as_bytes(), salt);
        let failed = |error| AppError::Internal(format!("a password cannot be hashed: {error}"));
        Ok(hashed.map_err(failed)?.to_string())
    })
    .await
}

/// Whether this is the password that was kept; without one the same work is done for nothing.
pub(crate) async fn matches(app: &App, given: String, kept: Option<String>) -> Result<bool> {
    work(app, move || {
        let against = kept.as_deref().unwrap_or(NOBODYS);
        let right = Argon2::default().verify_password(given.as_bytes(), against);
        Ok(right.is_ok() && kept.is_some())
    })
    .await
}

async fn work<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _turn = app.hashing().acquire().await;
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|stopped| AppError::Internal(format!("a hash stopped: {stopped}")))?
}

#[cfg(test)]
mod tests {
    use argon2::Params;
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[test]
    fn nobodys_password_takes_as_long_as_a_real_one() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let params = Params::try_from(&nobodys).unwrap();
        let usual = Params::default();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (usual.m_cost(), usual.t_cost(), usual.p_cost())
        );
        let real = Argon2::default().hash_password_with_salt(b"12345678", b"0123456789abcdef");
        let real = real.unwrap();
        assert_eq!(nobodys.hash.unwrap().len(), real.hash.unwrap().len());
        assert_eq!(nobodys.algorithm, real.algorithm);
    }

    #[test]
    fn a_password_is_long_enough_and_never_printed() {
        assert!(Password::parse("1234567".to_owned()).is_err());
        assert!(Password::parse("x".repeat(201)).is_err());
        let password = Password::parse("пароль12".to_owned()).unwrap();
        assert_eq!(format!("{password:?}"), "Password(…)");
    }
}
