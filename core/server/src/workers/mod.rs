//! What happens by itself while the server runs.

pub(crate) mod renew;
pub(crate) mod sweep;
