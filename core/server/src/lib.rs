//! Puts the appliance together: configuration, the data directory, the listeners, the workers, the commands.

mod certificates;
pub mod cli;
pub mod config;
pub mod control;
mod disk;
mod listen;
pub mod lock;
pub mod open;
mod outside;
mod start;
mod telemetry;
mod workers;

pub use start::{Server, StartError, start};
