//! The product's routes by its real router, in this process: one file per route, over a real store and a clock by hand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of it is tests"
)]

mod world;

mod access;
mod account;
mod activity;
mod admin_app;
mod admin_step;
mod app_logo;
mod approval;
mod attributes;
mod authenticator;
mod authorize;
mod backchannel_logout;
mod branding;
mod challenge;
mod claim_rules;
mod claims;
mod client_credentials;
mod consent;
mod cors;
mod csrf;
mod device_grant;
mod devices;
mod discovery;
mod dpop;
mod face_policy;
mod forgotten;
mod frontchannel_logout;
mod headers;
mod help;
mod host;
mod interaction;
mod introspect;
mod legacy;
mod limits;
mod link_claim;
mod local;
mod lock_down;
mod login;
mod logout;
mod lost_phone;
mod mfa;
mod not_me;
mod notices;
mod own_apps;
mod own_data;
mod own_email;
mod own_password;
mod pairwise;
mod par;
mod passkeys;
mod password;
mod phone_app;
mod picture;
mod policy;
mod profile;
mod prompt;
mod refusals;
mod register;
mod remember;
mod request_object;
mod resets;
mod response_mode;
mod revoke;
mod second_step;
mod session_terms;
mod setup;
mod setup_address;
mod sign_up;
mod standing;
mod step_up;
mod take_back;
mod token;
mod trust;
mod userinfo;
