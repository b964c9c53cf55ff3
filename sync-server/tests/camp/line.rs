//! A line to a served relay as any program may open one: TLS that takes every certificate, and bytes by hand.

use rustls::{
    ClientConfig, ClientConnection, ProtocolVersion, StreamOwned,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
    time::Duration,
};

/// Takes any certificate, but checks that the server has its key.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &rustls::DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("TLS 1.2".to_owned()))
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &rustls::DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }
    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// A connection whose other end may be gone at any time.
pub struct Line(StreamOwned<ClientConnection, TcpStream>);

impl Line {
    /// From some address of this computer; each is another stranger's.
    pub fn from(source: &str, address: SocketAddr) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let stream = runtime.block_on(async {
            let socket = tokio::net::TcpSocket::new_v4()?;
            socket.bind(SocketAddr::new(source.parse().expect("an address"), 0))?;
            socket.connect(address).await?.into_std()
        })?;
        stream.set_nonblocking(false)?;
        let provider = Arc::new(ring::default_provider());
        let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .expect("TLS 1.3")
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)))
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").expect("a name");
        let connection = ClientConnection::new(Arc::new(config), name).expect("a client");
        Ok(Self(StreamOwned::new(connection, stream)))
    }

    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)?;
        self.0.flush()
    }

    /// Begins a request that says it has so many bytes.
    pub fn begin(&mut self, method: &str, path: &str, length: usize) -> io::Result<()> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
        );
        self.send(head.as_bytes())
    }

    /// Waits this long for the other end to say something or close; whether it did neither.
    pub fn waits(&mut self, time: Duration) -> bool {
        self.0.sock.set_read_timeout(Some(time)).expect("a timeout");
        let said = self.0.read(&mut [0]);
        self.0.sock.set_read_timeout(None).expect("a timeout");
        matches!(said, Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut))
    }

    /// Sends this again and again, with a wait each time, until the other end has had enough; not for ever.
    pub fn drips(&mut self, bytes: &[u8]) -> bool {
        (0..1_000).any(|_| !self.waits(Duration::from_millis(20)) || self.send(bytes).is_err())
    }

    /// Everything until the other end closes: status and body, if that was an answer.
    pub fn answer(&mut self) -> Option<(u16, Vec<u8>)> {
        let mut answer = Vec::new();
        // A server that closes without a TLS goodbye has said all the same.
        let _ = self.0.read_to_end(&mut answer);
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n")?;
        assert_eq!(self.0.conn.protocol_version(), Some(ProtocolVersion::TLSv1_3));
        let status = String::from_utf8_lossy(&answer[9..12]).parse().expect("a status");
        Some((status, answer[end + 4..].to_vec()))
    }
}

/// One request from some address over a connection of its own; status and body, if it was answered.
pub fn try_request(
    source: &str,
    address: SocketAddr,
    method: &str,
    path: &str,
    body: &[u8],
) -> Option<(u16, Vec<u8>)> {
    let mut line = Line::from(source, address).ok()?;
    // The answer may come before all is sent.
    let _ = line.begin(method, path, body.len()).and_then(|()| line.send(body));
    line.answer()
}

/// One request that must be answered.
pub fn request(address: &str, method: &str, path: &str, body: &[u8]) -> (u16, Vec<u8>) {
    try_request("127.0.0.1", address.parse().expect("an address"), method, path, body).expect("an answer")
}
