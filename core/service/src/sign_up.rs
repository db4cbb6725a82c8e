//! Joining by oneself: asking for an account, then confirming the address and choosing a password. Until an account is
//! made there is none, so nothing can be signed in to. Whether an address has an account shows to its owner alone.

use domain::attribute::Attributes;
use domain::audit::Actor;
use domain::factor::password::{PasswordError, PasswordHash, check};
use domain::id::{InteractionId, OutboxId, SignUpId, UserId};
use domain::outbox::{Content, Message, NOTICE_LIFETIME_S};
use domain::secret::Secret;
use domain::sign_up::{self, Invitation, MODE, Mode, Shut, SignUp, Stage, Way};
use domain::token::{PlainToken, TokenHash};
use domain::user::{Email, NameError, Role, User, UserState, Username};
use oidc::claims::StandardClaims;
use store::{ReadTx, StoreError, WriteTx, groups, invitations, outbox, sign_ups, users};

use crate::admin::users::{CreateError, created, free_username, keep};
use crate::asked::{self, Turn};
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::hashing::Overloaded;
use crate::password_link::{known, shortest};

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The name that people will see.
    pub name: String,
    /// Address.
    pub email: Email,
    /// The token of an invitation.
    pub invitation: Option<String>,
    /// The request that the person came with.
    pub interaction: Option<InteractionId>,
}

/// How it goes on.
#[derive(Debug)]
pub enum Noted {
    /// A letter is on its way, or nothing is: the same words.
    Sent,
    /// The invitation is for this address, so that nothing has to be confirmed: the token of the next page.
    GoOn(PlainToken),
}

/// What a confirmed address leads to.
#[derive(Debug)]
pub enum Joined {
    /// An account.
    Member,
    /// An administrator has to agree.
    Waits,
}

