//! What the network reaches, as functions over bytes that must never panic: each asserts what has to hold for every input.

pub mod corpus;
pub mod mutate;
mod target;

pub use target::{TARGETS, Target, find};
