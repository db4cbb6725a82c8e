//! A look at an app's address: looked up, knocked at, greeted by TLS. Nothing else is sent, and nothing that is said is read.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::look::{Answer, Fault, Look, Reach, Shown, Target, is_here};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::certificate::Facts;
use crate::reach::own_addresses;
use crate::trusted::Trusted;

/// How long each step may take.
const PATIENCE: Duration = Duration::from_secs(4);
/// Addresses of a name that are tried.
const TRIED: usize = 4;

/// Looks, as somebody who trusts whom this machine trusts.
#[derive(Clone, Debug)]
pub struct Looker {
    trusted: Trusted,
    ours: Vec<u16>,
}

impl Looker {
    /// `ours`: the ports on which this server listens itself.
    pub fn new(trusted: Trusted, ours: Vec<u16>) -> Self {
        Self { trusted, ours }
    }

    /// Looks at a target.
    pub async fn look(&self, target: &Target, reach: Reach) -> Look {
        let own = own_addresses();
        let (addresses, has_forbidden) = resolve(target, |address| reach.allows(address, &own)).await;
        let mut look = Look { addresses, has_forbidden, answer: None, certificate: None };
        for address in look.addresses.iter().take(TRIED) {
            if self.ours.contains(&target.port) && is_here(*address, &own) {
                look.answer = Some(Answer::Ourselves);
                return look;
            }
            match knock(*address, target.port).await {
                Ok(stream) => {
                    look.answer = Some(Answer::Open(*address));
                    if target.is_encrypted {
                        look.certificate = Some(self.greet(target, stream).await);
                    }
                    return look;
                }
                // The first that says something counts more than those that are silent.
                Err(answer) if look.answer.is_none_or(|before| before == Answer::Silent) => {
                    look.answer = Some(answer);
                }
                Err(_) => {}
            }
        }
        look
    }

    async fn greet(&self, target: &Target, stream: TcpStream) -> Shown {
        let witness = Arc::new(Witness { inner: self.trusted.verifier(), seen: Mutex::default() });
        let config = self.trusted.client_config_by(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>);
        let (Ok(config), Ok(name)) = (config, ServerName::try_from(target.host.clone())) else {
            return Shown::NoTls;
        };
        // Whether it is taken or not: what was seen is what counts.
        let _ = timeout(PATIENCE, TlsConnector::from(Arc::new(config)).connect(name, stream)).await;
        let seen = witness.seen.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((leaf, verdict)) = seen else { return Shown::NoTls };
        let facts = Facts::read(&leaf).ok();
        let not_after = facts.as_ref().map_or(0, |facts| facts.not_after);
        match verdict {
            Ok(()) => Shown::Sound { not_after },
            Err(error) => {
                let sans = facts.map(|facts| facts.sans).unwrap_or_default();
                let names = sans.dns.into_iter().chain(sans.ip.iter().map(ToString::to_string));
                Shown::Unsound {
                    fault: fault(&error),
                    names: names.map(|name| shown(&name)).collect(),
                    not_after,
                }
            }
        }
    }
}

/// The addresses that may be looked at, and whether there are others.
async fn resolve(target: &Target, may: impl Fn(IpAddr) -> bool) -> (Vec<IpAddr>, bool) {
    let found = match target.host.parse::<IpAddr>() {
        Ok(address) => vec![address],
        Err(_) => {
            match timeout(PATIENCE, tokio::net::lookup_host((target.host.as_str(), target.port))).await {
                Ok(Ok(found)) => found.map(|address| address.ip()).collect(),
                Ok(Err(_)) | Err(_) => Vec::new(),
            }
        }
    };
    let mut kept: Vec<IpAddr> = found.iter().copied().filter(|address| may(*address)).collect();
    let has_forbidden = kept.len() < found.len();
    kept.dedup();
    (kept, has_forbidden)
}

async fn knock(address: IpAddr, port: u16) -> Result<TcpStream, Answer> {
    match timeout(PATIENCE, TcpStream::connect(SocketAddr::new(address, port))).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(match error.kind() {
            io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionReset => Answer::Closed,
            io::ErrorKind::TimedOut => Answer::Silent,
            _ => Answer::Unreachable,
        }),
        Err(_) => Err(Answer::Silent),
    }
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Fault::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Fault::NotYet,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Fault::OtherName
            }
            CertificateError::UnknownIssuer => Fault::UnknownAuthority,
            _ => Fault::Other,
        },
        _ => Fault::Other,
    }
}

/// A name in a stranger's certificate is data.
fn shown(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_graphic()).take(253).collect()
}

/// A certificate, DER, and what the system said to it.
type Seen = (Vec<u8>, Result<(), Error>);

/// Asks the system about the certificate, and remembers what it said.
#[derive(Debug)]
struct Witness {
    inner: Arc<rustls_platform_verifier::Verifier>,
    seen: Mutex<Option<Seen>>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict =
            self.inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        let told = verdict.as_ref().map(|_| ()).map_err(Clone::clone);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some((end_entity.to_vec(), told));
        verdict
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests;
