//! The messages that wait, as an administrator sees them: who gets what and why it does not go; a link handed over, a try
//! made at once, a message discarded.

use domain::audit::Actor;
use domain::id::OutboxId;
use domain::mail::Failure;
use domain::outbox::{Content, Pending, State};
use domain::reset::{Act, Apart, Half};
use domain::secret::Secret;
use domain::user::User;
use store::outbox::Query;
use store::{StoreError, WriteTx, outbox};

use super::users::apart::{self, ApartError};
use crate::cx::Cx;
use crate::hands;
use crate::outbox::{event, owner, what_is_set};
use crate::rights::{Admin, Denied};

pub use store::outbox::By;

/// Why nothing was done about a message.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// Whoever acts has reset the other half of that sign-in, or was stopped by the owner.
    #[error(transparent)]
    Apart(#[from] Apart),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The account is switched off.
    #[error("this account is disabled: enable it first")]
    Disabled,
    /// There is nothing to hand over.
    #[error("this message has no link: it is a notice, and goes out by mail alone")]
    NoLink,
    /// An administrator's own account.
    #[error("this is your own account: ask another administrator")]
    Own,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such message: it was sent, discarded, or its time is over.
    #[error("there is no such message: it was sent, discarded, or its time is over")]
    Unknown,
}

impl From<ApartError> for OutboxError {
    fn from(error: ApartError) -> Self {
        match error {
            ApartError::Apart(apart) => apart.into(),
            ApartError::Store(error) => error.into(),
        }
    }
}

/// A message, with whom it is about.
#[derive(Debug)]
pub struct Seen {
    /// The message.
    pub pending: Pending,
    /// The account, where there is one.
    pub user: Option<User>,
}

/// A part of the messages that a query finds.
#[derive(Debug)]
pub struct Page {
    /// The messages.
    pub messages: Vec<Seen>,
    /// How many the query finds in all.
    pub total: i64,
    /// How many wait.
    pub waiting: i64,
    /// How many were given up.
    pub given_up: i64,
    /// Why none goes out at present, as far as that is known; `None` where mail goes.
    pub stopped_by: Option<Failure>,
}

/// Which messages.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Order.
    pub by: By,
    /// Largest first.
    pub descending: bool,
    /// At most so many.
    pub limit: u32,
    /// So many are left out in front.
    pub offset: u32,
}

/// Messages that pass.
pub async fn list(cx: &Cx, _by: &Admin, wanted: Wanted) -> Result<Page, StoreError> {
    let Wanted { state, by, descending, limit, offset } = wanted;
    let unset = what_is_set(&cx.app)?.err();
    cx.store()
        .scan(move |tx| {
            let query = Query { state, by, descending, limit, offset };
            let messages = outbox::page(tx, &query)?.into_iter().map(|pending| {
                let user = owner(tx, &pending)?;
                Ok(Seen { pending, user })
            });
            Ok(Page {
                messages: messages.collect::<Result<_, StoreError>>()?,
                total: outbox::count_in(tx, state)?,
                waiting: outbox::count_in(tx, Some(State::Waiting))?,
                given_up: outbox::count_in(tx, Some(State::GivenUp))?,
                stopped_by: match unset {
                    Some(failure) => Some(failure),
                    None => outbox::last_failure(tx)?.map(|(_, failure)| failure),
                },
            })
        })
        .await
}

/// A link that was shown to an administrator.
#[derive(Debug)]
pub struct Revealed {
    /// The link.
    pub link: Secret,
    /// The message that it stands in.
    pub seen: Seen,
}

/// Shows the link of a message, to be handed over. It counts as what the link is for: whoever sees it could use it.
pub async fn reveal(cx: &Cx, by: &Admin, id: OutboxId) -> Result<Revealed, OutboxError> {
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let pending = outbox::find(tx, &id)?.filter(|found| cx.now < found.message.expires_at);
            let pending = pending.ok_or(OutboxError::Unknown)?;
            let link = pending.message.content.link().ok_or(OutboxError::NoLink)?;
            let link = Secret::new(link);
            let user = owner(tx, &pending)?;
            if let Some(user) = &user {
                may_have_link_of(tx, &cx, &by, user, &pending.message.content)?;
            }
            if let Some(token) = pending.message.content.link_token() {
                hands::note(tx, &cx, &token)?;
            }
            store::audit::append(tx, event(&cx, "mail.revealed", &pending), cx.now)?;
            Ok(Revealed { link, seen: Seen { pending, user } })
        })
        .await
}

/// Whether an administrator may have a link of somebody's account in hand: it is no account with more rights and none of
/// their own, which a stolen session would take over; the account may be used; and it is no way around what the same one may
/// not do by a link that they issue.
fn may_have_link_of(
    tx: &WriteTx<'_>,
    cx: &Cx,
    by: &Admin,
    user: &User,
    content: &Content,
) -> Result<(), OutboxError> {
    by.may_still::<OutboxError>(tx)?;
    by.may_open::<OutboxError>(tx, user)?;
    if cx.actor == Actor::User(user.id.clone()) {
        return Err(OutboxError::Own);
    }
    if !user.is_active() {
        return Err(OutboxError::Disabled);
    }
    let (half, act) = match content {
        Content::FactorsReset { .. } => (Half::SecondFactor, Act::Reset),
        Content::Invite { .. } => (Half::Password, apart::act_of_invitation(tx, user)?),
        _ => (Half::Password, Act::Reset),
    };
    Ok(apart::begin(tx, cx, user, half, act)?)
}

/// Has a message tried at once, with all that wait for the server alone.
pub async fn retry(cx: &Cx, by: &Admin, id: OutboxId) -> Result<(), OutboxError> {
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let pending = reach(tx, &by, &id)?;
            outbox::make_due(tx, &id, cx.now)?;
            Ok(store::audit::append(tx, event(&cx, "mail.retried", &pending), cx.now)?)
        })
        .await
}

/// Has all messages tried at once; how many there are.
pub async fn retry_all(cx: &Cx, _by: &Admin) -> Result<usize, StoreError> {
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let count = outbox::make_all_due(tx, cx.now)?;
            store::audit::append(tx, cx.event("mail.retried").with("count", count), cx.now)?;
            Ok(count)
        })
        .await
}

/// Erases a message; it is never sent.
pub async fn discard(cx: &Cx, by: &Admin, id: OutboxId) -> Result<(), OutboxError> {
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let pending = reach(tx, &by, &id)?;
            outbox::delete(tx, &id)?;
            Ok(store::audit::append(tx, event(&cx, "mail.discarded", &pending), cx.now)?)
        })
        .await
}

/// A message that is about nobody with more rights than whoever acts.
fn reach(tx: &WriteTx<'_>, by: &Admin, id: &OutboxId) -> Result<Pending, OutboxError> {
    let pending = outbox::find(tx, id)?.ok_or(OutboxError::Unknown)?;
    if let Some(user) = owner(tx, &pending)? {
        by.may_act_on(&user)?;
    }
    Ok(pending)
}
