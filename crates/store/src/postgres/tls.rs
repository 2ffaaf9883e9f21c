//! TLS to the server of a database: which certificates are believed, and what is said of those that are not.

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::Socket;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::crypto::{
    CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature,
};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{
    self, CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};

use crate::StoreError;

/// How connections by TLS are made.
#[derive(Debug, Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// Believes every certificate, as `sslmode=require` alone does: nobody listens, but anybody may answer.
    pub(super) fn of_anybody() -> Result<Self, StoreError> {
        Self::judged(None, false)
    }

    /// Believes what the authorities in a file have signed, and what is in the file itself; perhaps only for the name that
    /// was asked for.
    pub(super) fn of_authority(file: PathBuf, names: bool) -> Result<Self, StoreError> {
        let unread = |why: String| StoreError::File {
            path: file.clone(),
            source: io::Error::new(io::ErrorKind::InvalidData, why),
        };
        let text = std::fs::read(&file).map_err(|source| StoreError::File {
            path: file.clone(),
            source,
        })?;
        let given = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
        let given = given.map_err(|error| unread(error.to_string()))?;
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(given.iter().cloned());
        if roots.is_empty() {
            return Err(unread(
                "it holds no certificate: name a file in the form of PEM, which begins with -----BEGIN CERTIFICATE-----"
                    .to_owned(),
            ));
        }
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider());
        let chain = chain.build().map_err(|error| unread(error.to_string()))?;
        Self::judged(Some(Authority { given, chain }), names)
    }

    fn judged(authority: Option<Authority>, names: bool) -> Result<Self, StoreError> {
        let judge = Judge {
            provider: provider(),
            authority,
            names,
        };
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| StoreError::Lost(error.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(judge))
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// What a connection failed of, if that was TLS, and what to do.
pub(super) fn refusal(error: &tokio_postgres::Error) -> Option<String> {
    // The driver has no other name for it.
    if error.to_string() != "error performing TLS handshake" {
        return None;
    }
    let cause = error.source()?;
    let inner = { cause.downcast_ref::<io::Error>() }.and_then(io::Error::get_ref);
    let of_tls = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>());
    Some(match of_tls {
        Some(rustls::Error::InvalidCertificate(why)) => of_certificate(why),
        Some(other) => format!("TLS: {other}"),
        None if cause.to_string() == "server does not support TLS" => {
            "it does not speak TLS: set `ssl = on` with a certificate in postgresql.conf, or write sslmode=disable where the \
             network is your own"
                .to_owned()
        }
        None => format!("TLS: {cause}"),
    })
}

fn of_certificate(why: &CertificateError) -> String {
    match why {
        CertificateError::UnknownIssuer => {
            "its certificate is not of an authority in the file of sslrootcert: name the file of the authority that signed it"
                .to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name: write the host as the certificate has it (subjectAltName), have one made for \
             this name, or write sslmode=verify-ca where every server of that authority will do"
                .to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired: have it renewed (and look at the clock of this machine)".to_owned()
        }
        other => format!("its certificate is not believed: {other}"),
    }
}

/// Says whether a certificate is believed.
#[derive(Debug)]
struct Judge {
    provider: Arc<CryptoProvider>,
    /// `None`: every certificate is.
    authority: Option<Authority>,
    /// The certificate must be for the name that was asked for.
    names: bool,
}

#[derive(Debug)]
struct Authority {
    /// A server's own certificate may be among them: small installations have no authority beside it.
    given: Vec<CertificateDer<'static>>,
    chain: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(authority) = &self.authority else {
            return Ok(ServerCertVerified::assertion());
        };
        if authority.given.iter().any(|given| given == certificate) {
            if self.names {
                verify_server_name(&ParsedCertificate::try_from(certificate)?, name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        // The name is looked at last.
        let judged = { &authority.chain }.verify_server_cert(certificate, between, name, ocsp, now);
        match judged {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.names => Ok(ServerCertVerified::assertion()),
            judged => judged,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        { &self.provider.signature_verification_algorithms }.supported_schemes()
    }
}

impl MakeTlsConnect<Socket> for Tls {
    type Stream = Stream;
    type TlsConnect = Handshake;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, io::Error> {
        Ok(Handshake {
            tls: self.clone(),
            host: host.to_owned(),
        })
    }
}

/// A handshake with one host.
pub(super) struct Handshake {
    tls: Tls,
    host: String,
}

impl TlsConnect<Socket> for Handshake {
    type Stream = Stream;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, io::Error>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let name = ServerName::try_from(self.host).map_err(io::Error::other)?;
            let connector = TlsConnector::from(self.tls.0);
            connector.connect(name, socket).await.map(Stream)
        })
    }
}

/// A connection by TLS.
pub(crate) struct Stream(client::TlsStream<Socket>);

impl TlsStream for Stream {
    /// None: a certificate that is verified binds as well.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
