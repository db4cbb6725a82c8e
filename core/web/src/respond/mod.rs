//! Refusals become answers here, one file per surface.

pub(crate) mod oauth;
pub(crate) mod page;
pub(crate) mod passkey;
