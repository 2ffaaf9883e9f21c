//! The address of a database, and how its server is told to a person: never with the password.

use std::fmt::Write;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::StoreError;

/// How long a server may take to answer a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// A server that is not heard of for this long is asked whether it is there.
const KEEPALIVE: Duration = Duration::from_secs(5);

/// What is sent is acknowledged by the other machine within this, or the connection is lost.
const UNHEARD: Duration = Duration::from_secs(15);

const PORT: u16 = 5432;

/// Reads an address.
///
/// # Errors
/// [`StoreError::BadAddress`]; it repeats nothing of the text, which may hold a password.
pub(crate) fn parse(url: &str) -> Result<Config, StoreError> {
    let bad = |why: &str| StoreError::BadAddress(why.to_owned());
    let mut config: Config = url.parse().map_err(|_| bad("it cannot be read"))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(bad("it names no host"));
    }
    if config.get_dbname().is_none_or(str::is_empty) {
        return Err(bad("it names no database"));
    }
    if config.get_ssl_mode() == SslMode::Require {
        return Err(bad("connections by TLS are not built in"));
    }
    config
        .application_name("regulars")
        .connect_timeout(CONNECT)
        .keepalives_idle(KEEPALIVE)
        .keepalives_interval(KEEPALIVE)
        .keepalives_retries(2)
        .tcp_user_timeout(UNHEARD);
    Ok(config)
}

/// `host:port/name`, as it is told to a person.
pub(super) fn told(config: &Config) -> String {
    let mut told = String::new();
    let ports = config.get_ports();
    for (place, host) in config.get_hosts().iter().enumerate() {
        let port = ports.get(place).or_else(|| ports.first()).unwrap_or(&PORT);
        let comma = if place > 0 { "," } else { "" };
        let host = match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(folder) => folder.display().to_string(),
        };
        // Writing to a text does not fail.
        let _ = write!(told, "{comma}{host}:{port}");
    }
    let _ = write!(told, "/{}", config.get_dbname().unwrap_or_default());
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_told_without_its_password() {
        let check = |url: &str, expected: Result<&str, &str>| {
            let found = parse(url).map(|config| told(&config));
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(error), Err(part)) => {
                    let error = error.to_string();
                    assert!(error.contains(part), "{error}");
                    assert!(!error.contains("secret"), "{error}");
                }
                (found, _) => panic!("{found:?}"),
            }
        };
        check("postgres://anna:secret@db/shop", Ok("db:5432/shop"));
        check(
            "postgresql://anna:secret@a:6000,b:6001/shop",
            Ok("a:6000,b:6001/shop"),
        );
        check(
            "postgres://anna@%2Frun%2Fpostgresql/shop",
            Ok("/run/postgresql:5432/shop"),
        );
        check("postgres://anna:secret@db", Err("names no database"));
        check("postgres:///shop", Err("names no host"));
        check(
            "postgres://anna:secret@db:secret/shop",
            Err("cannot be read"),
        );
        check("postgres://anna:secret@db/shop?sslmode=require", Err("TLS"));
    }
}
