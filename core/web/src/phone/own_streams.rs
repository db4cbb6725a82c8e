//! The streams of one phone: at most four. A newer one takes the place of the oldest, which may be the rest of a
//! connection that the phone lost without our knowing.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use domain::id::DeviceId;
use tokio::sync::oneshot;

/// Streams of one phone.
const MOST: usize = 4;

/// All phones with what they hold, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnStreams(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    places: HashMap<DeviceId, VecDeque<(u64, oneshot::Sender<()>)>>,
    next: u64,
}

/// One of the places; given back when the stream ends, however it ends.
#[derive(Debug)]
pub(crate) struct Place {
    streams: OwnStreams,
    device: DeviceId,
    number: u64,
    taken: oneshot::Receiver<()>,
}

impl OwnStreams {
    /// A place for one more stream, the oldest's where there is no other.
    pub(super) fn take(&self, device: &DeviceId) -> Place {
        let (held, taken) = oneshot::channel();
        let mut number = 0;
        if let Ok(mut all) = self.0.lock() {
            all.next += 1;
            number = all.next;
            let own = all.places.entry(device.clone()).or_default();
            if own.len() >= MOST {
                own.pop_front();
            }
            own.push_back((number, held));
        }
        Place { streams: self.clone(), device: device.clone(), number, taken }
    }
}

impl Place {
    /// Waits until a newer stream has taken the place.
    pub(super) async fn taken(&mut self) {
        // Nobody sends: the other half is dropped.
        let _ = (&mut self.taken).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Ok(mut all) = self.streams.0.lock() else { return };
        if let Some(own) = all.places.get_mut(&self.device) {
            own.retain(|(number, _)| *number != self.number);
            if own.is_empty() {
                all.places.remove(&self.device);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn a_fifth_stream_of_a_phone_ends_its_oldest_and_nothing_is_left_behind() {
        let streams = OwnStreams::default();
        let mut places: Vec<Place> = (0..MOST).map(|_| streams.take(&"d".into())).collect();
        let mut other = streams.take(&"e".into());
        let soon = Duration::from_millis(20);
        assert!(timeout(soon, places[0].taken()).await.is_err(), "four there may be");
        places.push(streams.take(&"d".into()));
        places[0].taken().await;
        for place in places.iter_mut().skip(1).chain([&mut other]) {
            assert!(timeout(soon, place.taken()).await.is_err());
        }
        drop((places, other));
        assert!(streams.0.lock().unwrap().places.is_empty());
    }
}
