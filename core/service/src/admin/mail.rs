//! A letter to try whether mail goes out: to an address that an administrator types, and not often, so that nobody makes a
//! relay of it.

use domain::audit::Filter;
use domain::look::Target;
use domain::mail::{Cause, Failure, Letter, MailServer, SENDER, SERVER, Step};
use domain::token::PlainToken;
use domain::user::Email;
use store::StoreError;

use super::settings::open_secret;
use crate::cx::Cx;
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

/// Sends a letter; why it did not go, where it did not.
pub async fn test(cx: &Cx, _by: &Admin, to: Email) -> Result<Result<(), Failure>, MailTestError> {
    let outside = cx.app.outside().ok_or(MailTestError::NotServing)?;
    count(cx, &to).await?;
    let (server, from) = match what_is_set(cx)? {
        Ok(set) => set,
        Err(failure) => return Ok(Err(failure)),
    };
    let office = cx.app.settings().office_name().to_owned();
    let letter = Letter {
        id: PlainToken::generate(cx.entropy()).expose().to_owned(),
        host: Target::parse(&cx.app.issuer()).map_or_else(|_| "localhost".to_owned(), |own| own.host),
        subject: format!("{office}: test mail"),
        text: format!(
            "This mail shows that {office} can send mail.\n\nIt comes from {}, where an administrator asked for it. Nobody has to do anything.\n",
            cx.app.issuer()
        ),
        from_name: office,
        from,
        to,
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

/// Server and sender, or which of them is missing.
fn what_is_set(cx: &Cx) -> Result<Result<(MailServer, Email), Failure>, StoreError> {
    let lacks = |cause| Ok(Err(Failure::new(Step::Settings, cause, "")));
    let Some(url) = open_secret(&cx.app, SERVER)?.filter(|url| !url.expose().is_empty()) else {
        return lacks(Cause::NoServer);
    };
    let server = match MailServer::parse(url.expose()) {
        Ok(server) => server,
        Err(error) => {
            let said = format!("{SERVER} takes {error}");
            return Ok(Err(Failure::new(Step::Settings, Cause::NoServer, &said)));
        }
    };
    match Email::parse(cx.app.settings().text(SENDER)) {
        Ok(from) => Ok(Ok((server, from))),
        Err(_) => lacks(Cause::NoSender),
    }
}
