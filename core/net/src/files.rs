//! A certificate that the administrator brings: two PEM files, checked, and read again when they change.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustls::client::verify_server_name;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use crate::certificate::Facts;
use crate::plain::{self, Links};
use crate::{fingerprint, tls};

/// No certificate chain or key is as long as this; a wrong path may well be.
const SIZE_MAX_BYTES: u64 = 1024 * 1024;

/// Where the two files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The chain in PEM, the server's own certificate first (`tls.certificate_file`).
    pub certificate: PathBuf,
    /// The private key in PEM (`tls.key_file`).
    pub key: PathBuf,
}

/// What was loaded.
#[derive(Debug)]
pub struct Loaded {
    /// Ready to be served.
    pub key: CertifiedKey,
    /// The facts of the server's own certificate.
    pub facts: Facts,
}

/// Why the files cannot be used; each names the file and the mend.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// No certificate in the file.
    #[error(
        "{path} holds no certificate that can be read; it must be PEM with `-----BEGIN CERTIFICATE-----`, the server's own certificate first"
    )]
    Certificate {
        /// The file.
        path: PathBuf,
    },
    /// The key wants a passphrase.
    #[error(
        "the key in {path} is protected by a passphrase; write it without one: openssl pkey -in {path} -out key.pem"
    )]
    Encrypted {
        /// The file.
        path: PathBuf,
    },
    /// The certificate is over.
    #[error("the certificate in {path} ended on {ended}; renew it and write it to the same file")]
    Expired {
        /// The file.
        path: PathBuf,
        /// The day it ended.
        ended: String,
    },
    /// The certificate is for other names.
    #[error("the certificate in {path} is for {names}, not for {host}; get one that names {host}")]
    Host {
        /// The file.
        path: PathBuf,
        /// The issuer's host.
        host: String,
        /// What it is for.
        names: String,
    },
    /// No private key in the file.
    #[error(
        "{path} holds no private key that can be read; it must be PEM with `-----BEGIN PRIVATE KEY-----` (EC, RSA or Ed25519)"
    )]
    Key {
        /// The file.
        path: PathBuf,
    },
    /// Certificate and key are of different pairs.
    #[error(
        "the key in {key} does not belong to the first certificate in {certificate}; give the two files of one pair, the server's own certificate first"
    )]
    Mismatch {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
    },
    /// The certificate is not for servers.
    #[error(
        "the certificate in {path} may not be used for servers (extended key usage without serverAuth); get one for TLS servers"
    )]
    NotForServers {
        /// The file.
        path: PathBuf,
    },
    /// The certificate has not begun.
    #[error("the certificate in {path} begins on {begins}; check this machine's clock")]
    NotYet {
        /// The file.
        path: PathBuf,
        /// The day it begins.
        begins: String,
    },
    /// A directory, a device or a pipe.
    #[error("{path} is no plain file; name the file itself")]
    NotAFile {
        /// What it is instead.
        path: PathBuf,
    },
    /// The file cannot be read.
    #[error("{path} cannot be read; check that it is there and that the server's user may read it")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Far too long for what it should be.
    #[error("{path} is over 1 MiB, so it is not a certificate or a key; check the path")]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

impl FilesError {
    /// Whether it is the key that has to be another; a pair that is none is mended by the right key.
    pub fn is_of_the_key(&self, key: &Path) -> bool {
        match self {
            Self::Encrypted { .. } | Self::Key { .. } | Self::Mismatch { .. } => true,
            Self::NotAFile { path } | Self::Read { path, .. } | Self::TooLarge { path } => path == key,
            Self::Certificate { .. }
            | Self::Expired { .. }
            | Self::Host { .. }
            | Self::NotForServers { .. }
            | Self::NotYet { .. } => false,
        }
    }

    /// Whether it tells what lies on this machine's disk under a path, to whoever names one.
    pub fn tells_of_the_disk(&self) -> bool {
        match self {
            Self::Certificate { .. }
            | Self::Encrypted { .. }
            | Self::Key { .. }
            | Self::NotAFile { .. }
            | Self::Read { .. }
            | Self::TooLarge { .. } => true,
            Self::Expired { .. }
            | Self::Host { .. }
            | Self::Mismatch { .. }
            | Self::NotForServers { .. }
            | Self::NotYet { .. } => false,
        }
    }
}

/// Loads the two files and checks that they can serve `host` now.
///
/// # Errors
/// Names the file and the mend.
pub fn load(files: &CertificateFiles, host: &str, now: i64) -> Result<Loaded, FilesError> {
    Content::read(files)?.check(files, host, now)
}

/// Watches the two files.
#[derive(Debug)]
pub struct FileWatch {
    files: CertificateFiles,
    host: String,
    serving: [u8; 32],
    complaint: Option<String>,
}

/// What a look at the files brought.
#[derive(Debug)]
pub enum Change {
    /// Nothing new.
    None,
    /// Another pair that can be served; swap it in.
    New(Box<Loaded>),
    /// The files changed into something that cannot be served; what is served stays. Said once for each
    /// reason, not at every look.
    Rejected(FilesError),
}

