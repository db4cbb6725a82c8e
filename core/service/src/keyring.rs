//! The signing keys, held parsed: loaded at start, replaced on rotation.

use std::sync::{Arc, RwLock};

use domain::key::{
    self, KeyInfo, KeyState, MOST_PUBLISHED, PUBLISHED_AHEAD_BY_SCHEDULE_S, PUBLISHED_AHEAD_S, RETIRED_FOR_S,
};
use domain::settings::KEYS_ROTATE_AFTER;
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
    /// As many as everybody who verifies should have to read.
    #[error("so many keys are published that no more are made until older ones leave")]
    TooMany,
}

/// How new keys come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// Published first, signing when every kept copy of the older key set is over.
    Announced,
    /// They sign at once; the older ones stay for what they signed. Whoever keeps the key set and does not read it again
    /// for a key that it does not know refuses tokens for a few minutes.
    AtOnce,
    /// As [`Self::AtOnce`], and the older ones leave: somebody else may have them. Nothing that they signed counts any more.
    Withdrawing,
}

/// A key by its state, and the state.
pub type Stated = (KeyInfo, KeyState);

/// The keys in use.
pub struct KeyRing {
    held: RwLock<Arc<Keys>>,
}

/// One state of the key ring.
#[derive(Debug, Default)]
pub struct Keys {
    infos: Vec<KeyInfo>,
    parsed: Vec<Arc<SigningKey>>,
    public: Vec<Jwk>,
    document: String,
}

impl Keys {
    /// The key that signs with an algorithm now.
    pub fn signing(&self, algorithm: Algorithm, now: i64) -> Option<&SigningKey> {
        let info = key::signing(&self.infos, algorithm, now)?;
        self.parsed.iter().find(|key| key.kid() == info.kid).map(Arc::as_ref)
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
        let missing: Vec<Algorithm> =
            ALGORITHMS.into_iter().filter(|a| keys.signing(*a, now).is_none()).collect();
        if !missing.is_empty() {
            let made = missing.into_iter().map(Made::new).collect::<Result<Vec<_>, _>>()?;
            store.write_blocking::<_, StoreError>(move |tx| {
                made.iter().try_for_each(|key| key.insert(tx, now, now))
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

/// Makes a new key for each algorithm asked for (all where none is named), but where one waits already.
pub async fn rotate(
    cx: &Cx,
    _by: &Admin,
    algorithms: &[Algorithm],
    how: Rotation,
) -> Result<Vec<Stated>, KeyRingError> {
    let algorithms = if algorithms.is_empty() { ALGORITHMS.to_vec() } else { algorithms.to_vec() };
    replace(cx, algorithms, how, PUBLISHED_AHEAD_S).await?;
    Ok(list(cx)?)
}

/// Gives keys whose time is over a successor, and forgets retired ones; by schedule.
pub async fn renew(cx: &Cx) -> Result<(), KeyRingError> {
    let rotate_after_s = cx.app.settings().number(KEYS_ROTATE_AFTER) * 86_400;
    if rotate_after_s > 0 {
        let infos = cx.store().read(signing_keys::list)?;
        let is_due = |info: &&KeyInfo| info.is_due(&infos, rotate_after_s, cx.now);
        let due: Vec<Algorithm> = infos.iter().filter(is_due).map(|info| info.algorithm).collect();
        if !due.is_empty() {
            replace(cx, due, Rotation::Announced, PUBLISHED_AHEAD_BY_SCHEDULE_S).await?;
        }
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

/// All keys, newest first.
pub fn list(cx: &Cx) -> Result<Vec<Stated>, StoreError> {
    let infos = cx.store().read(signing_keys::list)?;
    Ok(infos.iter().map(|info| (info.clone(), info.state(&infos, cx.now))).collect())
}

/// `ahead_s`: how long announced keys are published before they sign.
async fn replace(
    cx: &Cx,
    algorithms: Vec<Algorithm>,
    how: Rotation,
    ahead_s: i64,
) -> Result<(), KeyRingError> {
    let (now, app) = (cx.now, Arc::clone(&cx.app));
    // RSA takes its time, and not on a thread that serves.
    let made = tokio::task::spawn_blocking(move || {
        algorithms.into_iter().map(Made::new).collect::<Result<Vec<_>, _>>()
    });
    let made = made.await.map_err(|_| JwtError::Key)??;
    let event = cx.event("keys.rotated");
    cx.store()
        .write::<_, KeyRingError>(move |tx| {
            let infos = signing_keys::list(tx)?;
            let mut kids = Vec::new();
            for key in &made {
                let signs_from = if how == Rotation::Announced { now + ahead_s } else { now };
                if key.take_over(tx, &infos, how, now, signs_from)? {
                    kids.push(key.kid.clone());
                }
            }
            if kids.is_empty() {
                return Ok(());
            }
            KeyRing::follow(&app, tx);
            Ok(store::audit::append(tx, event.with("kids", kids).with("how", how.as_str()), now)?)
        })
        .await
}

impl Rotation {
    /// All of them, the gentlest first.
    pub const ALL: [Self; 3] = [Self::Announced, Self::AtOnce, Self::Withdrawing];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::AtOnce => "at_once",
            Self::Withdrawing => "withdrawing",
        }
    }
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

    /// Whether this key was needed: not where one of its algorithm waits already.
    fn take_over(
        &self,
        tx: &WriteTx<'_>,
        infos: &[KeyInfo],
        how: Rotation,
        now: i64,
        signs_from: i64,
    ) -> Result<bool, KeyRingError> {
        let own = || infos.iter().filter(|info| info.algorithm == self.algorithm);
        if how == Rotation::Announced && own().any(|info| info.state(infos, now) == KeyState::Next) {
            return Ok(false);
        }
        if how != Rotation::Withdrawing && own().count() >= MOST_PUBLISHED {
            return Err(KeyRingError::TooMany);
        }
        if how == Rotation::AtOnce {
            // What waits would take over from this one soon, and has signed nothing.
            signing_keys::delete_unused(tx, self.algorithm, now)?;
        }
        self.insert(tx, now, signs_from)?;
        if how == Rotation::Withdrawing {
            signing_keys::delete_others(tx, self.algorithm, &self.kid)?;
        } else {
            signing_keys::retire_others(tx, self.algorithm, &self.kid, signs_from + RETIRED_FOR_S)?;
        }
        Ok(true)
    }

    fn insert(&self, tx: &WriteTx<'_>, now: i64, signs_from: i64) -> Result<(), StoreError> {
        let info = KeyInfo {
            kid: self.kid.clone(),
            algorithm: self.algorithm,
            created_at: now,
            signs_from,
            retired_until: None,
        };
        signing_keys::insert(tx, &info, &self.private)
    }
}

fn read(store: &Store) -> Result<Keys, KeyRingError> {
    let mut keys = Keys::default();
    for (info, private) in store.read(signing_keys::load)? {
        let key = SigningKey::from_pkcs8(info.algorithm, &private)?;
        keys.public.push(key.jwk().clone());
        keys.parsed.push(Arc::new(key));
        keys.infos.push(info);
    }
    keys.document =
        serde_json::to_string(&Jwks { keys: keys.public.iter().collect() }).map_err(|_| JwtError::Key)?;
    Ok(keys)
}
