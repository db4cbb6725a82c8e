//! Our own certificate authority: made once, it vouches for this appliance and for nothing public.

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData, SanType,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use time::OffsetDateTime;
use zeroize::Zeroizing;

use domain::client::ORGANIZATION;

use crate::certificate::{self, NotACertificate};
use crate::constraints;
use crate::fingerprint;
use crate::leaf::{Leaf, LeafError, LeafNames};

/// How long a CA lives: long enough to outlive the appliance, because to replace it means to visit
/// every computer and phone of the office.
pub const LIFETIME_S: i64 = 3_653 * 24 * 60 * 60;

/// How long a leaf lives.
pub const LEAF_LIFETIME_S: i64 = 90 * 24 * 60 * 60;

/// By how much certificates are backdated: the clocks of an office differ, and a phone that is some
/// minutes behind would refuse a certificate that begins now.
pub const BACKDATED_S: i64 = 60 * 60;

/// The longest common name that X.520 allows (`ub-common-name`), in characters.
const COMMON_NAME_MAX: usize = 64;

/// Our certificate authority with its key.
pub struct Authority {
    cert_der: Vec<u8>,
    key_der: Zeroizing<Vec<u8>>,
    spki_sha256: [u8; 32],
    permitted_names: Vec<String>,
    not_after: i64,
}

/// What can go wrong with the authority.
#[derive(Debug, thiserror::Error)]
pub enum CaError {
    /// Not one certificate in DER.
    #[error("the stored CA certificate cannot be read")]
    Certificate(#[from] NotACertificate),
    /// The name for people is empty, too long or holds control characters.
    #[error("the CA's name must have 1 to 64 characters and no control characters")]
    CommonName,
    /// The authority's own ten years are over.
    #[error("the CA is over (it ended {not_after}, the clock says {now})")]
    Expired {
        /// When it ends, in seconds since 1970.
        not_after: i64,
        /// What the clock said.
        now: i64,
    },
    /// Not a host name; an address is never an issuer.
    #[error("`{0}` is not a host name (an IP address cannot be the issuer)")]
    Host(String),
    /// The key is not the one of the certificate, or not a P-256 key at all.
    #[error("the stored CA key does not belong to the CA certificate")]
    Key,
    /// The certificate just made cannot be read back.
    #[error("a certificate that was just made cannot be read back")]
    Leaf(#[from] LeafError),
    /// The host is outside the CA's name constraints.
    #[error(
        "our CA may not vouch for `{0}`; bring a certificate for it (tls.certificate_file and tls.key_file)"
    )]
    NotPermitted(String),
    /// The library could not make the certificate.
    #[error("a certificate could not be made")]
    Sign(#[from] rcgen::Error),
    /// The clock shows a year that a certificate cannot express.
    #[error("the clock shows a time that no certificate can express: {0}")]
    Time(i64),
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").field("sha256", &fingerprint::hex(&self.fingerprint_sha256())).finish()
    }
}

/// The name under which people find our CA in a list of certificates, cut so that it fits.
pub fn common_name(office: &str, suffix: &str) -> String {
    let tail = format!(" sign-in CA {suffix}");
    let room = COMMON_NAME_MAX.saturating_sub(tail.chars().count());
    let office: String = office.chars().filter(|c| !c.is_control()).take(room).collect();
    format!("{}{tail}", office.trim()).trim().to_owned()
}

impl Authority {
    /// Makes an authority: a P-256 key, ten years, no CA below it, and critical name constraints for
    /// private names, private addresses and the issuer's own host.
    ///
    /// # Errors
    /// When a name does not fit a certificate, or the clock is out of any range.
    pub fn create(common_name: &str, issuer_host: &str, now: i64) -> Result<Self, CaError> {
        let length = common_name.chars().count();
        if !(1..=COMMON_NAME_MAX).contains(&length) || common_name.chars().any(char::is_control) {
            return Err(CaError::CommonName);
        }
        let host =
            constraints::parse_host(issuer_host).ok_or_else(|| CaError::Host(issuer_host.to_owned()))?;

        let mut params = CertificateParams::default();
        params.distinguished_name = named(Some(common_name));
        params.not_before = date(now.saturating_sub(BACKDATED_S))?;
        params.not_after = date(now.saturating_add(LIFETIME_S))?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.name_constraints = Some(constraints::for_host(&host));

        let key = Zeroizing::new(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?);
        let certificate = params.self_signed(&*key)?;
        Self::from_parts(certificate.der(), key.serialized_der())
    }

    /// The authority from what was stored: the certificate and the key (PKCS#8), both in DER.
    ///
    /// # Errors
    /// When either cannot be read, or they do not belong together.
    pub fn from_parts(cert_der: &[u8], key_der: &[u8]) -> Result<Self, CaError> {
        let certificate = certificate::parse(cert_der)?;
        let key = key_pair(key_der)?;
        if certificate.public_key().raw != key.subject_public_key_info() {
            return Err(CaError::Key);
        }
        Ok(Self {
            spki_sha256: fingerprint::sha256(certificate.public_key().raw),
            permitted_names: constraints::names_in(&certificate),
            not_after: certificate.validity().not_after.timestamp(),
            cert_der: cert_der.to_vec(),
            key_der: Zeroizing::new(key_der.to_vec()),
        })
    }

