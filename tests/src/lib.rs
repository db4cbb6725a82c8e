//! What the end-to-end tests are made of: an appliance of their own, a browser, a phone, a relying party, a look at the socket.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this serves tests, and a test that cannot go on has nothing better to say"
)]

pub mod appliance;
pub mod bank;
pub mod browser;
pub mod dpop;
pub mod events;
pub mod key_copy;
pub mod key_server;
pub mod listening_app;
pub mod mail_server;
pub mod namespace;
pub mod neighbour;
pub mod page;
pub mod passkey;
pub mod peer;
pub mod phone;
pub mod program;
pub mod push_service;
pub mod puzzle_service;
pub mod released;
pub mod relying_party;
pub mod screen;
pub mod subscription;
pub mod traffic;
pub mod waiting;

/// Runs futures at the same time; their outcomes in the same order.
pub async fn together<F: Future>(all: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = all.into_iter().map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|cx| {
        let mut pending = false;
        for (future, outcome) in &mut waiting {
            if outcome.is_none() {
                match future.as_mut().poll(cx) {
                    std::task::Poll::Ready(value) => *outcome = Some(value),
                    std::task::Poll::Pending => pending = true,
                }
            }
        }
        if pending { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    waiting.into_iter().filter_map(|(_, outcome)| outcome).collect()
}
