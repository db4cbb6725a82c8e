//! Joining a phone to an account: the offer at the signed-in browser, the claim by the phone, the digits that confirm it.

use domain::audit::{Actor, Event};
use domain::claim::ClaimStatement;
use domain::code::{link_digits, long_code, typed_digits};
use domain::device::{Device, DeviceState};
use domain::factor::recovery;
use domain::id::{DeviceId, LinkId, SessionId};
use domain::jws::{Message, MessageError, Signer};
use domain::link::{Claim, ClaimError, ConfirmError, Link, LinkState, OFFER_S};
use domain::outbox::Content;
use domain::push;
use domain::secret::Secret;
use domain::token::TokenHash;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{StoreError, WriteTx, devices, links, outbox, users};

use crate::authenticator::{notice, recovery_tags};
use crate::cx::Cx;
use crate::rights::FRESH_S;
use crate::second_factor::forget_remembered;
use crate::session::SignedIn;
use crate::wake::Topic;

/// Phones that one account may have.
pub const MAX_DEVICES: usize = 10;
/// How old the sign-in may be when the digits are typed: the phone enrols a face between.
const CONFIRM_S: i64 = FRESH_S + OFFER_S + domain::link::CLAIM_S;

/// Why a link does not begin, or nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Not the digits, or no link that digits could confirm.
    #[error(transparent)]
    Confirm(#[from] ConfirmError),
    /// There are phones enough.
    #[error("an account may have {MAX_DEVICES} phones; remove one first")]
    Full,
    /// The key was linked in another way meanwhile.
    #[error("this phone's key is linked already")]
    KeyLinked,
    /// The session began none.
    #[error("there is no link under way")]
    None,
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a phone's claim is refused. Names are those of the protocol's problems.
#[derive(Debug, thiserror::Error)]
pub enum ClaimRefusal {
    /// The signature is not that of the key.
    #[error("the signature is not that of the key in the header")]
    BadSignature,
    /// The code's time is over.
    #[error("this code has expired; make a new one")]
    Expired,
    /// The key belongs to a device.
    #[error("this key is linked already")]
    KeyAlreadyLinked,
    /// Somebody else used the code.
    #[error("somebody else used this code; it was ended")]
    LinkClaimed,
    /// Not a claim.
    #[error("the message is malformed")]
    Malformed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such code.
    #[error("there is no such code")]
    UnknownRequest,
    /// Signed for another server.
    #[error("the claim is meant for another server")]
    WrongAudience,
}

/// A link under way, as its page shows it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The link.
    pub link: Link,
    /// The private code while it may be shown: only the process that made it knows it.
    pub private_code: Option<Secret>,
}

/// What a phone is told that claimed.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The device that it will be.
    pub device_id: DeviceId,
    /// Seconds until the digits have to be typed.
    pub expires_in: i64,
    /// Whose it will be.
    pub user: User,
}

/// A phone that was linked.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The device.
    pub device: Device,
    /// Recovery codes, where there were none.
    pub codes: Vec<Secret>,
}

/// Begins a link, in the place of the one before.
pub async fn begin(cx: &Cx, signed_in: &SignedIn) -> Result<(), LinkError> {
    require_fresh(cx, signed_in, FRESH_S)?;
    let code = long_code(cx.entropy());
    let link = Link {
        id: LinkId::generate(cx.entropy()),
        code: TokenHash::of(code.expose()),
        user_id: signed_in.user.id.clone(),
        begun_in: signed_in.session.id.clone(),
        begun_by: signed_in.user.id.clone(),
        created_at: cx.now,
        expires_at: cx.now + OFFER_S,
        state: LinkState::Offered,
    };
    cx.app.offers.keep(link.id.clone(), code, link.expires_at, cx.now);
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            require_whole(&factors::load(tx, &signed_in.user.id)?, &signed_in)?;
            if devices::list(tx, &signed_in.user.id)?.len() >= MAX_DEVICES {
                return Err(LinkError::Full);
            }
            links::insert(tx, &link)?;
            store::audit::append(tx, event(&cx, &signed_in.user, "link.offered"), cx.now)?;
            let (wake, topic) = (cx.app.wake.clone(), Topic::Session(link.begun_in.clone()));
            tx.after_commit(move || wake.wake(&topic));
            Ok(())
        })
        .await
}

