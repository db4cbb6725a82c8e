//! Opening the data directory: master key, database, issuer, certificate authority.

use std::sync::Arc;

use domain::world::{Clock as _, Entropy, SystemClock, SystemEntropy};
use net::ca::{Authority, CaError, common_name};
use service::{App, AssembleError, Parts};
use store::{Sealer, Store, StoreError, vault};

use crate::config::{Config, Issuer, TlsFiles};
use crate::lock::{DATABASE, Lock, LockError};
use crate::updates::Lists;

/// The port of an address that we make up ourselves where nobody says on which we listen.
const DEFAULT_PORT: u16 = 8443;

/// An appliance that is open.
pub struct Opened {
    /// The appliance.
    pub app: Arc<App>,
    /// Its certificate authority.
    pub authority: Authority,
    /// The issuer's host and port.
    pub issuer: Issuer,
    pub(crate) store: Store,
}

/// Why the directory cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// What is in the database does not fit together.
    #[error(transparent)]
    Assemble(#[from] AssembleError),
    /// The certificate authority is broken or cannot be made.
    #[error("the certificate authority cannot be used: {0}")]
    Authority(#[from] CaError),
    /// The stored issuer is none.
    #[error("the stored issuer {0} cannot be read")]
    Issuer(String),
    /// The issuer was frozen with the first administrator.
    #[error(
        "the issuer of this directory is {stored} and cannot be changed any more: leave --issuer out, or give that one"
    )]
    IssuerFrozen {
        /// The stored one.
        stored: String,
    },
    /// The directory or its master key.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The store failed.
    #[error("the database cannot be opened: {0}")]
    Store(#[from] StoreError),
}

/// Opens the directory, and makes what is missing in it. Blocks.
pub fn open(config: &Config, lock: &Lock) -> Result<Opened, OpenError> {
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let clock = Arc::new(SystemClock::default());
    let master_key = lock.master_key(entropy.as_ref())?;
    let sealer = Sealer::new(&master_key, Arc::clone(&entropy))?;
    let store = Store::open(&lock.private_file(DATABASE)?, sealer)?;
    clock.raise(store.read(store::audit::latest)?);
    if clock.behind_s() > 60 {
        tracing::error!(
            behind_s = clock.behind_s(),
            "this machine's clock is behind what was stored; correct it"
        );
    }
    let now = clock.now();
    let issuer = settle_issuer(config, &store, entropy.as_ref(), now)?;
    let authority = settle_authority(&store, &issuer, entropy.as_ref(), now)?;
    let parts = Parts {
        store: store.clone(),
        clock,
        entropy,
        issuer: issuer.as_str().to_owned(),
        fixed_settings: config.fixed_settings.clone(),
        push_hosts: config.push_hosts.clone(),
        lists: Arc::new(Lists::new(config)),
    };
    Ok(Opened { app: App::assemble(parts)?, authority, issuer, store })
}

/// The issuer: as asked for while there is no administrator, afterwards as stored.
fn settle_issuer(
    config: &Config,
    store: &Store,
    entropy: &dyn Entropy,
    now: i64,
) -> Result<Issuer, OpenError> {
    let stored = store.read(|tx| vault::text(tx, "issuer"))?;
    let parse = |text: &str| Issuer::parse(text).map_err(|_| OpenError::Issuer(text.to_owned()));
    let at = |host: &str, port| Issuer::at(host, port).map_err(|_| OpenError::Issuer(host.to_owned()));
    // An address that we make up ourselves leads where we listen.
    let port = config.listen.map(|listen| listen.port()).filter(|port| *port != 0);
    let issuer = match (stored, config.issuer.clone()) {
        (Some(stored), None) => {
            let stored = parse(&stored)?;
            let other = port.filter(|port| is_made_up(&stored) && stored.port() != *port);
            match other {
                Some(port) if !store.read(store::users::any_admin)? => at(stored.host(), port)?,
                _ => return Ok(stored),
            }
        }
        (Some(stored), Some(asked)) if stored == asked.as_str() => return Ok(asked),
        (Some(stored), Some(_)) if store.read(store::users::any_admin)? => {
            return Err(OpenError::IssuerFrozen { stored });
        }
        (_, Some(asked)) => asked,
        (None, None) => {
            let host = format!("donelogin-{}.local", four_letters(entropy));
            at(&host, port.unwrap_or(DEFAULT_PORT))?
        }
    };
    let value = issuer.as_str().to_owned();
    store.write_blocking::<_, StoreError>(move |tx| vault::put(tx, "issuer", value.as_bytes(), now))?;
    Ok(issuer)
}

/// Whether we made the name up ourselves, so that nobody has chosen its port either.
fn is_made_up(issuer: &Issuer) -> bool {
    let letters = issuer.host().strip_prefix("donelogin-").and_then(|rest| rest.strip_suffix(".local"));
    letters.is_some_and(|letters| letters.len() == 4)
}

/// The CA that belongs to the issuer's host: its name constraints hold that host, so another host needs another CA.
fn settle_authority(
    store: &Store,
    issuer: &Issuer,
    entropy: &dyn Entropy,
    now: i64,
) -> Result<Authority, OpenError> {
    if let Some((host, authority)) = stored_authority(store)?
        && host == issuer.host()
    {
        return Ok(authority);
    }
    let authority = new_authority(issuer, entropy, now)?;
    let (host, certificate, key) =
        (issuer.host().to_owned(), authority.cert_der().to_vec(), authority.key_pkcs8_der());
    store.write_blocking::<_, StoreError>(move |tx| {
        vault::put(tx, "ca.host", host.as_bytes(), now)?;
        vault::put(tx, "ca.cert", &certificate, now)?;
        vault::seal(tx, "ca.key", &key, now)
    })?;
    Ok(authority)
}

/// The CA that is there, and the host that it was made for.
pub(crate) fn stored_authority(store: &Store) -> Result<Option<(String, Authority)>, OpenError> {
    let (made_for, certificate, key) = store.read(|tx| {
        Ok::<_, StoreError>((
            vault::text(tx, "ca.host")?,
            vault::bytes(tx, "ca.cert")?,
            vault::open(tx, "ca.key")?,
        ))
    })?;
    match (made_for, certificate, key) {
        (Some(host), Some(certificate), Some(key)) => {
            Ok(Some((host, Authority::from_parts(&certificate, &key)?)))
        }
        _ => Ok(None),
    }
}

/// A CA of its own for an issuer.
pub(crate) fn new_authority(issuer: &Issuer, entropy: &dyn Entropy, now: i64) -> Result<Authority, CaError> {
    Authority::create(&common_name("DOneLogin", &four_letters(entropy)), issuer.host(), now)
}

/// The administrator's own certificate: as configured, else as chosen at the first run.
pub(crate) fn own_files(config: &Config, store: &Store) -> Result<Option<TlsFiles>, StoreError> {
    if config.tls.is_some() {
        return Ok(config.tls.clone());
    }
    let stored = store.read(|tx| {
        let (certificate, key) = service::address::FILES;
        Ok::<_, StoreError>(vault::text(tx, certificate)?.zip(vault::text(tx, key)?))
    })?;
    Ok(stored
        .map(|(certificate, key)| TlsFiles { certificate_file: certificate.into(), key_file: key.into() }))
}

fn four_letters(entropy: &dyn Entropy) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; 4];
    entropy.fill(&mut bytes);
    bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect()
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
