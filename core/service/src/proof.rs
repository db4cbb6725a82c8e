//! Which phone makes a request: the proof's signature, nonce and single use.

use std::collections::HashMap;
use std::sync::Mutex;

use domain::device::Device;
use domain::id::DeviceId;
use domain::jws::{DeviceKey, Message, MessageError, Signer};
use domain::link::{Claim, LinkState};
use domain::proof::{self, NONCE_S, Proof, Request};
use domain::token::TokenHash;
use domain::user::User;
use domain::world::Entropy;
use store::{ReadTx, StoreError, devices, links, users};

use crate::cx::{App, Cx};

/// Proofs of one phone within the life of a nonce.
const MOST_OF_ONE: usize = 600;

/// Why a request is not taken for a phone's. Names are those of the protocol's problems.
#[derive(Debug, thiserror::Error)]
pub enum ProofRefusal {
    /// The signature is not that of the device's key, or it is about another request.
    #[error("the proof is not one of this device for this request")]
    BadSignature,
    /// Not a proof.
    #[error("the request needs an Authorization header of the scheme Device")]
    Malformed,
    /// More requests than a phone makes.
    #[error("too many requests of this device")]
    SlowDown,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No device of that id is linked or being linked.
    #[error("there is no such device")]
    UnknownDevice,
    /// Without a nonce of ours that is still good, or used before; the same request with a proof made anew will do.
    #[error("make another proof, with the nonce of the Device-Nonce header")]
    UseDeviceNonce,
    /// Signed for another server.
    #[error("the proof is meant for another server")]
    WrongAudience,
}

/// A phone that has proved which one it is.
#[derive(Clone, Debug)]
pub enum Phone {
    /// It claimed a link, and the digits were not typed yet.
    Claimed {
        /// What it said.
        claim: Box<Claim>,
        /// Whose it will be.
        user: Box<User>,
    },
    /// It is linked.
    Linked {
        /// The device.
        device: Box<Device>,
        /// Whose it is.
        user: Box<User>,
    },
}

/// Proofs that were seen, and the key of this process's nonces: after a restart all older nonces are void, and with
/// them every proof that was seen before.
pub(crate) struct Proofs {
    key: [u8; 32],
    seen: Mutex<HashMap<DeviceId, HashMap<[u8; 32], i64>>>,
}

impl Proofs {
    pub(crate) fn new(entropy: &dyn Entropy) -> Self {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Self { key, seen: Mutex::default() }
    }

    /// Notes a proof; an error if it was seen before or there are too many.
    fn note(&self, device: &DeviceId, jti: &str, until: i64, now: i64) -> Result<(), ProofRefusal> {
        let Ok(mut seen) = self.seen.lock() else { return Err(ProofRefusal::SlowDown) };
        let own = seen.entry(device.clone()).or_default();
        if own.len() >= MOST_OF_ONE {
            own.retain(|_, until| now < *until);
        }
        if own.len() >= MOST_OF_ONE {
            return Err(ProofRefusal::SlowDown);
        }
        match own.insert(*TokenHash::of(jti).as_bytes(), until) {
            // A browser sends a request again by itself when its connection breaks: the phone makes another proof.
            Some(before) if now < before => Err(ProofRefusal::UseDeviceNonce),
            _ => Ok(()),
        }
    }

    /// Forgets what is over.
    pub(crate) fn trim(&self, now: i64) {
        if let Ok(mut seen) = self.seen.lock() {
            seen.retain(|_, own| {
                own.retain(|_, until| now < *until);
                !own.is_empty()
            });
        }
    }
}

impl App {
    /// The nonce for a phone's next proof.
    pub fn device_nonce(&self) -> String {
        proof::nonce(&self.proofs.key, self.clock.now())
    }
}

