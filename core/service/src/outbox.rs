//! The messages that wait, for the one who sends them: which is next, and what became of it.

use domain::audit::Event;
use domain::id::OutboxId;
use domain::look::Target;
use domain::mail::{Cause, Failure, Letter, MailServer, SENDER, SERVER, Step, Written};
use domain::outbox::{PAUSE_S, Pending, State, Verdict, judge, wait_s};
use domain::user::{Email, User};
use store::{ReadTx, StoreError, outbox, users};

use crate::admin::settings::open_secret;
use crate::cx::{App, Cx};

/// What to do next.
#[derive(Debug)]
pub enum Next {
    /// Send this.
    Send(Box<Due>),
    /// Nothing before then, in seconds since 1970, or before something is written.
    Wait(Option<i64>),
}

/// A message whose turn it is.
#[derive(Debug)]
pub struct Due {
    /// The message.
    pub pending: Pending,
    /// Whom it is for.
    pub reader: Reader,
    /// The server that takes it.
    pub server: MailServer,
    /// The sender.
    pub from: Email,
}

/// Whom a letter is for, as far as that shapes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// BCP 47 tag of a language of ours.
    pub language: String,
    /// The name that people see; nothing where no account is behind the address.
    pub name: Option<String>,
}

impl Reader {
    pub(crate) fn new(app: &App, user: Option<&User>) -> Self {
        let locale = user.and_then(|user| user.claims.locale.as_deref());
        Self {
            language: app.settings().language_for(locale).to_owned(),
            name: user.map(|user| user.display_name().to_owned()),
        }
    }
}

impl Due {
    /// The letter, once it is written. Its name is the message's: who gets it twice sees that it is the same.
    pub fn letter(&self, cx: &Cx, written: Written) -> Result<Letter, Failure> {
        let message = &self.pending.message;
        let refused = |_| Failure::new(Step::Recipient, Cause::Refused, message.content.to());
        let to = Email::parse(message.content.to()).map_err(refused)?;
        Ok(Letter { id: message.id.to_string(), host: own_host(cx), from: self.from.clone(), to, written })
    }
}

/// The server's own name, as mail servers are told.
pub(crate) fn own_host(cx: &Cx) -> String {
    Target::parse(&cx.app.issuer()).map_or_else(|_| "localhost".to_owned(), |own| own.host)
}

/// At the start: whoever waits for the server is tried at once, since what was wrong may have been mended in the file of
/// settings.
pub async fn begin(cx: &Cx) -> Result<(), StoreError> {
    let now = cx.now;
    if cx.store().read(outbox::last_failure)?.is_some() {
        cx.store().write::<_, StoreError>(move |tx| outbox::free(tx, now)).await?;
    }
    Ok(())
}

/// What to do next. Without a mail server nothing is tried and everything waits.
pub fn next(cx: &Cx) -> Result<Next, StoreError> {
    let Ok((server, from)) = what_is_set(&cx.app)? else { return Ok(Next::Wait(None)) };
    cx.store().read(|tx| {
        let paused_until = outbox::last_failure(tx)?.map_or(0, |(at, _)| at + PAUSE_S);
        // A clock that was set back must not stop it for long.
        if (cx.now..=cx.now + PAUSE_S).contains(&paused_until) && paused_until > cx.now {
            return Ok(Next::Wait(Some(paused_until)));
        }
        let Some(pending) = outbox::find_due(tx, cx.now)? else {
            return Ok(Next::Wait(outbox::next_at(tx, cx.now)?));
        };
        let reader = Reader::new(&cx.app, owner(tx, &pending)?.as_ref());
        Ok(Next::Send(Box::new(Due { pending, reader, server, from })))
    })
}

/// It was taken: the message is erased, and what waited for the server is due.
pub async fn sent(cx: &Cx, pending: &Pending) -> Result<(), StoreError> {
    let (event, id, now) = (event(cx, "mail.sent", pending), pending.message.id.clone(), cx.now);
    cx.store()
        .write(move |tx| {
            outbox::free(tx, now)?;
            if outbox::delete(tx, &id)? {
                store::audit::append(tx, event, now)?;
            }
            Ok(())
        })
        .await
}

/// It was not taken: when it is tried again, or that it is given up.
pub async fn failed(cx: &Cx, pending: &Pending, failure: Failure) -> Result<Verdict, StoreError> {
    let verdict = judge(&failure);
    let (id, now, next_at) = (pending.message.id.clone(), cx.now, cx.now + wait_s(pending.tries + 1));
    let given_up = (verdict == Verdict::GiveUp)
        .then(|| event(cx, "mail.given_up", pending).with("reason", failure.reason()));
    let stopped =
        (verdict == Verdict::AllWait).then(|| cx.event("mail.stopped").with("reason", failure.reason()));
    let state = if given_up.is_some() { State::GivenUp } else { State::Waiting };
    cx.store()
        .write::<_, StoreError>(move |tx| {
            // Told when it begins, and not with each try.
            let stopped = if outbox::last_failure(tx)?.is_some() { None } else { stopped };
            let is_for_all = verdict == Verdict::AllWait;
            outbox::put_failure(tx, &id, (now, &failure), (state, next_at, is_for_all))?;
            let mut events = given_up.into_iter().chain(stopped);
            events.try_for_each(|event| store::audit::append(tx, event, now))
        })
        .await?;
    Ok(verdict)
}

/// Whether a message is still to be sent: somebody may have discarded it meanwhile.
pub fn is_there(cx: &Cx, id: &OutboxId) -> Result<bool, StoreError> {
    cx.store().read(|tx| Ok(outbox::find(tx, id)?.is_some()))
}

/// Server and sender, or which of them is missing.
pub(crate) fn what_is_set(app: &App) -> Result<Result<(MailServer, Email), Failure>, StoreError> {
    let lacks = |cause| Ok(Err(Failure::new(Step::Settings, cause, "")));
    let Some(url) = open_secret(app, SERVER)?.filter(|url| !url.expose().is_empty()) else {
        return lacks(Cause::NoServer);
    };
    let server = match MailServer::parse(url.expose()) {
        Ok(server) => server,
        Err(error) => {
            let said = format!("{SERVER} takes {error}");
            return Ok(Err(Failure::new(Step::Settings, Cause::NoServer, &said)));
        }
    };
    match Email::parse(app.settings().text(SENDER)) {
        Ok(from) => Ok(Ok((server, from))),
        Err(_) => lacks(Cause::NoSender),
    }
}

pub(crate) fn owner(tx: &ReadTx<'_>, pending: &Pending) -> Result<Option<User>, StoreError> {
    let user = pending.message.user_id.as_ref().map(|id| users::find(tx, id)).transpose()?;
    Ok(user.flatten())
}

/// What happened to a message. The address stays out: the account says whom it was for.
pub(crate) fn event(cx: &Cx, name: &'static str, pending: &Pending) -> Event {
    let event = cx.event(name).with("kind", pending.message.content.kind());
    match &pending.message.user_id {
        Some(user) => event.user(user),
        None => event,
    }
}
