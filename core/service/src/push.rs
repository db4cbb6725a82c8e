//! Pushing: the channel that reaches a phone whose app is closed. Questions queue here once they are durable, and a
//! worker sends them; nobody who signs in waits for it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::audit::Actor;
use domain::device::Device;
use domain::id::{DeviceId, UserId};
use domain::push::Channel;
use domain::push::subscription::Subscription;
use domain::push::vapid::{VapidError, VapidKey};
use store::{Store, StoreError, approvals, devices, vault};
use tokio::sync::mpsc;

use crate::ask::active_phones;
use crate::cx::{App, Cx};
use crate::wake::{Delivery, News};

/// The key's place in the vault.
const VAPID_KEY: &str = "vapid_key";
/// Questions that wait for the worker. Each is of use for two minutes, so more would only grow old here.
const WAITING: usize = 256;

/// A question that is to be pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose phones.
    pub user: UserId,
    /// Until when a look is of use, in seconds since 1970.
    pub until: i64,
}

/// A phone's subscription.
pub struct Target {
    /// The phone.
    pub device: DeviceId,
    /// Where its browser is reached.
    pub subscription: Subscription,
    /// The endpoint as the phone wrote it.
    endpoint: String,
}

/// What became of pushes since the server started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Messages that push services took.
    pub delivered: u64,
    /// When the last one was, in seconds since 1970.
    pub delivered_at: Option<i64>,
    /// Messages that were given up.
    pub failed: u64,
    /// The last one: when, and why.
    pub last_failure: Option<(i64, String)>,
    /// Questions that were not pushed, since there had been too many.
    pub held_back: u64,
    /// Messages that were not sent again, since the question was answered meanwhile.
    pub spared: u64,
}

/// The way from questions to the worker, the appliance's key, and the tally.
pub(crate) struct Pushing {
    vapid: VapidKey,
    queue: mpsc::Sender<Due>,
    waiting: Mutex<Option<mpsc::Receiver<Due>>>,
    tally: Mutex<Tally>,
}

/// The channel behind [`Delivery`].
struct Queue(mpsc::Sender<Due>);

impl Delivery for Queue {
    /// Never waits: a question that finds no room is not pushed, and waits on the phone all the same.
    fn look(&self, user: &UserId, news: News) {
        if let News::Asked { until } = news
            && let Err(mpsc::error::TrySendError::Full(_)) =
                self.0.try_send(Due { user: user.clone(), until })
        {
            tracing::warn!("too many questions wait to be pushed; this one is not");
        }
    }
}

impl Pushing {
    /// Reads the key, and makes it at first run.
    pub(crate) fn load(store: &Store, now: i64) -> Result<Self, PushKeyError> {
        let key = match store.read(|tx| vault::open(tx, VAPID_KEY))? {
            Some(key) => key,
            None => {
                let (key, kept) = VapidKey::generate().map(|key| (key.clone(), key))?;
                store.write_blocking::<_, StoreError>(move |tx| vault::seal(tx, VAPID_KEY, &kept, now))?;
                key
            }
        };
        let (queue, waiting) = mpsc::channel(WAITING);
        Ok(Self {
            vapid: VapidKey::from_pkcs8(&key)?,
            queue,
            waiting: Mutex::new(Some(waiting)),
            tally: Mutex::default(),
        })
    }

    pub(crate) fn channel(&self) -> Box<dyn Delivery> {
        Box::new(Queue(self.queue.clone()))
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What can go wrong with the key.
#[derive(Debug, thiserror::Error)]
pub enum PushKeyError {
    /// It is broken.
    #[error(transparent)]
    Key(#[from] VapidError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// The public key that browsers subscribe with (RFC 8292, 3.2), base64url; none while nothing is pushed.
    pub fn vapid_public_key(&self) -> Option<String> {
        self.settings().is_push_enabled().then(|| self.pushing.vapid.public())
    }

    /// What waits to be pushed; for the one worker that asks first.
    pub fn take_pushes(&self) -> Option<mpsc::Receiver<Due>> {
        self.pushing.waiting.lock().ok()?.take()
    }

    /// What became of pushes so far.
    pub fn push_tally(&self) -> Tally {
        self.pushing.tally().clone()
    }

    /// A push service took a message.
    pub fn note_delivered(&self, now: i64) {
        let mut tally = self.pushing.tally();
        tally.delivered += 1;
        tally.delivered_at = Some(now);
    }

    /// A message was given up.
    pub fn note_failed(&self, now: i64, why: &str) {
        let mut tally = self.pushing.tally();
        tally.failed += 1;
        tally.last_failure = Some((now, why.to_owned()));
    }

    /// A message is of no use any more.
    pub fn note_spared(&self) {
        self.pushing.tally().spared += 1;
    }

    /// A question was not pushed.
    pub fn note_held_back(&self) {
        self.pushing.tally().held_back += 1;
    }
}

/// Where a person's phones are reached: those whose word counts. A phone whose app is open gets a push as well: a page
/// in the background may hold its stream without being able to show anything, and only the phone knows.
pub fn targets(cx: &Cx, user: &UserId) -> Result<Vec<Target>, StoreError> {
    if !cx.app.settings().is_push_enabled() {
        return Ok(Vec::new());
    }
    cx.store().read(|tx| {
        let mut targets = Vec::new();
        for Device { id, .. } in active_phones(tx, cx, user)? {
            for channel in devices::load_push(tx, &id)? {
                let Channel::WebPush { endpoint, keys } = channel else { continue };
                // What was admitted once may not be any more.
                if let Ok(subscription) = Subscription::read(&endpoint, &keys, &cx.app.push_hosts) {
                    targets.push(Target { device: id.clone(), subscription, endpoint });
                }
            }
        }
        Ok(targets)
    })
}

/// Whether a person has anything to look at still.
pub fn is_asked(cx: &Cx, user: &UserId) -> Result<bool, StoreError> {
    Ok(!cx.store().read(|tx| approvals::list_pending(tx, user, cx.now))?.is_empty())
}

/// The `Authorization` header for a push (RFC 8292).
pub fn authorization(cx: &Cx, to: &Subscription) -> Result<String, VapidError> {
    let settings = cx.app.settings();
    let subject = match settings.text("push.contact") {
        "" => cx.app.issuer().to_string(),
        address if address.contains(':') => address.to_owned(),
        address => format!("mailto:{address}"),
    };
    cx.app.pushing.vapid.authorization(to, &subject, cx.now)
}

/// A push service says that a subscription is no more: the phone's channel goes, unless it named a new one meanwhile.
pub async fn forget(cx: &Cx, target: &Target) -> Result<(), StoreError> {
    let (cx, id, gone) = (cx.clone(), target.device.clone(), target.endpoint.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let Some(device) = devices::find(tx, &id)? else { return Ok(()) };
            let before = devices::load_push(tx, &id)?;
            let stays = |channel: &&Channel| {
                !matches!(channel, Channel::WebPush { endpoint, .. } if *endpoint == gone)
            };
            let kept: Vec<Channel> = before.iter().filter(stays).cloned().collect();
            if kept.len() == before.len() {
                return Ok(());
            }
            devices::set_push(tx, &id, &kept)?;
            let event = cx.clone().acting_as(Actor::System).event("device.push_gone").user(&device.user_id);
            store::audit::append(tx, event.with("device", id.as_str()), cx.now)
        })
        .await
}
