//! Pages for people: server-rendered, whole without scripts.

pub(crate) mod account;
pub(crate) mod authenticator;
mod check;
pub(crate) mod claims;
pub(crate) mod consent;
pub(crate) mod devices;
pub(crate) mod forgotten;
pub(crate) mod home;
pub(crate) mod link;
pub(crate) mod login;
pub(crate) mod lost;
pub(crate) mod mfa;
pub(crate) mod new_password;
pub(crate) mod passkeys;
pub(crate) mod password;
pub(crate) mod recovery_codes;
pub(crate) mod resets;
pub(crate) mod second_step;
pub(crate) mod setup;
pub(crate) mod setup_address;
pub(crate) mod sign_up;
pub(crate) mod step_up;
pub(crate) mod strength;
pub(crate) mod trust;
