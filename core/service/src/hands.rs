//! Whose hands a link to somebody's account, or an invitation, went through: with a right goes what was handed out by it.

use domain::audit::Actor;
use domain::outbox::Content;
use domain::sign_up::Invitation;
use domain::token::TokenHash;
use domain::user::Email;
use store::{StoreError, WriteTx, handed_links, invitations, links, outbox};

use crate::cx::Cx;
use crate::rights::behind;

/// Notes that whoever acts has a link in hand; where it is a token, also its maker.
pub(crate) fn note(tx: &WriteTx<'_>, cx: &Cx, link: &TokenHash) -> Result<(), StoreError> {
    handed_links::note(tx, link, &cx.actor)?;
    handed_links::note(tx, link, &behind(tx, &cx.actor)?)
}

/// Voids what somebody, or a token, handed out: links, invitations, and phones that they were linking for others.
pub(crate) fn void(tx: &WriteTx<'_>, cx: &Cx, hand: &Actor) -> Result<(), StoreError> {
    for invitation in invitations::list_handed_by(tx, hand, cx.now)? {
        invitations::consume(tx, &invitation.id, cx.now)?;
        withdraw_letter(tx, &invitation)?;
    }
    if let Actor::User(user) = hand {
        links::delete_begun_by(tx, user)?;
    }
    handed_links::void(tx, hand)
}

/// Takes the letter back that an invitation waits in.
pub(crate) fn withdraw_letter(tx: &WriteTx<'_>, invitation: &Invitation) -> Result<(), StoreError> {
    let Some(address) = invitation.email.as_ref().map(Email::as_str) else { return Ok(()) };
    outbox::withdraw(
        tx,
        None,
        |content| matches!(content, Content::SignUpInvited { to, .. } if to == address),
    )
}