    /// The certificate in DER.
    pub fn cert_der(&self) -> &[u8] {
        &self.cert_der
    }

    /// The certificate in PEM.
    pub fn cert_pem(&self) -> String {
        pem(&self.cert_der)
    }

    /// The private key (PKCS#8 DER), to be sealed and stored.
    pub fn key_pkcs8_der(&self) -> Zeroizing<Vec<u8>> {
        self.key_der.clone()
    }

    /// SHA-256 of the certificate.
    pub fn fingerprint_sha256(&self) -> [u8; 32] {
        fingerprint::sha256(&self.cert_der)
    }

    /// SHA-1 of the certificate, for the dialogs of Windows.
    pub fn fingerprint_sha1(&self) -> [u8; 20] {
        fingerprint::sha1(&self.cert_der)
    }

    /// SHA-256 of the public key: what a phone pins when it links.
    pub fn spki_sha256(&self) -> [u8; 32] {
        self.spki_sha256
    }

    /// When the authority ends, in seconds since 1970.
    pub fn not_after(&self) -> i64 {
        self.not_after
    }

    /// Whether the name constraints let this authority vouch for the host. An issuer outside them needs
    /// a certificate of its own (`tls.certificate_file`).
    pub fn permits(&self, host: &str) -> bool {
        constraints::parse_host(host)
            .is_some_and(|host| self.permitted_names.iter().any(|base| constraints::is_within(&host, base)))
    }

    /// Issues a leaf for the server with a new key: the canonical host, `localhost` and the addresses
    /// inside the permitted ranges.
    ///
    /// # Errors
    /// When the host is not permitted, or the authority is not valid now.
    pub fn issue(&self, names: &LeafNames, now: i64) -> Result<Leaf, CaError> {
        if !self.permits(names.host()) {
            return Err(CaError::NotPermitted(names.host().to_owned()));
        }
        let mut params = CertificateParams::default();
        params.distinguished_name = named((names.host().len() <= COMMON_NAME_MAX).then_some(names.host()));
        // A leaf that outlives its CA would promise what no verifier accepts.
        params.not_after = date(now.saturating_add(LEAF_LIFETIME_S).min(self.not_after))?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.subject_alt_names = subject_alt_names(names)?;

        let key = Zeroizing::new(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?);
        let certificate = self.sign(params, &key, now)?;
        Ok(Leaf::from_parts(&certificate, key.serialized_der(), &self.cert_der)?)
    }

    /// The certificate in DER, which begins now.
    pub(crate) fn sign(
        &self,
        mut params: CertificateParams,
        key: &KeyPair,
        now: i64,
    ) -> Result<Vec<u8>, CaError> {
        if now >= self.not_after {
            return Err(CaError::Expired { not_after: self.not_after, now });
        }
        params.not_before = date(now.saturating_sub(BACKDATED_S))?;
        params.use_authority_key_identifier_extension = true;
        let ca_key = key_pair(&self.key_der)?;
        let issuer = Issuer::from_ca_cert_der(&CertificateDer::from(self.cert_der.as_slice()), &*ca_key)?;
        Ok(params.signed_by(key, &issuer)?.der().to_vec())
    }
}

/// A certificate in PEM with lines of 64 characters, as RFC 7468 wants them.
pub fn pem(cert_der: &[u8]) -> String {
    use base64::Engine;

    let text = base64::engine::general_purpose::STANDARD.encode(cert_der);
    let mut out = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII, so that every index is a character's border.
        let (line, after) = rest.split_at(rest.len().min(64));
        out.push_str(line);
        out.push('\n');
        rest = after;
    }
    out.push_str("-----END CERTIFICATE-----\n");
    out
}

fn named(common_name: Option<&str>) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, ORGANIZATION);
    if let Some(common_name) = common_name {
        name.push(DnType::CommonName, common_name);
    }
    name
}

fn subject_alt_names(names: &LeafNames) -> Result<Vec<SanType>, CaError> {
    let mut sans = Vec::new();
    for host in names.hosts() {
        sans.push(SanType::DnsName(host.try_into()?));
    }
    sans.extend(names.addresses().iter().map(|address| SanType::IpAddress(*address)));
    Ok(sans)
}

fn key_pair(pkcs8: &[u8]) -> Result<Zeroizing<KeyPair>, CaError> {
    KeyPair::from_pkcs8_der_and_sign_algo(&PrivatePkcs8KeyDer::from(pkcs8), &PKCS_ECDSA_P256_SHA256)
        .map(Zeroizing::new)
        .map_err(|_| CaError::Key)
}

pub(crate) fn date(seconds: i64) -> Result<OffsetDateTime, CaError> {
    OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| CaError::Time(seconds))
}

#[cfg(test)]
mod tests;
