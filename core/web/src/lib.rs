//! The web: routes, what comes in, what goes out. It decides nothing.

mod address;
pub mod admin;
mod app_files;
mod app_logos;
mod branding;
pub mod caller;
mod clock;
mod cookies;
mod cors;
mod dpop;
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
mod pictures;
mod place;
mod protocol;
mod raster;
mod refusals;
mod respond;
mod routes;
mod site;
mod stream;
pub mod text;
pub mod ui;
pub mod view;
mod zones;

pub use routes::{ca_router, certificate_router, local_router, router};
pub use site::{Addresses, CaFacts, IsProxy, Peer, Site};
