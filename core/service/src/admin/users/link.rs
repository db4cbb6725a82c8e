//! Issuing a one-time link: stored hashed, put into the outbox sealed, and returned once.

use domain::id::OutboxId;
use domain::one_time_link::{OneTimeLink, Purpose};
use domain::outbox::{Content, Message};
use domain::secret::Secret;
use domain::token::PlainToken;
use domain::user::User;
use store::{StoreError, WriteTx, one_time_links, outbox};

use crate::cx::Cx;
use crate::hands;

/// A fresh link for a person; older ones are void from now on.
pub(crate) fn issue(tx: &WriteTx<'_>, cx: &Cx, user: &User, purpose: Purpose) -> Result<Secret, StoreError> {
    let token = PlainToken::generate(cx.entropy());
    // Links come from the configured issuer, never from what a request says about its host.
    let url = format!("{}{}{}", cx.app.issuer(), purpose.path(), token.expose());
    let expires_at = cx.now + purpose.lifetime_s();
    one_time_links::insert(
        tx,
        &OneTimeLink {
            token: token.hash(),
            purpose,
            user_id: Some(user.id.clone()),
            sent_to: Some(user.email.as_str().to_owned()),
            browser: None,
            created_at: cx.now,
            expires_at,
        },
    )?;
    hands::note(tx, cx, &token.hash())?;
    let (to, link) = (user.email.as_str().to_owned(), url.clone());
    let content = match purpose {
        Purpose::Reset => Content::Reset { to, link },
        Purpose::SecondStep => Content::FactorsReset { to, link },
        // The two ends of another address have messages of their own.
        Purpose::Invite | Purpose::Setup | Purpose::EmailOld | Purpose::EmailNew => {
            Content::Invite { to, link }
        }
    };
    outbox::insert(
        tx,
        &Message {
            id: OutboxId::generate(cx.entropy()),
            user_id: Some(user.id.clone()),
            content,
            created_at: cx.now,
            expires_at,
        },
    )?;
    Ok(Secret::new(url))
}
