//! What stands beside a form after failures: proof that no program tries.

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// Work that the browser's script does by itself.
    Work {
        /// The challenge, as JSON.
        challenge: String,
    },
    /// A service's puzzle.
    Puzzle {
        /// The class by which its script finds the place.
        class: &'static str,
        /// Its script.
        script: &'static str,
        /// Our name there.
        site_key: String,
    },
}
