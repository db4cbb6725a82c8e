//! Signing in with a password: limits first, then the hash, then a new session.

use domain::audit::Actor;
use domain::factor::password::Verdict;
use domain::id::{InteractionId, SessionId, UserId};
use domain::limit::Scope;
use domain::secret::Secret;
use domain::session::Session;
use domain::token::{PlainToken, TokenHash};
use domain::user::{User, canonical};
use store::{StoreError, WriteTx, authorizations, failures, interactions, sessions, users};

use crate::authorize::Browser;
use crate::cx::Cx;
use crate::hashing::Overloaded;

/// The two cookies of a browser that just signed in; both are new.
#[derive(Debug)]
pub struct Cookies {
    /// `__Host-session`.
    pub session: PlainToken,
    /// `__Host-browser`.
    pub browser: PlainToken,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// The password is right, and the account is switched off.
    #[error("the account is switched off")]
    Disabled {
        /// Whom to ask.
        admins: Vec<String>,
    },
    /// Too many sign-ins at once.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// Too many failures.
    #[error("too many failures; wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Name and password do not match, or there is no such account: nobody can tell which.
    #[error("name and password do not match")]
    Wrong,
}

/// Signs a person in. `interaction`: the request that it is for, if any.
pub async fn sign_in(
    cx: &Cx,
    name: &str,
    password: Secret,
    browser: &Browser,
    interaction: Option<&InteractionId>,
) -> Result<Cookies, LoginError> {
    let name = canonical(name);
    let user = cx.store().read(|tx| users::find_by_name(tx, &name))?;
    let keys = Keys::new(cx, user.as_ref(), &name);
    let admission = cx.app.hashing.admit().await?;
    charge(cx, keys.clone(), user.as_ref().map(|user| user.id.clone()), browser.browser).await?;
    let stored = user.as_ref().and_then(|user| user.password.clone());
    let verdict = cx.app.hashing.verify(&admission, password.clone(), stored).await?;
    drop(admission);
    let Some(user) = user.filter(|_| verdict != Verdict::Wrong) else {
        note_failure(cx, &name).await?;
        return Err(LoginError::Wrong);
    };
    if !user.is_active() {
        give_back(cx, keys).await?;
        let admins = cx.store().read(users::admin_names)?;
        return Err(LoginError::Disabled { admins });
    }
    let rehashed = match verdict {
        Verdict::RightButOutdated => cx.app.hashing.hash(password, cx.app.entropy.clone()).await.ok(),
        _ => None,
    };
    open_session(cx, user, rehashed, browser, interaction.cloned(), Some(keys)).await
}

/// Opens a session for a person who has just proved who they are.
pub(crate) async fn open_session(
    cx: &Cx,
    user: User,
    rehashed: Option<domain::factor::password::PasswordHash>,
    browser: &Browser,
    interaction: Option<InteractionId>,
    charged: Option<Keys>,
) -> Result<Cookies, LoginError> {
    let cookies =
        Cookies { session: PlainToken::generate(cx.entropy()), browser: PlainToken::generate(cx.entropy()) };
    let fresh = Session {
        id: SessionId::generate(cx.entropy()),
        token: cookies.session.hash(),
        user_id: user.id.clone(),
        browser: cookies.browser.hash(),
        auth_time: cx.now,
        amr: vec!["pwd".into()],
        created_at: cx.now,
        last_seen_at: cx.now,
        address: cx.address.clone(),
        user_agent: cx.user_agent.clone(),
    };
    let event = cx.clone().acting_as(Actor::User(user.id.clone())).event("session.created").user(&user.id);
    let (old, now) = (browser.clone(), cx.now);
    cx.store()
        .write::<_, StoreError>(move |tx| {
            if let Some(keys) = &charged {
                keys.give_back(tx)?;
            }
            if let Some(hash) = &rehashed {
                users::set_password(tx, &user.id, hash)?;
            }
            let session = replace_session(tx, &old, fresh)?;
            renew_browser(tx, &old, &session, now)?;
            if let Some(id) = &interaction {
                interactions::mark_signed_in(tx, id, now)?;
            }
            store::audit::append(
                tx,
                event.with("session", session.id.as_str()).with("amr", session.amr.join(" ")),
                now,
            )
        })
        .await?;
    Ok(cookies)
}

