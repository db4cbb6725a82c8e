//! Keeping the machine awake while it serves, where its person wants that.

use std::sync::{Mutex, PoisonError};

use keepawake::{Builder, KeepAwake};

/// Whether the machine is kept awake.
#[derive(Default)]
pub(crate) struct Awake(Mutex<Option<KeepAwake>>);

impl Awake {
    /// Keeps it awake, or lets it sleep. The display may go dark in both cases. Asks the system by its message bus: not on
    /// the runtime's threads.
    pub(crate) fn set(&self, wanted: bool) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if wanted == held.is_some() {
            return;
        }
        *held = None;
        if wanted {
            let mut builder = Builder::default();
            let builder = builder.idle(true).sleep(true).reason("People can sign in");
            match builder.app_name("DOneLogin").app_reverse_domain("org.donelogin.desktop").create() {
                Ok(awake) => *held = Some(awake),
                Err(error) => tracing::warn!(%error, "the machine cannot be kept awake"),
            }
        }
    }
}