/// Why nobody joins.
#[derive(Debug, thiserror::Error)]
pub enum SignUpError {
    /// There is an account with this address; told to whoever has shown that it is theirs.
    #[error("there is an account with this address")]
    AccountExists,
    /// Too many sign-ups wait.
    #[error("too many sign-ups wait")]
    Full,
    /// The link is used up or over.
    #[error("this link is used up or over")]
    Gone,
    /// The invitation is for another address.
    #[error("the invitation is for another address")]
    OtherAddress,
    /// Too many passwords are being hashed.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Not a password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// Nobody may, or not with this address.
    #[error(transparent)]
    Shut(#[from] Shut),
    /// Too many came from this address.
    #[error("too many requests; wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not a user name.
    #[error(transparent)]
    Username(#[from] NameError),
    /// Somebody has this user name.
    #[error("somebody has this user name")]
    UsernameTaken,
}

/// Who may sign up.
pub fn mode(cx: &Cx) -> Mode {
    Mode::parse(cx.app.settings().text(MODE))
}

/// The invitation of a link, if it opens.
pub fn find_invitation(cx: &Cx, token: &str) -> Result<Invitation, SignUpError> {
    cx.store().read(|tx| open_invitation(tx, cx, token))
}

/// Asks for an account.
pub async fn ask(cx: &Cx, wish: Wish) -> Result<Noted, SignUpError> {
    let cx = cx.clone();
    let store = cx.store().clone();
    store.write(move |tx| ask_in(tx, &cx, &wish)).await
}

fn ask_in(tx: &WriteTx<'_>, cx: &Cx, wish: &Wish) -> Result<Noted, SignUpError> {
    let invitation = wish.invitation.as_deref().map(|token| open_invitation(tx, cx, token)).transpose()?;
    let is_for = invitation.as_ref().and_then(|invitation| invitation.email.as_ref());
    match (&invitation, is_for) {
        (None, _) => {
            way(cx, &wish.email)?;
        }
        (Some(_), Some(email)) if *email != wish.email => return Err(SignUpError::OtherAddress),
        (Some(_), _) => {}
    }
    let turn = asked::count(tx, cx, asked::SIGN_UP, &format!("sign-up:{}", wish.email.as_str()))?;
    if let Turn::Slowed(wait_s) = turn {
        return Err(SignUpError::Slowed { wait_s });
    }
    // Whoever was invited is not kept out by strangers.
    if invitation.is_none() && sign_ups::count(tx, cx.now)? >= sign_up::MOST_OPEN {
        return Err(SignUpError::Full);
    }
    let event =
        cx.event("sign_up.asked").with("email", wish.email.as_str()).with("invited", invitation.is_some());
    store::audit::append(tx, event, cx.now)?;
    let token = PlainToken::generate(cx.entropy());
    let owner = users::find_by_name(tx, wish.email.as_str())?;
    if is_for.is_some() {
        if owner.is_some() {
            return Err(SignUpError::AccountExists);
        }
        sign_ups::insert(tx, &begun(cx, wish, invitation.as_ref(), &token), &token.hash())?;
        return Ok(Noted::GoOn(token));
    }
    let waits = sign_ups::find_by_email(tx, &wish.email, cx.now)?
        .is_some_and(|known| matches!(known.stage, Stage::Waiting { .. }));
    send(tx, cx, wish, invitation.as_ref(), &token, (owner, waits || turn == Turn::Enough))?;
    Ok(Noted::Sent)
}

/// The letter: to confirm the address, or, where it has an account, to say so to its owner. The same is written in each
/// case, and taken back where nothing is to be sent.
fn send(
    tx: &WriteTx<'_>,
    cx: &Cx,
    wish: &Wish,
    invitation: Option<&Invitation>,
    token: &PlainToken,
    (owner, is_silent): (Option<User>, bool),
) -> Result<(), StoreError> {
    let to = wish.email.as_str().to_owned();
    let is_new = owner.is_none() && !is_silent;
    let mut sign_up = begun(cx, wish, invitation.filter(|_| is_new), token);
    if !is_new {
        // An address that nobody can have, so that what stands under the real one stays.
        sign_up.email = Email::from_stored(format!("{}@nowhere.invalid", sign_up.id));
    }
    let content = match &owner {
        Some(_) => Content::SignUpKnown { to: to.clone() },
        None => Content::ConfirmAddress {
            to: to.clone(),
            link: format!("{}/confirm/{}", cx.app.issuer(), token.expose()),
        },
    };
    let message = Message {
        id: OutboxId::generate(cx.entropy()),
        user_id: owner.as_ref().map(|owner| owner.id.clone()),
        content,
        created_at: cx.now,
        expires_at: sign_up.expires_at,
    };
    if !is_silent {
        outbox::withdraw(tx, message.user_id.as_ref(), |content| match content {
            Content::SignUpKnown { .. } => true,
            Content::ConfirmAddress { to: before, .. } => *before == to,
            _ => false,
        })?;
    }
    sign_ups::insert(tx, &sign_up, &token.hash())?;
    outbox::insert(tx, &message)?;
    if !is_new {
        sign_ups::delete(tx, &sign_up.id)?;
    }
    if is_silent {
        outbox::delete(tx, &message.id)?;
    }
    Ok(())
}

fn begun(cx: &Cx, wish: &Wish, invitation: Option<&Invitation>, token: &PlainToken) -> SignUp {
    SignUp {
        id: SignUpId::generate(cx.entropy()),
        email: wish.email.clone(),
        name: wish.name.clone(),
        invitation: invitation.map(|invitation| invitation.id.clone()),
        interaction: wish.interaction.clone(),
        stage: Stage::Unconfirmed { token: token.hash() },
        created_at: cx.now,
        expires_at: cx.now + sign_up::CONFIRM_LIFETIME_S,
    }
}

/// The sign-up of a link that confirms an address, and a user name that is free.
pub fn find(cx: &Cx, token: &str) -> Result<(SignUp, Username), SignUpError> {
    cx.store().read(|tx| {
        let found = sign_ups::find_by_token(tx, &TokenHash::of(token), cx.now)?.ok_or(SignUpError::Gone)?;
        let free = free_username(tx, &found.email).unwrap_or_else(|_| Username::from_email(&found.email));
        Ok((found, free))
    })
}

/// Confirms the address: whoever has the link reads that mailbox. Makes the account, or lets the person wait.
pub async fn confirm(cx: &Cx, token: &str, username: &str, password: Secret) -> Result<Joined, SignUpError> {
    let (found, free) = find(cx, token)?;
    let username = if username.trim().is_empty() { free } else { Username::parse(username)? };
    // Before the hash, which costs.
    if cx.store().read(|tx| is_taken(tx, &username, cx.now))? {
        return Err(SignUpError::UsernameTaken);
    }
    let words = [username.as_str(), found.email.as_str(), &*found.name];
    check(&password, shortest(cx, None), &known(cx, &words))?;
    let hash = cx.app.hashing.hash(password, cx.app.entropy.clone()).await?;
    let (cx, token) = (cx.clone(), TokenHash::of(token));
    let store = cx.store().clone();
    store.write(move |tx| confirm_in(tx, &cx, &token, username, hash)).await
}

fn confirm_in(
    tx: &WriteTx<'_>,
    cx: &Cx,
    token: &TokenHash,
    username: Username,
    password: PasswordHash,
) -> Result<Joined, SignUpError> {
    let found = sign_ups::find_by_token(tx, token, cx.now)?.ok_or(SignUpError::Gone)?;
    if users::find_by_name(tx, found.email.as_str())?.is_some() {
        return Err(SignUpError::AccountExists);
    }
    if is_taken(tx, &username, cx.now)? {
        return Err(SignUpError::UsernameTaken);
    }
    let (way, groups) = match &found.invitation {
        None => (way(cx, &found.email)?, Vec::new()),
        Some(id) => {
            let invitation = invitations::find(tx, id, cx.now)?.filter(|_| mode(cx) != Mode::Off);
            (Way::Joins, invitation.ok_or(SignUpError::Gone)?.groups)
        }
    };
    if way == Way::Waits {
        let until = cx.now + sign_up::WAITING_LIFETIME_S;
        if !sign_ups::begin_waiting(tx, token, (&username, &password), cx.now, until)? {
            return Err(SignUpError::Gone);
        }
        tell_admins(tx, cx, &found)?;
        let event =
            cx.event("sign_up.confirmed").with("email", found.email.as_str()).with("name", &*found.name);
        store::audit::append(tx, event, cx.now)?;
        return Ok(Joined::Waits);
    }
    if !sign_ups::consume(tx, token, cx.now)? {
        return Err(SignUpError::Gone);
    }
    if let Some(id) = &found.invitation
        && !invitations::consume(tx, id, cx.now)?
    {
        return Err(SignUpError::Gone);
    }
    let mut user = new_user(cx, &found, username, password);
    let own = cx.clone().acting_as(Actor::User(user.id.clone()));
    keep(tx, &mut user, find_groups(tx, &groups)?).map_err(refuse)?;
    let event = created(&own, &user).with("invited", found.invitation.is_some()).with("signed_up", true);
    store::audit::append(tx, event, cx.now)?;
    Ok(Joined::Member)
}

/// An account of somebody whose address is confirmed.
pub(crate) fn new_user(cx: &Cx, found: &SignUp, username: Username, password: PasswordHash) -> User {
    let id = UserId::generate(cx.entropy());
    User {
        subject: id.to_string(),
        id,
        username,
        email: found.email.clone(),
        email_verified: true,
        claims: StandardClaims { name: Some(found.name.clone()), ..StandardClaims::default() },
        password: Some(password),
        role: Role::Member,
        state: UserState::Active,
        mfa_policy: None,
        groups: Vec::new(),
        attributes: Attributes::new(),
        created_at: cx.now,
        updated_at: cx.now,
    }
}

/// Those that are still there.
pub(crate) fn find_groups(
    tx: &ReadTx<'_>,
    names: &[String],
) -> Result<Vec<(String, domain::id::GroupId)>, StoreError> {
    let found = names.iter().map(|name| groups::find_by_name(tx, name));
    found
        .filter_map(|found| found.map(|found| found.map(|group| (group.name, group.id))).transpose())
        .collect()
}

/// What cannot be kept although it was looked at in this transaction.
fn refuse(error: CreateError) -> SignUpError {
    match error {
        CreateError::Overloaded(error) => error.into(),
        CreateError::Password(error) => error.into(),
        CreateError::Store(error) => error.into(),
        CreateError::Taken { field: "username" } => SignUpError::UsernameTaken,
        // Whoever signs up is no more than a member, which needs nobody's rights, and gets a subject that is random.
        CreateError::Denied(_)
        | CreateError::Fields(_)
        | CreateError::RetiredSubject
        | CreateError::Taken { .. }
        | CreateError::UnknownGroup { .. } => SignUpError::AccountExists,
    }
}

fn is_taken(tx: &ReadTx<'_>, username: &Username, now: i64) -> Result<bool, StoreError> {
    Ok(users::find_by_name(tx, username.as_str())?.is_some()
        || sign_ups::find_waiting_by_name(tx, username.as_str(), now)?.is_some())
}

fn tell_admins(tx: &WriteTx<'_>, cx: &Cx, found: &SignUp) -> Result<(), StoreError> {
    for (id, to) in users::admin_addresses(tx)? {
        let message = Message {
            id: OutboxId::generate(cx.entropy()),
            user_id: Some(id),
            content: Content::SignUpWaits { to, name: found.name.clone() },
            created_at: cx.now,
            expires_at: cx.now + NOTICE_LIFETIME_S,
        };
        outbox::insert(tx, &message)?;
    }
    Ok(())
}

/// Tells somebody who waited what became of it.
pub(crate) fn tell(tx: &WriteTx<'_>, cx: &Cx, user: Option<&User>, email: &Email) -> Result<(), StoreError> {
    let message = match user {
        Some(user) => notice(cx, user, |to| Content::SignUpApproved { to }),
        None => Message {
            id: OutboxId::generate(cx.entropy()),
            user_id: None,
            content: Content::SignUpRefused { to: email.as_str().to_owned() },
            created_at: cx.now,
            expires_at: cx.now + NOTICE_LIFETIME_S,
        },
    };
    outbox::insert(tx, &message)
}

fn way(cx: &Cx, email: &Email) -> Result<Way, Shut> {
    mode(cx).way(cx.app.settings().text(sign_up::DOMAINS), email)
}

/// An invitation opens while people may join at all.
fn open_invitation(tx: &ReadTx<'_>, cx: &Cx, token: &str) -> Result<Invitation, SignUpError> {
    let found = invitations::find_by_token(tx, &TokenHash::of(token), cx.now)?;
    found.filter(|_| mode(cx) != Mode::Off).ok_or(SignUpError::Gone)
}
