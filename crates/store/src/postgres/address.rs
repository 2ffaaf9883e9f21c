//! The address of a database, and how its server is told to a person: never with the password.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Connection, Socket};

use super::tls::{self, Tls};
use crate::StoreError;

/// How long a server may take to answer a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// A server that is not heard of for this long is asked whether it is there.
const KEEPALIVE: Duration = Duration::from_secs(5);

/// What is sent is acknowledged by the other machine within this, or the connection is lost.
const UNHEARD: Duration = Duration::from_secs(15);

const PORT: u16 = 5432;

/// Where a database is and how it is spoken to.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    config: Config,
    tls: Tls,
    /// Tried one after the other.
    ways: &'static [SslMode],
}

/// `sslmode`, as libpq documents it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Disable,
    Allow,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

impl Mode {
    const ALL: [(&str, Self); 6] = [
        ("disable", Self::Disable),
        ("allow", Self::Allow),
        ("prefer", Self::Prefer),
        ("require", Self::Require),
        ("verify-ca", Self::VerifyCa),
        ("verify-full", Self::VerifyFull),
    ];

    fn ways(self) -> &'static [SslMode] {
        match self {
            Self::Disable => &[SslMode::Disable],
            Self::Allow => &[SslMode::Disable, SslMode::Require],
            Self::Prefer => &[SslMode::Prefer, SslMode::Disable],
            Self::Require | Self::VerifyCa | Self::VerifyFull => &[SslMode::Require],
        }
    }

    /// What is asked of the server's certificate.
    fn tls(self, authority: Option<PathBuf>) -> Result<Tls, StoreError> {
        match (self, authority) {
            (Self::VerifyCa | Self::VerifyFull, None) => Err(StoreError::BadAddress(
                "sslmode=verify-ca and verify-full need the file of the authority, \
                 sslrootcert=/path/to/root.crt (/etc/ssl/certs/ca-certificates.crt for those the machine knows)"
                    .to_owned(),
            )),
            (Self::VerifyFull, Some(file)) => Tls::of_authority(file, true),
            (_, Some(file)) => Tls::of_authority(file, false),
            (_, None) => Tls::of_anybody(),
        }
    }
}

/// Reads an address, and the file of the authority it names.
///
/// # Errors
/// [`StoreError::BadAddress`]; it repeats nothing of the text, which may hold a password. [`StoreError::File`] of the
/// authority.
pub(crate) fn parse(url: &str) -> Result<Address, StoreError> {
    let bad = |why: &str| StoreError::BadAddress(why.to_owned());
    let (url, options) = take_options(url).ok_or_else(|| {
        bad("sslmode is one of disable, allow, prefer, require, verify-ca and verify-full")
    })?;
    let mut config: Config = url.parse().map_err(|_| bad("it cannot be read"))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(bad("it names no host"));
    }
    if config.get_dbname().is_none_or(str::is_empty) {
        return Err(bad("it names no database"));
    }
    config
        .application_name("regulars")
        .connect_timeout(CONNECT)
        .keepalives_idle(KEEPALIVE)
        .keepalives_interval(KEEPALIVE)
        .keepalives_retries(2)
        .tcp_user_timeout(UNHEARD);
    let mode = match (is_local(&config), options.mode) {
        (true, _) => Mode::Disable,
        (false, mode) => mode.unwrap_or(Mode::Prefer),
    };
    Ok(Address {
        tls: mode.tls(options.authority)?,
        ways: mode.ways(),
        config,
    })
}

impl Address {
    /// Adds settings that a connection begins with, to those that the address names.
    pub(super) fn set(&mut self, settings: &str) {
        let given = self.config.get_options().unwrap_or_default();
        let all = format!("{given} {settings}");
        self.config.options(all);
    }

    /// Connects, by TLS or not as `sslmode` says.
    pub(super) async fn connect(
        &self,
    ) -> Result<(Client, Connection<Socket, tls::Stream>), tokio_postgres::Error> {
        let mut config = self.config.clone();
        let (last, before) = self.ways.split_last().unwrap_or((&SslMode::Prefer, &[]));
        for way in before {
            match config.ssl_mode(*way).connect(self.tls.clone()).await {
                Err(error) if is_of_way(&error) => {}
                answer => return answer,
            }
        }
        config.ssl_mode(*last).connect(self.tls.clone()).await
    }

