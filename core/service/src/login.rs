//! Signing in with a password: limits first, then the hash, then a new session or the second factor.

use domain::audit::Event;
use domain::factor::password::{PasswordHash, Verdict};
use domain::id::{ApprovalId, InteractionId, SessionId};
use domain::secret::Secret;
use domain::session::{Session, merge_amr};
use domain::sign_up::Stage;
use domain::token::{PlainToken, TokenHash};
use domain::user::{User, canonical};
use store::half_sign_ins::HalfSignIn;
use store::{
    ReadTx, StoreError, WriteTx, approvals, factors, half_sign_ins, interactions, remembered_browsers,
    sessions, sign_ups, users,
};

use crate::account::own_event;
use crate::ask::Asked;
use crate::attempts::{Keys, charge, give_back};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::end::end_session;
use crate::hashing::Overloaded;
use crate::notices::NewBrowser;
use crate::resets;
use crate::second_factor::{self, Half};

/// The two cookies of a browser that just signed in; both are new.
#[derive(Debug)]
pub struct Cookies {
    /// `__Host-session`.
    pub session: PlainToken,
    /// `__Host-browser`.
    pub browser: PlainToken,
    /// Whether the person has to be told first that an administrator has reset a half of their sign-in.
    pub shows_reset: bool,
    /// The language that the account says, for the pages that follow.
    pub locale: Option<String>,
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
    /// The browser holds no half of a sign-in, or its time is over.
    #[error("there is no sign-in that waits for a second factor")]
    Gone,
    /// The phone has not said yes, or its answer is too old.
    #[error("the phone has not approved this")]
    NotAnswered,
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
    /// The password is right, and an administrator has not agreed yet that there be an account.
    #[error("an administrator has to agree first")]
    Waits {
        /// Whom to ask.
        admins: Vec<String>,
    },
    /// Name and password do not match, or there is no such account: nobody can tell which. Or the code is not right.
    #[error("name and password do not match")]
    Wrong,
}

/// What a sign-in is for.
#[derive(Clone, Debug, Default)]
pub struct Goal {
    /// The request under way, if any.
    pub interaction: Option<InteractionId>,
    /// The page of ours to go on to, where there is none.
    pub next: String,
}

/// What a right password leads to.
#[derive(Debug)]
pub enum Outcome {
    /// A session.
    SignedIn(Cookies),
    /// Half of a sign-in: the second factor is due, and nobody is signed in yet.
    SecondFactor {
        /// `__Host-browser`, new.
        browser: PlainToken,
        /// Whether phones were asked.
        asked: Asked,
    },
}

/// Looks at a name and a password.
pub async fn sign_in(
    cx: &Cx,
    name: &str,
    password: Secret,
    browser: &Browser,
    goal: &Goal,
) -> Result<Outcome, LoginError> {
    let name = canonical(name);
    let user = cx.store().read(|tx| users::find_by_name(tx, &name))?;
    let keys = Keys::new(cx, user.as_ref(), &name).asking_proof(cx);
    let admission = cx.app.hashing.admit().await?;
    charge(cx, keys.clone(), user.as_ref().map(|user| user.id.clone()), browser.browser).await?;
    let stored = match &user {
        Some(user) => user.password.clone(),
        None => cx.store().read(|tx| waiting_password(tx, &name, cx.now))?,
    };
    let verdict = cx.app.hashing.verify(&admission, password.clone(), stored).await?;
    drop(admission);
    if user.is_none() && verdict != Verdict::Wrong {
        give_back(cx, keys).await?;
        return Err(LoginError::Waits { admins: cx.store().read(users::admin_names)? });
    }
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
    let opening = Opening::new(cx, &user, browser, &["pwd"]);
    let (cx, goal, browser) = (cx.clone(), goal.clone(), browser.clone());
    let store = cx.store().clone();
    store
        .write::<_, StoreError>(move |tx| {
            if let Some(hash) = &rehashed {
                users::set_password(tx, &user.id, hash)?;
            }
            // Inside the write: whoever sets a factor up at this moment is asked for it. And whoever knows the password
            // that was stopped on the phone must not be the one who sets the new one: a factor is asked whatever the policy
            // says, and where none is left, a reset of the password is the way.
            let owner_asked = factors::load(tx, &user.id)?.must_set_password;
            if owner_asked || second_factor::is_due(&cx, tx, &user, &goal, &browser)? {
                keys.give_one_back(tx)?;
                let (browser, asked) = Half::new(&cx, &user, &browser, &goal).hold(tx, &cx)?;
                return Ok(Outcome::SecondFactor { browser, asked });
            }
            keys.give_back(tx)?;
            Ok(Outcome::SignedIn(opening.open(tx, &cx, goal.interaction.as_ref())?))
        })
        .await
        .map_err(LoginError::Store)
}

/// The password of somebody who signed up and waits: whoever knows it is told so.
fn waiting_password(tx: &ReadTx<'_>, name: &str, now: i64) -> Result<Option<PasswordHash>, StoreError> {
    let waiting = sign_ups::find_waiting_by_name(tx, name, now)?;
    Ok(waiting.and_then(|waiting| match waiting.stage {
        Stage::Waiting { password, .. } => Some(password),
        Stage::Unconfirmed { .. } => None,
    }))
}

