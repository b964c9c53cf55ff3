//! The line to a real relay: HTTPS with TLS 1.3 to the one key named at enrolment.
//!
//! The certificate is not judged by name, date or issuer, only by its public key: a wrong clock or a foreign
//! certificate authority changes nothing.

use crate::ports::{RelayAddress, Transport, TransportError};
use daftar_core::id::DeviceNo;
use daftar_sync::wire::Door;
use rustls::{
    DigitallySignedStruct, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::CryptoProvider,
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use sha2::{Digest, Sha256};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

/// A contact ends when nothing came for this long.
const STALL: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(20);

/// Lines over HTTPS. Calls may come from any thread, asynchronous ones included.
#[derive(Debug)]
pub struct Https {
    runtime: tokio::runtime::Runtime,
}

impl Https {
    /// Starts the worker that carries the lines.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn new() -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        Ok(Self { runtime })
    }

    /// Runs one request on the worker and hands over what arrives.
    fn exchange(
        &self,
        relay: &RelayAddress,
        path: &str,
        body: Option<Vec<u8>>,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), TransportError> {
        let mismatch = Arc::new(AtomicBool::new(false));
        let client = client(relay.key, Arc::clone(&mismatch)).ok_or(TransportError::Unreachable)?;
        let url = format!("https://{}{path}", relay.address);
        let (pieces, arrived) = mpsc::channel();
        self.runtime.spawn(async move {
            let request = match body {
                Some(body) => client.post(url).body(body),
                None => client.get(url),
            };
            let outcome = async {
                let mut answer = request.send().await.map_err(|_| TransportError::Unreachable)?;
                if !answer.status().is_success() {
                    return Err(TransportError::Failed(answer.status().as_u16()));
                }
                while let Some(piece) = answer.chunk().await.map_err(|_| TransportError::Unreachable)? {
                    let _ = pieces.send(Ok(piece.to_vec()));
                }
                Ok(())
            };
            if let Err(error) = outcome.await {
                let _ = pieces.send(Err(error));
            }
        });
        for piece in arrived {
            match piece {
                Ok(bytes) => take(&bytes),
                Err(_) if mismatch.load(Ordering::Acquire) => return Err(TransportError::KeyMismatch),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Transport for Https {
    fn ask(&self, relay: &RelayAddress, door: Door, body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
        let mut answer = Vec::new();
        self.exchange(relay, door.path(), Some(body), &mut |piece| answer.extend_from_slice(piece))?;
        Ok(answer)
    }

    fn nonce(&self, relay: &RelayAddress, device: DeviceNo) -> Result<[u8; 16], TransportError> {
        let mut answer = Vec::new();
        let path = format!("/nonce?device={}", device.0);
        self.exchange(relay, &path, None, &mut |piece| answer.extend_from_slice(piece))?;
        answer.try_into().map_err(|_| TransportError::Unreachable)
    }

    fn sync(
        &self,
        relay: &RelayAddress,
        body: Vec<u8>,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), TransportError> {
        self.exchange(relay, "/sync", Some(body), take)
    }
}

fn client(key: [u8; 32], mismatch: Arc<AtomicBool>) -> Option<reqwest::Client> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Pinned { key, mismatch, provider: Arc::clone(&provider) };
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .ok()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls).https_only(true).no_proxy();
    builder.connect_timeout(CONNECT).read_timeout(STALL).build().ok()
}

/// Accepts exactly one public key.
#[derive(Debug)]
struct Pinned {
    key: [u8; 32],
    mismatch: Arc<AtomicBool>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let certificate = rustls::server::ParsedCertificate::try_from(end_entity)?;
        let key = Sha256::digest(certificate.subject_public_key_info());
        if key[..] == self.key {
            return Ok(ServerCertVerified::assertion());
        }
        self.mismatch.store(true, Ordering::Release);
        Err(rustls::Error::General("another key".to_owned()))
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("TLS 1.3 only".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