impl FileWatch {
    /// Loads the files for the first time and remembers them.
    ///
    /// # Errors
    /// As [`load`].
    pub fn open(files: CertificateFiles, host: &str, now: i64) -> Result<(Self, Loaded), FilesError> {
        let content = Content::read(&files)?;
        let loaded = content.check(&files, host, now)?;
        let watch = Self { serving: content.digest(), files, host: host.to_owned(), complaint: None };
        Ok((watch, loaded))
    }

    /// Looks at the files. They are a few kilobytes, so that their content is compared and not their
    /// times: tools that keep times, and two writes within one tick of the file system, are seen too.
    /// Between the two writes of a renewal the pair does not fit; it is rejected and tried again.
    pub fn poll(&mut self, now: i64) -> Change {
        let result = Content::read(&self.files).and_then(|content| {
            let digest = content.digest();
            if digest == self.serving {
                return Ok(None);
            }
            content.check(&self.files, &self.host, now).map(|loaded| Some((digest, loaded)))
        });
        match result {
            Ok(None) => {
                self.complaint = None;
                Change::None
            }
            Ok(Some((digest, loaded))) => {
                self.complaint = None;
                self.serving = digest;
                Change::New(Box::new(loaded))
            }
            Err(error) => {
                let said = error.to_string();
                if self.complaint.as_ref() == Some(&said) {
                    return Change::None;
                }
                self.complaint = Some(said);
                Change::Rejected(error)
            }
        }
    }
}

struct Content {
    certificate: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

impl Content {
    fn read(files: &CertificateFiles) -> Result<Self, FilesError> {
        Ok(Self { certificate: read(&files.certificate)?, key: Zeroizing::new(read(&files.key)?) })
    }

    fn digest(&self) -> [u8; 32] {
        let both = [fingerprint::sha256(&self.certificate), fingerprint::sha256(&self.key)].concat();
        fingerprint::sha256(&both)
    }

    fn check(&self, files: &CertificateFiles, host: &str, now: i64) -> Result<Loaded, FilesError> {
        let unreadable = || FilesError::Certificate { path: files.certificate.clone() };
        let chain = CertificateDer::pem_slice_iter(&self.certificate)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| unreadable())?;
        let first = chain.first().ok_or_else(unreadable)?.clone();
        let facts = Facts::read(&first).map_err(|_| unreadable())?;
        let key = self.parse_key(&files.key)?;
        // A key that does not parse as a key is the key file's fault; one that parses and does not fit is
        // the pair's.
        let provider = tls::provider();
        let signing = provider
            .key_provider
            .load_private_key(key)
            .map_err(|_| FilesError::Key { path: files.key.clone() })?;
        let key = CertifiedKey::new(chain, signing);
        key.keys_match().map_err(|_| FilesError::Mismatch {
            certificate: files.certificate.clone(),
            key: files.key.clone(),
        })?;
        check_facts(&facts, &first, &files.certificate, host, now)?;
        Ok(Loaded { key, facts })
    }

    fn parse_key(&self, path: &Path) -> Result<PrivateKeyDer<'static>, FilesError> {
        PrivateKeyDer::from_pem_slice(&self.key).map_err(|_| {
            let is_encrypted = self.key.windows(9).any(|window| window == b"ENCRYPTED");
            let path = path.to_owned();
            if is_encrypted { FilesError::Encrypted { path } } else { FilesError::Key { path } }
        })
    }
}

fn check_facts(
    facts: &Facts,
    certificate: &CertificateDer<'_>,
    path: &Path,
    host: &str,
    now: i64,
) -> Result<(), FilesError> {
    let path = path.to_owned();
    if now > facts.not_after {
        return Err(FilesError::Expired { path, ended: day(facts.not_after) });
    }
    if now < facts.not_before {
        return Err(FilesError::NotYet { path, begins: day(facts.not_before) });
    }
    if !facts.serves {
        return Err(FilesError::NotForServers { path });
    }
    let covered = ServerName::try_from(host.to_owned()).is_ok_and(|name| {
        ParsedCertificate::try_from(certificate)
            .is_ok_and(|parsed| verify_server_name(&parsed, &name).is_ok())
    });
    if covered {
        return Ok(());
    }
    let names = facts.sans.dns.iter().cloned().chain(facts.sans.ip.iter().map(ToString::to_string));
    let names: Vec<String> = names.collect();
    let names = if names.is_empty() { "no name at all".to_owned() } else { names.join(", ") };
    Err(FilesError::Host { path, host: host.to_owned(), names })
}

fn read(path: &Path) -> Result<Vec<u8>, FilesError> {
    let failed = |source| FilesError::Read { path: path.to_owned(), source };
    let file = plain::open(path, Links::Followed).map_err(failed)?;
    let file = file.ok_or_else(|| FilesError::NotAFile { path: path.to_owned() })?;
    let mut content = Vec::new();
    file.take(SIZE_MAX_BYTES + 1).read_to_end(&mut content).map_err(failed)?;
    if content.len() as u64 > SIZE_MAX_BYTES {
        return Err(FilesError::TooLarge { path: path.to_owned() });
    }
    Ok(content)
}

fn day(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds)
        .map_or_else(|_| seconds.to_string(), |at| at.date().to_string())
}

#[cfg(test)]
mod tests;
