//! Invitations that are bound to no account: whoever has the link makes one.

use domain::id::{InvitationId, OutboxId};
use domain::outbox::{Content, Message};
use domain::secret::Secret;
use domain::sign_up::{INVITATION_LIFETIME_S, Invitation, MOST_OPEN, Mode};
use domain::token::PlainToken;
use domain::user::Email;
use store::{StoreError, groups, invitations, outbox, users};

use crate::cx::Cx;
use crate::hands;
use crate::rights::{Admin, Denied};
use crate::sign_up::mode;

/// Why there is no invitation.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// The address has an account.
    #[error("there is an account with this address: invite that one from its own page")]
    AccountExists,
    /// Whoever acts may not give what a group gives.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There are enough.
    #[error("{MOST_OPEN} invitations are open: take some back first")]
    Full,
    /// Nobody may join.
    #[error("nobody may sign up: set signup.mode to invitation first, or make the account yourself")]
    Off,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Used, over, or taken back.
    #[error("there is no such invitation")]
    Unknown,
    /// A group that does not exist.
    #[error("there is no group {name}")]
    UnknownGroup {
        /// Its name.
        name: String,
    },
}

/// Those that are open, the newest first.
pub fn list(cx: &Cx, _by: &Admin) -> Result<Vec<Invitation>, StoreError> {
    cx.store().read(|tx| invitations::list(tx, cx.now))
}

/// Makes one, and gives its link, which is shown this once. One for an address is put into the outbox as well.
pub async fn make(
    cx: &Cx,
    by: &Admin,
    email: Option<Email>,
    groups: Vec<String>,
) -> Result<(Invitation, Secret), InvitationError> {
    if mode(cx) == Mode::Off {
        return Err(InvitationError::Off);
    }
    let token = PlainToken::generate(cx.entropy());
    let link = format!("{}/invite/{}", cx.app.issuer(), token.expose());
    let invitation = Invitation {
        id: InvitationId::generate(cx.entropy()),
        token: token.hash(),
        email,
        groups,
        created_at: cx.now,
        expires_at: cx.now + INVITATION_LIFETIME_S,
    };
    let (cx, by, url) = (cx.clone(), by.clone(), link.clone());
    let store = cx.store().clone();
    let made = store.write(move |tx| {
        by.may_still::<InvitationError>(tx)?;
        if invitations::count(tx, cx.now)? >= MOST_OPEN {
            return Err(InvitationError::Full);
        }
        for name in &invitation.groups {
            let group = groups::find_by_name(tx, name)?;
            by.may_put_into(&group.ok_or_else(|| InvitationError::UnknownGroup { name: name.clone() })?)?;
        }
        if let Some(email) = &invitation.email {
            if users::find_by_name(tx, email.as_str())?.is_some() {
                return Err(InvitationError::AccountExists);
            }
            let to = email.as_str().to_owned();
            hands::withdraw_letter(tx, &invitation)?;
            let message = Message {
                id: OutboxId::generate(cx.entropy()),
                user_id: None,
                content: Content::SignUpInvited { to, link: url },
                created_at: cx.now,
                expires_at: invitation.expires_at,
            };
            outbox::insert(tx, &message)?;
        }
        invitations::insert(tx, &invitation)?;
        hands::note(tx, &cx, &invitation.token)?;
        let email = invitation.email.as_ref().map_or("", Email::as_str);
        let event = cx.event("invitation.made").with("invitation", invitation.id.as_str());
        let event = event.with("email", email).with("groups", invitation.groups.clone());
        store::audit::append(tx, event, cx.now)?;
        Ok(invitation)
    });
    Ok((made.await?, Secret::new(link)))
}

/// Takes one back; its link is void.
pub async fn take_back(cx: &Cx, _by: &Admin, id: &InvitationId) -> Result<Invitation, InvitationError> {
    let (cx, id) = (cx.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let found = invitations::find(tx, &id, cx.now)?.ok_or(InvitationError::Unknown)?;
            if !invitations::consume(tx, &id, cx.now)? {
                return Err(InvitationError::Unknown);
            }
            hands::withdraw_letter(tx, &found)?;
            let event = cx.event("invitation.taken_back").with("invitation", id.as_str());
            store::audit::append(tx, event, cx.now)?;
            Ok(found)
        })
        .await
}
