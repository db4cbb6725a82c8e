//! Wake-ups for those who wait: pages for an answer, phones for a question. They say "look", and nothing else; what is
//! true stands in the store. Several servers on one store would send them over a channel of theirs: this is the place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex};

use domain::id::{DeviceId, SessionId, UserId};
use tokio::sync::watch;

/// What somebody waits for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Anything that was written: for administrators who look on.
    Admin,
    /// The question of a browser; by the hash that names it.
    Browser([u8; 32]),
    /// Whether a phone is linked.
    Device(DeviceId),
    /// The link that a session began.
    Session(SessionId),
    /// Questions to the phones of a person.
    User(UserId),
}

/// Why phones are told to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// There is a new question.
    Asked {
        /// Until when it can be answered, in seconds since 1970.
        until: i64,
    },
    /// A question was answered: whoever shows it takes it away.
    Answered,
}

/// Tells somebody's phones to look. A channel may lose that: nothing is lost with it.
///
/// `lan` is the event stream to the open app. Others (web push) go out over the network, so they queue and return.
pub trait Delivery: Send + Sync {
    /// There is something new for this person.
    fn look(&self, user: &UserId, news: News);
}

/// All who wait, by what they wait for.
#[derive(Clone)]
pub struct Wake {
    inner: Arc<Inner>,
}

struct Inner {
    topics: Mutex<HashMap<Topic, watch::Sender<()>>>,
    closing: watch::Sender<bool>,
}

impl Default for Wake {
    fn default() -> Self {
        let (closing, _) = watch::channel(false);
        Self { inner: Arc::new(Inner { topics: Mutex::default(), closing }) }
    }
}

impl Wake {
    /// Wakes whoever waits for this.
    pub fn wake(&self, topic: &Topic) {
        if let Ok(topics) = self.inner.topics.lock()
            && let Some(sender) = topics.get(topic)
        {
            let _ = sender.send(());
        }
    }

    /// Ends all waiting: the server stops.
    pub fn close(&self) {
        self.inner.closing.send_replace(true);
    }

    /// Begins to wait. What happens from here on is not missed.
    pub fn watch(&self, topic: Topic) -> Watch {
        let receiver = match self.inner.topics.lock() {
            Ok(mut topics) => match topics.entry(topic.clone()) {
                Entry::Occupied(held) => held.get().subscribe(),
                Entry::Vacant(free) => free.insert(watch::channel(()).0).subscribe(),
            },
            Err(_) => watch::channel(()).1,
        };
        Watch { topic, receiver: Some(receiver), closing: self.inner.closing.subscribe(), wake: self.clone() }
    }
}

impl Delivery for Wake {
    fn look(&self, user: &UserId, _: News) {
        self.wake(&Topic::User(user.clone()));
    }
}

impl std::fmt::Debug for Wake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wake")
    }
}

/// Somebody who waits.
#[derive(Debug)]
pub struct Watch {
    topic: Topic,
    receiver: Option<watch::Receiver<()>>,
    closing: watch::Receiver<bool>,
    wake: Wake,
}

impl Watch {
    /// Waits for the next wake-up; false once the server stops.
    pub async fn next(&mut self) -> bool {
        let Some(receiver) = &mut self.receiver else { return false };
        tokio::select! {
            changed = receiver.changed() => changed.is_ok(),
            _ = self.closing.wait_for(|closing| *closing) => false,
        }
    }
}

impl Drop for Watch {
    /// The last who waited for something takes the entry along: what nobody waits for costs nothing.
    fn drop(&mut self) {
        drop(self.receiver.take());
        if let Ok(mut topics) = self.wake.inner.topics.lock()
            && topics.get(&self.topic).is_some_and(|sender| sender.receiver_count() == 0)
        {
            topics.remove(&self.topic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(name: &str) -> Topic {
        Topic::User(name.into())
    }

    #[tokio::test]
    async fn each_is_woken_by_its_own_topic_and_leaves_nothing_behind() {
        let wake = Wake::default();
        let (mut mira, mut also_mira) = (wake.watch(topic("mira")), wake.watch(topic("mira")));
        let mut ada = wake.watch(topic("ada"));
        wake.look(&"mira".into(), News::Answered);
        assert!(mira.next().await && also_mira.next().await);
        let idle = tokio::time::timeout(std::time::Duration::from_millis(20), ada.next());
        assert!(idle.await.is_err());
        drop(mira);
        assert_eq!(wake.inner.topics.lock().unwrap().len(), 2);
        drop((also_mira, ada));
        assert!(wake.inner.topics.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn stopping_ends_all_waiting_also_that_which_begins_later() {
        let wake = Wake::default();
        let mut before = wake.watch(topic("mira"));
        wake.close();
        assert!(!before.next().await);
        assert!(!wake.watch(topic("mira")).next().await);
    }
}
