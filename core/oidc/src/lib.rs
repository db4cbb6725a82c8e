//! The OpenID Connect protocol towards clients: pure and synchronous. No clock, no chance, no database, no HTTP.

pub mod acr;
pub mod authorize;
pub mod claims;
pub mod client_auth;
pub mod client_keys;
pub mod confirmation;
pub mod device_authorization;
pub mod discovery;
pub mod distinguished_name;
pub mod dpop;
pub mod error;
pub mod id_token;
pub mod introspect;
pub mod jwks;
pub mod jwt;
pub mod logout;
pub mod metadata;
pub mod params;
pub mod pkce;
pub mod prompt;
pub mod redirect_uri;
pub mod resource_scope;
pub mod response;
pub mod scope;
pub mod shown;
pub mod token;
