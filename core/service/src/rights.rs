//! Rights as arguments: a use case that needs an administrator takes `&Admin`, and only this module makes one.

use domain::audit::Actor;
use domain::id::{SessionId, UserId};
use domain::user::Role;

use crate::cx::Cx;
use crate::session::SignedIn;

/// Somebody who may administer.
#[derive(Clone, Debug)]
pub struct Admin {
    actor: Actor,
    fresh: bool,
    session: Option<(SessionId, UserId)>,
    seen: Option<Vec<String>>,
}

/// How recent a sign-in must be for dangerous acts, in seconds.
pub const FRESH_S: i64 = 300;

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Not an administrator.
    #[error("this needs an administrator")]
    NotAdmin,
    /// An administrator whose sign-in is too long ago for this act.
    #[error("sign in again to do this")]
    NotFresh,
}

impl Admin {
    /// The person of a live session, if they are an administrator.
    pub fn from_session(cx: &Cx, signed_in: &SignedIn) -> Result<Self, Denied> {
        if signed_in.user.role != Role::Admin {
            return Err(Denied::NotAdmin);
        }
        Ok(Self {
            actor: Actor::User(signed_in.user.id.clone()),
            fresh: signed_in.session.is_fresh(FRESH_S, cx.now),
            session: Some((signed_in.session.id.clone(), signed_in.user.id.clone())),
            seen: None,
        })
    }

    /// A command on the machine itself, run by its owner or root: the listener has checked that.
    pub fn from_command() -> Self {
        Self { actor: Actor::Command, fresh: true, session: None, seen: None }
    }

    /// Who it is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The session and the account; a command has none.
    pub fn session(&self) -> Option<(&SessionId, &UserId)> {
        self.session.as_ref().map(|(session, user)| (session, user))
    }

    /// The same who saw things with these tags: a change of any other is refused.
    #[must_use]
    pub fn having_seen(self, tags: Option<Vec<String>>) -> Self {
        Self { seen: tags, ..self }
    }

    /// Tags of what they saw, where they said so.
    pub(crate) fn seen(&self) -> Option<&[String]> {
        self.seen.as_deref()
    }

    /// For dangerous acts: the sign-in has to be recent.
    pub fn require_fresh(&self) -> Result<(), Denied> {
        if self.fresh { Ok(()) } else { Err(Denied::NotFresh) }
    }
}
