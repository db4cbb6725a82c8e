//! Running steps one after another and summing them up.

use std::time::{Duration, Instant};

use crate::stop::Stop;

/// The steps so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

enum Outcome {
    Passed,
    Failed(Stop),
    Skipped(&'static str),
}

impl Steps {
    /// Runs a step; the others go on if it fails. Returns whether it passed.
    pub(crate) fn run(&mut self, name: &'static str, act: impl FnOnce() -> Result<(), Stop>) -> bool {
        println!("\n== {name}");
        let begun = Instant::now();
        let outcome = match act() {
            Ok(()) => Outcome::Passed,
            Err(stop) => {
                eprintln!("{stop}");
                Outcome::Failed(stop)
            }
        };
        let passed = matches!(outcome, Outcome::Passed);
        self.done.push(Done { name, outcome, took: begun.elapsed() });
        passed
    }

    /// Notes a step that makes no sense after another one failed.
    pub(crate) fn skip(&mut self, name: &'static str, why: &'static str) {
        self.done.push(Done { name, outcome: Outcome::Skipped(why), took: Duration::ZERO });
    }

    /// Prints one line a step and the sum.
    pub(crate) fn sum_up(self) -> Result<(), Stop> {
        println!();
        for done in &self.done {
            println!("{}", done.line());
        }
        let count =
            |wanted: fn(&Outcome) -> bool| self.done.iter().filter(|done| wanted(&done.outcome)).count();
        let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
        let passed = count(|outcome| matches!(outcome, Outcome::Passed));
        let skipped = self.done.len() - passed - failed;
        println!("steps: {passed} passed, {failed} failed, {skipped} skipped");
        if failed == 0 { Ok(()) } else { Err(Stop::Steps { failed }) }
    }
}

impl Done {
    fn line(&self) -> String {
        let (word, why) = match &self.outcome {
            Outcome::Passed => ("ok", String::new()),
            Outcome::Failed(stop) => ("FAILED", format!("  ({stop})")),
            Outcome::Skipped(why) => ("skipped", format!("  ({why})")),
        };
        format!("{word:<8} {:<22} {:>7.1} s{why}", self.name, self.took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_lets_the_others_go_on_and_fails_the_sum() {
        let mut steps = Steps::default();
        assert!(!steps.run("bad", || Err(Stop::Command { line: "false".to_owned() })));
        assert!(steps.run("good", || Ok(())));
        steps.skip("later", "bad failed");
        assert!(matches!(steps.sum_up(), Err(Stop::Steps { failed: 1 })));
    }

    #[test]
    fn a_line_names_step_and_reason() {
        let outcome = Outcome::Failed(Stop::Command { line: "cargo fmt".to_owned() });
        let line = Done { name: "format", outcome, took: Duration::from_millis(1_250) }.line();
        assert_eq!(line, "FAILED   format                     1.2 s  (failed: cargo fmt)");
    }
}
