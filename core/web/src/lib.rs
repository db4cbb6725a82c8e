//! The web: routes, what comes in, what goes out. It decides nothing.

mod address;
pub mod admin;
mod app_files;
mod branding;
mod clock;
mod cookies;
mod cors;
mod edge;
mod extract;
mod file;
mod guard;
mod headers;
mod health;
pub mod letters;
mod live;
mod pages;
mod phone;
mod place;
mod protocol;
mod respond;
mod routes;
mod site;
mod stream;
pub mod text;
pub mod ui;
pub mod view;

pub use routes::{ca_router, local_router, router};
pub use site::{Addresses, CaFacts, IsProxy, Peer, Site};
