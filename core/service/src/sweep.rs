//! Forgetting what has expired, by schedule.

use store::{
    StoreError, api_tokens, approvals, authorizations, backchannel_logouts, client_assertions, client_tokens,
    clients, device_grants, email_changes, failures, half_sign_ins, handed_links, interactions, invitations,
    links, logout_requests, one_time_links, outbox, passkeys, pushed_requests, registration_tokens,
    remembered_browsers, resets, session_clients, sessions, sign_ups, users,
};

use crate::cx::Cx;
use crate::registration;

/// One round. How many rows went.
pub async fn sweep(cx: &Cx) -> Result<usize, StoreError> {
    let now = cx.now;
    let remembered_until = cx.app.settings().remembered_until(now);
    let lifetimes = cx.app.settings().session_lifetimes();
    cx.app.hashing.trim();
    cx.app.proofs.trim(now);
    cx.app.dpop.trim(now);
    cx.app.challenges.trim(now);
    let owned = cx.clone();
    cx.store()
        .write(move |tx| {
            Ok(authorizations::sweep(tx, now)?
                + client_tokens::sweep(tx, now)?
                + device_grants::sweep(tx, now - DEVICES_KEPT_S)?
                + sessions::sweep(tx, now - lifetimes.idle_s, now - lifetimes.absolute_s)?
                + session_clients::sweep(tx, now)?
                + backchannel_logouts::sweep(tx, now - LOGOUTS_KEPT_S)?
                + half_sign_ins::sweep(tx, now)?
                + approvals::sweep(tx, now - ANSWERS_KEPT_S)?
                + links::sweep(tx, now - ANSWERS_KEPT_S)?
                + interactions::sweep(tx, now)?
                + pushed_requests::sweep(tx, now)?
                + logout_requests::sweep(tx, now)?
                + one_time_links::sweep(tx, now)?
                + email_changes::sweep(tx, now)?
                + failures::sweep(tx, now - FAILURES_KEPT_S)?
                + outbox::sweep(tx, now)?
                + sign_ups::sweep(tx, now)?
                + invitations::sweep(tx, now)?
                + handed_links::sweep(tx)?
                + passkeys::sweep(tx, now)?
                + remembered_browsers::sweep(tx, remembered_until)?
                + resets::sweep(tx, now)?
                + registration_tokens::sweep(tx, now - TOKENS_KEPT_S)?
                + registration::sweep(tx, &owned)?
                + client_assertions::sweep(tx, now)?
                + clients::forget_old(tx, now)?
                + api_tokens::sweep(tx, now - TOKENS_KEPT_S)?
                + users::sweep_browsers(tx, now - BROWSERS_KEPT_S)?)
        })
        .await
}

/// How long the page of a question or a link can still say what became of it; longer than an answer's grace.
const ANSWERS_KEPT_S: i64 = 900;
/// How long a device is still told that its codes are over, and a second use of one is noticed.
const DEVICES_KEPT_S: i64 = 900;
/// How long an administrator sees what became of telling an app that a session has ended.
const LOGOUTS_KEPT_S: i64 = 7 * 86_400;
/// How long a token is still listed whose time is over, so that whoever wonders why it no longer works finds it.
const TOKENS_KEPT_S: i64 = 30 * 86_400;
/// The longest window of a limit.
const FAILURES_KEPT_S: i64 = 86_400;
/// As long as a browser keeps the cookie that names it.
const BROWSERS_KEPT_S: i64 = 400 * 86_400;
