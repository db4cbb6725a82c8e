//! The endpoints that clients and their browsers talk to.

pub(crate) mod authorize;
pub(crate) mod device_authorization;
pub(crate) mod discovery;
pub(crate) mod interaction;
pub(crate) mod introspect;
pub(crate) mod logout;
pub(crate) mod par;
pub(crate) mod register;
pub(crate) mod token;
pub(crate) mod userinfo;
