//! Rights as arguments: a use case that needs an administrator takes `&Admin`, one that helpdesk people may use as well
//! takes `&Staff`, and only this module makes either.

use std::ops::Deref;

use domain::api_token::{ApiScope, ApiToken};
use domain::audit::Actor;
use domain::group::Group;
use domain::id::{ApiTokenId, SessionId, UserId};
use domain::settings::APPS_WHO;
use domain::user::{Role, User};
use store::{ReadTx, StoreError, api_tokens, sessions, users};

use crate::cx::Cx;
use crate::demand::is_whole;
use crate::session::SignedIn;

/// Somebody who looks after people's accounts: helpdesk or administrator, or what acts with an administrator's rights.
#[derive(Clone, Debug)]
pub struct Staff {
    actor: Actor,
    role: Role,
    means: Means,
    seen: Option<Vec<String>>,
}

/// By what somebody showed who they are.
#[derive(Clone, Debug)]
enum Means {
    /// They own the data directory.
    Machine,
    /// A browser that is signed in.
    Session { session: SessionId, user: UserId, fresh: bool, whole: bool },
    /// A token, for one route: `scope` is what it opened it by.
    Token { id: ApiTokenId, scope: ApiScope, scopes: Vec<ApiScope> },
}

/// Somebody who may administer.
#[derive(Clone, Debug)]
pub struct Admin(Staff);

/// Whether somebody may register apps of their own.
pub(crate) fn may_register_apps(cx: &Cx, tx: &ReadTx<'_>, user: &User) -> Result<bool, StoreError> {
    Ok(match cx.app.settings().text(APPS_WHO) {
        "everybody" => true,
        "chosen" => {
            let (by_themselves, by_group) = users::app_rights(tx, &user.id)?;
            by_themselves || by_group
        }
        _ => false,
    })
}

/// Who answers for what an actor does: for a token, whoever made it.
pub(crate) fn behind(tx: &ReadTx<'_>, actor: &Actor) -> Result<Actor, StoreError> {
    let Actor::Token(id) = actor else { return Ok(actor.clone()) };
    let token = api_tokens::find(tx, id)?;
    Ok(token.map_or_else(|| actor.clone(), |token| token.made_by.map_or(Actor::Command, Actor::User)))
}

/// An administrator is staff.
impl Deref for Admin {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

/// How recent a sign-in must be for dangerous acts, in seconds.
pub const FRESH_S: i64 = 300;

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Whoever acted was signed out, locked down or made less while the request was under way.
    #[error("this sign-in has ended: sign in again")]
    Ended,
    /// The account has more rights than whoever acts.
    #[error("this account has more rights than yours: ask an administrator")]
    MoreRights,
    /// Not an administrator.
    #[error("this needs an administrator")]
    NotAdmin,
    /// An administrator whose sign-in is too long ago for this act.
    #[error("sign in again to do this")]
    NotFresh,
    /// The session was opened without the second step that the account has or has to have; a browser that was remembered
    /// is none.
    #[error("sign in again with the second step to do this")]
    NotWhole,
    /// A token that does not open this, or an act that no token opens.
    #[error("this token does not open this")]
    Scope,
}

impl Staff {
    /// The person of a live session, if they look after accounts.
    pub fn from_session<E>(cx: &Cx, signed_in: &SignedIn) -> Result<Self, E>
    where
        E: From<Denied> + From<StoreError>,
    {
        if signed_in.user.role < Role::Helpdesk {
            return Err(Denied::NotAdmin.into());
        }
        let whole = cx.store().read(|tx| is_whole(cx, tx, signed_in))?;
        Ok(Self {
            actor: Actor::User(signed_in.user.id.clone()),
            role: signed_in.user.role,
            means: Means::Session {
                session: signed_in.session.id.clone(),
                user: signed_in.user.id.clone(),
                fresh: signed_in.session.is_fresh(FRESH_S, cx.now),
                whole,
            },
            seen: None,
        })
    }

    /// A program with a live token, at a route of this scope; `role`: what its maker may do now.
    pub(crate) fn from_token(token: &ApiToken, role: Role, scope: Option<ApiScope>) -> Result<Self, Denied> {
        let scope = scope.filter(|scope| token.scopes.contains(scope)).ok_or(Denied::Scope)?;
        if role < Role::Admin {
            return Err(Denied::NotAdmin);
        }
        let means = Means::Token { id: token.id.clone(), scope, scopes: token.scopes.clone() };
        Ok(Self { actor: Actor::Token(token.id.clone()), role, means, seen: None })
    }

    /// Who it is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What they may do.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The session and the account; commands and programs have none.
    pub fn session(&self) -> Option<(&SessionId, &UserId)> {
        match &self.means {
            Means::Session { session, user, .. } => Some((session, user)),
            Means::Machine | Means::Token { .. } => None,
        }
    }