/// The link that a session began last.
pub fn find(cx: &Cx, session: &SessionId) -> Result<Option<Offer>, StoreError> {
    let found = cx.store().read(|tx| links::find_latest(tx, session))?;
    Ok(found.map(|link| {
        let private_code = match link.state {
            LinkState::Offered if cx.now < link.expires_at => cx.app.offers.find(&link.id),
            _ => None,
        };
        Offer { link, private_code }
    }))
}

/// Ends the link that a session began.
pub async fn cancel(cx: &Cx, signed_in: &SignedIn) -> Result<(), StoreError> {
    let session = signed_in.session.id.clone();
    let (wake, topic) = (cx.app.wake.clone(), Topic::Session(session.clone()));
    cx.store()
        .write(move |tx| {
            links::delete_of_session(tx, &session)?;
            tx.after_commit(move || wake.wake(&topic));
            Ok(())
        })
        .await
}

/// A phone claims a link. The order of the checks is that of the protocol.
pub async fn claim(cx: &Cx, message: Message) -> Result<Claimed, ClaimRefusal> {
    let cx = cx.clone();
    let store = cx.store().clone();
    store.write(move |tx| claim_in(tx, &cx, &message)).await?
}

/// The inner result is an answer, and what was stored with it stays.
fn claim_in(
    tx: &WriteTx<'_>,
    cx: &Cx,
    message: &Message,
) -> Result<Result<Claimed, ClaimRefusal>, ClaimRefusal> {
    let Signer::New(key) = &message.signer else { return Err(ClaimRefusal::Malformed) };
    let code = message.peek::<ClaimStatement>().map_err(|_| ClaimRefusal::Malformed)?.private_code;
    let link = links::find_by_code(tx, &TokenHash::of(code.expose()))?.ok_or(ClaimRefusal::UnknownRequest)?;
    let is_free = matches!(link.state, LinkState::Offered);
    if is_free && cx.now < link.expires_at {
        let statement: ClaimStatement = message.verify(key).map_err(|error| match error {
            MessageError::Malformed => ClaimRefusal::Malformed,
            MessageError::Signature => ClaimRefusal::BadSignature,
        })?;
        if statement.aud != cx.app.issuer() {
            return Err(ClaimRefusal::WrongAudience);
        }
        push::check(&statement.push).map_err(|_| ClaimRefusal::Malformed)?;
        let thumbprint = key.thumbprint();
        if devices::is_key_linked(tx, &thumbprint)? {
            return Err(ClaimRefusal::KeyAlreadyLinked);
        }
    }
    let (facts, push) = message.peek::<ClaimStatement>().map_err(|_| ClaimRefusal::Malformed)?.facts();
    let claim = Claim {
        device_id: DeviceId::generate(cx.entropy()),
        digits: link_digits(cx.app.issuer(), code.expose(), &key.thumbprint()),
        key: key.clone(),
        facts,
        push,
        wrong: 0,
    };
    let device_id = claim.device_id.clone();
    let user = users::find(tx, &link.user_id)?.filter(User::is_active).ok_or(ClaimRefusal::UnknownRequest)?;
    let (link, outcome) = link.claim(claim, cx.now);
    links::update(tx, &link)?;
    let name = if outcome.is_ok() { "link.claimed" } else { "link.claim_refused" };
    store::audit::append(tx, cx.event(name).user(&user.id), cx.now)?;
    let app = std::sync::Arc::clone(&cx.app);
    let session = link.begun_in.clone();
    tx.after_commit(move || {
        app.offers.forget(&link.id);
        app.wake.wake(&Topic::Session(session));
    });
    Ok(match outcome {
        Ok(()) => Ok(Claimed { device_id, expires_in: domain::link::CLAIM_S, user }),
        Err(ClaimError::Claimed) => Err(ClaimRefusal::LinkClaimed),
        Err(ClaimError::Expired) => Err(ClaimRefusal::Expired),
    })
}

/// The person typed the digits that the phone shows; right ones make the device.
pub async fn confirm(cx: &Cx, signed_in: &SignedIn, digits: &str) -> Result<Linked, LinkError> {
    require_fresh(cx, signed_in, CONFIRM_S)?;
    let digits = typed_digits(digits);
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store.write(move |tx| confirm_in(tx, &cx, &signed_in, &digits)).await?
}

