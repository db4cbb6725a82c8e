//! Every refusal of the protocol has an entry in the catalogue, from which the help pages are made, and every entry a
//! refusal.

use std::collections::BTreeSet;

use crate::tree::{File, Problem, Tree};

const CATALOGUE: &str = "core/oidc/src/error/catalogue/";
/// What begins a refusal whose sentence stands in the source.
const BEGINNINGS: [&str; 6] = [
    "ProtocolError::new(",
    "ProtocolError::invalid_request(",
    "ProtocolError::invalid_grant(",
    "params.require(",
    " refuse(",
    "(refused(",
];
/// What is registered is refused by sentences that name the field and the mend themselves: one entry has them all.
const OF_REGISTRATION: [&str; 2] = ["core/oidc/src/metadata", "core/oidc/src/client_keys"];

pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let (catalogue, sources): (Vec<_>, Vec<_>) = tree
        .ending(&[".rs"])
        .filter(|file| file.path.starts_with("core/") && !file.path.contains("/tests"))
        .partition(|file| file.path.starts_with(CATALOGUE));
    let known: BTreeSet<String> =
        catalogue.iter().flat_map(|file| sentences(&file.text).map(|(_, text)| text)).collect();
    let own = sources.iter().filter(|file| !OF_REGISTRATION.iter().any(|path| file.path.starts_with(path)));
    let told = own.flat_map(|file| refusals(file)).filter(|(_, _, text)| !known.contains(text));
    let unknown = told.map(|(file, line, text)| {
        file.problem(line, format!("no entry in {CATALOGUE} says what mends {text:?}"))
    });
    let said: String = sources.iter().map(|file| file.text.as_str()).collect();
    let stale = catalogue.iter().flat_map(|file| entries(file)).filter(|(.., text)| !said.contains(text));
    let unused = stale.map(|(file, line, text)| file.problem(line, format!("nothing refuses with {text:?}")));
    unknown.chain(unused).collect()
}

/// Refusals with a sentence of their own, and where they stand.
fn refusals(file: &File) -> impl Iterator<Item = (&File, usize, String)> {
    let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    let code = if file.text.contains("ProtocolError") { code } else { "" };
    let starts = BEGINNINGS.iter().flat_map(|beginning| code.match_indices(beginning));
    starts.filter_map(move |(at, beginning)| {
        let call = code.get(at + beginning.len()..)?;
        let call = call.split_once(')').map_or(call, |(call, _)| call);
        let (_, text) = sentences(call).last()?;
        // A name of a parameter is no sentence.
        let line = code.get(..at)?.lines().count();
        text.contains(' ').then_some((file, line, text))
    })
}

/// The sentences of the catalogue's entries: the second text of each.
fn entries(file: &File) -> impl Iterator<Item = (&File, usize, String)> {
    file.text.match_indices("    entry(").filter_map(move |(at, _)| {
        let (_, text) = sentences(file.text.get(at..)?).nth(1)?;
        let line = file.text.get(..at)?.lines().count() + 1;
        (!text.is_empty()).then_some((file, line, text))
    })
}

/// The texts between quotes; none of ours has an escaped one.
fn sentences(code: &str) -> impl Iterator<Item = (usize, String)> {
    code.split('"')
        .enumerate()
        .filter(|(number, _)| number % 2 == 1)
        .map(|(number, text)| (number, text.to_owned()))
}

#[test]
fn a_refusal_is_found_with_its_sentence() {
    let text = "ProtocolError::new(\n  ErrorCode::InvalidScope,\n  \"not this\",\n)".to_owned();
    let file = File { path: "core/x.rs".into(), size_bytes: text.len(), text };
    let found: Vec<_> = refusals(&file).map(|(.., text)| text).collect();
    assert_eq!(found, ["not this"]);
}
