//! Journeys over sockets: the real program, real TLS, a relying party on a library of others. Each test has an appliance of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has nothing better to say"
)]

mod approve_sign_in;
mod authorize;
mod client_keys;
mod clock;
mod commands;
mod connect;
mod device_proofs;
mod durability;
mod dynamic;
mod fapi;
mod first_run;
mod full_disk;
mod hostile;
mod joining;
mod link_device;
mod lockdown;
mod logout;
mod mail;
mod moving;
mod network;
mod other_ways;
mod own_apps;
mod passkey_races;
mod presence;
mod races;
mod refused_answers;
mod rotation;
mod second_factor_races;
mod start_up;
mod stop;
mod take_back;
mod tls;
mod tokens;
mod updates;
mod upgrade;
mod web_push;
