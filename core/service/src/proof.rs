//! Which phone makes a request: the proof's signature, nonce and single use.

use domain::device::Device;
use domain::id::DeviceId;
use domain::jws::{DeviceKey, Message, MessageError, Signer};
use domain::link::{Claim, LinkState};
use domain::proof::{NONCE_S, Proof, Request};
use domain::user::User;
use store::{ReadTx, StoreError, devices, links, users};

use crate::cx::{App, Cx};
use crate::proofs::Noted;

/// Proofs of one phone within the life of a nonce.
pub(crate) const MOST_OF_ONE: usize = 600;

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

impl App {
    /// The nonce for a phone's next proof.
    pub fn device_nonce(&self) -> String {
        self.proofs.nonce(self.clock.now())
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
    let made = proofs.nonce_time(&proof.nonce, cx.now).ok_or(ProofRefusal::UseDeviceNonce)?;
    match proofs.note(&id, &proof.jti, made + NONCE_S, cx.now) {
        Noted::First => Ok(phone),
        // A browser sends a request again by itself when its connection breaks: the phone makes another proof.
        Noted::Again => Err(ProofRefusal::UseDeviceNonce),
        Noted::TooMany => Err(ProofRefusal::SlowDown),
    }
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
