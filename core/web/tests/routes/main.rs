//! The product's routes by its real router, in this process: one file per route, over a real store and a clock by hand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of it is tests"
)]

mod world;

mod authorize;
mod consent;
mod interaction;
mod introspect;
mod limits;
mod login;
mod logout;
mod revoke;
mod token;
mod userinfo;
