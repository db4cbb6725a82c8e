//! Nothing big comes in unnoticed, since a repository never forgets it.

use crate::tree::{Problem, Tree};

const MOST_BYTES: usize = 256 * 1024;

/// Big things that we ship on purpose.
/// The description of the admin API is frozen, so that its changes show in review; it grows with the API, and with it what
/// is generated of it.
const LISTED: [&str; 4] =
    ["assets/models/", "ui/client/openapi.json", "ui/client/src/generated.d.ts", "ui/design/fonts/"];

/// All files.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let big = tree.files.iter().filter(|file| {
        file.size_bytes > MOST_BYTES && !LISTED.iter().any(|listed| file.path.starts_with(listed))
    });
    big.map(|file| {
        let size_kib = file.size_bytes / 1024;
        file.problem(
            1,
            format!("{size_kib} KiB: make it smaller, or list it in tests/tidy/blobs.rs with its reason"),
        )
    })
    .collect()
}
