//! Asking for a link to set a new password, by whoever says a name or an address. Whether there is such an account shows in
//! no answer and in no amount of work.

use domain::id::OutboxId;
use domain::one_time_link::{OneTimeLink, Purpose};
use domain::outbox::{Content, Message};
use domain::token::PlainToken;
use domain::user::{User, canonical};
use store::{StoreError, WriteTx, one_time_links, outbox, users};

use crate::asked::{self, Turn};
use crate::attempts::account_of;
use crate::cx::{App, Cx};
use crate::outbox::what_is_set;

/// Why nothing was asked.
#[derive(Debug, thiserror::Error)]
pub enum ForgottenError {
    /// Too many came from this address.
    #[error("too many requests; wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether letters leave this office; where they do not, an administrator hands links over.
pub fn sends_mail(app: &App) -> Result<bool, StoreError> {
    Ok(what_is_set(app)?.is_ok())
}

/// Notes the request, and where somebody may have a link, puts one into the outbox.
pub async fn ask(cx: &Cx, name: &str) -> Result<(), ForgottenError> {
    let name: String = canonical(name).chars().take(254).collect();
    let cx = cx.clone();
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = users::find_by_name(tx, &name)?;
            let turn = asked::count(tx, &cx, asked::RESET, &account_of(user.as_ref(), &name))?;
            if let Turn::Slowed(wait_s) = turn {
                return Err(ForgottenError::Slowed { wait_s });
            }
            let event =
                cx.event("password.reset_asked").with("name", name.chars().take(64).collect::<String>());
            let owner = user.filter(|user| turn == Turn::Taken && may_have(user));
            let event = match &owner {
                Some(user) => event.user(&user.id),
                None => event,
            };
            send(tx, &cx, owner.as_ref())?;
            Ok(store::audit::append(tx, event, cx.now)?)
        })
        .await
}

/// A link goes to an address that was confirmed: another may be anybody's, by a slip of the hand. Whoever has no password
/// yet was invited, and that link must not be voided by a stranger who asks.
fn may_have(user: &User) -> bool {
    user.is_active() && user.email_verified && user.password.is_some()
}

/// The link, one a person. For nobody the same is written and taken back in the same transaction.
fn send(tx: &WriteTx<'_>, cx: &Cx, user: Option<&User>) -> Result<(), StoreError> {
    let token = PlainToken::generate(cx.entropy());
    let expires_at = cx.now + Purpose::Reset.lifetime_s();
    let id = user.map(|user| user.id.clone());
    let to = user.map_or("nobody@nowhere.invalid", |user| user.email.as_str()).to_owned();
    let link = OneTimeLink {
        token: token.hash(),
        purpose: Purpose::Reset,
        user_id: id.clone(),
        sent_to: Some(to.clone()),
        browser: None,
        created_at: cx.now,
        expires_at,
    };
    let url = format!("{}{}{}", cx.app.issuer(), Purpose::Reset.path(), token.expose());
    let message = Message {
        id: OutboxId::generate(cx.entropy()),
        user_id: id.clone(),
        content: Content::Reset { to, link: url },
        created_at: cx.now,
        expires_at,
    };
    if let Some(id) = &id {
        outbox::withdraw(tx, Some(id), |content| matches!(content, Content::Reset { .. }))?;
    }
    one_time_links::insert(tx, &link)?;
    outbox::insert(tx, &message)?;
    if id.is_none() {
        one_time_links::consume(tx, &link.token, Purpose::Reset, cx.now)?;
        outbox::delete(tx, &message.id)?;
    }
    Ok(())
}
