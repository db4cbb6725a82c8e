//! Opening the window's lock: a name and a password of an administrator, counted like a sign-in, in a pot of its own. No session comes of it.

use domain::audit::Actor;
use domain::factor::password::Verdict;
use domain::secret::Secret;
use domain::user::{Role, canonical};
use store::{StoreError, users};

use crate::attempts::{Keys, charge};
use crate::cx::Cx;
use crate::hashing::Overloaded;
use crate::login::{LoginError, note_failure};
use crate::rights::Admin;

/// Why the lock stays shut.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// Too many at once.
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
    /// Not an administrator's name with its password; nobody can tell which.
    #[error("this is not the name of an administrator with its password")]
    Wrong,
}

/// Looks at a name and a password that somebody types at the machine itself.
pub async fn unlock(cx: &Cx, _by: &Admin, name: &str, password: Secret) -> Result<(), UnlockError> {
    let name = canonical(name);
    let user = cx.store().read(|tx| users::find_by_name(tx, &name))?;
    let keys = Keys::at_the_machine(user.as_ref(), &name);
    let admission = cx.app.hashing.admit().await?;
    charge(cx, keys.clone(), user.as_ref().map(|user| user.id.clone()), None).await?;
    let stored = user.as_ref().and_then(|user| user.password.clone());
    let verdict = cx.app.hashing.verify(&admission, password, stored).await?;
    drop(admission);
    let may = user.filter(|user| verdict != Verdict::Wrong && user.is_active() && user.role == Role::Admin);
    let Some(user) = may else {
        note_failure(cx, &name).await?;
        return Err(UnlockError::Wrong);
    };
    let event = cx.clone().acting_as(Actor::User(user.id.clone())).event("window.unlocked").user(&user.id);
    let now = cx.now;
    cx.store()
        .write(move |tx| {
            keys.give_back(tx)?;
            Ok(store::audit::append(tx, event, now)?)
        })
        .await
}

impl From<LoginError> for UnlockError {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::Overloaded(error) => Self::Overloaded(error),
            LoginError::Slowed { wait_s } => Self::Slowed { wait_s },
            LoginError::Store(error) => Self::Store(error),
            LoginError::Disabled { .. }
            | LoginError::Gone
            | LoginError::NotAnswered
            | LoginError::Waits { .. }
            | LoginError::Wrong => Self::Wrong,
        }
    }
}
