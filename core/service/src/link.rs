//! Joining a phone to an account: the offer at the signed-in browser, the claim by the phone, the digits that confirm it.

use domain::audit::{Actor, Event};
use domain::claim::ClaimStatement;
use domain::code::{link_digits, long_code, typed_digits};
use domain::device::{Device, DeviceState};
use domain::factor::recovery;
use domain::id::{DeviceId, LinkId, SessionId, UserId};
use domain::jws::{DeviceKey, Message, MessageError, Signer};
use domain::link::{Claim, ClaimError, ConfirmError, Link, LinkState, MACHINE, OFFER_S};
use domain::outbox::Content;
use domain::push::{self, Channel};
use domain::secret::Secret;
use domain::token::TokenHash;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{ReadTx, StoreError, WriteTx, devices, links, outbox, sessions, users};

use crate::authenticator::{notice, recovery_tags};
use crate::cx::Cx;
use crate::demand::may_change;
use crate::rights::FRESH_S;
use crate::second_factor::forget_remembered;
use crate::second_step_link;
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
    /// An administrator gave a link that has to be used first.
    #[error("open the link that your administrator gave you first")]
    LinkFirst,
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
    /// Channels that nothing could or may be pushed to.
    #[error(transparent)]
    Push(#[from] push::UnusableChannels),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The phone does not trust this server's certificate.
    #[error("this phone does not trust this server's certificate yet")]
    TrustRequired,
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
    let own = signed_in.user.id.clone();
    let offer = offer(cx, own.clone(), signed_in.session.id.clone(), own);
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            require_whole(tx, &signed_in)?;
            if second_step_link::comes_first(tx, &signed_in.user.id, cx.now)? {
                return Err(LinkError::LinkFirst);
            }
            if devices::list(tx, &signed_in.user.id)?.len() >= MAX_DEVICES {
                return Err(LinkError::Full);
            }
            Ok(keep_offer(tx, &cx, &offer)?)
        })
        .await
}

/// A fresh code for somebody, to be confirmed in a session.
pub(crate) fn offer(cx: &Cx, user_id: UserId, begun_in: SessionId, begun_by: UserId) -> Offer {
    let code = long_code(cx.entropy());
    let link = Link {
        id: LinkId::generate(cx.entropy()),
        code: TokenHash::of(code.expose()),
        user_id,
        begun_in,
        begun_by,
        created_at: cx.now,
        expires_at: cx.now + OFFER_S,
        state: LinkState::Offered,
    };
    Offer { link, private_code: Some(code) }
}

/// Writes an offer down, in the place of the session's one before.
pub(crate) fn keep_offer(tx: &WriteTx<'_>, cx: &Cx, offer: &Offer) -> Result<(), StoreError> {
    let Offer { link, private_code } = offer;
    links::insert(tx, link)?;
    if let Some(code) = private_code {
        cx.app.offers.keep(link.id.clone(), code.clone(), link.expires_at, cx.now);
    }
    let actor = if link.is_of_machine() { Actor::Command } else { Actor::User(link.begun_by.clone()) };
    let event = cx.clone().acting_as(actor).event("link.offered").user(&link.user_id);
    store::audit::append(tx, event, cx.now)?;
    wake(tx, cx, link, None);
    Ok(())
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
    cancel_of(cx, &signed_in.session.id).await
}

/// The same, by the session alone.
pub(crate) async fn cancel_of(cx: &Cx, session: &SessionId) -> Result<(), StoreError> {
    let session = session.clone();
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            if let Some(link) = links::find_latest(tx, &session)? {
                links::delete_of_session(tx, &session)?;
                wake(tx, &cx, &link, link.claimer());
            }
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
    if !link.is_of_machine() && sessions::find(tx, &link.begun_in)?.is_none() {
        return Err(ClaimRefusal::Expired);
    }
    let is_free = matches!(link.state, LinkState::Offered);
    if is_free && cx.now < link.expires_at {
        check_claim(tx, cx, message, key)?;
    }
    let (facts, push) = message.peek::<ClaimStatement>().map_err(|_| ClaimRefusal::Malformed)?.facts();
    let claim = Claim {
        device_id: DeviceId::generate(cx.entropy()),
        digits: link_digits(&cx.app.issuer(), code.expose(), &key.thumbprint()),
        key: key.clone(),
        facts,
        push,
        message: Some(message.digest()),
        wrong: 0,
    };
    let user = users::find(tx, &link.user_id)?.filter(User::is_active).ok_or(ClaimRefusal::UnknownRequest)?;
    let claimer = link.claimer().cloned();
    let (link, outcome) = link.claim(claim, cx.now);
    // Sent again after its answer was lost: nothing happens that has not happened.
    if is_free || outcome.is_err() {
        keep_claim(tx, cx, &link, claimer, outcome.is_ok())?;
    }
    Ok(match outcome {
        Ok(device_id) => Ok(Claimed { device_id, expires_in: link.expires_at - cx.now, user }),
        Err(ClaimError::Claimed) => Err(ClaimRefusal::LinkClaimed),
        Err(ClaimError::Expired) => Err(ClaimRefusal::Expired),
    })
}

