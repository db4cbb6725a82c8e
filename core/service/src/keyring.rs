//! The signing keys, held parsed: loaded at start, replaced on rotation.

use std::sync::{Arc, RwLock};

use domain::key::{KeyInfo, KeyState, RETIRED_FOR_S, ROTATE_AFTER_S};
use oidc::jwks::{Jwk, Jwks};
use oidc::jwt::{ALGORITHMS, Algorithm, JwtError, SigningKey};
use store::{Store, StoreError, WriteTx, signing_keys};

use crate::cx::{App, Cx};
use crate::rights::Admin;

/// What can go wrong with the keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyRingError {
    /// A stored key is broken.
    #[error(transparent)]
    Jwt(#[from] JwtError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The keys in use.
pub struct KeyRing {
    held: RwLock<Arc<Keys>>,
}

/// One state of the key ring.
#[derive(Debug, Default)]
pub struct Keys {
    signing: Vec<Arc<SigningKey>>,
    public: Vec<Jwk>,
    document: String,
}

impl Keys {
    /// The key that signs with an algorithm.
    pub fn signing(&self, algorithm: Algorithm) -> Option<&SigningKey> {
        self.signing.iter().find(|key| key.algorithm() == algorithm).map(Arc::as_ref)
    }

    /// All keys that can verify.
    pub fn public(&self) -> &[Jwk] {
        &self.public
    }

    /// The JWKS document.
    pub fn document(&self) -> &str {
        &self.document
    }
}

impl KeyRing {
    pub(crate) fn load(store: &Store, now: i64) -> Result<Self, KeyRingError> {
        let mut keys = read(store)?;
        let missing: Vec<Algorithm> = ALGORITHMS.into_iter().filter(|a| keys.signing(*a).is_none()).collect();
        if !missing.is_empty() {
            let made = missing.into_iter().map(Made::new).collect::<Result<Vec<_>, _>>()?;
            store.write_blocking::<_, StoreError>(move |tx| {
                made.iter().try_for_each(|key| key.insert(tx, now))
            })?;
            keys = read(store)?;
        }
        Ok(Self { held: RwLock::new(Arc::new(keys)) })
    }

    /// The keys as they are now.
    pub fn current(&self) -> Arc<Keys> {
        self.held.read().map(|keys| Arc::clone(&keys)).unwrap_or_default()
    }

    /// See [`Self::reload`]: as soon as this is durable, whoever hangs up meanwhile.
    fn follow(app: &Arc<App>, tx: &WriteTx<'_>) {
        let app = Arc::clone(app);
        tx.after_commit(move || {
            if let Err(error) = app.keys.reload(&app.store) {
                tracing::error!(%error, "the signing keys could not be read again; the older ones stay in use");
            }
        });
    }

    fn reload(&self, store: &Store) -> Result<(), KeyRingError> {
        let keys = Arc::new(read(store)?);
        if let Ok(mut held) = self.held.write() {
            *held = keys;
        }
        Ok(())
    }
}

/// Makes a new key for each algorithm asked for (all where none is named); the old ones stay public for a while.
pub async fn rotate(cx: &Cx, _by: &Admin, algorithms: &[Algorithm]) -> Result<Vec<KeyInfo>, KeyRingError> {
    let algorithms = if algorithms.is_empty() { ALGORITHMS.to_vec() } else { algorithms.to_vec() };
    replace(cx, algorithms).await?;
    Ok(list(cx)?)
}

/// Replaces keys whose time is over, and forgets retired ones; by schedule.
pub async fn renew(cx: &Cx) -> Result<(), KeyRingError> {
    let infos = list(cx)?;
    let is_due =
        |info: &&KeyInfo| info.state == KeyState::Active && cx.now >= info.created_at + ROTATE_AFTER_S;
    let due: Vec<Algorithm> = infos.iter().filter(is_due).map(|info| info.algorithm).collect();
    if !due.is_empty() {
        replace(cx, due).await?;
    }
    let (now, app) = (cx.now, Arc::clone(&cx.app));
    let swept = cx.store().write::<_, StoreError>(move |tx| {
        if signing_keys::sweep(tx, now)? > 0 {
            KeyRing::follow(&app, tx);
        }
        Ok(())
    });
    Ok(swept.await?)
}

/// All keys.
pub fn list(cx: &Cx) -> Result<Vec<KeyInfo>, StoreError> {
    cx.store().read(signing_keys::list)
}

async fn replace(cx: &Cx, algorithms: Vec<Algorithm>) -> Result<(), KeyRingError> {
    let (now, app) = (cx.now, Arc::clone(&cx.app));
    let made = tokio::task::spawn_blocking(move || {
        algorithms.into_iter().map(Made::new).collect::<Result<Vec<_>, _>>()
    });
    let made = made.await.map_err(|_| JwtError::Key)??;
    let event =
        cx.event("keys.rotated").with("kids", made.iter().map(|key| key.kid.clone()).collect::<Vec<_>>());
    cx.store()
        .write::<_, StoreError>(move |tx| {
            for key in &made {
                key.insert(tx, now)?;
                signing_keys::retire_others(tx, key.algorithm, &key.kid, now + RETIRED_FOR_S)?;
            }
            KeyRing::follow(&app, tx);
            store::audit::append(tx, event, now)
        })
        .await?;
    Ok(())
}

struct Made {
    kid: String,
    algorithm: Algorithm,
    private: zeroize::Zeroizing<Vec<u8>>,
}

impl Made {
    fn new(algorithm: Algorithm) -> Result<Self, JwtError> {
        let private = SigningKey::generate(algorithm)?;
        let kid = SigningKey::from_pkcs8(algorithm, &private)?.kid().to_owned();
        Ok(Self { kid, algorithm, private })
    }

    fn insert(&self, tx: &WriteTx<'_>, now: i64) -> Result<(), StoreError> {
        let info = KeyInfo {
            kid: self.kid.clone(),
            algorithm: self.algorithm,
            created_at: now,
            state: KeyState::Active,
        };
        signing_keys::insert(tx, &info, &self.private)
    }
}

fn read(store: &Store) -> Result<Keys, KeyRingError> {
    let mut keys = Keys::default();
    for (info, private) in store.read(signing_keys::load)? {
        let key = SigningKey::from_pkcs8(info.algorithm, &private)?;
        keys.public.push(key.jwk().clone());
        if info.state == KeyState::Active {
            keys.signing.push(Arc::new(key));
        }
    }
    keys.document =
        serde_json::to_string(&Jwks { keys: keys.public.iter().collect() }).map_err(|_| JwtError::Key)?;
    Ok(keys)
}
