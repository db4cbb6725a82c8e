//! The nouns of the product and their rules: pure and synchronous.

pub mod approval;
pub mod audit;
pub mod authorization;
pub mod client;
pub mod code;
pub mod decision;
pub mod device;
pub mod face;
pub mod factor;
pub mod grant;
pub mod group;
pub mod id;
pub mod interaction;
pub mod jws;
pub mod key;
pub mod limit;
pub mod link;
pub mod one_time_link;
pub mod outbox;
pub mod secret;
pub mod session;
pub mod settings;
pub mod token;
pub mod user;
pub mod world;
