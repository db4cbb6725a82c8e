//! What a module's end means, and what was expected to fail.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::suite::{Entry, Info};

/// How a module ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    Passed,
    /// Passed, and a person looks at its pictures.
    Review,
    /// What it looks at is not offered.
    Skipped,
    Warned,
    Failed,
    /// It did not end in time, or could not be run.
    Stuck,
}

/// A condition that did not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// The condition's name in the suite.
    pub(crate) condition: String,
    /// Whether it is a failure or only a warning.
    pub(crate) is_failure: bool,
    /// What the suite says of it.
    pub(crate) message: String,
    /// Sections of specifications.
    pub(crate) requirements: Vec<String>,
    /// Why it was expected, where it was.
    pub(crate) expected: Option<String>,
}

/// One module that was run.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Outcome {
    pub(crate) plan: &'static str,
    pub(crate) module: String,
    /// In the suite.
    pub(crate) id: String,
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
    pub(crate) seconds: f64,
}

/// What a committed list says may fail.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expectation {
    /// The plan's key.
    plan: String,
    module: String,
    condition: String,
    /// Why it is right that it fails.
    reason: String,
}

/// The committed list.
#[derive(Debug, Default)]
pub(crate) struct Expected(Vec<Expectation>);

impl Expected {
    /// `expected.json`, as it was when this was built.
    pub(crate) fn committed() -> Result<Self, Error> {
        Self::parse(include_str!("../expected.json"))
    }

    fn parse(text: &str) -> Result<Self, Error> {
        Ok(Self(serde_json::from_str(text)?))
    }

    /// Notes the reasons at the findings; returns the expectations that nothing met.
    pub(crate) fn apply(&self, outcomes: &mut [Outcome]) -> Vec<String> {
        let mut unmet = Vec::new();
        for wanted in &self.0 {
            let mut met = false;
            let mut ran = false;
            let same =
                |outcome: &&mut Outcome| outcome.plan == wanted.plan && outcome.module == wanted.module;
            for outcome in outcomes.iter_mut().filter(same) {
                ran = true;
                for finding in outcome.findings.iter_mut().filter(|one| one.condition == wanted.condition) {
                    finding.expected = Some(wanted.reason.clone());
                    met = true;
                }
            }
            if ran && !met {
                unmet.push(format!("{} {}: {}", wanted.plan, wanted.module, wanted.condition));
            }
        }
        unmet
    }
}

/// What the suite says at a module's end.
pub(crate) fn verdict(info: &Info) -> Verdict {
    match (info.status.as_str(), info.result.as_deref()) {
        ("FINISHED", Some("PASSED")) => Verdict::Passed,
        ("FINISHED", Some("REVIEW")) => Verdict::Review,
        ("FINISHED", Some("SKIPPED")) => Verdict::Skipped,
        ("FINISHED", Some("WARNING")) => Verdict::Warned,
        ("FINISHED" | "INTERRUPTED", _) => Verdict::Failed,
        _ => Verdict::Stuck,
    }
}

/// The conditions of a log that did not hold.
pub(crate) fn findings(log: &[Entry]) -> Vec<Finding> {
    log.iter()
        .filter_map(|entry| {
            let is_failure = match entry.result.as_deref() {
                Some("FAILURE") => true,
                Some("WARNING") => false,
                _ => return None,
            };
            Some(Finding {
                condition: entry.src.clone().unwrap_or_default(),
                is_failure,
                message: entry.msg.clone().unwrap_or_default(),
                requirements: entry.requirements.clone(),
                expected: None,
            })
        })
        .collect()
}

impl Outcome {
    /// One that has not come to an end yet.
    pub(crate) fn stuck(plan: &'static str, module: &str) -> Self {
        Self {
            plan,
            module: module.to_owned(),
            id: String::new(),
            verdict: Verdict::Stuck,
            findings: Vec::new(),
            seconds: 0.0,
        }
    }

    /// Whether nothing is wrong that was not expected. A module may fail without a condition that says why.
    pub(crate) fn is_good(&self) -> bool {
        let explained = !self.findings.is_empty() && self.findings.iter().all(|one| one.expected.is_some());
        match self.verdict {
            Verdict::Passed | Verdict::Review | Verdict::Skipped => self.findings.is_empty() || explained,
            Verdict::Warned | Verdict::Failed => explained,
            Verdict::Stuck => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(status: &str, result: &str) -> Info {
        Info { status: status.into(), result: Some(result.into()) }
    }

    fn entry(result: &str, src: &str) -> Entry {
        Entry { result: Some(result.into()), src: Some(src.into()), ..Entry::default() }
    }

    fn outcome(verdict: Verdict, log: &[Entry]) -> Outcome {
        let findings = findings(log);
        Outcome {
            plan: "basic",
            module: "oidcc-server".into(),
            id: "1".into(),
            verdict,
            findings,
            seconds: 0.0,
        }
    }

    #[test]
    fn only_an_end_is_a_pass() {
        assert_eq!(verdict(&info("FINISHED", "PASSED")), Verdict::Passed);
        assert_eq!(verdict(&info("FINISHED", "REVIEW")), Verdict::Review);
        assert_eq!(verdict(&info("FINISHED", "UNKNOWN")), Verdict::Failed);
        assert_eq!(verdict(&info("INTERRUPTED", "PASSED")), Verdict::Failed);
        assert_eq!(verdict(&info("WAITING", "PASSED")), Verdict::Stuck);
    }

    #[test]
    fn findings_are_failures_and_warnings_alone() {
        let found = findings(&[
            entry("SUCCESS", "A"),
            entry("WARNING", "B"),
            entry("FAILURE", "C"),
            Entry::default(),
        ]);
        let found: Vec<_> = found.iter().map(|one| (one.condition.as_str(), one.is_failure)).collect();
        assert_eq!(found, [("B", false), ("C", true)]);
    }

    #[test]
    fn an_expected_finding_is_good_and_an_expectation_without_one_is_said() {
        let list = r#"[
            {"plan": "basic", "module": "oidcc-server", "condition": "B", "reason": "a reason"},
            {"plan": "basic", "module": "oidcc-server", "condition": "Gone", "reason": "another"},
            {"plan": "basic", "module": "not-run", "condition": "B", "reason": "another"}
        ]"#;
        let mut outcomes = [
            outcome(Verdict::Warned, &[entry("WARNING", "B")]),
            outcome(Verdict::Failed, &[entry("WARNING", "B"), entry("FAILURE", "C")]),
            outcome(Verdict::Failed, &[]),
            outcome(Verdict::Stuck, &[entry("WARNING", "B")]),
            outcome(Verdict::Skipped, &[]),
        ];
        let unmet = Expected::parse(list).unwrap().apply(&mut outcomes);
        assert_eq!(unmet, ["basic oidcc-server: Gone"]);
        assert_eq!(outcomes.map(|one| one.is_good()), [true, false, false, false, true]);
    }

    #[test]
    fn the_committed_list_is_sound() {
        for expectation in Expected::committed().unwrap().0 {
            assert!(expectation.reason.len() > 10, "{} has no reason", expectation.condition);
            crate::plan::find(&expectation.plan).unwrap();
        }
    }
}
