//! The way of a sign-in at each app, stage by stage, as it went last: so that whoever looks after an app is told what to
//! mend. Held in memory only, and a hint, since anybody can knock in an app's name; what was refused stands in the log too:
//! see [`crate::refusals`].

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::client::Client;
use domain::id::ClientId;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::shown::is_shown;
use serde::Serialize;

/// A stage, in the order of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The app sends the browser here.
    Asked,
    /// The browser goes back with an answer.
    Answered,
    /// The app exchanges the code.
    Exchanged,
    /// The app asks about the person.
    Told,
    /// The app signs the person out.
    SignedOut,
}

/// All of them.
pub const STAGES: [Stage; 5] =
    [Stage::Asked, Stage::Answered, Stage::Exchanged, Stage::Told, Stage::SignedOut];

/// How a stage went last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Which one.
    pub stage: Stage,
    /// Seconds since 1970.
    pub at: i64,
    /// Why not, where it was refused.
    pub refused: Option<ProtocolError>,
}

/// Apps that are kept in mind; beyond it the one that came longest ago is forgotten.
const MOST: usize = 200;
/// How much of an address is kept, in characters.
const LONGEST: usize = 300;

/// What is known of one app; nothing from before it was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// Each stage as it went last.
    pub(crate) passed: Vec<Passed>,
    /// The address that it asked to return to, which it had not registered.
    pub(crate) redirect: Option<String>,
    last_at: i64,
}

impl Way {
    /// How a stage went last.
    pub(crate) fn at(&self, stage: Stage) -> Option<&Passed> {
        self.passed.iter().find(|passed| passed.stage == stage)
    }

    /// When the app could not prove itself, where that was the last that was heard of its secret.
    pub(crate) fn secret_refused_at(&self) -> Option<i64> {
        let is_secret =
            |passed: &&Passed| passed.refused.as_ref().is_some_and(|e| e.code == ErrorCode::InvalidClient);
        self.at(Stage::Exchanged).filter(is_secret).map(|passed| passed.at)
    }

    fn note(&mut self, passed: Passed) {
        self.passed.retain(|other| other.stage != passed.stage);
        self.passed.push(passed);
    }
}

/// Where they are held.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<HashMap<ClientId, Way>>);

impl Held {
    /// A stage went well.
    pub(crate) fn went_well(&self, client: &Client, stage: Stage, now: i64) {
        self.note(client, now, |way| {
            if stage == Stage::Asked {
                way.redirect = None;
            }
            way.note(Passed { stage, at: now, refused: None });
        });
    }

    /// A stage was refused.
    pub(crate) fn was_refused(&self, client: &Client, stage: Stage, error: &ProtocolError, now: i64) {
        self.note(client, now, |way| way.note(Passed { stage, at: now, refused: Some(error.clone()) }));
    }

    /// It asked to return to an address that it had not registered.
    pub(crate) fn note_redirect(&self, client: &Client, sent: &str, now: i64) {
        let sent = sent.chars().filter(|c| is_shown(*c)).take(LONGEST).collect();
        self.note(client, now, |way| way.redirect = Some(sent));
    }

    /// What is known of its way.
    pub(crate) fn of(&self, client: &Client) -> Way {
        let found = self.with(|all| all.get(&client.id).cloned()).unwrap_or_default();
        if found.last_at < client.updated_at { Way::default() } else { found }
    }

    fn note(&self, client: &Client, now: i64, tell: impl FnOnce(&mut Way)) {
        self.with(|all| {
            if all.len() >= MOST && !all.contains_key(&client.id) {
                let oldest = all.iter().min_by_key(|(_, way)| way.last_at).map(|(id, _)| id.clone());
                oldest.map(|id| all.remove(&id));
            }
            let way = all.entry(client.id.clone()).or_default();
            if way.last_at < client.updated_at {
                *way = Way::default();
            }
            way.last_at = now;
            tell(way);
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<ClientId, Way>) -> T) -> T {
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
        let error = ProtocolError::new(ErrorCode::InvalidClient, "client authentication failed");
        held.was_refused(&app, Stage::Exchanged, &error, 11);
        held.note_redirect(&app, "https://a.example/\u{202e}x\n", 12);
        let way = held.of(&app);
        assert_eq!(
            (way.secret_refused_at(), way.redirect.as_deref()),
            (Some(11), Some("https://a.example/x"))
        );
        held.went_well(&app, Stage::Exchanged, 12);
        held.went_well(&app, Stage::Asked, 12);
        assert_eq!((held.of(&app).secret_refused_at(), held.of(&app).redirect), (None, None));
        let changed = Client { updated_at: 13, ..app };
        assert_eq!(held.of(&changed), Way::default());
    }

    #[test]
    fn the_oldest_gives_way() {
        let (held, first) = (Held::default(), client());
        held.went_well(&first, Stage::Asked, 11);
        for _ in 0..MOST {
            held.went_well(&client(), Stage::Asked, 12);
        }
        assert_eq!(held.of(&first), Way::default());
        assert_eq!(held.with(|all| all.len()), MOST);
    }
}
