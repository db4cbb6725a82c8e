//! A letter to try whether mail goes out: to an address that an administrator types, and not often, so that nobody makes a
//! relay of it.

use domain::audit::Filter;
use domain::id::OutboxId;
use domain::mail::{Failure, Letter, Written};
use domain::user::Email;
use store::{StoreError, users};

use crate::cx::Cx;
use crate::outbox::{Reader, own_host, what_is_set};
use crate::rights::Admin;

/// Letters in an hour.
const AN_HOUR: i64 = 10;
const HOUR: i64 = 3_600;
const EVENT: &str = "mail.tested";

/// Why none was tried.
#[derive(Debug, thiserror::Error)]
pub enum MailTestError {
    /// No server runs here that could send.
    #[error("mail is sent by a running server: start it first")]
    NotServing,
    /// There were enough.
    #[error("{AN_HOUR} test mails an hour are enough: try again later")]
    Enough,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends a letter in the language of whoever asks for it; why it did not go, where it did not.
pub async fn test(
    cx: &Cx,
    by: &Admin,
    to: Email,
    write: impl FnOnce(&Reader) -> Written,
) -> Result<Result<(), Failure>, MailTestError> {
    let outside = cx.app.outside().ok_or(MailTestError::NotServing)?;
    count(cx, &to).await?;
    let (server, from) = match what_is_set(&cx.app)? {
        Ok(set) => set,
        Err(failure) => return Ok(Err(failure)),
    };
    let asks = by.session().map(|(_, user)| cx.store().read(|tx| users::find(tx, user))).transpose()?;
    let letter = Letter {
        id: OutboxId::generate(cx.entropy()).to_string(),
        host: own_host(cx),
        from,
        to,
        written: write(&Reader::new(&cx.app, asks.flatten().as_ref())),
    };
    Ok(outside.send(&server, &letter).await)
}

/// Counts and notes it in one transaction, before anything is sent: two at once are two.
async fn count(cx: &Cx, to: &Email) -> Result<(), MailTestError> {
    let (event, now) = (cx.event(EVENT).with("to", to.as_str()), cx.now);
    cx.store()
        .write(move |tx| {
            let filter =
                Filter { since: Some(now - HOUR), event: Some(EVENT.to_owned()), ..Filter::default() };
            if store::audit::count(tx, &filter)? >= AN_HOUR {
                return Err(MailTestError::Enough);
            }
            Ok(store::audit::append(tx, event, now)?)
        })
        .await
}
