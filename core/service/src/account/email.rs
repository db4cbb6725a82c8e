//! Another address for an account: asked for in a recent session, confirmed at the new address, agreed to at the old one.

use domain::audit::{Event, Filter};
use domain::email_change::{EmailChange, End};
use domain::id::{OutboxId, UserId};
use domain::one_time_link::{OneTimeLink, Purpose};
use domain::outbox::{Content, Message};
use domain::token::{PlainToken, TokenHash};
use domain::user::{Email, User};
use store::{ReadTx, StoreError, WriteTx, email_changes, one_time_links, outbox, users};

use super::own_event;
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::demand::may_change;
use crate::rights::FRESH_S;
use crate::session::SignedIn;

/// How often an account may ask in an hour: each time sends mail to an address that somebody typed.
const AN_HOUR: i64 = 5;
const HOUR: i64 = 3_600;
const ASKED: &str = "user.email_change_asked";

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// There were enough.
    #[error("{AN_HOUR} changes of an address an hour are enough: try again later")]
    Enough,
    /// The link is used, over, stopped, or replaced by a newer one; or there is no change to be stopped.
    #[error("there is no change of an address to go on with")]
    Gone,
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second factor that the account has.
    #[error("sign in with the second factor to do this")]
    NotWhole,
    /// The account has this address already.
    #[error("this is the address that the account has")]
    Same,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a yes of one end came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both ends said yes: the account has the new address.
    Changed,
    /// Another account got the address meanwhile: nothing was changed, and the links are void.
    Taken,
    /// The other end has not said yes yet.
    Waits,
}

/// The change that an account waits for.
pub fn find(cx: &Cx, user: &UserId) -> Result<Option<EmailChange>, StoreError> {
    cx.store().read(|tx| email_changes::find_open(tx, user, cx.now))
}

/// Whether the session may ask for another address now.
pub fn check(cx: &Cx, signed_in: &SignedIn) -> Result<(), EmailError> {
    cx.store().read(|tx| check_in(tx, cx, signed_in))
}

fn check_in(tx: &ReadTx<'_>, cx: &Cx, signed_in: &SignedIn) -> Result<(), EmailError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(EmailError::NotFresh);
    }
    if may_change(tx, signed_in)? { Ok(()) } else { Err(EmailError::NotWhole) }
}

/// Asks for another address. An address that somebody has gets the same answer, and no message.
pub async fn ask(cx: &Cx, signed_in: &SignedIn, new: Email) -> Result<(), EmailError> {
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            check_in(tx, &cx, &signed_in)?;
            let user = users::find(tx, &signed_in.user.id)?.ok_or(EmailError::Gone)?;
            if user.email == new {
                return Err(EmailError::Same);
            }
            if count_asked(tx, &cx, &user)? >= AN_HOUR {
                return Err(EmailError::Enough);
            }
            forget(tx, &user.id)?;
            let change = EmailChange::ask(&user, new, cx.now);
            email_changes::put(tx, &change)?;
            send(tx, &cx, &user, &change)?;
            Ok(store::audit::append(tx, own_event(&cx, &user, ASKED), cx.now)?)
        })
        .await
}

/// The owner stops it, in any session.
pub async fn stop(cx: &Cx, signed_in: &SignedIn) -> Result<(), EmailError> {
    let (cx, user) = (cx.clone(), signed_in.user.clone());
    let store = cx.store().clone();
    store.write(move |tx| stop_in(tx, own_event(&cx, &user, STOPPED), &cx, &user.id)).await
}

/// Whose change a link is about, and which.
pub fn find_link(cx: &Cx, token: &str, end: End) -> Result<(User, EmailChange), EmailError> {
    cx.store().read(|tx| load(cx, tx, &TokenHash::of(token), end))
}

/// One end says yes, by its link.
pub async fn agree(cx: &Cx, token: &str, end: End) -> Result<Outcome, EmailError> {
    let (cx, token) = (cx.clone(), TokenHash::of(token));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let (user, change) = load(&cx, tx, &token, end)?;
            if !one_time_links::consume(tx, &token, purpose(end), cx.now)? {
                return Err(EmailError::Gone);
            }
            let name = match end {
                End::Old => "user.email_change_agreed",
                End::New => "user.email_change_confirmed",
            };
            store::audit::append(tx, cx.event(name).user(&user.id), cx.now)?;
            Ok(go_on(tx, &cx, user, change.with(end, cx.now))?)
        })
        .await
}

/// The old end stops it, by its link.
pub async fn refuse(cx: &Cx, token: &str) -> Result<(), EmailError> {
    let (cx, token) = (cx.clone(), TokenHash::of(token));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let (user, _) = load(&cx, tx, &token, End::Old)?;
            stop_in(tx, cx.event(STOPPED).user(&user.id), &cx, &user.id)
        })
        .await
}

const STOPPED: &str = "user.email_change_stopped";

pub(crate) fn stop_in(tx: &WriteTx<'_>, event: Event, cx: &Cx, user: &UserId) -> Result<(), EmailError> {
    if email_changes::find_open(tx, user, cx.now)?.is_none() {
        return Err(EmailError::Gone);
    }
    forget(tx, user)?;
    Ok(store::audit::append(tx, event, cx.now)?)
}