/// What the protocol looks at behind the code: signature, audience, trust, channels, and that the key is new.
fn check_claim(tx: &ReadTx<'_>, cx: &Cx, message: &Message, key: &DeviceKey) -> Result<(), ClaimRefusal> {
    let statement: ClaimStatement = message.verify(key).map_err(|error| match error {
        MessageError::Malformed => ClaimRefusal::Malformed,
        MessageError::Signature => ClaimRefusal::BadSignature,
    })?;
    if statement.aud != *cx.app.issuer() {
        return Err(ClaimRefusal::WrongAudience);
    }
    push::check(&statement.push, &cx.app.push_hosts)?;
    if devices::is_key_linked(tx, &key.thumbprint())? {
        return Err(ClaimRefusal::KeyAlreadyLinked);
    }
    let (facts, _) = statement.facts();
    if facts.without_trust && cx.app.settings().needs_trust() {
        return Err(ClaimRefusal::TrustRequired);
    }
    Ok(())
}

/// Writes down what a claim made of its link; the page looks again, and so does the phone that claimed it before.
fn keep_claim(
    tx: &WriteTx<'_>,
    cx: &Cx,
    link: &Link,
    claimer: Option<DeviceId>,
    claimed: bool,
) -> Result<(), StoreError> {
    links::update(tx, link)?;
    let name = if claimed { "link.claimed" } else { "link.claim_refused" };
    store::audit::append(tx, cx.event(name).user(&link.user_id), cx.now)?;
    let (app, id) = (std::sync::Arc::clone(&cx.app), link.id.clone());
    tx.after_commit(move || app.offers.forget(&id));
    wake(tx, cx, link, claimer.as_ref());
    Ok(())
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
    require_whole(tx, signed_in)?;
    let claimer = link.claimer().cloned();
    let (link, outcome) = link.confirm(&signed_in.session.id, digits, cx.now);
    links::update(tx, &link)?;
    let claim = match outcome {
        Ok(claim) => claim,
        Err(error) => {
            let event = event(cx, &signed_in.user, "link.confirm_refused").with("why", error.to_string());
            store::audit::append(tx, event, cx.now)?;
            wake(tx, cx, &link, claimer.as_ref());
            return Ok(Err(error.into()));
        }
    };
    if devices::is_key_linked(tx, &claim.key.thumbprint())? {
        return Err(LinkError::KeyLinked);
    }
    let device = device(cx, &signed_in.user, &claim);
    keep_device(tx, cx, &signed_in.user, &device, &claim.push)?;
    wake(tx, cx, &link, Some(&device.id));
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

/// What a confirmed claim becomes.
pub(crate) fn device(cx: &Cx, user: &User, claim: &Claim) -> Device {
    Device {
        id: claim.device_id.clone(),
        user_id: user.id.clone(),
        key: claim.key.clone(),
        name: claim.facts.name.clone(),
        facts: claim.facts.clone(),
        state: DeviceState::Active,
        counter: 0,
        copied_at: None,
        linked_by: None,
        created_at: cx.now,
        last_used_at: None,
    }
}

/// Writes it down, with its trail.
pub(crate) fn keep_device(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &User,
    device: &Device,
    push: &[Channel],
) -> Result<(), StoreError> {
    devices::insert(tx, device)?;
    forget_remembered(tx, &user.id)?;
    devices::set_push(tx, &device.id, push)?;
    let phone = device.name.clone();
    let waits_until = match device.state {
        DeviceState::Waiting { until } => Some(until),
        DeviceState::Active | DeviceState::Suspended => None,
    };
    outbox::insert(tx, &notice(cx, user, |to| Content::DeviceLinked { to, phone, waits_until }))?;
    let actor = match &device.linked_by {
        Some(id) if id.as_str() == MACHINE => Actor::Command,
        by => Actor::User(by.clone().unwrap_or_else(|| user.id.clone())),
    };
    let event = cx.clone().acting_as(actor).event("device.linked").user(&user.id);
    let event = event.with("device", device.id.as_str()).with("name", device.name.as_str());
    store::audit::append(tx, event, cx.now)
}

/// Page and phone look again.
pub(crate) fn wake(tx: &WriteTx<'_>, cx: &Cx, link: &Link, device: Option<&DeviceId>) {
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
fn require_whole(tx: &ReadTx<'_>, signed_in: &SignedIn) -> Result<(), LinkError> {
    if may_change(tx, signed_in)? { Ok(()) } else { Err(LinkError::NotWhole) }
}

fn event(cx: &Cx, user: &User, name: &'static str) -> Event {
    cx.clone().acting_as(Actor::User(user.id.clone())).event(name).user(&user.id)
}
