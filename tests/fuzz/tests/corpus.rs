//! Every target holds for its committed seeds, and for some thousand inputs that are made of them.

use std::fs;
use std::panic::catch_unwind;

use fuzz::mutate::Mutator;
use fuzz::{TARGETS, corpus};

/// For each target. More of them is what `cargo xtask fuzz` is for.
const INPUTS: usize = 3_000;

#[test]
fn every_target_holds_for_its_seeds_and_what_is_made_of_them() {
    let broken: Vec<String> = TARGETS
        .iter()
        .filter_map(|target| {
            let seeds = corpus::seeds(target).unwrap();
            let mut mutator = Mutator::new(1);
            let made = (0..INPUTS).map(|_| mutator.mutate(&seeds));
            let broke = seeds
                .iter()
                .cloned()
                .chain(made)
                .find(|input| catch_unwind(|| (target.run)(input)).is_err())?;
            Some(format!("{}: {}", target.name, broke.escape_ascii()))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_target_has_seeds_and_every_folder_a_target() {
    let folders = fs::read_dir(corpus::folder(&TARGETS[0]).parent().unwrap()).unwrap();
    let mut named: Vec<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    named.sort();
    assert_eq!(named, TARGETS.each_ref().map(|target| target.name));
    for target in &TARGETS {
        assert!(!corpus::seeds(target).unwrap().is_empty(), "{} has no seed", target.name);
    }
}