/// The same person signing in again keeps the session's id, so that what apps know as `sid` stays;
/// another person ends it with all that was issued in it.
fn replace_session(tx: &WriteTx<'_>, old: &Browser, fresh: Session) -> Result<Session, StoreError> {
    let previous = old.session.map(|token| sessions::find_by_token(tx, &token)).transpose()?.flatten();
    let mut session = fresh;
    if let Some(previous) = previous {
        sessions::delete(tx, &previous.id)?;
        if previous.user_id == session.user_id {
            session.id = previous.id;
        } else {
            authorizations::revoke_by_session(tx, &previous.id)?;
        }
    }
    sessions::insert(tx, &session)?;
    Ok(session)
}

/// The browser's own cookie is renewed with the session: a value that somebody planted is worth nothing after a sign-in.
fn renew_browser(tx: &WriteTx<'_>, old: &Browser, session: &Session, now: i64) -> Result<(), StoreError> {
    if let Some(old) = &old.browser {
        interactions::rebind(tx, old, &session.browser)?;
        users::rename_browser(tx, old, &session.browser)?;
    }
    users::remember_browser(tx, &session.user_id, &session.browser, now)
}

/// Under which keys a try is counted.
#[derive(Clone, Debug)]
pub(crate) struct Keys([(Scope, String); 3]);

impl Keys {
    /// By account id, or by the canonical name of an account that does not exist, so that both behave alike.
    fn new(cx: &Cx, user: Option<&User>, name: &str) -> Self {
        let account = match user {
            Some(user) => format!("id:{}", user.id),
            None => format!("name:{}", name.chars().take(254).collect::<String>()),
        };
        let address = if cx.address.is_empty() { "unknown" } else { &cx.address };
        Self([
            (Scope::AccountAndAddress, format!("{account} {address}")),
            (Scope::Account, account),
            (Scope::Address, address.to_owned()),
        ])
    }

    fn give_back(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        self.0.iter().try_for_each(|(scope, key)| {
            failures::put(tx, *scope, key, failures::load(tx, *scope, key)?.give_back(*scope))
        })
    }
}

/// Counts the try before the password is hashed, so that parallel guesses cannot race.
async fn charge(
    cx: &Cx,
    keys: Keys,
    user: Option<UserId>,
    browser: Option<TokenHash>,
) -> Result<(), LoginError> {
    let now = cx.now;
    cx.store()
        .write(move |tx| {
            let known = match (&user, &browser) {
                (Some(user), Some(browser)) => users::knows_browser(tx, user, browser)?,
                _ => false,
            };
            for (scope, key) in &keys.0 {
                let bucket = failures::load(tx, *scope, key)?;
                // A browser that has signed in before passes: nobody can lock another person out.
                let exempt = known && *scope == Scope::Account;
                if let Some(wait_s) = bucket.wait_s(*scope, now).filter(|_| !exempt) {
                    return Err(LoginError::Slowed { wait_s });
                }
            }
            for (scope, key) in &keys.0 {
                failures::put(tx, *scope, key, failures::load(tx, *scope, key)?.charge(*scope, now))?;
            }
            Ok(())
        })
        .await
}

async fn give_back(cx: &Cx, keys: Keys) -> Result<(), StoreError> {
    cx.store().write(move |tx| keys.give_back(tx)).await
}

async fn note_failure(cx: &Cx, name: &str) -> Result<(), StoreError> {
    let now = cx.now;
    // The same row for a known and an unknown account: the log is no oracle either.
    let event = cx.event("login.failed").with("name", name.chars().take(64).collect::<String>());
    cx.store().write(move |tx| store::audit::append(tx, event, now)).await
}
