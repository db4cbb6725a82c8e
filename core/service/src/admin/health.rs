//! How the database and what hangs on it are doing.

use store::{StoreError, devices, outbox, users};

use crate::cx::Cx;
use crate::push::Tally;
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
    /// Whether phones are told by push services.
    pub push_is_enabled: bool,
    /// Phones that take web push.
    pub push_phones: i64,
    /// What became of pushes since the start.
    pub push: Tally,
    /// The highest time in the audit log.
    pub latest_audit_at: i64,
}

/// Looks at everything once.
pub async fn check(cx: &Cx, by: &Admin) -> Result<Health, StoreError> {
    let mail_is_set = super::settings::find(cx, by, "smtp.url").is_ok_and(|setting| setting.is_set);
    let (push_is_enabled, push) = (cx.app.settings().is_push_enabled(), cx.app.push_tally());
    cx.store()
        .scan(move |tx| {
            Ok(Health {
                database: store::integrity::quick_check(tx)?,
                is_claimed: users::any_admin(tx)?,
                mail_is_set,
                outbox: outbox::count(tx)?,
                push_is_enabled,
                push_phones: devices::count_with_web_push(tx)?,
                push,
                latest_audit_at: store::audit::latest(tx)?,
            })
        })
        .await
}
