//! The web: routes, what comes in, what goes out. It decides nothing.

pub mod admin;
pub mod text;
pub mod ui;
pub mod view;