    /// The token of a program.
    pub fn token(&self) -> Option<&ApiTokenId> {
        match &self.means {
            Means::Token { id, .. } => Some(id),
            Means::Machine | Means::Session { .. } => None,
        }
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

    /// For every act that changes something: a password alone does nothing where the account has a second step, or has to
    /// have one.
    pub fn require_whole(&self) -> Result<(), Denied> {
        match &self.means {
            Means::Session { whole: false, .. } => Err(Denied::NotWhole),
            Means::Machine | Means::Session { .. } | Means::Token { .. } => Ok(()),
        }
    }

    /// For dangerous acts: the sign-in has to be whole and recent, or the token's scope says so of itself.
    pub fn require_fresh(&self) -> Result<(), Denied> {
        self.require_whole()?;
        match &self.means {
            Means::Machine | Means::Session { fresh: true, .. } => Ok(()),
            Means::Session { .. } => Err(Denied::NotFresh),
            Means::Token { scope, .. } if scope.opens_fresh_acts() => Ok(()),
            Means::Token { .. } => Err(Denied::Scope),
        }
    }

    /// Whether they may still, in the transaction that writes: a lock-down, a sign-out or less of a role may have come since
    /// the request did. Hashing a password alone takes long enough for that.
    pub(crate) fn may_still<E>(&self, tx: &ReadTx<'_>) -> Result<(), E>
    where
        E: From<Denied> + From<StoreError>,
    {
        let lives = match &self.means {
            Means::Machine => true,
            Means::Token { id, .. } => api_tokens::find(tx, id)?.is_some(),
            Means::Session { session, user, .. } => {
                let user = users::find(tx, user)?.filter(User::is_active);
                user.is_some_and(|user| user.role >= self.role) && sessions::find(tx, session)?.is_some()
            }
        };
        if lives { Ok(()) } else { Err(Denied::Ended.into()) }
    }

    /// Nobody acts on an account with more rights than their own, and no program on one that has a role. Each use case that
    /// acts on another account asks this, in the transaction that changes it.
    pub fn may_act_on(&self, user: &User) -> Result<(), Denied> {
        if user.role > self.role {
            return Err(Denied::MoreRights);
        }
        if self.token().is_some() && user.role > Role::Member { Err(Denied::Scope) } else { Ok(()) }
    }

    /// The same of an act that opens an account: a link to it, switching it on, asking less of it. A program does none of
    /// these to an account that may register apps either, since the right would be the program's by it.
    pub(crate) fn may_open<E>(&self, tx: &ReadTx<'_>, user: &User) -> Result<(), E>
    where
        E: From<Denied> + From<StoreError>,
    {
        self.may_act_on(user)?;
        if self.token().is_none() {
            return Ok(());
        }
        let (by_themselves, by_group) = users::app_rights(tx, &user.id)?;
        if by_themselves || by_group { Err(Denied::Scope.into()) } else { Ok(()) }
    }

    /// For acts that a route's own scope does not cover: a program needs this one as well.
    pub(crate) fn require_scope(&self, needed: ApiScope) -> Result<(), Denied> {
        match &self.means {
            Means::Token { scopes, .. } if !scopes.contains(&needed) => Err(Denied::Scope),
            _ => Ok(()),
        }
    }
}

impl Admin {
    /// Whoever looks after accounts, if they may do the rest as well.
    pub fn from_staff(staff: Staff) -> Result<Self, Denied> {
        if staff.role == Role::Admin { Ok(Self(staff)) } else { Err(Denied::NotAdmin) }
    }

    /// A command on the machine itself, run by its owner or root: the listener has checked that.
    pub fn from_command() -> Self {
        Self(Staff { actor: Actor::Command, role: Role::Admin, means: Means::Machine, seen: None })
    }

    /// Giving rights is for people: what a token may do stays what was chosen when it was made.
    pub fn may_give_rights(&self) -> Result<(), Denied> {
        if self.token().is_some() { Err(Denied::Scope) } else { Ok(()) }
    }

    /// Whether people may be put into a group: a group that lets its people register apps gives them a right.
    pub(crate) fn may_put_into(&self, group: &Group) -> Result<(), Denied> {
        self.require_scope(ApiScope::GroupsManage)?;
        if group.may_register_apps { self.may_give_rights() } else { Ok(()) }
    }

    /// The same, asked of a role: the least one is no right.
    pub fn may_give(&self, role: Role) -> Result<(), Denied> {
        if role > Role::Member { self.may_give_rights() } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use domain::world::SystemEntropy;

    use super::*;

    fn token(scopes: &[ApiScope]) -> ApiToken {
        ApiToken::make("t", scopes.to_vec(), None, None, &SystemEntropy, 1).unwrap().0
    }

    #[test]
    fn a_token_opens_what_its_scopes_say_and_no_more_than_its_maker_may() {
        let token = token(&[ApiScope::UsersRead, ApiScope::ClientsManage]);
        let may = |role, scope| Staff::from_token(&token, role, scope);
        assert!(may(Role::Admin, Some(ApiScope::UsersRead)).unwrap().require_fresh() == Err(Denied::Scope));
        assert!(may(Role::Admin, Some(ApiScope::ClientsManage)).unwrap().require_fresh().is_ok());
        assert_eq!(may(Role::Admin, Some(ApiScope::UsersWrite)).unwrap_err(), Denied::Scope);
        assert_eq!(may(Role::Admin, None).unwrap_err(), Denied::Scope);
        for less in [Role::Member, Role::Helpdesk] {
            assert_eq!(may(less, Some(ApiScope::UsersRead)).unwrap_err(), Denied::NotAdmin);
        }
    }

    #[test]
    fn only_people_give_rights() {
        let by_token =
            Staff::from_token(&token(&[ApiScope::UsersManage]), Role::Admin, Some(ApiScope::UsersManage));
        let by_token = Admin::from_staff(by_token.unwrap()).unwrap();
        assert_eq!(by_token.may_give(Role::Helpdesk), Err(Denied::Scope));
        assert!(by_token.may_give(Role::Member).is_ok());
        assert!(Admin::from_command().may_give(Role::Admin).is_ok());
    }
}
