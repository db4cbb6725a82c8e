//! How the database and what hangs on it are doing.

use domain::mail::Failure;
use domain::outbox::State;
use store::{StoreError, devices, outbox, users};

use crate::cx::Cx;
use crate::outbox::what_is_set;
use crate::push::Tally;
use crate::rights::Admin;

/// What `doctor` asks the one who holds the database.
#[derive(Clone, Debug)]
pub struct Health {
    /// Problems that SQLite found in the file; empty for a sound one.
    pub database: Vec<String>,
    /// Whether there is an administrator.
    pub is_claimed: bool,
    /// Whether a mail server and a sender are set.
    pub mail_is_set: bool,
    /// Messages that wait to be sent.
    pub outbox: i64,
    /// Messages that were refused for good.
    pub given_up: i64,
    /// Why no mail goes out, while messages wait for that.
    pub mail_failure: Option<Failure>,
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
pub async fn check(cx: &Cx, _by: &Admin) -> Result<Health, StoreError> {
    let mail_is_set = what_is_set(&cx.app)?.is_ok();
    let (push_is_enabled, push) = (cx.app.settings().is_push_enabled(), cx.app.push_tally());
    cx.store()
        .scan(move |tx| {
            Ok(Health {
                database: store::integrity::quick_check(tx)?,
                is_claimed: users::any_admin(tx)?,
                mail_is_set,
                outbox: outbox::count(tx)?,
                given_up: outbox::count_in(tx, Some(State::GivenUp))?,
                mail_failure: outbox::last_failure(tx)?.map(|(_, failure)| failure),
                push_is_enabled,
                push_phones: devices::count_with_web_push(tx)?,
                push,
                latest_audit_at: store::audit::latest(tx)?,
            })
        })
        .await
}
