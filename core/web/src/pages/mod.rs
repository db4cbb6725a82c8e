//! Pages for people: server-rendered, whole without scripts.

pub(crate) mod account;
pub(crate) mod authenticator;
pub(crate) mod claims;
pub(crate) mod consent;
pub(crate) mod home;
pub(crate) mod login;
pub(crate) mod mfa;
pub(crate) mod password;
pub(crate) mod recovery_codes;
pub(crate) mod setup;
pub(crate) mod step_up;
pub(crate) mod trust;