/// Another address that waits is worth nothing any more: whoever asked for it may be the one who is being shut out.
pub(crate) fn drop_open(tx: &WriteTx<'_>, cx: &Cx, user: &UserId) -> Result<(), StoreError> {
    if email_changes::find_open(tx, user, cx.now)?.is_some() {
        store::audit::append(tx, cx.event(STOPPED).user(user), cx.now)?;
    }
    forget(tx, user)
}

/// Keeps what is agreed so far, or changes the address once nothing is missing. Sessions stay: it is the same person.
pub(crate) fn go_on(
    tx: &WriteTx<'_>,
    cx: &Cx,
    mut user: User,
    change: EmailChange,
) -> Result<Outcome, StoreError> {
    if !change.is_whole() {
        email_changes::put(tx, &change)?;
        return Ok(Outcome::Waits);
    }
    forget(tx, &user.id)?;
    let told_old = notice(cx, &user, |to| Content::AddressChanged { to });
    user.email = change.new;
    user.email_verified = true;
    user.updated_at = cx.now;
    if users::find_conflict(tx, &user)?.is_some() {
        return Ok(Outcome::Taken);
    }
    users::update(tx, &user)?;
    // They were sent to the address that is the account's no more.
    for purpose in [Purpose::Invite, Purpose::Reset, Purpose::SecondStep] {
        one_time_links::delete_of_user_and_purpose(tx, &user.id, purpose)?;
    }
    outbox::insert(tx, &told_old)?;
    outbox::insert(tx, &notice(cx, &user, |to| Content::AddressChanged { to }))?;
    store::audit::append(tx, cx.event("user.email_changed").user(&user.id), cx.now)?;
    Ok(Outcome::Changed)
}

fn load(cx: &Cx, tx: &ReadTx<'_>, token: &TokenHash, end: End) -> Result<(User, EmailChange), EmailError> {
    let link = one_time_links::find(tx, token, purpose(end))?.filter(|link| cx.now < link.expires_at);
    let user = link.and_then(|link| link.user_id).ok_or(EmailError::Gone)?;
    find_in(tx, cx, &user)?.ok_or(EmailError::Gone)
}

/// The change of an account that may be used and still has the address that it had then.
pub(crate) fn find_in(
    tx: &ReadTx<'_>,
    cx: &Cx,
    user: &UserId,
) -> Result<Option<(User, EmailChange)>, StoreError> {
    let Some(user) = users::find(tx, user)?.filter(User::is_active) else { return Ok(None) };
    let change = email_changes::find_open(tx, &user.id, cx.now)?;
    Ok(change.filter(|change| change.old == user.email).map(|change| (user, change)))
}

fn count_asked(tx: &ReadTx<'_>, cx: &Cx, user: &User) -> Result<i64, StoreError> {
    let filter = Filter {
        since: Some(cx.now - HOUR),
        event: Some(ASKED.to_owned()),
        user_id: Some(user.id.to_string()),
        ..Filter::default()
    };
    store::audit::count(tx, &filter)
}

/// The change and both its links.
fn forget(tx: &WriteTx<'_>, user: &UserId) -> Result<(), StoreError> {
    email_changes::delete(tx, user)?;
    one_time_links::delete_of_user_and_purpose(tx, user, Purpose::EmailOld)?;
    one_time_links::delete_of_user_and_purpose(tx, user, Purpose::EmailNew)
}

/// A link to each end whose yes is needed; none to an address that is somebody's.
fn send(tx: &WriteTx<'_>, cx: &Cx, user: &User, change: &EmailChange) -> Result<(), StoreError> {
    let wanted = User { email: change.new.clone(), ..user.clone() };
    if users::find_conflict(tx, &wanted)?.is_none() {
        let link = issue(tx, cx, change, Purpose::EmailNew)?;
        let content = Content::ConfirmNewAddress { to: change.new.as_str().to_owned(), link };
        outbox::insert(tx, &message(cx, change, content))?;
    }
    if change.old_agreed_at.is_none() {
        let link = issue(tx, cx, change, Purpose::EmailOld)?;
        let (to, new) = (change.old.as_str().to_owned(), change.new.as_str().to_owned());
        outbox::insert(tx, &message(cx, change, Content::AddressChanging { to, new, link }))?;
    }
    Ok(())
}

fn issue(tx: &WriteTx<'_>, cx: &Cx, change: &EmailChange, purpose: Purpose) -> Result<String, StoreError> {
    let token = PlainToken::generate(cx.entropy());
    let link = OneTimeLink {
        token: token.hash(),
        purpose,
        user_id: Some(change.user_id.clone()),
        sent_to: None,
        browser: None,
        created_at: cx.now,
        expires_at: change.expires_at,
    };
    one_time_links::insert(tx, &link)?;
    Ok(format!("{}{}{}", cx.app.issuer(), purpose.path(), token.expose()))
}

fn message(cx: &Cx, change: &EmailChange, content: Content) -> Message {
    Message {
        id: OutboxId::generate(cx.entropy()),
        user_id: Some(change.user_id.clone()),
        content,
        created_at: cx.now,
        expires_at: change.expires_at,
    }
}

fn purpose(end: End) -> Purpose {
    match end {
        End::Old => Purpose::EmailOld,
        End::New => Purpose::EmailNew,
    }
}
