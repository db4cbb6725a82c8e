//! Use cases: one file per verb. Transactions begin and end here; audit and outbox rows are written with the facts.

pub mod account;
pub mod admin;
mod attempts;
pub mod authenticator;
pub mod authorize;
pub mod consent;
mod cx;
mod demand;
mod hashing;
pub mod introspect;
pub mod keyring;
pub mod login;
pub mod logout;
pub mod password_link;
mod remembered;
pub mod rights;
pub mod second_factor;
pub mod session;
pub mod setup;
pub mod step_up;
pub mod sweep;
pub mod token;
pub mod userinfo;

pub use cx::{App, Cx, Parts};
pub use hashing::Overloaded;
pub use store::StoreError;
