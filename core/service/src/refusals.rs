//! How apps were refused last, so that whoever looks after one is told what to mend. In memory only, and a hint: anybody
//! can knock in an app's name.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::client::Client;
use domain::id::ClientId;
use oidc::shown::is_shown;

/// Apps that are kept in mind; beyond it the one that was refused longest ago is forgotten.
const MOST: usize = 200;
/// How much of an address is kept, in characters.
const LONGEST: usize = 300;

/// The last refusals of one app, by what was wrong; nothing where it went well since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refused {
    /// When it could not prove itself, in seconds since 1970.
    pub(crate) secret_at: Option<i64>,
    /// The address that it asked to return to, which it had not registered.
    pub(crate) redirect: Option<String>,
    last_at: i64,
}

/// Where they are held.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<HashMap<ClientId, Refused>>);

impl Held {
    /// It did not prove itself.
    pub(crate) fn note_secret(&self, client: &Client, now: i64) {
        self.note(client, now, |refused| refused.secret_at = Some(now));
    }

    /// It asked to return to an address that it had not registered.
    pub(crate) fn note_redirect(&self, client: &Client, sent: &str, now: i64) {
        let sent = sent.chars().filter(|c| is_shown(*c)).take(LONGEST).collect();
        self.note(client, now, |refused| refused.redirect = Some(sent));
    }

    /// It proved itself.
    pub(crate) fn forget_secret(&self, client: &Client) {
        self.forget(client, |refused| refused.secret_at = None);
    }

    /// It asked to return to an address that it has registered.
    pub(crate) fn forget_redirect(&self, client: &Client) {
        self.forget(client, |refused| refused.redirect = None);
    }

    /// What is left of its refusals: none from before it was changed.
    pub(crate) fn of(&self, client: &Client) -> Refused {
        let found = self.with(|all| all.get(&client.id).cloned()).unwrap_or_default();
        if found.last_at < client.updated_at { Refused::default() } else { found }
    }

    fn note(&self, client: &Client, now: i64, tell: impl FnOnce(&mut Refused)) {
        self.with(|all| {
            if all.len() >= MOST && !all.contains_key(&client.id) {
                let oldest = all.iter().min_by_key(|(_, refused)| refused.last_at).map(|(id, _)| id.clone());
                oldest.map(|id| all.remove(&id));
            }
            let refused = all.entry(client.id.clone()).or_default();
            if refused.last_at < client.updated_at {
                *refused = Refused::default();
            }
            refused.last_at = now;
            tell(refused);
        });
    }

    fn forget(&self, client: &Client, clear: impl FnOnce(&mut Refused)) {
        self.with(|all| all.get_mut(&client.id).map(clear));
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<ClientId, Refused>) -> T) -> T {
        // Plain facts: a panic elsewhere leaves them as good as they were.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use domain::client::SecretSource;
    use domain::world::SystemEntropy;
    use oidc::metadata::ClientMetadata;
    use serde_json::json;

    use super::*;

    fn client() -> Client {
        let metadata = ClientMetadata::parse(&json!({"redirect_uris": ["https://a.example/cb"]})).unwrap();
        let made = SecretSource::Generate;
        Client::register(None, metadata.metadata, made, b"key", &SystemEntropy, 10).0
    }

    #[test]
    fn the_last_word_counts_and_a_change_forgets() {
        let (held, app) = (Held::default(), client());
        held.note_secret(&app, 11);
        held.note_redirect(&app, "https://a.example/\u{202e}x\n", 12);
        let expected =
            Refused { secret_at: Some(11), redirect: Some("https://a.example/x".into()), last_at: 12 };
        assert_eq!(held.of(&app), expected);
        held.forget_secret(&app);
        assert_eq!((held.of(&app).secret_at, held.of(&app).redirect.is_some()), (None, true));
        let changed = Client { updated_at: 13, ..app.clone() };
        assert_eq!(held.of(&changed), Refused::default());
        held.note_secret(&changed, 14);
        assert_eq!((held.of(&changed).secret_at, held.of(&changed).redirect), (Some(14), None));
    }

    #[test]
    fn the_oldest_gives_way() {
        let (held, first) = (Held::default(), client());
        held.note_secret(&first, 11);
        for _ in 0..MOST {
            held.note_secret(&client(), 12);
        }
        assert_eq!(held.of(&first), Refused::default());
        assert_eq!(held.with(|all| all.len()), MOST);
    }
}