/// The inner result is an answer, and the count of wrong digits stays with it.
fn confirm_in(
    tx: &WriteTx<'_>,
    cx: &Cx,
    signed_in: &SignedIn,
    digits: &str,
) -> Result<Result<Linked, LinkError>, LinkError> {
    let link = links::find_latest(tx, &signed_in.session.id)?
        .filter(|link| link.user_id == signed_in.user.id)
        .ok_or(LinkError::None)?;
    let state = factors::load(tx, &signed_in.user.id)?;
    require_whole(&state, signed_in)?;
    let (link, outcome) = link.confirm(&signed_in.session.id, digits, cx.now);
    links::update(tx, &link)?;
    let claim = match outcome {
        Ok(claim) => claim,
        Err(error) => {
            let event = event(cx, &signed_in.user, "link.confirm_refused").with("why", error.to_string());
            store::audit::append(tx, event, cx.now)?;
            wake_both(tx, cx, &link, None);
            return Ok(Err(error.into()));
        }
    };
    if devices::is_key_linked(tx, &claim.key.thumbprint())? {
        return Err(LinkError::KeyLinked);
    }
    let device = keep(tx, cx, &signed_in.user, claim, DeviceState::Active)?;
    wake_both(tx, cx, &link, Some(&device.id));
    let since = state.demanded_since.or(Some(cx.now));
    factors::put(tx, &signed_in.user.id, &FactorState { demanded_since: since, ..state })?;
    let codes = if factors::count_recovery_codes(tx, &signed_in.user.id)? == 0 {
        let codes = recovery::generate(cx.entropy());
        factors::replace_recovery_codes(tx, &signed_in.user.id, &recovery_tags(cx, &codes))?;
        codes
    } else {
        Vec::new()
    };
    Ok(Ok(Linked { device, codes }))
}

/// Writes a confirmed claim down as a device, with its trail.
fn keep(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &User,
    claim: Claim,
    state: DeviceState,
) -> Result<Device, StoreError> {
    let push = serde_json::to_string(&claim.push).unwrap_or_default();
    let device = Device {
        id: claim.device_id,
        user_id: user.id.clone(),
        key: claim.key,
        name: claim.facts.name.clone(),
        facts: claim.facts,
        state,
        counter: 0,
        copied_at: None,
        linked_by: None,
        created_at: cx.now,
        last_used_at: None,
    };
    devices::insert(tx, &device)?;
    forget_remembered(tx, &user.id)?;
    devices::set_push(tx, &device.id, &push)?;
    let phone = device.name.clone();
    outbox::insert(tx, &notice(cx, user, |to| Content::DeviceLinked { to, phone, waits_until: None }))?;
    let event = event(cx, user, "device.linked").with("device", device.id.as_str());
    store::audit::append(tx, event.with("name", device.name.as_str()), cx.now)?;
    Ok(device)
}

/// Page and phone look again.
fn wake_both(tx: &WriteTx<'_>, cx: &Cx, link: &Link, device: Option<&DeviceId>) {
    let wake = cx.app.wake.clone();
    let topics = std::iter::once(Topic::Session(link.begun_in.clone()))
        .chain(device.map(|id| Topic::Device(id.clone())))
        .collect::<Vec<_>>();
    tx.after_commit(move || topics.iter().for_each(|topic| wake.wake(topic)));
}

fn require_fresh(cx: &Cx, signed_in: &SignedIn, seconds: i64) -> Result<(), LinkError> {
    if signed_in.session.is_fresh(seconds, cx.now) { Ok(()) } else { Err(LinkError::NotFresh) }
}

/// Whoever has a second factor links a phone only in a session that went past it.
fn require_whole(state: &FactorState, signed_in: &SignedIn) -> Result<(), LinkError> {
    if !state.has_factor() || signed_in.session.has_second_factor() {
        Ok(())
    } else {
        Err(LinkError::NotWhole)
    }
}

fn event(cx: &Cx, user: &User, name: &'static str) -> Event {
    cx.clone().acting_as(Actor::User(user.id.clone())).event(name).user(&user.id)
}
