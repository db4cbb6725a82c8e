//! Sends the messages that wait, one after the other, in the order in which they were written.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use domain::audit::Actor;
use domain::id::OutboxId;
use domain::mail::{Cause, Failure, Step};
use domain::outbox::{Pending, Verdict};
use service::outbox::{self, Due, Next};
use service::wake::Topic;
use service::{App, Cx, StoreError};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// Writes that come together are looked at once.
const TOGETHER: Duration = Duration::from_millis(50);
/// The longest sleep: a clock that was set, or a machine that slept, is noticed.
const LONGEST: Duration = Duration::from_secs(60);
/// Before the store is asked again that failed.
const STORE_REST: Duration = Duration::from_secs(5);
/// How long a conversation under way may go on when the server stops. Broken off, the message would go out twice.
const GRACE: Duration = Duration::from_secs(5);

/// Runs until told to stop.
pub(crate) async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut written = app.watch(Topic::Admin);
    let mut sender = Sender::new(app);
    if let Err(error) = outbox::begin(&sender.cx()).await {
        tracing::error!(?error, "messages that wait cannot be looked at");
    }
    loop {
        let rest = match sender.step(&mut stop).await {
            Ok(Rest::None) => Duration::ZERO,
            Ok(Rest::For(rest)) => rest,
            Err(error) => {
                tracing::error!(?error, "messages that wait cannot be read or noted");
                STORE_REST
            }
        };
        if *stop.borrow() {
            return;
        }
        if rest.is_zero() {
            continue;
        }
        let goes_on = tokio::select! {
            () = sleep(rest) => true,
            _ = stop.wait_for(|stop| *stop) => false,
            goes_on = written.next() => goes_on,
        };
        if !goes_on {
            return;
        }
        sleep(TOGETHER).await;
    }
}

/// What follows a step.
enum Rest {
    /// The next message.
    None,
    /// Nothing is due for so long, unless something is written.
    For(Duration),
}

struct Sender {
    app: Arc<App>,
    /// Sent, and not erased yet since the store failed: never sent again by this process.
    sent: HashSet<OutboxId>,
    /// What was said in the log, until mail goes again.
    told: Option<(Step, Cause)>,
}

impl Sender {
    fn new(app: Arc<App>) -> Self {
        Self { app, sent: HashSet::new(), told: None }
    }

    fn cx(&self) -> Cx {
        self.app.begin(Actor::System, "", "")
    }

    /// Sends the next message, if one is due.
    async fn step(&mut self, stop: &mut watch::Receiver<bool>) -> Result<Rest, StoreError> {
        let cx = self.cx();
        let due = match outbox::next(&cx)? {
            Next::Send(due) => due,
            Next::Wait(None) => return Ok(Rest::For(LONGEST)),
            Next::Wait(Some(at)) => {
                let seconds = u64::try_from(at - cx.now).unwrap_or_default();
                return Ok(Rest::For(Duration::from_secs(seconds.max(1)).min(LONGEST)));
            }
        };
        let id = &due.pending.message.id;
        if !self.sent.contains(id) {
            match self.send(&cx, &due, stop).await {
                Some(Ok(())) => drop(self.sent.insert(id.clone())),
                Some(Err(failure)) => {
                    self.note(&due.pending, failure).await?;
                    return Ok(Rest::None);
                }
                // Broken off, since the server stops: nobody knows whether it was taken.
                None => return Ok(Rest::None),
            }
        }
        outbox::sent(&self.cx(), &due.pending).await?;
        self.sent.remove(id);
        if self.told.take().is_some() {
            tracing::info!("mail goes out again");
        }
        Ok(Rest::None)
    }

    /// Nothing where it was broken off.
    async fn send(
        &self,
        cx: &Cx,
        due: &Due,
        stop: &mut watch::Receiver<bool>,
    ) -> Option<Result<(), Failure>> {
        let letter = match due.letter(cx, web::letters::write(cx, &due.reader, &due.pending.message)) {
            Ok(letter) => letter,
            Err(failure) => return Some(Err(failure)),
        };
        let outside = self.app.outside()?;
        let mut sending = outside.send(&due.server, &letter);
        let done = tokio::select! {
            outcome = &mut sending => Some(outcome),
            _ = stop.wait_for(|stop| *stop) => None,
        };
        if done.is_some() {
            return done;
        }
        timeout(GRACE, sending).await.ok()
    }

    /// Says in the log once what keeps all mail back, and what was given up.
    async fn note(&mut self, pending: &Pending, failure: Failure) -> Result<(), StoreError> {
        // Without what the server said: it names addresses.
        let reason = Failure::new(failure.step, failure.cause, "").reason();
        let (what, mend) = ((failure.step, failure.cause), failure.mend());
        let message = &pending.message.id;
        match outbox::failed(&self.cx(), pending, failure).await? {
            Verdict::AllWait if self.told != Some(what) => {
                tracing::warn!(reason, mend, "no mail goes out; messages wait and are tried again");
                self.told = Some(what);
            }
            Verdict::AllWait | Verdict::Again => tracing::debug!(%message, reason, "a message waits"),
            Verdict::GiveUp => tracing::warn!(%message, reason, mend, "a message was given up"),
        }
        Ok(())
    }
}
