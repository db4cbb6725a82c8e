//! How the database and what hangs on it are doing.

use store::{StoreError, outbox, users};

use crate::cx::Cx;
use crate::rights::Admin;

/// What `doctor` asks the one who holds the database.
#[derive(Clone, Debug)]
pub struct Health {
    /// Problems that SQLite found in the file; empty for a sound one.
    pub database: Vec<String>,
    /// Whether there is an administrator.
    pub is_claimed: bool,
    /// Whether a mail server is set.
    pub mail_is_set: bool,
    /// Messages that wait to be sent.
    pub outbox: i64,
    /// The highest time in the audit log.
    pub latest_audit_at: i64,
}

/// Looks at everything once.
pub async fn check(cx: &Cx, by: &Admin) -> Result<Health, StoreError> {
    let mail_is_set = super::settings::find(cx, by, "smtp.url").is_ok_and(|setting| setting.is_set);
    cx.store()
        .scan(move |tx| {
            Ok(Health {
                database: store::integrity::quick_check(tx)?,
                is_claimed: users::any_admin(tx)?,
                mail_is_set,
                outbox: outbox::count(tx)?,
                latest_audit_at: store::audit::latest(tx)?,
            })
        })
        .await
}