/// Looks at a proof. `path`: of the request, without query.
pub fn authenticate(
    cx: &Cx,
    message: &[u8],
    method: &str,
    path: &str,
    body: &[u8],
) -> Result<Phone, ProofRefusal> {
    let message = Message::parse(message, domain::jws::MessageType::Device).map_err(refusal)?;
    let Signer::Known(kid) = &message.signer else { return Err(ProofRefusal::Malformed) };
    let id = DeviceId::from(message.peek::<Proof>().map_err(refusal)?.sub);
    let phone = cx.store().read(|tx| find(tx, cx, &id, kid))?.ok_or(ProofRefusal::UnknownDevice)?;
    let key = phone.key();
    if key.thumbprint() != *kid {
        return Err(ProofRefusal::BadSignature);
    }
    let proof: Proof = message.verify(key).map_err(refusal)?;
    if proof.aud != *cx.app.issuer() {
        return Err(ProofRefusal::WrongAudience);
    }
    let url = format!("{}{path}", cx.app.issuer());
    proof.check(Request { method, url: &url, body }).map_err(|_| ProofRefusal::BadSignature)?;
    let proofs = &cx.app.proofs;
    let made = proof::nonce_time(&proofs.key, &proof.nonce, cx.now).ok_or(ProofRefusal::UseDeviceNonce)?;
    proofs.note(&id, &proof.jti, made + NONCE_S, cx.now)?;
    Ok(phone)
}

/// Who that is now, if anybody whose word still counts for something.
fn find(tx: &ReadTx<'_>, cx: &Cx, id: &DeviceId, kid: &str) -> Result<Option<Phone>, StoreError> {
    let active = |id| Ok::<_, StoreError>(users::find(tx, id)?.filter(User::is_active));
    if let Some(device) = devices::find(tx, id)?.filter(|device| !device.is_suspended()) {
        let user = active(&device.user_id)?;
        return Ok(user.map(|user| Phone::Linked { device: Box::new(device), user: Box::new(user) }));
    }
    let Some(link) = links::find_by_thumbprint(tx, kid)? else { return Ok(None) };
    match link.state {
        LinkState::Claimed(claim) if claim.device_id == *id && cx.now < link.expires_at => {
            Ok(active(&link.user_id)?.map(|user| Phone::Claimed { claim, user: Box::new(user) }))
        }
        _ => Ok(None),
    }
}

impl Phone {
    /// Its id.
    pub fn id(&self) -> &DeviceId {
        match self {
            Self::Claimed { claim, .. } => &claim.device_id,
            Self::Linked { device, .. } => &device.id,
        }
    }

    /// Whose it is, or will be.
    pub fn user(&self) -> &User {
        match self {
            Self::Claimed { user, .. } | Self::Linked { user, .. } => user,
        }
    }

    fn key(&self) -> &DeviceKey {
        match self {
            Self::Claimed { claim, .. } => &claim.key,
            Self::Linked { device, .. } => &device.key,
        }
    }
}

fn refusal(error: MessageError) -> ProofRefusal {
    match error {
        MessageError::Malformed => ProofRefusal::Malformed,
        MessageError::Signature => ProofRefusal::BadSignature,
    }
}

#[cfg(test)]
mod tests {
    use domain::world::SystemEntropy;

    use super::*;

    #[test]
    fn a_proof_is_seen_once_while_its_nonce_lives() {
        let proofs = Proofs::new(&SystemEntropy);
        let note = |device: &str, jti: &str, now| proofs.note(&device.into(), jti, 300, now).is_ok();
        assert!(note("d", "1", 0));
        assert!(!note("d", "1", 299), "again");
        assert!(note("e", "1", 0), "of another device");
        assert!(note("d", "1", 300), "its nonce is over, and no nonce is good that long");
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let proofs = Proofs::new(&SystemEntropy);
        let note = |n: usize, now| proofs.note(&"d".into(), &n.to_string(), now + 300, now);
        assert!((0..MOST_OF_ONE).all(|n| note(n, 0).is_ok()));
        assert!(matches!(note(MOST_OF_ONE, 1), Err(ProofRefusal::SlowDown)));
        assert!(note(MOST_OF_ONE, 300).is_ok());
        proofs.trim(600);
        assert!(proofs.seen.lock().unwrap().is_empty());
    }
}
