//! A target under libFuzzer, which looks which ways an input takes through the code; `cargo xtask fuzz` builds and runs it.

#![no_main]

use std::sync::LazyLock;

use fuzz::{Target, find};
use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<Option<&'static Target>> = LazyLock::new(|| {
    #[expect(clippy::disallowed_methods, reason = "libFuzzer takes the arguments for itself")]
    let name = std::env::var("FUZZ_TARGET").ok()?;
    find(&name).ok()
});

fuzz_target!(|data: &[u8]| {
    if let Some(target) = *TARGET {
        (target.run)(data);
    }
});
