//! Sends what waits to be pushed: to each phone of the person, again while it fails and the question lives.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::audit::Actor;
use domain::id::UserId;
use domain::push::hosts::Hosts;
use domain::push::pace::Pace;
use domain::world::SystemEntropy;
use net::push::web_push::{Outcome, Push, Sender};
use service::push::{self, Target};
use service::{App, Cx};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::Config;

/// Messages under way, with those that wait for their next try.
const UNDER_WAY: usize = 256;
/// Before the second try; twice as long before each further one, in seconds.
const FIRST_WAIT_S: i64 = 1;
const LONGEST_WAIT_S: i64 = 30;
/// Kinds of refusals that are told once; more than there are hosts times statuses in any office.
const TOLD: usize = 64;

/// What the worker needs beside the appliance.
pub(crate) struct Outside {
    hosts: Hosts,
    extra_ca_file: Option<PathBuf>,
}

impl Outside {
    pub(crate) fn new(config: &Config) -> Self {
        Self { hosts: config.push_hosts.clone(), extra_ca_file: config.net.extra_ca_file.clone() }
    }

    /// With the first message, since the CAs of the system are read for it, and most offices have no use for them at the
    /// start.
    async fn sender(&self) -> Result<Sender, String> {
        let (hosts, extra) = (self.hosts.clone(), self.extra_ca_file.clone());
        let made = tokio::task::spawn_blocking(move || {
            Sender::new(hosts, extra.as_deref(), Arc::new(SystemEntropy)).map_err(|error| error.to_string())
        });
        made.await.map_err(|error| error.to_string())?
    }
}

/// Runs until told to stop; what is under way then is dropped, and waits on the phone all the same.
pub(crate) async fn run(app: Arc<App>, outside: Outside, mut stop: watch::Receiver<bool>) {
    let Some(mut waiting) = app.take_pushes() else { return };
    let (mut pace, mut sender) = (Pace::default(), None);
    let (told, mut under_way) = (Arc::new(Told::default()), JoinSet::new());
    loop {
        let due = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = under_way.join_next(), if !under_way.is_empty() => continue,
            due = waiting.recv(), if under_way.len() < UNDER_WAY => due,
        };
        let Some(due) = due else { return };
        let cx = app.begin(Actor::System, "", "");
        let targets = match push::targets(&cx, &due.user) {
            Ok(targets) => targets,
            Err(error) => {
                tracing::error!(?error, "phones to push to cannot be read");
                continue;
            }
        };
        if targets.is_empty() || cx.now >= due.until {
            continue;
        }
        if !pace.take(&due.user, cx.now) {
            app.note_held_back();
            continue;
        }
        if sender.is_none() {
            sender = match outside.sender().await {
                Ok(sender) => Some(sender),
                Err(why) => {
                    tracing::error!(why, "nothing can be pushed");
                    app.note_failed(cx.now, &why);
                    None
                }
            };
        }
        let Some(sender) = &sender else { continue };
        for target in targets {
            let message = Message {
                app: Arc::clone(&app),
                sender: sender.clone(),
                told: Arc::clone(&told),
                user: due.user.clone(),
                target,
                until: due.until,
            };
            under_way.spawn(message.send());
        }
    }
}

/// A message to one phone.
struct Message {
    app: Arc<App>,
    sender: Sender,
    told: Arc<Told>,
    user: UserId,
    target: Target,
    until: i64,
}

impl Message {
    /// Until it is taken, refused, or of no use any more.
    async fn send(self) {
        let mut wait_s = FIRST_WAIT_S;
        loop {
            let cx = self.app.begin(Actor::System, "", "");
            let (after_s, why) = match self.try_once(&cx).await {
                Outcome::Accepted => return self.app.note_delivered(cx.now),
                Outcome::Gone => return self.forget(&cx).await,
                Outcome::Refused { why } => {
                    self.told.warn(&why);
                    return self.app.note_failed(cx.now, &why);
                }
                Outcome::Later { after_s, why } => (after_s, why),
            };
            let wait = wait_s.max(after_s.unwrap_or_default());
            let now = self.app.begin(Actor::System, "", "").now;
            if now.saturating_add(wait) >= self.until {
                self.told.warn(&why);
                return self.app.note_failed(now, &why);
            }
            tracing::debug!(why, wait, "a push is sent again");
            tokio::time::sleep(Duration::from_secs(wait.unsigned_abs())).await;
            wait_s = (wait_s * 2).min(LONGEST_WAIT_S);
            // It may have been answered meanwhile, by another phone or in another way.
            let cx = self.app.begin(Actor::System, "", "");
            if cx.now >= self.until || !push::is_asked(&cx, &self.user).unwrap_or(false) {
                return self.app.note_spared();
            }
        }
    }

    async fn try_once(&self, cx: &Cx) -> Outcome {
        let to = &self.target.subscription;
        let authorization = match push::authorization(cx, to) {
            Ok(authorization) => authorization,
            Err(error) => return Outcome::Refused { why: error.to_string() },
        };
        let push = Push { to, authorization: &authorization, ttl_s: self.until - cx.now, now: cx.now };
        self.sender.send(&push).await
    }

    async fn forget(&self, cx: &Cx) {
        tracing::info!(host = self.target.subscription.host(), "a phone's subscription is gone");
        if let Err(error) = push::forget(cx, &self.target).await {
            tracing::error!(?error, "a subscription that is gone cannot be taken away");
        }
    }
}

/// What was said in the log: a push service that refuses one message refuses them all.
#[derive(Default)]
struct Told(Mutex<HashSet<String>>);

impl Told {
    fn warn(&self, why: &str) {
        let is_new = self.0.lock().is_ok_and(|mut told| told.len() < TOLD && told.insert(why.to_owned()));
        if is_new {
            tracing::warn!(why, "a push was given up; this is said once");
        }
    }
}
