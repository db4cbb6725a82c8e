//! The window itself, on a screen of its own: each test has a home, a session bus, a data directory and a port.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has nothing better to say"
)]

mod desk;
mod driver;
mod first_run;
mod office;
mod pictures;
mod rest;
mod server;
mod work;