    /// `host:port/name`, as it is told to a person.
    pub(super) fn told(&self) -> String {
        let config = &self.config;
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
}

/// Whether the other way, with TLS or without it, may go better: the handshake failed, or no line of `pg_hba.conf` lets this
/// one in.
fn is_of_way(error: &tokio_postgres::Error) -> bool {
    error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
        || tls::refusal(error).is_some()
}

/// Sockets of the machine itself: there is nobody between.
fn is_local(config: &Config) -> bool {
    let is_tcp = |host: &Host| matches!(host, Host::Tcp(_));
    config.get_hostaddrs().is_empty() && !config.get_hosts().iter().any(is_tcp)
}

#[derive(Default)]
struct Options {
    mode: Option<Mode>,
    authority: Option<PathBuf>,
}

/// Takes out of an address what its driver does not know; `None`: a mode that is none.
fn take_options(url: &str) -> Option<(String, Options)> {
    let mut options = Options::default();
    // A question mark before it may be of the password.
    let host = url.find('@').unwrap_or(0);
    let Some(end) = { url.get(host..) }.and_then(|rest| rest.find('?')) else {
        return Some((url.to_owned(), options));
    };
    let (base, query) = url.split_at(host + end);
    let mut rest = Vec::new();
    for pair in query.trim_start_matches('?').split('&') {
        match pair.split_once('=') {
            Some(("sslmode", name)) => {
                let found = Mode::ALL.iter().find(|(known, _)| *known == name);
                options.mode = Some(found?.1);
            }
            Some(("sslrootcert", file)) if !file.is_empty() => {
                options.authority = Some(PathBuf::from(unescaped(file)));
            }
            Some(("sslrootcert", _)) => {}
            _ => rest.push(pair),
        }
    }
    let question = if rest.is_empty() { "" } else { "?" };
    Some((format!("{base}{question}{}", rest.join("&")), options))
}

/// A text with its `%XX` read.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_told_without_its_password() {
        let check = |url: &str, expected: Result<&str, &str>| {
            let found = parse(url).map(|address| address.told());
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
        check(
            "postgres://anna:secret@db/shop?sslmode=secret",
            Err("sslmode is one of"),
        );
        check(
            "postgres://anna:secret@db/shop?sslmode=verify-full",
            Err("sslrootcert=/path"),
        );
        check(
            "postgres://anna:secret@db/shop?sslrootcert=/nowhere/root.crt",
            Err("/nowhere/root.crt"),
        );
    }

    #[test]
    fn the_mode_says_which_ways_are_tried() {
        let check = |query: &str, expected: &[SslMode]| {
            let url = format!("postgres://anna:what?@db/shop{query}");
            assert_eq!(parse(&url).unwrap().ways, expected, "{query}");
        };
        check("", &[SslMode::Prefer, SslMode::Disable]);
        check("?sslmode=prefer", &[SslMode::Prefer, SslMode::Disable]);
        check("?sslmode=allow", &[SslMode::Disable, SslMode::Require]);
        check("?sslmode=disable", &[SslMode::Disable]);
        check(
            "?connect_timeout=3&sslmode=require&keepalives=1",
            &[SslMode::Require],
        );
        let socket = "postgres://anna@%2Frun%2Fpostgresql/shop?sslmode=require";
        assert_eq!(parse(socket).unwrap().ways, [SslMode::Disable]);
    }

    #[test]
    fn what_the_driver_knows_is_left_to_it() {
        let check = |url: &str, rest: &str, file: Option<&str>| {
            let (found, options) = take_options(url).unwrap();
            assert_eq!(found, rest);
            assert_eq!(options.authority, file.map(PathBuf::from));
        };
        check("postgres://a/b", "postgres://a/b", None);
        check(
            "postgres://a/b?sslrootcert=/a%20b/%D1%84.pem&options=-c%20x&sslmode=allow",
            "postgres://a/b?options=-c%20x",
            Some("/a b/ф.pem"),
        );
        check(
            "postgres://u:p?sslmode=x@a/b?sslrootcert=100%",
            "postgres://u:p?sslmode=x@a/b",
            Some("100%"),
        );
    }
}
