//! Refusals become answers here, one file per surface.

pub(crate) mod oauth;
pub(crate) mod page;

/// The number of a request, in the log and on error pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestNumber(pub(crate) String);
