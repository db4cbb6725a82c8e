//! Accounts as an administrator handles them.
