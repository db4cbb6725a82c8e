//! Puts the appliance together: configuration, the data directory, the listeners, the workers, the commands.

mod certificates;
pub mod cli;
pub mod config;
pub mod control;
mod disk;
pub mod fault;
mod listen;
pub mod lock;
mod mover;
pub mod open;
mod outside;
pub mod process;
mod start;
mod telemetry;
pub mod trust;
mod updates;
mod workers;

pub use start::{Server, StartError, start};
pub use web::admin::PREFIX as ADMIN_API;
