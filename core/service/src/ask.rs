//! Putting a question to a person's phones: done by the request that completed the first factor, or by "ask again".

use domain::approval::{Approval, ApprovalState, LIFETIME_S, MAX_PENDING, Room, room};
use domain::audit::Actor;
use domain::code::{long_code, scan_secret, six_digits};
use domain::device::Device;
use domain::factor::kind::Kind;
use domain::factor::lockout;
use domain::id::{ApprovalId, UserId};
use domain::user::User;
use domain::{network, user_agent};
use oidc::params::Params;
use oidc::redirect_uri::display_host;
use serde_json::json;
use store::half_sign_ins::HalfSignIn;
use store::{ReadTx, StoreError, WriteTx, approvals, clients, devices, factors, interactions, users};

use crate::cx::Cx;
use crate::second_factor::offered;
use crate::wake::{News, Topic};

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The phones are asked.
    Yes,
    /// "Not me" was answered a moment ago, and the account does not know this browser.
    Blocked,
    /// Too many face checks failed: another factor is asked first.
    FaceOff,
    /// No phone of the account counts.
    NoPhone,
    /// Too many questions wait, all of them from browsers that the account knows.
    TooMany,
}

/// Asks the phones of whoever holds this half of a sign-in.
pub(crate) fn ask(tx: &WriteTx<'_>, cx: &Cx, half: &HalfSignIn) -> Result<Asked, StoreError> {
    approvals::supersede(tx, &half.browser)?;
    let obstacle = obstacle(tx, cx, half)?;
    if obstacle != Asked::Yes {
        return Ok(obstacle);
    }
    let pending = approvals::list_pending(tx, &half.user_id, cx.now)?;
    if let Room::Instead(id) = room(&pending) {
        approvals::end(tx, &id)?;
        let ended = pending.iter().find(|approval| approval.id == id);
        let topic = ended.map(|approval| Topic::Browser(*approval.browser.as_bytes()));
        let wake = cx.app.wake.clone();
        tx.after_commit(move || topic.iter().for_each(|topic| wake.wake(topic)));
    }
    let Some(user) = users::find(tx, &half.user_id)? else { return Ok(Asked::NoPhone) };
    let approval = Approval {
        id: ApprovalId::generate(cx.entropy()),
        user_id: user.id.clone(),
        browser: half.browser,
        browser_known: half.browser_known,
        address: cx.address.clone(),
        mfa_code: long_code(cx.entropy()),
        transfer_code: six_digits(cx.entropy()),
        scan_secret: scan_secret(cx.entropy()),
        context: context(tx, cx, half, &user)?,
        attempts: Vec::new(),
        wrong: 0,
        created_at: cx.now,
        expires_at: cx.now + LIFETIME_S,
        state: ApprovalState::Pending,
    };
    approvals::insert(tx, &approval)?;
    let event = cx.clone().acting_as(Actor::User(user.id.clone())).event("approval.asked").user(&user.id);
    store::audit::append(tx, event.with("approval", approval.id.as_str()), cx.now)?;
    deliver(tx, cx, &user.id, News::Asked { until: approval.expires_at });
    Ok(Asked::Yes)
}

/// Why the phones are not asked, as things stand; [`Asked::Yes`] where nothing is in the way.
pub(crate) fn obstacle(tx: &ReadTx<'_>, cx: &Cx, half: &HalfSignIn) -> Result<Asked, StoreError> {
    let has_phone = !active_phones(tx, cx, &half.user_id)?.is_empty();
    let user = users::find(tx, &half.user_id)?;
    let Some(user) = user.filter(|_| has_phone) else { return Ok(Asked::NoPhone) };
    let state = factors::load(tx, &half.user_id)?;
    let face_counts = lockout::face_counts(state.face_failures);
    // An app or a group may accept no phones.
    if face_counts && !offered(cx, tx, half, &user)?.contains(Kind::Phone) {
        return Ok(Asked::NoPhone);
    }
    if state.blocked_until.is_some_and(|until| cx.now < until) && !half.browser_known {
        return Ok(Asked::Blocked);
    }
    if !face_counts {
        return Ok(Asked::FaceOff);
    }
    let pending = approvals::list_pending(tx, &half.user_id, cx.now)?;
    let others: Vec<Approval> = pending.into_iter().filter(|one| one.browser != half.browser).collect();
    let is_full = others.len() >= MAX_PENDING && room(&others) == Room::Full;
    Ok(if is_full { Asked::TooMany } else { Asked::Yes })
}

/// Phones whose word counts.
pub(crate) fn active_phones(tx: &ReadTx<'_>, cx: &Cx, user: &UserId) -> Result<Vec<Device>, StoreError> {
    Ok(devices::list(tx, user)?.into_iter().filter(|device| device.is_active(cx.now)).collect())
}

/// Tells the person's phones to look, once this is durable.
pub(crate) fn deliver(tx: &WriteTx<'_>, cx: &Cx, user: &UserId, news: News) {
    let (app, user) = (std::sync::Arc::clone(&cx.app), user.clone());
    tx.after_commit(move || app.channels.iter().for_each(|channel| channel.look(&user, news)));
}

/// What the phone shows, as the text that it hashes: who wants what, in which browser, from where.
fn context(tx: &ReadTx<'_>, cx: &Cx, half: &HalfSignIn, user: &User) -> Result<String, StoreError> {
    let (app, host) = destination(tx, cx, half)?;
    let text = json!({
        "app": { "name": app, "host": host },
        "account": { "name": user.display_name(), "username": user.username.as_str() },
        "browser": { "name": user_agent::recognise(&cx.user_agent).unwrap_or_else(|| "Unknown browser".to_owned()), "known": half.browser_known },
        "address": { "ip": cx.address, "local": network::is_local(&cx.address) },
        "time": cx.now,
    });
    Ok(text.to_string())
}

/// The app that one goes to and the host that it returns to; our own pages where there is none.
fn destination(tx: &ReadTx<'_>, cx: &Cx, half: &HalfSignIn) -> Result<(String, String), StoreError> {
    let interaction =
        half.interaction_id.as_ref().map(|id| interactions::find(tx, id)).transpose()?.flatten();
    if let Some(interaction) = interaction
        && let Some(client) = clients::find(tx, &interaction.client_id)?
    {
        let params = Params::parse(&interaction.params).ok();
        let uri = params.as_ref().and_then(|params| params.get("redirect_uri")).unwrap_or_default();
        return Ok((client.display_name().to_owned(), display_host(uri)));
    }
    Ok((cx.app.settings().office_name().to_owned(), display_host(&cx.app.issuer())))
}
