//! The last TLS handshakes, told by the listener. In memory only: who knocked is nobody's business tomorrow.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use domain::handshake::{Handshake, Handshakes, Outcome};

use crate::cx::{App, Cx};
use crate::rights::Admin;
use crate::wake::Topic;

/// Where they are held.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<Handshakes>);

impl Held {
    fn with<T>(&self, act: impl FnOnce(&mut Handshakes) -> T) -> T {
        // Plain facts: a panic elsewhere leaves them as good as they were.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// Notes how a handshake ended, and wakes the pages that look on.
    pub fn note_handshake(&self, ip: IpAddr, server_name: Option<&str>, outcome: Outcome) {
        let now = self.clock.now();
        if self.handshakes.with(|all| all.note(ip, server_name, outcome, now)) {
            self.wake.wake(&Topic::Admin);
        }
    }
}

/// The last first.
pub fn latest(cx: &Cx, _by: &Admin) -> Vec<Handshake> {
    all(cx)
}

/// The same for judging one app, of which its owner learns the judgement alone.
pub(crate) fn all(cx: &Cx) -> Vec<Handshake> {
    cx.app.handshakes.with(|all| all.latest().cloned().collect())
}

/// Those behind a number, the oldest first.
pub fn since(cx: &Cx, _by: &Admin, seq: u64) -> Vec<Handshake> {
    cx.app.handshakes.with(|all| all.since(seq).cloned().collect())
}

/// The last number.
pub fn last(cx: &Cx, _by: &Admin) -> u64 {
    cx.app.handshakes.with(|all| all.last())
}
