//! Settings, as the administrator sees and changes them.

use std::sync::Arc;

use domain::mail::{MailServer, SENDER, SERVER};
use domain::secret::Secret;
use domain::settings::{DEFINITIONS, Definition, FACE_THRESHOLD, Kind, SettingError, definition, parse};
use domain::token::sha256;
use store::{ReadTx, StoreError, face_policies, outbox, remembered_browsers, settings, vault};

use super::tag::Changed;
use crate::cx::{App, Cx};
use crate::rights::{Admin, Denied};

/// A setting and where it stands.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Key, kind, default, meaning.
    pub definition: &'static Definition,
    /// The value in force; absent for secrets, which are never given back.
    pub value: Option<String>,
    /// What may be shown of a secret one: the mail server without its password.
    pub shown: Option<String>,
    /// Tells one value of a secret from another, and says nothing of it.
    pub(crate) mark: Option<[u8; 32]>,
    /// Whether it differs from its default by somebody's will.
    pub is_set: bool,
    /// Whether file or environment fix it.
    pub is_fixed: bool,
}

/// Why a setting cannot be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// File or environment win.
    #[error("{key} is fixed by the settings file or the environment: change it there and start again")]
    Fixed {
        /// The key.
        key: &'static str,
    },
    /// Unknown key or impossible value.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// All settings.
pub fn list(cx: &Cx, _by: &Admin) -> Result<Vec<Setting>, StoreError> {
    cx.store().read(|tx| DEFINITIONS.iter().map(|definition| show(tx, &cx.app, definition)).collect())
}

/// One setting.
pub fn find(cx: &Cx, _by: &Admin, key: &str) -> Result<Setting, SettingsError> {
    let definition = definition(key)?;
    Ok(cx.store().read(|tx| show(tx, &cx.app, definition))?)
}

/// Sets a value; an empty one goes back to the default. In force when this returns.
pub async fn set(cx: &Cx, by: &Admin, key: &str, value: Secret) -> Result<Setting, SettingsError> {
    let goes_back = value.expose().trim().is_empty();
    let value = if key == SERVER { with_kept_password(&cx.app, value)? } else { value };
    let (definition, value) = match goes_back {
        true => (definition(key)?, Secret::default()),
        false => parse(key, value.expose()).map(|(definition, value)| (definition, Secret::new(value)))?,
    };
    let key = definition.key;
    if definition.for_people {
        by.may_give_rights()?;
    }
    if cx.app.is_fixed(key) {
        return Err(SettingsError::Fixed { key });
    }
    let mut event = cx.event("setting.changed").with("key", key);
    if !matches!(definition.kind, Kind::Secret(_)) {
        event = event.with("value", value.expose());
    }
    let now = cx.now;
    // Off forgets: browsers do not come back when it is switched on again.
    let ends_remembering = key == "mfa.remember_days" && matches!(value.expose(), "" | "0");
    // Phones that are about to answer by the policy before may do so for a while.
    let begins = (key == FACE_THRESHOLD).then(|| cx.app.face_policy_by(value.expose()).record(now));
    let (by_whom, app) = (by.clone(), Arc::clone(&cx.app));
    cx.store()
        .write::<_, SettingsError>(move |tx| {
            by_whom.may_still::<SettingsError>(tx)?;
            by_whom.require_seen(&show(tx, &app, definition)?)?;
            match (definition.kind, goes_back) {
                (Kind::Secret(_), true) => drop(vault::delete(tx, &vault_name(key))?),
                (Kind::Secret(_), false) => {
                    vault::seal(tx, &vault_name(key), value.expose().as_bytes(), now)?
                }
                (_, true) => drop(settings::delete(tx, key)?),
                (_, false) => settings::put(tx, key, value.expose(), now)?,
            }
            if let Some(policy) = &begins {
                face_policies::put(tx, policy)?;
            }
            if ends_remembering {
                remembered_browsers::sweep(tx, now)?;
            }
            if matches!(key, SERVER | SENDER) {
                // Also what was given up: another server may take what the one before did not.
                outbox::make_all_due(tx, now)?;
            }
            app.settings_follow(tx);
            Ok(store::audit::append(tx, event, now)?)
        })
        .await?;
    find(cx, by, key)
}

/// The value of a secret setting, for the worker that uses it.
pub fn open_secret(app: &App, key: &str) -> Result<Option<Secret>, StoreError> {
    if app.is_fixed(key) {
        return Ok(Some(Secret::new(app.settings().text(key))));
    }
    app.store.read(|tx| open(tx, key))
}

fn open(tx: &ReadTx<'_>, key: &str) -> Result<Option<Secret>, StoreError> {
    let opened = vault::open(tx, &vault_name(key))?;
    Ok(opened.and_then(|bytes| std::str::from_utf8(&bytes).ok().map(Secret::new)))
}

/// A mail server's URL with a user and without a password keeps the stored one, where it is the same user at the same
/// host: nobody reads a password back to change a port, and none goes to another host.
fn with_kept_password(app: &App, value: Secret) -> Result<Secret, StoreError> {
    let Some(stored) = open_secret(app, SERVER)? else { return Ok(value) };
    let kept =
        MailServer::parse(stored.expose()).ok().and_then(|server| server.keep_password(value.expose()));
    Ok(kept.unwrap_or(value))
}

fn show(tx: &ReadTx<'_>, app: &App, definition: &'static Definition) -> Result<Setting, StoreError> {
    let (key, in_force) = (definition.key, app.settings());
    let is_fixed = app.is_fixed(key);
    if matches!(definition.kind, Kind::Secret(_)) {
        // What is sealed is another text each time, also where the secret is the same.
        let sealed = vault::bytes(tx, &vault_name(key))?;
        let mark = sealed.as_ref().map(|sealed| sha256(sealed));
        let secret = if is_fixed { Some(Secret::new(in_force.text(key))) } else { open(tx, key)? };
        let shown =
            secret.and_then(|secret| MailServer::parse(secret.expose()).ok()).map(|server| server.shown());
        return Ok(Setting {
            definition,
            value: None,
            shown,
            mark,
            is_set: is_fixed || sealed.is_some(),
            is_fixed,
        });
    }
    // Out of the row and not out of memory: two who write in one commit see each other.
    let stored = if is_fixed { Some(in_force.text(key).to_owned()) } else { settings::find(tx, key)? };
    let is_set = stored.is_some();
    let value = Some(stored.unwrap_or_else(|| definition.default.to_owned()));
    Ok(Setting { definition, value, shown: None, mark: None, is_set, is_fixed })
}

/// Secrets lie sealed in the vault, not in the table of settings.
fn vault_name(key: &str) -> String {
    format!("setting:{key}")
}