/// Opens a session for the administrator who has just set up the office.
pub(crate) async fn open_session(cx: &Cx, user: &User, browser: &Browser) -> Result<Cookies, StoreError> {
    let (opening, cx) = (Opening::new(cx, user, browser, &["pwd"]), cx.clone());
    let store = cx.store().clone();
    store.write(move |tx| opening.open(tx, &cx, None)).await
}

/// A session that is about to be opened for a person who has just proved who they are.
pub(crate) struct Opening {
    cookies: Cookies,
    fresh: Session,
    event: Event,
    new_browser: NewBrowser,
    old: Browser,
    continues: bool,
    approval: Option<ApprovalId>,
}

impl Opening {
    pub(crate) fn new(cx: &Cx, user: &User, browser: &Browser, amr: &[&str]) -> Self {
        let cookies = Cookies {
            session: PlainToken::generate(cx.entropy()),
            browser: PlainToken::generate(cx.entropy()),
            shows_reset: false,
            locale: user.claims.locale.clone(),
        };
        let fresh = Session {
            id: SessionId::generate(cx.entropy()),
            token: cookies.session.hash(),
            user_id: user.id.clone(),
            browser: cookies.browser.hash(),
            auth_time: cx.now,
            amr: amr.iter().map(|method| (*method).to_owned()).collect(),
            created_at: cx.now,
            last_seen_at: cx.now,
            address: cx.address.clone(),
            user_agent: cx.user_agent.clone(),
        };
        let event = own_event(cx, user, "session.created");
        let new_browser = NewBrowser::new(cx, user);
        Self { cookies, fresh, event, new_browser, old: browser.clone(), continues: false, approval: None }
    }

    /// Of the half whose second factor was right, with what that factor adds to its methods.
    pub(crate) fn of_half(mut self, half: &HalfSignIn, added: &[&str]) -> Self {
        self.fresh.amr = merge_amr(&half.amr, added);
        self.continues = half.session_id.is_some();
        self.by_approval(half.approval_id.clone())
    }

    /// Of a phone's yes, which can be taken back.
    pub(crate) fn by_approval(self, approval: Option<ApprovalId>) -> Self {
        Self { approval, ..self }
    }

    /// Does it. `interaction`: the request that it is for.
    pub(crate) fn open(
        self,
        tx: &WriteTx<'_>,
        cx: &Cx,
        interaction: Option<&InteractionId>,
    ) -> Result<Cookies, StoreError> {
        let Self { cookies, fresh, event, new_browser, old, continues, approval } = self;
        let now = cx.now;
        let session = replace_session(tx, cx, &old, fresh, continues)?;
        renew_browser(tx, &old, &session.browser)?;
        if !users::knows_browser(tx, &session.user_id, &session.browser)? {
            new_browser.tell(tx, &session.user_id)?;
        }
        users::remember_browser(tx, &session.user_id, &session.browser, now)?;
        if let Some(approval) = &approval {
            approvals::set_session(tx, approval, &session.id)?;
        }
        if let Some(id) = interaction {
            interactions::mark_signed_in(tx, id, now)?;
        }
        let event = event.with("session", session.id.as_str()).with("amr", session.amr.join(" "));
        store::audit::append(tx, event, now)?;
        let shows_reset = !resets::find_open(tx, &session.user_id, now)?.is_empty();
        Ok(Cookies { shows_reset, ..cookies })
    }
}

/// The same person signing in again keeps the session's id, so that what apps know as `sid` stays;
/// another person ends it with all that was issued in it. One that `continues` grows no older by a further step.
fn replace_session(
    tx: &WriteTx<'_>,
    cx: &Cx,
    old: &Browser,
    fresh: Session,
    continues: bool,
) -> Result<Session, StoreError> {
    let previous = old.session.map(|token| sessions::find_by_token(tx, &token)).transpose()?.flatten();
    let mut session = fresh;
    if let Some(previous) = previous {
        if previous.user_id == session.user_id {
            sessions::delete(tx, &previous.id)?;
            session.id = previous.id;
            if continues {
                session.created_at = previous.created_at;
            }
        } else {
            end_session(tx, cx, &previous.id)?;
        }
    }
    sessions::insert(tx, &session)?;
    Ok(session)
}

/// The browser's own cookie is renewed with each proof: a value that somebody planted is worth nothing afterwards.
pub(crate) fn renew_browser(tx: &WriteTx<'_>, old: &Browser, new: &TokenHash) -> Result<(), StoreError> {
    if let Some(old) = &old.browser {
        interactions::rebind(tx, old, new)?;
        users::rename_browser(tx, old, new)?;
        remembered_browsers::rename(tx, old, new)?;
        half_sign_ins::consume(tx, old)?;
        // Questions belong to a browser by its name: one that was asked under the old name is nobody's any more.
        approvals::supersede(tx, old)?;
    }
    Ok(())
}

pub(crate) async fn note_failure(cx: &Cx, name: &str) -> Result<(), StoreError> {
    let now = cx.now;
    // The same row for a known and an unknown account: the log is no oracle either.
    let event = cx.event("login.failed").with("name", name.chars().take(64).collect::<String>());
    cx.store().write(move |tx| store::audit::append(tx, event, now)).await
}
