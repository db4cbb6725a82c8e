//! Telling phones to look by services outside of the house; one file a channel.

pub mod web_push;
