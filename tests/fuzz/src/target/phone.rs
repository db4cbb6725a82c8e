//! What phones send: signed messages, what they say, and where they want to be pushed to.

use domain::claim::ClaimStatement;
use domain::decision::Statement;
use domain::jws::{MAX_BYTES, Message, MessageType};
use domain::proof::{Proof, Request};
use domain::push::WebPushKeys;
use domain::push::hosts::Hosts;
use domain::push::subscription::Subscription;
use serde_json::Value;

use super::text;

const KINDS: [MessageType; 3] = [MessageType::Approval, MessageType::Device, MessageType::Link];

/// A message as it comes over the network: one of one kind is none of another.
pub(super) fn message(data: &[u8]) {
    let read = KINDS.map(|kind| Message::parse(data, kind));
    assert!(read.iter().filter(|one| one.is_ok()).count() <= 1);
    for message in read.iter().flatten() {
        assert!(data.len() <= MAX_BYTES);
        let _ = (message.digest(), message.peek::<Value>());
        match &message.signer {
            domain::jws::Signer::New(key) => {
                let _ = message.verify::<ClaimStatement>(key);
            }
            domain::jws::Signer::Known(_) => {
                let _ = (message.peek::<Statement>(), message.peek::<Proof>());
            }
        }
    }
}

/// What a message says, behind its signature.
pub(super) fn statement(data: &[u8]) {
    if let Ok(claim) = serde_json::from_slice::<ClaimStatement>(data) {
        let (facts, push) = claim.facts();
        assert!(facts.name.chars().count() <= 200 && push.len() <= 64, "{} channels", push.len());
    }
    let _ = serde_json::from_slice::<Statement>(data);
    if let Ok(proof) = serde_json::from_slice::<Proof>(data) {
        let request = Request { method: "GET", url: "https://office.example/phone/v1/approvals", body: b"" };
        if proof.check(request).is_ok() {
            assert_eq!((proof.htm.as_str(), proof.htu.as_str()), (request.method, request.url));
        }
    }
}

/// A subscription: endpoint, key and secret in a line each.
pub(super) fn subscription(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let endpoint = next();
    let keys = WebPushKeys { p256dh: next().to_owned(), auth: next().to_owned() };
    let Ok(hosts) = Hosts::with_extra(next()) else { return };
    if let Ok(subscription) = Subscription::read(endpoint, &keys, &hosts) {
        assert_eq!(subscription.endpoint().scheme(), "https");
        assert!(hosts.admits(subscription.endpoint()) && !subscription.host().is_empty());
    }
}
