//! What happens by itself while the server runs.

pub(crate) mod backchannel_logout;
pub(crate) mod mail;
pub(crate) mod name;
pub(crate) mod push;
pub(crate) mod renew;
pub(crate) mod sweep;
pub(crate) mod updates;
