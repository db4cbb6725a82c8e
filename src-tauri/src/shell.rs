//! What all parts of the shell share.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::{Request, Response};
use tokio::sync::Notify;

use crate::awake::Awake;
use crate::events::Stream;
use crate::host::Host;
use crate::lock::{self, Lock};
use crate::preferences::Preferences;
use crate::scheme;
use crate::words::Words;

/// The shell.
pub(crate) struct Shell {
    pub(crate) host: Host,
    pub(crate) lock: Lock,
    pub(crate) stream: Stream,
    pub(crate) awake: Awake,
    /// Whether the window shows the app, and not the shell's own page.
    pub(crate) shows_app: AtomicBool,
    folder: PathBuf,
    preferences: Mutex<Preferences>,
    words: Mutex<Arc<Words>>,
    /// Wakes whatever shows words by itself.
    spoken: Notify,
}

impl Shell {
    /// Preferences lie in `folder`.
    pub(crate) fn new(host: Host, folder: PathBuf) -> Self {
        let preferences = Preferences::read(&folder);
        let words = Mutex::new(Arc::new(Words::chosen(preferences.language.as_deref())));
        let (lock, stream, awake) = (Lock::new(&folder), Stream::default(), Awake::default());
        let (preferences, shows_app) = (Mutex::new(preferences), AtomicBool::new(false));
        Self { host, lock, stream, awake, shows_app, folder, preferences, words, spoken: Notify::new() }
    }

    /// Waits until another language is spoken.
    pub(crate) async fn spoken(&self) {
        self.spoken.notified().await;
    }

    /// In the language that the person chose last.
    pub(crate) fn words(&self) -> Arc<Words> {
        Arc::clone(&self.words.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the person chose.
    pub(crate) fn preferences(&self) -> Preferences {
        self.preferences.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what the person chose.
    pub(crate) fn prefer(&self, chosen: Preferences) -> std::io::Result<()> {
        chosen.write(&self.folder)?;
        let words = Arc::new(Words::chosen(chosen.language.as_deref()));
        *self.words.lock().unwrap_or_else(PoisonError::into_inner) = words;
        *self.preferences.lock().unwrap_or_else(PoisonError::into_inner) = chosen;
        self.spoken.notify_one();
        Ok(())
    }

    /// Locks the window when nobody was there for long, and opens it where nobody could: its lock is another office's then,
    /// whose file stays. Before everything that the window asks, too: a machine that wakes up is used before the clock is
    /// looked at again, and a new office's first run comes at once.
    pub(crate) async fn look_at_lock(&self) {
        let is_due = self.lock.is_due(self.preferences().lock_after_minutes, lock::now());
        if !is_due && !self.lock.is_locked() {
            return;
        }
        match self.has_somebody().await {
            true if is_due => self.lock.shut(),
            true => {}
            false => self.lock.excuse(),
        }
    }

    /// Whether there is an administrator who could unlock the window again.
    async fn has_somebody(&self) -> bool {
        let Some(way) = self.host.way() else { return true };
        let setup = way.read("/setup").await.unwrap_or_default();
        setup.get("claimed") != Some(&serde_json::Value::Bool(false))
    }

    /// A request of the window, answered piece by piece.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Response<Body> {
        scheme::dispatch(self, request).await
    }
}
