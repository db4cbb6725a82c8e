//! Looking for a newer version: by the worker once a day, and when an administrator asks. Nothing is ever installed.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use domain::updates::{self, File, Source};
use semver::Version;
use store::{StoreError, vault};

use crate::cx::Cx;
use crate::rights::Admin;

/// The newest version that was told of, so that each is told once.
const TOLD: &str = "updates.told";

/// Reads the list of a source; the network's side of this use case.
pub trait ReadList: Send + Sync {
    /// At most [`updates::LONGEST_BYTES`] and one more, so that a longer list shows.
    fn read<'a>(&'a self, source: &'a Source) -> Reading<'a>;
}

/// A list that is being read.
pub type Reading<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Unreachable>> + Send + 'a>>;

/// Why a list cannot be had, in words that name the mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreachable(pub String);

/// How this version stands to the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody looks: there is no source.
    Off,
    /// There is no newer version, as far as somebody looked.
    Current,
    /// There is one.
    Newer(Box<Newer>),
    /// The list cannot be had or read.
    Unreachable {
        /// Why, with the mend.
        reason: String,
    },
}

/// A newer version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// What is new there.
    pub release: updates::Release,
    /// Its files, each with where it lies.
    pub files: Vec<(File, String)>,
}

/// What is known of updates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updates {
    /// The version that runs.
    pub current: Version,
    /// As the setting says it.
    pub source: Option<Source>,
    /// What was found.
    pub state: State,
    /// When somebody looked last, in seconds since 1970.
    pub checked_at: Option<i64>,
}

/// What was found last, and where.
#[derive(Debug, Default)]
pub(crate) struct Found(Mutex<Option<(Source, State, i64)>>);

impl Found {
    fn note(&self, source: &Source, state: State, now: i64) {
        // Plain facts: a panic elsewhere leaves them as good as they were.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((source.clone(), state, now));
    }

    fn at(&self, source: &Source) -> Option<(State, i64)> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(of, ..)| of == source).map(|(_, state, at)| (state.clone(), *at))
    }
}

/// The version that runs.
pub fn current() -> Version {
    // Cargo takes no other version than one of semver.
    Version::parse(env!("CARGO_PKG_VERSION")).unwrap_or_else(|_| Version::new(0, 0, 0))
}

/// What was found last.
pub fn show(cx: &Cx, _by: &Admin) -> Updates {
    let source = cx.app.settings().updates_source();
    let found = source.as_ref().map(|source| cx.app.updates.at(source));
    let (state, checked_at) = match found {
        None => (State::Off, None),
        Some(None) => (State::Current, None),
        Some(Some((state, at))) => (state, Some(at)),
    };
    Updates { current: current(), source, state, checked_at }
}

/// Looks now, because an administrator asks.
pub async fn check(cx: &Cx, by: &Admin) -> Result<Updates, StoreError> {
    look(cx).await?;
    Ok(show(cx, by))
}

/// Looks now, and tells of a version that is new; of each once.
pub async fn look(cx: &Cx) -> Result<(), StoreError> {
    let Some(source) = cx.app.settings().updates_source() else { return Ok(()) };
    let state = match cx.app.lists.read(&source).await {
        Ok(bytes) => judge(&source, &bytes),
        Err(error) => State::Unreachable { reason: error.to_string() },
    };
    let newer = match &state {
        State::Newer(newer) => Some(newer.release.version.to_string()),
        _ => None,
    };
    cx.app.updates.note(&source, state, cx.now);
    let Some(newer) = newer else { return Ok(()) };
    if cx.store().read(|tx| vault::text(tx, TOLD))?.as_deref() == Some(newer.as_str()) {
        return Ok(());
    }
    let (event, now) = (cx.event("update.found").with("version", newer.as_str()), cx.now);
    cx.store()
        .write::<_, StoreError>(move |tx| {
            vault::put(tx, TOLD, newer.as_bytes(), now)?;
            store::audit::append(tx, event, now)
        })
        .await
}

fn judge(source: &Source, bytes: &[u8]) -> State {
    let releases = match updates::read(bytes) {
        Ok(releases) => releases,
        Err(error) => return State::Unreachable { reason: error.to_string() },
    };
    let Some(release) = updates::newer(&releases, &current()) else { return State::Current };
    let beside = |file: &File| (file.clone(), source.beside(&file.name));
    State::Newer(Box::new(Newer {
        files: release.files.iter().map(beside).collect(),
        release: release.clone(),
    }))
}
