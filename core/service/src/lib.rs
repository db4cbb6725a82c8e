//! Use cases: one file per verb. Transactions begin and end here; audit and outbox rows are written with the facts.

pub mod account;
pub mod admin;
pub mod approval;
pub mod approve;
pub mod ask;
mod attempts;
pub mod authenticator;
pub mod authorize;
pub mod consent;
mod cx;
pub mod device;
mod hashing;
pub mod introspect;
pub mod keyring;
pub mod link;
pub mod login;
pub mod logout;
pub mod new_password;
mod offers;
pub mod password_link;
pub mod proof;
mod remembered;
pub mod resets;
pub mod rights;
pub mod second_factor;
pub mod second_step_link;
pub mod session;
pub mod setup;
pub mod sweep;
pub mod token;
pub mod userinfo;
pub mod wake;

pub use cx::{App, Cx, Parts};
pub use hashing::Overloaded;
pub use store::StoreError;
