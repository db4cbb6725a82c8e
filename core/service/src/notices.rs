//! Word to the owner of an account, and to the administrators where it is theirs too: bounded, and in the transaction of
//! what is told.

use domain::audit::{Actor, Event};
use domain::id::{OutboxId, UserId};
use domain::limit::{Bucket, MANY_FAILURES, Scope};
use domain::outbox::{Content, Message, NOTICE_LIFETIME_S};
use domain::user::User;
use domain::user_agent::recognise;
use store::{StoreError, WriteTx, failures, outbox, users};

use crate::authenticator::notice;
use crate::cx::Cx;

/// A message to the owner, and one to each administrator.
pub(crate) fn tell_everybody(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &User,
    content: impl Fn(String) -> Content,
) -> Result<(), StoreError> {
    let owner = (user.id.clone(), user.email.as_str().to_owned());
    let admins = users::admin_addresses(tx)?.into_iter().filter(|(id, _)| *id != user.id);
    for (user_id, to) in std::iter::once(owner).chain(admins) {
        let message = Message {
            id: OutboxId::generate(cx.entropy()),
            user_id: Some(user_id),
            content: content(to),
            created_at: cx.now,
            expires_at: cx.now + NOTICE_LIFETIME_S,
        };
        outbox::insert(tx, &message)?;
    }
    Ok(())
}

/// What is told of a browser that signs in, if it turns out to be new to the account.
pub(crate) struct NewBrowser {
    message: Message,
    event: Event,
    now: i64,
}

impl NewBrowser {
    pub(crate) fn new(cx: &Cx, user: &User) -> Self {
        // Nobody names a browser as they like in a letter of ours.
        let browser = recognise(&cx.user_agent).unwrap_or_default();
        let address = cx.address.clone();
        let event =
            cx.clone().acting_as(Actor::User(user.id.clone())).event("session.new_browser").user(&user.id);
        let message = notice(cx, user, |to| Content::NewBrowser { to, browser, address });
        Self { message, event, now: cx.now }
    }

    /// Before the browser is remembered. The first browser of an account is no news.
    pub(crate) fn tell(self, tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
        if !users::has_browsers(tx, user)? {
            return Ok(());
        }
        let is_told = may_tell(tx, Scope::BrowserNotice, user, self.now)?;
        store::audit::append(tx, self.event.with("told", is_told), self.now)?;
        if is_told { outbox::insert(tx, &self.message) } else { Ok(()) }
    }
}

/// Tells of many failures at an account, at most once an hour. `bucket`: what was counted before this try.
pub(crate) fn many_failures(
    tx: &WriteTx<'_>,
    cx: &Cx,
    user: &UserId,
    bucket: Bucket,
) -> Result<(), StoreError> {
    if bucket.failures < MANY_FAILURES || !may_tell(tx, Scope::FailuresNotice, user, cx.now)? {
        return Ok(());
    }
    let Some(user) = users::find(tx, user)? else { return Ok(()) };
    let (account, failures) = (user.username.as_str().to_owned(), bucket.failures);
    tell_everybody(tx, cx, &user, |to| Content::ManyFailures {
        to,
        account: account.clone(),
        failures,
        address: cx.address.clone(),
    })?;
    store::audit::append(
        tx,
        cx.event("login.many_failures").user(&user.id).with("failures", failures),
        cx.now,
    )
}

/// Whether the account may be told once more; counted where it may.
fn may_tell(tx: &WriteTx<'_>, scope: Scope, user: &UserId, now: i64) -> Result<bool, StoreError> {
    let bucket = failures::load(tx, scope, user.as_str())?;
    if bucket.wait_s(scope, now).is_some() {
        return Ok(false);
    }
    failures::put(tx, scope, user.as_str(), bucket.charge(scope, now))?;
    Ok(true)
}
