//! How the office looks: its logo, held in memory since every page shows it. The hue is a setting.

use std::sync::{Arc, PoisonError, RwLock};

use domain::token::sha256;
use store::{StoreError, WriteTx, vault};

use crate::cx::{App, Cx};
use crate::rights::Admin;

/// Where the logo lies in the vault.
const LOGO: &str = "branding.logo";

/// The office's logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// PNG, written by us.
    pub png: Vec<u8>,
    /// Another one with each logo; part of its address.
    pub hash: String,
}

impl Logo {
    fn new(png: Vec<u8>) -> Self {
        let hash = sha256(&png).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { png, hash }
    }
}

/// Where it is held.
#[derive(Debug, Default)]
pub(crate) struct Held(RwLock<Option<Arc<Logo>>>);

impl App {
    /// The office's logo, where it has one.
    pub fn logo(&self) -> Option<Arc<Logo>> {
        self.branding.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The logo is in force as soon as this is durable, whoever hangs up meanwhile; in the order of the commits.
    fn logo_follows(self: &Arc<Self>, tx: &WriteTx<'_>) {
        let app = Arc::clone(self);
        tx.after_commit(move || {
            if let Err(error) = app.reload_logo() {
                tracing::error!(%error, "the logo could not be read again; the older one stays");
            }
        });
    }

    /// Reads the stored logo.
    pub(crate) fn reload_logo(&self) -> Result<(), StoreError> {
        let png = self.store.read(|tx| vault::bytes(tx, LOGO))?;
        let logo = png.map(|png| Arc::new(Logo::new(png)));
        *self.branding.0.write().unwrap_or_else(PoisonError::into_inner) = logo;
        Ok(())
    }
}

/// Takes a logo; the caller has decoded it and written it anew as PNG.
pub async fn set_logo(cx: &Cx, _by: &Admin, png: Vec<u8>) -> Result<Arc<Logo>, StoreError> {
    let logo = Arc::new(Logo::new(png));
    let (event, now) = (cx.event("branding.logo_set").with("hash", logo.hash.as_str()), cx.now);
    let (stored, app) = (Arc::clone(&logo), Arc::clone(&cx.app));
    cx.store()
        .write::<_, StoreError>(move |tx| {
            vault::put(tx, LOGO, &stored.png, now)?;
            app.logo_follows(tx);
            store::audit::append(tx, event, now)
        })
        .await?;
    Ok(logo)
}

/// Takes the logo away; whether there was one.
pub async fn remove_logo(cx: &Cx, _by: &Admin) -> Result<bool, StoreError> {
    let (event, now, app) = (cx.event("branding.logo_removed"), cx.now, Arc::clone(&cx.app));
    cx.store()
        .write::<_, StoreError>(move |tx| {
            let was_there = vault::delete(tx, LOGO)?;
            if was_there {
                app.logo_follows(tx);
                store::audit::append(tx, event, now)?;
            }
            Ok(was_there)
        })
        .await
}
