//! The journeys in a real browser: which of them failed, and why, so that it stands in the sum of all steps too.

use std::fs;

use serde_json::Value;

use crate::browser;
use crate::command;
use crate::stop::Stop;

/// How much of a reason is told, in characters.
const LONGEST: usize = 200;

/// Runs all of one project.
pub(crate) fn run(project: &'static str) -> Result<(), Stop> {
    let report = browser::folder().join("results").join(format!("{project}.json"));
    // One of an earlier run says nothing of this one.
    let _ = fs::remove_file(&report);
    let mut playwright = browser::tool("playwright");
    playwright.args(["test", "--project", project]).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    command::check(playwright.current_dir(browser::folder())).map_err(|stop| {
        let report = fs::read_to_string(&report).unwrap_or_default();
        let mut lines = Vec::new();
        collect(&serde_json::from_str(&report).unwrap_or_default(), &mut lines);
        // Where it did not get as far as a journey, what the command said has to do.
        if lines.is_empty() { stop } else { Stop::Journeys { lines } }
    })
}

/// Those that failed, in this suite and in the suites within.
fn collect(suite: &Value, lines: &mut Vec<String>) {
    for spec in each(suite, "/specs").filter(|spec| spec.get("ok") == Some(&Value::Bool(false))) {
        let text = |name: &str| spec.get(name).and_then(Value::as_str).unwrap_or_default();
        let line = spec.get("line").and_then(Value::as_u64).unwrap_or_default();
        let mut whys = each(spec, "/tests/0/results")
            .filter_map(|result| result.pointer("/error/message").and_then(Value::as_str));
        let why = whys.next().unwrap_or("no reason");
        let why: String =
            why.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        lines.push(format!("{}:{line} {}: {why}", text("file"), text("title")));
    }
    each(suite, "/suites").for_each(|inner| collect(inner, lines));
}

fn each<'a>(value: &'a Value, at: &str) -> impl Iterator<Item = &'a Value> {
    value.pointer(at).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_failed_is_named_with_its_reason() {
        let bad = json!({"title": "signs in", "ok": false, "file": "sign-in.spec.ts", "line": 7,
            "tests": [{"results": [{"error": {"message": "Timed out\n  waiting"}}]}]});
        let good = json!({"title": "signs out", "ok": true, "file": "sign-in.spec.ts", "line": 9});
        let report = json!({"suites": [{"specs": [good], "suites": [{"specs": [bad]}]}]});
        let mut lines = Vec::new();
        collect(&report, &mut lines);
        assert_eq!(lines, ["sign-in.spec.ts:7 signs in: Timed out waiting"]);
    }
}
