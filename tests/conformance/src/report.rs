//! What a run says: one table for people, the same as JSON for programs.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this file is for")]

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::error::Error;
use crate::judge::{Expected, Outcome, Verdict};

/// Where the work has got to; on stderr, so that stdout holds the table alone.
pub(crate) fn say(what: &str) {
    eprintln!("conformance: {what}");
}

/// Everything that was run.
#[derive(Debug)]
pub(crate) struct Report {
    outcomes: Vec<Outcome>,
    /// Expectations that nothing met: the list can be shortened.
    unmet: Vec<String>,
}

impl Report {
    /// Notes what was expected.
    pub(crate) fn new(mut outcomes: Vec<Outcome>, expected: Expected) -> Self {
        let unmet = expected.apply(&mut outcomes);
        Self { outcomes, unmet }
    }

    /// Whether everything ran and nothing failed that was not expected to.
    pub(crate) fn is_good(&self) -> bool {
        !self.outcomes.is_empty() && self.outcomes.iter().all(Outcome::is_good)
    }

    /// The table.
    pub(crate) fn print(&self) {
        print!("{}", self.table());
    }

    /// `report.json` in the folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join("report.json");
        let report =
            json!({"good": self.is_good(), "modules": self.outcomes, "expectations_unmet": self.unmet});
        fs::write(&path, serde_json::to_vec_pretty(&report)?).map_err(|source| Error::File { path, source })
    }

    fn table(&self) -> String {
        let wide = |of: fn(&Outcome) -> usize| self.outcomes.iter().map(of).max().unwrap_or(0);
        let (plan, module) = (wide(|one| one.plan.len()), wide(|one| one.module.len()));
        let mut lines = Vec::new();
        for outcome in &self.outcomes {
            let word = word(outcome.verdict);
            let mark = if outcome.is_good() { ' ' } else { '!' };
            lines.push(format!("{mark} {:plan$}  {:module$}  {word}", outcome.plan, outcome.module));
            for finding in &outcome.findings {
                let kind = if finding.is_failure { "failure" } else { "warning" };
                let expected = finding.expected.as_ref().map(|why| format!(" (expected: {why})"));
                lines.push(format!(
                    "    {kind} {}: {}{}",
                    finding.condition,
                    finding.message,
                    expected.unwrap_or_default()
                ));
            }
        }
        lines.extend(
            self.unmet.iter().map(|what| format!("no longer fails, so it need not be expected: {what}")),
        );
        let count = |verdict: Verdict| self.outcomes.iter().filter(|one| one.verdict == verdict).count();
        lines.push(format!(
            "{} modules: {} passed, {} to review, {} skipped, {} warned, {} failed, {} stuck",
            self.outcomes.len(),
            count(Verdict::Passed),
            count(Verdict::Review),
            count(Verdict::Skipped),
            count(Verdict::Warned),
            count(Verdict::Failed),
            count(Verdict::Stuck),
        ));
        lines.join("\n") + "\n"
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Review => "review",
        Verdict::Skipped => "skipped",
        Verdict::Warned => "WARNED",
        Verdict::Failed => "FAILED",
        Verdict::Stuck => "STUCK",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Finding;

    #[test]
    fn the_table_names_what_failed_and_why() {
        let finding = Finding {
            condition: "CheckSomething".into(),
            is_failure: true,
            message: "it is not there".into(),
            requirements: Vec::new(),
            expected: None,
        };
        let outcome = |module: &str, verdict, findings| Outcome {
            plan: "basic",
            module: module.into(),
            id: "1".into(),
            verdict,
            findings,
            seconds: 1.0,
        };
        let outcomes = vec![
            outcome("oidcc-server", Verdict::Passed, Vec::new()),
            outcome("oidcc-display-page", Verdict::Failed, vec![finding]),
        ];
        let report = Report::new(outcomes, Expected::default());
        assert!(!report.is_good());
        assert_eq!(
            report.table(),
            "  basic  oidcc-server        passed\n\
             ! basic  oidcc-display-page  FAILED\n    failure CheckSomething: it is not there\n\
             2 modules: 1 passed, 0 to review, 0 skipped, 0 warned, 1 failed, 0 stuck\n"
        );
    }

    #[test]
    fn a_run_of_nothing_is_not_good() {
        assert!(!Report::new(Vec::new(), Expected::default()).is_good());
    }
}
