//! Our own voice on the network: the certificate authority, TLS, our name on the LAN, and trust.

pub mod addresses;
pub mod ca;
pub mod call;
pub mod certificate;
pub mod client_certificate;
pub mod constraints;
pub mod files;
pub mod fingerprint;
pub mod handshake;
pub mod leaf;
pub mod look;
pub mod mail;
pub mod mdns;
pub mod mobileconfig;
pub mod plain;
pub mod probe;
pub mod push;
pub mod puzzle;
mod reach;
pub mod tls;
pub mod trust;
pub mod trusted;
