//! People: who there is, and what an administrator does about their accounts.

pub(crate) mod apart;
mod change;
mod create;
mod import;
mod link;
mod reset;
mod reset_mfa;

use domain::user::{User, canonical};
use store::{ReadTx, StoreError, users};

use crate::cx::Cx;
use crate::rights::Admin;

pub(crate) use apart::wait_s;
pub use change::{ChangeError, UserChanges, delete, disable, enable, update};
pub use create::{CreateError, Created, NewUser, create};
pub use import::{ImportError, Imported, ImportedUser, import};
pub use reset::{ResetError, reset_password};
pub use reset_mfa::reset_mfa;

/// A page of people, and how many there are in all.
#[derive(Debug)]
pub struct Page {
    /// The people of the page.
    pub users: Vec<User>,
    /// All accounts, found or not.
    pub total: i64,
}

/// People whose name or address contains `search`.
pub async fn list(cx: &Cx, _by: &Admin, search: &str, limit: u32, offset: u32) -> Result<Page, StoreError> {
    let search = canonical(search);
    cx.store()
        .scan(move |tx| {
            Ok(Page { users: users::list(tx, &search, limit, offset)?, total: users::count(tx)? })
        })
        .await
}

/// The person of an id, an address or a user name.
pub fn find(cx: &Cx, _by: &Admin, reference: &str) -> Result<Option<User>, StoreError> {
    cx.store().read(|tx| resolve(tx, reference))
}

/// Ids are tried first: a name that somebody chose never hides an account.
pub(crate) fn resolve(tx: &ReadTx<'_>, reference: &str) -> Result<Option<User>, StoreError> {
    match users::find(tx, &reference.into())? {
        Some(user) => Ok(Some(user)),
        None => users::find_by_name(tx, &canonical(reference)),
    }
}
