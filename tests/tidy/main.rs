//! The house rules that a test can check; each names the place and the mend.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree has nothing better to say")]

mod arrows;
mod blobs;
mod changelog;
mod colours;
mod documents;
mod file_shape;
mod manifests;
mod pages;
mod refusals;
mod scripts;
mod silenced;
mod sql;
mod tree;
mod words;

use tree::{Problem, Tree};

/// Fails with every problem at once.
fn expect_none(mut problems: Vec<Problem>) {
    problems.sort();
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn arrows_between_crates_are_those_of_the_table() {
    expect_none(arrows::problems(&Tree::read()));
}

#[test]
fn foreign_crates_stay_on_their_floor() {
    expect_none(arrows::borders(&Tree::read()));
}

#[test]
fn big_files_are_listed() {
    expect_none(blobs::problems(&Tree::read()));
}

#[test]
fn the_changelog_is_well_formed() {
    expect_none(changelog::problems(&Tree::read()));
}

#[test]
fn colours_come_from_the_tokens() {
    expect_none(colours::problems(&Tree::read()));
}

#[test]
fn documents_name_what_exists() {
    expect_none(documents::problems(&Tree::read()));
}

#[test]
fn rust_files_are_about_one_thing() {
    expect_none(file_shape::problems(&Tree::read()));
}

#[test]
fn versions_and_lints_come_from_the_workspace() {
    expect_none(manifests::problems(&Tree::read()));
}

#[test]
fn pages_work_under_the_strict_policy() {
    expect_none(pages::problems(&Tree::read()));
}

#[test]
fn scripts_are_about_one_thing() {
    expect_none(scripts::problems(&Tree::read()));
}

#[test]
fn every_refusal_is_explained() {
    expect_none(refusals::problems(&Tree::read()));
}

#[test]
fn nothing_is_silenced_or_left_undone() {
    expect_none(silenced::problems(&Tree::read()));
}

#[test]
fn sql_stays_in_the_store() {
    expect_none(sql::problems(&Tree::read()));
}

#[test]
fn every_language_says_everything_in_its_own_words() {
    expect_none(words::problems(&Tree::read()));
}
