//! Who uses the app in which browser: in memory, found by a random cookie.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use openidconnect::CsrfToken;
use subtle::ConstantTimeEq;

use crate::provider::{Pending, SignedIn};

/// Sessions kept at once; the one unused for longest makes room.
const MOST_SESSIONS: usize = 1_000;
/// Sign-ins under way in one browser; more tabs than this start anew.
const MOST_PENDING: usize = 8;
const IDLE: Duration = Duration::from_secs(8 * 3_600);

/// All sessions of the app. A real app keeps them where a restart does not lose them.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    all: Mutex<HashMap<String, Session>>,
}

/// One browser.
#[derive(Debug)]
pub(crate) struct Session {
    /// Goes into each form, so that no other site can send it.
    pub(crate) form_token: CsrfToken,
    pub(crate) signed_in: Option<SignedIn>,
    /// The state of a sign-out that is under way.
    pub(crate) signing_out: Option<CsrfToken>,
    pending: Vec<Pending>,
    used: Instant,
}

impl Sessions {
    /// The session under this id, or a new one; returns its id and what `act` makes of it.
    pub(crate) fn open<T>(&self, id: Option<&str>, act: impl FnOnce(&mut Session) -> T) -> (String, T) {
        let mut all = self.lock();
        all.retain(|_, session| session.used.elapsed() < IDLE);
        let id = match id {
            Some(id) if all.contains_key(id) => id.to_owned(),
            _ => {
                make_room(&mut all);
                random()
            }
        };
        let session = all.entry(id.clone()).or_insert_with(Session::new);
        session.used = Instant::now();
        let outcome = act(session);
        (id, outcome)
    }

    /// Looks at a session without making one.
    pub(crate) fn with<T>(&self, id: Option<&str>, act: impl FnOnce(&mut Session) -> T) -> Option<T> {
        self.lock().get_mut(id?).map(act)
    }

    /// Keeps the user under a new id, so that an id planted before the sign-in is worth nothing after it.
    pub(crate) fn sign_in(&self, id: &str, signed_in: SignedIn) -> String {
        let mut all = self.lock();
        all.remove(id);
        let renewed = random();
        all.insert(renewed.clone(), Session { signed_in: Some(signed_in), ..Session::new() });
        renewed
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    fn new() -> Self {
        Self {
            form_token: CsrfToken::new_random_len(32),
            signed_in: None,
            signing_out: None,
            pending: Vec::new(),
            used: Instant::now(),
        }
    }

    /// Remembers a sign-in until its answer comes.
    pub(crate) fn expect(&mut self, pending: Pending) {
        if self.pending.len() >= MOST_PENDING {
            self.pending.remove(0);
        }
        self.pending.push(pending);
    }

    /// The sign-in with this state, once.
    pub(crate) fn take(&mut self, state: &str) -> Option<Pending> {
        let at = self.pending.iter().position(|pending| same(&pending.state, state))?;
        Some(self.pending.swap_remove(at))
    }

    /// A sign-in was begun here and its answer never came.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.pending.is_empty()
    }
}

/// Compares a secret without telling by the time how much of it was right.
pub(crate) fn same(secret: &CsrfToken, given: &str) -> bool {
    secret.secret().as_bytes().ct_eq(given.as_bytes()).into()
}

fn make_room(all: &mut HashMap<String, Session>) {
    if all.len() < MOST_SESSIONS {
        return;
    }
    let oldest = all.iter().min_by_key(|(_, session)| session.used).map(|(id, _)| id.clone());
    if let Some(oldest) = oldest {
        all.remove(&oldest);
    }
}

/// 256 bits.
fn random() -> String {
    CsrfToken::new_random_len(32).secret().clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_id_is_not_adopted() {
        let sessions = Sessions::default();
        let (id, ()) = sessions.open(Some("planted"), |_| ());
        assert_ne!(id, "planted");
        let (same, ()) = sessions.open(Some(&id), |_| ());
        assert_eq!(same, id);
    }

    #[test]
    fn looking_makes_no_session() {
        let sessions = Sessions::default();
        assert!(sessions.with(Some("unknown"), |_| ()).is_none());
        assert!(sessions.lock().is_empty());
    }

    #[test]
    fn the_number_of_sessions_is_bounded() {
        let sessions = Sessions::default();
        for _ in 0..MOST_SESSIONS + 5 {
            sessions.open(None, |_| ());
        }
        assert_eq!(sessions.lock().len(), MOST_SESSIONS);
    }
}
