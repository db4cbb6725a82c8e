//! What a machine must have before anything else works, and the one line that brings it.

use crate::command;
use crate::stop::Stop;

/// Something that we do not install ourselves.
pub(crate) struct Need {
    name: &'static str,
    found: fn() -> bool,
    line: &'static str,
}

/// Rust and its linker.
pub(crate) const RUST: [Need; 2] = [
    Need {
        name: "Rust 1.90 or newer",
        found: || version("rustc").is_some_and(|found| found >= (1, 90)),
        line: "rustup update stable    (Rust itself: see rustup.rs)",
    },
    Need {
        name: "a C compiler and linker",
        found: || cfg!(windows) || command::read(command::new("cc").arg("--version")).is_some(),
        line: if cfg!(target_os = "macos") {
            "xcode-select --install"
        } else {
            "sudo apt-get install -y build-essential"
        },
    },
];

/// Builds the front end.
pub(crate) const NODE: [Need; 1] = [Need {
    name: "Node 20.19 or newer",
    found: || version("node").is_some_and(|found| found >= (20, 19)),
    line: "install Node 22 from nodejs.org or by your version manager    (Debian's own nodejs is older)",
}];

/// What the tests need besides.
pub(crate) const TEST: [Need; 2] = [
    Need {
        name: "rustfmt",
        found: || command::read(command::cargo().args(["fmt", "--version"])).is_some(),
        line: "rustup component add rustfmt",
    },
    Need {
        name: "clippy",
        found: || command::read(command::cargo().args(["clippy", "--version"])).is_some(),
        line: "rustup component add clippy",
    },
];

/// Names everything that is missing at once.
pub(crate) fn check(needs: &[Need]) -> Result<(), Stop> {
    let missing = needs.iter().filter(|need| !(need.found)());
    let lines: Vec<_> = missing.map(|need| format!("{}    # {}", need.line, need.name)).collect();
    if lines.is_empty() { Ok(()) } else { Err(Stop::Missing { lines }) }
}

fn version(program: &str) -> Option<(u32, u32)> {
    parse(&command::read(command::new(program).arg("--version"))?)
}

/// Reads `rustc 1.95.0 (…)` and `v20.20.2` alike.
fn parse(text: &str) -> Option<(u32, u32)> {
    let mut words = text.split_whitespace();
    let word = words.find_map(|word| {
        let word = word.strip_prefix('v').unwrap_or(word);
        word.starts_with(|first: char| first.is_ascii_digit()).then_some(word)
    })?;
    let mut numbers = word.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_programs_print_them() {
        assert_eq!(parse("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(parse("v20.19.2"), Some((20, 19)));
        assert_eq!(parse("no version"), None);
    }

    #[test]
    fn everything_that_is_missing_is_named_at_once() {
        let need = |name| Need { name, found: || false, line: "type this" };
        let Err(Stop::Missing { lines }) = check(&[need("one"), need("two")]) else {
            panic!("both are missing")
        };
        assert_eq!(lines, ["type this    # one", "type this    # two"]);
    }
}
