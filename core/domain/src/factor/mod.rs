//! The ways in which a person proves who they are.

pub mod password;
