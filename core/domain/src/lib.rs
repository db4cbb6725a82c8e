//! The nouns of the product and their rules: pure and synchronous.

pub mod approval;
pub mod audit;
pub mod authorization;
pub mod claim;
pub mod client;
pub mod code;
pub mod decision;
pub mod device;
pub mod face;
pub mod factor;
pub mod grant;
pub mod group;
pub mod handshake;
pub mod id;
pub mod interaction;
pub mod jws;
pub mod key;
pub mod limit;
pub mod link;
pub mod look;
pub mod mail;
pub mod network;
pub mod one_time_link;
pub mod outbox;
pub mod proof;
pub mod push;
pub mod reset;
pub mod secret;
pub mod session;
pub mod settings;
pub mod token;
pub mod user;
pub mod user_agent;
#[cfg(test)]
mod vectors;
pub mod world;
