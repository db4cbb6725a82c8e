//! Server-sent events: a body that goes on until its source ends, and how many of them one address may hold.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

/// A line that says nothing, so that nobody on the way thinks that the connection is dead.
pub(crate) const COMMENT: &str = ":\n\n";
/// How often.
pub(crate) const COMMENT_EVERY: Duration = Duration::from_secs(25);
/// Streams of one kind that one address may hold.
const MOST_OF_ONE: usize = 32;

/// An answer whose body is made by `next`, piece by piece, until it gives nothing.
pub(crate) fn response<S, F>(source: S, next: impl FnMut(S) -> F + Send + 'static) -> Response
where
    S: Send + 'static,
    F: Future<Output = Option<(String, S)>> + Send + 'static,
{
    let mut next = next;
    let pieces = stream::unfold(source, move |source| {
        let piece = next(source);
        async move { piece.await.map(|(text, source)| (Ok::<_, Infallible>(text), source)) }
    });
    let headers = [(CONTENT_TYPE, "text/event-stream"), (CACHE_CONTROL, "no-store")];
    (headers, Body::from_stream(pieces)).into_response()
}

/// Who holds how many streams of one kind: pages and phones have a pot each, so that an office behind one address does
/// not shut its own phones out with open pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Streams(Arc<Mutex<HashMap<String, usize>>>);

/// The right to one stream; given back when it ends, however it ends.
#[derive(Debug)]
pub(crate) struct Ticket {
    streams: Streams,
    address: String,
}

impl Streams {
    /// One more for this address, if it has not enough.
    pub(crate) fn admit(&self, address: &str) -> Option<Ticket> {
        let mut held = self.0.lock().ok()?;
        let count = held.entry(address.to_owned()).or_default();
        if *count >= MOST_OF_ONE {
            return None;
        }
        *count += 1;
        Some(Ticket { streams: self.clone(), address: address.to_owned() })
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let Ok(mut held) = self.streams.0.lock()
            && let Some(count) = held.get_mut(&self.address)
        {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_32_streams_and_leaves_nothing_behind() {
        let streams = Streams::default();
        let tickets: Vec<Ticket> = (0..MOST_OF_ONE).filter_map(|_| streams.admit("10.0.0.1")).collect();
        assert_eq!(tickets.len(), 32);
        assert!(streams.admit("10.0.0.1").is_none());
        assert!(streams.admit("10.0.0.2").is_some());
        drop(tickets);
        assert!(streams.0.lock().unwrap().is_empty());
        assert!(streams.admit("10.0.0.1").is_some());
    }
}
