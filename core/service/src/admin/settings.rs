//! Settings, as the administrator sees and changes them.

use std::sync::Arc;

use domain::secret::Secret;
use domain::settings::{DEFINITIONS, Definition, FACE_THRESHOLD, Kind, SettingError, definition, parse};
use store::{ReadTx, StoreError, face_policies, remembered_browsers, settings, vault};

use super::tag::Changed;
use crate::cx::{App, Cx};
use crate::rights::Admin;
use crate::wake::Topic;

/// A setting and where it stands.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Key, kind, default, meaning.
    pub definition: &'static Definition,
    /// The value in force; absent for secrets, which are never given back.
    pub value: Option<String>,
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
    let (definition, value) = match goes_back {
        true => (definition(key)?, Secret::default()),
        false => parse(key, value.expose()).map(|(definition, value)| (definition, Secret::new(value)))?,
    };
    let key = definition.key;
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
            Ok(store::audit::append(tx, event, now)?)
        })
        .await?;
    cx.app.reload_settings()?;
    // The commit woke those who look on before the value was in force.
    cx.app.wake.wake(&Topic::Admin);
    find(cx, by, key)
}

/// The value of a secret setting, for the worker that uses it.
pub fn open_secret(app: &App, key: &str) -> Result<Option<Secret>, StoreError> {
    if app.is_fixed(key) {
        return Ok(Some(Secret::new(app.settings().text(key))));
    }
    let opened = app.store.read(|tx| vault::open(tx, &vault_name(key)))?;
    Ok(opened.and_then(|bytes| std::str::from_utf8(&bytes).ok().map(Secret::new)))
}

fn show(tx: &ReadTx<'_>, app: &App, definition: &'static Definition) -> Result<Setting, StoreError> {
    let (key, in_force) = (definition.key, app.settings());
    let is_fixed = app.is_fixed(key);
    if matches!(definition.kind, Kind::Secret(_)) {
        let is_set = is_fixed || vault::bytes(tx, &vault_name(key))?.is_some();
        return Ok(Setting { definition, value: None, is_set, is_fixed });
    }
    let value = Some(in_force.text(key).to_owned());
    Ok(Setting { definition, value, is_set: in_force.is_set(key), is_fixed })
}

/// Secrets lie sealed in the vault, not in the table of settings.
fn vault_name(key: &str) -> String {
    format!("setting:{key}")
}
