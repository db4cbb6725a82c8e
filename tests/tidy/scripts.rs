//! Scripts and components stay short and say in their first line what they are about.

use crate::tree::{File, Problem, Tree};

/// Pages compose, components show.
const MOST_LINES: [(&str, usize); 4] =
    [("ui/admin/src/pages/", 250), ("ui/phone/src/screens/", 250), (".svelte", 150), (".ts", 500)];

/// All scripts and components of ours.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let files = tree.ending(&[".ts", ".svelte"]).filter(|file| !file.path.ends_with(".d.ts"));
    files.flat_map(file_problems).collect()
}

fn file_problems(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    let first = file.text.lines().next().unwrap_or_default();
    // What a test is about, its sentences say.
    if !file.path.ends_with(".test.ts")
        && !["/**", "// ", "<!--"].iter().any(|begin| first.starts_with(begin))
    {
        problems.push(file.problem(1, "begins without a comment: say in one sentence what it is about"));
    }
    let wall =
        MOST_LINES.iter().find(|(place, _)| file.path.starts_with(place) || file.path.ends_with(place));
    let lines = file.lines().count();
    if let Some((_, wall)) = wall.filter(|(_, wall)| lines > *wall) {
        problems
            .push(file.problem(1, format!("{lines} lines, {wall} is the wall: split it by noun or verb")));
    }
    problems
}
