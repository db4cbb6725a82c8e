//! The window itself, on a screen of its own: each test has a home, a session bus, a data directory and a port.

mod desk;
mod driver;
mod first_run;
mod office;
mod pictures;
mod rest;
mod server;
mod work;
