//! The ways in which a person proves who they are.

pub mod due;
pub mod guessable;
pub mod kind;
pub mod lockout;
pub mod password;
pub mod policy;
pub mod recovery;
pub mod totp;
