//! The relay's certificate: self-signed, known to laptops by its public key.

use crate::error::RelayError;
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A new certificate with its key.
pub(crate) struct NewCertificate {
    pub certificate: Vec<u8>,
    pub key: Zeroizing<Vec<u8>>,
    /// SHA-256 of the public key (`SubjectPublicKeyInfo`, DER).
    pub fingerprint: [u8; 32],
}

/// Makes a key on P-256 and a certificate for it. The names in it mean nothing: laptops compare the key.
pub(crate) fn make_certificate() -> Result<NewCertificate, RelayError> {
    let key = KeyPair::generate().map_err(|_| RelayError::Certificate)?;
    let names = vec!["daftar-relay".to_owned(), "localhost".to_owned()];
    let params = CertificateParams::new(names).map_err(|_| RelayError::Certificate)?;
    let certificate = params.self_signed(&key).map_err(|_| RelayError::Certificate)?;
    Ok(NewCertificate {
        certificate: certificate.der().to_vec(),
        key: Zeroizing::new(key.serialize_der()),
        fingerprint: Sha256::digest(key.subject_public_key_info()).into(),
    })
}

/// TLS 1.3 only, without client certificates.
pub(crate) fn server_config(certificate: &[u8], key: &[u8]) -> Result<Arc<ServerConfig>, RelayError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chain = vec![CertificateDer::from(certificate.to_vec())];
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.to_vec()));
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.map_err(|_| RelayError::Certificate)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
