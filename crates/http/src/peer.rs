//! Where a call comes from, to count wrong log-ins by. Neither kept nor logged.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The address of who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer(pub String);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let forwarded = parts.headers.get("x-forwarded-for");
        let forwarded = forwarded.and_then(|said| said.to_str().ok());
        let nearest = connection.map(|ConnectInfo(address)| address.ip().to_canonical());
        Ok(Self(caller(nearest, forwarded)))
    }
}

/// A proxy beside us or in our own network is believed for the one hop it has seen itself: the last.
fn caller(nearest: Option<IpAddr>, forwarded: Option<&str>) -> String {
    let hop = forwarded.and_then(|said| said.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    match (nearest, hop) {
        (Some(nearest), Some(hop)) if is_near(nearest) => hop.to_canonical().to_string(),
        (Some(nearest), _) => nearest.to_string(),
        (None, _) => String::new(),
    }
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_near_proxy_is_believed_and_only_its_last_hop() {
        for (nearest, forwarded, expected) in [
            ("203.0.113.9", None, "203.0.113.9"),
            ("203.0.113.9", Some("198.51.100.1"), "203.0.113.9"),
            ("127.0.0.1", Some("198.51.100.1"), "198.51.100.1"),
            ("10.0.0.2", Some("1.2.3.4, 198.51.100.1"), "198.51.100.1"),
            ("::1", Some("2001:db8::7"), "2001:db8::7"),
            ("127.0.0.1", Some("unknown"), "127.0.0.1"),
        ] {
            assert_eq!(caller(nearest.parse().ok(), forwarded), expected);
        }
    }
}
