//! Use cases: one file per verb. Transactions begin and end here; audit and outbox rows are written with the facts.

mod cx;
mod hashing;
pub mod keyring;
pub mod rights;
pub mod session;

pub use cx::{App, Cx, Parts};
pub use hashing::Overloaded;
