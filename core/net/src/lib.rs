//! Our own voice on the network: the certificate authority, TLS, our name on the LAN, and trust.

pub mod ca;
pub mod certificate;
pub mod constraints;
pub mod fingerprint;
pub mod leaf;
pub mod mobileconfig;
