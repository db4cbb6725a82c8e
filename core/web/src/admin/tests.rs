//! The admin API through its own router.
